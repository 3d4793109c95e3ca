"""Which format is meant: by name, or by the suffix of a file. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docconv.errors import MissingError, UsageError
from docconv.formats import Format, formats


def named(name: str) -> Format:
    """The format of that name.

    Raises `UsageError`, which lists the formats there are and the plug-ins that failed.
    """
    rows, failures = formats()
    if name in rows:
        return rows[name]
    failed = "".join(f" ({notice.message})" for notice in failures)
    message = f"unknown format {name!r}{failed}"
    raise UsageError(message, remedy=f"known formats: {', '.join(rows)}")


def reader(name: str) -> Format:
    """The format of that name, which can be read. Raises `UsageError` or `MissingError`."""
    row = named(name)
    if row.read is None:
        can = ", ".join(other.name for other in formats()[0].values() if other.read)
        message = f"{row.name} cannot be read yet"
        raise MissingError(message, remedy=f"formats that can be read: {can}")
    return row


def writer(name: str) -> Format:
    """The format of that name, which can be written. Raises `UsageError` or `MissingError`."""
    row = named(name)
    if row.write is None:
        can = ", ".join(other.name for other in formats()[0].values() if other.write)
        message = f"{row.name} cannot be written"
        raise MissingError(message, remedy=f"formats that can be written: {can}")
    return row


def by_suffix(path: Path) -> Format:
    """The format of a file's suffix.

    Raises `UsageError`, which lists the formats, for one that is not known.
    """
    suffix = path.suffix.lower()
    rows = formats()[0].values()
    found = next((row for row in rows if suffix in row.suffixes), None)
    if found is None:
        what = f"no format has the suffix {suffix}" if suffix else "no suffix tells the format"
        raise UsageError(what, where=str(path), remedy=f"name the format; known: {_listed(rows)}")
    return found


def _listed(rows: Iterable[Format]) -> str:
    return ", ".join(f"{row.name} ({' '.join(row.suffixes)})" for row in rows)
