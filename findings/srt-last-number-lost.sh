#!/usr/bin/env bash
# pysubs2 1.8.1: the last line of a SubRip file is lost where it is a number.
#
# pysubs2 finds the number of the following cue at the end of the text before it, and cuts it off. The last cue has no
# cue after it, so a year, a score or a price on a line of its own ("1918") is cut off instead. In every other cue the
# same line stays, so that a spot check finds nothing. The libraries srt 3.5.3 and webvtt-py 0.6.0 keep the line.
#
# Seen: the second of two cues, "It was over by" / "1918", is read as "It was over by".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysubs2==1.8.1 srt==3.5.3 webvtt-py==0.6.0
"$folder/venv/bin/python" - <<'PY'
import io

import pysubs2
import srt
import webvtt

TEXT = "1\n00:00:01,000 --> 00:00:02,000\nIt began in\n1914\n\n2\n00:00:02,000 --> 00:00:03,000\nIt was over by\n1918\n"
found = {
    "pysubs2": [cue.plaintext for cue in pysubs2.SSAFile.from_string(TEXT)],
    "srt": [cue.content for cue in srt.parse(TEXT)],
    "webvtt-py": [cue.text for cue in webvtt.from_buffer(io.StringIO(TEXT), "srt")],
}
print(found)
assert found["pysubs2"] == ["It began in\n1914", "It was over by"]
assert found["srt"] == found["webvtt-py"] == ["It began in\n1914", "It was over by\n1918"]
PY
echo "as described: pysubs2 1.8.1 loses a number that ends the file"
