"""Line ends and characters that no format can carry.

Every replacement keeps the number of characters, so that the lines, columns and offsets found in the text
hold in the source as well.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from docconv.model import Span
from docconv.notices import Notice
from docconv.patterns import regex

# CR, NEL, LS and PS end a line; VT is a line break within a paragraph, as word processors export it
LINE_ENDS = "\r\x85\u2028\u2029"
# what XML 1.0, production [2] Char, leaves out; form feeds are pages, and NUL is refused before
FORBIDDEN = regex("[\x01-\x08\x0e-\x1f\ufffe\uffff]")
FORM_FEED_IN_LINE = regex(r"(?<=[^\n\f])\f(?=[^\n\f])")
END_OF_FILE = "\x1a"  # CP/M and DOS ended their text files with it
REPLACEMENT = "\ufffd"
SHOWN = 10


def normalise(text: str) -> str:
    r"""A text of the same length whose lines all end in `\\n`; of CR LF, the CR becomes a space."""
    text = text.replace("\r\n", " \n").replace("\v", " ")
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    return text


def place_after(name: str, before: str) -> str:
    """`name:line:column` of the character that follows a text."""
    lines = normalise(before).split("\n")
    return f"{name}:{len(lines)}:{len(lines[-1]) + 1}"


def clean(text: str) -> tuple[str, tuple[Notice, ...]]:
    """A normalised text in which every character can be written, of the same length, and a notice for each
    change.
    """
    text = normalise(text)
    if "\f" in text:
        text = FORM_FEED_IN_LINE.sub(" ", text)
    if text.rstrip().endswith(END_OF_FILE):
        head = text.rstrip().rstrip(END_OF_FILE)
        text = head + " " * (len(text) - len(head))
    places = [found.start() for found in FORBIDDEN.finditer(text)]
    return FORBIDDEN.sub(REPLACEMENT, text) if places else text, _notices(text, places)


def _notices(text: str, places: list[int]) -> tuple[Notice, ...]:
    """One notice a character for the first of them, and one for all the others."""
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0)) if places else []
    notices = [
        _notice(f"control character U+{ord(text[at]):04X}", _span(starts, at)) for at in places[:SHOWN]
    ]
    if places[SHOWN:]:
        what = f"{len(places) - SHOWN} more control characters, from here on,"
        notices.append(_notice(what, _span(starts, places[SHOWN])))
    return tuple(notices)


def _notice(what: str, span: Span) -> Notice:
    message = f"{what} replaced by {REPLACEMENT}"
    return Notice("text-changed", message, span=span, rule="control-character", remedy="correct the source")


def _span(starts: list[int], at: int) -> Span:
    line = bisect_right(starts, at)
    return Span(line, at - starts[line - 1] + 1, at, at + 1)
