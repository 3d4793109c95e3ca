"""Words to lines: as full as they can be, stretched to the measure where the style wants it, and with words
divided where a line would be too loose.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import sub

from attrs import define, evolve, field

from docconv.bidi import is_rtl, needs_order
from docconv.formats.pdf.fonts.fonts import SHY, UNITS, DocumentFonts
from docconv.formats.pdf.fonts.shaping import needs_shaping
from docconv.formats.pdf.typesetting.hyphenation import hyphenation_points
from docconv.formats.pdf.typesetting.lines import LayoutParagraph, LineRun, Room, TaggedSpan, TextLine
from docconv.formats.pdf.typesetting.tokens import Tokens
from docconv.themes.model import FontStyle

SLACK = 0.01  # points
GAP = 6.0  # points between a label in its column and the words
LOOSE = 0.045  # of a line: what may stay free at its end before a word is divided
LOOSEST = 0.6  # of the type size: a line that would have to be stretched by more at each space stays ragged
MOST_DIVIDED = 2  # lines in a row
HANGING = {SHY: 0.5, "-": 0.5, ".": 0.7, ",": 0.7, "’": 0.5, "”": 0.4, "“": 0.4}
"""How much of its width a mark at the end of a justified line hangs beyond the edge."""
SPREAD = 0.12  # of the type size: the most that goes between letters where lines may end between them
WIDEST = "\u2e80"  # the first of the characters that are a square each


def break_lines(paragraph: LayoutParagraph, measure: float, fonts: DocumentFonts) -> list[TextLine]:
    """The lines of a paragraph. A word wider than the line is broken between characters."""
    style = paragraph.style
    width = measure - style.indent - style.indent_end
    if not paragraph.hanging:
        room = Room(
            style.indent + style.first_line_indent, width - style.first_line_indent, style.indent, width
        )
        return _set(paragraph, paragraph.spans, room, fonts)
    spans = paragraph.spans
    beside = _set(paragraph, spans[: paragraph.hanging], Room(0, measure, 0, measure), fonts)
    room = Room(style.indent, width, style.indent, width)
    lines = _set(paragraph, spans[paragraph.hanging :], room, fonts)
    if len(beside) == 1 and lines and beside[0].width <= style.indent - GAP:
        return [_side_by_side(beside[0], lines[0]), *lines[1:]]
    return beside + lines


def _side_by_side(label: TextLine, line: TextLine) -> TextLine:
    """A label in its column and the first line of the words."""
    if not line.runs:
        return label
    line.runs[0].at = line.x
    return TextLine((*label.runs, *line.runs), line.x + line.width, 0.0, line.rtl, line.mixed)


def _set(
    paragraph: LayoutParagraph, spans: Sequence[TaggedSpan], room: Room, fonts: DocumentFonts
) -> list[TextLine]:
    """The lines of some spans of a paragraph, one verse after the other."""
    text = paragraph.text()
    rtl, mixed = is_rtl(text), needs_order(text) or needs_shaping(text)
    lines: list[TextLine] = []
    verses = list(_verses(spans))
    for number, verse in enumerate(verses, 1):
        tokens = Tokens(fonts)
        for span in verse:
            tokens.add(span)
        if number < len(verses):
            tokens.add(TaggedSpan(" ", verse[-1].font, verse[-1].element))
        here = evolve(room, first_x=room.x, first=room.width) if lines else room
        fitting = tokens.fitting(min(here.first, here.width) * UNITS / paragraph.style.size)
        lines += Breaker(fitting, paragraph, rtl, mixed).lines(here)
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
    - `justify`, `loosest`: whether lines are stretched, and the most points for each space.
    - `spaces`: the widths of the spaces, in points.
    - `divided`: the lines in a row that end within a word.
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
    loosest: float = field(init=False)
    spaces: dict[FontStyle, float] = field(factory=dict)
    divided: int = 0

    def __attrs_post_init__(self) -> None:
        tokens = self.tokens
        sizes, trims = tokens.held_together()
        held = list(accumulate(sizes, initial=0.0))
        self.ends = list(map(sub, held[1:], trims))
        self.offsets = list(accumulate(tokens.sizes, initial=0.0)) if tokens.glued else held
        self.glued = frozenset(tokens.glued)
        self.scale = self.paragraph.style.size / UNITS
        self.justify = self.paragraph.style.align == "justify"
        self.loosest = LOOSEST * self.paragraph.style.size

    def lines(self, room: Room) -> list[TextLine]:
        """All lines."""
        count, start, lines = len(self.tokens.words), 0, list[TextLine]()
        x, width, carried = room.first_x, room.first, None
        while start < count or carried:
            free = (width + SLACK - (carried.width if carried else 0.0)) / self.scale
            end = bisect_right(self.ends, self.offsets[start] + free, start)
            if end == start and carried is None:
                end = self._overlong(start)
            runs = self._runs(start, end)
            if carried is not None:
                runs.insert(0, carried)
            left = free - self.offsets[end] + self.offsets[start]
            parts = self._divide(end, left) if left * self.scale > LOOSE * width else None
            last, start, carried = end == count, end, None
            if parts:
                runs.append(parts[0])
                start, carried = end + 1, parts[1]
            self.divided = self.divided + 1 if parts else 0
            lines.append(self._line(runs, x, width, last=last))
            x, width = room.x, room.width
        return lines or [TextLine((), 0.0, x, self.rtl, self.mixed)]

    def _overlong(self, start: int) -> int:
        """The end of a line that is too wide with its first word alone, and what goes with that."""
        end = start + 1
        while end in self.glued:
            end += 1
        return end

    def _divide(self, at: int, left: float) -> tuple[LineRun, LineRun] | None:
        """The two parts of the word that no longer fits, if it can be divided well. One without a space
        after it stays whole: its second part would have no actual text.
        """
        patterns, words = self.paragraph.patterns, self.tokens.words
        if patterns is None or self.divided >= MOST_DIVIDED or at >= len(words) - 1:
            return None
        span = self._span(at)
        word = words[at].rstrip(" ")
        held = at in self.glued or at + 1 in self.glued or word == words[at]
        if held or span.element.actual_text or span.element.tag == "Speaker":
            return None
        widths = self.tokens.fonts.selection(span.font).widths
        for place in hyphenation_points(word, patterns):
            if widths[word[:place] + SHY] <= left:
                return self._parts(span, words[at], place)
        return None

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
            runs.append(LineRun(span, words[start:stop], width, actual_text=actual_text))
            start, number = stop, number + 1
        return runs

    def _line(self, runs: list[LineRun], x: float, room: float, *, last: bool) -> TextLine:
        """A line of runs, stretched to its room unless it is the last one."""
        final = runs[-1]
        open_end = final.words[-1][-1] == " "
        width = -self._space(final.span.font) if open_end else 0.0
        for run in runs:
            width += run.width
        missing = room + self._hang(final) - width
        if not last and self.justify and self._stretch(runs, missing, open_end):
            width = room
        return TextLine(tuple(runs), width, x, self.rtl, self.mixed)

    def _hang(self, run: LineRun) -> float:
        """How far the mark at the end of a line hangs over, so that the edge of the text looks straight."""
        mark = run.words[-1].rstrip(" ")[-1:]
        if mark not in HANGING or self.rtl or self.mixed:
            return 0.0
        return HANGING[mark] * self.tokens.fonts.selection(run.span.font).widths[mark] * self.scale

    def _space(self, font: FontStyle) -> float:
        """The width of a space in points."""
        if font not in self.spaces:
            self.spaces[font] = self.tokens.fonts.selection(font).widths[" "] * self.scale
        return self.spaces[font]

    def _stretch(self, runs: list[LineRun], missing: float, open_end: int) -> bool:
        """Widen the spaces of a line, the one at its end left out; whether that could be done well."""
        counts = [self._count(run.words) for run in runs]
        gaps = sum(counts) - open_end
        if not gaps or missing > self.loosest * gaps:
            return not self.tokens.regular and self._spread(runs, missing)
        spacing = missing / gaps
        for run, count in zip(runs, counts, strict=True):
            run.spacing = spacing
            run.width += spacing * count
        return True

    def _spread(self, runs: list[LineRun], missing: float) -> bool:
        """Widen the space after each letter, where lines may end between letters (JLREQ 3.8); whether that
        could be done well.
        """
        letters = [sum(map(len, run.words)) for run in runs]
        gaps = sum(letters) - 1
        wide = sum(word[0] >= WIDEST for run in runs for word in run.words)
        if wide * 2 < gaps or missing > SPREAD * self.paragraph.style.size * gaps:
            return False
        tracking = missing / gaps
        for run, count in zip(runs, letters, strict=True):
            run.tracking = tracking
            run.width += tracking * count
        return True

    def _count(self, words: Sequence[str]) -> int:
        """How many of the words end in a space."""
        if self.tokens.regular:
            return len(words) - (words[-1][-1] != " ")
        return sum(word[-1] == " " for word in words)
