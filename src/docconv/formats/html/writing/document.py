"""Document to HTML: one page, without scripts but for a recording. Its elements, classes and attributes say
all that the model says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from attrs import define, field, frozen

from docconv import model as m
from docconv.bidi import is_rtl_language
from docconv.formats.html.names import CATALOGUE, EMPHASIS, LABEL
from docconv.formats.html.writing.faces import font_faces
from docconv.formats.html.writing.front import FrontMatter
from docconv.formats.html.writing.head import head
from docconv.formats.html.writing.markup import MarkupWriter
from docconv.formats.html.writing.notes import DoubtNotes, FootNotes
from docconv.formats.html.writing.recording import LOOK, Recording, recording_of
from docconv.formats.html.writing.style import style_sheet
from docconv.notices import Notice
from docconv.themes import theme_and_page
from docconv.themes.model import StyleOptions, Theme
from docconv.themes.terms import before_words
from docconv.walk import SharedLine, begin_of, printed_title, running_head, text_of

DEEPEST = 6


@frozen(kw_only=True)
class Options(StyleOptions):
    """`notes`: whether it is marked at once where it is not certain who speaks; else a reader of the page can
    ask for it. `embed_fonts`: whether the page carries the fonts of the theme. `tei`: the address of the TEI
    of the same transcript, to which the page links. `media`: the recording, a path from the page on or an
    address on the web, where it is not that of the document.
    """

    notes: bool = False
    embed_fonts: bool = False
    tei: str | None = None
    media: str | None = None


def write(document: m.Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as a page in UTF-8; a notice if characters had to be replaced.

    Raises `UsageError` for a theme that cannot be used, `FileError` for its logo or fonts.
    """
    theme, page, outdated = theme_and_page(options, document.metadata.lang)
    markup = MarkupWriter(is_rtl_language(document.metadata.lang))
    recording, unheard = recording_of(document, options.media)
    delimiter, has_times = before_words(theme.labels.delimiter), page.times != "none"
    writer = _Writer(markup, DoubtNotes(markup), FootNotes(markup), delimiter, recording, has_times)
    title = _title(document, writer)
    writer.blocks(document.body, 2)
    front = FrontMatter(document, markup, page)
    body = list(_body(title, writer, front, theme, checked=options.notes))
    faces = font_faces(theme.fonts, "\n".join(body)) if options.embed_fonts else ()
    style = style_sheet(theme, page, running_head(document), faces, writer.said)
    style += "" if recording is None else LOOK
    lines = [*head(document, markup, style, options.tei, recording), *body, "</html>", ""]
    return "\n".join(lines).encode("utf-8"), (*outdated, *unheard, *_notices(markup))


def _body(title: str, writer: _Writer, front: FrontMatter, theme: Theme, *, checked: bool) -> Iterator[str]:
    """The lines of the body: what is around the title, the text, the notes."""
    yield from ("<body>", "<main>")
    yield from () if writer.recording is None else writer.recording.player()
    yield f'<article data-delimiter="{writer.markup.text(writer.delimiter)}">'
    yield "<header>"
    yield from front.logo(theme.logo)
    yield title
    yield from writer.notes.choice(checked=checked)
    yield from front.participants()
    yield from front.contents()
    yield "</header>"
    yield from writer.lines
    yield from writer.footnotes.section()
    yield from writer.notes.footer()
    yield from ("</article>", "</main>", "</body>")


def _notices(markup: MarkupWriter) -> tuple[Notice, ...]:
    if not markup.replaced:
        return ()
    message = f"{markup.replaced} characters that HTML cannot carry were replaced: CR by LF, others by U+FFFD"
    return (Notice("text-changed", message, rule="html-characters"),)


def _title(document: m.Resolved, writer: _Writer) -> str:
    """The title of the page, marked where it is only that for catalogues."""
    inlines = printed_title(document)
    derived = f' class="{CATALOGUE}"' if document.title is None else ""
    return f"<h1{derived}{writer.markup.direction(text_of(inlines))}>{writer.inlines(inlines)}</h1>"


@define
class _Writer:
    """Collects the lines of the text.

    - `markup`: escapes texts.
    - `notes`: collects what is doubtful.
    - `footnotes`: collects the notes of the document.
    - `delimiter`: what is between labels and words.
    - `recording`: that which is on the page.
    - `has_times`: whether the margin says when turns begin.
    - `shared`: the line of verse that several speakers share.
    - `said`: after how many characters parts of such lines begin.
    - `lines`: what is written so far.
    - `headings`: how many there are so far.
    """

    markup: MarkupWriter
    notes: DoubtNotes
    footnotes: FootNotes
    delimiter: str
    recording: Recording | None
    has_times: bool
    shared: SharedLine = field(factory=SharedLine)
    said: set[int] = field(factory=set)
    lines: list[str] = field(factory=list)
    headings: int = 0

    def blocks(self, blocks: Iterable[m.Block[m.Speaker]], level: int) -> None:
        """Blocks in order; `level` is that of the headings among them."""
        for block in blocks:
            self.block(block, level)

    def block(self, block: m.Block[m.Speaker], level: int) -> None:
        """One block."""
        match block:
            case m.Section():
                self.section(block, level)
            case m.Turn():
                self.turn(block)
            case m.Narrative():
                self.paragraph(f'p class="narrative"{self.verse(block)}', block.children)
            case m.CastItem():
                self.paragraph('p class="cast"', block.children)
            case m.Stage():
                self.paragraph(f'p class="stage" data-type="{block.kind}"', block.children)
            case m.Separator(text):
                self.lines.append(f'<div class="separator"><hr>{self.markup.text(text)}</div>')
            case m.Boilerplate():
                self.paragraph(f'p class="boilerplate" data-type="{block.kind}"', block.children)
            case _:
                assert_never(block)

    def section(self, section: m.Section[m.Speaker], level: int) -> None:
        """A section; one without a heading is a mere division, as HTML wants it."""
        name = "div" if section.heading is None else "section"
        called = self.markup.attribute("data-type", section.kind) + self.markup.attribute("data-n", section.n)
        opening = "section" if section.heading is not None else 'div class="section"'
        self.lines.append(f"<{opening}{called}>")
        if section.heading is not None:
            self.heading(section.heading, level)
        self.blocks(section.blocks, level + (section.heading is not None))
        self.lines.append(f"</{name}>")

    def heading(self, heading: m.Heading[m.Speaker], level: int) -> None:
        """A heading, to which the contents lead."""
        self.headings += 1
        self.paragraph(f'h{min(level, DEEPEST)} id=":{self.headings}"', heading.children)

    def turn(self, turn: m.Turn[m.Speaker]) -> None:
        """A turn as a division, which alone has an id; label and doubt are in its first paragraph. What every
        turn has is short: a page has thousands.
        """
        markup = self.markup
        spoken = markup.attribution(turn.speakers, turn.attribution)
        more = markup.attribute("data-continues", turn.continues) + markup.attribute("lang", turn.lang)
        more += markup.attribute("data-time", begin_of(turn) or None) if self.has_times else ""
        first = len(self.lines)
        heard = "" if self.recording is None else self.recording.link(turn)
        opening = self.label(turn.label) + self.notes.mark(turn.attribution, turn.id) + heard
        parts: tuple[m.TurnBlock[m.Speaker], ...] = turn.blocks
        if opening and not (parts and isinstance(parts[0], m.Paragraph)):
            parts = (m.Paragraph(()), *parts)
        for number, part in enumerate(parts):
            match part:
                case m.Paragraph():
                    label = "" if number else turn.label or ""
                    tag = f"p{self.verse(part)}{_timing(part.timing)}"
                    self.paragraph(tag, part.children, opening if number == 0 else "", label)
                case m.Stage():
                    self.paragraph(f'p class="stage" data-type="{part.kind}"', part.children)
                case _:
                    assert_never(part)
        paragraphs = "\n".join(self.lines[first:])
        self.lines[first:] = [f'<div id="{turn.id}"{spoken}{more}>{paragraphs}</div>']

    def verse(self, part: m.Paragraph[m.Speaker] | m.Narrative[m.Speaker]) -> str:
        """The attributes of a line of verse: whether a group begins with it, which part of a line it is,
        after how many characters, its number.
        """
        said, verse = len(self.shared.before(part)), part.verse
        if verse is None:
            return ""
        told = " ".join(filter(None, ("stanza" if verse.stanza else "line", verse.part)))
        self.said |= {said} - {0}
        more = f' data-said="{said}"' if said else ""
        return f' data-verse="{told}"{more}{self.markup.attribute("data-n", verse.n)}'

    def label(self, label: str | None) -> str:
        """A printed label and what is between it and the words."""
        if label is None:
            return ""
        return f"<{LABEL}>{self.markup.text(label)}</{LABEL}>{self.markup.text(self.delimiter)}"

    def paragraph(
        self, tag: str, inlines: tuple[m.Inline[m.Speaker], ...], opening: str = "", label: str = ""
    ) -> None:
        """A paragraph with a tag, whose text says the direction; `opening` is before it, with the label."""
        content = opening + self.inlines(inlines)
        plain = "" if content.isascii() else f"{label} {text_of(inlines)}"
        self.lines.append(f"<{tag}{self.markup.direction(plain)}>{content}</{tag.split(' ', 1)[0]}>")

    def inlines(self, inlines: Iterable[m.Inline[m.Speaker]]) -> str:
        """Inlines in order."""
        return "".join(map(self.inline, inlines))

    def inline(self, inline: m.Inline[m.Speaker]) -> str:
        """One inline."""
        markup = self.markup
        match inline:
            case m.Text(text):
                return markup.text(text)
            case m.Emphasis(children, kind):
                return f"<{EMPHASIS[kind]}>{self.inlines(children)}</{EMPHASIS[kind]}>"
            case m.Said(children, speakers, attribution):
                mark = self.notes.mark(attribution, "")
                return f"<q{markup.attribution(speakers, attribution)}>{mark}{self.inlines(children)}</q>"
            case m.Stage(children, kind):
                return f'<i class="stage" data-type="{kind}">{self.inlines(children)}</i>'
            case m.Gap(text, reason):
                return f'<span class="gap" data-reason="{markup.text(reason)}">{markup.text(text)}</span>'
            case m.Unclear(children) | m.CastPart(children):
                cast = f'cast" data-type="{inline.kind}' if isinstance(inline, m.CastPart) else "unclear"
                return f'<span class="{cast}">{self.inlines(children)}</span>'
            case m.Foreign(children, lang):
                return f'<i class="foreign" lang="{markup.text(lang)}">{self.inlines(children)}</i>'
            case m.Note(children):
                return self.footnotes.mark(inline, self.inlines(children))
            case m.Milestone(kind, text):
                if kind == "line":
                    return "<br>"
                return f'<span class="milestone" data-type="{kind}" data-n="{markup.text(text)}"></span>'
            case _:
                assert_never(inline)


def _timing(timing: m.Timing | None) -> str:
    """The attributes that say when a paragraph is heard, in milliseconds."""
    if timing is None:
        return ""
    words = f' data-words="{" ".join(map(str, timing.words))}"' if timing.words else ""
    anchors = f' data-anchors="{" ".join(map(str, timing.anchors))}"' if timing.anchors else ""
    end = "" if timing.end is None else f' data-end="{timing.end}"'
    return f' data-begin="{timing.begin}"{end}{words}{anchors}'
