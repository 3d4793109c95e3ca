"""Lines of verse that several speakers share, or that are printed as steps, by their place and syllables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docconv.transcript.structure.measure import Measure, even_lines, shared_lines, syllables
from docconv.transcript.structure.speech_rows import SpeechRow
from docconv.transcript.structure.stair import steps_by_measure, steps_by_place
from docconv.transcript.turns.verse_rows import VERSE_WIDTH

FEWEST_ABOVE, MOST_BEFORE, MOST_OF_LINE = 3, 9, 14
"""Speeches of verse below their labels; syllables before the last part of a shared line, and of all of it."""
FURTHER, OFF = 4, 3
"""Columns that a part of a shared line is further in at least, and is off where the line before ends."""


def share_by_place(rows: Sequence[SpeechRow]) -> None:
    """Find parts of lines that are on one line of the page, each further in than all before."""
    for before, row in pairwise(rows):
        if before.line is None or row.line is None or max(len(before.text), len(row.text)) > VERSE_WIDTH:
            continue
        ends = before.line.indent + len(before.line.text)
        if row.line.indent >= FURTHER and abs(row.line.indent - ends - 1) <= OFF:
            before.part = "M" if before.part == "F" else "I"
            row.part = "F"


def share_by_measure(speeches: Sequence[Sequence[SpeechRow]], measure: Measure, *, mostly: bool) -> None:
    """Tell which lines of consecutive speeches make one line of the measure, or of one of their own."""
    told = [[row.text for row in rows] for rows in speeches]
    for first, last in even_lines(told):
        _join([row for rows in speeches[first : last + 1] for row in rows])
    for first, last in shared_lines(told, measure):
        rows = [speeches[first][-1], *(speeches[at][0] for at in range(first + 1, last + 1))]
        if all(not row.part and (mostly or row.is_verse) for row in rows):
            _join(rows)


def share_by_label(speeches: Sequence[Sequence[SpeechRow]]) -> None:
    """Find verse and parts of lines by their labels, where those of verse stand above it, and what is two
    spaces after a label is prose or goes on with the line of the speaker before, as the texts of the Folger
    Library print it (https://www.folgerdigitaltexts.org); both together are no longer than one line.
    """
    above = [rows for rows in speeches if len(rows) > 1 and not _is_beside(rows[0])]
    beside = [rows for rows in speeches if rows and _is_beside(rows[0])]
    told = sum(rows[0].is_verse for rows in above)
    if min(len(beside), told) < FEWEST_ABOVE or told * 2 < len(above):
        return
    for row in (row for rows in speeches for row in rows):
        row.part = None
    for row in (row for rows in above for row in rows):
        row.is_verse = row.is_verse or len(row.text) <= VERSE_WIDTH
    count = 0
    for before, rows in pairwise(speeches):
        if not (before and rows and _is_beside(rows[0])):
            continue
        last, first = before[-1], rows[0]
        goes_on = last.part == "F" and len(before) == 1
        count = syllables(last.text) + (count if goes_on else 0)
        opens = goes_on or (last.is_verse and (len(before) > 1 or not _is_beside(last)))
        fits = 0 < count <= MOST_BEFORE and count + syllables(first.text) <= MOST_OF_LINE
        if opens and fits and (len(rows) == 1 or rows[1].is_verse):
            last.is_verse = first.is_verse = True
            last.part, first.part = "M" if goes_on else "I", "F"


def _is_beside(row: SpeechRow) -> bool:
    """Whether a label is on the line before the words, with two spaces between."""
    choice = row.line.choice if row.line is not None else None
    if row.line is None or choice is None or choice.candidate.alone:
        return False
    return row.line.text[choice.candidate.start + len(choice.candidate.label) :][:2] == "  "


def join_steps(rows: Sequence[SpeechRow]) -> None:
    """Make the steps of lines in the speech of one speaker the parts of these lines."""
    for first, last in (*steps_by_place(rows),) or (*steps_by_measure(rows),):
        if not any(row.part for row in rows[first : last + 1]):
            _join(rows[first : last + 1])


def _join(rows: Sequence[SpeechRow]) -> None:
    """Make rows the parts of one line."""
    for row in rows:
        row.is_verse, row.part = True, "M" if len(rows) > 1 else None
    if len(rows) > 1:
        rows[0].part, rows[-1].part = "I", "F"
