"""What the pages of a PDF print, as PDFium gives their text before anybody looks at their layout."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
from pypdfium2 import raw

from docconv.account.text import with_notations
from docconv.account.words import SourceText
from docconv.formats import Source
from docconv.formats.pdf.foreign.pdfium import ALONE
from docconv.formats.pdf.reading.attachment import source_of
from docconv.patterns import regex

PAGE = "\f"
HYPHENS = dict.fromkeys((2, 0xFFFE), "-")
"""What PDFium gives for a hyphen at the end of a line."""
MARGIN = regex(r"^[ \t]*(\d{1,5})(?=\s|$)|(?<=\s)(\d{1,5})[ \t]*$", re.MULTILINE)
COUNTING = 5
"""Numbers in a row that count lines."""


def account(source: Source) -> Iterator[SourceText]:
    """That of a PDF by others, page by page. Of what docconv wrote, the reader compares pages and TEI."""
    text = _all(source.data)
    if text is None:
        return
    yield from with_notations(
        SourceText(text, "page", PAGE, again=lambda _: " ".join(_beside(source, text)), is_ordered=False)
    )


def _all(data: bytes) -> str | None:
    """The text of all pages; nothing for what carries its source, and for what PDFium cannot open, which the
    reader takes only if it carries that.
    """
    if _carries_source(data):
        return None
    with ALONE:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return None
        try:
            return PAGE.join(map(_text, document))
        finally:
            document.close()


def _carries_source(data: bytes) -> bool:
    """Whether a file that was read says of an attachment that it was made from it."""
    with pikepdf.open(BytesIO(data), inherit_page_attributes=False) as pdf:  # no page is looked at
        return source_of(pdf) is not None


def _text(page: pypdfium2.PdfPage) -> str:
    """The characters of a page."""
    text = page.get_textpage()
    found: str = text.get_text_range()
    text.close()
    page.close()
    return found.replace(PAGE, " ").translate(HYPHENS)


def _beside(source: Source, text: str) -> Iterator[str]:
    """What notices say is left out: numbers of lines, and text in another direction than most of its page."""
    runs = [run for page in text.split(PAGE) for run in _runs(page)]
    counting = {number for run in runs if len(run) >= COUNTING for number in run}
    for run in runs:  # the last page may have the last few only
        if len(run) >= COUNTING or (counting and len(run) > 1 and _goes_on(run, counting)):
            yield from run
    with ALONE:
        document = pypdfium2.PdfDocument(source.data)
        for page in document:
            yield from _turned(page)
        document.close()


def _runs(page: str) -> Iterator[list[str]]:
    """Numbers at the edges of lines that go up in even steps."""
    numbers = [match[1] or match[2] for match in MARGIN.finditer(page)]
    run: list[str] = []
    step = 0
    for before, number in pairwise(["0", *numbers, "0"]):
        rise = int(number) - int(before)
        if rise <= 0 or (len(run) > 1 and rise != step):
            yield run
            run = []
        step = rise
        run.append(number)


def _goes_on(run: list[str], counting: set[str]) -> bool:
    """Whether numbers count lines on another page, too, or are the next ones there."""
    first = int(run[0])
    return counting.issuperset(run) or str(first - (int(run[1]) - first)) in counting


def _turned(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Characters that run in another direction than most, by the angle that PDFium tells and by the way in
    which the line goes on: letters without a height, or slanted, differ in these.
    """
    text = page.get_textpage()
    places = range(text.count_chars())
    characters = [chr(raw.FPDFText_GetUnicode(text, at)) for at in places]
    told = [round(raw.FPDFText_GetCharAngle(text, at), 1) for at in places]
    for angles in (told, [_way(text, at) for at in places]):
        main = Counter(angles).most_common(1)[0][0] if angles else 0
        yield "".join(" " if angle == main else char for char, angle in zip(characters, angles, strict=True))
    text.close()
    page.close()


def _way(text: pypdfium2.PdfTextpage, at: int) -> float:
    """The angle at which a line goes on after a character, in radians."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    return round(math.atan2(matrix.b, matrix.a), 1)
