"""PDF that others wrote to a draft: what is on its pages, in the order in which one reads.

Kept: words, paragraphs, headings, emphasis; running heads and page numbers as ends of pages; notes at the
foot after the text, as notices. Left out with a notice: numbers of lines, text in another direction, pages
without text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import pypdfium2

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.pdf.foreign.furniture import Stripped, strip
from docconv.formats.pdf.foreign.labels import with_whole_labels
from docconv.formats.pdf.foreign.page_metrics import PageMetrics, page_metrics
from docconv.formats.pdf.foreign.paragraphs import Furniture, Item, passages
from docconv.formats.pdf.foreign.pdfium import PRINTED
from docconv.formats.pdf.foreign.rows import TextRow, rows_of
from docconv.formats.pdf.foreign.segments import pages
from docconv.formats.pdf.foreign.words import Words
from docconv.model import Draft
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript import analyse
from docconv.transcript.styled.paragraphs import ParagraphFormat, StyledParagraph, StyledRun
from docconv.transcript.styled.text import printed

SMALLER = 0.93
NOTE = regex(r"(?:\d{1,3}|[*†‡§])[.)]?\s*\S")
MOST_NUMBERS = 8


def read_foreign(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """A draft of a PDF that others wrote, and what was guessed or left out. Raises `BadInputError` where it
    has no text.
    """
    try:
        read = list(pages(source.data))
    except pypdfium2.PdfiumError as error:
        message = f"not a PDF, or a damaged one: {error}"
        raise BadInputError(message, where=source.name, remedy="get the file again") from error
    source.parsed[PRINTED] = [one.printed for one in read]
    stripped = strip(read)
    rows = rows_of(one.page for one in stripped)
    every = [row for found in rows for row in found]
    if not every:
        message = f"there is no text on its {len(stripped)} pages: pictures of text, most likely"
        raise BadInputError(message, where=source.name, remedy="have a program for OCR add the text first")
    how = page_metrics(every, {one.page.number: one.page.edges for one in stripped if one.page.edges})
    words = Words.of(row.text for row in every)
    whole = [with_whole_labels(found, how, words) for found in rows]
    text, notes = _items(stripped, whole, how)
    page = printed([*passages(text, how, words), *map(_note, notes)])
    source.seen(page.text, page.formatting)
    analysis = analyse(
        page.text, source.corrections, page.formatting, convention=source.convention, before=source.before
    )
    return analysis.draft, (*_told(stripped, len(notes)), *map(page.formatting.placed, analysis.notices))


def _items(
    stripped: Sequence[Stripped], rows: Sequence[Sequence[TextRow]], how: PageMetrics
) -> tuple[list[Item], list[str]]:
    """The rows of all pages with the furniture between, and the notes at their feet."""
    items: list[Item] = []
    notes: list[str] = []
    edge = Furniture if len(rows) > 1 else partial(Furniture, kind="boilerplate")
    for one, found in zip(stripped, rows, strict=True):
        start = _first_of_notes(found, how)
        items += [*map(edge, one.heads), *found[:start], *map(edge, one.feet)]
        notes += _joined(found[start:])
    return items, notes


def _first_of_notes(rows: Sequence[TextRow], how: PageMetrics) -> int:
    """Where the notes at the foot of a page begin: smaller type down to the end, with a mark before."""
    start = len(rows)
    while start and rows[start - 1].size <= SMALLER * how.size:
        start -= 1
    while start < len(rows) and not NOTE.match(rows[start].text):
        start += 1
    return start


def _joined(rows: Sequence[TextRow]) -> list[str]:
    """Rows of notes, one text for each note."""
    notes: list[str] = []
    for row in rows:
        if NOTE.match(row.text) or not notes:
            notes.append(row.text)
        else:
            notes[-1] = f"{notes[-1]} {row.text}"
    return [" ".join(note.split()) for note in notes]


def _note(text: str) -> StyledParagraph:
    return StyledParagraph((StyledRun(text),), ParagraphFormat(kind="boilerplate"))


def _told(stripped: Sequence[Stripped], notes: int) -> Iterator[Notice]:
    """What a reader has to know of the pages."""
    message = "the pages are not by docconv: who speaks and where paragraphs begin is guessed from their look"
    yield Notice("not-read", message, "info")
    empty = [str(one.page.number) for one in stripped if not (one.page.segments or one.heads or one.feet)]
    if empty:
        more = " ..." if len(empty) > MOST_NUMBERS else ""
        message = f"no text on page {', '.join(empty[:MOST_NUMBERS])}{more}: empty, or a picture"
        yield Notice("not-read", message, "warning")
    turned, unknown = (sum(getattr(one.page, name) for one in stripped) for name in ("turned", "unknown"))
    numbers = sum(one.numbers for one in stripped)
    if turned:
        yield Notice("not-read", f"{turned} letters in another direction than the text: left out", "warning")
    if unknown:
        yield Notice("not-read", f"{unknown} letters that the file gives no character for", "warning")
    if numbers:
        yield Notice("not-read", f"{numbers} numbers of lines: left out", "info")
    if notes:
        yield Notice("not-read", f"{notes} notes at the foot of pages: kept at the end", "info")
