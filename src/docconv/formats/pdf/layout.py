"""Lines to pages: no widow, no orphan, no heading or label left alone at the foot of a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field

from docconv.formats.pdf.breaking import break_lines
from docconv.formats.pdf.fonts import Fonts
from docconv.formats.pdf.lines import Line, Paragraph
from docconv.themes.model import Page, ParagraphStyle

TOGETHER = 2
MANY = 8  # lines of a title that is no longer made even
CLOSE = 8.0  # points between a heading and another one right below it
BASELINE = 0.6  # of the lead: what stands below the letters


@define
class Placed:
    """A line of a paragraph on a page: its baseline from the bottom of the page, and where it begins.

    `left` and `right` are the edges of its column. `opening` and `closing` say that it is the first or the
    last line.
    """

    line: Line
    paragraph: Paragraph
    x: float
    y: float
    left: float
    right: float
    opening: bool
    closing: bool

    @property
    def style(self) -> ParagraphStyle:
        """The style of the paragraph."""
        return self.paragraph.style


@define
class Pages:
    """Fills columns from the top, and pages from the left. `top` is where the columns of this page begin."""

    page: Page
    pages: list[list[Placed]] = field(factory=lambda: [[]])
    column: int = 0
    top: float = 0.0
    y: float = 0.0
    fresh: bool = True

    def __attrs_post_init__(self) -> None:
        self.top = self.y = self.page.height - self.page.top

    def room(self) -> float:
        """Points left in the column."""
        return self.y - self.page.bottom

    def turn(self) -> None:
        """Begin a new column, on a new page if need be."""
        self.column += 1
        if self.column >= self.page.columns:
            self.column = 0
            self.pages.append([])
            self.top = self.page.height - self.page.top
        self.y, self.fresh = self.top, True

    def span(self) -> None:
        """What was set last stands above all columns."""
        self.top = self.y

    def place(self, lines: Sequence[Line], paragraph: Paragraph, *, first: bool, last: bool) -> None:
        """Put lines below what is there; whether they hold the first and the last line of the paragraph."""
        style, measure = paragraph.style, self.measure(paragraph)
        left = self.page.left + self.column * (self.page.column + self.page.gutter)
        descent = (style.leading - style.size * 0.92) * BASELINE
        here = self.pages[-1]
        for at, line in enumerate(lines):
            self.y -= style.leading
            x = left + line.x
            if style.align == "centre":
                x += (measure - style.indent - style.narrow - line.width) / 2
            elif line.rtl:
                x = left + measure - line.x - line.width
            ends = (first and at == 0, last and at == len(lines) - 1)
            here.append(Placed(line, paragraph, x, self.y + descent, left, left + measure, *ends))
        self.fresh = self.fresh and not lines

    def measure(self, paragraph: Paragraph) -> float:
        """The width that a paragraph has."""
        return self.page.measure if paragraph.spanning else self.page.column


def lay_out(paragraphs: Sequence[Paragraph], page: Page, fonts: Fonts) -> list[list[Placed]]:
    """All paragraphs on pages."""
    pages = Pages(page)
    broken = [_lines(paragraph, pages.measure(paragraph), fonts) for paragraph in paragraphs]
    close = False
    for index, (paragraph, lines) in enumerate(zip(paragraphs, broken, strict=True)):
        style = paragraph.style
        before = min(style.before, CLOSE) if close else style.before
        if not pages.fresh and pages.room() < before + _needed(index, paragraphs, broken, page):
            pages.turn()
        if not pages.fresh:
            pages.y -= before
        _fill(pages, paragraph, lines)
        pages.y -= style.after
        if paragraph.spanning:
            pages.span()
        close = style.keep
    return pages.pages


def _lines(paragraph: Paragraph, measure: float, fonts: Fonts) -> list[Line]:
    """The lines of a paragraph; those of a title or a heading are made about as wide as each other."""
    lines = break_lines(paragraph, measure, fonts)
    if not paragraph.style.even or not 1 < len(lines) < MANY:
        return lines
    low, high = measure / 2, measure
    while high - low > 1:
        middle = (low + high) / 2
        tried = break_lines(paragraph, middle, fonts)
        if len(tried) > len(lines):
            low = middle
        else:
            lines, high = tried, middle
    return lines


def _needed(
    index: int, paragraphs: Sequence[Paragraph], broken: Sequence[Sequence[Line]], page: Page
) -> float:
    """The height that must be free for a paragraph to begin: two lines, and what it is kept together with.

    It is never more than half a page, so that a row of headings does not take a page each.
    """
    height, most = 0.0, (page.height - page.top - page.bottom) / 2
    while height < most:
        paragraph, count = paragraphs[index], len(broken[index])
        style = paragraph.style
        if not style.keep or index + 1 == len(paragraphs):
            least = TOGETHER + paragraph.lead
            begin = count if count <= least + 1 else least
            return min(height + begin * style.leading, most)
        height += count * style.leading + style.after
        index += 1
        height += min(paragraphs[index].style.before, CLOSE)
    return most


def _fill(pages: Pages, paragraph: Paragraph, lines: Sequence[Line]) -> None:
    """Put a paragraph in one or more columns; at least two lines stand in each."""
    rest, first = lines, True
    while rest:
        fit = _fitting(pages, len(rest), paragraph.style.leading)
        pages.place(rest[:fit], paragraph, first=first, last=fit == len(rest))
        first = first and fit == 0
        rest = rest[fit:]
        if rest:
            pages.turn()


def _fitting(pages: Pages, count: int, leading: float) -> int:
    """How many of the lines left of a paragraph go in this column."""
    fit = int((pages.room() + 0.01) / leading)
    if fit >= count:
        return count
    fit = min(fit, count - TOGETHER)
    if fit >= TOGETHER:
        return fit
    return max(fit, 1) if pages.fresh else 0


def openings(pages: Iterable[Iterable[Placed]]) -> dict[Paragraph, tuple[int, float]]:
    """Where each paragraph begins: page from 0, and the height of its first line."""
    return {
        placed.paragraph: (number, placed.y + placed.style.leading)
        for number, page in enumerate(pages)
        for placed in page
        if placed.opening
    }
