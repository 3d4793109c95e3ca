#!/usr/bin/env bash
# reportlab 5.1.0 runs `~/.reportlab_mods` as Python when it is imported, and so needs a home that is a folder.
#
# The file has no suffix and lies in no folder of modules, so that neither a look at the path of Python nor at what is
# installed tells that it takes part. Where there is no such file, all goes on. Where the home is no folder, as services
# often have /dev/null, the import itself fails: only FileNotFoundError and PermissionError are expected.
#
# Seen: the file is run; with HOME=/dev/null "NotADirectoryError" instead of a module.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check reportlab==5.1.0
mkdir "$folder/home"
echo 'print("run from the home")' > "$folder/home/.reportlab_mods"
cat > "$folder/try.py" <<'PY'
try:
    import reportlab
    print("imported")
except OSError as error:
    print(type(error).__name__)
PY
seen=$(for home in "$folder/home" "$folder" /dev/null; do HOME=$home "$folder/venv/bin/python" "$folder/try.py"; done)
echo "$seen"
test "$seen" = "run from the home
imported
imported
NotADirectoryError"
echo "as described: reportlab 5.1.0"
