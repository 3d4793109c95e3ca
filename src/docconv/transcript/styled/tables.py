"""Tables of transcripts: which column names who speaks, which has the time, which holds the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.styled.column_names import roles_of
from docconv.transcript.styled.paragraphs import ParagraphFormat, StyledParagraph, StyledRun

BRACKET = regex(r"(?<!\s)\s*+[(（][^()（）]*[)）]$")
NUMBER = regex(r"(?<!\s)[#№]?\s*+\d{1,5}[.):]?$")
LARGEST_STEP = 50
LONGEST_NAME = 60
MOST_NAMES = 0.75
FEWEST_ROWS = 2
MOST_OF_ROLE = 8  # words
SENTENCE_ENDS = (*".?!…。？！",)
FEWEST_ENTRIES, LONGEST_ENTRY = 3, 80  # paragraphs, characters


@frozen
class Table:
    """Rows of cells, each some paragraphs; `headers` are the rows that a page repeats, `covered` the rows and
    columns of places over which the cell to the left of them reaches.
    """

    rows: tuple[tuple[tuple[StyledParagraph, ...], ...], ...]
    headers: frozenset[int] = frozenset()
    covered: frozenset[tuple[int, int]] = frozenset()


def cell_by_cell(blocks: Iterable[StyledParagraph | Table]) -> Iterator[StyledParagraph]:
    """Paragraphs, and those in the cells of tables in their order."""
    for block in blocks:
        if isinstance(block, StyledParagraph):
            yield block
        else:
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)


@frozen
class Columns:
    """Places of columns, -1 where there is none; `numbers` are those that count rows."""

    speaker: int = -1
    words: int = -1
    time: int = -1
    numbers: frozenset[int] = frozenset()


def styled_paragraphs(blocks: Sequence[StyledParagraph | Table]) -> Iterator[StyledParagraph]:
    """Blocks, tables as paragraphs. Tables of one width are one table, cut by what is between."""
    tables = [block for block in blocks if isinstance(block, Table)]
    widths = {width_of(table) for table in tables}
    columns = {width: columns_of([one for one in tables if width_of(one) == width]) for width in widths}
    beside = [block.text for block in blocks if isinstance(block, StyledParagraph)] if tables else []
    for block in blocks:
        if isinstance(block, StyledParagraph):
            yield block
        elif _is_of_columns(block):
            yield from _across(block)
        else:
            yield from _rows(block, columns[width_of(block)], beside)


def _is_of_columns(table: Table) -> bool:
    """Whether a table is one row of cells that each have the same number of short paragraphs: the names of a
    cast beside what is said of them.
    """
    cells = [list(_filled(cell)) for row in table.rows for cell in row]
    counts = {len(cell) for cell in cells}
    brief = all(len(one.text) <= LONGEST_ENTRY for cell in cells for one in cell)
    return len(table.rows) == 1 < len(cells) and len(counts) == 1 and min(counts) >= FEWEST_ENTRIES and brief


def _across(table: Table) -> Iterator[StyledParagraph]:
    """The paragraphs of such a table as its rows, cells parted by tabulators."""
    for row in zip(*map(_filled, table.rows[0]), strict=True):
        first, *others = row
        rest = (run for one in others for run in (StyledRun("\t"), *one.pieces))
        yield evolve(
            first,
            pieces=tuple(evolve(run, text=run.text.replace("\n", " ")) for run in (*first.pieces, *rest)),
        )


def width_of(table: Table) -> int:
    """How many columns a table has."""
    return max((len(row) for row in table.rows), default=0)


def _rows(table: Table, columns: Columns, beside: Sequence[str]) -> Iterator[StyledParagraph]:
    """The rows of a table as passages: who speaks, a tabulator, the words; cell by cell where nobody does."""
    header = _header(table, columns)
    listed = _lists_people(table, columns, beside)
    for number, row in enumerate(table.rows):
        if listed and _is_spoken(table, number, columns):
            yield StyledParagraph(tuple(_parted(row)), ParagraphFormat(kind="narrative"))
        elif not _is_spoken(table, number, columns):
            yield from (
                passage
                for place, cell in enumerate(row)
                for passage in cell
                if not (place in columns.numbers and NUMBER.match(_text(cell)))
            )
        elif number in header:
            yield from (evolve(passage, header=True) for cell in row for passage in cell)
        else:
            yield from (evolve(passage, spoken=True) for passage in _spoken(row, columns))
            yield StyledParagraph()


def _is_spoken(table: Table, number: int, columns: Columns) -> bool:
    """Whether a row can have a name and words: no other cell reaches over the places of these."""
    if columns.speaker < 0 or len(table.rows[number]) <= max(columns.speaker, columns.words):
        return False
    return table.covered.isdisjoint(((number, columns.speaker), (number, columns.words)))


def _lists_people(table: Table, columns: Columns, beside: Sequence[str]) -> bool:
    """Whether rows say who somebody is: nothing in them is a sentence, and those whom they name are there
    once, and label what is beside the table, or else are all in the column of names.
    """
    rows = [row for number, row in enumerate(table.rows) if _is_spoken(table, number, columns)]
    if len(rows) < FEWEST_ROWS:
        return False
    names, others = ([_text(row[place]) for row in rows] for place in (columns.speaker, columns.words))
    cells = (*names, *others)
    if any(len(text.split()) > MOST_OF_ROLE or text[-1:] in SENTENCE_ENDS for text in cells):
        return False
    if all(names) and len(set(names)) == len(names):
        return True
    named = sum(any(text.startswith(name) for text in beside) for name in others if name)
    return len(set(others)) == len(others) and named >= FEWEST_ROWS


def columns_of(tables: Sequence[Table]) -> Columns:
    """The columns of tables that have the same ones: who speaks and the words where a row at their head names
    them, all else from what is in their cells.
    """
    width = max(map(width_of, tables))
    reaching = {(at, row, place - 1) for at, one in enumerate(tables) for row, place in one.covered}
    texts = [
        [
            _text(row[place])
            for at, table in enumerate(tables)
            for number, row in enumerate(table.rows)
            if place < len(row) and (at, number, place) not in reaching
        ]
        for place in range(width)
    ]
    filled = [[text for text in column if text] for column in texts]
    time = next((n for n, column in enumerate(filled) if _mostly(column, times.ONLY)), -1)
    figures = {n for n, column in enumerate(filled) if n != time and _mostly(column, NUMBER)}
    numbers = frozenset(n for n in figures if _count(filled[n]))
    named = next((found for table in tables for row in _heads(table) if (found := _named(table, row))), None)
    if named is not None:
        return Columns(*named, time, numbers)
    free = [n for n in range(width) if n != time and n not in figures and filled[n]]
    if len(free) < FEWEST_ROWS:
        return Columns()
    words = max(free, key=lambda n: (sum(map(len, filled[n])), n))
    names = [n for n in free if n != words and _names(filled[n], filled[words], is_first=n < words)]
    return Columns(names[0], words, time, numbers) if names else Columns()


def _heads(table: Table) -> list[int]:
    """The rows that may name columns."""
    return sorted({0, *table.headers}) if table.rows else []


def _named(table: Table, number: int) -> tuple[int, int] | None:
    """The columns of who speaks and of the words that a row names, if the names below are the shorter."""
    head = list(map(_text, table.rows[number]))
    roles = roles_of(head)
    if not roles.keys() >= {"speaker", "words"} or any(text[-1:] in SENTENCE_ENDS for text in head if text):
        return None
    speaker, words = roles["speaker"], roles["words"]
    filled = [row for row in table.rows if len(row) > max(speaker, words)]
    names, said = ([_text(row[place]) for row in filled] for place in (speaker, words))
    fit = _are_short(names) and sum(map(len, names)) <= sum(map(len, said))
    return (speaker, words) if fit else None


def _mostly(column: Sequence[str], pattern: re.Pattern[str]) -> bool:
    fitting = sum(1 for text in column if pattern.match(text))
    return len(column) >= FEWEST_ROWS and fitting * 5 >= len(column) * 3


def _count(column: Sequence[str]) -> bool:
    """Whether figures count rows, or the lines in them: they rise by few, but where a table or a part begins
    anew.
    """
    found = [int(digits) for text in column if (digits := "".join(filter(str.isdecimal, text)))]
    rises = sum(0 < other - one <= LARGEST_STEP for one, other in pairwise(found))
    return rises * 5 >= (len(found) - 1) * 4


def _names(column: Sequence[str], words: Sequence[str], *, is_first: bool) -> bool:
    """Whether a column can name those who speak: short, and names come back. It is shorter than the words, or
    before them, where most names come back and nothing is said twice.
    """
    shorter = sum(map(len, column)) * len(words) <= sum(map(len, words)) * len(column)
    if is_first and not shorter:
        seen = Counter(column)
        back = sum(count for count in seen.values() if count > 1)
        shorter = len(seen) > 1 and back * 2 >= len(column) and len(set(words)) == len(words)
    few = len(set(column)) <= MOST_NAMES * len(column) or len(column) <= 2 * FEWEST_ROWS
    return bool(column) and _are_short(column) and shorter and few


def _are_short(column: Sequence[str]) -> bool:
    """Whether nearly all cells are as short as names, without an office in brackets after them."""
    short = sum(1 for text in column if len(BRACKET.sub("", text)) <= LONGEST_NAME)
    return short * 10 >= len(column) * 9


def _header(table: Table, columns: Columns) -> frozenset[int]:
    """The rows that name the columns: those whose words say so; those said to, unless somebody speaks there
    who does so below, as some programs make the head of a table of any first row; or a first one whose words
    come back nowhere.
    """
    if told := [row for row in _heads(table) if _named(table, row)]:
        return frozenset(told)
    if table.headers or columns.speaker < 0:
        return frozenset(row for row in table.headers if not _speaks_again(table, row, columns))
    first = [_text(cell) for cell in table.rows[0]] if table.rows else []
    if len(first) <= max(columns.speaker, columns.words, columns.time):
        return frozenset()
    seen = Counter(_text(row[columns.speaker]) for row in table.rows if columns.speaker < len(row))
    once = seen[first[columns.speaker]] == 1 and max(seen.values()) > 1
    bare = columns.numbers | {place for row, place in table.covered if not row}
    shown = [first[n] for n in range(len(first)) if n not in bare]
    brief = all(text and len(text) < LONGEST_NAME // 2 and text[-1] not in ".?!…" for text in shown)
    timed = columns.time >= 0 and not times.ONLY.match(first[columns.time])
    marked = all("bold" in piece.features for cell in table.rows[0] for one in cell for piece in one.pieces)
    single = len(first[columns.words].split()) <= FEWEST_ROWS
    return frozenset((0,)) if brief and once and (timed or marked or single) else frozenset()


def _speaks_again(table: Table, number: int, columns: Columns) -> bool:
    """Whether a row has the name of another row, and a sentence beside it."""
    if not _is_spoken(table, number, columns):
        return False
    row = table.rows[number]
    name, words = _text(row[columns.speaker]), _text(row[columns.words])
    others = (one for at, one in enumerate(table.rows) if at not in table.headers)
    again = any(columns.speaker < len(one) and _text(one[columns.speaker]) == name for one in others)
    return bool(name) and words[-1:] in SENTENCE_ENDS and again


def _spoken(row: Sequence[Sequence[StyledParagraph]], columns: Columns) -> Iterator[StyledParagraph]:
    """A row: the time on a line of its own, then who speaks with the first paragraph, then the others."""
    if 0 <= columns.time < len(row):
        yield from _filled(row[columns.time])
    name = tuple(_joined(_filled(row[columns.speaker])))
    words = list(_filled(row[columns.words]))
    first = words.pop(0) if words else StyledParagraph()
    if name:
        length = sum(len(piece.text) for piece in name)
        yield evolve(first, pieces=(*name, StyledRun("\t"), *first.pieces), cell=length)
    elif first.pieces:
        yield first
    yield from words
    for place, cell in enumerate(row):
        counts = place in columns.numbers and NUMBER.match(_text(cell))
        if place not in (columns.time, columns.speaker, columns.words) and not counts:
            yield from _filled(cell)


def _joined(passages: Iterable[StyledParagraph]) -> Iterator[StyledRun]:
    for number, passage in enumerate(passages):
        if number:
            yield StyledRun(" ")
        yield from (evolve(piece, text=piece.text.replace("\n", " ")) for piece in passage.pieces)


def _parted(row: Iterable[Iterable[StyledParagraph]]) -> Iterator[StyledRun]:
    """A row on one line, a tabulator between its cells."""
    for number, cell in enumerate(filter(None, (tuple(_joined(_filled(one))) for one in row))):
        if number:
            yield StyledRun("\t")
        yield from cell


def _filled(cell: Iterable[StyledParagraph]) -> Iterator[StyledParagraph]:
    return (passage for passage in cell if passage.text.strip())


def _text(cell: Iterable[StyledParagraph]) -> str:
    return " ".join(" ".join(passage.text.split()) for passage in cell if passage.text.strip())
