"""What blocks become: turns that may go on, headings, and all else that a draft has, not yet nested; and how
halves of a turn that somebody interrupted are linked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import define, evolve, field, frozen

from docconv.model import (
    Attribution,
    Boilerplate,
    Certainty,
    Evidence,
    Heading,
    Label,
    Milestone,
    Narrative,
    Paragraph,
    Separator,
    Span,
    Stage,
    Text,
    Turn,
    TurnBlock,
)
from docconv.transcript.kinds import is_stage
from docconv.transcript.shape import is_lower, key
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.dialogue import DASHES
from docconv.walk import text_of

LONGEST_INTERRUPTION = 4


@define(slots=True)
class OpenTurn:
    """A turn that may still go on. `introduced`: a sentence of narrative opened it; `quoted`: after a
    quotation mark; `asks`: a dash opened it where only questions have one; `continues`: the id of the turn
    that it goes on with.
    """

    label: str | None
    speakers: tuple[Label, ...]
    attribution: Attribution
    span: Span
    introduced: bool = False
    quoted: bool = False
    asks: bool = False
    continues: str | None = None
    blocks: list[Paragraph[Label] | Stage[Label]] = field(factory=list)


def has_spoken(turn: OpenTurn | None) -> bool:
    """Whether there is more in the open turn than times and how it is spoken, or none is open."""
    texts = (text_of(block.children).strip() for block in (turn.blocks if turn else ()))
    return turn is None or any(text and not is_stage(text) for text in texts)


@frozen
class HeadingItem:
    """A heading at its level, before sections are nested."""

    level: int
    heading: Heading[Label]


Item = Turn[Label] | Narrative[Label] | Stage[Label] | Separator | Boilerplate[Label] | HeadingItem


def lists_characters(turn: OpenTurn, labels: Collection[str]) -> bool:
    """Whether a label with nothing below it lists those on stage: `DORANTE, LISE.`."""
    parts = (turn.label or "").split(",")
    return not turn.blocks and len(parts) > 1 and all(key(part) in labels for part in parts)


def with_lone_times(blocks: Iterable[TurnBlock[Label]]) -> tuple[TurnBlock[Label], ...]:
    """The parts of a turn; where they are nothing but times, these are its words: what is said there, not a
    code beside it.
    """
    parts = tuple(blocks)
    lone = all(isinstance(part, Paragraph) and all(map(_is_time, part.children)) for part in parts)
    return tuple(map(_said, parts)) if lone else parts


def _is_time(inline: object) -> bool:
    return isinstance(inline, Milestone) and inline.kind == "time"


def _said(part: TurnBlock[Label]) -> TurnBlock[Label]:
    times = (inline.text for inline in part.children if isinstance(inline, Milestone))
    return Paragraph((Text(" ".join(times)),), part.span)


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


def doubted(attribution: Attribution, block: Block) -> Attribution:
    """The attribution of a turn in which a paragraph looks a little like a turn of somebody else."""
    certainty: Certainty = "low" if attribution.certainty == "low" else "medium"
    return Attribution(
        certainty,
        (*attribution.evidence, Evidence("doubtful-paragraph", f"line {block.line} may be no part of it")),
    )
