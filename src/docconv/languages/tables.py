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
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar, cast
from zlib import crc32

from docconv.languages.plugged import plugged

F = TypeVar("F", bound=Callable[..., Any])
Bytes: TypeAlias = "bytes | mmap"

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
MADE_OF, PLACES = "made of", "places"
"""What is told last: the fingerprint, and where each entry is, by the function and what it is called with."""
TAIL = 8
"""The bytes that tell where that begins."""

STORED: list[tuple[Callable[..., Any], Callable[[], Iterable[str]] | None]] = []


def stored(arguments: Callable[[], Iterable[str]] | None = None) -> Callable[[F], F]:
    """As `functools.cache`, for functions of a text that give built-in types: what they give for any of
    `arguments`, or without one, is stored.
    """

    def wrapped(function: F) -> F:
        STORED.append((function, arguments))

        @wraps(function)
        def found(*args: str) -> object:
            file, places = _kept()
            place = places.get(_key(function, args))
            return function(*args) if place is None else marshal.loads(file[slice(*place)])  # noqa: S302

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
    """Keep what all functions that were loaded give, in a process without plug-ins: one after the other,
    where each of them is, and, last, where that is told.
    """
    places: dict[str, tuple[int, int]] = {}
    with open(f"{FILE}.new", "wb") as file:  # noqa: PTH123
        for function, arguments in STORED:
            for args in [()] if arguments is None else [(text,) for text in arguments()]:
                start = file.tell()
                file.write(marshal.dumps(function(*args), VERSION))
                places[_key(function, args)] = start, file.tell()
        end = file.tell()
        file.write(marshal.dumps({MADE_OF: fingerprint(), PLACES: places}, VERSION))
        file.write(end.to_bytes(TAIL, "big"))
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
def _kept() -> tuple[Bytes, Mapping[str, tuple[int, int]]]:
    """What is stored, and where in it each entry is, of which a run reads a few; nothing where it was never
    stored, or of other sources, or by another Python, or where a plug-in adds a language.
    """
    if plugged()[0]:
        return b"", {}
    try:
        with open(FILE, "rb") as opened:  # noqa: PTH123
            file = mmap(opened.fileno(), 0, access=ACCESS_READ)
        told = told_last(file)
        return (file, told[PLACES]) if told[MADE_OF] == fingerprint() else (b"", {})
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        return b"", {}


def told_last(file: Bytes) -> dict[str, Any]:
    """What a file of tables tells at its end."""
    found: dict[str, Any] = marshal.loads(file[int.from_bytes(file[-TAIL:], "big") : -TAIL])  # noqa: S302
    return found


def _key(function: Callable[..., Any], args: tuple[str, ...]) -> str:
    return " ".join((f"{function.__module__}.{function.__qualname__}", *args))
