"""The lists in front of the text: participants, and contents. Each entry leads to its place."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, evolve, field

from docconv.formats.pdf.fonts import Fonts
from docconv.formats.pdf.lines import Paragraph, Span
from docconv.formats.pdf.styles import Sheet
from docconv.formats.pdf.tags import Element
from docconv.model import Resolved, Speaker
from docconv.themes.model import FontStyle, ParagraphStyle
from docconv.themes.terms import Term, term
from docconv.walk import turns

STEP = 14.0  # points that an entry stands further in for each level
ROOM = 40.0  # points at the end of an entry for the number of a page
DEEPEST = 3


@define
class Lists:
    """Collects the paragraphs of the lists, and the structure elements that they are."""

    sheet: Sheet
    fonts: Fonts
    lang: str
    paragraphs: list[Paragraph] = field(factory=list)
    elements: list[Element] = field(factory=list)

    def participants(self, root: Element, document: Resolved, openings: dict[str, Paragraph]) -> None:
        """Everybody who speaks: name and office, and where they speak first."""
        first: dict[str, Paragraph] = {}
        for turn in turns(document):
            for speaker in turn.speakers:
                first.setdefault(speaker.id, openings[turn.id])
        listed = [speaker for speaker in document.speakers if speaker.id in first and shown_name(speaker)]
        if listed:
            entries = [(1, shown_name(one), one.role or "", first[one.id]) for one in listed]
            self._list(root.child("Participants"), "participants", entries)

    def contents(self, root: Element, paragraphs: Iterable[Paragraph]) -> None:
        """The headings, down to the third level."""
        entries = [
            (*one.outline, "", one)
            for one in paragraphs
            if one.outline is not None and 1 <= one.outline[0] <= DEEPEST and not one.counted
        ]
        if entries:
            self._list(root.child("TOC"), "contents", entries)

    def _list(self, top: Element, name: Term, entries: list[tuple[int, str, str, Paragraph]]) -> None:
        """The caption of a list and its entries: level, text, what else is said, the place."""
        self.elements.append(top)
        styles = self.sheet.theme.styles
        caption = evolve(styles.heading3, after=styles.contents.leading / 3)
        self._entry(caption, [(term(name, self.lang), caption.font, top.child("Caption"))])
        for level, text, more, target in entries:
            style = evolve(styles.contents, indent=(level - 1) * STEP, narrow=ROOM)
            link = top.child("TOCI").child("Link")
            parts: list[tuple[str, FontStyle, Element]] = [(" ".join(text.split()), style.font, link)]
            if more:
                parts.append((f", {more}", "sans-italic" if style.font == "sans" else "italic", link))
            self._entry(style, parts, target)

    def _entry(
        self,
        style: ParagraphStyle,
        parts: list[tuple[str, FontStyle, Element]],
        target: Paragraph | None = None,
    ) -> None:
        """A paragraph of a list, which is as wide as all columns."""
        spans = [Span(self.fonts.drawable(text, font), font, element) for text, font, element in parts]
        self.paragraphs.append(Paragraph(style, spans, spanning=True, counted=False, target=target))


def shown_name(speaker: Speaker) -> str:
    """The name of a speaker, else the first label."""
    return speaker.name or next(iter(speaker.aliases), "")
