"""Lines to pages: no widow, no orphan, no heading or label left alone at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field

from docconv.formats.pdf.fonts import Fonts
from docconv.formats.pdf.lines import Line, Paragraph, break_lines
from docconv.formats.pdf.styles import Page, ParagraphStyle

TOGETHER = 2
MANY = 8  # lines of a title that is no longer made even
CLOSE = 8.0  # points between a heading and another one right below it


@define
class Placed:
    """A line on a page: its baseline from the bottom of the page, and where it begins."""

    line: Line
    style: ParagraphStyle
    x: float
    y: float
    outline: tuple[int, str] | None = None


@define
class Pages:
    """Fills pages from the top."""

    page: Page
    pages: list[list[Placed]] = field(factory=lambda: [[]])
    y: float = 0.0
    fresh: bool = True

    def __attrs_post_init__(self) -> None:
        self.y = self.page.height - self.page.top

    def room(self) -> float:
        """Points left on the page."""
        return self.y - self.page.bottom

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.y = self.page.height - self.page.top
        self.fresh = True

    def place(
        self, lines: Sequence[Line], style: ParagraphStyle, *, first: bool, outline: tuple[int, str] | None
    ) -> None:
        """Put lines below what is there."""
        left = self.page.left + style.indent
        width = self.page.measure - style.indent - style.narrow
        descent = (style.leading - style.size * 0.92) * 0.6
        here = self.pages[-1]
        for number, line in enumerate(lines):
            opening = first and number == 0
            self.y -= style.leading
            shift = style.first if opening else 0.0
            x = left + shift
            if style.align == "centre":
                x += (width - line.width) / 2
            elif line.rtl:
                x = left + width - line.width - shift
            here.append(Placed(line, style, x, self.y + descent, outline if opening else None))
        self.fresh = self.fresh and not lines


def lay_out(paragraphs: Sequence[Paragraph], page: Page, fonts: Fonts) -> list[list[Placed]]:
    """All paragraphs on pages."""
    pages = Pages(page)
    broken = [_lines(paragraph, page.measure, fonts) for paragraph in paragraphs]
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
        style, count = paragraphs[index].style, len(broken[index])
        if not style.keep or index + 1 == len(paragraphs):
            begin = count if count <= TOGETHER + 1 else TOGETHER
            return min(height + begin * style.leading, most)
        height += count * style.leading + style.after
        index += 1
        height += min(paragraphs[index].style.before, CLOSE)
    return most


def _fill(pages: Pages, paragraph: Paragraph, lines: Sequence[Line]) -> None:
    """Put a paragraph on one or more pages; at least two lines stand on each."""
    rest, first = lines, True
    while rest:
        fit = _fitting(pages, len(rest), paragraph.style.leading)
        pages.place(rest[:fit], paragraph.style, first=first, outline=paragraph.outline)
        first = first and fit == 0
        rest = rest[fit:]
        if rest:
            pages.turn()


def _fitting(pages: Pages, count: int, leading: float) -> int:
    """How many of the lines left of a paragraph go on this page."""
    fit = int((pages.room() + 0.01) / leading)
    if fit >= count:
        return count
    fit = min(fit, count - TOGETHER)
    if fit >= TOGETHER:
        return fit
    return max(fit, 1) if pages.fresh else 0


def outline_of(pages: Iterable[Iterable[Placed]]) -> list[tuple[int, str, int, float]]:
    """The outline entries: level, text, page from 0, height of the line."""
    return [
        (*placed.outline, number, placed.y + placed.style.leading)
        for number, page in enumerate(pages)
        for placed in page
        if placed.outline is not None
    ]
