"""Which format is meant: by name, or by the suffix of a file and what is to be done, or by the root of XML.
Nothing is guessed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

from docconv.errors import MissingError, UsageError
from docconv.formats import Format, each_built_in, formats, rooted

Direction: TypeAlias = Literal["read", "write"]
CANNOT: dict[Direction, str] = {"read": "cannot be read yet", "write": "cannot be written"}
CAN: dict[Direction, str] = {"read": "can be read", "write": "can be written"}


def named(name: str) -> Format:
    """The format of that name.

    Raises `UsageError`, which lists the formats there are and the plug-ins that failed.
    """
    if own := next((row for row in each_built_in() if row.name == name), None):
        return own
    rows, failures = formats()
    if name in rows:
        return rows[name]
    failed = "".join(f" ({notice.message})" for notice in failures)
    message = f"unknown format {name!r}{failed}"
    raise UsageError(message, remedy=f"known formats: {', '.join(rows)}")


def reader(name: str | Path) -> Format:
    """The format of that name or file, which can be read. Raises `UsageError` or `MissingError`."""
    return _able(name, "read")


def writer(name: str | Path) -> Format:
    """The format of that name or file, which can be written. Raises `UsageError` or `MissingError`."""
    return _able(name, "write")


def _able(name: str | Path, direction: Direction) -> Format:
    row = by_suffix(name, direction) if isinstance(name, Path) else named(name)
    if getattr(row, direction) is None:
        can = ", ".join(other.name for other in formats()[0].values() if getattr(other, direction))
        message = f"{row.name} {CANNOT[direction]}"
        raise MissingError(message, remedy=f"formats that {CAN[direction]}: {can}")
    return row


def by_suffix(path: Path, direction: Direction) -> Format:
    """The format that reads or writes files of a suffix, else one that does the other of both.

    Raises `UsageError`, which lists the formats, for a suffix that is not known.
    """
    suffix = path.suffix.lower()
    own = (row for row in each_built_in() if suffix in row.suffixes and getattr(row, direction))
    if first := next(own, None):
        return first
    rows = formats()[0].values()
    found = [row for row in rows if suffix in row.suffixes]
    if not found:
        what = f"no format has the suffix {suffix}" if suffix else "no suffix tells the format"
        known = ", ".join(f"{row.name} ({' '.join(row.suffixes)})" for row in rows)
        raise UsageError(what, where=str(path), remedy=f"name the format; known: {known}")
    return next((row for row in found if getattr(row, direction)), found[0])


def by_root(row: Format, data: bytes) -> Format:
    """The format whose root XML has, where its suffix leads to another format of XML."""
    return (rooted(data) if row.media_type.endswith("xml") else None) or row
