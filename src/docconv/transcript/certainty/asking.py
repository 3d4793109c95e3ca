"""Turns in whose paragraphs two seem to speak, by how the whole text asks and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import evolve

from docconv.model import Attribution, Certainty, Evidence, Label, Paragraph, Turn
from docconv.transcript.turns.items import ASKS_ITSELF, Item
from docconv.walk import text_of

ASKED = ("?", "？", "؟")
FEWEST_PARAGRAPHS = 4  # that answer and ask
FEWEST_TURNS = 2  # of somebody, before they say how they end
ASKS, ANSWERS = 0.6, 0.2
"""Shares of the turns of somebody that end in a question: of one who asks no less, of others no more."""


def doubt_questions(items: list[Item]) -> list[Item]:
    """Turns whose paragraphs answer and ask in turn are doubted where somebody else asks in the text: the
    labels may have stopped.
    """
    places = [place for place, item in enumerate(items) if isinstance(item, Turn) and _alternates(item)]
    answering = _answering(items) if places else frozenset()
    for place in places:
        turn = items[place]
        if isinstance(turn, Turn) and turn.label in answering:
            reason = Evidence(ASKS_ITSELF, "questions and answers take turns in its paragraphs")
            evidence = (*turn.attribution.evidence, reason)
            certainty: Certainty = "low" if turn.attribution.certainty == "low" else "medium"
            items[place] = evolve(turn, attribution=Attribution(certainty, evidence))
    return items


def _alternates(turn: Turn[Label]) -> bool:
    """Whether answers and questions take turns in the paragraphs of a turn, of which there are some."""
    if len(turn.blocks) < FEWEST_PARAGRAPHS or not all(isinstance(part, Paragraph) for part in turn.blocks):
        return False
    return all(_asks(turn, place) == bool(place % 2) for place in range(len(turn.blocks)))


def _asks(turn: Turn[Label], place: int) -> bool:
    """Whether a paragraph of a turn ends in a question."""
    part = turn.blocks[place]
    return isinstance(part, Paragraph) and text_of(part.children).endswith(ASKED)


def _answering(items: Sequence[Item]) -> frozenset[str]:
    """The labels of those whose turns hardly ever begin with a question, where those of somebody else do."""
    begins: dict[str, list[bool]] = defaultdict(list)
    for item in items:
        if isinstance(item, Turn) and item.label and item.blocks:
            begins[item.label].append(_asks(item, 0))
    often = {label: found for label, found in begins.items() if len(found) >= FEWEST_TURNS}
    if not any(sum(found) >= ASKS * len(found) for found in often.values()):
        return frozenset()
    return frozenset(label for label, found in often.items() if sum(found) <= ANSWERS * len(found))
