"""Inlines as runs, each with its style, its language and its direction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import assert_never

from attrs import define

from docconv.bidi import directional_runs, needs_order
from docconv.formats.docx.names import EMPHASIS, FOREIGN, GAP, SAID, STAGE_INLINE, UNCLEAR, nested
from docconv.formats.docx.xml import escaped, language, node, run, val
from docconv.model import Emphasis, Foreign, Gap, Inline, Milestone, Said, Speaker, Stage, Text, Unclear
from docconv.tei.names import clean

AS_IT_IS = re.compile("[\t\n\u0020-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""Text in which nothing is forbidden and nothing to be escaped, as most texts are."""


@define
class Runs:
    """Writes runs; `rtl` is always the direction of their paragraph."""

    def inline(self, inline: Inline[Speaker], style: str, lang: str | None, *, rtl: bool) -> str:
        """One inline as runs. A run has one character style: of nested ones the inner, but nothing takes
        words from a quotation or a stage direction.
        """
        match inline:
            case Text(text):
                return self.text(text, style, lang, rtl=rtl)
            case Emphasis():
                return self.within(EMPHASIS[inline.kind], inline.children, style, lang, rtl=rtl)
            case Said():
                return self.within(SAID, inline.children, style, lang, rtl=rtl)
            case Stage():
                return self.within(STAGE_INLINE, inline.children, style, lang, rtl=rtl)
            case Gap(text):
                return self.text(text, nested(style, GAP), lang, rtl=rtl)
            case Unclear():
                return self.within(UNCLEAR, inline.children, style, lang, rtl=rtl)
            case Foreign():
                return self.within(FOREIGN, inline.children, style, inline.lang, rtl=rtl)
            case Milestone(kind):
                return node("w:r", {}, run_properties(style), node("w:br")) if kind == "line" else ""
            case _:
                assert_never(inline)

    def within(
        self, inner: str, inlines: Iterable[Inline[Speaker]], outer: str, lang: str | None, *, rtl: bool
    ) -> str:
        """The children of an inline in its style."""
        style = nested(outer, inner)
        return "".join(self.inline(inline, style, lang, rtl=rtl) for inline in inlines)

    def text(self, text: str, style: str, lang: str | None = None, *, rtl: bool) -> str:
        """A text as runs, a new one where its direction changes."""
        if not (rtl or needs_order(text)):
            return self.run(text, style, lang)
        parts = directional_runs(text, rtl=rtl)
        return "".join(self.run(piece, style, lang, rtl=turned) for piece, turned in parts)

    def run(self, text: str, style: str, lang: str | None = None, *, rtl: bool = False) -> str:
        """A run in one direction."""
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
