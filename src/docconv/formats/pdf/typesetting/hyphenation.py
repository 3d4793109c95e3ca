"""Where a word may be divided at the end of a line: by the patterns of its language (Liang 1983)."""

from __future__ import annotations

import re
from functools import cache

from attrs import define, field
from pyphen import Pyphen, language_fallback

LETTERS = re.compile(r"[^\w]*([^\W\d_]{5,})[^\w]*")
LEAST_BEFORE, LEAST_BEHIND = 2, 3
OTHER_NAMES = {"no": "nb"}


@define
class Hyphenator:
    """Divides the words of one language; what was asked for once is kept."""

    patterns: Pyphen
    _known: dict[str, tuple[int, ...]] = field(factory=dict)

    def places(self, word: str) -> tuple[int, ...]:
        """The indexes at which a word may be divided without changing its letters, the last one first."""
        if word not in self._known:
            self._known[word] = self._places(word)
        return self._known[word]

    def _places(self, word: str) -> tuple[int, ...]:
        found = LETTERS.fullmatch(word)
        if found is None:
            return ()
        start, end = found.span(1)
        usual = [int(place) for place in self.patterns.positions(found[1].lower()) if not place.data]
        inside = range(LEAST_BEFORE, end - start - LEAST_BEHIND + 1)
        return tuple(start + place for place in reversed(usual) if place in inside)


@cache
def _patterns(name: str) -> Pyphen:
    return Pyphen(lang=name)


def hyphenator(lang: str) -> Hyphenator | None:
    """The hyphenator of a language, a BCP 47 tag; none where there are no patterns for it."""
    primary, _, rest = lang.partition("-")
    name = language_fallback("-".join(filter(None, (OTHER_NAMES.get(primary, primary), rest))))
    return None if name is None else Hyphenator(_patterns(name))
