"""What belongs to the pages and not to the text: running heads, page numbers, numbers of lines.

A line in the first or last rows of pages is furniture where it comes back on other pages at the same height,
numbers aside, or counts the pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Literal

from attrs import define, evolve, frozen

from docconv.formats.pdf.foreign.rows import lines
from docconv.formats.pdf.foreign.segments import Segment, SegmentedPage
from docconv.patterns import regex

REACH = 3
"""Rows from the edge of a page that may be furniture."""
SHARE, FEWEST = 0.3, 2
OFTEN, AWAY = 0.6, 1.8
"""On how many pages a line is that needs no distance from the text, and that distance in type sizes."""
HEIGHT = 6.0
"""How far the same head may move from page to page, in points."""
NUMBER = regex(r"\d+")
ROMAN = regex(r"[ivxlc]+", re.IGNORECASE)
BY_BROWSER = regex(r"\w+://\S+\s+\d+/\d+|\d+/\d+\s+\w+://\S+")
LONGEST = 120
COUNTING = 8
"""Numbers of lines in a row that make a margin."""
ALIGNED = 0.5  # type sizes
COUNTED = 0.6
"""How many of the rows have numbers where each line is counted; a fifth of that where every fifth line is."""
LONGEST_NUMBER = 5

Line = list[Segment]
Zone = Literal["head", "foot"]
ZONES: tuple[Zone, Zone] = ("head", "foot")


@frozen
class Stripped:
    """A page without its furniture: `heads` and `feet` are the text of that from the top, `numbers` counts
    the numbers of lines in the margin.
    """

    page: SegmentedPage
    heads: tuple[str, ...] = ()
    feet: tuple[str, ...] = ()
    numbers: int = 0


@define
class _Habits:
    """What is furniture in a document: at which heights lines come back in a zone, how often such a line
    is in the midst of a page, which number at which rank counts the pages, as its distance from their
    index.
    """

    heights: Mapping[tuple[Zone, str], Sequence[float]]
    inside: Counter[str]
    offsets: Mapping[tuple[Zone, int], int]
    pages: int

    def among(self, edge: Sequence[Line], zone: Zone, index: int) -> Iterator[Line]:
        """The furniture in the rows at an edge of a page."""
        for rank, line in enumerate(edge):
            distance = abs(edge[rank + 1][0].y - line[0].y) if rank + 1 < len(edge) else None
            if not self.counts(zone, rank, line, index) and not self.repeats(zone, line, distance):
                return
            yield line

    def counts(self, zone: Zone, rank: int, line: Line, index: int) -> bool:
        """Whether a line counts the pages."""
        offset = self.offsets.get((zone, rank))
        text = _text(line)
        return len(text) <= LONGEST and offset is not None and index + offset in _outer_numbers(text)

    def repeats(self, zone: Zone, line: Line, distance: float | None) -> bool:
        """Whether a line comes back in its place. One that does so on some pages only is apart from the
        text: a label may be at the top of two pages, too.
        """
        key = _key(line)
        heights = self.heights.get((zone, key), ())
        same = sum(abs(line[0].y - height) <= HEIGHT for height in heights)
        often = same >= OFTEN * self.pages or (distance or 0) > AWAY * line[0].size
        return same >= FEWEST and often and self.inside[key] < FEWEST


def strip(pages: Sequence[SegmentedPage]) -> list[Stripped]:
    """Pages without furniture, which goes on from the edge without text between. Where that would leave
    nothing, what comes back is the text, and only what counts the pages is furniture.
    """
    bare = without_numbers(pages)
    rows = [lines(one.page.segments) for one in bare]
    edges = {zone: [_edge(page, zone) for page in rows] for zone in ZONES}
    habits = _Habits(
        _repeated(edges, len(pages)),
        Counter(_key(line) for page in rows for line in page[REACH:-REACH]),
        {place: offset for place, offset in _offsets(edges) if offset is not None},
        len(pages),
    )
    gone = _gone(habits, edges, len(bare))
    if sum(len(found) for zones in gone for found in zones.values()) == sum(map(len, rows)):
        gone = _gone(evolve(habits, heights={}), edges, len(bare))
    shown = Counter(_key(line) for zones in gone for found in zones.values() for line in found)
    return [
        _stripped(one, _again(zones, shown) if len(pages) > 1 else _of_browser(page))
        for one, page, zones in zip(bare, rows, gone, strict=True)
    ]


def _gone(
    habits: _Habits, edges: Mapping[Zone, Sequence[Sequence[Line]]], pages: int
) -> list[dict[Zone, list[Line]]]:
    """The furniture of each page."""
    return [{zone: list(habits.among(edges[zone][at], zone, at)) for zone in ZONES} for at in range(pages)]


def _of_browser(rows: Sequence[Line]) -> dict[Zone, list[Line]]:
    """The first and the last row of a single page that a browser has printed: its time and title, its
    address and number.
    """
    if len(rows) <= FEWEST or not BY_BROWSER.fullmatch(_text(rows[-1])):
        return {"head": [], "foot": []}
    head = rows[:1] if rows[0][0].size == rows[-1][0].size else []
    return {"head": list(head), "foot": list(rows[-1:])}


def _again(zones: Mapping[Zone, Sequence[Line]], shown: Counter[str]) -> dict[Zone, list[Line]]:
    """The furniture of a page without words that are furniture nowhere else: where text is before them on
    the other pages, they are text.
    """

    def comes_back(line: Line) -> bool:
        key = _key(line)
        return shown[key] >= FEWEST or not any(map(str.isalpha, key))

    return {zone: list(takewhile(comes_back, found)) for zone, found in zones.items()}


def _stripped(one: Stripped, gone: Mapping[Zone, Sequence[Line]]) -> Stripped:
    page = _without(one.page, [segment for rows in gone.values() for line in rows for segment in line])
    heads, feet = map(_text, gone["head"]), map(_text, reversed(gone["foot"]))
    return evolve(one, page=page, heads=tuple(heads), feet=tuple(feet))


def _edge(rows: Sequence[Line], zone: Zone) -> list[Line]:
    """The first rows of a page from the top, or the last from the foot; no row is both."""
    half = (len(rows) + 1) // 2
    return list(rows[: min(REACH, half)] if zone == "head" else rows[: half - 1 : -1][:REACH])


def _text(line: Iterable[Segment]) -> str:
    return " ".join(one.text for one in sorted(line, key=lambda one: one.left))


def _key(line: Line) -> str:
    """A line without its numbers."""
    words = NUMBER.sub("#", _text(line)).split()
    return " ".join("#" if ROMAN.fullmatch(word) else word.casefold() for word in words)


def _repeated(
    edges: Mapping[Zone, Sequence[Sequence[Line]]], pages: int
) -> dict[tuple[Zone, str], list[float]]:
    """The heights at which lines come back on several pages."""
    heights: dict[tuple[Zone, str], list[float]] = defaultdict(list)
    for zone, sides in edges.items():
        for line in (line for side in sides for line in side):
            heights[zone, _key(line)].append(line[0].y)
    enough = max(FEWEST, SHARE * pages)
    return {key: found for key, found in heights.items() if len(found) >= enough}


def _offsets(
    edges: Mapping[Zone, Sequence[Sequence[Line]]],
) -> Iterator[tuple[tuple[Zone, int], int | None]]:
    """For each rank of a zone what is to be added to the index of a page for its number, if half have one."""
    for zone, sides in edges.items():
        for rank in range(REACH):
            counts = Counter(
                number - index
                for index, side in enumerate(sides)
                if rank < len(side)
                for number in _outer_numbers(_text(side[rank]))
            )
            if counts:
                ((offset, count),) = counts.most_common(1)
                yield (zone, rank), offset if count >= max(FEWEST, len(sides) / 2) else None


def _outer_numbers(text: str) -> set[int]:
    """The numbers at both ends of a line, and after the first word: `Page 3 of 10`."""
    words = text.split()
    ends = (word.strip("-–—()[].|/") for word in (*words[:2], *words[-1:]))
    return {int(word) for word in ends if word.isdecimal() and len(word) <= LONGEST_NUMBER}


# ------------ numbers of lines


def without_numbers(pages: Sequence[SegmentedPage]) -> list[Stripped]:
    """Pages without the numbers of their lines: a column at one edge of the text in which each or every fifth
    line is counted.
    """
    rows = [lines(page.segments) for page in pages]
    for side in (0, -1):
        columns = [_below_each_other(_outer(found, side)) for found in rows]
        if _count_lines(columns, sum(map(len, rows))):
            return [
                Stripped(_without(page, column), numbers=len(column))
                for page, column in zip(pages, columns, strict=True)
            ]
    return [Stripped(page) for page in pages]


def _without(page: SegmentedPage, gone: Sequence[Segment]) -> SegmentedPage:
    hidden = set(map(id, gone))
    kept = tuple(one for one in page.segments if id(one) not in hidden)
    return evolve(page, segments=kept)


def _outer(rows: Sequence[Line], side: int) -> list[Segment]:
    """The numbers that are first or last in their rows."""
    outer = (sorted(line, key=lambda one: one.left)[side] for line in rows)
    return [one for one in outer if one.text.isdecimal() and len(one.text) <= LONGEST_NUMBER - 1]


def _below_each_other(column: Sequence[Segment]) -> list[Segment]:
    """The numbers of a page that stand where most do; that of the page itself stands elsewhere."""
    if not column:
        return []
    near = ALIGNED * max(one.size for one in column)
    sides = ([one.left for one in column], [one.right for one in column])
    places, start = max(
        ((side, place) for side in sides for place in side),
        key=lambda found: sum(found[1] <= one <= found[1] + near for one in found[0]),
    )
    return [one for one, place in zip(column, places, strict=True) if start <= place <= start + near]


def _count_lines(columns: Sequence[Sequence[Segment]], rows: int) -> bool:
    """Whether numbers are below each other, go up by one or by five, and are at enough of the rows: those of
    a table or of paragraphs count longer pieces.
    """
    steps = Counter(int(b.text) - int(a.text) for column in columns for a, b in pairwise(column))
    if not steps:
        return False
    ((step, count),) = steps.most_common(1)
    numbers = [one for column in columns for one in column]
    near = ALIGNED * max(one.size for one in numbers)
    aligned = max(
        _most_within([one.right for one in numbers], near), _most_within([one.left for one in numbers], near)
    )
    enough = len(numbers) >= (COUNTING if step == 1 else FEWEST + 1)
    dense = len(numbers) * step >= COUNTED * rows
    even = count * 10 >= 8 * steps.total() and aligned * 10 >= 6 * len(numbers)
    return step in (1, 5) and enough and dense and even


def _most_within(places: Iterable[float], width: float) -> int:
    """How many of some places are within a width at most."""
    ordered = sorted(places)
    return max(bisect_right(ordered, place + width) - at for at, place in enumerate(ordered))
