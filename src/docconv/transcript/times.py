"""Time codes: what they look like, and when a time is one, not words that somebody says.

A time code holds figures, what is between them, and `am` or `pm`; it never holds words.
"""

from __future__ import annotations

import re
from functools import cache

from docconv.languages import every
from docconv.patterns import regex

LONGEST_HOURS = 7  # characters
ENDS = frozenset("0123456789)]>}Mm.:#")
CLOCK = r"\d{1,3}:(?:\d{1,2}:\d{1,2}(?::\d{1,2})?|\d{2})(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
HASHED = r"#\d{1,2}:\d{2}:\d{2}-\d{1,2}#"
"""A time with tenths of a second, as programs for interviews print it, mostly after a paragraph."""
ONE = rf"(?:[\[(<{{@]?{CLOCK}[\])>}}]?|{HASHED})"
TO = r"\s*+(?:-->|[-–—→])\s*+"
RANGE = rf"{ONE}{TO}{ONE}"
ZONE = r"(?:Z|[+-]\d{2}:?\d{2})?"  # of ISO 8601
STAMP = rf"(?:[\[(]?\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}[,T ]\s*+{ONE}{ZONE}[\])]?|{ONE})"
MISSION = r"\d{2,3}(?:\s\d{2}){2,3}(?=\s{2}|\s[A-Z]{2,4}\s{2})"
"""Days, hours, minutes and seconds, or the last three, as air-to-ground transcripts print them."""
SECONDS = r"\d{1,4}\.\d{1,3}\s(?:[-–—]\s)?\d{1,4}\.\d{1,3}(?=\s(?:\|\s)?[^\W\d_]\w{0,19}:\s)"
"""The seconds from which to which somebody speaks, before a label, as transcripts of calls print them."""
BETWEEN = r"[\[(]\d{1,5}\.\d{1,3}\s?s?\s?(?:,|-->|[-–—])\s?\d{1,5}\.\d{1,3}\s?s?[\])]"
"""The same in brackets, `[0.0, 3.26]` or `(0.0s - 3.3s)`, as programs that tell voices apart print them."""
LEADING = regex(rf"({MISSION}|{SECONDS}|{BETWEEN}|{RANGE}|{STAMP})(?!\w)\s*+(?:[-–—|·•∙]\s*+)?")
ONLY = regex(rf"(?:{BETWEEN}|{RANGE}|{ONE}|[\[(]{CLOCK}[\])]:)$")
HOURS = r"[\[(]?\d{1,2}h\d{2}[\])]?"  # `14h05`, as French and Portuguese write times of day
TRAILING = regex(rf"(?:(?<!\s)\s++)?+(?:[,|@\-–—·•∙]\s*+)?+(?<!\d)({STAMP}|{HOURS})$")
CUE = regex(rf"({ONE}\s*+-->\s*+{ONE})\s++(?=\S)")
"""The times of a cue before its words, on one line, as programs for recognition of speech print them."""
CERTAIN = regex(r"[\[(<{]|-->|(?<!\d)(?:\d++:){2}|:\d{2}[.,]\d")
CLOSING = regex(r"[()\[\]]")
AGENDA = regex(rf"\d{{1,2}}[:.]\d{{2}}{TO}\d{{1,2}}[:.]\d{{2}}\s++\S")
"""A point of an agenda, from one time of day to another."""


def leading(text: str, at: int = 0) -> re.Match[str] | None:
    """The time that a text begins with, or goes on with from an offset on; most begin with a letter. One in
    brackets with words is theirs: `(00:30 late) Mostly.`.
    """
    stamp = None if text[at : at + 1].isalpha() else LEADING.match(text, at)
    if stamp is None or stamp[1][0] not in "([" or stamp[1][-1] in ")]":
        return stamp
    closing = CLOSING.search(text, stamp.end())
    return None if closing is not None and closing[0] in ")]" else stamp


def is_time(text: str) -> bool:
    """Whether a line holds nothing but a time code, or two of them."""
    closes = text[-1] == ")" and "(" not in text  # `(Recess, 10:04 a.m. to`, `10:16 a.m.)`
    return text[-1] in ENDS and not (closes or text[0].isalpha()) and ONLY.match(text) is not None


def may_end(text: str) -> bool:
    """Whether there are signs of a time at the end of a text, `12:30`, `14h05`."""
    return ":" in text or ("h" in text[-LONGEST_HOURS:] and not text[-1].isalpha())


@cache
def _day() -> re.Pattern[str]:
    """`— Today at`, between a name and a time, as programs for chat print it, in any language."""
    words = "|".join(map(re.escape, every("clock_words")))
    return re.compile(rf"(?<=\s)[-–—]\s((?:[\w’']+\s){{1,2}}(?:{words}))$")


def without_day(label: str) -> tuple[str, str]:
    """A label without the day before its time, and that day: `Ann Lee — Today at`."""
    day = _day().search(label)
    return (label[: day.start()].rstrip(), day[1]) if day else (label, "")


def without_time(text: str) -> str:
    """What is beside the time at one end of a text, empty where there is no time or nothing else."""
    stamp = leading(text)
    if stamp is not None:
        return text[stamp.end() :].strip(" :")
    stamp = TRAILING.search(text) if may_end(text) else None
    return text[: stamp.start()].strip() if stamp else ""


def is_certain(time: str) -> bool:
    """Whether a time is a code by itself: in brackets, with hours and seconds, to a fraction of a second. Of
    `12:30` after a label only the other labels tell.
    """
    return CERTAIN.search(time) is not None
