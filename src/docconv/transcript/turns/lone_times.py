"""A time under a label that is all that the label has: it is what is said there, not a code beside it."""

from __future__ import annotations

from collections.abc import Iterable

from docconv.model import Label, Milestone, Paragraph, Text, TurnBlock


def with_lone_times(blocks: Iterable[TurnBlock[Label]]) -> tuple[TurnBlock[Label], ...]:
    """The parts of a turn; where they are nothing but times, these are its words."""
    parts = tuple(blocks)
    lone = all(isinstance(part, Paragraph) and all(map(_is_time, part.children)) for part in parts)
    return tuple(map(_said, parts)) if lone else parts


def _is_time(inline: object) -> bool:
    return isinstance(inline, Milestone) and inline.kind == "time"


def _said(part: TurnBlock[Label]) -> TurnBlock[Label]:
    times = (inline.text for inline in part.children if isinstance(inline, Milestone))
    return Paragraph((Text(" ".join(times)),), part.span)
