"""What blocks become: turns that may go on, headings, and all else that a draft has, not yet nested."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import define, field, frozen

from docconv.model import (
    Attribution,
    Boilerplate,
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
from docconv.transcript.shape import key


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


@frozen
class HeadingItem:
    """A heading at its level, before sections are nested."""

    level: int
    heading: Heading[Label]


Item = Turn[Label] | Narrative[Label] | Stage[Label] | Separator | Boilerplate[Label] | HeadingItem


def lists_characters(turn: OpenTurn, labels: Collection[str]) -> bool:
    """Whether a label with nothing below it lists those on stage: `DORANTE, LISE.`."""
    parts = [key(part) for part in (turn.label or "").split(",")]
    return not turn.blocks and len(parts) > 1 and all(part in labels for part in parts)


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
