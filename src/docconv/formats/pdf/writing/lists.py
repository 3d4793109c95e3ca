"""The lists in front of the text: participants, and contents. Each entry leads to its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from attrs import define, evolve

from docconv.formats.pdf.fonts.fonts import DocumentFonts
from docconv.formats.pdf.syntax.structure_tree import StructureElement
from docconv.formats.pdf.typesetting.lines import LayoutParagraph, TaggedSpan
from docconv.formats.pdf.writing.styles import StyleSheet
from docconv.model import Block, Resolved, Section, Speaker
from docconv.themes.model import FontStyle, ParagraphStyle
from docconv.themes.terms import Term, term
from docconv.walk import is_play, numbered, participants, text_of

STEP = 14.0  # points that an entry is indented for each level
ROOM = 40.0  # points at the end of an entry for the number of a page
DEEPEST = 3

TaggedText: TypeAlias = tuple[str, FontStyle, StructureElement]
Entry: TypeAlias = tuple[int, str, str, str]
"""Level from 1, text, what else is said, and the anchor that it leads to."""


def heading_anchor(number: int) -> str:
    """The anchor of the heading of a number from 1; no turn has such an id."""
    return f"h{number}"


@define(eq=False, repr=False)
class TaggedFrontMatter:
    """Makes the paragraphs of the lists, with the structure elements that they are."""

    sheet: StyleSheet
    fonts: DocumentFonts
    lang: str
    put: Callable[[LayoutParagraph], None]

    def participants(self, root: StructureElement, document: Resolved) -> None:
        """Everybody who speaks: name and office, and where they speak first."""
        entries = [(1, numbered(*entry[:2]), *entry[2:]) for entry in participants(document)]
        self._list(root, "Participants", "cast" if is_play(document) else "participants", entries)

    def contents(self, root: StructureElement, document: Resolved) -> None:
        """The headings, down to the third level."""
        headings = enumerate(_headings(document.body, 1), 1)
        entries = [(*one, "", heading_anchor(number)) for number, one in headings if one[0] <= DEEPEST]
        self._list(root, "TOC", "contents", entries)

    def _list(self, root: StructureElement, tag: str, name: Term, entries: list[Entry]) -> None:
        """A caption and its entries, if there are any."""
        if not entries:
            return
        top, styles = root.child(tag), self.sheet.theme.styles
        caption = evolve(styles.heading3, space_after=styles.contents.leading / 3)
        self._put(caption, [(term(name, self.lang), caption.font, top.child("Caption"))])
        for number, (level, text, more, target) in enumerate(entries, 1):
            after = styles.contents.leading if number == len(entries) else 0
            style = evolve(styles.contents, indent=(level - 1) * STEP, indent_end=ROOM, space_after=after)
            link = top.child("TOCI").child("Link")
            parts: list[TaggedText] = [(text, style.font, link)]
            if more:
                parts.append((f", {more}", "sans-italic" if style.font == "sans" else "italic", link))
            self._put(style, parts, target)

    def _put(self, style: ParagraphStyle, parts: list[TaggedText], target: str = "") -> None:
        """A paragraph of a list, which is as wide as all columns."""
        spans = [self._span(*part) for part in parts]
        self.put(LayoutParagraph(style, spans, spanning=True, counted=False, target=target))

    def _span(self, text: str, font: FontStyle, element: StructureElement) -> TaggedSpan:
        """Text; what is not ASCII has an actual text, whatever its glyphs are."""
        text = " ".join(text.split()) if text[0] != "," else text
        if not text.isascii():
            element = element.inline("Span")
            element.actual_text = text
        return TaggedSpan(self.fonts.drawable(text, font), font, element)


def _headings(blocks: Iterable[Block[Speaker]], level: int) -> Iterator[tuple[int, str]]:
    """Level and text of all headings, in order."""
    for block in blocks:
        if isinstance(block, Section):
            if block.heading is not None:
                yield level, text_of(block.heading.children)
            yield from _headings(block.blocks, level + (block.heading is not None))
