"""Turns in whose paragraphs two seem to speak, by how the whole text asks and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import count, pairwise

from attrs import evolve

from docconv.model import (
    Attribution,
    Certainty,
    Evidence,
    Label,
    Milestone,
    Narrative,
    Paragraph,
    Turn,
)
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.turns.doubts import is_decided
from docconv.transcript.turns.items import ASKED, ASKS_ITSELF, Item, named_again
from docconv.walk import text_of

FEWEST_ASKED, FEWEST_ANSWERED = 3, 2  # turns
MOST_ASKING, ALWAYS = 2, 0.8  # labels, share of the turns
ANSWERS_IT = Attribution("low", (Evidence("answers", "somebody answers, and no label names them"),))
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


def answered(items: list[Item], lines: Sequence[TranscriptLine]) -> list[Item]:
    """Turns of whoever asks, where nobody else has a label: the paragraphs below each question are somebody
    else's, of nobody that can be told. Two may ask in turn, in all that has a label. Lines of which a user
    has decided stay where they are, and so do those with a label of their own, and cues,
    which tell themselves who speaks.
    """
    named = {line.number for line in lines if line.choice is not None}
    turns = [item for item in items if isinstance(item, Turn) and named]
    several = len(turns) >= FEWEST_ASKED and not any(turn.continues or turn.label is None for turn in turns)
    labels = len({turn.label for turn in turns}) if several else 0
    if not 0 < labels <= MOST_ASKING:
        return items
    two = labels > 1
    asking = [turn for turn in turns if turn.blocks and _asks(turn, 0)]
    below = sum(len(turn.blocks) > 1 and not _asks(turn, 1) for turn in asking)
    known = {turn.id for turn in asking}
    pairs = ((one, two) for one, two in pairwise(items) if isinstance(one, Turn))
    below += sum(isinstance(two, Narrative) and one.id in known for one, two in pairs)
    if below < FEWEST_ANSWERED or len(asking) * 2 < len(turns) or (two and below < ALWAYS * len(turns)):
        return items if two else _doubted(items, turns)
    held = {line.number for line in lines if is_decided(line)}
    return _numbered(_with_answers(items, held, named))


def _doubted(items: list[Item], turns: Sequence[Turn[Label]]) -> list[Item]:
    """Items whose turns of several paragraphs are doubted, where half of all and more are such, and no time
    is beside the one label that is printed each time: somebody else may speak in between.
    """
    several = {turn.id for turn in turns if len(turn.blocks) > 1 and not _is_timed(turn)}
    if len(several) * 2 < len(turns):
        return items
    return [named_again(item) if isinstance(item, Turn) and item.id in several else item for item in items]


def _is_timed(turn: Turn[Label]) -> bool:
    """Whether a time code is in the first paragraph of a turn."""
    first = turn.blocks[0]
    return any(isinstance(child, Milestone) and child.kind == "time" for child in first.children)


def _with_answers(
    items: Sequence[Item], decided: AbstractSet[int], named: AbstractSet[int]
) -> Iterator[Item]:
    """Items whose questions and answers are turns of their own; narrative below a question is an answer."""
    before: Item | None = None
    for item in items:
        asked = isinstance(before, Turn) and before.blocks and _asks(before, -1)
        if asked and isinstance(item, Narrative) and not (item.span and item.span.line in decided):
            yield Turn("", (Paragraph(item.children, item.span),), attribution=ANSWERS_IT, span=item.span)
        elif isinstance(item, Turn) and _is_free(item, decided, named):
            yield from _parted(item)
        else:
            yield item
        before = item


def _is_free(turn: Turn[Label], decided: AbstractSet[int], named: AbstractSet[int]) -> bool:
    """Whether a turn has two paragraphs and more, of which a user has decided nothing, and a label is before
    the first alone.
    """
    lines = [block.span.line if block.span is not None else 0 for block in turn.blocks]
    both = len(turn.blocks) > 1 and all(isinstance(block, Paragraph) for block in turn.blocks[:2])
    return both and named.isdisjoint(lines[1:]) and decided.isdisjoint(lines)


def _parted(turn: Turn[Label]) -> Iterator[Turn[Label]]:
    """The question of a turn, and what is below it as a turn of nobody that can be told."""
    asked, below, span = turn.blocks[0].span, turn.blocks[1].span, turn.span
    ended = None if span is None or asked is None else evolve(span, end=asked.end)
    yield evolve(turn, blocks=turn.blocks[:1], span=ended)
    begun = None if span is None or below is None else evolve(below, end=span.end)
    yield evolve(turn, blocks=turn.blocks[1:], speakers=(), label=None, attribution=ANSWERS_IT, span=begun)


def _numbered(items: Iterable[Item]) -> list[Item]:
    """Items whose turns are counted anew."""
    numbers = count(1)
    return [evolve(item, id=f"t{next(numbers)}") if isinstance(item, Turn) else item for item in items]


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
