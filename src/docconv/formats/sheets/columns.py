"""What the columns of a table hold, by the names in its first row."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from docconv.languages import every
from docconv.patterns import regex

DELIMITERS = "\t;,|"
ROLES = ("begin", "end", "duration", "speaker", "words", "number")
UNITS: Mapping[str, float] = {"ms": 1, "msec": 1, "milliseconds": 1, "s": 1000, "sec": 1000, "seconds": 1000}
PARTS = regex(r"[^\W_]+|#")
CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")
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


def roles_of(head: Sequence[str]) -> dict[str, int]:
    """Which column has which role; of several the one whose name is nearer to the front of the list."""
    named = [_name(cell) for cell in head]
    found: dict[str, int] = {}
    for role in ROLES:
        known = every(f"{role}_columns")
        first = next((word for word in known if word in named), None)
        if first is not None and named.index(first) not in found.values():
            found[role] = named.index(first)
    return found


def unit_of(name: str) -> float | None:
    """How many milliseconds the unit is that the name of a column tells."""
    parts = PARTS.findall(CAMEL.sub(" ", name).casefold())
    return UNITS.get(parts[-1]) if len(parts) > 1 else None


def _name(cell: str) -> str:
    """A name without a unit, as `start time` for `Start_Time (ms)`."""
    parts = PARTS.findall(CAMEL.sub(" ", cell).casefold())
    return " ".join(parts[:-1] if len(parts) > 1 and parts[-1] in UNITS else parts)
