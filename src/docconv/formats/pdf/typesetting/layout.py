"""Lines to pages: no widow, no orphan, no heading or label left alone at the foot of a column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from attrs import define, field

from docconv.formats.pdf.fonts.fonts import SHY, DocumentFonts
from docconv.formats.pdf.typesetting.breaking import MANY, break_lines
from docconv.formats.pdf.typesetting.columns import balance, feather
from docconv.formats.pdf.typesetting.lines import LayoutParagraph, PlacedLine, TextLine
from docconv.themes.model import Page, ParagraphStyle

MOST_WHOLE = 8  # lines of a paragraph that must not end within a word
ABOVE = 14.0  # points between the text and the notes at the foot, with a rule in their midst
CLOSE = 8.0  # points between a heading and another one right below it
EXACT = 0.01  # points by which heights that are alike differ, since they are sums
LETTERS, BELOW = 0.92, 0.6  # the height of letters in sizes, and how much of the lead is below them


Destination: TypeAlias = tuple[int, float]
"""A place to go to: page from 0, height on it."""
OutlineEntry: TypeAlias = tuple[int, str, Destination]
"""Level, text, and the place."""


@define(eq=False, repr=False)
class Flow:
    """Fills columns from the top, and pages from the left, as paragraphs come. A page that is full goes to
    `finished`, so that no more than a page is held.

    - `page`, `fonts`: what the text is set on, and in.
    - `finished`: takes the lines of a page.
    - `rtl`: whether columns follow each other from the right.
    - `body`: the style whose lines make the grid on which columns end; without it they end where they do.
    - `places`: where each paragraph with an anchor begins.
    - `outline`: the entries of the outline.
    - `sections`: the headings that running heads name, and the pages on which they begin.
    - `opened`: the pages that begin with what has a page of its own.
    - `continued`: what the next line says of its turn.
    - `number`, `placed`: this page from 0, and its lines.
    - `held`: paragraphs that are kept together with one to come.
    - `column`, `top`, `y`: this column from 0, where the columns of this page begin, and the free place.
    - `begin`: the first of its lines among those of the page.
    - `begun`: the paragraphs that begin on this page, and their first lines.
    - `low`: the lower edge of all columns.
    - `fresh`: the column is empty.
    - `close`: the last paragraph was a heading, so that another one follows closely.
    - `notes`, `foot`: the notes for the foot of this column, and the points that they take of it.
    """

    page: Page
    fonts: DocumentFonts
    finished: Callable[[list[PlacedLine]], None]
    rtl: bool = False
    body: ParagraphStyle | None = None
    places: dict[str, Destination] = field(factory=dict)
    outline: list[OutlineEntry] = field(factory=list)
    sections: list[tuple[int, str]] = field(factory=list)
    opened: set[int] = field(factory=set)
    continued: str = ""
    number: int = 0
    placed: list[PlacedLine] = field(factory=list)
    held: list[tuple[LayoutParagraph, list[TextLine]]] = field(factory=list)
    column: int = 0
    top: float = 0.0
    y: float = 0.0
    begin: int = 0
    begun: list[tuple[LayoutParagraph, int]] = field(factory=list)
    low: float = 0.0
    fresh: bool = True
    close: bool = False
    notes: list[tuple[LayoutParagraph, list[TextLine]]] = field(factory=list)
    foot: float = 0.0

    def __attrs_post_init__(self) -> None:
        self.top = self.y = self.page.height - self.page.top
        self.low = self.page.bottom
        if self.body is not None:
            self.low += max((self.top - self.low + EXACT) % self.body.leading - EXACT, 0.0)

    def lower(self, points: float) -> None:
        """Begin the columns of this page further down."""
        self.top = self.y = self.top - points

    def add(self, paragraph: LayoutParagraph) -> None:
        """Set a paragraph below what is there."""
        long = paragraph.notes if self._height(self._notes(paragraph)) > self._most_at_foot() else []
        if long:
            paragraph.notes = []
        measure = self.page.measure if paragraph.spanning else self.page.column
        if paragraph.new_page:
            self._open()
        self.held.append((paragraph, _lines(paragraph, measure, self.fonts)))
        if not paragraph.style.keep_with_next:
            self._release()
        for note in long:
            self.add(note)

    def _open(self) -> None:
        """Begin a page for what has one of its own."""
        self._release()
        if not self._is_whole():
            self._turn(page=True, full=False)
        self.opened.add(self.number)

    def _most_at_foot(self) -> float:
        """Points that the notes of a paragraph may take at the foot; what is longer follows it."""
        return (self.page.height - self.page.top - self.low) / 2

    def finish(self) -> None:
        """All paragraphs have come."""
        self._release()
        noted = self.notes or any(item.ruled for item in self.placed)
        if self.page.columns > 1 and not noted:
            text = [item for item in self.placed if not item.paragraph.spanning]
            step = self.page.column + self.page.between
            balance(text, self.page.columns, step, self.page.together, rtl=self.rtl)
        self._finish_page()

    def _finish_page(self) -> None:
        """All lines of a page are placed."""
        self._place_notes()
        for paragraph, at in self.begun:
            item = self.placed[at]
            place = self.number, item.y + paragraph.style.leading - _descent(paragraph.style)
            if paragraph.anchor:
                self.places[paragraph.anchor] = place
            if paragraph.outline is not None:
                self.outline.append((*paragraph.outline, place))
        self.begun = []
        self.finished(self.placed)

    def _release(self) -> None:
        """Set the paragraphs that are held."""
        held, self.held = self.held, []
        for index, (paragraph, lines) in enumerate(held):
            style = paragraph.style
            before = min(style.space_before, CLOSE) if self.close else style.space_before
            wanted = _needed(held[index:], self.page) + self._height(self._notes(paragraph))
            if self._room() + EXACT < (0.0 if self.fresh else before) + wanted and not self._is_whole():
                self._turn(page=paragraph.spanning or self.fresh)
                if paragraph.follows:
                    self._go_on(paragraph)
            if not self.fresh:
                self.y -= before
            self._fill(paragraph, lines)
            self.y -= style.space_after
            if paragraph.spanning and self.page.columns > 1:
                self.top, self.fresh, self.begin = self.y, True, len(self.placed)
            self.close = style.keep_with_next

    def _is_whole(self) -> bool:
        """Nothing is above this place on the page, so that another one has no more room."""
        return self.fresh and self.top == self.page.height - self.page.top

    def _room(self) -> float:
        """Points left in the column."""
        return self.y - self.low - self.foot

    def _notes(self, paragraph: LayoutParagraph) -> list[tuple[LayoutParagraph, list[TextLine]]]:
        """The notes of a paragraph, in lines."""
        return [(note, _lines(note, self.page.column, self.fonts)) for note in paragraph.notes]

    def _height(self, notes: Sequence[tuple[LayoutParagraph, list[TextLine]]]) -> float:
        """What some more notes take at the foot."""
        if not notes:
            return 0.0
        above = 0.0 if self.notes else ABOVE
        return above + sum(len(lines) * note.style.leading for note, lines in notes)

    def _place_notes(self) -> None:
        """Put the notes at the foot of the column."""
        self.y = self.low + self.foot - ABOVE
        for number, (note, lines) in enumerate(self.notes):
            first = len(self.placed)
            self._place(note, lines, last=True)
            self.placed[first].ruled = number == 0
        self.notes, self.foot = [], 0.0

    def _turn(self, *, page: bool, full: bool = True) -> None:
        """Begin a new column, on a new page if need be or wanted; whether this one is full."""
        if full and self.body is not None and not self.notes:
            foot = self.low + _descent(self.body)
            feather(self.placed[self.begin :], foot, self.body.leading)
        self.column += 1
        if page or self.column >= self.page.columns:
            self._finish_page()
            self.column, self.placed, self.number = 0, [], self.number + 1
            self.top = self.page.height - self.page.top
        else:
            self._place_notes()
        self.y, self.fresh, self.begin = self.top, True, len(self.placed)

    def _fill(self, paragraph: LayoutParagraph, lines: list[TextLine]) -> None:
        """Put a paragraph in one or more columns; the lines that stay together are in each."""
        notes = self._notes(paragraph)
        lines = self._whole_at_foot(paragraph, lines, self._height(notes))
        done, count = 0, len(lines)
        while done < count:
            room = self._room() - self._height(notes)
            leading, together = paragraph.style.leading, self.page.together
            fit = _fitting(count - done, room, leading, together, whole=self._is_whole())
            if done == 0 and fit:
                self._mark(paragraph)
                self.foot += self._height(notes)
                self.notes += notes
                notes = []
            self._place(paragraph, lines[done : done + fit], last=done + fit == count)
            done += fit
            if done < count:
                self._turn(page=paragraph.spanning)
                if done or paragraph.follows:
                    self._go_on(paragraph)

    def _go_on(self, paragraph: LayoutParagraph) -> None:
        """Say at the head of a new page whose turn goes on there."""
        if paragraph.continued and self.column == 0:
            self.continued = paragraph.continued
            self.y -= _above(paragraph)

    def _whole_at_foot(
        self, paragraph: LayoutParagraph, lines: list[TextLine], notes: float
    ) -> list[TextLine]:
        """The lines of a paragraph so that no column ends within a word, as far as that can be."""
        whole = frozenset[int]()
        while paragraph.divider is not None and len(whole) < MOST_WHOLE:
            divided = {at for at in self._feet(paragraph, len(lines), notes) if _is_divided(lines[at])}
            if divided <= whole:
                break
            whole |= divided
            measure = self.page.measure if paragraph.spanning else self.page.column
            lines = break_lines(paragraph, measure, self.fonts, whole)
        return lines

    def _feet(self, paragraph: LayoutParagraph, count: int, notes: float) -> Iterator[int]:
        """The lines of a paragraph, from 0, that would be at the foot of a column with more of it to come."""
        leading, page_top = paragraph.style.leading, self.page.height - self.page.top
        column, top, room, is_whole = self.column, self.top, self._room() - notes, self._is_whole()
        done = 0
        while True:
            done += (fit := _fitting(count - done, room, leading, self.page.together, whole=is_whole))
            if done >= count:
                return
            if fit:
                yield done - 1
            column += 1
            if paragraph.spanning or column >= self.page.columns:
                column, top = 0, page_top
            room, is_whole = top - self.low, top == page_top
            if column == 0 and (done or paragraph.follows):
                room -= _above(paragraph)

    def _mark(self, paragraph: LayoutParagraph) -> None:
        """Remember where a paragraph begins."""
        self.begun.append((paragraph, len(self.placed)))
        if paragraph.section:
            self.sections.append((self.number, paragraph.section))

    def _place(self, paragraph: LayoutParagraph, lines: list[TextLine], *, last: bool) -> None:
        """Put lines below what is there; whether they hold the last one of the paragraph."""
        style = paragraph.style
        measure = self.page.measure if paragraph.spanning else self.page.column
        column = self.page.columns - 1 - self.column if self.rtl and not paragraph.spanning else self.column
        left = self.page.left + column * (self.page.column + self.page.between)
        descent = _descent(style)
        centring = measure - style.indent - style.indent_end if style.align == "centre" else 0.0
        final = lines[-1] if last and lines else None
        for line in lines:
            self.y -= style.leading
            x = left + line.x
            if centring:
                x += (centring - line.width) / 2
            elif line.rtl:
                x = left + measure - line.x - line.width
            self.placed.append(
                PlacedLine(line, paragraph, x, self.y + descent, left, left + measure, line is final)
            )
            self.placed[-1].continued, self.continued = self.continued, ""
        self.fresh = self.fresh and not lines


def _fitting(count: int, room: float, leading: float, together: int, *, whole: bool) -> int:
    """How many of the lines left of a paragraph go in a column with so much room, where so many stay
    together; a `whole` column is empty.
    """
    fit = int((room + EXACT) / leading)
    if fit >= count:
        return count
    fit = min(fit, count - together)
    if fit >= together:
        return fit
    return max(fit, 1) if whole else 0


def _descent(style: ParagraphStyle) -> float:
    """How far the baseline of a line is above its lower edge."""
    return (style.leading - style.size * LETTERS) * BELOW


def _above(paragraph: LayoutParagraph) -> float:
    """What it takes to say at the head of a page whose turn goes on."""
    return paragraph.style.leading if paragraph.continued_above else 0.0


def _is_divided(line: TextLine) -> bool:
    """Whether a line ends within a word."""
    return bool(line.runs) and line.runs[-1].words[-1].endswith(SHY)


def _lines(paragraph: LayoutParagraph, measure: float, fonts: DocumentFonts) -> list[TextLine]:
    """The lines of a paragraph; those of a title or a heading are made about as wide as each other."""
    lines = break_lines(paragraph, measure, fonts)
    if not paragraph.style.balance or not 1 < len(lines) < MANY:
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


def _needed(held: Sequence[tuple[LayoutParagraph, Sequence[TextLine]]], page: Page) -> float:
    """The height that must be free for a paragraph to begin: those of its lines that stay together, and what
    it is kept together with.

    It is never more than half a page, so that a row of headings does not take a page each.
    """
    height, most = 0.0, (page.height - page.top - page.bottom) / 2
    for at, (paragraph, lines) in enumerate(held):
        style, count = paragraph.style, len(lines)
        height += min(style.space_before, CLOSE) if at else 0.0
        if not style.keep_with_next or at + 1 == len(held):
            least = page.together + paragraph.lead
            fit = least if count - least >= page.together else count
            return min(height + fit * style.leading, most)
        height += count * style.leading + style.space_after
        if height >= most:
            break
    return most
