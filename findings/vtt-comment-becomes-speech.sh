#!/usr/bin/env bash
# pysubs2 1.8.1: a comment block (NOTE) of a WebVTT file becomes words of the caption before it.
#
# WebVTT says that a block which begins with NOTE is a comment and is never shown. pysubs2 splits the file at the lines
# with times and takes everything up to the next time for the text of a cue. Whatever an editor noted between two cues
# ("check this name with legal") is shown to the audience as soon as the file is written again, as SRT or as WebVTT.
# Nothing is raised or logged.
#
# Seen: the text of the first cue is "We begin.\N\NNOTE check the name\Nbefore it airs".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysubs2==1.8.1
"$folder/venv/bin/python" - <<'PY'
import pysubs2

TEXT = """WEBVTT

00:01.000 --> 00:02.000
We begin.

NOTE check the name
before it airs

00:02.000 --> 00:03.000
Thank you.
"""
cues = pysubs2.SSAFile.from_string(TEXT)
print([cue.text for cue in cues])
assert cues[0].text == r"We begin.\N\NNOTE check the name\Nbefore it airs", cues[0].text
assert "NOTE check the name" in cues.to_string("srt")
PY
echo "as described: pysubs2 1.8.1 takes a comment for speech"
