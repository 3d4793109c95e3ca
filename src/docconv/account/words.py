"""Words of a text, and what a source prints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from attrs import frozen

Unit: TypeAlias = Literal["line", "paragraph", "page"]
WORD = re.compile(r"[^\W\d_]+|\d+")
FIGURES = re.compile(r"\d+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
NO_FIGURES = bytes(code for code in range(256) if chr(code) not in "0123456789")
PUNCTUATION = re.compile(
    rb"\xe2\x80.|\xc2[\xa0-\xa9\xab\xac\xae-\xb4\xb6-\xb9\xbb-\xbf]|\xe3\x80[\x80-\x83\x88-\x9f]"
    rb"|\xef\xbc[\x81-\x8f\x9a-\xa0]|\xe2\x97.",
    re.DOTALL,
)
"""UTF-8 of what is around words in texts that are not ASCII: U+2000 to U+203F, spaces and signs of Latin-1,
marks of Chinese and Japanese, full-width ones, circles.
"""


@frozen
class SourceText:
    """What a source prints, by a route of its own.

    text: all its words in order, the units apart by `separator`.
    unit: what a place is called.
    separator: what is between two units.
    numbers: those of the units, where they do not count from 1.
    free: words beside them that the document may have or not: syntax of a notation, what a notice says is
        left out.
    again: gives words of the text that the document may leave out: what only repeats or counts.
    more: a pattern of words that the document may have beside them, such as the numbers of lists.
    is_ordered: the document has the words in the same order.
    """

    text: str
    unit: Unit = "line"
    separator: str = "\n"
    numbers: Sequence[int] = ()
    free: str = ""
    again: Callable[[], str] = str
    more: str = ""
    is_ordered: bool = True


def letters(text: str) -> bytes:
    """The letters of a text in order, with what is neither ASCII nor in `PUNCTUATION`, as UTF-8."""
    kept = text.encode("utf-8", "surrogatepass").translate(None, NO_LETTERS)
    return kept if text.isascii() else PUNCTUATION.sub(b"", kept)


def figures(text: str) -> bytes:
    """The figures of a text in order."""
    return text.encode("utf-8", "surrogatepass").translate(None, NO_FIGURES)


def plain(text: str) -> str:
    """A text in which the same letters are the same characters: ligatures undone, marks joined, and nothing
    that nobody sees.
    """
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)) if not text.isascii() else text


def words(text: str) -> list[str]:
    """The words and the numbers of a text."""
    return WORD.findall(plain(text))
