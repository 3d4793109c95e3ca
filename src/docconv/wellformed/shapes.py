"""What a text has to be where it is not free: names, ids of turns, languages, dates, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from operator import le
from unicodedata import category

from docconv.model import (
    Foreign,
    Gap,
    Metadata,
    Narrative,
    Note,
    Paragraph,
    Section,
    Timing,
    Turn,
    VerseLine,
)
from docconv.patterns import regex

START = (
    r"A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    r"\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
REST = rf"{START}\-.0-9\u00b7\u0300-\u036f\u203f\u2040"
NCNAME = regex(rf"[{START}][{REST}]*")
ASCII_NAME = regex(r"[A-Za-z_][A-Za-z_\-.0-9]*")
"""The names of XML that are ASCII, as most are; the pattern for all takes long to compile."""
NOT_IN_NAMES = regex(rf"[^{REST}]")
LINE_END = regex(r"[\n\r\v\f\x1c-\x1f]+")
TURN = regex(r"t[1-9][0-9]*")
NOT_OF_SPEAKERS = regex(r"[tq][0-9]+")
"""Ids that no speaker has: those of turns, and in TEI those of quotations."""
LANGUAGE = regex(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
TIME, ZONE = r"T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:\.[0-9]+)?", r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
DATE = regex(rf"-?([0-9]{{4,}})(?:-([0-9]{{2}})(?:-([0-9]{{2}})(?:{TIME})?)?)?{ZONE}")
UNSEEN = "\u17b4\u17b5"
"""Vowels of Khmer that nobody sees; schemas count them among controls."""
LATEST = 10**11
"""Milliseconds: three years."""
LEAP_YEARS = 400
"""After so many years the calendar is the same again."""


def is_name(text: str) -> bool:
    """Whether a text is a name of XML without a colon."""
    return (ASCII_NAME if text.isascii() else NCNAME).fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Whether a text is a language tag as BCP 47 and XML Schema have it."""
    return LANGUAGE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a text is a year, a month, a day or a time of one as ISO 8601 and XML Schema have it."""
    found = DATE.fullmatch(text)
    if found is None or not found[1].strip("0"):
        return False
    try:
        date(LEAP_YEARS + int(found[1][-4:]) % LEAP_YEARS, int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def is_word(text: str) -> bool:
    """Whether a text is one word, of characters that are seen."""
    return bool(text) and all(category(char)[0] not in "CZ" and char not in UNSEEN for char in text)


def is_label(text: str) -> bool:
    """Whether a text is more than white space, and has none at its edges and no end of a line within, which
    no format keeps there.
    """
    return bool(text) and text == text.strip() and not LINE_END.search(text)


def on_one_line(label: str) -> str:
    """A label without ends of lines and without white space at its edges, as all formats carry it."""
    if label.isprintable():
        return label.strip()
    lines = LINE_END.split(label) if LINE_END.search(label) else [label]
    return " ".join(map(str.strip, lines)).strip()


def is_timing(timing: object) -> bool:
    """Whether words begin at the beginning of the recording or later, and end no sooner than they begin."""
    if not isinstance(timing, Timing):
        return False
    begin, end = timing.begin, timing.end
    whole = type(begin) is int and type(end) in (int, type(None))
    right = whole and 0 <= begin <= LATEST and (end is None or begin <= end <= LATEST)
    return right and (timing.words == () or _are_times(timing.words)) and _are_anchors(timing.anchors)


def _are_anchors(anchors: object) -> bool:
    """Whether these are a word, a place in it and a time, as often as there are anchors."""
    if type(anchors) is not tuple or len(anchors) % 3:
        return False
    return anchors == () or (
        set(map(type, anchors)) == {int} and min(anchors) >= 0 and max(anchors) <= LATEST
    )


def _are_times(words: object) -> bool:
    """Whether these are a beginning and an end for each word, no earlier where both are known."""
    if type(words) is not tuple or len(words) % 2 or set(map(type, words)) != {int}:
        return False
    begins, ends = words[::2], words[1::2]
    pairs = zip(begins, ends, strict=True)
    is_ordered = all(map(le, begins, ends)) or all(end < 0 or begin <= end for begin, end in pairs)
    return is_ordered and min(words) >= -1 and max(words) <= LATEST


def is_verse(verse: object) -> bool:
    """Whether this is what may be known of a line of verse."""
    if not isinstance(verse, VerseLine):
        return False
    n: object = verse.n
    numbered = n is None or (isinstance(n, str) and n.isprintable() and is_label(n))
    return numbered and verse.part in (None, "I", "M", "F") and verse.stanza in (True, False)


SHAPES: Mapping[type, Mapping[str, tuple[Callable[[str], object], str]]] = {
    Metadata: {"lang": (is_language, "a language tag"), "date": (is_date, "a date as ISO 8601 has it")},
    Foreign: {"lang": (is_language, "a language tag")},
    Turn: {
        "lang": (is_language, "a language tag"),
        "id": (TURN.fullmatch, "t and a number"),
        "label": (is_label, "a text that is seen, on one line, without white space at its edges"),
        "continues": (TURN.fullmatch, "t and a number"),
    },
    Gap: {"reason": (is_word, "one word")},
    Note: {"n": (is_label, "a text that is seen, on one line, without white space at its edges")},
    Section: {
        "kind": (is_word, "one word"),
        "n": (is_label, "a text that is seen, on one line, without white space at its edges"),
    },
    Paragraph: {
        "timing": (is_timing, "a beginning and no earlier end, in milliseconds"),
        "verse": (is_verse, "a line of verse: part I, M, F or none, its number on one line"),
    },
    Narrative: {"verse": (is_verse, "a line of verse: part I, M, F or none, its number on one line")},
}
"""The fields whose values are not free, with what they are."""
