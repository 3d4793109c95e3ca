"""What a writer says of characters that XML cannot carry, and of notes for which a format has no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import fields, has

from docconv.model import Note, Resolved
from docconv.notices import Notice
from docconv.tei.names import FORBIDDEN, REPLACEMENT

ELSEWHERE = frozenset(("span", "speakers", "origin"))
"""Who speaks is in the list of the document, where it is counted."""


def text_file(document: Resolved, text: str, lost: Iterable[object] = ()) -> tuple[bytes, tuple[Notice, ...]]:
    """A text in UTF-8, without characters that XML cannot carry, since those of text carry none either; a
    notice of how many there were, and one of how many notes are among the nodes that are lost.
    """
    data = FORBIDDEN.sub(REPLACEMENT, text).encode()
    return data, (*replaced(document, data), *notes_left_out(lost))


def replaced(document: Resolved, tei: bytes) -> tuple[Notice, ...]:
    """A notice of how many characters of a document became U+FFFD in its TEI; none where none did."""
    if REPLACEMENT.encode() not in tei:
        return ()
    count = _count(document) + sum(map(_count, document.speakers))
    message = f"{count} characters that XML cannot carry were replaced by U+FFFD"
    return (Notice("text-changed", message, rule="xml-characters"),) if count else ()


def notes_left_out(nodes: Iterable[object]) -> Iterator[Notice]:
    """A notice of how many notes are among the nodes that a format has no place for; none where none are."""
    count = sum(isinstance(node, Note) for node in nodes)
    if count:
        message = f"{count} notes have no place in this format, and are not written"
        yield Notice(
            "not-written", message, rule="notes", remedy="write TEI, DOCX, PDF or HTML, which have them"
        )


def _count(part: Any) -> int:  # noqa: ANN401  any part of a document
    """How many such characters are in a part."""
    if isinstance(part, str):
        return len(FORBIDDEN.findall(part))
    if isinstance(part, tuple):
        return sum(map(_count, part))
    if not has(type(part)):
        return 0
    return sum(_count(getattr(part, one.name)) for one in fields(type(part)) if one.name not in ELSEWHERE)
