"""Words of a text, and what a source prints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, TypeAlias

from attrs import frozen

Unit: TypeAlias = Literal["line", "paragraph", "page"]
WORD = re.compile(r"[^\W\d_]+|\d+")
NO_LETTERS = re.compile(r"[\W\d_]+")
FIGURES = re.compile(r"\d+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
ASCII_LETTERS = bytes(code for code in range(128) if chr(code).isalpha())
OTHERS = bytes(code for code in range(128) if not chr(code).isalpha())


@frozen
class Account:
    """What a source prints, by a route of its own.

    text: all its words in order, the units apart by `separator`.
    unit: what a place is called.
    separator: what is between two units.
    numbers: those of the units, where they do not count from 1.
    free: words that may be in the document as well, or not: syntax of a notation, what is told in a notice.
    more: words that the document may have beside them, such as the numbers of lists.
    is_ordered: the document has the words in the same order.
    """

    text: str
    unit: Unit = "line"
    separator: str = "\n"
    numbers: Sequence[int] = ()
    free: str = ""
    more: re.Pattern[str] | None = None
    is_ordered: bool = True


def letters(text: str) -> str | bytes:
    """The letters of a text in order, nothing else."""
    return text.encode().translate(None, OTHERS) if text.isascii() else NO_LETTERS.sub("", plain(text))


def plain(text: str) -> str:
    """A text in which the same letters are the same characters: ligatures undone, marks joined, and nothing
    that nobody sees.
    """
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)) if not text.isascii() else text


def words(text: str) -> list[str]:
    """The words and the numbers of a text."""
    return WORD.findall(plain(text))
