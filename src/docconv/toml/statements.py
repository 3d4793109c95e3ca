"""The tables and keys of a TOML file as places in its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from attrs import frozen

from docconv.patterns import regex

SIGN = regex(
    r'#[^\n]*|"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*+"|\'[^\'\n]*+\'|[\[\]{}\n]',
    re.DOTALL,
)
HEADER = regex(r"[ \t]*+\[\[?+([^\]\n#]++)\]")
KEY = regex(r"[ \t]*+((?:[\w-]++|\"(?:\\.|[^\"\\])*+\"|'[^']*+')[ \t]*+)=[ \t]*+")


@frozen
class TomlKey:
    """A key, and where it and its value begin in the text, and where both end."""

    name: str
    start: int
    value: int
    end: int


@frozen
class TomlTable:
    """A table: its name, and where it begins, where its last key ends, and the keys."""

    name: str
    start: int
    end: int
    keys: tuple[TomlKey, ...]

    def place_of(self, key: str) -> int:
        """Where a key is, or where one that is new goes."""
        return next((one.start for one in self.keys if one.name == key), self.end)

    def moved(self, by: int) -> TomlTable:
        """The same, so many characters farther on."""
        keys = (TomlKey(one.name, one.start + by, one.value + by, one.end + by) for one in self.keys)
        return TomlTable(self.name, self.start + by, self.end + by, tuple(keys))


def tables_in(text: str) -> Iterator[TomlTable]:
    """The tables of a text in order, the keys above all of them first."""
    name, start, end, keys = "", 0, _head(text), list[TomlKey]()
    for at, stop in _statements(text):
        if (header := HEADER.match(text, at)) and header.end() <= stop:
            yield TomlTable(name, start, end, tuple(keys))
            name = ".".join(part.strip().strip("\"'") for part in header[1].split("."))
            start, keys = at, []
        elif key := _key_at(text, at, stop):
            keys.append(key)
        else:
            continue
        line = text.find("\n", stop)
        end = len(text) if line < 0 else line + 1
    yield TomlTable(name, start, end, tuple(keys))


def _head(text: str) -> int:
    """Where keys above all tables go: after comments at the head that a blank line parts from the rest."""
    found = re.match(r"(?:[ \t]*#[^\n]*\n)+(?=[ \t]*\n)", text)
    return found.end() if found else 0


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """Where headers and keys begin and end, without comments after them."""
    depth, start = 0, 0
    for found in SIGN.finditer(f"{text}\n"):
        sign = found[0]
        if depth == 0 and sign[0] in "\n#":
            if text[start : found.start()].strip():
                yield start, start + len(text[start : found.start()].rstrip())
            start = found.end()
        else:
            depth += (sign in "[{") - (sign in "]}")


def _key_at(text: str, start: int, end: int) -> TomlKey | None:
    found = KEY.match(text, start)
    return TomlKey(next(iter(tomllib.loads(f"{found[1]}=1"))), start, found.end(), end) if found else None
