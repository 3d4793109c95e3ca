#!/usr/bin/env bash
# webvtt-py 0.6.0: of several voices in one cue only the first is reported, and it gets the words of all.
#
# A WebVTT cue may hold several voice spans. The property `voice` of webvtt-py is one name, that of the first span;
# `text` joins the words of all spans. A program that prints "voice: text", as its documentation suggests, puts the
# answer into the mouth of whoever asked. It also leaves the character references of WebVTT as they are, in names and
# in words, although `text` is documented as the text without tags.
#
# Seen: voice "Anna &amp; Co", text "Ready? No." for a cue in which Ben says "No.".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check webvtt-py==0.6.0
"$folder/venv/bin/python" - <<'PY'
import io

import webvtt

TEXT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna &amp; Co>Ready?</v> <v Ben>No.</v>\n"
(cue,) = webvtt.from_buffer(io.StringIO(TEXT))
print((cue.voice, cue.text))
assert cue.voice == "Anna &amp; Co"
assert cue.text == "Ready? No."
PY
echo "as described: webvtt-py 0.6.0 knows one voice a cue"
