#!/usr/bin/env bash
# tomlkit 0.15.2: a file of decisions comes back in another order, though nothing was changed in it.
#
# tomlkit is made for files that people write by hand: comments, order and white space are kept. TOML allows the tables of
# a list, `[[line]]`, to stand apart, with those of another list between them, as somebody writes who decides about a
# line, then about a speaker, then about a line again. tomlkit puts all tables of one name together where the first one
# stands, and leaves the comments above them behind: each stands above another table now, and says what is not so.
#
# Seen: line, speaker, line is read; line, line, speaker is written, and "# who he is" stands above what Ben says.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tomlkit==0.15.2
"$folder/venv/bin/python" - <<'PY'
import re

import tomlkit

TEXT = """\
[[line]]
text = "Note well:"
is = "narrative"

# who he is
[[speaker]]
id = "ben"

# Ben again
[[line]]
text = "BEN: Well"
speaker = "ben"
"""
written = tomlkit.dumps(tomlkit.parse(TEXT))
print(written)
assert re.findall(r"\[\[(\w+)\]\]", TEXT) == ["line", "speaker", "line"]
assert re.findall(r"\[\[(\w+)\]\]", written) == ["line", "line", "speaker"]
assert '# who he is\n[[line]]\ntext = "BEN: Well"' in written
PY
echo "as described: tomlkit 0.15.2 puts tables that stand apart together"
