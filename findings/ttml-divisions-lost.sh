#!/usr/bin/env bash
# TTML in more than one div: pycaption 2.3.14 keeps the last div only; ttconv 1.2.3 loses cues below a begin of their div.
#
# Broadcasters divide a TTML file into div elements, by reel, by scene or by person, and a div may have a begin to which
# the times below it are added. pycaption keeps one list of captions a language and sets it anew for each div, so that of
# a programme in two parts the first is gone; it does not add the begin. ttconv adds it where the div has an end, too;
# where it has none (which is usual: it lasts as long as the programme) the cue comes in no SRT or VTT at all.
#
# Seen: of "One" and "Two" in two div pycaption has "Two"; of one cue below begin="10s" ttconv has nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pycaption==2.3.14 ttconv==1.2.3
"$folder/venv/bin/python" -W ignore - <<'PY'
import xml.etree.ElementTree as ElementTree

import ttconv.imsc.reader
import ttconv.srt.writer
from pycaption import DFXPReader, SRTWriter

FILE = '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body>{}</body></tt>'
TWO = '<div><p begin="1s" end="2s">One</p></div><div><p begin="3s" end="4s">Two</p></div>'
SHIFTED = '<div begin="10s"{}><p begin="1s" end="2s">In</p></div>'


def by_pycaption(body):
    return SRTWriter().write(DFXPReader().read(FILE.format(body)))


def by_ttconv(body):
    tree = ElementTree.ElementTree(ElementTree.fromstring(FILE.format(body)))
    return ttconv.srt.writer.from_model(ttconv.imsc.reader.to_model(tree))


texts = {
    "two div, pycaption": by_pycaption(TWO),
    "two div, ttconv": by_ttconv(TWO),
    "begin, pycaption": by_pycaption(SHIFTED.format("")),
    "begin, ttconv": by_ttconv(SHIFTED.format("")),
    "begin and end, ttconv": by_ttconv(SHIFTED.format(' end="20s"')),
}
for name, text in texts.items():
    print(name, repr(text))
assert "One" not in texts["two div, pycaption"] and "Two" in texts["two div, pycaption"]
assert "One" in texts["two div, ttconv"] and "Two" in texts["two div, ttconv"]
assert "00:00:01,000 --> 00:00:02,000\nIn" in texts["begin, pycaption"]
assert texts["begin, ttconv"].strip() == ""
assert "00:00:11,000 --> 00:00:12,000\nIn" in texts["begin and end, ttconv"]
PY
echo "as described: pycaption keeps the last div, ttconv loses what is below a begin without an end"
