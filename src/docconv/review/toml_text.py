"""A TOML file as text: tables are found in it, keys are set, and every other character stays as it is.

Libraries that keep comments put tables of one name together, wherever somebody wrote them, so that a
file comes back in another order (findings/toml-tables-put-together.sh).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import tomli_w
from attrs import define, field, frozen

from docconv.errors import UsageError
from docconv.patterns import regex

SIGN = regex(
    r'#[^\n]*|"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*+"|\'[^\'\n]*+\'|[\[\]{}\n]',
    re.DOTALL,
)
HEADER = regex(r"[ \t]*+\[\[?+([^\]\n#]++)\]")
REMEDY = "decide by hand in this file, or take the table out"
Value: TypeAlias = "str | int | list[Any]"


@frozen
class _Key:
    """A key, and where it and its value stand in the text."""

    name: str
    start: int
    value: int
    end: int


@frozen
class _Table:
    """A table: its name, and where it begins, where its last key ends, and the keys."""

    name: str
    start: int
    end: int
    keys: tuple[_Key, ...]

    def place_of(self, key: str) -> int:
        """Where a key stands, or where one that is new goes."""
        return next((one.start for one in self.keys if one.name == key), self.end)


@define
class TomlText:
    """The text of a TOML file that is being changed. `checked` is to be asked for at the end."""

    text: str
    data: dict[str, Any] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.data = tomllib.loads(self.text)

    def set(self, name: str, number: int, values: Mapping[str, Value | None]) -> None:
        """Set keys of the table that is the `number`th of a name, from 0; `None` takes one out. The name ""
        is that of what is above all tables.

        Raises `UsageError` where the file is written so that this cannot be done.
        """
        self.set_several(name, {number: values})

    def set_several(self, name: str, changes: Mapping[int, Mapping[str, Value | None]]) -> None:
        """As `set`, in several tables."""
        tables = [table for table in _tables(self.text) if table.name == name]
        for number in sorted(changes, reverse=True):  # from the end, so that the places before stay right
            if number >= len(tables):
                raise _unable(name)
            table, data = tables[number], self._table(name, number)
            for key, value in sorted(
                changes[number].items(), key=lambda one: table.place_of(one[0]), reverse=True
            ):
                self.text = _changed(self.text, table, key, value)
                data.pop(key, None)
                if value is not None:
                    data[key] = value

    def set_in(self, name: str, values: Mapping[str, Value | None]) -> None:
        """Set keys of the table of a name, of which there is one; it is made where it is not there."""
        if name not in self.data:
            self.text = _ended(self.text) + f"[{name}]\n"
            self.data[name] = {}
        self.set(name, 0, values)

    def append(self, name: str, *rows: Mapping[str, Value]) -> None:
        """Add tables to the list of that name, at the end of the file."""
        there = self.data.setdefault(name, []) if rows else []
        if not isinstance(there, list):
            raise _unable(name)
        for row in rows:
            there.append(dict(row))
            lines = "".join(f"{_key(key)} = {_written(value)}\n" for key, value in row.items())
            self.text = f"{_ended(self.text)}[[{name}]]\n{lines}"

    def remove(self, name: str, number: int) -> None:
        """Take the `number`th table of a name out, with the tables that belong to it."""
        del self.data[name][number]
        if not self.data[name]:
            del self.data[name]
        tables = [table for table in _tables(self.text) if table.name.split(".")[0] == name]
        firsts = [at for at, table in enumerate(tables) if table.name == name]
        if number >= len(firsts):
            raise _unable(name)
        ends = [*firsts[1:], len(tables)]
        for table in reversed(tables[firsts[number] : ends[number]]):
            rest = self.text[table.end :]
            self.text = self.text[: table.start] + (rest.lstrip("\n") if table.start else rest.lstrip())

    def checked(self) -> str:
        """The text, which says what it should. Raises `UsageError` where it does not."""
        try:
            if tomllib.loads(self.text) == self.data:
                return self.text
        except ValueError:
            pass
        raise _unable()

    def _table(self, name: str, number: int) -> dict[str, Any]:
        """The data of a table."""
        found = self.data[name] if name else self.data
        found = found[number] if isinstance(found, list) else found
        if not isinstance(found, dict):
            raise _unable(name)
        return found


def _ended(text: str) -> str:
    """A text to which a table can be added."""
    before = text.rstrip("\n")
    return f"{before}\n\n" if before else ""


def _unable(name: str = "this") -> UsageError:
    message = f"the file of decisions writes {name or 'its head'} in a way that cannot be changed here"
    return UsageError(message, remedy=REMEDY)


def _changed(text: str, table: _Table, key: str, value: Value | None) -> str:
    """The text with one key of a table set or taken out."""
    found = next((one for one in table.keys if one.name == key), None)
    if found is None:
        line = "" if value is None else f"{_key(key)} = {_written(value)}\n"
        before, after = text[: table.end], text[table.end :]
        line = "\n" * bool(line and before and not before.endswith("\n")) + line
        return before + line + "\n" * bool(line and after.startswith("[")) + after
    if value is None:
        end = text.find("\n", found.end)
        return text[: found.start] + text[len(text) if end < 0 else end + 1 :]
    return text[: found.value] + _written(value) + text[found.end :]


def _key(name: str) -> str:
    return tomli_w.dumps({name: 1}).rpartition(" = ")[0]


def _written(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return tomli_w.dumps({"x": value})[len("x = ") :].rstrip("\n")


def _tables(text: str) -> Iterator[_Table]:
    """The tables of a text in order, the keys above all of them first."""
    name, start, end, keys = "", 0, _head(text), list[_Key]()
    for at, stop in _statements(text):
        if (header := HEADER.match(text, at)) and header.end() <= stop:
            yield _Table(name, start, end, tuple(keys))
            name = ".".join(part.strip().strip("\"'") for part in header[1].split("."))
            start, keys = at, []
        elif key := _key_at(text, at, stop):
            keys.append(key)
        else:
            continue
        line = text.find("\n", stop)
        end = len(text) if line < 0 else line + 1
    yield _Table(name, start, end, tuple(keys))


def _head(text: str) -> int:
    """Where keys above all tables go: behind comments at the head that a blank line parts from the rest."""
    found = re.match(r"(?:[ \t]*#[^\n]*\n)+(?=[ \t]*\n)", text)
    return found.end() if found else 0


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """Where headers and keys begin and end, without comments behind them."""
    depth, start = 0, 0
    for found in SIGN.finditer(f"{text}\n"):
        sign = found[0]
        if depth == 0 and sign[0] in "\n#":
            if text[start : found.start()].strip():
                yield start, start + len(text[start : found.start()].rstrip())
            start = found.end()
        else:
            depth += (sign in "[{") - (sign in "]}")


def _key_at(text: str, start: int, end: int) -> _Key | None:
    found = re.compile(r"[ \t]*([\w-]+|\"(?:\\.|[^\"\\])*\"|'[^']*')[ \t]*=[ \t]*").match(text, start)
    return _Key(next(iter(tomllib.loads(f"{found[1]}=1"))), start, found.end(), end) if found else None
