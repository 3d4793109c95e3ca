"""Right-to-left text as it stands on paper: letters reversed, numbers and Latin words not."""

from __future__ import annotations

import re
import unicodedata

MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
FORWARD = frozenset(("L", "EN", "AN"))
NEUTRAL = frozenset(("WS", "ON", "CS", "ES", "ET"))

_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_STRETCH = re.compile(f"{_LETTER}(?:(?:{_LETTER}|[\\W\\d_])*{_LETTER})?")


def reordered(text: str, *, rtl: bool) -> str:
    """A piece of a line as it stands from left to right; `rtl` is the direction of its paragraph."""
    if rtl:
        return visual(text)
    return _STRETCH.sub(lambda stretch: visual(stretch[0]), text)


def needs_order(text: str) -> bool:
    """Whether a text has letters that run from right to left."""
    return not text.isascii() and _STRETCH.search(text) is not None


def visual(text: str) -> str:
    """The characters of a line of right-to-left text from left to right."""
    runs: list[str] = []
    for grapheme in graphemes(text):
        if _forward(grapheme) and runs and _forward(runs[-1]):
            runs[-1] += grapheme
        elif len(runs) > 1 and _neutral(runs[-1]) and _joined(runs[-2], runs[-1], grapheme):
            between = runs.pop()
            runs[-1] += between + grapheme
        else:
            runs.append(grapheme)
    return "".join(run if _forward(run) else run.translate(MIRROR) for run in reversed(runs))


def _forward(text: str) -> bool:
    return unicodedata.bidirectional(text[0]) in FORWARD


def _joined(before: str, between: str, after: str) -> bool:
    """Whether signs between two pieces keep them in one stretch: behind Latin words, and inside numbers."""
    if any(unicodedata.bidirectional(char) == "L" for char in before):
        return _forward(after)
    numbers = unicodedata.bidirectional(after[0]) in ("EN", "AN") and _forward(before)
    return numbers and unicodedata.bidirectional(between[0]) in ("CS", "ES")


def _neutral(text: str) -> bool:
    return unicodedata.bidirectional(text[0]) in NEUTRAL


def is_rtl(text: str) -> bool:
    """Whether the first strong character of a text runs from right to left (UAX #9, P2 and P3)."""
    if text.isascii():
        return False
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False


def graphemes(text: str) -> list[str]:
    """Characters with the marks and joiners that belong to them."""
    out: list[str] = []
    for char in text:
        if out and (
            unicodedata.category(char)[0] == "M" or char in "\u200c\u200d" or out[-1][-1] == "\u200d"
        ):
            out[-1] += char
        else:
            out.append(char)
    return out
