"""Document to PDF: tagged for PDF/UA-1, archivable as PDF/A-3a, with the TEI attached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path, PurePath
from typing import Literal, assert_never

from attrs import define, evolve, field, frozen

from docconv.formats.pdf.catalog import Facts, finish
from docconv.formats.pdf.fonts import Fonts
from docconv.formats.pdf.hyphenation import Hyphenator, hyphenator
from docconv.formats.pdf.layout import lay_out
from docconv.formats.pdf.lines import Paragraph, Span
from docconv.formats.pdf.lists import Lists
from docconv.formats.pdf.pages import write_pages
from docconv.formats.pdf.styles import Sheet, sheet
from docconv.formats.pdf.tags import Element
from docconv.model import (
    Attribution,
    Block,
    Boilerplate,
    Break,
    Emphasis,
    Foreign,
    Gap,
    Inline,
    Narrative,
    Resolved,
    Said,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
    TurnBlock,
    Unclear,
)
from docconv.model import Paragraph as TurnParagraph
from docconv.notices import Notice
from docconv.tei.edition import edition
from docconv.themes import theme
from docconv.themes.model import FontStyle, Look, ParagraphStyle
from docconv.walk import catalogue_title, printed_title, running_head

DEEPEST = 6
ITALIC: dict[FontStyle, FontStyle] = {
    "text": "italic",
    "italic": "text",
    "bold": "bold-italic",
    "bold-italic": "bold",
    "sans": "sans-italic",
    "sans-italic": "sans",
}
BOLD: dict[FontStyle, FontStyle] = {"text": "bold", "italic": "bold-italic", "sans": "sans-bold"}
GARBLED = re.compile(
    "[\u00ad\u0300-\u036f\u0590-\u109f\u1100-\u11ff\u135d-\u135f\u1780-\u17ff\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u2e80-\uabff\uf900-\uffef\U00010800-\U0010ffff]"
)


@frozen(kw_only=True)
class Options(Look):
    """`font`: a TrueType file to set the text in. `outline`: what the outline lists: sections, or also every
    turn under its label. `created`: the date of the file.
    """

    font: str | None = None
    outline: Literal["sections", "speakers"] = "sections"
    created: datetime | None = None


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as PDF; a notice for each character that no font has."""
    look = theme(options.theme)
    fonts = Fonts(Path(options.font) if options.font else None)
    writer = _Writer(fonts, sheet(look, options.page(look.page)), options, document.metadata.lang)
    root = _document(writer, document)
    laid_out = lay_out(writer.paragraphs, writer.sheet.page, fonts)
    pages = write_pages(laid_out, fonts, writer.sheet, running_head(document))
    name = PurePath(document.metadata.source or "transcript").stem + ".xml"
    facts = Facts(
        title=catalogue_title(document),
        lang=document.metadata.lang,
        created=options.created,
        attachment=(name, edition(document, created=options.created)),
    )
    return finish(pages, root, facts), tuple(_missing(char) for char in sorted(writer.missing))


def _missing(char: str) -> Notice:
    message = f"no font has U+{ord(char):04X}; it is drawn as a replacement and told as it is"
    remedy = "give a font that has it: -O pdf.font=FILE"
    return Notice("not-written", message, rule="font-coverage", remedy=remedy)


def _document(writer: _Writer, document: Resolved) -> Element:
    """The structure of the whole document; its paragraphs go to the writer."""
    root = Element("Document", attached=True)
    title = writer.sheet.theme.styles.title
    writer.paragraph(root.child("H1"), title, printed_title(document), outline=0)
    writer.paragraphs[0].spanning = True
    place = len(root.kids)
    writer.blocks(root, document.body, 1)
    lists = Lists(writer.sheet, writer.fonts, document.metadata.lang)
    if writer.sheet.page.participants:
        lists.participants(root, document, writer.turns)
    if writer.sheet.page.contents:
        lists.contents(root, writer.paragraphs)
    writer.paragraphs[1:1] = lists.paragraphs
    added = len(lists.elements)
    root.kids[place:] = [*root.kids[len(root.kids) - added :], *root.kids[place : len(root.kids) - added]]
    return root


@define
class _Writer:
    """Collects the paragraphs to set, with the structure elements that they are."""

    fonts: Fonts
    sheet: Sheet
    options: Options
    lang: str
    paragraphs: list[Paragraph] = field(factory=list)
    turns: dict[str, Paragraph] = field(factory=dict)
    missing: set[str] = field(factory=set)
    hyphenators: dict[str, Hyphenator | None] = field(factory=dict)

    def blocks(self, parent: Element, blocks: Iterable[Block[Speaker]], level: int) -> None:
        """Blocks in order; `level` is that of the headings among them."""
        for block in blocks:
            self.block(parent, block, level)

    def block(self, parent: Element, block: Block[Speaker], level: int) -> None:
        """One block."""
        styles = self.sheet.theme.styles
        match block:
            case Section():
                section = parent.child("Sect")
                if block.heading is not None:
                    heading = section.child(f"H{min(level + 1, DEEPEST)}")
                    self.paragraph(heading, styles.heading(level), block.heading.children, outline=level)
                self.blocks(section, block.blocks, level + (block.heading is not None))
            case Turn():
                self.turn(parent, block, level)
            case Narrative():
                self.paragraph(parent.child("Narrative"), styles.narrative, block.children)
                if self.paragraphs[-1].text().rstrip().endswith(":"):
                    self.paragraphs[-1].style = self.sheet.introduction
            case Stage():
                self.paragraph(parent.child("Stage"), styles.stage, block.children)
            case Separator():
                self.paragraph(parent.child("Separator"), styles.separator, (Text(block.text),))
            case Boilerplate():
                self.paragraph(parent.child("Boilerplate"), styles.boilerplate, block.children)
            case _:
                assert_never(block)

    def turn(self, parent: Element, turn: Turn[Speaker], level: int) -> None:
        """A `Speech` with its facts; the label stands in its first paragraph."""
        speech = parent.child("Speech", lang=turn.lang or "", title=turn.label or "")
        speech.id = turn.id
        speech.properties = _facts(turn.speakers, turn.attribution)
        parts: tuple[TurnBlock[Speaker], ...] = turn.blocks
        if not parts or (turn.label is not None and isinstance(parts[0], Stage)):
            parts = (TurnParagraph(()), *parts)
        opening = self.sheet.speech if parts[0].children else self.sheet.label
        before, lang = len(self.paragraphs), turn.lang or self.lang
        for number, part in enumerate(parts):
            match part:
                case TurnParagraph():
                    style = self.sheet.continuation if number else opening
                    label = None if number else turn.label
                    self.paragraph(speech.child("P"), style, part.children, label=label, lang=lang)
                case Stage():
                    self.paragraph(speech.child("Stage"), self.sheet.stage, part.children, lang=lang)
                case _:
                    assert_never(part)
        self.turns[turn.id] = self.paragraphs[before]
        if self.options.outline == "speakers" and turn.label is not None:
            self.paragraphs[before].outline = (level, turn.label)

    def paragraph(
        self,
        element: Element,
        style: ParagraphStyle,
        inlines: Iterable[Inline[Speaker]],
        *,
        label: str | None = None,
        outline: int | None = None,
        lang: str | None = None,
    ) -> None:
        """A paragraph to set. What line ends or missing letters would garble is told by its `/ActualText`."""
        paragraph = Paragraph(style, counted=outline is None)
        if style.align == "justify" and self.sheet.page.hyphenate:
            paragraph.hyphenator = self.hyphenator(lang or self.lang)
        if label is not None:
            self.label(paragraph, label, element)
        self.inlines(paragraph, inlines, style.font, element)
        text = paragraph.text()
        if outline is not None:
            paragraph.outline = (outline, text)
        if _garbled(text, style, self.sheet.page.column) or not self.missing.isdisjoint(text):
            paragraph.spans = [self._retold(span) for span in paragraph.spans]
        self.paragraphs.append(paragraph)

    def hyphenator(self, lang: str) -> Hyphenator | None:
        """The hyphenator of a language."""
        if lang not in self.hyphenators:
            self.hyphenators[lang] = hyphenator(lang)
        return self.hyphenators[lang]

    def label(self, paragraph: Paragraph, label: str, element: Element) -> None:
        """A printed label and its delimiter, where the theme puts them."""
        labels = self.sheet.theme.labels
        speaker = element.inline("Speaker")
        shown = label.upper() if labels.case == "capitals" else label
        self.text(paragraph, shown, labels.font, speaker)
        self.text(paragraph, labels.delimiter, labels.font, element)
        for span in paragraph.spans:
            span.colour = labels.colour
        if shown != label:
            speaker.actual = paragraph.spans[0].told = label
        self.text(paragraph, "\n" if labels.position == "own-line" else " ", labels.font, element)
        paragraph.lead = labels.position == "own-line"
        paragraph.hanging = len(paragraph.spans) if labels.position == "hanging" else 0

    def _retold(self, span: Span) -> Span:
        """A span that is told by its `/ActualText`, with a stand-in for each character that no font has."""
        element = span.element.inline("Span")
        element.actual = span.text if span.told is None else span.told
        return evolve(span, text=self.fonts.drawable(span.text, span.font), element=element)

    def inlines(
        self, paragraph: Paragraph, inlines: Iterable[Inline[Speaker]], font: FontStyle, element: Element
    ) -> None:
        """Inlines in order."""
        for inline in inlines:
            self.inline(paragraph, inline, font, element)

    def inline(
        self, paragraph: Paragraph, inline: Inline[Speaker], font: FontStyle, element: Element
    ) -> None:
        """One inline as spans of a structure element."""
        match inline:
            case Text(text):
                self.text(paragraph, text, font, element)
            case Emphasis():
                fonts = BOLD if inline.kind == "bold" else ITALIC
                self.inlines(paragraph, inline.children, fonts.get(font, font), element.inline("Span"))
            case Said():
                quote = element.inline("Quote")
                quote.properties = _facts(inline.speakers, inline.attribution)
                self.inlines(paragraph, inline.children, font, quote)
            case Stage():
                self.inlines(
                    paragraph, inline.children, ITALIC.get(font, font), element.inline("StageInline")
                )
            case Gap(text):
                self.text(paragraph, text, font, element.inline("Span"))
            case Unclear():
                self.inlines(paragraph, inline.children, font, element.inline("Span"))
            case Foreign():
                foreign = element.inline("Span")
                foreign.lang = inline.lang
                self.inlines(paragraph, inline.children, ITALIC.get(font, font), foreign)
            case Break(kind):
                if kind == "line":
                    self.text(paragraph, "\n", font, element)
            case _:
                assert_never(inline)

    def text(self, paragraph: Paragraph, text: str, font: FontStyle, element: Element) -> None:
        """Characters of a structure element; those that no font has are remembered."""
        if text:
            self.missing |= self.fonts.missing(text, font)
            paragraph.spans.append(Span(text, font, element))


def _facts(speakers: tuple[Speaker, ...], attribution: Attribution) -> tuple[tuple[str, str], ...]:
    """Who speaks, and how sure that is where it is not certain."""
    who = [("who", " ".join(f"#{speaker.id}" for speaker in speakers))] if speakers else []
    cert = [("cert", attribution.certainty)] if attribution.certainty != "high" else []
    return (*who, *cert)


def _garbled(text: str, style: ParagraphStyle, measure: float) -> bool:
    """Whether a text cannot be told by its glyphs and the ends of its lines: because of its script, of
    characters that draw nothing, or of a word that may be wider than a line (no letter is wider than high).
    """
    widest = (measure - style.indent - style.narrow - style.first) / style.size
    if max(map(len, text.split()), default=0) > widest:
        return True
    return not text.isascii() and GARBLED.search(text) is not None
