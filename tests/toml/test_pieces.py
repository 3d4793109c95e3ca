"""A TOML file that is read in pieces says what it says as a whole."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docconv.toml import pieces
from docconv.toml.statements import tables_in

PARTS = (
    "# by hand\n\n", 'without = ["dash"]\n', "line = []\n", "facts.title = 1\n", '[[line]]\ntext = "a"\n',
    '[[line]] # why\ntext = "a" # b\nline = 3\n\n', '[[speaker]]\nid = "b"\n', "[[speaker.roles]]\nrole = 'c'\n",
    "[facts]\ntitle = 1\n", "[facts.more]\na = 1\n", "[other]\na = 1\n", "[line]\n", "[ line ]\n", "[[ line ]]\n",
    'a = """\n', '"""\n', "a = [\n", "]\n", "a = 1\n", "a = 1", "\n", "b = {", "[[line]]", "[[facts]]\n", "''", "\r\n",
    "[[line]]\r\n", "merge = [[\n", "[line.deep]\n", "[[line.deep]]\n", "[[speaker]]\nroles.a = 1\n", "\ufeff", "'''\n",
)  # fmt: skip


def whole(text: str) -> dict[str, Any] | str:
    """What a TOML file says, or what is wrong in it."""
    try:
        return tomllib.loads(text)
    except ValueError as error:
        return str(error)


def in_pieces(text: str) -> dict[str, Any] | str:
    """The same, in pieces."""
    try:
        return pieces.loads(text)
    except ValueError as error:
        return str(error)


@given(st.lists(st.sampled_from(PARTS), max_size=9).map("".join))
def test_pieces_say_what_the_whole_says(text: str) -> None:
    """Data, places and faults, however the parts of a file stand beside each other."""
    assert in_pieces(text) == whole(text)
    if not isinstance(whole(text), str):
        assert [table.moved(place) for place, table in pieces.tables_of(text)] == list(tables_in(text))


def test_what_is_read_may_be_changed() -> None:
    """Nobody who reads the same file afterwards sees it."""
    text = '[[line]]\ntext = "a"\n[[line]]\ntext = "b"\n[facts]\ntitle = "c"\n'
    first = pieces.loads(text)
    first["line"][0]["text"] = "d"
    first["facts"].clear()
    assert pieces.loads(text) == tomllib.loads(text)


def test_what_stays_is_not_parsed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long file to which a table is added, only that one is."""
    before = "".join(f'[[line]]\ntext = "sentence {number}"\nline = {number}\n\n' for number in range(300))
    pieces.loads(before)
    parsed: list[str] = []
    loads = tomllib.loads

    def noted(text: str) -> dict[str, Any]:
        parsed.append(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", noted)
    new = '[[line]]\ntext = "one more"\n'
    assert len(pieces.loads(before + new)["line"]) == 301
    assert "".join(parsed) == new
