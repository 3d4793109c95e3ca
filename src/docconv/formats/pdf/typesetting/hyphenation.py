"""Where a word may be divided at the end of a line: by the patterns of its language (Liang 1983)."""

from __future__ import annotations

from functools import cache, lru_cache

from pyphen import Pyphen, language_fallback

from docconv.patterns import regex

LETTERS = regex(r"[^\w]*+([^\W\d_]{5,}+)[^\w]*+")
LEAST_BEFORE, LEAST_BEHIND = 2, 3
OTHER_NAMES = {"no": "nb"}


@cache
def patterns(lang: str) -> Pyphen | None:
    """The patterns of a language, a BCP 47 tag; nothing where there are none."""
    primary, _, rest = lang.partition("-")
    name = language_fallback("-".join(filter(None, (OTHER_NAMES.get(primary, primary), rest))))
    return None if name is None else Pyphen(lang=name)


@lru_cache(maxsize=50_000)
def hyphenation_points(word: str, by: Pyphen) -> tuple[int, ...]:
    """The indexes at which a word may be divided without changing its letters, the last one first."""
    found = LETTERS.fullmatch(word)
    if found is None:
        return ()
    start, end = found.span(1)
    usual = [int(place) for place in by.positions(found[1].lower()) if not place.data]
    inside = range(LEAST_BEFORE, end - start - LEAST_BEHIND + 1)
    return tuple(start + place for place in reversed(usual) if place in inside)
