"""A file of decisions grows by tables, of which each is parsed once: what stays is remembered.

TOML is written line by line, so that a file is TOML and says the same as its pieces one after the other, if
each piece is TOML by itself and none says anything about what is in another. Where that is not so, all is
parsed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from docconv.patterns import regex
from docconv.toml.statements import TomlTable, tables_in

PIECE = regex(r"(?m)^\[(?:\[(line|speaker)\]|(facts))\]")
LISTS = ("line", "speaker")
REMEMBERED = 8192
"""Pieces; the decisions about one transcript are mostly fewer."""


def loads(text: str) -> dict[str, Any]:
    """The data of a TOML file, as `tomllib.loads` gives them; whoever gets them may change the tables in it.

    Raises what `tomllib.loads` raises.
    """
    try:
        return _together(text, _headers(text))
    except ValueError:
        return tomllib.loads(text)


def tables_of(text: str) -> Sequence[tuple[int, TomlTable]]:
    """The tables of a TOML file, in order, each with how far on in the text it is than its own places say."""
    headers = _headers(text)
    try:
        _together(text, headers)
    except ValueError:
        headers = []
    first = headers[0][0] if headers else len(text)
    found = [(0, table) for table in tables_in(text[:first])]
    for (start, _), (end, _) in pairwise([*headers, (len(text), "")]):
        found += [(start, table) for table in _tables(text[start:end])]
    return found


def _headers(text: str) -> list[tuple[int, str]]:
    """Where pieces begin, and the names in their headers."""
    return [(found.start(), found[1] or found[2]) for found in PIECE.finditer(text)]


def _together(text: str, headers: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """The data of a file with these headers. Raises `ValueError` where it cannot be told from its pieces."""
    data = tomllib.loads(text[: headers[0][0]] if headers else text)
    if any(name in data for _, name in headers):
        raise ValueError(text)
    for (start, name), (end, _) in pairwise([*headers, (len(text), "")]):
        rows = _data(text[start:end], name)
        if name in LISTS:
            data.setdefault(name, []).extend(map(dict, rows))
        elif name in data:
            raise ValueError(text)
        else:
            data[name] = dict(rows)
    return data


@lru_cache(REMEMBERED)
def _data(piece: str, name: str) -> Any:  # noqa: ANN401  a table, or a list of them
    """What a piece says below the name in its header, which nobody changes. Raises `ValueError` where it says
    something else, too, or is no TOML.
    """
    data = tomllib.loads(piece)
    if data.keys() != {name}:
        raise ValueError(piece)
    return data[name]


@lru_cache(REMEMBERED)
def _tables(piece: str) -> Sequence[TomlTable]:
    """The tables of a piece, without that of the keys above its header, of which there are none."""
    return tuple(tables_in(piece))[1:]
