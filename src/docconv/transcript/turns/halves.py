"""Halves of a turn that somebody interrupted, linked."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from docconv.model import Label, Paragraph, Stage, Turn
from docconv.transcript.shape import is_lower
from docconv.transcript.turns.dialogue import DASHES
from docconv.transcript.turns.items import Item
from docconv.walk import text_of

LONGEST_INTERRUPTION = 4


def link_halves(items: list[Item]) -> list[Item]:
    """Turns that go on after an interruption point back to their first half."""
    places = [place for place, item in enumerate(items) if isinstance(item, Turn)]
    for first, second, third in zip(places, places[1:], places[2:], strict=False):
        before, between, after = items[first], items[second], items[third]
        if isinstance(before, Turn) and isinstance(between, Turn) and isinstance(after, Turn):
            same = before.label is not None and before.label == after.label != between.label
            if same and third - first <= LONGEST_INTERRUPTION and _goes_on(before, after):
                items[third] = evolve(after, continues=before.id)
    return items


def _goes_on(before: Turn[Label], after: Turn[Label]) -> bool:
    """Whether one turn ends and another begins openly: a dash, an ellipsis, a small letter."""
    begin, end = _first(after.blocks).lstrip(), _first(reversed(before.blocks)).rstrip()
    if not end or not begin:
        return False
    opens = begin[0] in DASHES or begin[0] == "…" or begin.startswith("...") or is_lower(begin[0])
    return opens and (end[-1] in DASHES or end[-1] == "…" or end.endswith("...") or end[-1] == ",")


def _first(blocks: Iterable[Paragraph[Label] | Stage[Label]]) -> str:
    """The text of the first paragraph that has one."""
    texts = (text_of(block.children) for block in blocks if isinstance(block, Paragraph))
    return next((text for text in texts if text.strip()), "")
