#!/usr/bin/env bash
# ttconv 1.2.3: who is interrupted says it three times: SubRip read and written again has more words than before.
#
# A caption may begin while another is on the screen. ttconv reads every format into the model of IMSC, in which a
# change of the screen is a new picture, and writes a cue for each picture, with all that it shows. Anna's sentence of
# five seconds with Ben's word in it becomes three cues: Anna; Anna and Ben in one, as if in one breath; Anna. Word
# counts, search and translations by the cue see it three times. It is so for WebVTT, too. pysubs2 1.8.1 and srt 3.5.3
# keep two.
#
# Seen: "I never said that." 3 times, in 3 cues of 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ttconv==1.2.3 srt==3.5.3 pysubs2==1.8.1
"$folder/venv/bin/python" -W ignore - 2>/dev/null <<'PY'
import io

import pysubs2
import srt
import ttconv.srt.reader
import ttconv.srt.writer
import ttconv.vtt.writer

CUES = "1\n00:00:01,000 --> 00:00:06,000\nAnna: I never said that.\n\n2\n00:00:02,000 --> 00:00:03,000\nBen: You did.\n\n"
model = ttconv.srt.reader.to_model(io.StringIO(CUES))
again = ttconv.srt.writer.from_model(model)
print(again)
cues = [(one.start.seconds, one.end.seconds, one.content) for one in srt.parse(again)]
assert cues == [
    (1, 2, "Anna: I never said that."),
    (2, 3, "Anna: I never said that.\nBen: You did."),
    (3, 6, "Anna: I never said that."),
]
assert ttconv.vtt.writer.from_model(model).count("I never said that.") == 3
others = [pysubs2.SSAFile.from_string(CUES).to_string("srt"), srt.compose(srt.parse(CUES))]
assert [text.count("I never said that.") for text in others] == [1, 1]
PY
echo "as described: ttconv 1.2.3 repeats who is interrupted"
