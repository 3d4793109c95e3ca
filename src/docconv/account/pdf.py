"""What the pages of a PDF print, as PDFium gives their text before anybody looks at their layout."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from docconv.account.text import with_notations
from docconv.account.words import SourceText
from docconv.formats import Source
from docconv.formats.pdf.foreign.pdfium import ALONE, PRINTED
from docconv.patterns import regex

if TYPE_CHECKING:
    import pypdfium2

PAGE = "\f"
HYPHENS = "\x02", "\ufffe"
"""What PDFium gives for a hyphen at the end of a line."""
MARGIN = regex(r"^[ \t]*(\d{1,5})(?=\s|$)|(?<=\s)(\d{1,5})[ \t]*$", re.MULTILINE)
COUNTING = 5
"""Numbers in a row that count lines."""


def account(source: Source) -> Iterator[SourceText]:
    """That of a PDF by others, page by page. Of what docconv wrote, the reader compares pages and TEI."""
    pages = source.parsed[PRINTED] if PRINTED in source.parsed else _printed(source.data)
    if not pages:
        return
    text = PAGE.join(map(_readable, pages))
    yield from with_notations(
        SourceText(text, "page", PAGE, again=lambda _: " ".join(_beside(source, text)), is_ordered=False)
    )


def _printed(data: bytes) -> list[str]:
    """The text of the pages of a file that nobody has read before."""
    from docconv.formats.pdf.foreign.segments import pages  # noqa: PLC0415  a reader has asked already

    return [page.printed for page in pages(data)]


def _readable(printed: str) -> str:
    """The characters of a page: one form feed parts it from the next, and hyphens are hyphens."""
    found = printed.replace(PAGE, " ")
    for sign in HYPHENS:
        found = found.replace(sign, "-")
    return found


def _beside(source: Source, text: str) -> Iterator[str]:
    """What notices say is left out: numbers of lines, and text in another direction than most of its page."""
    runs = [run for page in text.split(PAGE) for run in _runs(page)]
    counting = {number for run in runs if len(run) >= COUNTING for number in run}
    for run in runs:  # the last page may have the last few only
        if len(run) >= COUNTING or (counting and len(run) > 1 and _goes_on(run, counting)):
            yield from run
    import pypdfium2  # noqa: PLC0415  only what differs is looked at again

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
    from pypdfium2 import raw  # noqa: PLC0415  the same

    text, matrix = page.get_textpage(), raw.FS_MATRIX()

    def way(at: int) -> float:
        """The angle at which the line goes on after a character, in radians."""
        raw.FPDFText_GetMatrix(text, at, matrix)
        return round(math.atan2(matrix.b, matrix.a), 1)

    places = range(text.count_chars())
    characters = [chr(raw.FPDFText_GetUnicode(text, at)) for at in places]
    told = [round(raw.FPDFText_GetCharAngle(text, at), 1) for at in places]
    for angles in (told, list(map(way, places))):
        main = Counter(angles).most_common(1)[0][0] if angles else 0
        yield "".join(" " if angle == main else char for char, angle in zip(characters, angles, strict=True))
    text.close()
    page.close()
