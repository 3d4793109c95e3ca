"""Labels that are longer than the line: put together before anything is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from docconv.transcript.annotations import LabelRule
from docconv.transcript.labels.rules import candidates
from docconv.transcript.lines.lines import Layout, TranscriptLine

RAGGED = 6  # columns that the end of a full line may stand back


def with_whole_labels(
    lines: Sequence[TranscriptLine], layout: Layout, rules: Iterable[LabelRule]
) -> list[TranscriptLine]:
    """The lines of a text, with a line to which a label runs over joined to the one where it begins."""
    if not layout.width:
        return list(lines)
    wrapping = [rule for rule in rules if rule.wraps]
    whole: list[TranscriptLine] = []
    taken = False
    for line, after in zip(lines, (*lines[1:], None), strict=True):
        if taken:
            taken = False
            continue
        taken = after is not None and _runs_over(line, after, layout, wrapping)
        whole.append(_joined(line, after) if after and taken else line)
    return whole


def _joined(line: TranscriptLine, after: TranscriptLine) -> TranscriptLine:
    margin = f"{line.margin} {after.margin}".strip()
    moved = (span.moved(len(line.text) + 1) for span in after.emphasis)
    emphasis = (*line.emphasis, *moved)
    return evolve(line, text=f"{line.text} {after.text}", margin=margin, emphasis=emphasis)


def _runs_over(
    line: TranscriptLine, after: TranscriptLine, layout: Layout, rules: Sequence[LabelRule]
) -> bool:
    """Whether a label that begins a paragraph ends only in the next line."""
    first_word = after.text.split(" ", 1)[0]
    full = line.indent + len(line.text) + 1 + len(first_word) > layout.width - RAGGED
    if not full or not line.opens or after.gap or after.opens:
        return False
    if not all(item.alone for item in candidates(line.text, rules)):
        return False
    both = candidates(f"{line.text} {after.text}", rules)
    return any(item.body > len(line.text) + 1 for item in both)
