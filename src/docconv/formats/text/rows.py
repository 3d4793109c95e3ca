"""A document as the paragraphs that a text prints, each with what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, Protocol, TypeAlias, assert_never

from attrs import evolve, frozen

from docconv import model as m
from docconv.model import Block, Inline, Resolved, Section, Speaker, Stage, Turn, TurnBlock
from docconv.patterns import regex

RowKind: TypeAlias = Literal[
    "title", "heading", "turn", "speech", "direction", "narrative", "stage", "separator", "boilerplate"
]
LINE_END = regex(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029\x1f]+")
MARKS: Mapping[str, str] = {"italic": "*", "bold": "**"}
MARKABLE = regex(r"(?![\s*_])[^*_\n]+(?<!\s)")
"""What may stand between marks."""
SPACES = regex(" {2,}")
CUE = "-->"
"""What is between the times of a caption."""
Printed: TypeAlias = Callable[[Iterable[Inline[Speaker]]], str]
"""How inlines are printed: on one line, or on several where the text has line breaks."""
Noted: TypeAlias = Callable[[m.Note[Speaker], str], str]
"""What a text prints where a note with some words stands."""


class Printer(Protocol):
    """Prints inlines, and where notes stand what it is told."""

    def __call__(self, inlines: Iterable[Inline[Speaker]], noted: Noted = ...) -> str:
        """Inlines as a text."""


def without_notes(_: m.Note[Speaker], __: str) -> str:
    """Nothing: for a text whose notes are elsewhere, or nowhere."""
    return ""


@frozen(eq=False, repr=False)
class PrintedRow:
    """A paragraph: what it is, its text, and where it is in the source that was read.

    `label`, `speakers`: of the first paragraph of a turn. `level`: of a heading, from 1; that of a turn is 0.
    `verse`: what is known of a line of verse; lines of one group are one row.
    """

    kind: RowKind
    text: str
    line: int = 0
    label: str = ""
    speakers: tuple[Speaker, ...] = ()
    level: int = 0
    verse: m.VerseLine | None = None


def rows(document: Resolved, printed: Printed) -> Iterator[PrintedRow]:
    """The paragraphs of a document, in order; none is empty but one of a turn that has only a label."""
    if document.title is not None:
        yield PrintedRow("title", printed(document.title.children), _line(document.title.span))
    found = (row for block in document.body for row in _block(block, printed, 1))
    yield from _grouped(row for row in found if row.text or row.label)


def _grouped(found: Iterable[PrintedRow]) -> Iterator[PrintedRow]:
    """Rows, each group of lines of verse as one."""
    held: PrintedRow | None = None
    for row in found:
        if held is not None and held.verse and row.verse and not row.verse.stanza and row.kind != "turn":
            held = evolve(held, text=f"{held.text}\n{row.text}")
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _block(block: Block[Speaker], printed: Printed, level: int) -> Iterator[PrintedRow]:
    match block:
        case Section(inner, heading):
            if heading is not None:
                yield PrintedRow("heading", printed(heading.children), _line(heading.span), level=level)
            for below in inner:
                yield from _block(below, printed, level + 1)
        case Turn():
            yield from _turn(block, printed)
        case m.Narrative(children, span) | m.CastItem(children, span):
            verse = block.verse if isinstance(block, m.Narrative) else None
            yield PrintedRow("narrative", printed(children), _line(span), verse=verse)
        case Stage(children):
            yield PrintedRow("stage", printed(children), _line(block.span))
        case m.Boilerplate(children):
            yield PrintedRow("boilerplate", printed(children), _line(block.span))
        case m.Separator(text, span):
            yield PrintedRow("separator", on_one_line(text), _line(span))
        case _:
            assert_never(block)


def _turn(turn: Turn[Speaker], printed: Printed) -> Iterator[PrintedRow]:
    """The parts of a turn; the first one has its label, and the label is alone before a direction."""
    found = ((part, printed(part.children)) for part in turn.blocks)
    parts: list[tuple[TurnBlock[Speaker], str]] = [(part, text) for part, text in found if text]
    first, opening = parts.pop(0) if parts and isinstance(parts[0][0], m.Paragraph) else (None, "")
    line = _line((first and first.span) or turn.span)
    verse = first.verse if isinstance(first, m.Paragraph) else None
    yield PrintedRow("turn", opening, _line(turn.span) or line, turn.label or "", turn.speakers, verse=verse)
    for part, text in parts:
        if isinstance(part, m.Paragraph):
            yield PrintedRow("speech", text, _line(part.span), verse=part.verse)
        else:
            yield PrintedRow("direction", text, _line(part.span))


def _line(span: m.Span | None) -> int:
    return span.line if span else 0


def on_one_line(text: str) -> str:
    """A text without ends of lines and without white space at its edges."""
    return " ".join(filter(None, map(str.strip, LINE_END.split(text))))


def plain(inlines: Iterable[Inline[Speaker]], noted: Noted = without_notes) -> str:
    """Inlines as the text that is read, with time codes; a line for each line of verse."""
    return _printed(inlines, {}, noted)


def marked(inlines: Iterable[Inline[Speaker]], noted: Noted = without_notes) -> str:
    """The same with italics and bold as Markdown has them."""
    return _printed(inlines, MARKS, noted)


def screenplay(inlines: Iterable[Inline[Speaker]], noted: Noted = without_notes) -> str:
    """The same with what Fountain has for these, without time codes, which would be spoken there."""
    return _printed((one for one in inlines if not _is_time(one)), {**MARKS, "underline": "_"}, noted)


def _is_time(inline: Inline[Speaker]) -> bool:
    return isinstance(inline, m.Milestone) and inline.kind == "time"


def _is_read(kind: m.MilestoneKind, text: str) -> bool:
    """Whether a point is printed: a time code is, the line of times above a caption is not, where a reader
    would take it for words.
    """
    return kind == "time" and CUE not in text


def _printed(inlines: Iterable[Inline[Speaker]], marks: Mapping[str, str], noted: Noted) -> str:
    lines = "".join(_inline(one, marks, noted) for one in inlines).split("\n")
    return "\n".join(filter(None, (SPACES.sub(" ", line).strip() for line in lines)))


def _inline(inline: Inline[Speaker], marks: Mapping[str, str], noted: Noted) -> str:
    match inline:
        case m.Text(text) | m.Gap(text):
            return LINE_END.sub(" ", text)
        case m.Milestone(kind, text):
            return "\n" if kind == "line" else f" {on_one_line(text)} " if _is_read(kind, text) else ""
        case m.Emphasis(children, kind):
            text = "".join(_inline(one, marks, noted) for one in children)
            mark = marks.get(kind, "")
            return f"{mark}{text}{mark}" if MARKABLE.fullmatch(text) else text
        case m.Note(children):
            return noted(inline, "".join(_inline(one, marks, noted) for one in children))
        case m.Said() | m.Stage() | m.Unclear() | m.Foreign() | m.CastPart():
            return "".join(_inline(one, marks, noted) for one in inline.children)
        case _:
            assert_never(inline)
