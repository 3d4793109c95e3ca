#!/usr/bin/env bash
# bluebell-akn 3.1.1: the keyword FROM is a part of everybody's id, and the id leads to nobody.
#
# bluebell makes Akoma Ntoso of marked text; "FROM Ann Lee" says whose speech it is. In Akoma Ntoso @by of a speech points
# to a person of the header. bluebell writes by="#FROMAnnLee": the letters of the whole line, its keyword with them, and
# it writes no TLCPerson at all. So no program that follows @by finds who spoke, people cannot be joined by id with those
# of other files, and "Ann Lee" and "Ann Lee (Hill)" are two.
#
# Seen: by="#FROMAnnLee" and by="#FROMAnnLeeHill", neither of them the id of anything in the file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bluebell-akn==3.1.1 cobalt==9.0.1
"$folder/venv/bin/python" -W ignore - <<'PY'
from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri

DEBATE = """BODY

DEBATESECTION Gardens

  SPEECH
    FROM Ann Lee

    Good evening.

  SPEECH
    FROM Ann Lee (Hill)

    Good.
"""
parser = AkomaNtosoParser(FrbrUri.parse("/akn/za/debate/2030-05-01/nn/eng"), "")
root = parser.parse_to_xml(DEBATE, "debate")
speeches = list(root.iter("{*}speech"))
ids = {value for one in root.iter() for name, value in one.attrib.items() if name == "eId"}
print([(one.get("by"), one.find("{*}from").text) for one in speeches])
assert [one.get("by") for one in speeches] == ["#FROMAnnLee", "#FROMAnnLeeHill"]
assert not [one for one in speeches if one.get("by")[1:] in ids]
assert not list(root.iter("{*}TLCPerson"))
PY
echo "as described: bluebell-akn 3.1.1 writes @by with its keyword, and nobody has that id"
