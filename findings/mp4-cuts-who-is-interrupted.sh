#!/usr/bin/env bash
# FFmpeg 9.0: captions in an MP4 end where somebody else begins, and who was interrupted does not come back.
#
# Two captions may be on the screen at once: Anna speaks for five seconds, Ben throws in a word. FFmpeg copies captions
# into an MP4 as mov_text (3GPP timed text), whose samples follow each other and cannot overlap; a writer has to divide
# Anna's caption into three. FFmpeg lets it end where Ben begins, so that four of its five seconds are gone, and says
# nothing. In Matroska the same file keeps all times.
#
# Seen: Anna from 1 to 6 s in the SRT, from 1 to 2 s after MP4, from 1 to 6 s after Matroska.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 srt==3.5.3
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import subprocess
from pathlib import Path

import imageio_ffmpeg
import srt

CUES = "1\n00:00:01,000 --> 00:00:06,000\nAnna: I never said that.\n\n2\n00:00:02,000 --> 00:00:03,000\nBen: You did.\n\n"
Path("a.srt").write_text(CUES)


def through(codec, video):
    for names in (["a.srt", "-c:s", codec, video], [video, "back.srt"]):
        run = subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "warning", "-y", "-i", *names],
            check=True,
            capture_output=True,
            text=True,
        )
        assert not run.stderr, run.stderr
    cues = srt.parse(Path("back.srt").read_text())
    return [(cue.content[:4], cue.start.total_seconds(), cue.end.total_seconds()) for cue in cues]


times = {name: through(codec, f"a.{name}") for name, codec in (("mp4", "mov_text"), ("mkv", "webvtt"))}
print(times)
assert times["mp4"] == [("Anna", 1, 2), ("Ben:", 2, 3)]
assert times["mkv"] == [("Anna", 1, 6), ("Ben:", 2, 3)]
PY
echo "as described: FFmpeg 9.0 ends a caption in MP4 where the next begins"
