"""Segments to rows in reading order: columns first, then line by line.

A gutter is taken for one of columns where both sides are of similar width and full of text. A narrow column
of labels beside the words is none: there a row is read across.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median

from attrs import frozen

from docconv.formats.pdf.foreign.segments import Segment, SegmentedPage
from docconv.transcript import times
from docconv.transcript.styled.paragraphs import StyledRun

LEVEL = 0.35
"""How far base lines in one row may differ, in parts of the type size."""
MIDDLE, FULL, CROSSING = (0.38, 0.62), 0.55, 0.15
"""Where a gutter may be in the width of the text; how wide lines are in full columns; how many cross it."""
EDGE, ALIGNED, HALF = 3.0, 0.6, 0.08
"""How far the beginnings of lines may differ in a column, in points; how many are to begin together; how far
from the middle of the page.
"""
FEWEST = 4
TAB = StyledRun("\t")
"""What parts the cells of a row."""
STEPS = 25
MANY = 10  # pages
WHOLE = 0


@frozen
class TextRow(Segment):
    """A line of a column, with a tabulator between its parts.

    - `cells`: where its parts begin.
    - `page`: its number.
    - `column`: 0 is the whole width of a page, 1 the left and 2 the right one of two.
    """

    cells: tuple[float, ...] = ()
    page: int = 0
    column: int = 0

    def in_cells(self) -> list[list[StyledRun]]:
        """The pieces of each of its parts."""
        return [list(group) for is_tab, group in groupby(self.pieces, TAB.__eq__) if not is_tab]


def rows_of(pages: Iterable[SegmentedPage]) -> list[list[TextRow]]:
    """The rows of each page in reading order."""
    pages = list(pages)
    gutters = _gutters([page.segments for page in pages])
    return [
        [
            _row(line, page.number, column)
            for column, part in _columns(page.segments, gutter)
            for line in lines(part)
        ]
        for page, gutter in zip(pages, gutters, strict=True)
    ]


def lines(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments on one base line, from the top."""
    found: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: (one.y, one.left)):
        if found and segment.y - found[-1][0].y <= LEVEL * max(segment.size, found[-1][0].size):
            found[-1].append(segment)
        else:
            found.append([segment])
    return found


def _row(line: list[Segment], page: int, column: int) -> TextRow:
    order = sorted(line, key=lambda one: one.left)
    pieces: list[StyledRun] = []
    for segment in order:
        if pieces:
            pieces.append(TAB)
        pieces += segment.pieces
    return TextRow(
        tuple(pieces),
        min(one.left for one in line),
        max(one.right for one in line),
        line[0].y,
        max(line, key=lambda one: len(one.text)).size,
        tuple(one.left for one in order),
        page,
        column,
    )


# ------------ columns


def _columns(segments: Sequence[Segment], gutter: float | None) -> Iterator[tuple[int, list[Segment]]]:
    """The parts of a page that are read one after the other, with their column."""
    if gutter is None:
        yield WHOLE, list(segments)
        return
    across = [one for one in segments if one.left < gutter < one.right]
    beside = [one for one in segments if not one.left < gutter < one.right]
    above = float("-inf")
    for bound in [*sorted({one.y for one in across}), float("inf")]:
        band = (one for one in beside if above <= one.y < bound)
        for column, side in enumerate(_sides(band, gutter), WHOLE + 1):
            if side:
                yield column, side
        if whole := [one for one in across if one.y == bound]:
            yield WHOLE, whole
        above = bound


def _gutters(pages: Sequence[Sequence[Segment]]) -> list[float | None]:
    """Where pages are divided into columns. Most have columns, or many in the same place, or none has; where
    some have, those that leave the gutter free have them, too.
    """
    found = [_gutter(segments) for segments in pages]
    known = [gutter for gutter in found if gutter is not None]
    same = len(known) >= MANY and max(known) - min(known) <= 2 * EDGE
    if not known or not (same or len(known) * 2 >= len(pages)):
        return [None] * len(pages)
    usual = median(known)
    free = (_crossing(segments, usual) <= CROSSING * len(segments) for segments in pages)
    return [
        gutter if gutter is not None else usual if is_free else None
        for gutter, is_free in zip(found, free, strict=True)
    ]


def _crossing(segments: Iterable[Segment], place: float) -> int:
    """How many segments cross a place."""
    return sum(one.left < place < one.right for one in segments)


def _sides(segments: Iterable[Segment], gutter: float) -> tuple[list[Segment], list[Segment]]:
    left: list[Segment] = []
    right: list[Segment] = []
    for segment in segments:
        (left if segment.right <= gutter else right).append(segment)
    return left, right


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Where a page is divided into two columns, if it is."""
    if len(segments) < 2 * FEWEST:
        return None
    start, end = min(one.left for one in segments), max(one.right for one in segments)
    low, high = (start + share * (end - start) for share in MIDDLE)
    places = [low + (high - low) * step / STEPS for step in range(STEPS + 1)]
    crossing = {place: _crossing(segments, place) for place in places}
    fewest = min(crossing.values())
    free = [place for place in places if crossing[place] == fewest]
    gutter = free[len(free) // 2]
    return gutter if _divides(segments, gutter, (start, end)) else None


def _divides(segments: Sequence[Segment], gutter: float, ends: tuple[float, float]) -> bool:
    """Whether both sides are columns, and little crosses between them: their lines are full, or those of the
    right one begin at one place.
    """
    across = _crossing(segments, gutter)
    left, right = _sides((one for one in segments if not one.left < gutter < one.right), gutter)
    if across > CROSSING * len(segments) or min(len(left), len(right)) < FEWEST:
        return False
    if any(map(_are_cells, (left, right))) or all(times.is_time(one.text.strip()) for one in left):
        return False
    widths = (gutter - ends[0], ends[1] - gutter)
    full = [median(_extents(side)) / width for side, width in zip((left, right), widths, strict=True)]
    if min(full) >= FULL:
        return True
    edge = _edge(right)
    aligned = sum(abs(one.left - edge) <= EDGE for one in right)
    middle = abs((edge - ends[0]) / (ends[1] - ends[0]) - 0.5) <= HALF
    if min(full) < FULL / 2 or not middle or aligned < ALIGNED * len(right):
        return False
    return not _are_labels(left, right)


def _are_labels(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether one side is of labels for the other: fewer, or the same few again and again."""
    return len(left) < ALIGNED * len(right) or len({one.text for one in left}) < ALIGNED * len(left)


def _are_cells(side: Sequence[Segment]) -> bool:
    """Whether most lines of a side have several parts: a table, and no text."""
    found = lines(side)
    return sum(len(line) > 1 for line in found) * 2 > len(found)


def _edge(side: Sequence[Segment]) -> float:
    """Where most lines of a side begin."""
    return float(Counter(round(one.left) for one in side).most_common(1)[0][0])


def _extents(side: Iterable[Segment]) -> list[float]:
    """How wide the lines of a side are."""
    return [max(one.right for one in line) - min(one.left for one in line) for line in lines(side)]
