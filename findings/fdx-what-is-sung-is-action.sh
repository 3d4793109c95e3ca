#!/usr/bin/env bash
# screenplay-tools 0.0.10: what a character sings is said by nobody once a Fountain screenplay is Final Draft's.
#
# In Fountain a line behind "~" is sung, and below the name of a character that character sings it. The parser keeps it
# as a lyric; the writer of FDX has no paragraph for one and calls it Action. So the name of the singer is followed by no
# word of theirs, and the song is something that happens: whoever counts or prints the parts of the cast loses it.
#
# Seen: types "Character" and then "Action" twice for a song of two lines, no "Dialogue" between.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check screenplay-tools==0.0.10
"$folder/venv/bin/python" - <<'PY'
from xml.etree import ElementTree as ET

from screenplay_tools.fdx.writer import Writer
from screenplay_tools.fountain.parser import Parser

parser = Parser()
parser.add_text("INT. GARDEN - NIGHT\n\nANN\nGood evening.\n\nBO\n~Hare, hare,\n~who saw the hare?\n")
root = ET.fromstring(Writer().write(parser.script))
found = [(one.get("Type"), "".join(one.itertext()).strip()) for one in root.iter("Paragraph")]
print(found)
assert found[1:] == [
    ("Character", "ANN"),
    ("Dialogue", "Good evening."),
    ("Character", "BO"),
    ("Action", "Hare, hare,"),
    ("Action", "who saw the hare?"),
]
PY
echo "as described: screenplay-tools 0.0.10 writes songs as action"
