"""What was done, as JSON Lines: a record for each file, added by the driver alone as soon as it is done.

The last record of a source holds. A row that was cut off when a driver was killed is taken away, and its file
done again. While a run is on, its manifest is locked.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from attrs import asdict, define, field

from docconv.corpus.unit import Record
from docconv.errors import BadInputError, FileError
from docconv.files import kind_of

if TYPE_CHECKING:
    from cattrs import Converter

NAME = "manifest.jsonl"
HEAD = b'{"source":'
"""How each row begins."""
BLOCK = 1 << 16


@define
class Manifest:
    """A manifest that this run adds to. Of what earlier runs wrote, only where the last row of each source
    begins is kept, and of what this one writes nothing, so that memory does not grow with the run.
    """

    path: Path
    _file: IO[bytes] = field(init=False)
    _begins: dict[str, int] = field(factory=dict, init=False)

    def __enter__(self) -> Self:
        """Open and lock it. Raises `FileError`, and `BadInputError` for what is no manifest."""
        if kind_of(self.path) == "device":
            message = "the manifest would be a pipe or a device"
            raise FileError(message, where=str(self.path), remedy="name a file")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("a+b")
        except OSError as error:
            raise _unwritable(self.path, error) from None
        try:
            _lock(self._file, self.path)
            self._begins = {record.source: begin for begin, record in _rows(self._file, self.path)}
            _cut(self._file, self.path)
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Close it, all of it on the disk."""
        with suppress(OSError):
            self._file.flush()
            os.fsync(self._file.fileno())
        self._file.close()

    def __len__(self) -> int:
        return len(self._begins)

    def last(self, source: str) -> Record | None:
        """The last record of a source by earlier runs."""
        if source not in self._begins:
            return None
        self._file.seek(self._begins[source])
        return _record(self._file.readline())

    def add(self, record: Record) -> None:
        """A further record. Raises `FileError` where it cannot be written, or where the file went away."""
        row = json.dumps(asdict(record), separators=(",", ":")).encode() + b"\n"
        try:
            self._file.write(row)
            self._file.flush()
        except OSError as error:
            raise _unwritable(self.path, error) from None
        if not self._is_there():
            message = "somebody took the manifest away while it was written"
            raise FileError(message, where=str(self.path), remedy="convert again")

    def _is_there(self) -> bool:
        try:
            return os.path.samestat(self.path.stat(), os.fstat(self._file.fileno()))
        except OSError:
            return False


def records(path: Path) -> Iterator[Record]:
    """The records of a manifest, the last of each source; also while somebody writes it.

    Raises `FileError` and `BadInputError`.
    """
    if kind_of(path) != "file":
        message = "there is no manifest"
        raise FileError(message, where=str(path), remedy="name the file that a run has written")
    with path.open("rb") as file:
        last = {record.source: begin for begin, record in _rows(file, path)}
        for begin in last.values():
            file.seek(begin)
            yield _record(file.readline())


def _rows(file: IO[bytes], path: Path) -> Iterator[tuple[int, Record]]:
    """The complete rows, each with where it begins."""
    file.seek(0)
    begin = 0
    for number, line in enumerate(file, 1):
        if not line.endswith(b"\n"):
            return
        try:
            yield begin, _record(line)
        except Exception:  # noqa: BLE001  whatever else may be in a file of that name
            where = f"{path}:{number}"
            raise _foreign(where) from None
        begin += len(line)


def _record(line: bytes) -> Record:
    return _converter().structure(json.loads(line), Record)


@cache
def _converter() -> Converter:
    from cattrs import Converter  # noqa: PLC0415  a first run has no rows

    return Converter()


def _cut(file: IO[bytes], path: Path) -> None:
    """Take away a last row without its end. Raises `BadInputError` where it is none: another's file."""
    end = size = file.seek(0, os.SEEK_END)
    cut = b""
    while end and b"\n" not in cut:
        begin = max(end - BLOCK, 0)
        file.seek(begin)
        cut = file.read(end - begin)
        end = begin + cut.rfind(b"\n") + 1 if b"\n" in cut else begin
    file.seek(end)
    head = file.read(len(HEAD))
    if not HEAD.startswith(head):
        raise _foreign(str(path))
    if end < size:
        file.truncate(end)


def _lock(file: IO[bytes], path: Path) -> None:
    """Lock a manifest, where the system can. Raises `FileError` where another run has it."""
    try:
        import fcntl  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        message = "another run writes this manifest"
        raise FileError(message, where=str(path), remedy="wait for its end, or give another output") from None
    except OSError:  # a file system without locks
        return


def _foreign(where: str) -> BadInputError:
    return BadInputError("this is no row of a manifest", where=where, remedy="name another file")


def _unwritable(path: Path, error: OSError) -> FileError:
    message = f"the manifest cannot be written: {(error.strerror or str(error)).lower()}"
    is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    remedy = "make room, and go on with --resume" if is_full else "choose another place with -o or --manifest"
    return FileError(message, where=str(path), remedy=remedy)
