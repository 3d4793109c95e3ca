"""What a program tells between the messages of a chat: who has joined, a new topic."""

from __future__ import annotations

from collections.abc import Sequence

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.lines.lines import TranscriptLine

CLOCK = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s++)?"
MESSAGE = regex(rf"{CLOCK}<[ @+%~&]?[^\s<>]{{1,30}}>\s")
WHO = r"(?:<(?P<nick>[^\s<>]{1,30})>\s(?P=nick)|[^\s<>]{1,30})"
EVENT = regex(rf"{CLOCK}(?:(?:-!-|\*\*\*|-->|<--)\s+\S|{WHO} has (?:joined|left|quit|changed the topic)\b)")
FEWEST_MESSAGES = 3


def mark_events(lines: Sequence[TranscriptLine]) -> None:
    """Say of lines such as `-!- ada has joined #boats`, among messages as `<ada> hello`, that nobody says
    them.
    """
    if sum(MESSAGE.match(line.text) is not None for line in lines) < FEWEST_MESSAGES:
        return
    for line in lines:
        if line.mark is None and EVENT.match(line.text):
            line.mark = LineMark("narrative")
