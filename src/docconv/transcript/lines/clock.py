"""Times of day alone on their lines that are no time codes by themselves: `9.06`, `Kl. 13.01`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.lines.lines import TranscriptLine

CLOCK = regex(r"([^\W\d_]{0,6}\.? ?)([01]?\d|2[0-4])([.:])([0-5]\d)((?: [^\W\d_]{1,4}\.?)?)")
DATELINE = regex(r"(?:END\s+)?\d{1,2}:\d{2}\s[AaPp]\.?[Mm]\.?(?:\s[A-Z]{2,4})?")
"""When a briefing begins and ends: `10:05 A.M. EST`, `END 10:15 A.M. EST`."""
FEWEST, FEWEST_NAMED, MOST_DATELINES, LONGEST = 3, 2, 2, 20  # lines, lines, lines, characters
HALVES = (" am", " pm")
HOUR = regex(r"\d{1,2}:\d{2}\s[AaPp]\.?[Mm]\.?")
FEWEST_BEFORE, LONGEST_LINK = 4, 3
"""Words of a line that an hour may go on with, and letters of the last of them: `is`, `at`."""


def mark_clock(lines: Sequence[TranscriptLine]) -> None:
    """Say which lines are times of day: three or more, with the same word before or after them or none, none
    earlier than the one above; with full stops, not counted one by one as sections are.
    """
    within = {line.number for above, line in pairwise(lines) if is_hour_after(above, line)}
    lines = [line for line in lines if line.number not in within] if within else lines
    hours = [line for line in lines if line.mark is None and line.text[0] in "E0123456789"]
    hours = [line for line in hours if DATELINE.fullmatch(line.text)]
    for line in hours if len(hours) <= MOST_DATELINES else ():
        line.mark = LineMark("narrative")
    found: dict[tuple[str, str, str], list[tuple[int, TranscriptLine]]] = defaultdict(list)
    for line in lines:
        has_hour = len(line.text) <= LONGEST and any(map(str.isdecimal, line.text))
        match = CLOCK.fullmatch(line.text) if has_hour else None
        if match and line.mark is None:
            found[match[1], match[3], match[5]].append((60 * int(match[2]) + int(match[4]), line))
    often = Counter(before.strip(" .").casefold() for (before, _, _), times in found.items() for _ in times)
    named = [word for word, count in often.items() if word and count >= FEWEST_NAMED]
    for (before, between, behind), times in found.items():
        if len(named) > 1 and before.strip(" ."):  # `Anna 0:03`, `Tom 0:10`
            continue
        steps = [two - one for (one, _), (two, _) in pairwise(times)]
        if len(times) >= FEWEST and min(steps) >= 0 and (between == ":" or set(steps) != {1}):
            for _, line in times:
                told = before or behind.casefold().replace(".", "") not in ("", *HALVES)
                line.mark = LineMark("narrative" if told else "time")


def is_hour_after(above: TranscriptLine, line: TranscriptLine) -> bool:
    """Whether an hour ends the sentence of the line above: `The time on the monitor is`, `11:12 a.m.`."""
    if line.gap or line.text[0] not in "0123456789" or not HOUR.fullmatch(line.text):
        return False
    before = above.text.split()
    return len(before) >= FEWEST_BEFORE and before[-1].islower() and len(before[-1]) <= LONGEST_LINK
