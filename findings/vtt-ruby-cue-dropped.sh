#!/usr/bin/env bash
# ttconv 1.2.3 drops a whole cue that holds ruby, and all voices; pycaption 2.3.14 prints voices as words.
#
# Two converters of captions, one file of three cues. ttconv (WebVTT to its model of IMSC and back) writes two cues:
# the one with <ruby> has disappeared, without a warning, and no <v> is left. pycaption (WebVTT to WebVTT) keeps the
# cues but turns each voice tag into the text "Anna: ", which viewers then read and a next program can't tell from
# speech.
#
# Seen: ttconv gives "Ready?" and "No.", without "Tokyo"; pycaption gives "Anna: Ready?".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ttconv==1.2.3 pycaption==2.3.14
"$folder/venv/bin/python" - <<'PY'
import io
import re

import pycaption
from ttconv.vtt import reader, writer

TEXT = """WEBVTT

00:01.000 --> 00:02.000
<v Anna>Ready?</v>

00:02.000 --> 00:03.000
<ruby>Tokyo<rt>capital</rt></ruby>

00:03.000 --> 00:04.000
<v Ben>No.</v>
"""
timed = writer.from_model(reader.to_model(io.StringIO(TEXT)))
again = pycaption.WebVTTWriter().write(pycaption.WebVTTReader().read(TEXT))
print(timed, again, sep="\n---\n")
assert len(re.findall("-->", timed)) == 2
assert "Tokyo" not in timed and "<v" not in timed and "Ready?" in timed
assert "Anna: Ready?" in again and "<v" not in again and "Tokyo" in again
PY
echo "as described: ttconv 1.2.3 loses the cue with ruby, pycaption 2.3.14 speaks the names"
