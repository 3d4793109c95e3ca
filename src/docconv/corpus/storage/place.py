"""What an archive asks of the storage that its files are in, whatever that is.

A file has a whole name: a path that begins at the root, or a URL that fsspec understands. What is decided
about it is read with it, so that all that is made of it comes from the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from attrs import field, frozen

from docconv.convention.file import ConventionFile, nearest_convention
from docconv.files import is_url, text_of_toml
from docconv.sidecar import Sidecar, read_sidecar

Named = tuple[str, bytes]
"""A file: its whole name, and what is in it."""


@frozen
class FileState:
    """What is known of a file without reading it: its size in bytes, what changes whenever it is written, and
    when that was last, where the storage knows.
    """

    size: int
    tag: str
    changed: datetime | None = None


@frozen
class Decided:
    """What is decided about a file: in the file beside it, in each `docconv.toml` above, nearest first."""

    beside: Named | None = None
    above: tuple[Named, ...] = ()

    @property
    def sha256(self) -> str:
        """One hash for all of it, empty where nothing is decided."""
        files = [*((self.beside,) if self.beside else ()), *self.above]
        return digest(*(data for _, data in files)) if files else ""

    def sidecar(self) -> Sidecar:
        """The decisions beside the file. Raises `UsageError`, `BadInputError`."""
        return Sidecar() if self.beside is None else read_sidecar(_toml(self.beside), self.beside[0])

    def convention(self) -> ConventionFile | None:
        """What holds for the source of the file. Raises `UsageError`, `BadInputError`."""
        return nearest_convention((name, _toml((name, data))) for name, data in self.above)


@frozen
class Listed:
    """A folder of a tree: what leads to it from the root, with a slash at its end or empty, and the names of
    its files in order, each with a mark of file and decisions where the storage has such at hand, else "".

    fault: why the folder cannot be listed.
    links: how many links to folders there are, which nobody follows: they may lead in a circle.
    """

    relative: str
    files: Mapping[str, str] = field(factory=dict)
    fault: str = ""
    links: int = 0


class Place(Protocol):
    """A kind of storage. Every method raises `FileError` where the storage fails."""

    def read(self, name: str) -> bytes:
        """What is in a file."""

    def state(self, name: str) -> FileState:
        """What a file is like."""

    def decided(self, name: str) -> Decided:
        """What is decided about a file."""

    def mark(self, name: str, state: FileState, decided: Decided) -> str:
        """What stays the same as long as file and decisions do, as `walk` gives it; empty where they are to
        be read for that.
        """

    def beside(self, name: str, other: str) -> bytes | None:
        """A file of the same folder by its plain name, or nothing."""

    def put(
        self, files: Mapping[str, bytes], source: str, replaceable: Collection[str], *, overwrite: bool
    ) -> None:
        """Write files, all or none, so that nobody ever sees half of one. One that is there with the same
        bytes stays, another one is replaced if its SHA-256 is among `replaceable`, or with `overwrite`.
        """

    def sizes(self, names: Collection[str]) -> list[int | None]:
        """The sizes of files of one folder, nothing for those that are not there."""

    def walk(self, root: str, without: str) -> Iterator[Listed]:
        """The folders of a tree from above, in the order of names, save hidden ones and the one called
        `without`.
        """

    def is_folder(self, name: str) -> bool:
        """Whether it is a folder and no file."""

    def sweep(self, folder: str) -> None:
        """Take away what processes that were killed have left in a folder."""


def split(name: str) -> tuple[str, str]:
    """The folder of a file, and its plain name."""
    if not is_url(name):
        return os.path.split(name)
    folder, _, last = name.rpartition("/")
    return folder, last


def joined(folder: str, name: str) -> str:
    """A name below a folder."""
    return f"{folder.rstrip('/')}/{name}" if is_url(folder) else str(Path(folder, name))


def digest(*parts: bytes) -> str:
    """The SHA-256 of some bytes."""
    found = sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest()


def _toml(file: Named) -> str:
    return text_of_toml(file[1], Path(file[0]))
