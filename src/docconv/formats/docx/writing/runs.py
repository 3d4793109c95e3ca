"""Inlines as runs, each with its style, its language and its direction."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import assert_never

from docconv.bidi import directional_runs, needs_order
from docconv.formats.docx.names import EMPHASIS, FOREIGN, GAP, SAID, STAGE_INLINE, UNCLEAR, nested
from docconv.formats.docx.writing.notes import NoteWriter
from docconv.formats.docx.xml import escaped, language, node, run, val
from docconv.model import (
    CastPart,
    Emphasis,
    Foreign,
    Gap,
    Inline,
    Milestone,
    Note,
    Said,
    Speaker,
    Stage,
    Text,
    Unclear,
)
from docconv.patterns import regex
from docconv.tei.names import clean

AS_IT_IS = regex("[\t\n\u0020-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""Text in which nothing is forbidden and nothing to be escaped, as most texts are."""


def note_writer() -> NoteWriter:
    """What collects the notes of a document."""
    return NoteWriter(text_runs, runs_of)


def runs_of(
    inlines: Iterable[Inline[Speaker]], style: str, lang: str | None, notes: NoteWriter | None = None, *,
    rtl: bool,
) -> str:  # fmt: skip
    """Inlines as runs; `rtl` is always the direction of their paragraph. `notes` takes the notes among them;
    in a note there are none.
    """
    return "".join(_runs(inline, style, lang, notes, rtl=rtl) for inline in inlines)


def _runs(
    inline: Inline[Speaker], style: str, lang: str | None, notes: NoteWriter | None, *, rtl: bool
) -> str:
    """One inline as runs. A run has one character style: of nested ones the inner, but nothing takes
    words from a quotation or a stage direction.
    """
    match inline:
        case Text(text):
            return text_runs(text, style, lang, rtl=rtl)
        case Emphasis():
            return runs_of(inline.children, nested(style, EMPHASIS[inline.kind]), lang, notes, rtl=rtl)
        case Said():
            return runs_of(inline.children, nested(style, SAID), lang, notes, rtl=rtl)
        case Stage():
            return runs_of(inline.children, nested(style, STAGE_INLINE), lang, notes, rtl=rtl)
        case Gap(text):
            return text_runs(text, nested(style, GAP), lang, rtl=rtl)
        case CastPart():
            return runs_of(inline.children, style, lang, notes, rtl=rtl)
        case Unclear():
            return runs_of(inline.children, nested(style, UNCLEAR), lang, notes, rtl=rtl)
        case Foreign():
            return runs_of(inline.children, nested(style, FOREIGN), inline.lang, notes, rtl=rtl)
        case Note():
            return notes.reference(inline, lang) if notes else ""
        case Milestone(kind):
            return node("w:r", {}, run_properties(style), node("w:br")) if kind == "line" else ""
        case _:
            assert_never(inline)


def text_runs(text: str, style: str = "", lang: str | None = None, *, rtl: bool) -> str:
    """A text as runs, a new one where its direction changes."""
    if not (rtl or needs_order(text)):
        return text_run(text, style, lang)
    parts = directional_runs(text, rtl=rtl)
    return "".join(text_run(piece, style, lang, rtl=turned) for piece, turned in parts)


def text_run(text: str, style: str = "", lang: str | None = None, *, rtl: bool = False) -> str:
    """A text as one run, in one direction."""
    properties = run_properties(style, lang, rtl=rtl) if style or lang or rtl else ""
    return run(content_of(text), properties)


def content_of(text: str) -> str:
    """Text as XML content, without the characters that XML forbids."""
    return text if AS_IT_IS.fullmatch(text) else escaped(clean(text))


@cache
def run_properties(style: str, lang: str | None = None, *, rtl: bool = False) -> str:
    """The properties of a run, in the order of the schema."""
    shown = val("w:rStyle", style) if style else "", node("w:rtl") if rtl else ""
    return node("w:rPr", {}, *shown, language(lang) if lang else "") if style or lang or rtl else ""
