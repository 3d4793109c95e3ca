"""Document to DOCX: real named styles, a bookmark for each turn, the TEI as custom XML part."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal, assert_never
from xml.sax.saxutils import escape

from attrs import define, field, frozen

from docconv.formats.docx import parts
from docconv.formats.docx.names import DELIMITER, EMPHASIS, heading_style, nested
from docconv.formats.docx.parts import DECLARATION, EPOCH, R, W, language_tag, relation_id
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
    Paragraph,
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
from docconv.notices import Notice
from docconv.tei.edition import edition
from docconv.tei.names import FORBIDDEN, REPLACEMENT, clean
from docconv.walk import catalogue_title, printed_title, running_head, text_of

SIZES = {"A4": (11906, 16838), "Letter": (12240, 15840)}
MEASURE = 7100
RTL = frozenset(("R", "AL"))


@frozen(kw_only=True)
class Options:
    """`page`: the paper. `created`: the date that the file bears."""

    page: Literal["A4", "Letter"] = "A4"
    created: datetime | None = None


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as DOCX; a notice if characters had to be replaced."""
    writer = _Writer(options.created or EPOCH, language_tag(document.metadata.lang))
    body = _document(writer, document, options)
    title = writer.clean(catalogue_title(document))
    content: dict[str, str | bytes] = {
        "word/document.xml": body,
        "word/styles.xml": parts.styles_part(document.metadata.lang),
        "word/settings.xml": parts.settings_part(),
        "word/header1.xml": parts.header_part(escape(clean(running_head(document)))),
        "word/header2.xml": parts.header_part(""),
        "word/footer1.xml": parts.footer_part(),
        "docProps/core.xml": parts.core_part(title, document.metadata.lang, options.created),
        "docProps/app.xml": parts.app_part(),
        "customXml/item1.xml": edition(document, created=options.created),
        "customXml/itemProps1.xml": parts.item_properties(),
    }
    if writer.comments:
        content["word/comments.xml"] = (
            f'{DECLARATION}<w:comments xmlns:w="{W}">{"".join(writer.comments)}</w:comments>'
        )
    return parts.package(content, options.created), _notices(writer)


def _notices(writer: _Writer) -> tuple[Notice, ...]:
    if not writer.replaced:
        return ()
    message = f"{writer.replaced} characters that XML cannot carry were replaced by U+FFFD"
    return (Notice("text-changed", message, rule="xml-characters"),)


def _document(writer: _Writer, document: Resolved, options: Options) -> str:
    """The main part: title, blocks, page layout."""
    writer.paragraph("Title", printed_title(document))
    writer.blocks(document.body, 1)
    width, height = SIZES[options.page]
    side = (width - MEASURE) // 2
    layout = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{relation_id("header1.xml")}"/>'
        f'<w:headerReference w:type="first" r:id="{relation_id("header2.xml")}"/>'
        f'<w:footerReference w:type="default" r:id="{relation_id("footer1.xml")}"/>'
        f'<w:footerReference w:type="first" r:id="{relation_id("footer1.xml")}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="1700" w:right="{side}" w:bottom="1700" w:left="{side}" '
        'w:header="900" w:footer="900" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    body = "".join(writer.paragraphs)
    return (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{layout}</w:body></w:document>'
    )


@define
class _Writer:
    """Collects paragraphs and comments; `lang` is the document's language, `bookmarks` counts the turns."""

    date: datetime
    lang: str
    paragraphs: list[str] = field(factory=list)
    comments: list[str] = field(factory=list)
    bookmarks: int = 0
    replaced: int = 0

    def blocks(self, blocks: Iterable[Block[Speaker]], level: int) -> None:
        """Blocks in order; `level` is that of the headings among them."""
        for block in blocks:
            self.block(block, level)

    def block(self, block: Block[Speaker], level: int) -> None:
        """One block."""
        match block:
            case Section():
                if block.heading is not None:
                    self.paragraph(heading_style(level), block.heading.children)
                self.blocks(block.blocks, level + 1)
            case Turn():
                self.turn(block)
            case Narrative():
                self.paragraph("Narrative", block.children)
            case Stage():
                self.paragraph("StageDirection", block.children)
            case Separator():
                self.paragraph("Separator", (Text(block.text),))
            case Boilerplate():
                self.paragraph("Boilerplate", block.children)
            case _:
                assert_never(block)

    def turn(self, turn: Turn[Speaker]) -> None:
        """The paragraphs of a turn inside its bookmark, which begins in the first and ends in the last of
        them.
        """
        content: tuple[TurnBlock[Speaker], ...] = turn.blocks
        if not content or isinstance(content[0], Stage):
            content = (Paragraph(()), *content) if not content or turn.label is not None else content
        self.bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="{turn.id}"/>'
        end = f'<w:bookmarkEnd w:id="{self.bookmarks}"/>'
        comment = self.comment(turn.attribution)
        speech = "Speech"
        for number, part in enumerate(content):
            first, last = number == 0, number == len(content) - 1
            before = start + self.label(turn, comment) if first else ""
            inlines, tail = self.tail(part, turn.lang) if last and not first else (part.children, "")
            after = tail + end if last else ""
            match part:
                case Paragraph():
                    rtl = _is_rtl((turn.label or "" if first else "") + text_of(part.children))
                    self.paragraph(speech, inlines, before, after, lang=turn.lang, rtl=rtl)
                    speech = "SpeechContinuation"
                case Stage():
                    rtl = _is_rtl(text_of(part.children))
                    self.paragraph("StageDirection", inlines, before, after, lang=turn.lang, rtl=rtl)
                case _:
                    assert_never(part)

    def tail(self, part: TurnBlock[Speaker], lang: str | None) -> tuple[tuple[Inline[Speaker], ...], str]:
        """The last paragraph of a turn: its inlines without the last word, and that word as a run of its own.

        LibreOffice 7.4 gives a bookmark that began in an earlier paragraph a second start when the paragraph
        in which it ends is one run. The language that the word has anyway keeps it apart.
        """
        match part.children:
            case (Text(text),) if lang is None and " " in text.strip():
                cut = len(text[: len(text.rstrip())].rpartition(" ")[0]) + 1
                return (Text(text[:cut]),), self.run(text[cut:], "", self.lang, rtl=_is_rtl(text))
            case inlines:
                return inlines, ""

    def label(self, turn: Turn[Speaker], comment: int) -> str:
        """The printed label with its delimiter, and the comment on who speaks."""
        runs = ""
        if turn.label is not None:
            runs = self.run(turn.label, "Speaker", turn.lang) + self.run(f"{DELIMITER} ", "", turn.lang)
        if comment < 0:
            return runs
        style = '<w:rPr><w:rStyle w:val="annotationreference"/></w:rPr>'
        reference = f'<w:r>{style}<w:commentReference w:id="{comment}"/></w:r>'
        return (
            f'<w:commentRangeStart w:id="{comment}"/>{runs}<w:commentRangeEnd w:id="{comment}"/>{reference}'
        )

    def comment(self, attribution: Attribution) -> int:
        """A comment that names a certainty below high, and why; its id, -1 where none is needed."""
        if attribution.certainty == "high":
            return -1
        number = len(self.comments)
        reasons = "; ".join(f"{evidence.rule} {evidence.detail}".strip() for evidence in attribution.evidence)
        text = f"Attribution: certainty {attribution.certainty}" + (f" ({reasons})" if reasons else "")
        date = f"{self.date.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        self.comments.append(
            f'<w:comment w:id="{number}" w:author="docconv" w:date="{date}" w:initials="dc"><w:p><w:pPr>'
            '<w:pStyle w:val="annotationtext"/></w:pPr>'
            f'<w:r><w:t xml:space="preserve">{self.clean(text)}</w:t></w:r>'
            "</w:p></w:comment>"
        )
        return number

    def paragraph(
        self,
        style: str,
        inlines: Iterable[Inline[Speaker]],
        before: str = "",
        after: str = "",
        *,
        lang: str | None = None,
        rtl: bool | None = None,
    ) -> None:
        """A paragraph in a style, with runs before and after its inlines; their text tells the direction
        unless `rtl` does.
        """
        content = tuple(inlines)
        bidi = "<w:bidi/>" if (_is_rtl(text_of(content)) if rtl is None else rtl) else ""
        runs = "".join(self.inline(inline, "", lang) for inline in content)
        self.paragraphs.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>{before}{runs}{after}</w:p>'
        )

    def inline(self, inline: Inline[Speaker], style: str, lang: str | None) -> str:
        """One inline as runs. A run has one character style: of nested ones the inner, but nothing takes
        words from a quotation or a stage direction.
        """
        match inline:
            case Text(text):
                return self.run(text, style, lang)
            case Emphasis():
                return self.inside(inline.children, style, EMPHASIS[inline.kind], lang)
            case Said():
                return self.inside(inline.children, style, "Said", lang)
            case Stage():
                return self.inside(inline.children, style, "StageDirectionChar", lang)
            case Gap(text):
                return self.run(text, nested(style, "Gap"), lang)
            case Unclear():
                return self.inside(inline.children, style, "Unclear", lang)
            case Foreign():
                return self.inside(inline.children, style, "Foreign", inline.lang)
            case Break(kind):
                return f"<w:r>{_run_properties(style)}<w:br/></w:r>" if kind == "line" else ""
            case _:
                assert_never(inline)

    def inside(self, inlines: Iterable[Inline[Speaker]], outer: str, inner: str, lang: str | None) -> str:
        """The children of an inline in their style."""
        style = nested(outer, inner)
        return "".join(self.inline(inline, style, lang) for inline in inlines)

    def run(self, text: str, style: str, lang: str | None, *, rtl: bool | None = None) -> str:
        """A run of text, which tells its direction unless `rtl` does."""
        properties = _run_properties(style, lang, rtl=_is_rtl(text) if rtl is None else rtl)
        return f'<w:r>{properties}<w:t xml:space="preserve">{self.clean(text)}</w:t></w:r>'

    def clean(self, text: str) -> str:
        """Text as XML content, without the characters that XML forbids."""
        if FORBIDDEN.search(text):
            text, count = FORBIDDEN.subn(REPLACEMENT, text)
            self.replaced += count
        return escape(text)


def _run_properties(style: str, lang: str | None = None, *, rtl: bool = False) -> str:
    """The properties of a run, in the order of the schema."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if rtl:
        properties += "<w:rtl/>"
    if lang:
        tag = escape(lang, {'"': "&quot;"})
        properties += f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def _is_rtl(text: str) -> bool:
    """Whether the first strong character of a text runs from right to left (UAX #9, P2 and P3)."""
    if text.isascii():
        return False
    direction = next((d for char in text if (d := unicodedata.bidirectional(char)) in ("L", "R", "AL")), "L")
    return direction in RTL
