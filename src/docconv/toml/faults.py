"""What is wrong in a TOML file, with file, line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args, get_origin

from attrs import fields, has

from docconv.errors import UsageError
from docconv.patterns import regex

ARRAY = regex(r"\s*+\[\[")
AT = regex(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse(text: str, where: str = "", *, remedy: str = "write it as TOML") -> dict[str, Any]:
    """The data of a TOML file. Raises `UsageError`, with line and column, for what is none."""
    from docconv.toml.pieces import loads  # noqa: PLC0415  most texts have no such file beside them

    try:
        return loads(text)
    except (ValueError, RecursionError) as error:
        found = AT.search(str(error))
        at = f":{found[1]}:{found[2]}" if found and found[1] and where else ""
        raise UsageError(AT.sub("", str(error)), where=where + at, remedy=remedy) from error


def place_of(text: str, where: str, path: Sequence[str | int]) -> str:
    """`where` with line and column of what is at a path of keys and of numbers from 0, or of the
    nearest table that it would be in; `where` alone if there is none.
    """
    found = [one for one in _addresses(text) if one[0] == tuple(path[: len(one[0])])]
    if not found or not where:
        return where
    start = max(found, key=lambda one: len(one[0]))[1]
    start = next(at for at in range(start, len(text)) if not text[at].isspace())
    line = text.rfind("\n", 0, start) + 1
    return f"{where}:{text.count(chr(10), 0, start) + 1}:{start - line + 1}"


def _addresses(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """The path of each table and each key, and where it begins."""
    from docconv.toml.statements import tables_in  # noqa: PLC0415  only for what is wrong

    counts: dict[str, int] = {}
    for table in tables_in(text):
        if ARRAY.match(text, table.start):
            counts[table.name] = counts.get(table.name, -1) + 1
            counts = {name: count for name, count in counts.items() if not name.startswith(f"{table.name}.")}
        path: list[str | int] = []
        for end, name in enumerate(names := table.name.split(".") if table.name else [], 1):
            array = ".".join(names[:end])
            path += [name, counts[array]] if array in counts else [name]
        if path:
            yield tuple(path), table.start
        yield from (((*path, key.name), key.start) for key in table.keys)


def first_fault(
    error: BaseException, text: str, where: str, *, above: tuple[str, ...] = (), remedy: str = ""
) -> UsageError:
    """The error, with its place, for what cattrs found wrong first in the data below some keys of a file."""
    path: list[str | int] = [*above]
    kind: object = None
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
        for note in getattr(error, "__notes__", ()):
            path.append(note.name if hasattr(note, "name") else note.index)
            kind = note.type
    extra = sorted(getattr(error, "extra_fields", ()))
    path += extra[:1]
    if extra:
        known = ", ".join(one.name for one in fields(error.cl))  # type: ignore[attr-defined]
        remedy = f"known: {known}"
    return UsageError(_clause(error, path, kind), where=place_of(text, where, path), remedy=remedy)


def _clause(error: BaseException, path: Sequence[str | int], kind: object) -> str:
    """What is wrong, in words that name the key."""
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
    choices = [
        choice for one in (kind, *get_args(kind)) if get_origin(one) is Literal for choice in get_args(one)
    ]
    if hasattr(error, "extra_fields"):
        return f"unknown key {name!r}"
    if isinstance(error, KeyError):
        return f"{name} is missing"
    if choices:
        return f"{name} is none of {', '.join(map(repr, choices))}"
    if isinstance(error, TypeError | AttributeError) and isinstance(kind, type) and has(kind):
        return f"{name} is no table"
    if get_origin(kind) is tuple and str(error).endswith("is not iterable"):
        return f"{name} is no list"
    return f"{name}: {error}"
