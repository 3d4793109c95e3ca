"""What a writer says of characters that XML cannot carry, and of notes for which a format has no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import fields, has

from docconv.model import Milestone, Note, Paragraph, Resolved
from docconv.notices import Notice, counted
from docconv.tei.names import FORBIDDEN, REPLACEMENT
from docconv.walk import turns

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
    if tei.isascii() or REPLACEMENT.encode() not in tei:
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


def times_left_out(document: Resolved, *, with_paragraphs: bool = False) -> Iterator[Notice]:
    """A notice of how many words, and of how many paragraphs where a format has no place for theirs either,
    lose the times at which they are heard; what prints its time keeps that. None where none do.
    """
    parts = (part for turn in turns(document) for part in turn.blocks if isinstance(part, Paragraph))
    timed = [(part, part.timing) for part in parts if part.timing]
    words = sum(begin >= 0 for _, timing in timed for begin in timing.words[::2])
    silent = sum(not any(map(_is_printed_time, part.children)) for part, _ in timed) if with_paragraphs else 0
    yield from _times_left_out(silent, words)


def word_times_left_out(words: int) -> Iterator[Notice]:
    """A notice of how many words lose the times at which they are heard; none where none do."""
    yield from _times_left_out(0, words)


def _times_left_out(silent: int, words: int) -> Iterator[Notice]:
    counts = ((silent, "paragraph"), (words, "word"))
    timed_parts = [counted(number, noun) for number, noun in counts if number]
    if timed_parts:
        verb = "is" if silent + words == 1 else "are"
        message = (
            f"when {' and '.join(timed_parts)} {verb} heard has no place in this format, and is not written"
        )
        remedy = "write JSON, TEI, DOCX, PDF, HTML or WebVTT, which have it"
        yield Notice("not-written", message, "info", rule="times", remedy=remedy)


def _is_printed_time(inline: object) -> bool:
    """Whether a text prints a time code there; the line of times above a caption is none."""
    return isinstance(inline, Milestone) and inline.kind == "time" and "-->" not in inline.text


def _count(part: Any) -> int:  # noqa: ANN401  any part of a document
    """How many such characters are in a part."""
    if isinstance(part, str):
        return len(FORBIDDEN.findall(part))
    if isinstance(part, tuple):
        return sum(map(_count, part))
    if not has(type(part)):
        return 0
    return sum(_count(getattr(part, one.name)) for one in fields(type(part)) if one.name not in ELSEWHERE)
