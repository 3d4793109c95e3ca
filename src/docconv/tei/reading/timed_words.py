"""When words are heard: `w` with `@synch` in a paragraph by docconv."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docconv.patterns import regex
from docconv.tei.names import INSTANT, TEI
from docconv.tei.xml import Element

INSTANT_POINTER = rf"#{re.escape(INSTANT)}(\d{{1,12}})"
SYNCHRONOUS = regex(rf"\s*{INSTANT_POINTER}(?:\s+{INSTANT_POINTER})?\s*")
WORD = regex(r"\S+")
UNREAD = frozenset((f"{TEI}note", f"{TEI}pb", f"{TEI}milestone"))
"""What has no reading text."""
UNKNOWN = -1


def words_in(paragraph: Element) -> tuple[int, ...]:
    """The times of the words of a paragraph, as the model has them; none where no word has any."""
    if next(paragraph.iter(f"{TEI}w"), None) is None:
        return ()
    begins: dict[int, re.Match[str]] = {}
    parts: list[str] = []
    at = 0
    for part in _parts(paragraph):
        if isinstance(part, str):
            parts.append(part)
            at += len(part)
        elif found := SYNCHRONOUS.fullmatch(part.get("synch") or ""):
            begins[at] = found
    times: list[int] = []
    for word in WORD.finditer("".join(parts)):
        found = begins.get(word.start())
        times += (UNKNOWN, UNKNOWN) if found is None else (int(found[1]), int(found[2] or UNKNOWN))
    return tuple(times) if begins else ()


def _parts(element: Element) -> Iterator[str | Element]:
    """The reading text of an element, and before that of a word the word."""
    if element.tag in UNREAD:
        return
    if element.tag == f"{TEI}lb":
        yield "\n"
    if element.tag == f"{TEI}w":
        yield element
    yield element.text or ""
    for child in element:
        yield from _parts(child)
        yield child.tail or ""
