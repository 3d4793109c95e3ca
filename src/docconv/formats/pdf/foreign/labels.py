"""Labels in a column of their own, beside the words: those of several lines put together.

The lines of a label are close to each other, whatever is beside them: the words may begin a paragraph
at another height.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile, zip_longest

from attrs import define, evolve

from docconv.formats.pdf.foreign.page_metrics import SAME_SIZE, STEP, WIDER, PageMetrics, ends_sentence
from docconv.formats.pdf.foreign.rows import TAB, TextRow
from docconv.formats.pdf.foreign.words import Words, append
from docconv.transcript import times
from docconv.transcript.styled.paragraphs import StyledRun, everywhere


@define
class _Line:
    """A row as its label and what is beside that."""

    row: TextRow
    label: list[StyledRun]
    rest: list[StyledRun]

    def whole(self) -> TextRow:
        """The row again."""
        if not self.label:
            return evolve(self.row, pieces=tuple(self.rest))
        return evolve(self.row, pieces=(*self.label, *([TAB] if self.rest else []), *self.rest))


def with_whole_labels(rows: Sequence[TextRow], how: PageMetrics, words: Words) -> list[TextRow]:
    """Rows whose labels are whole: the further lines of a label went to its first, and left their rows."""
    if not how.cell:
        return list(rows)
    done: list[_Line] = []
    first: _Line | None = None
    last: TextRow | None = None
    lines = [_divided(row, how) for row in rows]
    _take_wide(lines, how)
    for line in lines:
        row = line.row
        if line.label and first and last and _goes_on(last, line, done[-1].row, how):
            append(first.label, line.label, words)
            last = row
            if line.rest:
                done.append(_Line(evolve(row, cells=row.cells[-1:], left=row.cells[-1]), [], line.rest))
        elif line.label or line.rest:
            first, last = (line, row) if line.label else (first, last)
            done.append(line)
    return [line.whole() for line in done]


def _take_wide(lines: Sequence[_Line], how: PageMetrics) -> None:
    """Labels that fill their column or are too wide for it, found by the type of the others: the words are
    beside them without a larger gap, or below.
    """
    looks = [everywhere(line.label) for line in lines if line.label and line.rest]
    shared = frozenset.intersection(*looks) if looks else frozenset[str]()
    for line, after in zip_longest(lines, lines[1:]):
        if not shared or line.label or how.is_beside_labels(line.row):
            continue
        size = sum(1 for _ in takewhile(lambda piece: shared <= piece.features, line.rest))
        below = after is not None and not after.label and _is_below(line.row, after.row, how)
        if 0 < size < len(line.rest):
            line.label, line.rest = line.rest[:size], line.rest[size:]
        elif size and below and how.is_beside_labels(after.row):
            line.label, line.rest, after.rest = line.rest, after.rest, []
            line.row = evolve(line.row, right=after.row.right, y=after.row.y)


def _is_below(row: TextRow, after: TextRow, how: PageMetrics) -> bool:
    """Whether a row is closely below another."""
    return (row.page, row.column) == (after.page, after.column) and after.y - row.y <= WIDER * how.leading


def _goes_on(last: TextRow, line: _Line, before: TextRow, how: PageMetrics) -> bool:
    """Whether a line is the next one of the label whose last line some row has; a time begins another."""
    row = line.row
    if not _is_below(last, row, how) or times.leading("".join(piece.text for piece in line.label)):
        return False
    return how.parted or not line.rest or not (how.ended_early(before, row) or ends_sentence(before))


def _divided(row: TextRow, how: PageMetrics) -> _Line:
    """A row in two, where something is in the column of labels and ends in it."""
    start = how.offset(row) - row.left
    cells = row.in_cells()
    beside = sum(start + left < how.cell - STEP * how.size for left in row.cells)
    alone = beside == len(cells) and start + row.right >= how.cell
    if not beside or alone or abs(row.size - how.size) > SAME_SIZE * how.size:
        return _Line(row, [], list(row.pieces))
    label = _joined(cells[:beside], StyledRun(" "))
    return _Line(row, label, _joined(cells[beside:], TAB))


def _joined(cells: Sequence[Sequence[StyledRun]], joint: StyledRun) -> list[StyledRun]:
    pieces: list[StyledRun] = []
    for cell in cells:
        pieces += [joint, *cell] if pieces else cell
    return pieces
