"""Document to PDF: tagged for PDF/UA-1, archivable as PDF/A-3a, with the TEI attached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path, PurePath
from typing import Literal

from attrs import define, evolve, field, frozen
from typing_extensions import assert_never

from docconv.formats.pdf import styles
from docconv.formats.pdf.catalog import Facts, finish
from docconv.formats.pdf.fonts import Fonts, Style
from docconv.formats.pdf.layout import lay_out, outline_of
from docconv.formats.pdf.lines import Paragraph, Span
from docconv.formats.pdf.objects import Objects
from docconv.formats.pdf.painting import Painter
from docconv.formats.pdf.styles import PAGES, ParagraphStyle
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
ITALIC: dict[Style, Style] = {"text": "italic", "italic": "text", "bold": "bold-italic", "bold-italic": "bold", "sans": "sans-italic"}
BOLD: dict[Style, Style] = {"text": "bold", "italic": "bold-italic", "sans": "sans-bold"}
RETOLD = re.compile("[\u0590-\u08ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufdff\ufe70-\ufefc\uff00-\uffef\U00010800-\U0003ffff]|\\S{40}")


@frozen(kw_only=True)
class Options:
    """`page`: the paper. `font`: a TrueType file to set the text in. `created`: the date that the file bears."""

    page: Literal["A4", "Letter"] = "A4"
    font: str | None = None
    created: datetime | None = None


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as PDF; a notice for each character that no font has."""
    objects = Objects()
    objects.reserve()  # the page tree, which every page names as its parent
    fonts = Fonts(objects.document, Path(options.font) if options.font else None)
    writer = _Writer(fonts)
    root = _document(writer, document)
    page = PAGES[options.page]
    pages = lay_out(writer.paragraphs, page, fonts)
    head = running_head(document)
    numbers, marked = [], []
    for number, placed in enumerate(pages):
        painter = Painter(fonts, page, number)
        painter.lines(placed)
        painter.furniture(head, len(pages))
        numbers.append(_page(objects, painter, number))
        marked.append(painter.marked)
    tree = write_tree(objects, root, numbers, marked)
    name = PurePath(document.metadata.source or "transcript").stem + ".xml"
    facts = Facts(
        title=catalogue_title(document),
        lang=document.metadata.lang,
        created=options.created,
        attachment=(name, edition(document, created=options.created)),
    )
    data = finish(objects, facts, tree=tree, pages=numbers, outline=outline_of(pages))
    return data, tuple(_missing(char) for char in sorted(writer.missing))


def _page(objects: Objects, painter: Painter, number: int) -> int:
    """A page object; returns its number."""
    content = objects.stream(b"", painter.stream())
    size = b"/MediaBox [0 0 %g %g]" % (painter.page.width, painter.page.height)
    entries = b"/Parent %d 0 R %s /Resources %s /Contents %d 0 R /StructParents %d /Tabs /S"
    parent = objects.number_of("docconv0")
    return objects.add(b"<< /Type /Page " + entries % (parent, size, objects.font_resources(), content, number) + b" >>")


def _missing(char: str) -> Notice:
    message = f"no font has U+{ord(char):04X}; it is drawn as a replacement and told as it is"
    return Notice("not-written", message, rule="font-coverage", remedy="give a font that has it: -O pdf.font=FILE")


def _document(writer: _Writer, document: Resolved) -> Element:
    """The structure of the whole document; its paragraphs go to the writer."""
    root = Element("Document", attached=True)
    title = printed_title(document)
    if title:
        writer.paragraph(root.child("H1"), styles.TITLE, title, outline=0)
    writer.blocks(root, document.body, 1)
    if not writer.paragraphs:
        writer.paragraph(root.child("P"), styles.SPEECH, ())
    return root


@define
class _Writer:
    """Collects the paragraphs to set, with the structure elements that they are."""

    fonts: Fonts
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
                self.blocks(section, block.blocks, level + 1)
            case Turn():
                self.turn(parent, block)
            case Narrative():
                self.paragraph(parent.child("Narrative"), styles.NARRATIVE, block.children)
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
        for number, part in enumerate(parts):
            match part:
                case TurnParagraph():
                    style = styles.SPEECH if number == 0 else styles.CONTINUATION
                    self.paragraph(speech.child("P"), style, part.children, label=turn.label if number == 0 else None)
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
        before = len(self.missing)
        if label is not None:
            self.text(paragraph, label, "bold", element.inline("Speaker"))
            self.text(paragraph, f"{DELIMITER} ", "bold", element)
        self.inlines(paragraph, inlines, style.font, element)
        text = paragraph.text()
        replaced = len(self.missing) > before or any(char in text for char in self.missing)
        if replaced or RETOLD.search(text):
            element.actual = text
        if replaced:
            paragraph.spans = [self._drawable(span) for span in paragraph.spans]
        if outline is not None:
            paragraph.outline = (outline, text)
        self.paragraphs.append(paragraph)

    def inlines(self, paragraph: Paragraph, inlines: Iterable[Inline[Speaker]], font: Style, element: Element) -> None:
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
                self.inlines(paragraph, inline.children, ITALIC.get(font, font), element.inline("StageInline"))
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
            self.missing.update(char for char in set(text) if self.fonts.missing(char, font))
            paragraph.spans.append(Span(text, font, element))

    def _drawable(self, span: Span) -> Span:
        """A span with a stand-in for each character that no font has."""
        stand_in = self.fonts.stand_in(span.font)
        return evolve(span, text="".join(stand_in if char in self.missing else char for char in span.text))


