#!/usr/bin/env bash
# A TTML cue that says dur for end, or neither: pysubs2 1.8.1 refuses the file, ttconv 1.2.3 says the words three times.
#
# TTML has three ways to say how long a cue is there (10.2 of the standard): an end, a dur, or nothing, in which case it
# lasts as long as what it is in. All are usual: makers of subtitles for players write dur, live captions leave the end
# open until the next cue. pysubs2 asks each p for its end, and one p without it costs the whole file, though the dur
# says the same. pycaption 2.3.14 reads dur and refuses an open end. ttconv reads both; in SubRip, the open cue is a cue
# by itself, then one more beside the next cue, and once more behind it for ten seconds, a time that nobody has written.
#
# Seen: with dur pysubs2 raises KeyError and the others have 00:00:04,000 --> 00:00:06,000; "Ben: No." from 4 s on with
# an open end, before a cue from 6 to 7 s, is three times in ttconv's SubRip, the last time from 7 to 17 s.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysubs2==1.8.1 pycaption==2.3.14 ttconv==1.2.3
"$folder/venv/bin/python" -W ignore - <<'PY'
import xml.etree.ElementTree as ElementTree

import pysubs2
import ttconv.imsc.reader
import ttconv.srt.writer
from pycaption import DFXPReader, SRTWriter

FILE = '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>{}</div></body></tt>'
FIRST = '<p begin="1s" end="3s">Anna: Did you sign it?</p>'
LASTING = FILE.format(f'{FIRST}<p begin="4s" dur="2s">Ben: No.</p>')
OPEN = FILE.format(f'{FIRST}<p begin="4s">Ben: No.</p><p begin="6s" end="7s">Anna: Then who?</p>')


def by_ttconv(text):
    tree = ElementTree.ElementTree(ElementTree.fromstring(text))
    return ttconv.srt.writer.from_model(ttconv.imsc.reader.to_model(tree))


def refused(read, text):
    try:
        read(text)
    except Exception as error:
        print(type(error).__name__, error)
        return type(error).__name__
    return ""


ENDED = "00:00:04,000 --> 00:00:06,000\nBen: No."
assert refused(pysubs2.SSAFile.from_string, LASTING) == "KeyError"
assert ENDED in SRTWriter().write(DFXPReader().read(LASTING))
assert ENDED in by_ttconv(LASTING)
assert refused(pysubs2.SSAFile.from_string, OPEN) == "KeyError"
assert refused(DFXPReader().read, OPEN) == "CaptionReadTimingError"
written = by_ttconv(OPEN)
print(written)
assert written.count("Ben: No.") == 3
assert "00:00:07,000 --> 00:00:17,000\nBen: No." in written
PY
echo "as described: a dur costs pysubs2 the file, and what has an open end is said three times by ttconv"
