#!/usr/bin/env bash
# What is between braces in a caption is lost by pysubs2 and subsrt-ts, and printed as "\{{}" by FFmpeg.
#
# Neither SubRip nor WebVTT gives braces a meaning, and transcribers put sounds between them: "Thank you. {applause}".
# In SubStation Alpha they hold commands, "{\i1}", and programs that keep any caption in its manner take the sounds for
# commands: pysubs2 1.8.1 and subsrt-ts 2.1.2 write the file again without them. FFmpeg 9.0 (in imageio-ffmpeg 0.8.1)
# guards the braces of WebVTT against that and does not take the guard away: the viewer reads "\{{}applause}". It does
# nothing of the kind for SubRip. srt 3.5.3 and webvtt-py 0.6.0 keep the words.
#
# Seen: "Thank you." by two, "Thank you. \{{}applause}" by FFmpeg from WebVTT. Needs node and npm.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  pysubs2==1.8.1 srt==3.5.3 webvtt-py==0.6.0 imageio-ffmpeg==0.8.1
cd "$folder"
npm install --silent --no-fund --no-audit subsrt-ts@2.1.2 >/dev/null
printf 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nThank you. {applause}\n' >a.vtt
printf '1\n00:00:01,000 --> 00:00:02,000\nThank you. {applause}\n' >a.srt
node -e '
const { convert } = require("subsrt-ts").default;
require("fs").writeFileSync("node.srt", convert(require("fs").readFileSync("a.srt", "utf8"), { format: "srt" }));'
"$folder/venv/bin/python" - <<'PY'
import io
import subprocess
from pathlib import Path

import imageio_ffmpeg
import pysubs2
import srt
import webvtt

for source in ("a.vtt", "a.srt"):
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-i", source, f"{source}.srt"], check=True
    )
vtt, subrip = Path("a.vtt").read_text(), Path("a.srt").read_text()
written = {
    "pysubs2": pysubs2.SSAFile.from_string(subrip).to_string("srt"),
    "pysubs2, WebVTT": pysubs2.SSAFile.from_string(vtt).to_string("vtt"),
    "subsrt-ts": Path("node.srt").read_text(),
    "FFmpeg": Path("a.srt.srt").read_text(),
    "FFmpeg, WebVTT": Path("a.vtt.srt").read_text(),
    "srt": srt.compose(srt.parse(subrip)),
    "webvtt-py, WebVTT": webvtt.from_buffer(io.StringIO(vtt)).content,
}
words = {name: text.strip().splitlines()[-1].strip() for name, text in written.items()}
print(words)
whole = "Thank you. {applause}"
assert words == {
    "pysubs2": "Thank you.",
    "pysubs2, WebVTT": "Thank you.",
    "subsrt-ts": "Thank you.",
    "FFmpeg": whole,
    "FFmpeg, WebVTT": r"Thank you. \{{}applause}",
    "srt": whole,
    "webvtt-py, WebVTT": whole,
}
PY
echo "as described: words in braces are lost or get another brace"
