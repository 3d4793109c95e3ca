"""Document to PDF: tagged for PDF/UA-1, archivable as PDF/A-3a, with the TEI attached."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import PurePath
from typing import Literal, TypeAlias, assert_never

from attrs import define, evolve, field, frozen

from docconv import model as m
from docconv.bidi import is_rtl_language, needs_order
from docconv.formats.pdf.fonts.fonts import UNITS, DocumentFonts
from docconv.formats.pdf.fonts.shaping import needs_shaping
from docconv.formats.pdf.syntax.objects import Objects
from docconv.formats.pdf.syntax.structure_tree import StructureElement
from docconv.formats.pdf.typesetting.breaking import GAP
from docconv.formats.pdf.typesetting.hyphenation import Divider, divider
from docconv.formats.pdf.typesetting.layout import Flow
from docconv.formats.pdf.typesetting.lines import LayoutParagraph, MarginTime, TaggedSpan
from docconv.formats.pdf.writing.catalog import DocumentInfo, attach, finish
from docconv.formats.pdf.writing.lists import TaggedFrontMatter, heading_anchor
from docconv.formats.pdf.writing.missing import Lost, not_drawn
from docconv.formats.pdf.writing.pages import Pages, running_heads
from docconv.formats.pdf.writing.styles import StyleSheet, style_sheet
from docconv.limits import counted
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.tei.writing.edition import edition
from docconv.tei.writing.replaced import replaced
from docconv.themes import theme_and_page
from docconv.themes.families import family
from docconv.themes.model import FontStyle, ParagraphStyle, StyleOptions, as_verse
from docconv.themes.picture import picture
from docconv.themes.terms import before_words
from docconv.walk import (
    ACTS,
    SharedLine,
    begin_of,
    catalogue_title,
    doubt,
    has_bare_label,
    leads_to_speech,
    opens_bare,
    printed_title,
    timing_of,
)
from docconv.wellformed.addresses import address_of, moment

Inlines: TypeAlias = Sequence[m.Inline[m.Speaker]]
DEEPEST = 6
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ITALIC: dict[FontStyle, FontStyle] = {
    "text": "italic",
    "italic": "text",
    "bold": "bold-italic",
    "bold-italic": "bold",
    "sans": "sans-italic",
    "sans-italic": "sans",
}
BOLD: dict[FontStyle, FontStyle] = {"text": "bold", "italic": "bold-italic", "sans": "sans-bold"}
GARBLED = regex(
    "[\u00ad\u0300-\u036f\u0590-\u109f\u1100-\u11ff\u135d-\u135f\u1780-\u18af\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u2e80-\uabff\uf900-\uffef\ufff9-\ufffb\U00010800-\U0010ffff]"
)


@frozen(kw_only=True)
class Options(StyleOptions):
    """`font`: the family to set the text in, by name or as a TrueType file. `outline`: what the outline
    lists: sections, or also every turn under its label. `notes`: whether footnotes say where it is not
    certain who speaks, and why. `created`: the date of the file.
    """

    font: str | None = None
    outline: Literal["sections", "speakers"] = "sections"
    notes: bool = False
    created: datetime | None = None


def write(document: m.Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as PDF; a notice for each character that no font has and each outdated key of a theme."""
    with _no_collection():
        return _written(document, options)


def _written(document: m.Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """The file and its notices."""
    info = DocumentInfo(
        title=catalogue_title(document),
        metadata=document.metadata,
        created=options.created,
        attachment=PurePath(document.metadata.source or "transcript").stem + ".xml",
    )
    objects = Objects()
    attached, changed = _attached(objects, info, document, options)
    theme, page, outdated = theme_and_page(options, document.metadata.lang)
    fonts = DocumentFonts(family(options.font or theme.fonts.text), family(theme.fonts.sans), info.lang)
    rtl = is_rtl_language(document.metadata.lang)
    pages = Pages(objects, fonts, style_sheet(theme, page, rtl=rtl))
    flow = Flow(pages.sheet.page, fonts, pages.paint, rtl=rtl, body=theme.styles.speech)
    root = StructureElement("Document", attached=True)
    if theme.logo is not None:
        flow.lower(pages.head_with(picture(theme.logo, page), root.child("Figure")))
    media = address_of(document.metadata.media or "") or ""
    names = frozenset(_names(document.speakers))
    writer = _Writer(fonts, pages.sheet, options, document.metadata.lang, flow.add, media, names)
    _document(writer, root, document)
    flow.finish()
    pages.write(running_heads(document, page, flow), flow.places)
    missing = (not_drawn(char, writer.missing[char]) for char in sorted(writer.missing))
    notices = (*outdated, *missing, *changed)
    return finish(pages, root, flow.outline, info, attached), notices


def _attached(
    objects: Objects, info: DocumentInfo, document: m.Resolved, options: Options
) -> tuple[int, tuple[Notice, ...]]:
    """The TEI in the file, which is too long to be kept, and what is said of its characters."""
    tei = edition(document, created=options.created)
    return attach(objects, info, tei), replaced(document, tei)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Garbage is not looked for meanwhile: nothing becomes garbage but what reference counts free, and
    to look at all elements time and again takes a tenth of the whole.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _document(writer: _Writer, root: StructureElement, document: m.Resolved) -> None:
    """The structure of the whole document; its paragraphs are set as they come."""
    root.properties = (("delimiter", writer.sheet.theme.labels.delimiter),)
    page = writer.sheet.page
    title = LayoutParagraph(writer.sheet.theme.styles.title, counted=page.frame, spanning=True)
    writer.fill(title, root.child("H1"), printed_title(document))
    title.outline = (0, title.text())
    writer.put(title)
    lists = TaggedFrontMatter(writer.sheet, writer.fonts, document.metadata.lang, writer.put)
    if page.participants:
        lists.participants(root, document)
    if page.contents:
        lists.contents(root, document)
    writer.act_pages = page.act_pages
    writer.blocks(root, counted("write: pdf", document.body), 1)


@define(eq=False, repr=False)
class _Writer:
    """Makes the paragraphs to set, with the structure elements that they are, and gives them to `put`.

    - `fonts`, `sheet`, `options`, `lang`: of the document.
    - `put`: sets a paragraph.
    - `media`: the address of the recording, empty where there is none.
    - `names`: the words of the names of speakers, in small letters.
    - `dividers`: of words, by language.
    - `missing`: the characters that no font has.
    - `span`, `turn_id`: where the writer is in the source and in the document.
    - `shared`: the line of verse that several speakers share.
    - `act_pages`, `opens`: whether acts, and whether the next paragraph begins on a new page.
    - `headings`, `notes`: how many there are so far.
    """

    fonts: DocumentFonts
    sheet: StyleSheet
    options: Options
    lang: str
    put: Callable[[LayoutParagraph], None]
    media: str = ""
    names: frozenset[str] = frozenset()
    dividers: dict[str, Divider | None] = field(factory=dict)
    missing: dict[str, Lost] = field(factory=dict)
    span: m.Span | None = None
    turn_id: str = ""
    shared: SharedLine = field(factory=SharedLine)
    act_pages: bool = False
    opens: bool = False
    headings: int = 0
    notes: int = 0

    def blocks(self, parent: StructureElement, blocks: Iterable[m.Block[m.Speaker]], level: int) -> None:
        """Blocks in order; `level` is that of the headings among them."""
        for block in blocks:
            self.block(parent, block, level)

    def block(self, parent: StructureElement, block: m.Block[m.Speaker], level: int) -> None:
        """One block."""
        self.span = None if isinstance(block, m.Section) else block.span
        self.turn_id = block.id if isinstance(block, m.Turn) else ""
        styles = self.sheet.theme.styles
        match block:
            case m.Section():
                section = parent.child("Sect")
                self.opens = self.opens or (self.act_pages and block.kind in ACTS)
                if block.heading is not None:
                    self.heading(section, block.heading, level)
                self.blocks(section, block.blocks, level + (block.heading is not None))
            case m.Turn():
                self.turn(parent, block, level)
            case m.Narrative():
                leads = leads_to_speech(block)
                paragraph = LayoutParagraph(self.sheet.introduction if leads else styles.narrative)
                self.verse(paragraph, block, styles.narrative)
                self.fill(paragraph, parent.child("Narrative"), block.children)
                self.set(paragraph)
            case m.CastItem():
                self.paragraph(styles.cast, parent.child("CastItem"), block.children)
            case m.Stage():
                self.paragraph(self.sheet.stage, parent.child("Stage"), block.children)
            case m.Separator():
                self.paragraph(styles.separator, parent.child("Separator"), (m.Text(block.text),))
            case m.Boilerplate():
                self.paragraph(styles.boilerplate, parent.child("Boilerplate"), block.children)
            case _:
                assert_never(block)

    def heading(self, section: StructureElement, heading: m.Heading[m.Speaker], level: int) -> None:
        """A heading, which the outline and the table of contents lead to."""
        self.headings += 1
        self.span = heading.span
        style = self.sheet.theme.styles.heading(level)
        paragraph = LayoutParagraph(style, counted=self.sheet.page.frame)
        paragraph.anchor = heading_anchor(self.headings)
        self.fill(paragraph, section.child(f"H{min(level + 1, DEEPEST)}"), heading.children)
        paragraph.outline = (level, paragraph.text())
        paragraph.section = paragraph.text() if level == 1 else ""
        self.set(paragraph)

    def set(self, paragraph: LayoutParagraph) -> None:
        """Set a paragraph of the text, on a new page where it opens one."""
        paragraph.new_page, self.opens = self.opens, False
        self.put(paragraph)

    def turn(self, parent: StructureElement, turn: m.Turn[m.Speaker], level: int) -> None:
        """A `Speech` with its properties; the label is in its first paragraph."""
        speech = parent.child("Speech", lang=turn.lang or "", title=turn.label or "")
        speech.id = turn.id
        speech.properties = _user_properties(turn.speakers, turn.attribution)
        parts: tuple[m.TurnBlock[m.Speaker], ...] = turn.blocks
        if has_bare_label(turn):
            parts = (m.Paragraph(()), *parts)
        before, continued = self.sheet.speech, self.continued(turn)
        for number, part in enumerate(parts):
            self.span = part.span or turn.span
            match part:
                case m.Paragraph():
                    before = self.style(parts, number, before)
                    paragraph, tag = LayoutParagraph(before), "P"
                    self.verse(paragraph, part, self.sheet.resumed if number else before)
                case m.Stage():
                    paragraph, tag = LayoutParagraph(self.sheet.stage), "Stage"
                case _:
                    assert_never(part)
            element = speech.child(tag)
            if number == 0:
                self.note(parent, paragraph, turn)
                self.opening(paragraph, element, turn, level)
            paragraph.follows = number > 0
            paragraph.continued, paragraph.continued_above = continued
            self.fill(paragraph, element, part.children, turn.lang)
            self.set(paragraph)

    def verse(
        self,
        paragraph: LayoutParagraph,
        part: m.Paragraph[m.Speaker] | m.Narrative[m.Speaker],
        style: ParagraphStyle,
    ) -> None:
        """Set a line of verse as one, on from where the speaker before has left a shared one."""
        before = self.shared.before(part)
        if part.verse is None:
            return
        paragraph.style, paragraph.verse = as_verse(style), True
        if before:
            paragraph.shared = self.fonts.width(f"{before} ", style.font) * style.size / UNITS

    def continued(self, turn: m.Turn[m.Speaker]) -> tuple[str, bool]:
        """What is at the head of a page on which a turn goes on, and whether it takes a line."""
        labels = self.sheet.theme.labels
        if not labels.continued or turn.label is None:
            return "", False
        text = f"{turn.label.upper() if labels.case == 'capitals' else turn.label} {labels.continued}"
        style = self.sheet.theme.styles.speech
        width = self.fonts.width(text, labels.font) * style.size / UNITS
        return text, labels.position != "hanging" or width > labels.width - GAP

    def style(
        self, parts: tuple[m.TurnBlock[m.Speaker], ...], number: int, before: ParagraphStyle
    ) -> ParagraphStyle:
        """The style of a paragraph of a turn; `before` is that of the one before it."""
        if number == 0:
            return self.sheet.label if opens_bare(parts) else self.sheet.speech
        return self.sheet.resumed if before is self.sheet.label else self.sheet.continuation

    def opening(
        self, paragraph: LayoutParagraph, element: StructureElement, turn: m.Turn[m.Speaker], level: int
    ) -> None:
        """What the first paragraph of a turn has beside its words."""
        paragraph.anchor = turn.id
        paragraph.time = self.time(turn, element) if self.sheet.page.times != "none" else None
        if turn.label is not None:
            self.label(paragraph, turn.label, element)
            if self.options.outline == "speakers":
                paragraph.outline = (level, turn.label)

    def time(self, turn: m.Turn[m.Speaker], element: StructureElement) -> MarginTime | None:
        """When a turn begins, with a link to that place in the recording; nothing where nobody knows."""
        timing = timing_of(turn)
        if timing is None:
            return None
        if not self.media:
            return MarginTime(begin_of(turn))
        return MarginTime(begin_of(turn), f"{self.media}#{moment(timing.begin)}", element.inline("Link"))

    def note(self, parent: StructureElement, paragraph: LayoutParagraph, turn: m.Turn[m.Speaker]) -> None:
        """A footnote where it is not certain who speaks, if they are wanted, and its mark. It comes after
        its turn in the structure, so that the turn has no words that nobody said.
        """
        text = doubt(turn.attribution) if self.options.notes else ""
        if text:
            element, note = self.new_note(parent, paragraph, self.sheet.theme.labels.font)
            element.lang = "en"
            self.text(note, text, note.style.font, element)

    def footnote(self, paragraph: LayoutParagraph, note: m.Note[m.Speaker], around: StructureElement) -> None:
        """A note of the document at the foot, and its mark. It comes after the block in the structure."""
        while around.parent is not None and around.tag not in ("Document", "Sect"):
            around = around.parent
        element, at_foot = self.new_note(around, paragraph, paragraph.style.font, note.n)
        self.fill(at_foot, element, note.children)

    def new_note(
        self, parent: StructureElement, paragraph: LayoutParagraph, font: FontStyle, sign: str | None = None
    ) -> tuple[StructureElement, LayoutParagraph]:
        """A note without words at the foot of a paragraph, whose mark is the next thing there."""
        self.notes += 1
        element, style = parent.child("Note"), self.sheet.note
        element.id = f"note{self.notes}"
        number, mark = element.inline("Lbl"), sign or str(self.notes).translate(RAISED)
        note = LayoutParagraph(style, counted=False)
        self.text(note, f"{mark} ", style.font, number)
        self.text(paragraph, mark, font, number)
        note.spans[0].actual_text = ""
        paragraph.notes.append(note)
        return element, note

    def paragraph(self, style: ParagraphStyle, element: StructureElement, inlines: Inlines) -> None:
        """A paragraph outside of turns."""
        paragraph = LayoutParagraph(style)
        self.fill(paragraph, element, inlines)
        self.set(paragraph)

    def fill(
        self, paragraph: LayoutParagraph, element: StructureElement, inlines: Inlines, lang: str | None = None
    ) -> None:
        """The words of a paragraph. What line ends or missing letters would garble has an
        `/ActualText`.
        """
        page = self.sheet.page
        self.inlines(paragraph, inlines, paragraph.style.font, element)
        text = paragraph.text()
        if text.count("\n") > paragraph.lead and paragraph.style.align != "centre" and not paragraph.verse:
            paragraph.style, paragraph.verse = as_verse(paragraph.style), True
        style = paragraph.style
        if style.align == "justify" and page.hyphenate:
            paragraph.divider = self.divider(lang or self.lang)
        lost = self.missing and not self.missing.keys().isdisjoint(text)
        if lost or _garbled(text, style, page.column):
            paragraph.spans = [self._with_actual_text(span) for span in paragraph.spans]

    def divider(self, lang: str) -> Divider | None:
        """What divides the words of a language."""
        if lang not in self.dividers:
            self.dividers[lang] = divider(lang, self.names)
        return self.dividers[lang]

    def label(self, paragraph: LayoutParagraph, label: str, element: StructureElement) -> None:
        """A printed label and its delimiter, where the theme puts them; the mark of a note is between."""
        labels = self.sheet.theme.labels
        speaker = element.inline("Speaker")
        shown = label.upper() if labels.case == "capitals" else label
        marks, paragraph.spans = paragraph.spans, []
        self.text(paragraph, shown, labels.font, speaker)
        paragraph.spans += marks
        own_line = labels.position == "own-line"
        behind = f"{labels.delimiter}\n" if own_line else before_words(labels.delimiter)
        spacing = 0.0 if needs_order(shown) or needs_shaping(shown) else labels.letter_spacing
        for span in paragraph.spans:
            span.colour, span.letter_spacing = labels.colour, spacing
        self.text(paragraph, behind, paragraph.style.font, element)
        if shown != label:
            speaker.actual_text = paragraph.spans[0].actual_text = label
        paragraph.lead = own_line
        paragraph.hanging = len(paragraph.spans) if labels.position == "hanging" else 0

    def _with_actual_text(self, span: TaggedSpan) -> TaggedSpan:
        """A span with its `/ActualText`, with a stand-in for each character that no font has."""
        element = span.element.inline("Span")
        element.actual_text = span.text if span.actual_text is None else span.actual_text
        return evolve(span, text=self.fonts.drawable(span.text, span.font), element=element)

    def inlines(
        self, paragraph: LayoutParagraph, inlines: Inlines, font: FontStyle, element: StructureElement
    ) -> None:
        """Inlines in order."""
        for inline in inlines:
            self.inline(paragraph, inline, font, element)

    def inline(
        self,
        paragraph: LayoutParagraph,
        inline: m.Inline[m.Speaker],
        font: FontStyle,
        element: StructureElement,
    ) -> None:
        """One inline as spans of a structure element."""
        match inline:
            case m.Text(text):
                self.text(paragraph, text, font, element)
            case m.Emphasis():
                fonts = BOLD if inline.kind == "bold" else ITALIC
                self.inlines(paragraph, inline.children, fonts.get(font, font), element.inline("Span"))
            case m.Said():
                quote = element.inline("Quote")
                quote.properties = _user_properties(inline.speakers, inline.attribution)
                self.inlines(paragraph, inline.children, font, quote)
            case m.Stage():
                self.inlines(
                    paragraph, inline.children, ITALIC.get(font, font), element.inline("StageInline")
                )
            case m.Gap(text):
                self.text(paragraph, text, font, element.inline("Span"))
            case m.Unclear() | m.CastPart():
                self.inlines(paragraph, inline.children, font, element.inline("Span"))
            case m.Foreign():
                foreign = element.inline("Span")
                foreign.lang = inline.lang
                self.inlines(paragraph, inline.children, ITALIC.get(font, font), foreign)
            case m.Note():
                self.footnote(paragraph, inline, element)
            case m.Milestone(kind):
                if kind == "line":
                    self.text(paragraph, "\n", font, element)
            case _:
                assert_never(inline)

    def text(self, paragraph: LayoutParagraph, text: str, font: FontStyle, element: StructureElement) -> None:
        """Characters of a structure element; those that no font has are remembered."""
        if text:
            for char in self.fonts.missing(text, font):
                found = self.missing.get(char, Lost(0, self.span, self.turn_id))
                self.missing[char] = evolve(found, count=found.count + text.count(char))
            paragraph.spans.append(TaggedSpan(text, font, element))


def _names(speakers: Iterable[m.Speaker]) -> Iterator[str]:
    """The words of the names and labels of speakers, in small letters."""
    for speaker in speakers:
        for name in (speaker.name or "", *speaker.aliases):
            yield from name.lower().replace("-", " ").split()


def _user_properties(
    speakers: tuple[m.Speaker, ...], attribution: m.Attribution
) -> tuple[tuple[str, str], ...]:
    """Who speaks, and how sure that is where it is not certain."""
    who = [("who", " ".join(f"#{speaker.id}" for speaker in speakers))] if speakers else []
    cert = [("cert", attribution.certainty)] if attribution.certainty != "high" else []
    return (*who, *cert)


def _garbled(text: str, style: ParagraphStyle, measure: float) -> bool:
    """Whether a text cannot be read from its glyphs and the ends of its lines: because of its script, of
    characters that draw nothing, or of a word that may be wider than a line (no letter is wider than high).
    """
    widest = (measure - style.indent - style.indent_end - style.first_line_indent) / style.size
    if max(map(len, text.split()), default=0) > widest:
        return True
    return not text.isascii() and GARBLED.search(text) is not None
