#!/usr/bin/env bash
# pyannote.core 6.1.0: where two people speak from the same moment to the same moment, the second replaces the first.
#
# An Annotation keeps labels by segment and by track, so that several can speak at once, and a segment without a track
# gets the track "_". `annotation[segment] = "Ben"` for a segment that Anna has replaces her, and so does `update()`, by
# which the turns of one microphone each are put together: of a chorus, an oath, or times rounded to seconds, one voice
# is left. If Ben's segment ends a millisecond later, both stay. Nothing is raised.
#
# Seen: of Anna and Ben from 0 to 2 s Ben; of Anna to 2 and Ben to 2.001 s both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyannote.core==6.1.0
"$folder/venv/bin/python" - <<'PY'
from pyannote.core import Annotation, Segment


def microphone(who, *segments):
    turns = Annotation()
    for begin, end in segments:
        turns[Segment(begin, end)] = who
    return turns


def together(end):
    both = microphone("Anna", (0, 2), (5, 6)).update(microphone("Ben", (0, end), (3, 4)))
    return [(segment.start, segment.end, who) for segment, _, who in both.itertracks(yield_label=True)]


same, later = together(2), together(2.001)
print(same, later)
assert same == [(0, 2, "Ben"), (3, 4, "Ben"), (5, 6, "Anna")]
assert later == [(0, 2, "Anna"), (0, 2.001, "Ben"), (3, 4, "Ben"), (5, 6, "Anna")]
PY
echo "as described: pyannote.core 6.1.0 has one voice a segment"
