"""What is worked out of the files of all languages, and the weights: kept from one run to the next.

A `stored` function depends on nothing but those files and the text that it is called with. `make` and the
build of a package call each of them and keep what they give in one file. A run that finds the file reads from
it, unless something that it was made of has changed since.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from zlib import crc32

from docconv.languages.plugged import plugged

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = os.path.dirname(__file__)  # noqa: PTH120  pathlib takes longer to load than the tables
FILE = os.path.join(FOLDER, "tables.bin")  # noqa: PTH118
MADE_BY = (
    "../speakers/labels/gazetteer.py",
    "../speakers/mentions.py",
    "../transcript/labels/weights.py",
    "../transcript/labels/weights.toml",
    "../transcript/lexicon.py",
)
"""The modules of other rooms that have `stored` functions, and the file of weights."""
VERSION = 4
"""Of marshal; every Python reads older versions than its own."""
MADE_OF = ""
"""The key of the fingerprint; all others are names of functions and what they are called with."""

STORED: list[tuple[Callable[..., Any], Callable[[], Iterable[str]] | None]] = []


def stored(arguments: Callable[[], Iterable[str]] | None = None) -> Callable[[F], F]:
    """As `functools.cache`, for functions of a text that give built-in types: what they give for any of
    `arguments`, or without one, is stored.
    """

    def wrapped(function: F) -> F:
        STORED.append((function, arguments))

        @wraps(function)
        def found(*args: str) -> object:
            packed = _kept().get(_key(function, args))
            return function(*args) if packed is None else marshal.loads(packed)  # noqa: S302  our own file

        return cast("F", cache(found))

    return wrapped


def pack(entries: Mapping[str, Any]) -> dict[str, bytes]:
    """Entries of built-in types, each by itself, for `PackedEntries`."""
    return {name: marshal.dumps(entry, VERSION) for name, entry in entries.items()}


class PackedEntries:
    """Entries that are unpacked when they are first asked for: a small run needs few of many words. The
    entries are declared as attributes.
    """

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed

    def shaped(self, name: str, entry: Any) -> Any:  # noqa: ANN401, ARG002  whatever was packed
        """What is made of an entry: here, nothing else."""
        return entry

    def having(self, entries: Mapping[str, Any]) -> Self:
        """The same with some entries, as they are declared, in the place of its own."""
        made = type(self)(self._packed)
        vars(made).update({**vars(self), **entries})
        return made

    if not TYPE_CHECKING:  # only what is declared is there

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            if name.startswith("_") or name not in self._packed:
                message = f"{type(self).__name__} has no entry {name!r}"
                raise AttributeError(message)
            found = self.shaped(name, marshal.loads(self._packed[name]))  # noqa: S302  our own
            setattr(self, name, found)
            return found


def store() -> None:
    """Keep what all functions that were loaded give, in a process without plug-ins."""
    tables = {MADE_OF: fingerprint()}
    for function, arguments in STORED:
        for args in [()] if arguments is None else [(text,) for text in arguments()]:
            tables[_key(function, args)] = marshal.dumps(function(*args), VERSION)
    with open(f"{FILE}.new", "wb") as file:  # noqa: PTH123
        file.write(marshal.dumps(tables, VERSION))
    os.replace(f"{FILE}.new", FILE)  # noqa: PTH105  whoever reads meanwhile has the old one
    _kept.cache_clear()


def fingerprint() -> bytes:
    """Changes with whatever the tables are made of."""
    names = (name for name in os.listdir(FOLDER) if name.endswith((".toml", ".py")))  # noqa: PTH208
    total = 0
    for name in sorted((*names, *MADE_BY)):
        with open(os.path.join(FOLDER, name), "rb") as file:  # noqa: PTH118, PTH123
            total = crc32(file.read(), crc32(name.encode(), total))
    return total.to_bytes(4, "big")


@cache
def _kept() -> dict[str, bytes]:
    """What is stored; nothing where it was never stored, or of other sources, or by another Python, or where
    a plug-in adds a language.
    """
    if plugged()[0]:
        return {}
    try:
        with open(FILE, "rb") as file:  # noqa: PTH123
            tables: dict[str, bytes] = marshal.loads(file.read())  # noqa: S302
        return tables if tables[MADE_OF] == fingerprint() else {}
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        return {}


def _key(function: Callable[..., Any], args: tuple[str, ...]) -> str:
    return " ".join((f"{function.__module__}.{function.__qualname__}", *args))
