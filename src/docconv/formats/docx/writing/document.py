"""Document to DOCX: real named styles, a bookmark for each turn, the TEI as custom XML part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import assert_never

from attrs import define, evolve, field, frozen

from docconv.bidi import is_rtl, is_rtl_language
from docconv.formats.docx import section as pages
from docconv.formats.docx.names import (
    BOILERPLATE,
    CONTINUATION,
    LISTED,
    NARRATIVE,
    SEPARATOR,
    SPEECH,
    STAGE,
    TITLE,
    heading_style,
)
from docconv.formats.docx.package import writing as parts
from docconv.formats.docx.package.writing import DECLARATION, EPOCH, R, W, language_tag
from docconv.formats.docx.reference.document import ReferenceDocument, read_reference
from docconv.formats.docx.scripts import families
from docconv.formats.docx.styles import defaults, style_xml, styles
from docconv.formats.docx.writing.contents import FrontMatterLists, heading_name
from docconv.formats.docx.writing.controls import controls
from docconv.formats.docx.writing.labels import LabelWriter
from docconv.formats.docx.writing.logo import logo_paragraph, logo_parts
from docconv.formats.docx.writing.runs import Runs
from docconv.model import (
    Attribution,
    Block,
    Boilerplate,
    Inline,
    Narrative,
    Paragraph,
    Resolved,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
    TurnBlock,
)
from docconv.notices import Notice
from docconv.tei.names import clean
from docconv.tei.writing.edition import edition
from docconv.themes import theme_and_page
from docconv.themes.model import Page, StyleOptions, Theme
from docconv.themes.picture import picture
from docconv.walk import catalogue_title, doubt, printed_title, running_head, text_of

OUT_OF_COLUMN = '<w:ind w:firstLine="0"/>'
"""Speech without a label begins beside the column of labels, not in it."""


@frozen(kw_only=True)
class Options(StyleOptions):
    """`reference`: a Word document whose styles and page are taken. `content_controls` binds the labels to
    the names in the custom XML part. `created`: the date that the file bears.
    """

    reference: Path | None = None
    content_controls: bool = False
    created: datetime | None = None


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as DOCX; a notice if characters had to be replaced.

    Raises `FileError` and `BadInputError` for a reference that cannot be used, `UsageError` for a theme or a
    page that cannot be.
    """
    theme, page, outdated = theme_and_page(options)
    reference = None if options.reference is None else read_reference(options.reference)
    writer = _writer(document, theme, page, options)
    extra = parts.NOTHING if reference is None else reference.extra
    if theme.logo is not None and reference is None:
        logo = picture(theme.logo, page)
        writer.paragraphs.append(logo_paragraph(logo))
        extra = logo_parts(logo)
    content: dict[str, str | bytes] = {
        "word/document.xml": _document(writer, document, page, options, reference),
        **_layout(document, theme, page, reference),
        "docProps/core.xml": parts.core_part(
            writer.runs.clean(catalogue_title(document)), document.metadata.lang, options.created
        ),
        "docProps/app.xml": parts.app_part(),
        "customXml/item1.xml": edition(document, created=options.created),
        "customXml/itemProps1.xml": parts.item_properties(),
    }
    if writer.comments:
        content["word/comments.xml"] = (
            f'{DECLARATION}<w:comments xmlns:w="{W}">{"".join(writer.comments)}</w:comments>'
        )
    return parts.write_package(content, options.created, extra), (*outdated, *_notices(writer.runs))


def _notices(runs: Runs) -> tuple[Notice, ...]:
    if not runs.replaced:
        return ()
    message = f"{runs.replaced} characters that XML cannot carry were replaced by U+FFFD"
    return (Notice("text-changed", message, rule="xml-characters"),)


def _writer(document: Resolved, theme: Theme, page: Page, options: Options) -> _Writer:
    """What writes the text of a document."""
    runs = Runs()
    bound = controls(document) if options.content_controls else None
    labels = LabelWriter(theme.labels, theme.styles.speech.size, runs, bound)
    lang = language_tag(document.metadata.lang)
    return _Writer(options.created or EPOCH, lang, runs, labels, LISTED if page.contents else 0)


def _layout(
    document: Resolved, theme: Theme, page: Page, reference: ReferenceDocument | None
) -> dict[str, str | bytes]:
    """The parts that say how the document looks; those of a reference document where one is given."""
    lang = language_tag(document.metadata.lang)
    fonts = families(theme.fonts, document.metadata.lang)
    if reference is not None:
        ours = styles(theme, fonts, measure=reference.measure, bare=True)
        return {
            "word/styles.xml": reference.styles_part(ours, lang),
            "word/settings.xml": pages.settings_part(page, theme.labels, reference.settings),
        }
    made = "".join(map(style_xml, styles(theme, fonts, measure=page.measure)))
    made = f'<w:styles xmlns:w="{W}">{defaults(theme, fonts, lang)}{made}</w:styles>'
    head = running_head(document)
    return {
        "word/styles.xml": f"{DECLARATION}{made}",
        "word/settings.xml": pages.settings_part(page, theme.labels),
        **dict(pages.furniture(page, escape(clean(head), quote=False), rtl=is_rtl(head))),
    }


def _document(
    writer: _Writer, document: Resolved, page: Page, options: Options, reference: ReferenceDocument | None
) -> str:  # fmt: skip
    """The main part: title, lists, blocks, page layout."""
    writer.paragraph(TITLE, printed_title(document))
    FrontMatterLists(document, writer.runs, writer.labels.controls, writer.styled).write(page)
    rtl = is_rtl_language(document.metadata.lang)
    if reference is not None:
        layout = reference.section(options, page)
    else:
        layout = pages.section(page, rtl=rtl, continuous=page.columns > 1)
        if page.columns > 1:
            writer.end_section(pages.section(evolve(page, columns=1), rtl=rtl))
    writer.blocks(document.body, 1)
    body = "".join(writer.paragraphs)
    return (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{layout}</w:body></w:document>'
    )


@define
class _Writer:
    """Collects paragraphs and comments. `lang` is the document's language, `listed` the level down to which
    headings are led to, `bookmarks` counts turns and headings.
    """

    date: datetime
    lang: str
    runs: Runs
    labels: LabelWriter
    listed: int
    paragraphs: list[str] = field(factory=list)
    comments: list[str] = field(factory=list)
    bookmarks: int = 0
    headings: int = 0

    def blocks(self, blocks: Iterable[Block[Speaker]], level: int) -> None:
        """Blocks in order; `level` is that of the headings among them."""
        for block in blocks:
            self.block(block, level)

    def block(self, block: Block[Speaker], level: int) -> None:
        """One block."""
        match block:
            case Section():
                if block.heading is not None:
                    self.heading(block.heading.children, level)
                self.blocks(block.blocks, level + 1)
            case Turn():
                self.turn(block)
            case Narrative():
                self.paragraph(NARRATIVE, block.children)
            case Stage():
                self.paragraph(STAGE, block.children)
            case Separator():
                self.paragraph(SEPARATOR, (Text(block.text),))
            case Boilerplate():
                self.paragraph(BOILERPLATE, block.children)
            case _:
                assert_never(block)

    def heading(self, inlines: tuple[Inline[Speaker], ...], level: int) -> None:
        """A heading, in a bookmark where the table of contents leads to it."""
        start = end = ""
        if level <= self.listed:
            self.headings += 1
            start, end = self.bookmark(heading_name(self.headings))
        self.paragraph(heading_style(level), inlines, start, end)

    def bookmark(self, name: str) -> tuple[str, str]:
        """The start and the end of a bookmark."""
        self.bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="{name}"/>'
        return start, f'<w:bookmarkEnd w:id="{self.bookmarks}"/>'

    def turn(self, turn: Turn[Speaker]) -> None:
        """The paragraphs of a turn inside its bookmark, which begins in the first and ends in the last of
        them.
        """
        content: tuple[TurnBlock[Speaker], ...] = turn.blocks
        if not content or isinstance(content[0], Stage):
            content = (Paragraph(()), *content) if not content or turn.label is not None else content
        start, end = self.bookmark(turn.id)
        speech = SPEECH
        for number, part in enumerate(content):
            first, last = number == 0, number == len(content) - 1
            text = text_of(part.children)
            self.runs.rtl = rtl = is_rtl(f"{turn.label or ''} {text}" if first else text)
            before = start + self.opening(turn, followed=bool(text)) if first else ""
            inlines, tail = self.tail(part, turn.lang) if last and not first else (part.children, "")
            style = speech if isinstance(part, Paragraph) else STAGE
            speech = CONTINUATION if isinstance(part, Paragraph) else speech
            words = "".join(self.runs.inline(inline, "", turn.lang) for inline in inlines)
            place = OUT_OF_COLUMN if first and turn.label is None and self.labels.column else ""
            self.styled(style, rtl, f"{before}{words}{tail}{end if last else ''}", place)

    def tail(self, part: TurnBlock[Speaker], lang: str | None) -> tuple[tuple[Inline[Speaker], ...], str]:
        """The last paragraph of a turn: its inlines without the last word, and that word as a run of its own.

        LibreOffice 7.4 gives a bookmark that began in an earlier paragraph a second start when the paragraph
        in which it ends is one run. The language that the word has anyway keeps it apart.
        """
        match part.children:
            case (Text(text),) if lang is None and " " in text.strip():
                cut = len(text[: len(text.rstrip())].rpartition(" ")[0]) + 1
                return (Text(text[:cut]),), self.runs.text(text[cut:], "", self.lang)
            case inlines:
                return inlines, ""

    def opening(self, turn: Turn[Speaker], *, followed: bool) -> str:
        """The printed label, and the comment on who speaks. `followed` tells whether words come behind."""
        label = self.labels.label(turn, followed=followed)
        comment = self.comment(turn.attribution)
        if comment < 0:
            return label
        style = '<w:rPr><w:rStyle w:val="annotationreference"/></w:rPr>'
        reference = f'<w:r>{style}<w:commentReference w:id="{comment}"/></w:r>'
        return (
            f'<w:commentRangeStart w:id="{comment}"/>{label}<w:commentRangeEnd w:id="{comment}"/>{reference}'
        )

    def comment(self, attribution: Attribution) -> int:
        """A comment that names a certainty below high, and why; its id, -1 where none is needed."""
        text = doubt(attribution)
        if not text:
            return -1
        number = len(self.comments)
        date = f"{self.date.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        self.comments.append(
            f'<w:comment w:id="{number}" w:author="docconv" w:date="{date}" w:initials="dc"><w:p><w:pPr>'
            '<w:pStyle w:val="annotationtext"/></w:pPr>'
            f'<w:r><w:t xml:space="preserve">{self.runs.clean(text)}</w:t></w:r>'
            "</w:p></w:comment>"
        )
        return number

    def paragraph(
        self, style: str, inlines: Iterable[Inline[Speaker]], before: str = "", after: str = ""
    ) -> None:
        """A paragraph in a style, with bookmarks around its inlines, whose text tells the direction."""
        content = tuple(inlines)
        self.runs.rtl = rtl = is_rtl(text_of(content))
        words = "".join(self.runs.inline(inline, "", None) for inline in content)
        self.styled(style, rtl, f"{before}{words}{after}")

    def styled(self, style: str, rtl: bool, runs: str, place: str = "") -> None:  # noqa: FBT001  a direction
        """A paragraph of runs in a style and a direction; `place` is an indent that is not the style's."""
        bidi = "<w:bidi/>" if rtl else ""
        self.paragraphs.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}{place}</w:pPr>{runs}</w:p>')

    def end_section(self, section: str) -> None:
        """End a section with the last paragraph."""
        self.paragraphs[-1] = self.paragraphs[-1].replace("</w:pPr>", f"{section}</w:pPr>", 1)
