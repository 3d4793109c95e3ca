"""A TOML file as text: tables are found in it, keys are set, and every other character stays as it is.

Libraries that keep comments put tables of one name together, wherever somebody wrote them, so that a
file comes back in another order (findings/toml-tables-put-together.sh).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import tomli_w
from attrs import define, field

from docconv.errors import UsageError
from docconv.toml.pieces import loads, tables_of
from docconv.toml.statements import TomlTable

REMEDY = "decide by hand in this file, or take the table out"
Value: TypeAlias = "str | int | list[Any]"


@define
class TomlText:
    """The text of a TOML file that is being changed. `checked` is to be asked for at the end."""

    text: str
    data: dict[str, Any] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.data = loads(self.text)

    def set(self, name: str, number: int, values: Mapping[str, Value | None]) -> None:
        """Set keys of the table that is the `number`th of a name, from 0; `None` takes one out. The name ""
        is that of what is above all tables.

        Raises `UsageError` where the file is written so that this cannot be done.
        """
        self.set_several(name, {number: values})

    def set_several(self, name: str, changes: Mapping[int, Mapping[str, Value | None]]) -> None:
        """As `set`, in several tables."""
        tables = [one for one in tables_of(self.text) if one[1].name == name] if changes else []
        for number in sorted(changes, reverse=True):  # from the end, so that the places before stay right
            if number >= len(tables):
                raise _unable(name)
            place, table = tables[number]
            table, data = table.moved(place), self._table(name, number)
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
        there.extend(map(dict, rows))
        tables = (
            f"[[{name}]]\n" + "".join(f"{_key(key)} = {_written(value)}\n" for key, value in row.items())
            for row in rows
        )
        self.text = _ended(self.text) + "\n".join(tables) if rows else self.text

    def remove(self, name: str, number: int) -> None:
        """Take the `number`th table of a name out, with the tables that belong to it."""
        del self.data[name][number]
        if not self.data[name]:
            del self.data[name]
        tables = [one for one in tables_of(self.text) if one[1].name.split(".")[0] == name]
        firsts = [at for at, (_, table) in enumerate(tables) if table.name == name]
        if number >= len(firsts):
            raise _unable(name)
        ends = [*firsts[1:], len(tables)]
        for place, table in reversed(tables[firsts[number] : ends[number]]):
            start, rest = place + table.start, self.text[place + table.end :]
            self.text = self.text[:start] + (rest.lstrip("\n") if start else rest.lstrip())

    def checked(self) -> str:
        """The text, which says what it should. Raises `UsageError` where it does not."""
        try:
            if loads(self.text) == self.data:
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


def _changed(text: str, table: TomlTable, key: str, value: Value | None) -> str:
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


@lru_cache
def _key(name: str) -> str:
    return tomli_w.dumps({name: 1}).rpartition(" = ")[0]


def _written(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return tomli_w.dumps({"x": value})[len("x = ") :].rstrip("\n")
