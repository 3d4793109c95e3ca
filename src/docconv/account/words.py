"""Words of a text, and what a source prints."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from attrs import frozen

from docconv.model import Resolved
from docconv.patterns import regex

Unit: TypeAlias = Literal["line", "paragraph", "page"]
WORD = regex(r"[^\W\d_]+|\d+")
FIGURES = regex(r"\d+")
INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    )
)
NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
PIECE = 1 << 20
"""Characters of a text that are encoded at once."""
NO_FIGURES = bytes(code for code in range(256) if chr(code) not in "0123456789")
PUNCTUATION = regex(
    rb"\xe2\x80.|\xc2[\xa0-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf]|\xe3\x80[\x80-\x83\x88-\x9f]"
    rb"|\xef\xbc[\x81-\x8f\x9a-\xa0]|\xe2\x97.",
    re.DOTALL,
)
"""UTF-8 of what is around words in texts that are not ASCII: U+2000 to U+203F, spaces and signs of Latin-1,
marks of Chinese and Japanese, full-width ones, circles.
"""


@frozen(eq=False, repr=False)
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
    is_quick: another way to the same words follows, for where these are not the same letter by letter.
    has_points: the points of the document are printed in the source, and not told by attributes.
    """

    text: str
    unit: Unit = "line"
    separator: str = "\n"
    numbers: Sequence[int] = ()
    free: str = ""
    again: Callable[[Resolved], str] = lambda _: ""
    more: str = ""
    is_ordered: bool = True
    is_quick: bool = False
    has_points: bool = True


def encoded(text: str) -> Iterator[bytes]:
    """The UTF-8 of a text, piece by piece, for all of it may be much of the memory."""
    for at in range(0, len(text), PIECE):
        yield text[at : at + PIECE].encode("utf-8", "surrogatepass")


def without(text: str, codes: bytes) -> Iterator[bytes]:
    """The UTF-8 of a text but for some bytes, piece by piece."""
    return (piece.translate(None, codes) for piece in encoded(text))


def letters(text: str) -> bytes:
    """The letters of a text in order as UTF-8, with what is seen and neither ASCII nor in `PUNCTUATION`."""
    if text.isascii():
        return b"".join(without(text, NO_LETTERS))
    return PUNCTUATION.sub(b"", b"".join(without(text.translate(INVISIBLE), NO_LETTERS)))


def same(one: str, other: str) -> bool:
    """Whether two texts have the same letters in the same order, and the same numbers in any: a time may be
    before a label here and after it there.
    """
    letter_by_letter = _equal(without(one, NO_LETTERS), without(other, NO_LETTERS))
    if not letter_by_letter and letters(one) != letters(other):
        return False
    figure_by_figure = _equal(without(one, NO_FIGURES), without(other, NO_FIGURES))
    return figure_by_figure or Counter(FIGURES.findall(one)) == Counter(FIGURES.findall(other))


def _equal(one: Iterable[bytes], other: Iterable[bytes]) -> bool:
    """Whether pieces are the same bytes in the same order, wherever they are divided."""
    pieces, rest = iter(other), b""
    for piece in one:
        while len(rest) < len(piece):
            more = next(pieces, None)
            if more is None:
                return False
            rest += more
        if not rest.startswith(piece):
            return False
        rest = rest[len(piece) :]
    return not rest and not any(pieces)


def plain(text: str) -> str:
    """A text in which the same letters are the same characters: ligatures undone, marks joined, and nothing
    that nobody sees or that only lengthens Arabic words.
    """
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)) if not text.isascii() else text


def words(text: str) -> list[str]:
    """The words and the numbers of a text."""
    return WORD.findall(plain(text))
