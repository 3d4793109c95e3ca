"""What the columns of a table hold, by the names in its first row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from docconv.patterns import regex
from docconv.transcript.lines.lines import TERMINAL
from docconv.transcript.styled.column_names import roles_of
from docconv.transcript.styled.paragraphs import StyledParagraph, StyledRun
from docconv.transcript.styled.tables import Table, columns_of

FEWEST_ROWS = 3
DELIMITERS = "\t;,|"
DECLARED = regex(r"\A\ufeff?sep=(.)\r?\n")
"""The line with which spreadsheets say which delimiter they mean."""


def rows_of(text: str) -> list[list[str]]:
    """The rows of a table that are not empty. The delimiter is the one by which most columns are understood.
    Raises `csv.Error`.
    """
    told = DECLARED.match(text)
    text = text[told.end() :] if told else text
    delimiters = told[1] if told else DELIMITERS
    heads = {one: _head(text, one) for one in delimiters}
    best = max(heads, key=lambda one: (len(roles_of(heads[one])), len(heads[one])))
    return [
        row for row in csv.reader(io.StringIO(text, newline=""), delimiter=best) if any(map(str.strip, row))
    ]


def _head(text: str, delimiter: str) -> list[str]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return next((row for row in rows if any(map(str.strip, row))), [])


def roles_of_cells(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Which column has which role by what is in the cells, where no row names the columns; nothing where no
    column has sentences, or the first row may name columns in words that are not known.
    """
    width = max(map(len, rows), default=0)
    if len(rows) < FEWEST_ROWS or any(len(row) != width for row in rows):
        return {}
    table = Table(tuple(tuple((StyledParagraph((StyledRun(cell),)),) for cell in row) for row in rows))
    columns = columns_of([table])
    if columns.speaker < 0 or rows[0][columns.words].strip()[-1:] not in TERMINAL:
        return {}
    ended = sum(row[columns.words].strip()[-1:] in TERMINAL for row in rows)
    found = {"speaker": columns.speaker, "words": columns.words, "begin": columns.time}
    return {role: at for role, at in found.items() if at >= 0} if ended * 2 > len(rows) else {}
