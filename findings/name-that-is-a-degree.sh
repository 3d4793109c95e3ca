#!/usr/bin/env bash
# nameparser 2.6.0: people called Mba, Ra or Same have no surname; Mr. Mba and Mr. Chidi Mba are two persons.
#
# nameparser takes names apart, and looks the last word up in a long list of degrees and offices, without regard to
# capitals. For some that are names, too, "Ma", "Do", "Obi", it is careful; for the rest the surname becomes a suffix,
# and a name of honorific and surname loses both: the honorific is the first name. Who finds a speaker's other turns by
# surname finds none of these, and takes all of them, with the empty surname, for one family.
#
# Seen: last name "" and suffix "Mba", "Ra", "Same"; "Mr. Mba" has the first name "Mr.", "Mr. Chidi Mba" the last
# "Chidi".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check nameparser==2.6.0
"$folder/venv/bin/python" - <<'PY'
from nameparser import HumanName

read = {}
for name in ("Ada Obi", "Ms. Ma", "Chidi Mba", "Bao Ra", "Tom Same", "Mr. Mba", "Mr. Chidi Mba"):
    found = HumanName(name)
    read[name] = (found.title, found.first, found.last, found.suffix)
    print(name, read[name])
assert read == {
    "Ada Obi": ("", "Ada", "Obi", ""),
    "Ms. Ma": ("Ms.", "", "Ma", ""),
    "Chidi Mba": ("", "Chidi", "", "Mba"),
    "Bao Ra": ("", "Bao", "", "Ra"),
    "Tom Same": ("", "Tom", "", "Same"),
    "Mr. Mba": ("", "Mr.", "", "Mba"),
    "Mr. Chidi Mba": ("Mr.", "", "Chidi", "Mba"),
}
PY
echo "as described: nameparser 2.6.0 takes surnames for degrees"
