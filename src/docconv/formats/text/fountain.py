"""A document as Fountain (https://fountain.io/syntax): forced cues, as names need not be in capitals there.

What is no speech is action, which is read as events; what is narrative, the file of decisions says.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from docconv.formats.text.decisions import decisions
from docconv.formats.text.notes import in_brackets
from docconv.formats.text.rows import PrintedRow, rows, screenplay
from docconv.formats.text.write import DEEPEST, Options
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.tei.writing.replaced import text_file, times_left_out

WITHIN = ("speech", "direction")
"""What goes on below a cue, after a line of two spaces."""


def write(document: Resolved, _: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as Fountain in UTF-8."""
    found = list(rows(document, partial(screenplay, noted=in_brackets)))
    data, told = text_file(document, f"{_text(found, list(map(_paragraph, found)))}\n")
    return data, (*told, *times_left_out(document, with_paragraphs=True))


def companions(document: Resolved, options: Options, name: str) -> tuple[tuple[str, bytes], ...]:
    """The decisions that belong beside a text of some name."""
    if not options.decisions:
        return ()
    found = list(rows(document, screenplay))
    paragraphs = list(map(_paragraph, found))
    return decisions(document, found, paragraphs, _text(found, paragraphs), name)


def _text(found: Sequence[PrintedRow], paragraphs: Sequence[str]) -> str:
    parts = [
        f"{'  ' if row.kind in WITHIN else ''}\n{paragraph}"
        for row, paragraph in zip(found, paragraphs, strict=True)
    ]
    return "\n".join(parts).removeprefix("\n")


def _paragraph(row: PrintedRow) -> str:
    match row.kind:
        case "title":
            return f"Title: {' '.join(row.text.split())}"
        case "heading":
            return f"{'#' * min(row.level, DEEPEST)} {' '.join(row.text.split())}"
        case _:
            return f"@{row.label}\n{row.text}".rstrip() if row.label else row.text
