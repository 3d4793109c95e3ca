"""Tables printed in columns, rows of short cells that begin at the same columns, and those of Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from attrs import frozen

from docconv.patterns import regex
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import FULL_STOPS

ROW = regex(r"\|.*\|$")
RULE = regex(r"\|(?:\s?:?-{2,}:?\s?\|)+$")
CELL = regex(r"\S+(?:\s{1,2}\S+)*")
COUNTS = regex(r"[\[(]?[\d\s:.,–>-]*[\])]?")
LONGEST_CELL, LONGEST_NAME = 8, 5  # words
FEWEST_ROWS, WIDEST_GAP, TOLERANCE = 3, 2, 2


@frozen(eq=False, repr=False)
class TableRow:
    """A line as cells: their texts, and the columns at which they begin."""

    index: int
    cells: tuple[str, ...]
    columns: tuple[int, ...]


def find_tables(lines: Sequence[TranscriptLine]) -> frozenset[int]:
    """The lines that belong to tables.

    A table has three rows or more that share a column after their first one, few sentences, and no first
    cell that comes back as the labels of a dialogue do, unless a row has three cells.
    """
    if not any("   " in line.text for line in lines):
        return frozenset()
    cells = ([cell[0] for cell in CELL.finditer(line.text)] for line in lines)
    firsts = Counter(row[0] for row in cells if len(row) > 1)
    return frozenset(row.index for region in _regions(lines) if _is_table(region, firsts) for row in region)


def piped_rows(lines: Sequence[TranscriptLine]) -> Iterator[int]:
    """The rows of tables of Markdown, `| Item | 2011 |` above `|---|---|`, in which nobody speaks: cells are
    short, and hardly any of them is a sentence. Where a column names who speaks, only the rows that name the
    columns are, and the others become lines with a label.
    """
    for at, line in enumerate(lines):
        if not at or not RULE.match(line.text) or not ROW.match(lines[at - 1].text):
            continue
        rest = range(at + 1, len(lines))
        below = list(takewhile(lambda row: not lines[row].gap and ROW.match(lines[row].text), rest))
        speaker = _speaker([_cells(lines[row]) for row in below])
        if speaker >= 0:
            for row in below:
                _take_label(lines[row], speaker)
            yield from (at - 1, at)
        elif _holds_facts([_cells(lines[row]) for row in (at - 1, at, *below)]):
            yield from (at - 1, at, *below)


def _cells(line: TranscriptLine) -> list[str]:
    return [cell.strip() for cell in line.text[1:-1].split("|")]


def _holds_facts(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of a table are short, and hardly any of them is a sentence."""
    cells = [cell for row in rows for cell in row]
    sentences = sum(cell[-1:] in FULL_STOPS for cell in cells if cell)
    return sentences * 4 <= len(rows) and all(len(cell.split()) <= LONGEST_CELL for cell in cells)


def _speaker(rows: Sequence[Sequence[str]]) -> int:
    """The column that names who speaks, right before that of the words and after nothing but times and
    numbers, -1 where none does: names are short and come back, words are mostly sentences.
    """
    width = max(map(len, rows), default=0)
    if len(rows) < FEWEST_ROWS or any(len(row) != width for row in rows):
        return -1
    columns = list(zip(*rows, strict=True))
    words = max(range(width), key=lambda place: sum(map(len, columns[place])))
    names = [name for name in columns[words - 1] if name] if words else []
    sentences = sum(cell[-1:] in FULL_STOPS for cell in columns[words] if cell)
    before = all(COUNTS.fullmatch(cell) for column in columns[: max(words - 1, 0)] for cell in column)
    fits = words == width - 1 and before and all(len(name.split()) <= LONGEST_NAME for name in names)
    again = 0 < len(set(names)) < len(names)
    return words - 1 if fits and again and sentences * 3 >= len(rows) * 2 else -1


def _take_label(line: TranscriptLine, speaker: int) -> None:
    """A row of a table becomes a line with a label; every character stays in its place."""
    text = line.text[1:-1]
    bars = [place for place, char in enumerate(text) if char == "|"]
    named = bool(_cells(line)[speaker])
    for place, bar in enumerate(bars):
        text = text[:bar] + (":" if place == speaker and named else " ") + text[bar + 1 :]
    ahead = 1 + len(text) - len(text.lstrip())
    line.text = text.strip()
    line.start, line.indent = line.start + ahead, line.indent + ahead
    line.opens = line.breaks = True


def _regions(lines: Sequence[TranscriptLine]) -> Iterator[list[TableRow]]:
    """Rows that stand together: several cells each, or one below a column of the rows above."""
    region: list[TableRow] = []
    for index, line in enumerate(lines):
        found = list(CELL.finditer(line.text))
        row = TableRow(index, tuple(m[0] for m in found), tuple(line.indent + m.start() for m in found))
        short = all(len(cell.split()) <= LONGEST_CELL for cell in row.cells)
        near = line.gap <= WIDEST_GAP or not region
        fits = len(row.cells) > 1 or _is_below(row, region)
        if region and not (short and near and fits):
            yield region
            region = []
        if short and fits and (region or len(row.cells) > 1):
            region.append(row)
    yield region


def _is_below(row: TableRow, region: Sequence[TableRow]) -> bool:
    """Whether a single cell goes on with a column of the rows above, not the first."""
    columns = {column for above in region for column in above.columns[1:]}
    return bool(row.columns) and any(abs(row.columns[0] - column) <= TOLERANCE for column in columns)


def _is_table(region: Sequence[TableRow], counts: Mapping[str, int]) -> bool:
    """Whether rows are a table; `counts` says how often a first cell comes in the whole text."""
    rows = [row for row in region if len(row.cells) > 1]
    shared = Counter(column // (TOLERANCE + 1) for row in rows for column in row.columns[1:])
    if len(rows) < FEWEST_ROWS or max(shared.values()) < FEWEST_ROWS:
        return False
    sentences = sum(cell[-1] in FULL_STOPS + ";" for row in rows for cell in row.cells[1:])
    firsts = [row.cells[0] for row in rows]
    wide = any(len(row.cells) > 2 for row in rows)
    again = sum(counts[first] > 1 for first in firsts)
    return sentences * 4 <= len(rows) and (wide or again * 2 < len(firsts))
