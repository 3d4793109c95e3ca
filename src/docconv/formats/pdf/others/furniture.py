"""What belongs to the pages and not to the text: running heads, page numbers, numbers of lines.

A line in the first or last rows of pages is furniture where it comes back on other pages at the same height,
numbers aside, or counts the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from attrs import define, evolve, frozen

from docconv.formats.pdf.others.rows import lines
from docconv.formats.pdf.others.segments import Page, Segment

REACH = 3
"""Rows from the edge of a page that may be furniture."""
SHARE, FEWEST = 0.3, 2
HEIGHT = 6.0
"""How far the same head may move from page to page, in points."""
NUMBER = re.compile(r"\d+")
ROMAN = re.compile(r"[ivxlc]+", re.IGNORECASE)
LONGEST = 120
COUNTING = 8
"""Numbers of lines in a row that make a margin."""
LONGEST_NUMBER = 5

Line = list[Segment]
Zone = Literal["head", "foot"]
ZONES: tuple[Zone, Zone] = ("head", "foot")


@frozen
class Stripped:
    """A page without its furniture: `heads` and `feet` are the text of that from the top, `numbers` counts
    the numbers of lines that stood in the margin.
    """

    page: Page
    heads: tuple[str, ...] = ()
    feet: tuple[str, ...] = ()
    numbers: int = 0


@define
class _Habits:
    """What is furniture in a document: at which heights lines come back in a zone, how often such a line
    stands in the midst of a page, which number at which rank counts the pages, as its distance from their
    index.
    """

    heights: Mapping[tuple[Zone, str], Sequence[float]]
    inside: Counter[str]
    offsets: Mapping[tuple[Zone, int], int]

    def among(self, edge: Sequence[Line], zone: Zone, index: int) -> Iterator[Line]:
        """The furniture in the rows at an edge of a page."""
        for rank, line in enumerate(edge):
            if not self.has(zone, rank, line, index):
                return
            yield line

    def has(self, zone: Zone, rank: int, line: Line, index: int) -> bool:
        """Whether a line is furniture on the page with an index."""
        key, offset = _key(line), self.offsets.get((zone, rank))
        if len(_text(line)) > LONGEST:
            return False
        if offset is not None and index + offset in _outer_numbers(_text(line)):
            return True
        same = sum(abs(line[0].y - height) <= HEIGHT for height in self.heights.get((zone, key), ()))
        return same >= FEWEST and self.inside[key] < FEWEST


def strip(pages: Sequence[Page]) -> list[Stripped]:
    """Pages without furniture; it goes on from the edge without a line of text between."""
    bare = [_without_numbers(page) for page in pages]
    rows = [lines(one.page.segments) for one in bare]
    edges = {zone: [_edge(page, zone) for page in rows] for zone in ZONES}
    habits = _Habits(
        _repeated(edges, len(pages)),
        Counter(_key(line) for page in rows for line in page[REACH:-REACH]),
        {place: offset for place, offset in _offsets(edges) if offset is not None},
    )
    return [
        _stripped(one, {zone: list(habits.among(edges[zone][index], zone, index)) for zone in ZONES})
        for index, one in enumerate(bare)
    ]


def _stripped(one: Stripped, gone: Mapping[Zone, Sequence[Line]]) -> Stripped:
    hidden = {id(segment) for rows in gone.values() for line in rows for segment in line}
    kept = tuple(segment for segment in one.page.segments if id(segment) not in hidden)
    heads, feet = map(_text, gone["head"]), map(_text, reversed(gone["foot"]))
    return evolve(one, page=evolve(one.page, segments=kept), heads=tuple(heads), feet=tuple(feet))


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
    """The numbers at both ends of a line, and behind the first word: `Page 3 of 10`."""
    words = text.split()
    ends = (word.strip("-–—()[].|/") for word in (*words[:2], *words[-1:]))
    return {int(word) for word in ends if word.isdecimal() and len(word) <= LONGEST_NUMBER}


def _without_numbers(page: Page) -> Stripped:
    """A page without the numbers of its lines: a column of numbers at the edge that go up."""
    for side in (-1, 1):
        edge = _margin(page, side)
        if edge:
            hidden = {id(segment) for segment in edge}
            kept = tuple(one for one in page.segments if id(one) not in hidden)
            return Stripped(evolve(page, segments=kept), numbers=len(edge))
    return Stripped(page)


def _margin(page: Page, side: int) -> list[Segment]:
    """The numbers that stand at one side of the text, if they count lines."""
    numbers = [
        line[0 if side < 0 else -1]
        for line in (sorted(one, key=lambda segment: segment.left) for one in lines(page.segments))
        if len(line) > 1 or line[0].text.isdecimal()
    ]
    numbers = [one for one in numbers if one.text.isdecimal() and len(one.text) <= 4]
    if len(numbers) < COUNTING:
        return []
    steps = Counter(int(after.text) - int(one.text) for one, after in pairwise(numbers))
    ((step, count),) = steps.most_common(1)
    edge = min(one.left for one in numbers) if side < 0 else max(one.right for one in numbers)
    aligned = [one for one in numbers if abs((one.right if side > 0 else one.left) - edge) < 3 * one.size]
    return aligned if step in (1, 5) and count * 10 >= 8 * (len(numbers) - 1) else []
