"""Words to lines: those of justified paragraphs chosen together and set to the measure, others as full as
they can be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import sub
from typing import TypeAlias

from attrs import define, evolve, field

from docconv.bidi import is_rtl, needs_order
from docconv.formats.pdf.fonts.fonts import SHY, UNITS, DocumentFonts
from docconv.formats.pdf.fonts.shaping import needs_shaping
from docconv.formats.pdf.typesetting.hyphenation import LEAST_DIVIDED
from docconv.formats.pdf.typesetting.justification import LINE_NARROWER, LINE_WIDER, spread, stretch
from docconv.formats.pdf.typesetting.lines import LayoutParagraph, LineRun, Room, TaggedSpan, TextLine
from docconv.formats.pdf.typesetting.tokens import HALF, OPENING, Tokens
from docconv.formats.pdf.typesetting.total_fit import TotalFit
from docconv.patterns import regex
from docconv.themes.model import FontStyle

SLACK = 0.01  # points
GAP = 6.0  # points between a label in its column and the words
LOOSEST = 0.6  # of the type size: a line that would have to be stretched by more at each space stays ragged
MANY = 8  # lines of a title that is no longer made even
SENTENCE_END = regex(r"(?:^|[.!?…:])\W*$")
RUNT, RUNT_SIGNS = 4.0, 3.0  # of the type size: a last line that is narrower looks lost; one of spread signs
RUNT_SHARE = 1 / 7  # of the room of a line: the least that looks lost in narrow columns
LEAST_FULL, LEAST_SPREAD = 0.75, 0.9  # of its room: what the line before a longer last one fills at least
FEWEST_SPACES = 4  # a line may end between letters where there are more words for each space

Way: TypeAlias = tuple[float, tuple[int, ...]]
"""What is missing in lines, squared, and after which word each of them ends."""


def break_lines(
    paragraph: LayoutParagraph, measure: float, fonts: DocumentFonts, whole: frozenset[int] = frozenset()
) -> list[TextLine]:
    """The lines of a paragraph. A word wider than the line is broken between characters. Lines of `whole`,
    from 0, end in no divided word.
    """
    style = paragraph.style
    width = measure - style.indent - style.indent_end
    if not paragraph.hanging:
        room = Room(
            style.indent + style.first_line_indent, width - style.first_line_indent, style.indent, width
        )
        return _set(paragraph, paragraph.spans, room, fonts, whole)
    spans = paragraph.spans
    beside = _set(paragraph, spans[: paragraph.hanging], Room(0, measure, 0, measure), fonts, whole)
    out = style.first_line_indent + min(paragraph.shared, width / 2) if paragraph.verse else 0.0
    room = Room(style.indent + out, width - out, style.indent, width)
    is_beside = len(beside) == 1 and beside[0].width <= room.first_x - GAP
    below = whole if is_beside else frozenset(at - len(beside) for at in whole)
    lines = _set(paragraph, spans[paragraph.hanging :], room, fonts, below)
    if is_beside and lines:
        return [_side_by_side(beside[0], lines[0]), *lines[1:]]
    return beside + lines


def _side_by_side(label: TextLine, line: TextLine) -> TextLine:
    """A label in its column and the first line of the words."""
    if not line.runs:
        return label
    line.runs[0].at = line.x
    return TextLine((*label.runs, *line.runs), line.x + line.width, 0.0, line.rtl, line.mixed)


def _set(
    paragraph: LayoutParagraph,
    spans: Sequence[TaggedSpan],
    room: Room,
    fonts: DocumentFonts,
    whole: frozenset[int],
) -> list[TextLine]:
    """The lines of some spans of a paragraph, one verse after the other."""
    text = paragraph.text()
    rtl, mixed = is_rtl(text), needs_order(text) or needs_shaping(text)
    hangs = paragraph.style.align == "justify" and not (rtl or mixed)
    lines: list[TextLine] = []
    verses = list(_verses(spans))
    for number, verse in enumerate(verses, 1):
        tokens = Tokens(fonts, hangs=hangs)
        for span in verse:
            tokens.add(span)
        if number < len(verses):
            tokens.add(TaggedSpan(" ", verse[-1].font, verse[-1].element))
        here = room
        if lines and not paragraph.verse:
            here = evolve(room, first_x=room.x, first=room.width)
        if paragraph.shared and not paragraph.hanging and number == 1 + bool(paragraph.lead):
            further = min(paragraph.shared, room.width / 2)
            here = evolve(here, first_x=here.first_x + further, first=here.first - further)
        fitting = tokens.fitting(min(here.first, here.width) * UNITS / paragraph.style.size)
        kept = frozenset(at - len(lines) for at in whole) if lines and whole else whole
        lines += Breaker(fitting, paragraph, rtl, mixed).lines(here, kept)
    return lines


def _verses(spans: Sequence[TaggedSpan]) -> Iterator[list[TaggedSpan]]:
    """The spans between forced line ends."""
    verse: list[TaggedSpan] = []
    for span in spans:
        if "\n" not in span.text:
            verse.append(span)
            continue
        head, *rest = span.text.split("\n")
        verse.append(evolve(span, text=head))
        for text in rest:
            yield verse
            verse = [evolve(span, text=text, actual_text=None)]
    yield verse


@define(eq=False, repr=False)
class Breaker:
    """Breaks one verse. Widths are in thousandths of the type size until a line is made.

    - `tokens`, `paragraph`: the words, and where they belong.
    - `rtl`, `mixed`: the direction of the paragraph, and whether its letters need order or shaping.
    - `ends`: where a line that began at the first word would end after each word.
    - `offsets`: where each word would begin.
    - `glued`: the indexes of words before which no line ends.
    - `scale`: points for a thousandth of the type size.
    - `justify`: whether lines are stretched.
    - `spaces`: the widths of the spaces, in points.
    - `parts`: where words may be divided, and how wide both parts are.
    """

    tokens: Tokens
    paragraph: LayoutParagraph
    rtl: bool
    mixed: bool
    ends: list[float] = field(init=False)
    offsets: list[float] = field(init=False)
    glued: frozenset[int] = field(init=False)
    scale: float = field(init=False)
    justify: bool = field(init=False)
    spaces: dict[FontStyle, float] = field(factory=dict)
    parts: dict[int, Sequence[tuple[int, float, float]]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        tokens = self.tokens
        sizes, trims = tokens.held_together()
        held = list(accumulate(sizes, initial=0.0))
        self.ends = list(map(sub, held[1:], trims))
        self.offsets = list(accumulate(tokens.sizes, initial=0.0)) if tokens.glued else held
        self.glued = frozenset(tokens.glued)
        self.scale = self.paragraph.style.size / UNITS
        self.justify = self.paragraph.style.align == "justify"

    def lines(self, room: Room, whole: Container[int] = ()) -> list[TextLine]:
        """All lines; those of `whole`, from 0, end in no divided word."""
        words = self.tokens.words
        if not words:
            return [TextLine((), 0.0, room.first_x, self.rtl, self.mixed)]
        if self.justify:
            spaces = self._spaces_before()
            if spaces[-1] * FEWEST_SPACES >= len(words) - 1:
                return self._fitted(room, spaces, whole)
        return self._filled(room)

    def _spaces_before(self) -> Sequence[int]:
        """The number of spaces before each word."""
        words, starts = self.tokens.words, self.tokens.starts
        if not self.tokens.regular:
            return list(accumulate((word[-1] == " " for word in words), initial=0))
        before, found = list[int](), 0
        for start, stop in pairwise((*starts, len(words))):
            before += range(found, found + stop - start)
            found += stop - start - (words[stop - 1][-1] != " ")
        before.append(found)
        return before

    def _filled(self, room: Room) -> list[TextLine]:
        """Lines as full as they can be, but for what the last one needs."""
        ends, lines = self._ends(room), list[TextLine]()
        if len(ends) > 1 and not self.paragraph.verse:
            if self.paragraph.style.balance and len(ends) < MANY:
                ends = self._even(ends, room)
            self._lengthen_last(ends, room)
        for start, end in pairwise((0, *ends)):
            x, width = self._place(room, start)
            hung = self.tokens.trims[end - 1] * self.scale
            lines.append(self._line(self._runs(start, end), x, width, hung, last=end == ends[-1]))
        return lines

    def _ends(self, room: Room) -> list[int]:
        """After which word each line ends that is as full as it can be."""
        count, start, found = len(self.tokens.words), 0, list[int]()
        while start < count:
            end = self._fit(start, room)
            start = end if end > start else self._overlong(start)
            found.append(start)
        return found

    def _fit(self, start: int, room: Room) -> int:
        """After which word a line ends at the latest that begins with one."""
        _, width = self._place(room, start)
        return bisect_right(self.ends, self.offsets[start] + (width + SLACK) / self.scale, start)

    def _place(self, room: Room, start: int) -> tuple[float, float]:
        """Where a line begins that begins with a word, and the room that it has; the blank half of an opening
        mark hangs over the edge of all lines but the first.
        """
        if not start:
            return room.first_x, room.first
        blank = HALF * self.scale if self.tokens.words[start] in OPENING else 0.0
        return room.x - blank, room.width + blank

    def _even(self, ends: list[int], room: Room) -> list[int]:
        """As many lines, whose widths differ as little as can be."""
        ways: dict[int, Way] = {0: (0.0, ())}
        for left in reversed(range(len(ends))):
            further = (one for way in ways.items() for one in self._further(*way, room, final=not left))
            ways = {}
            for way in further:
                known = ways.get(way[1][-1])
                if known is None or way[0] < known[0]:
                    ways[way[1][-1]] = way
        return list(min(ways.values())[1]) if ways else ends

    def _further(self, start: int, way: Way, room: Room, *, final: bool) -> Iterator[Way]:
        """The ways to set one more line; the final one takes all that is left."""
        count, last = len(self.tokens.words), self._fit(start, room)
        if final and last < count:
            return
        _, width = self._place(room, start)
        for end in (count,) if final else range(start + 1, last + 1):
            if end not in self.glued:
                missing = width - (self.ends[end - 1] - self.offsets[start]) * self.scale
                yield way[0] + missing * missing, (*way[1], end)

    def _lengthen_last(self, ends: list[int], room: Room) -> None:
        """Take words down to a last line that is hardly longer than an indent, as long as the line before
        stays nearly as long as others.
        """
        size, start = self.paragraph.style.size, ends[-3] if len(ends) > 2 else 0
        runt = min((RUNT_SIGNS if self.justify else RUNT) * size, room.width * RUNT_SHARE) / self.scale
        least = self._place(room, start)[1] * (LEAST_SPREAD if self.justify else LEAST_FULL) / self.scale
        end, close = ends[-2], self.ends[-1]
        while close - self.offsets[end] < runt:
            end -= 1
            while end in self.glued:
                end -= 1
            if end <= start or self.ends[end - 1] - self.offsets[start] < least:
                return
        ends[-2] = end

    def _fitted(self, room: Room, spaces: Sequence[int], whole: Container[int]) -> list[TextLine]:
        """Lines chosen together, where it is more than one."""
        scale, alone = self.scale, self.rtl or self.mixed
        if self._is_one(room):
            whole_line = tuple(self._runs(0, len(self.ends)))
            return [TextLine(whole_line, self.ends[-1] * scale, room.first_x, self.rtl, self.mixed)]
        letters = (0.0, 0.0) if alone else (LINE_WIDER, LINE_NARROWER)
        space = self._space(self.paragraph.style.font)
        divide = None if self.paragraph.divider is None else self._divide
        fit = TotalFit(self.ends, self.offsets, spaces, self.glued, space / scale, *letters, divide)
        way = fit.places((room.first + SLACK) / scale, (room.width + SLACK) / scale, whole)
        begin, start, carried, lines = 0.0, 0, None, list[TextLine]()
        x, wide, last = room.first_x, room.first, way[-1]
        for place in way:
            _, after, word, _, cut, _ = place
            end = word - 1 if cut else word
            runs = self._runs(start, end)
            gaps = spaces[end if cut else end - 1] - spaces[start]
            if carried is not None:
                runs.insert(0, carried)
                gaps, carried = gaps + 1, None
            if cut:
                before, carried = self._parts(self._span(end), self.tokens.words[end], cut)
                runs.append(before)
                width = self.offsets[end] + self._head(end, cut) - begin
            else:
                width = self.ends[end - 1] - begin
            missing = wide - width * scale
            is_short = place is last and missing > -SLACK
            full = not is_short and self._stretch(runs, missing, gaps, wide)
            width = wide if full else width * scale
            lines.append(TextLine(tuple(runs), width, x, self.rtl, self.mixed))
            begin, start, x, wide = after, word, room.x, room.width
        return lines

    def _is_one(self, room: Room) -> bool:
        """Whether all words fit on the first line."""
        fit = bisect_right(self.ends, (room.first + SLACK) / self.scale)
        return fit == len(self.ends) and room.first - self.ends[-1] * self.scale > -SLACK

    def _head(self, at: int, cut: int) -> float:
        """The width of the first part of a divided word."""
        return next(width for letter, width, _ in self.parts[at] if letter == cut)

    def _overlong(self, start: int) -> int:
        """The end of a line that is too wide with its first word alone, and what goes with that."""
        end = start + 1
        while end in self.glued:
            end += 1
        return end

    def _divide(self, at: int) -> Sequence[tuple[int, float, float]]:
        """Where a word may be divided, the last place first, and the widths of both parts. One without a
        space after it stays whole: its second part would have no actual text.
        """
        words = self.tokens.words
        if at in self.parts:
            return self.parts[at]
        if at >= len(words) - 1 or len(words[at]) <= LEAST_DIVIDED or words[at][-1] != " ":
            return ()
        word, span = words[at], self._span(at)
        selection = self.tokens.fonts.selection(span.font)
        hyphen = selection.hangs[SHY] if self.tokens.hangs else 0.0
        widths = selection.widths
        found = [
            (place, widths[word[:place] + SHY] - hyphen, widths[word[place:]])
            for place in self._points(at, span)
        ]
        self.parts[at] = found
        return found

    def _points(self, at: int, span: TaggedSpan) -> tuple[int, ...]:
        """The indexes at which a word may be divided, the last one first."""
        words, element, divider = self.tokens.words, span.element, self.paragraph.divider
        held = at in self.glued or at + 1 in self.glued
        if held or divider is None or element.actual_text or element.lang or element.tag == "Speaker":
            return ()
        word = words[at]
        initial = not word.islower() and (at == 0 or SENTENCE_END.search(words[at - 1]) is not None)
        return divider.points(word, initial=initial)

    def _parts(self, span: TaggedSpan, word: str, place: int) -> tuple[LineRun, LineRun]:
        """A word as two runs. The actual text of the first is the whole word, that of the second the space
        after it: an empty one would be taken for none.
        """
        widths, bare = self.tokens.fonts.selection(span.font).widths, word.rstrip(" ")
        head, tail = word[:place] + SHY, word[place:]
        before = LineRun(span, (head,), widths[head] * self.scale, actual_text=bare)
        return before, LineRun(span, (tail,), widths[tail] * self.scale, actual_text=word[len(bare) :])

    def _span(self, at: int) -> TaggedSpan:
        """The span of a word."""
        return self.tokens.spans[bisect_right(self.tokens.starts, at) - 1]

    def _runs(self, start: int, end: int) -> list[LineRun]:
        """The words from `start` to `end` as runs of their spans."""
        starts, offsets, words = self.tokens.starts, self.offsets, self.tokens.words
        runs: list[LineRun] = []
        number = bisect_right(starts, start) - 1
        while start < end:
            stop = min(end, starts[number + 1]) if number + 1 < len(starts) else end
            span = self.tokens.spans[number]
            text = span.actual_text
            actual_text = text if text is None or start == starts[number] else ""
            width = (offsets[stop] - offsets[start]) * self.scale
            if not self.tokens.closed_up or self.tokens.closed_up.isdisjoint(range(start, stop)):
                tracking = span.letter_spacing * self.paragraph.style.size
                runs.append(LineRun(span, words[start:stop], width, 0.0, tracking, actual_text))
            else:
                runs += self._apart(span, start, stop)
            start, number = stop, number + 1
        return runs

    def _apart(self, span: TaggedSpan, start: int, stop: int) -> Iterator[LineRun]:
        """The words from `start` to `stop` of a span; each mark without its blank half is a run by itself."""
        closed = sorted(self.tokens.closed_up.intersection(range(start, stop)))
        borders = sorted({start, *closed, *(at + 1 for at in closed), stop})
        for first, last in pairwise(borders):
            width = (self.offsets[last] - self.offsets[first]) * self.scale
            tracking = -HALF * self.scale if first in self.tokens.closed_up else 0.0
            yield LineRun(span, self.tokens.words[first:last], width, tracking=tracking)

    def _line(self, runs: list[LineRun], x: float, room: float, hung: float, *, last: bool) -> TextLine:
        """A line as full as it can be; where letters may stand apart, they are spread. What is `hung`, in
        points, ends beyond the measure.
        """
        width = -hung
        for run in runs:
            width += run.width
        if self.justify and not last and spread(runs, room - width, self.paragraph.style.size):
            width = room
        return TextLine(tuple(runs), width, x, self.rtl, self.mixed)

    def _space(self, font: FontStyle) -> float:
        """The width of a space in points."""
        if font not in self.spaces:
            self.spaces[font] = self.tokens.fonts.selection(font).widths[" "] * self.scale
        return self.spaces[font]

    def _stretch(self, runs: list[LineRun], missing: float, gaps: int, room: float) -> bool:
        """Set a line to the measure; whether that could be done well."""
        size = self.paragraph.style.size
        if gaps < 1 or missing > LOOSEST * size * gaps:
            return not self.tokens.regular and spread(runs, missing, size)
        spaces = self._space(self.paragraph.style.font) * gaps
        spacing = stretch(runs, missing, spaces, room, alone=self.rtl or self.mixed) / gaps
        for run in runs:
            run.spacing = spacing
        return True
