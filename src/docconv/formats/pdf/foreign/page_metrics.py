"""How a document is set: the size of its type, the distance of its lines, where its columns begin and end,
how a paragraph differs from the one before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from docconv.formats.pdf.foreign.rows import WHOLE, TextRow
from docconv.formats.pdf.foreign.words import BROKEN, SPACELESS
from docconv.transcript.lines.lines import TERMINAL

Place = tuple[int, int]
"""Right pages or left pages, and a column on them."""
MIRRORED = 3.0
"""How far the width of columns may differ on left and right pages, in points."""
STEP = 0.7
"""The least indent of a line, in parts of the type size."""
SPACE = 0.25
WIDER = 1.3
"""How much more than the usual distance of lines parts paragraphs."""
SAME_SIZE = 0.07
FEWEST = 3
RARE, COMMON = 0.1, 0.15
BEYOND = 0.15
"""How many rows end beyond the right edge of a column at most."""
LOOSEST = 1.8
"""Up to here the distance of rows that are not full may be that of lines, in parts of the type size."""
SHORT, NEARLY = 0.12, 0.85
"""How much narrower than the page the widest row is where none is full; how wide one is that may be."""
NARROWEST = 15
"""How wide text with full rows is at least, in type sizes: the widest of a few short rows is not full."""


@frozen
class PageMetrics:
    """Measures of the pages of a document, in points.

    - `size`: of the type of most of the text.
    - `leading`: the usual distance of base lines.
    - `bounds`: the left and right edge of each column.
    - `cell`: how far from the left the words beside a column of labels begin; 0 where there is none.
    - `parted`: the labels in that column keep a distance from what is above.
    - `inward`: the first lines of paragraphs are indented.
    - `outward`: the first lines of paragraphs hang.
    """

    size: float
    leading: float
    bounds: Mapping[Place, tuple[float, float]]
    cell: float = 0
    parted: bool = False
    inward: bool = False
    outward: bool = False

    def offset(self, row: TextRow) -> float:
        """How far a row is from the left edge of its column."""
        return row.left - self.bounds[_place(row)][0]

    def width(self, row: TextRow) -> float:
        """The width of the column of a row."""
        left, right = self.bounds[_place(row)]
        return right - left

    def room(self, row: TextRow) -> float:
        """How much room is left after a row."""
        return self.bounds[_place(row)][1] - row.right

    def is_beside_labels(self, row: TextRow) -> bool:
        """Whether a row is where the words are, beside a column of labels."""
        return bool(self.cell) and self.offset(row) >= self.cell - STEP * self.size

    def is_centred(self, row: TextRow) -> bool:
        """Whether a row is in the middle, with room on both sides."""
        offset, room = self.offset(row), self.room(row)
        if self.cell and abs(offset - self.cell) <= row.size:
            return False
        return min(offset, room) > 1.5 * row.size and abs(offset - room) < 1.5 * row.size

    def ended_early(self, row: TextRow, after: TextRow) -> bool:
        """Whether the first word of the next row would have found room in a row; a sign, in a script that may
        end its lines after any.
        """
        word = next(iter(after.text.split(None, 1)), "")
        word = word[:1] if SPACELESS.search(word) else word
        need = (after.right - after.left) * len(word) / max(len(after.text), 1)
        return self.room(row) > need + (SPACE + 0.3) * row.size

    def is_wide(self, row: TextRow, after: TextRow) -> bool:
        """Whether two rows are further apart than lines of a paragraph."""
        usual = self.leading * max(row.size, self.size) / self.size
        return not 0 < after.y - row.y <= WIDER * usual


def page_metrics(rows: Sequence[TextRow], pages: Mapping[int, tuple[float, float]]) -> PageMetrics:
    """How rows are set; `pages` are the edges of pages by their numbers."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    size = sizes.most_common(1)[0][0] or 1.0
    body = [row for row in rows if abs(row.size - size) <= SAME_SIZE * size]
    near = [(one, after) for one, after in pairwise(rows) if _is_next(one, after)]
    bounds = _bounds(rows, pages)
    leading = _leading(near, size, bounds)
    plain = PageMetrics(size, leading, bounds)
    near = [(one, after) for one, after in near if not plain.is_wide(one, after)]
    cell = _cell(plain, body)
    inward, outward = (False, False) if cell else _first_lines(plain, near)
    parted = bool(cell) and _are_parted(plain, body, cell)
    return PageMetrics(size, leading, bounds, cell, parted=parted, inward=inward, outward=outward)


def _is_next(row: TextRow, after: TextRow) -> bool:
    return (row.page, row.column) == (after.page, after.column)


def _leading(
    near: Sequence[tuple[TextRow, TextRow]], size: float, bounds: Mapping[Place, tuple[float, float]]
) -> float:
    """The usual distance of base lines: the smallest that is common below rows that are full. Where none is,
    as most paragraphs have one row, the smallest of all. As wide as between paragraphs it is only where
    sentences go on after some full rows: the widest of single rows seems to be full.
    """
    unspaced = PageMetrics(size, 0, bounds)
    wide = (pair for pair in near if unspaced.width(pair[0]) >= NARROWEST * size)
    full = [pair for pair in wide if not unspaced.ended_early(*pair)]
    usual = _common_step(full, size)
    goes_on = sum(not ends_sentence(one) for one, _ in full)
    if usual is not None and (usual <= LOOSEST * size or goes_on >= FEWEST):
        return usual
    usual = _common_step(near, size)
    return usual if usual is not None and usual <= LOOSEST * size else 1.2 * size


def _common_step(pairs: Iterable[tuple[TextRow, TextRow]], size: float) -> float | None:
    """The smallest distance of base lines that is common, to half a point."""
    steps = Counter(
        round((after.y - one.y) * 2) / 2 for one, after in pairs if 0.8 * size <= after.y - one.y <= 4 * size
    )
    return min((step for step, count in steps.items() if count >= COMMON * steps.total()), default=None)


def _bounds(
    rows: Sequence[TextRow], pages: Mapping[int, tuple[float, float]]
) -> dict[Place, tuple[float, float]]:
    """The edges of each column, on left and right pages apart where the margins are mirrored."""
    places: dict[Place, list[TextRow]] = defaultdict(list)
    for row in rows:
        places[_place(row)].append(row)
    edges = {place: _in_page(found, _edges(found), pages) for place, found in places.items()}
    for column in {column for _, column in places}:
        even, odd = (edges.get((parity, column)) for parity in (0, 1))
        if even and odd and abs((even[0] - odd[0]) - (even[1] - odd[1])) > MIRRORED:
            both = _edges([*places[0, column], *places[1, column]])
            edges[0, column] = edges[1, column] = both
    return edges


def _place(row: TextRow) -> Place:
    return row.page % 2, row.column


def _edges(rows: Sequence[TextRow]) -> tuple[float, float]:
    """The leftmost and the rightmost place at which some rows begin and end; rows of the same words end alike
    wherever that is. Where many rows end further to the right, each elsewhere, only the labels below each
    other end alike, and the widest row tells.
    """
    left = _frequent(sorted(row.left for row in rows))
    right = -_frequent(sorted(-one for one in {row.text: row.right for row in rows}.values()))
    beyond = sum(row.right > right + MIRRORED for row in rows)
    return left, max(row.right for row in rows) if beyond > BEYOND * len(rows) else right


def _in_page(
    rows: Sequence[TextRow], edges: tuple[float, float], pages: Mapping[int, tuple[float, float]]
) -> tuple[float, float]:
    """The edges of a column as wide as the page where no row is full: the widest ends far from a margin as
    wide as that on the left, hardly any wide row goes on in the next, and no hyphen ends one.
    """
    left, right = edges
    first = rows[0]
    if first.column != WHOLE or first.page not in pages:
        return edges
    begin, end = pages[first.page]
    margin = end - (left - begin)
    wide = [
        (one, after) for one, after in pairwise(rows)
        if _is_next(one, after) and one.right - left >= NEARLY * (right - left)
    ]  # fmt: skip
    wrapped = sum(not ends_sentence(one) and not after.text.lstrip()[:1].isupper() for one, after in wide)
    divided = any(BROKEN.search(one.text) for one in rows)
    full = divided or wrapped * 2 > len(wide) or margin - right <= SHORT * (margin - left)
    return edges if full else (left, margin)


def _frequent(sorted_places: Sequence[float]) -> float:
    """The first of some places at which there are several."""
    enough = min(FEWEST, max(1, round(RARE * len(sorted_places))))
    for index, one in enumerate(sorted_places):
        last = index + enough - 1
        if last < len(sorted_places) and sorted_places[last] - one <= 2:
            return one
    return sorted_places[0]


def _cell(plain: PageMetrics, body: Sequence[TextRow]) -> float:
    """How far from the left the second parts of rows begin, where many rows have two and others begin
    there.
    """
    parted = (row for row in body if len(row.cells) == 2)
    seconds = Counter(round(row.cells[1] - row.left + plain.offset(row)) for row in parted)
    if not seconds:
        return 0
    place = seconds.most_common(1)[0][0]
    count = sum(number for one, number in seconds.items() if abs(one - place) <= 2)
    alone = [row for row in body if len(row.cells) == 1]
    below = sum(abs(plain.offset(row) - place) <= 2 for row in alone)
    many = count * 2 > len(body) or below * 2 > len(alone) or count >= RARE * len(body) <= below * 40
    return float(place) if count >= FEWEST and many else 0


def _are_parted(plain: PageMetrics, body: Sequence[TextRow], cell: float) -> bool:
    """Whether labels in a column of their own keep a distance from the line above: most of those that
    do not are beside words that have not ended.
    """
    beside = [
        (one, after) for one, after in pairwise(body)
        if _is_next(one, after) and len(after.cells) > 1 and plain.offset(after) < cell - STEP * plain.size
    ]  # fmt: skip
    wide = sum(plain.is_wide(one, after) for one, after in beside)
    close = sum(ends_sentence(one) and plain.ended_early(one, after) for one, after in beside) - wide
    return wide > max(close, 0) * 2


def _first_lines(plain: PageMetrics, near: Sequence[tuple[TextRow, TextRow]]) -> tuple[bool, bool]:
    """Whether first lines are indented, or hang: what is further in than the line before begins a
    paragraph if that line ended a sentence.
    """
    steps = [
        (one, after) for one, after in near
        if STEP * one.size <= plain.offset(after) - plain.offset(one) <= 8 * one.size
        and not plain.is_centred(after)
    ]  # fmt: skip
    if len(steps) < FEWEST or len(steps) < 0.03 * len(near):
        return False, False
    ended = sum(ends_sentence(one) for one, _ in steps)
    return (ended * 2 >= len(steps)), (ended * 2 < len(steps))


def ends_sentence(row: TextRow) -> bool:
    """Whether a row ends a sentence, a clause or a bracket."""
    return row.text.rstrip()[-1:] in TERMINAL
