"""Document to DOCX: real named styles, a bookmark for each turn, the TEI as custom XML part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_never

from attrs import define, evolve, field, frozen

from docconv import model as m
from docconv.bidi import is_rtl, is_rtl_language
from docconv.formats.docx import section as pages
from docconv.formats.docx.font_table import font_table
from docconv.formats.docx.names import (
    BLOCKS,
    CONTINUATION,
    LISTED,
    SPEECH,
    STAGE,
    TITLE,
    heading_style,
)
from docconv.formats.docx.package import writing as parts
from docconv.formats.docx.package.properties import CUSTOM_PART, app_part, core_part, custom_part
from docconv.formats.docx.package.writing import language_tag
from docconv.formats.docx.reference.document import ReferenceDocument, read_reference
from docconv.formats.docx.scripts import families
from docconv.formats.docx.styles import styles, styles_part, twips
from docconv.formats.docx.writing.contents import FrontMatterLists, heading_name, headings
from docconv.formats.docx.writing.controls import controls
from docconv.formats.docx.writing.labels import LabelWriter
from docconv.formats.docx.writing.logo import logo_paragraph, logo_parts
from docconv.formats.docx.writing.margin import time_paragraph
from docconv.formats.docx.writing.notes import NoteWriter
from docconv.formats.docx.writing.runs import content_of, note_writer, run_properties, runs_of, text_runs
from docconv.formats.docx.writing.verse import VerseWriter
from docconv.formats.docx.xml import (
    EPOCH,
    HERE,
    WORDS,
    Attributes,
    bookmark,
    long_part,
    node,
    paragraph,
    part,
    run,
)
from docconv.notices import Notice
from docconv.tei.names import clean
from docconv.tei.writing.edition import edition
from docconv.tei.writing.replaced import replaced
from docconv.themes import theme_and_page
from docconv.themes.model import Page, StyleOptions, Styles, Theme
from docconv.themes.picture import picture
from docconv.walk import (
    ACTS,
    begin_of,
    catalogue_title,
    doubt,
    has_bare_label,
    inline_content,
    leads_to_speech,
    opens_bare,
    printed_title,
    running_head,
    text_of,
)

BREAK_BEFORE = node("w:pageBreakBefore")


REFERENCE = {
    "flag": "--reference-docx",
    "metavar": "FILE",
    "help": "A Word document whose styles DOCX takes.",
}


@frozen(kw_only=True)
class Options(StyleOptions):
    """`reference`: a Word document whose styles and page are taken. `content_controls`: whether the
    labels are bound to the names in the custom XML part. `created`: the date of the file.
    """

    reference: Path | None = field(default=None, metadata=REFERENCE)
    content_controls: bool = field(
        default=False, metadata={"help": "Bind the labels in the DOCX to the names of speakers."}
    )
    created: datetime | None = None


def write(document: m.Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as DOCX; a notice if characters had to be replaced.

    Raises `FileError` and `BadInputError` for a reference that cannot be used, `UsageError` for a theme or a
    page that cannot be.
    """
    theme, page, outdated = theme_and_page(options, document.metadata.lang)
    reference = None if options.reference is None else read_reference(options.reference)
    writer = _writer(document, theme, page, options)
    extra = parts.NOTHING if reference is None else reference.extra
    if theme.logo is not None and reference is None:
        logo = picture(theme.logo, page)
        rtl = is_rtl_language(document.metadata.lang)
        writer.paragraphs.append(logo_paragraph(logo, theme.styles.title.align, rtl=rtl))
        extra = logo_parts(logo)
    main = _document(writer, document, page, options, reference)
    tei = edition(document, created=options.created)
    content: dict[str, str | bytes] = {
        "word/document.xml": main,
        **_layout(document, theme, page, reference),
        "docProps/core.xml": core_part(catalogue_title(document), document.metadata, options.created),
        "docProps/app.xml": app_part(document.metadata),
        "customXml/item1.xml": tei,
        "customXml/itemProps1.xml": parts.item_properties(),
    }
    if custom := custom_part(document.metadata):
        content[CUSTOM_PART] = custom
    if writer.comments:
        content["word/comments.xml"] = part("w:comments", WORDS, *writer.comments)
    content |= writer.notes.parts()
    return parts.write_package(content, options.created, extra), (*outdated, *replaced(document, tei))


def _writer(document: m.Resolved, theme: Theme, page: Page, options: Options) -> _Writer:
    """What writes the text of a document."""
    bound = controls(document) if options.content_controls else None
    labels = LabelWriter(theme.labels, theme.styles.speech.size, bound)
    lang = language_tag(document.metadata.lang)
    indent = theme.styles.continuation.indent + (theme.labels.width if labels.column else 0)
    verse = VerseWriter(labels.size, indent, page.measure)
    return _Writer(options.created or EPOCH, lang, labels, page, theme.styles, verse)


def _layout(
    document: m.Resolved, theme: Theme, page: Page, reference: ReferenceDocument | None
) -> dict[str, str | bytes]:
    """The parts that say how the document looks; those of a reference document where one is given."""
    lang, theme = language_tag(document.metadata.lang), evolve(theme, page=page)
    fonts = families(theme.fonts, document.metadata.lang)
    if reference is not None:
        ours = styles(theme, fonts, measure=reference.measure, bare=True)
        return {
            "word/styles.xml": reference.styles_part(ours, lang),
            "word/settings.xml": pages.settings_part(page, theme.labels, lang, reference.settings),
        }
    title = clean(running_head(document))
    section = pages.SECTION if any(level == 1 for level, _ in headings(document.body)) else ""
    heads = (
        clean(running_head(document, page.head, section)),
        clean(running_head(document, page.head_left, section)),
    )
    return {
        "word/styles.xml": styles_part(theme, fonts, lang, page.measure),
        "word/settings.xml": pages.settings_part(page, theme.labels, lang),
        "word/fontTable.xml": font_table(fonts),
        **dict(pages.furniture(page, heads, title, rtl=is_rtl(title))),
    }


def _document(
    writer: _Writer, document: m.Resolved, page: Page, options: Options, reference: ReferenceDocument | None
) -> bytes:  # fmt: skip
    """The main part: title, lists, blocks, page layout. The paragraphs of the writer go into it."""
    writer.paragraph(TITLE, printed_title(document))
    FrontMatterLists(document, writer.labels.controls, writer.paragraphs.append).write(page)
    rtl = is_rtl_language(document.metadata.lang)
    if reference is not None:
        layout = reference.section(options, page)
    else:
        layout = pages.section(page, rtl=rtl, continuous=page.columns > 1)
        if page.columns > 1:
            writer.end_section(pages.section(evolve(page, columns=1), rtl=rtl))
    writer.act_pages = page.act_pages
    writer.blocks(document.body, 1)
    rows, writer.paragraphs = [*writer.paragraphs, layout], []
    return long_part(part("w:document", WORDS, node("w:body", {}, HERE)), rows)


@define(eq=False, repr=False)
class _Writer:
    """Collects paragraphs and comments.

    - `date`: of the comments.
    - `lang`: the language of the document.
    - `labels`: what writes labels.
    - `page`: what is around the text.
    - `styles`: how paragraphs are set, as far as they have to differ from their style.
    - `verse`: what sets lines of verse.
    - `paragraphs`, `comments`, `notes`: what is written so far.
    - `act_pages`: whether acts begin on new pages.
    - `bookmarks`, `headings`: how many there are so far.
    """

    date: datetime
    lang: str
    labels: LabelWriter
    page: Page
    styles: Styles
    verse: VerseWriter
    paragraphs: list[str] = field(factory=list)
    comments: list[str] = field(factory=list)
    notes: NoteWriter = field(factory=note_writer)
    act_pages: bool = False
    bookmarks: int = 0
    headings: int = 0

    def blocks(self, blocks: Iterable[m.Block[m.Speaker]], level: int) -> None:
        """Blocks in order; `level` is that of the headings among them."""
        for block in blocks:
            self.block(block, level)

    def block(self, block: m.Block[m.Speaker], level: int) -> None:
        """One block."""
        match block:
            case m.Section():
                first = len(self.paragraphs)
                if block.heading is not None:
                    self.heading(block.heading.children, level)
                    if self.act_pages and block.kind in ACTS:
                        self.on_new_page(first)
                self.blocks(block.blocks, level + 1)
            case m.Turn():
                self.turn(block)
            case m.Narrative():
                self.paragraph(BLOCKS[m.Narrative], inline_content(block), keep=leads_to_speech(block))
            case m.CastItem() | m.Stage() | m.Separator() | m.Boilerplate():
                self.paragraph(BLOCKS[type(block)], inline_content(block))
            case _:
                assert_never(block)

    def heading(self, inlines: tuple[m.Inline[m.Speaker], ...], level: int) -> None:
        """A heading, in a bookmark where the table of contents leads to it."""
        start = end = ""
        if level <= LISTED and self.page.contents:
            self.headings += 1
            start, end = self.bookmark(heading_name(self.headings))
        self.paragraph(heading_style(level), inlines, start, end)

    def bookmark(self, name: str) -> tuple[str, str]:
        """The start and the end of a bookmark."""
        self.bookmarks += 1
        return bookmark(self.bookmarks, name)

    def turn(self, turn: m.Turn[m.Speaker]) -> None:
        """The paragraphs of a turn inside its bookmark, which begins in the first and ends in the last of
        them.
        """
        content: tuple[m.TurnBlock[m.Speaker], ...] = turn.blocks
        if has_bare_label(turn):
            content = (m.Paragraph(()), *content)
        if self.page.times != "none" and (begin := begin_of(turn)):
            self.paragraphs.append(time_paragraph(begin, self.page, self.styles.speech.space_before))
        start, end = self.bookmark(turn.id)
        speech, edge = SPEECH, self.at_the_edge(turn, content)
        for number, block in enumerate(content):
            first, last = number == 0, number == len(content) - 1
            text = text_of(block.children)
            rtl = is_rtl(f"{turn.label or ''} {text}" if first else text)
            before = start + self.opening(turn, followed=bool(text), rtl=rtl) if first else ""
            inlines, tail = block.children, ""
            if last and not first:
                inlines, tail = self.tail(block, turn.lang, rtl=rtl)
            style = speech if isinstance(block, m.Paragraph) else STAGE
            place = self.verse.properties(block, first=first) if isinstance(block, m.Paragraph) else ""
            speech = CONTINUATION if isinstance(block, m.Paragraph) else speech
            words = runs_of(inlines, "", turn.lang, self.notes, rtl=rtl)
            runs = f"{before}{words}{tail}{end if last else ''}"
            keep, more = first and opens_bare(content), place or edge.get(number, "")
            self.paragraphs.append(paragraph(style, runs, rtl=rtl, keep=keep, more=more))

    def at_the_edge(
        self, turn: m.Turn[m.Speaker], content: tuple[m.TurnBlock[m.Speaker], ...]
    ) -> dict[int, str]:
        """The paragraph of a turn that begins where its style does not: speech without a label, which is
        beside the column of labels and not in it, and the first words after a direction, which open the turn.
        """
        if self.labels.column:
            return {0: node("w:ind", {"w:firstLine": 0})} if turn.label is None else {}
        words = (at for at, one in enumerate(content) if isinstance(one, m.Paragraph) and one.children)
        first = next(words, 0)
        indent = self.styles.speech.first_line_indent
        if not first or indent == self.styles.continuation.first_line_indent:
            return {}
        return {first: node("w:ind", {"w:firstLine": twips(indent)})}

    def tail(
        self, block: m.TurnBlock[m.Speaker], lang: str | None, *, rtl: bool
    ) -> tuple[tuple[m.Inline[m.Speaker], ...], str]:
        """The last paragraph of a turn: its inlines without the last word, and that word as a run of its own.

        LibreOffice 7.4 gives a bookmark that began in an earlier paragraph a second start when the paragraph
        in which it ends is one run. The language that the word has anyway keeps it apart.
        """
        match block.children:
            case (m.Text(text),) if lang is None and " " in text.strip():
                cut = len(text[: len(text.rstrip())].rpartition(" ")[0]) + 1
                return (m.Text(text[:cut]),), text_runs(text[cut:], "", self.lang, rtl=rtl)
            case inlines:
                return inlines, ""

    def opening(self, turn: m.Turn[m.Speaker], *, followed: bool, rtl: bool) -> str:
        """The printed label, and the comment on who speaks. `followed` says whether words come after."""
        label = self.labels.label(turn, followed=followed, rtl=rtl)
        comment = self.comment(turn.attribution)
        if comment < 0:
            return label
        number = {"w:id": comment}
        start, end = node("w:commentRangeStart", number), node("w:commentRangeEnd", number)
        reference = node("w:commentReference", number)
        return start + label + end + node("w:r", {}, run_properties("annotationreference"), reference)

    def comment(self, attribution: m.Attribution) -> int:
        """A comment that names a certainty below high, and why; its id, -1 where none is needed."""
        text = doubt(attribution)
        if not text:
            return -1
        number = len(self.comments)
        moment = self.date.astimezone(UTC)
        date = f"{moment.year:04}-{moment:%m-%dT%H:%M:%SZ}"
        about: Attributes = {"w:id": number, "w:author": "docconv", "w:date": date, "w:initials": "dc"}
        words = paragraph("annotationtext", run(content_of(text)))
        self.comments.append(node("w:comment", about, words))
        return number

    def paragraph(
        self, style: str, inlines: Iterable[m.Inline[m.Speaker]], before: str = "", after: str = "", *,
        keep: bool = False,
    ) -> None:  # fmt: skip
        """A paragraph in a style, with bookmarks around its inlines, whose text says the direction."""
        content = tuple(inlines)
        rtl = is_rtl(text_of(content))
        words = runs_of(content, "", None, self.notes, rtl=rtl)
        self.paragraphs.append(paragraph(style, f"{before}{words}{after}", rtl=rtl, keep=keep))

    def on_new_page(self, number: int) -> None:
        """Begin a page with a paragraph, of which the style is the first property."""
        if number < len(self.paragraphs) and BREAK_BEFORE not in self.paragraphs[number]:
            self.paragraphs[number] = self.paragraphs[number].replace("/>", f"/>{BREAK_BEFORE}", 1)

    def end_section(self, section: str) -> None:
        """End a section with the last paragraph."""
        self.paragraphs[-1] = self.paragraphs[-1].replace("</w:pPr>", f"{section}</w:pPr>", 1)
