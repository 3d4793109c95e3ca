"""Lines to pages: no widow, no orphan, no heading or label left alone at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field, frozen

from docconv.formats.pdf.fonts import Fonts
from docconv.formats.pdf.lines import Line, Paragraph, break_lines
from docconv.formats.pdf.styles import Page, ParagraphStyle

TOGETHER = 2


@frozen
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

    def place(self, lines: Sequence[Line], style: ParagraphStyle, *, first: bool, outline: tuple[int, str] | None) -> None:
        """Put lines below what is there."""
        for number, line in enumerate(lines):
            opening = first and number == 0
            self.y -= style.leading
            x = self.page.left + style.indent + (style.first if opening else 0)
            width = self.page.measure - style.indent - style.narrow
            if style.align == "centre":
                x += (width - line.width) / 2
            elif line.rtl:
                x = self.page.left + style.indent + width - line.width - (style.first if opening else 0)
            descent = style.leading - style.size * 0.92
            self.pages[-1].append(Placed(line, style, x, self.y + descent * 0.6, outline if opening else None))
        self.fresh = self.fresh and not lines


def lay_out(paragraphs: Sequence[Paragraph], page: Page, fonts: Fonts) -> list[list[Placed]]:
    """All paragraphs on pages."""
    pages = Pages(page)
    broken = [break_lines(paragraph, page.measure, fonts) for paragraph in paragraphs]
    for index, (paragraph, lines) in enumerate(zip(paragraphs, broken, strict=True)):
        style = paragraph.style
        before = 0.0 if pages.fresh else style.before
        if not pages.fresh and pages.room() < before + _needed(index, paragraphs, broken):
            pages.turn()
            before = 0.0
        pages.y -= before
        _fill(pages, paragraph, lines)
        pages.y -= style.after
    return pages.pages


def _needed(index: int, paragraphs: Sequence[Paragraph], broken: Sequence[Sequence[Line]]) -> float:
    """The height that must be free for a paragraph to begin: two lines, and what it must be kept together with."""
    height = 0.0
    while True:
        style, count = paragraphs[index].style, len(broken[index])
        if not style.keep or index + 1 == len(paragraphs):
            begin = count if count <= TOGETHER + 1 else TOGETHER
            return height + begin * style.leading
        height += count * style.leading + style.after
        index += 1
        height += paragraphs[index].style.before


def _fill(pages: Pages, paragraph: Paragraph, lines: Sequence[Line]) -> None:
    """Put a paragraph on one or more pages; at least two lines stand on each."""
    style, rest, first = paragraph.style, list(lines), True
    while rest:
        fit = int((pages.room() + 0.01) / style.leading)
        if fit < len(rest):
            fit = min(fit, len(rest) - TOGETHER)
            fit = fit if fit >= TOGETHER or pages.fresh else 0
        fit = max(fit, 1) if pages.fresh else fit
        pages.place(rest[:fit], style, first=first, outline=paragraph.outline)
        first = first and fit == 0
        rest = rest[max(fit, 0) :]
        if rest:
            pages.turn()


def outline_of(pages: Iterable[Iterable[Placed]]) -> list[tuple[int, str, int, float]]:
    """The outline entries: level, text, page from 0, height of the line."""
    return [
        (*placed.outline, number, placed.y + placed.style.leading)
        for number, page in enumerate(pages)
        for placed in page
        if placed.outline is not None
    ]
