"""Places in text without spaces where a line may end: words of scripts that put none between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from docconv.patterns import regex

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"
"""The letters of Thai, Lao, Burmese and Khmer (UAX #14, class SA)."""
RUN = regex(f"[{SPACELESS}]{{2}}")
SYLLABLE = regex("(?<=[\u0e01-\u0eff])(?=[\u0e40-\u0e44\u0ec0-\u0ec4])")
"""Before a vowel that is written before its consonant: there a syllable of Thai or Lao begins."""


def is_spaceless(char: str) -> bool:
    """Whether a character is a letter of a script without spaces between words."""
    return "\u0e00" <= char <= "\uaa7f" and RUN.match(char * 2) is not None


@lru_cache(maxsize=4096)
def segments(token: str) -> tuple[str, ...]:
    """A token in parts between which a line may end: its words by the dictionaries of ICU, or, where the
    extra `icu` is not installed, what begins at a sure syllable. What has no such letters is whole.
    """
    if RUN.search(token) is None:
        return (token,)
    return tuple(part for part in _breaker()(token) if part)


@cache
def _breaker() -> Callable[[str], list[str]]:
    try:
        from icu4py.breakers import LineBreaker  # noqa: PLC0415  an extra, 12 MB of tables
    except ImportError:
        return SYLLABLE.split
    return lambda token: list(LineBreaker(token, "th"))
