"""Inlines as runs, each with its style, its language and its direction."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import assert_never

from attrs import define

from docconv.bidi import directional_runs, needs_order
from docconv.formats.docx.names import EMPHASIS, FOREIGN, GAP, SAID, STAGE_INLINE, UNCLEAR, nested
from docconv.formats.docx.styles import attribute
from docconv.model import Emphasis, Foreign, Gap, Inline, Milestone, Said, Speaker, Stage, Text, Unclear
from docconv.tei.names import FORBIDDEN, REPLACEMENT


@define
class Runs:
    """Writes runs. `rtl` is the direction of the paragraph in which they stand, `replaced` counts characters
    that XML cannot carry.
    """

    rtl: bool = False
    replaced: int = 0

    def inline(self, inline: Inline[Speaker], style: str, lang: str | None) -> str:
        """One inline as runs. A run has one character style: of nested ones the inner, but nothing takes
        words from a quotation or a stage direction.
        """
        match inline:
            case Text(text):
                return self.text(text, style, lang)
            case Emphasis():
                return self.inside(inline.children, style, EMPHASIS[inline.kind], lang)
            case Said():
                return self.inside(inline.children, style, SAID, lang)
            case Stage():
                return self.inside(inline.children, style, STAGE_INLINE, lang)
            case Gap(text):
                return self.text(text, nested(style, GAP), lang)
            case Unclear():
                return self.inside(inline.children, style, UNCLEAR, lang)
            case Foreign():
                return self.inside(inline.children, style, FOREIGN, inline.lang)
            case Milestone(kind):
                return f"<w:r>{run_properties(style)}<w:br/></w:r>" if kind == "line" else ""
            case _:
                assert_never(inline)

    def inside(self, inlines: Iterable[Inline[Speaker]], outer: str, inner: str, lang: str | None) -> str:
        """The children of an inline in their style."""
        style = nested(outer, inner)
        return "".join(self.inline(inline, style, lang) for inline in inlines)

    def text(self, text: str, style: str, lang: str | None = None) -> str:
        """A text as runs, a new one where its direction changes."""
        if not (self.rtl or needs_order(text)):
            return self.run(text, style, lang)
        return "".join(
            self.run(part, style, lang, rtl=rtl) for part, rtl in directional_runs(text, rtl=self.rtl)
        )

    def run(self, text: str, style: str, lang: str | None = None, *, rtl: bool = False) -> str:
        """A run."""
        properties = run_properties(style, lang, rtl=rtl)
        return f'<w:r>{properties}<w:t xml:space="preserve">{self.clean(text)}</w:t></w:r>'

    def clean(self, text: str) -> str:
        """Text as XML content, without the characters that XML forbids."""
        if FORBIDDEN.search(text):
            text, count = FORBIDDEN.subn(REPLACEMENT, text)
            self.replaced += count
        return escape(text, quote=False)


def run_properties(style: str, lang: str | None = None, *, rtl: bool = False) -> str:
    """The properties of a run, in the order of the schema."""
    if not (style or lang or rtl):
        return ""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if rtl:
        properties += "<w:rtl/>"
    if lang:
        tag = attribute(lang)
        properties += f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'
    return f"<w:rPr>{properties}</w:rPr>"
