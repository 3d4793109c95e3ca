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
BRACKETS = frozenset("()[]{}")


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


def in_order(letters: Sequence[P], *, rtl: bool) -> list[P]:
    """The letters of a part of a line in the order of reading, marks after the letters that bear them. `rtl`
    is the direction of the paragraph.
    """
    bases = sorted((one for one in letters if not _is_mark(one)), key=lambda one: one.left)
    marks = [one for one in letters if _is_mark(one)]
    kinds = _kinds([one.text[:1] for one in bases], rtl=rtl)
    ordered = _turned(bases[::-1], kinds[::-1], "L") if rtl else _turned(bases, kinds, "R")
    return list(_with_marks(ordered, marks))


def is_from_right(letters: Iterable[PlacedLetter]) -> bool:
    """Whether most letters of a line are read from the right."""
    kinds = [_kind(one.text[:1]) for one in letters]
    return kinds.count("R") * 2 >= sum(kind != "" for kind in kinds)


def _kind(char: str) -> str:
    """From where a character is read: `L`, `R`, or nothing for what is found in either."""
    direction = unicodedata.bidirectional(char)
    return "R" if direction in STRONG_RTL else "L" if direction in FROM_LEFT else ""


def _is_mark(letter: PlacedLetter) -> bool:
    return unicodedata.combining(letter.text[:1]) != 0


def _kinds(chars: Sequence[str], *, rtl: bool) -> list[str]:
    """From where each character of a line is read, from its left edge on. What is between two of one kind is
    of it; in a line from the right it is not where a bracket opens or closes more than a part of a stretch
    from the left, or a space is between numbers that no letter is before (N0, N1 and W7 of UAX #9).
    """
    kinds = [_kind(char) for char in chars]
    known = [place for place, one in enumerate(kinds) if one]
    has_letter, around, inside = False, 0, 0
    for before, after in pairwise([-1, *known]):
        between = chars[before + 1 : after]
        brackets = sum(char in BRACKETS for char in between)
        goes_on = before >= 0 and kinds[before] == kinds[after]
        if goes_on and rtl and kinds[after] == "L":
            beyond = brackets and (around or not (has_letter or inside))
            are_numbers = not has_letter and not chars[after].isalpha() and any(map(str.isspace, between))
            goes_on = not beyond and not are_numbers
        if goes_on:
            kinds[before:after] = [kinds[before]] * (after - before)
            inside = (inside + brackets) % 2
        else:
            has_letter, around, inside = False, brackets % 2, 0
        has_letter |= chars[after].isalpha()
    return kinds


def _turned(letters: Sequence[P], kinds: Sequence[str], kind: str) -> Iterator[P]:
    """Letters, the stretches of a kind the other way round."""
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
