"""Characters that no font has, and what is said of them."""

from __future__ import annotations

import unicodedata

from attrs import frozen

from docconv import model as m
from docconv.notices import Notice, often


@frozen(eq=False, repr=False)
class Lost:
    """A character that no font has: how often it is in the text, and where first: the place in the source
    and the id of the turn, as far as they are known.
    """

    count: int
    span: m.Span | None
    turn: str


def not_drawn(char: str, lost: Lost) -> Notice:
    """What is said of a character that no font has."""
    name = unicodedata.name(char, "without a name")
    number = often(lost.count)
    first = f", first in {lost.turn}" if lost.turn else ""
    found = f"no font has U+{ord(char):04X} ({name}), {number}{first}"
    message = f"{found}; drawn as a replacement, kept in the text"
    remedy = "give the name or the file of a font that has it, options={'font': 'NAME'} of pdf"
    return Notice("not-written", message, span=lost.span, rule="font-coverage", remedy=remedy)
