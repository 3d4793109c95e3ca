"""Labels that are longer than the line: put together before anything is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from docconv.transcript.labels.rules import candidates
from docconv.transcript.lines.lines import Layout, Line

RAGGED = 6  # columns that the end of a full line may stand back
CLOSED = frozenset({"colon", "bracketed", "square", "period-dash"})
"""Rules for labels with an end that no sentence has."""


def with_whole_labels(lines: Sequence[Line], layout: Layout) -> list[Line]:
    """The lines of a text, with a line to which a label runs over joined to the one where it begins."""
    if not layout.width:
        return list(lines)
    whole: list[Line] = []
    taken = False
    for line, after in zip(lines, (*lines[1:], None), strict=True):
        if taken:
            taken = False
            continue
        taken = after is not None and _runs_over(line, after, layout)
        whole.append(_joined(line, after) if after and taken else line)
    return whole


def _joined(line: Line, after: Line) -> Line:
    margin = f"{line.margin} {after.margin}".strip()
    return evolve(line, text=f"{line.text} {after.text}", margin=margin)


def _runs_over(line: Line, after: Line, layout: Layout) -> bool:
    """Whether a label that begins a paragraph ends only in the next line."""
    first_word = after.text.split(" ", 1)[0]
    full = line.indent + len(line.text) + 1 + len(first_word) > layout.width - RAGGED
    if not full or not line.opens or after.gap or after.opens:
        return False
    if any(item.rule in CLOSED and not item.alone for item in candidates(line.text)):
        return False
    both = candidates(f"{line.text} {after.text}")
    return any(item.rule in CLOSED and item.body > len(line.text) + 1 for item in both)
