"""Zip archives of word processors: what is wrong with one before any part of it is read."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter

MOST_PARTS = 10_000
LARGEST_PART, LARGEST_FILE = 128 * 2**20, 256 * 2**20
"""A transcript of 20 MB has a main part of 30 MB."""
BOMB_SIZE, BOMB_RATIO = 4 * 2**20, 200
"""Text that repeats itself over and over shrinks to a sixtieth; what shrinks more was made to be unpacked."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
TOO_LARGE = "it unfolds to more than a transcript can be"
SAVED = "give a file that a word processor saved"
SAVE_AGAIN = "open it in a word processor and save it again"


def fault(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    """What is wrong with an archive and what to do, nothing where all is well."""
    entries = archive.infolist()
    if odd := _odd_directory(archive.namelist()):
        return odd, SAVE_AGAIN
    if any(entry.flag_bits & 1 for entry in entries):
        return "it is encrypted", "save it without a password"
    if sum(entry.file_size for entry in entries) > LARGEST_FILE or any(map(_is_bomb, entries)):
        return TOO_LARGE, SAVED
    return None


def _odd_directory(names: list[str]) -> str:
    """Programs that read a file with two parts of one name do not agree on what it says."""
    if len(names) > MOST_PARTS:
        return f"it has {len(names)} parts, more than a transcript can have"
    name, times = Counter(names).most_common(1)[0] if names else ("", 0)
    return f"it has two parts named {name}" if times > 1 else ""


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    size = entry.file_size
    return size > LARGEST_PART or (size > BOMB_SIZE and size > BOMB_RATIO * max(entry.compress_size, 1))
