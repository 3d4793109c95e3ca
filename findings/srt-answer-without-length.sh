#!/usr/bin/env bash
# srt 3.5.3: an answer that takes no time is lost when SubRip is written again, and those behind it are numbered anew.
#
# Recognisers that round to a tenth or to a picture give one word the same begin and end. srt reads such a cue, but when
# it composes a file it sorts, numbers and leaves out cues without a length, by default; nothing is raised, and only who
# has turned logging on at level INFO is told. As the numbers are made anew, no gap shows that "No." was said. With
# reindex=False it stays. pysubs2 1.8.1 and webvtt-py 0.6.0 keep the cue.
#
# Seen: three cues are read, two are written, with the numbers 1 and 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check srt==3.5.3 pysubs2==1.8.1 webvtt-py==0.6.0
"$folder/venv/bin/python" - <<'PY'
import io

import pysubs2
import srt
import webvtt

CUES = (
    "1\n00:00:01,000 --> 00:00:02,000\nAnna: Did you sign it?\n\n"
    "2\n00:00:02,000 --> 00:00:02,000\nBen: No.\n\n"
    "3\n00:00:02,500 --> 00:00:04,000\nAnna: Then who did?\n\n"
)
read = list(srt.parse(CUES))
written = srt.compose(read)
print(written)
assert [cue.content for cue in read] == ["Anna: Did you sign it?", "Ben: No.", "Anna: Then who did?"]
assert [(cue.index, cue.content) for cue in srt.parse(written)] == [(1, "Anna: Did you sign it?"), (2, "Anna: Then who did?")]
assert "Ben: No." in srt.compose(read, reindex=False)
assert "Ben: No." in pysubs2.SSAFile.from_string(CUES).to_string("srt")
assert "Ben: No." in [cue.text for cue in webvtt.from_buffer(io.StringIO(CUES), "srt")]
PY
echo "as described: srt 3.5.3 leaves out what has no length"
