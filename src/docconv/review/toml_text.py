"""A TOML file as text: tables are found in it, keys are set, and every other character stays as it is.

Libraries that keep comments put tables of one name together, wherever somebody wrote them, so that a
file comes back in another order (see findings/toml-order.sh).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import tomli_w
from attrs import define, frozen

from docconv.errors import UsageError

SIGN = re.compile(
    r'#[^\n]*|"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*+"|\'[^\'\n]*+\'|[\[\]{}\n]',
    re.DOTALL,
)
HEADER = re.compile(r"[ \t]*\[(\[?)[ \t]*([^\]\n#]+?)[ \t]*\]")
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


@define
class TomlText:
    """The text of a TOML file that is being changed."""

    text: str

    @property
    def data(self) -> dict[str, Any]:
        """What it says."""
        return tomllib.loads(self.text)

    def set(self, name: str, number: int, values: Mapping[str, Value | None]) -> None:
        """Set keys of the table that is the `number`th of a name, from 0; `None` takes one out. The name ""
        is that of what is above all tables.

        Raises `UsageError` where the file is written so that this cannot be done.
        """
        wanted = _with(self.data, name, number, values)
        for key, value in values.items():
            self.text = _changed(self.text, self._table(name, number), key, value)
        self._check(wanted)

    def set_in(self, name: str, values: Mapping[str, Value | None]) -> None:
        """Set keys of the table of a name, of which there is one; it is made where it is not there."""
        if name not in self.data:
            self.text = _ended(self.text) + f"[{name}]\n"
        self.set(name, 0, values)

    def append(self, name: str, values: Mapping[str, Value]) -> None:
        """Add a table to the list of that name, at the end of the file."""
        wanted = self.data
        wanted.setdefault(name, [])
        if not isinstance(wanted[name], list):
            raise _unable(name)
        wanted[name].append(dict(values))
        rows = "".join(f"{_key(key)} = {_written(value)}\n" for key, value in values.items())
        self.text = f"{_ended(self.text)}[[{name}]]\n{rows}"
        self._check(wanted)

    def remove(self, name: str, number: int) -> None:
        """Take the `number`th table of a name out, with the tables that belong to it."""
        wanted = self.data
        del wanted[name][number]
        if not wanted[name]:
            del wanted[name]
        tables = [table for table in _tables(self.text) if table.name.split(".")[0] == name]
        firsts = [at for at, table in enumerate(tables) if table.name == name]
        ends = [*firsts[1:], len(tables)]
        for table in reversed(tables[firsts[number] : ends[number]]):
            rest = self.text[table.end :]
            self.text = self.text[: table.start] + (rest.lstrip("\n") if table.start else rest.lstrip())
        self._check(wanted)

    def _table(self, name: str, number: int) -> _Table:
        found = [table for table in _tables(self.text) if table.name == name]
        if number >= len(found):
            raise _unable(name)
        return found[number]

    def _check(self, wanted: Mapping[str, Any]) -> None:
        """That the text says what it should."""
        try:
            if self.data == wanted:
                return
        except ValueError:
            pass
        raise _unable(next(iter(wanted), ""))


def _ended(text: str) -> str:
    """A text to which a table can be added."""
    before = text.rstrip("\n")
    return f"{before}\n\n" if before else ""


def _unable(name: str) -> UsageError:
    message = f"the file of decisions writes {name or 'its head'} in a way that cannot be changed here"
    return UsageError(message, remedy=REMEDY)


def _with(data: dict[str, Any], name: str, number: int, values: Mapping[str, Value | None]) -> dict[str, Any]:
    """What a file should say once keys are set."""
    try:
        table = data[name] if name else data
        table = table[number] if isinstance(table, list) else table
    except (LookupError, TypeError):
        raise _unable(name) from None
    for key, value in values.items():
        table.pop(key, None)
        if value is not None:
            table[key] = value
    return data


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
            name = ".".join(part.strip().strip("\"'") for part in header[2].split("."))
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
