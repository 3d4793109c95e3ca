#!/usr/bin/env bash
# praat-textgrids 1.4.0 cuts the words of an interval at the end of a line, and a quotation mark at their end.
#
# In a Praat TextGrid a text stands between quotation marks; a mark inside is doubled, and a text may hold a line end.
# praat-textgrids reads line by line and strips every quotation mark from both ends of the line: of a text that goes on
# in a second line that line is gone without a word, doubled marks stay doubled, and those at the end are lost. Names of
# tiers, which say who speaks, are treated alike. TextGrid 1.6.1 undoubles marks in texts but not in names of tiers, so
# that one person has two names by the library. praatio 6.2.2 and pympi-ling 1.71 read the file as Praat does.
#
# Seen: 'She said ""no' and 'We left' where the file has 'She said "no"' and 'We left / at once'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  praat-textgrids==1.4.0 praatio==6.2.2 pympi-ling==1.71 TextGrid==1.6.1
cat > "$folder/a.TextGrid" <<'GRID'
File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0 
xmax = 4 
tiers? <exists> 
size = 1 
item []: 
    item [1]:
        class = "IntervalTier" 
        name = "Anna ""Nan"" Bell" 
        xmin = 0 
        xmax = 4 
        intervals: size = 2 
        intervals [1]:
            xmin = 0 
            xmax = 2 
            text = "She said ""no""" 
        intervals [2]:
            xmin = 2 
            xmax = 4 
            text = "We left
at once" 
GRID
"$folder/venv/bin/python" -W ignore - "$folder/a.TextGrid" <<'PY'
import sys

import textgrid
import textgrids
from praatio import textgrid as praatio
from pympi.Praat import TextGrid

PATH = sys.argv[1]
NAME, WORDS = 'Anna "Nan" Bell', ['She said "no"', "We left\nat once"]
grid = praatio.openTextgrid(PATH, includeEmptyIntervals=True)
(tier,) = TextGrid(PATH).get_tiers()
read = {
    "praatio": [(name, [entry.label for entry in grid.getTier(name).entries]) for name in grid.tierNames],
    "pympi-ling": [(tier.name, [text for _, _, text in tier.get_intervals()])],
    "TextGrid": [(one.name, [part.mark for part in one]) for one in textgrid.TextGrid.fromFile(PATH)],
    "praat-textgrids": [(name, [part.text for part in one]) for name, one in textgrids.TextGrid(PATH).items()],
}
for library, tiers in read.items():
    print(library, tiers)
assert read["praatio"] == read["pympi-ling"] == [(NAME, WORDS)]
assert read["TextGrid"] == [(NAME.replace('"', '""'), WORDS)]
assert read["praat-textgrids"] == [(NAME.replace('"', '""'), ['She said ""no', "We left"])]
PY
echo "as described: two of four libraries read what Praat reads"
