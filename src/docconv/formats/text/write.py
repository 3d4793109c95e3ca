"""A document as plain text: a paragraph a line, parted by blank lines, labels before the words of a turn.

That is the convention of which the reader of text is surest. Where it would still read a paragraph otherwise,
or somebody is not told by their labels, the file of decisions beside the text says it, see
`docconv.formats.text.decisions`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from attrs import frozen

from docconv.formats.text.decisions import decisions
from docconv.formats.text.lines import escaped
from docconv.formats.text.notes import NoteList, has_notes, taken_names
from docconv.formats.text.rows import PrintedRow, Printer, marked, plain, rows
from docconv.languages import load
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.tei.names import FORBIDDEN, REPLACEMENT
from docconv.tei.writing.replaced import text_file, times_left_out

LOST = frozenset[Any](
    (
        "breaks",
        "certainty",
        "emphasis",
        "gaps",
        "language",
        "notes",
        "quotations",
        "sections",
        "stages",
        "times",
        "verse",
        "word-times",
        "word-parts",
    )
)
"""What a text does not carry, as aspects of `verify`."""

DEEPEST = 6
"""Markdown has no deeper heading."""


@frozen(kw_only=True)
class Options:
    """`decisions`: whether what the text cannot say stands in a file beside it, where there is any."""

    decisions: bool = True


def losses(_: Options) -> frozenset[Any]:
    """What a text loses, whatever its options."""
    return LOST


def losses_of_markdown(_: Options) -> frozenset[Any]:
    """What Markdown loses, whatever its options."""
    return LOST - {"sections"}


def write(document: Resolved, _: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as text in UTF-8."""
    return _text(document, plain, "")


def companions(document: Resolved, options: Options, name: str) -> tuple[tuple[str, bytes], ...]:
    """The decisions that belong beside a text of some name."""
    return _decisions(document, list(rows(document, plain)), "", name) if options.decisions else ()


def write_markdown(document: Resolved, _: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as Markdown in UTF-8: headings by their levels, labels in bold, italics and bold."""
    return _text(document, marked, "**")


def companions_of_markdown(document: Resolved, options: Options, name: str) -> tuple[tuple[str, bytes], ...]:
    """The decisions that belong beside Markdown of some name."""
    return _decisions(document, list(rows(document, marked)), "**", name) if options.decisions else ()


def _decisions(
    document: Resolved, found: list[PrintedRow], mark: str, name: str
) -> tuple[tuple[str, bytes], ...]:
    paragraphs = [FORBIDDEN.sub(REPLACEMENT, one) for one in _paragraphs(document, found, mark)]
    return decisions(document, found, paragraphs, "\n\n".join(paragraphs), name)


def _text(document: Resolved, printer: Printer, mark: str) -> tuple[bytes, tuple[Notice, ...]]:
    """The text, with the words of its notes at the end."""
    paragraphs = _paragraphs(document, list(rows(document, printer)), mark)
    if has_notes(document):
        notes = NoteList(taken_names(paragraphs))
        paragraphs = _paragraphs(document, list(rows(document, partial(printer, noted=notes.mark))), mark)
        paragraphs += notes.paragraphs()
    elif mark:
        paragraphs = list(map(escaped, paragraphs))
    data, told = text_file(document, "\n\n".join(paragraphs) + "\n")
    return data, (*told, *times_left_out(document, with_paragraphs=True))


def _paragraphs(document: Resolved, found: list[PrintedRow], mark: str) -> list[str]:
    """The paragraphs of rows; where labels have a mark, headings have theirs, too."""
    delimiter = load(document.metadata.lang).delimiter
    return [_paragraph(row, delimiter, mark) for row in found]


def _paragraph(row: PrintedRow, delimiter: str, mark: str) -> str:
    if row.label:
        return f"{mark}{row.label}{delimiter}{mark} {row.text}".rstrip()
    if mark and row.kind in ("title", "heading"):
        return f"{'#' * min(row.level + 1, DEEPEST)} {' '.join(row.text.split())}"
    return row.text
