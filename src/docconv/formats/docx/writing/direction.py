"""Which way text runs, paragraph by paragraph and run by run (UAX #9)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

LEFTWARD = frozenset(("R", "AL"))
STRONG = frozenset(("L", "R", "AL"))
LEFTWARD_LETTER = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def is_rtl(text: str) -> bool:
    """Whether the first strong character of a text runs from right to left (P2 and P3)."""
    if text.isascii():
        return False
    return _first(text) in LEFTWARD


def _first(text: str) -> str:
    return next((d for char in text if (d := unicodedata.bidirectional(char)) in STRONG), "")


def stretches(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """A text cut where its direction changes, with the direction of each stretch. `rtl` is that of its
    paragraph.

    Word sets blanks and marks in the direction of their run: those between words of one direction go with
    them, the others with the paragraph (N1 and N2).
    """
    ways = list(_ways(text, rtl))
    at = 0
    for way, group in groupby(ways):
        end = at + len(list(group))
        yield text[at:end], way
        at = end


def _ways(text: str, rtl: bool) -> Iterator[bool]:  # noqa: FBT001  a direction
    """The direction of each character."""
    before, waiting = rtl, 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind not in STRONG:
            waiting += 1
            continue
        here = kind in LEFTWARD
        between = here if here == before else rtl
        yield from [between] * waiting
        yield here
        before, waiting = here, 0
    yield from [rtl] * waiting
