"""When words are heard: `w` and `anchor` with `@synch` in a paragraph by docconv."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from docconv.patterns import regex
from docconv.tei.names import INSTANT, TEI
from docconv.tei.xml import Element

INSTANT_POINTER = rf"#{re.escape(INSTANT)}(\d{{1,12}})"
SYNCHRONOUS = regex(rf"\s*{INSTANT_POINTER}(?:\s+{INSTANT_POINTER})?\s*")
WORD = regex(r"\S+")
UNREAD = frozenset((f"{TEI}note", f"{TEI}pb", f"{TEI}milestone"))
"""What has no reading text."""
UNKNOWN = -1
ANCHOR = f"{TEI}anchor"


def words_in(paragraph: Element) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The times of the words of a paragraph and of instants within them, as the model has them; none where no
    word has any.
    """
    if next(paragraph.iter(f"{TEI}w"), None) is None:
        return (), ()
    begins: dict[int, re.Match[str]] = {}
    anchors: list[tuple[int, int]] = []
    parts: list[str] = []
    at = 0
    for part in _parts(paragraph):
        if isinstance(part, str):
            parts.append(part)
            at += len(part)
        elif found := SYNCHRONOUS.fullmatch(part.get("synch") or ""):
            if part.tag == ANCHOR:
                anchors.append((at, int(found[1])))
            else:
                begins[at] = found
    times: list[int] = []
    spans: list[tuple[int, int]] = []
    for word in WORD.finditer("".join(parts)):
        found = begins.get(word.start())
        times += (UNKNOWN, UNKNOWN) if found is None else (int(found[1]), int(found[2] or UNKNOWN))
        spans.append(word.span())
    return (tuple(times), _within(spans, anchors)) if begins else ((), ())


def _within(spans: Sequence[tuple[int, int]], anchors: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Instants at places, each with its word and how much of that is before it; none where one is in no
    word.
    """
    found: list[int] = []
    for place, time in anchors:
        number = bisect_right(spans, place, key=itemgetter(0)) - 1
        if number < 0 or place > spans[number][1]:
            return ()
        found += (number, place - spans[number][0], time)
    return tuple(found)


def _parts(element: Element) -> Iterator[str | Element]:
    """The reading text of an element, before that of a word the word, and anchors."""
    if element.tag in UNREAD:
        return
    if element.tag == f"{TEI}lb":
        yield "\n"
    if element.tag in (f"{TEI}w", ANCHOR):
        yield element
    yield element.text or ""
    for child in element:
        yield from _parts(child)
        yield child.tail or ""
