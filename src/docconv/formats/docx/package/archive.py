"""The zip file of a package (PKWARE APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16), written in one go.

Most parts of a package are the same in all files that one process writes, and are shrunk once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from struct import Struct
from typing import NamedTuple

from docconv.errors import FileError

LOCAL = Struct("<4s5H3L2H")
CENTRAL = Struct("<4s4B4H3L5H2L")
END = Struct("<4s4H2LH")
VERSION, UNIX = 20, 3
DEFLATED = 8
READABLE = 0o644 << 16
"""The attributes of a file that its owner may write and everybody may read."""
UTF8 = 0x800
"""The flag of a name that is no ASCII."""
SMALL, KEPT = 1 << 16, 64
"""Parts of so many bytes at most are kept as they were shrunk, so many of them."""
MOST_BYTES, MOST_PARTS = 0xFFFF_FFFF, 0xFFFF
"""Fewer can be told: a field with all bits set stands for Zip64 (4.4.1.4), which is not written."""


class Shrunk(NamedTuple):
    """A part as it is in the archive: the checksum and the size of what it was made of, and its bytes."""

    checksum: int
    size: int
    data: bytes


def zipped(parts: Iterable[tuple[str, bytes, int]], date: datetime) -> bytes:
    """An archive of parts, each with its name, its bytes and how much is looked for what repeats, 1 to 9; all
    are of one date. Raises `FileError` where it would be larger than one without Zip64 can be.
    """
    time = date.hour << 11 | date.minute << 5 | date.second // 2
    day = (date.year - 1980) << 9 | date.month << 5 | date.day
    body, directory = bytearray(), bytearray()
    count = 0
    for name, data, level in parts:
        _within(name, len(data), len(body), count)
        checksum, size, shrunk = _shrunk_once(data, level) if len(data) <= SMALL else _shrunk(data, level)
        named = name.encode()
        flags = 0 if name.isascii() else UTF8
        sizes = checksum, len(shrunk), size, len(named)
        place = len(body)
        body += LOCAL.pack(b"PK\3\4", VERSION, flags, DEFLATED, time, day, *sizes, 0) + named + shrunk
        head = b"PK\1\2", VERSION, UNIX, VERSION, 0, flags, DEFLATED, time, day
        directory += CENTRAL.pack(*head, *sizes, 0, 0, 0, 0, READABLE, place) + named
        count += 1
    _within("the list of its parts", len(directory), len(body), 0)
    return bytes(body + directory + END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0))


def _within(name: str, size: int, place: int, count: int) -> None:
    """Raise `FileError` for a part of so many bytes, after so many bytes and parts, whose size or place no
    field could tell.
    """
    at_most = size + (size >> 10)  # what cannot be shrunk becomes five bytes longer for each block of 16 KB
    if max(at_most, place) >= MOST_BYTES or count >= MOST_PARTS - 1:
        message = f"too large for a package: {name} has {size} bytes, after {count} parts with {place} bytes"
        raise FileError(message, remedy="divide the document, or write another format")


def _shrunk(data: bytes, level: int) -> Shrunk:
    return Shrunk(zlib.crc32(data), len(data), zlib.compress(data, level, -zlib.MAX_WBITS))


_shrunk_once = lru_cache(KEPT)(_shrunk)
