"""Arabic and Hebrew on a page: letters in the order of reading, found from their places.

Files differ in the order in which they draw such letters, and PDFium turns some of them. So the order of the
file is left aside: a line is read from the right, and numbers and words of other scripts in it from the left.
This is the bidirectional algorithm (UAX #9) backwards, as far as a line without marks of direction allows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Protocol, TypeVar

from docconv.bidi import STRONG_RTL

FROM_LEFT = frozenset(("L", "EN", "AN"))


class PlacedLetter(Protocol):
    """A letter with its extent on the line."""

    @property
    def text(self) -> str:
        """The letter."""

    @property
    def left(self) -> float:
        """Its left edge."""

    @property
    def right(self) -> float:
        """Its right edge."""


P = TypeVar("P", bound=PlacedLetter)


def in_order(letters: Sequence[P]) -> list[P]:
    """The letters of a part of a line in the order of reading, marks after the letters that bear them."""
    bases = sorted((one for one in letters if not _is_mark(one)), key=lambda one: one.left)
    marks = [one for one in letters if _is_mark(one)]
    kinds = [_kind(one) for one in bases]
    if kinds.count("R") * 2 >= sum(kind != "" for kind in kinds):
        ordered = [*_turned(bases[::-1], "L")]
    else:
        ordered = [*_turned(bases, "R")]
    return list(_with_marks(ordered, marks))


def _kind(letter: PlacedLetter) -> str:
    """From where a letter is read: `L`, `R`, or nothing for what is found in either."""
    direction = unicodedata.bidirectional(letter.text[:1])
    return "R" if direction in STRONG_RTL else "L" if direction in FROM_LEFT else ""


def _is_mark(letter: PlacedLetter) -> bool:
    return unicodedata.combining(letter.text[:1]) != 0


def _turned(letters: Sequence[P], kind: str) -> Iterator[P]:
    """Letters, the stretches of a kind the other way round; what is between two of the kind is of it."""
    kinds = [_kind(one) for one in letters]
    known = [place for place, one in enumerate(kinds) if one]
    for before, after in pairwise(known):
        if kinds[before] == kinds[after]:
            kinds[before:after] = [kinds[before]] * (after - before)
    for is_turned, group in groupby(zip(letters, kinds, strict=True), key=lambda one: one[1] == kind):
        stretch = [letter for letter, _ in group]
        yield from reversed(stretch) if is_turned else stretch


def _with_marks(letters: Iterable[P], marks: Sequence[P]) -> Iterator[P]:
    """Letters with the marks over or under them."""
    letters = list(letters)
    bearers: dict[int, list[P]] = {}
    for mark in marks:
        middle = (mark.left + mark.right) / 2
        nearest = min(
            range(len(letters)),
            key=lambda place: abs((letters[place].left + letters[place].right) / 2 - middle),
            default=0,
        )
        bearers.setdefault(nearest, []).append(mark)
    for place, letter in enumerate(letters):
        yield letter
        yield from bearers.get(place, ())
    if not letters:
        yield from marks
