"""Document to PDF: tagged for PDF/UA-1, archivable as PDF/A-3a, with the TEI attached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path, PurePath
from typing import Literal, assert_never

from attrs import define, field, frozen

from docconv.formats.pdf import styles
from docconv.formats.pdf.catalog import Facts, Parts, finish
from docconv.formats.pdf.embedding import write_fonts
from docconv.formats.pdf.faces import Style
from docconv.formats.pdf.fonts import Fonts
from docconv.formats.pdf.layout import Placed, lay_out, outline_of
from docconv.formats.pdf.lines import Paragraph, Span
from docconv.formats.pdf.objects import Objects
from docconv.formats.pdf.painting import Painter
from docconv.formats.pdf.styles import PAGES, Page, ParagraphStyle
from docconv.formats.pdf.tags import Element, write_tree
from docconv.model import (
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
from docconv.walk import catalogue_title, printed_title, running_head

DELIMITER = ":"
DEEPEST = 6
ITALIC: dict[Style, Style] = {
    "text": "italic",
    "italic": "text",
    "bold": "bold-italic",
    "bold-italic": "bold",
    "sans": "sans-italic",
    "sans-italic": "sans",
}
BOLD: dict[Style, Style] = {"text": "bold", "italic": "bold-italic", "sans": "sans-bold"}
GARBLED = re.compile(
    "[\u00ad\u0300-\u036f\u0590-\u109f\u1100-\u11ff\u135d-\u135f\u1780-\u17ff\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u2e80-\uabff\uf900-\uffef\U00010800-\U0010ffff]"
)


@frozen(kw_only=True)
class Options:
    """`page`: the paper. `font`: a TrueType file to set the text in. `created`: the date of the file."""

    page: Literal["A4", "Letter"] = "A4"
    font: str | None = None
    created: datetime | None = None


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as PDF; a notice for each character that no font has."""
    page = PAGES[options.page]
    writer = _Writer(Fonts(Path(options.font) if options.font else None), page)
    root = _document(writer, document)
    laid_out = lay_out(writer.paragraphs, page, writer.fonts)
    objects = Objects()
    page_tree, numbers, marked = _pages(objects, laid_out, writer, running_head(document))
    name = PurePath(document.metadata.source or "transcript").stem + ".xml"
    facts = Facts(
        title=catalogue_title(document),
        lang=document.metadata.lang,
        created=options.created,
        attachment=(name, edition(document, created=options.created)),
    )
    tree = write_tree(objects, root, numbers, marked)
    parts = Parts(tree=tree, page_tree=page_tree, pages=numbers, outline=outline_of(laid_out))
    return finish(objects, facts, parts), tuple(_missing(char) for char in sorted(writer.missing))


def _pages(
    objects: Objects, laid_out: list[list[Placed]], writer: _Writer, head: str
) -> tuple[int, list[int], list[list[Element]]]:
    """All pages: the number of their tree, their own numbers, and the elements marked on each."""
    page_tree, fonts = objects.reserve(), objects.reserve()
    numbers, marked = [], []
    for number, placed in enumerate(laid_out):
        painter = Painter(writer.fonts, writer.page, number)
        painter.lines(placed)
        painter.furniture(head, len(laid_out))
        content = objects.stream(b"", painter.stream())
        entries = b"/Type /Page /Parent %d 0 R /Resources %d 0 R /Contents %d 0 R /StructParents %d /Tabs /S"
        numbers.append(objects.add(b"<< %s >>" % (entries % (page_tree, fonts, content, number))))
        marked.append(painter.marked)
    objects.put(fonts, b"<< /Font << %s >> >>" % write_fonts(objects, writer.fonts.subsets))
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    body = b"<< /Type /Pages /Count %d /MediaBox [0 0 %g %g] /Kids [%s] >>"
    objects.put(page_tree, body % (len(numbers), writer.page.width, writer.page.height, kids))
    return page_tree, numbers, marked


def _missing(char: str) -> Notice:
    message = f"no font has U+{ord(char):04X}; it is drawn as a replacement and told as it is"
    remedy = "give a font that has it: -O pdf.font=FILE"
    return Notice("not-written", message, rule="font-coverage", remedy=remedy)


def _document(writer: _Writer, document: Resolved) -> Element:
    """The structure of the whole document; its paragraphs go to the writer."""
    root = Element("Document", attached=True)
    writer.paragraph(root.child("H1"), styles.TITLE, printed_title(document), outline=0)
    writer.blocks(root, document.body, 1)
    return root


@define
class _Writer:
    """Collects the paragraphs to set, with the structure elements that they are."""

    fonts: Fonts
    page: Page
    paragraphs: list[Paragraph] = field(factory=list)
    missing: set[str] = field(factory=set)

    def blocks(self, parent: Element, blocks: Iterable[Block[Speaker]], level: int) -> None:
        """Blocks in order; `level` is that of the headings among them."""
        for block in blocks:
            self.block(parent, block, level)

    def block(self, parent: Element, block: Block[Speaker], level: int) -> None:
        """One block."""
        match block:
            case Section():
                section = parent.child("Sect")
                if block.heading is not None:
                    heading = section.child(f"H{min(level + 1, DEEPEST)}")
                    self.paragraph(heading, styles.heading(level), block.heading.children, outline=level)
                self.blocks(section, block.blocks, level + (block.heading is not None))
            case Turn():
                self.turn(parent, block)
            case Narrative():
                self.paragraph(parent.child("Narrative"), styles.NARRATIVE, block.children)
                if self.paragraphs[-1].text().rstrip().endswith(":"):
                    self.paragraphs[-1].style = styles.INTRODUCTION
            case Stage():
                self.paragraph(parent.child("Stage"), styles.STAGE, block.children)
            case Separator():
                self.paragraph(parent.child("Separator"), styles.SEPARATOR, (Text(block.text),))
            case Boilerplate():
                self.paragraph(parent.child("Boilerplate"), styles.BOILERPLATE, block.children)
            case _:
                assert_never(block)

    def turn(self, parent: Element, turn: Turn[Speaker]) -> None:
        """A `Speech` with its facts; the label stands in its first paragraph."""
        speech = parent.child("Speech", lang=turn.lang or "", title=turn.label or "")
        speech.id = turn.id
        facts = [("who", " ".join(f"#{speaker.id}" for speaker in turn.speakers))] if turn.speakers else []
        if turn.attribution.certainty != "high":
            facts.append(("cert", turn.attribution.certainty))
        speech.properties = tuple(facts)
        parts: tuple[TurnBlock[Speaker], ...] = turn.blocks
        if not parts or (turn.label is not None and isinstance(parts[0], Stage)):
            parts = (TurnParagraph(()), *parts)
        opening = styles.SPEECH if parts[0].children else styles.LABEL
        for number, part in enumerate(parts):
            match part:
                case TurnParagraph():
                    style = opening if number == 0 else styles.CONTINUATION
                    self.paragraph(
                        speech.child("P"), style, part.children, label=turn.label if number == 0 else None
                    )
                case Stage():
                    self.paragraph(speech.child("Stage"), styles.STAGE, part.children)
                case _:
                    assert_never(part)

    def paragraph(
        self,
        element: Element,
        style: ParagraphStyle,
        inlines: Iterable[Inline[Speaker]],
        *,
        label: str | None = None,
        outline: int | None = None,
    ) -> None:
        """A paragraph to set. What line ends or missing letters would garble is told by its `/ActualText`."""
        paragraph = Paragraph(style)
        if label is not None:
            self.text(paragraph, label, "bold", element.inline("Speaker"))
            self.text(paragraph, f"{DELIMITER} ", "bold", element)
        self.inlines(paragraph, inlines, style.font, element)
        text = paragraph.text()
        if outline is not None:
            paragraph.outline = (outline, text)
        if _garbled(text, style, self.page) or not self.missing.isdisjoint(text):
            paragraph.spans = [self._retold(span) for span in paragraph.spans]
        self.paragraphs.append(paragraph)

    def _retold(self, span: Span) -> Span:
        """A span that is told by its `/ActualText`, with a stand-in for each character that no font has."""
        element = span.element.inline("Span")
        element.actual = span.text
        return Span(self.fonts.drawable(span.text, span.font), span.font, element)

    def inlines(
        self, paragraph: Paragraph, inlines: Iterable[Inline[Speaker]], font: Style, element: Element
    ) -> None:
        """Inlines in order."""
        for inline in inlines:
            self.inline(paragraph, inline, font, element)

    def inline(self, paragraph: Paragraph, inline: Inline[Speaker], font: Style, element: Element) -> None:
        """One inline as spans of a structure element."""
        match inline:
            case Text(text):
                self.text(paragraph, text, font, element)
            case Emphasis():
                fonts = BOLD if inline.kind == "bold" else ITALIC
                self.inlines(paragraph, inline.children, fonts.get(font, font), element.inline("Span"))
            case Said():
                quote = element.inline("Quote")
                if inline.speakers:
                    quote.properties = (("who", " ".join(f"#{speaker.id}" for speaker in inline.speakers)),)
                if inline.attribution.certainty != "high":
                    quote.properties += (("cert", inline.attribution.certainty),)
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

    def text(self, paragraph: Paragraph, text: str, font: Style, element: Element) -> None:
        """Characters of a structure element; those that no font has are remembered."""
        if text:
            self.missing |= self.fonts.missing(text, font)
            paragraph.spans.append(Span(text, font, element))


def _garbled(text: str, style: ParagraphStyle, page: Page) -> bool:
    """Whether a text cannot be told by its glyphs and the ends of its lines: because of its script, of
    characters that draw nothing, or of a word that may be wider than a line (no letter is wider than high).
    """
    widest = (page.measure - style.indent - style.narrow - style.first) / style.size
    if max(map(len, text.split()), default=0) > widest:
        return True
    return not text.isascii() and GARBLED.search(text) is not None
