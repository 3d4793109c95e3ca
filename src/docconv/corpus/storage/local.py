"""Files of this machine, by paths that begin at the root."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from docconv.corpus.storage.place import Decided, FileState, Listed, digest
from docconv.errors import FileError, UsageError
from docconv.files import Outputs, changed_at, configurations, content, folder_of, kind_of, read_bytes, sweep
from docconv.sidecar import path_beside


@frozen
class LocalPlace:
    """The file system. Outputs are written beside their places and then get their names."""

    def read(self, name: str) -> bytes:
        """What is in a file. Raises `FileError`, also for a pipe, at which a process would wait for ever, and
        `UsageError` for a path from the working folder.
        """
        path = _whole(name)
        if kind_of(path) == "device":
            message = "this is no file, but a pipe or another device"
            raise FileError(message, where=name, remedy="save what comes from it as a file")
        return read_bytes(path)

    def state(self, name: str) -> FileState:
        """When a file was changed last, in nanoseconds, its size and its number."""
        path = _whole(name)
        try:
            found = path.stat()
        except (OSError, ValueError):
            read_bytes(path)
            raise
        return FileState(found.st_size, f"{found.st_mtime_ns}-{found.st_ino}", changed_at(found))

    def decided(self, name: str) -> Decided:
        """What is decided about a file."""
        path = _whole(name)
        near = path_beside(path)
        beside = (str(near), read_bytes(near)) if kind_of(near) == "file" else None
        return Decided(beside, tuple((str(one), read_bytes(one)) for one in configurations(path)))

    def mark(self, name: str, state: FileState, decided: Decided) -> str:  # noqa: ARG002  others need it
        """Nothing: a file may change within the grain of the clock, and it is quickly read."""
        return ""

    def beside(self, name: str, other: str) -> bytes | None:
        """A file of the same folder by its plain name, or nothing."""
        return folder_of(Path(name))(other)

    def put(
        self, files: Mapping[str, bytes], source: str, replaceable: Collection[str], *, overwrite: bool
    ) -> None:
        """Write files, all or none; what is there with the same bytes stays. Raises `FileError`,
        `UsageError`.
        """
        for is_last in (False, True):
            there = {path: digest_of(path) for path in files}
            missing = {path: data for path, data in files.items() if there[path] != digest(data)}
            others = {there[path] for path in missing} - {""}
            may_replace = overwrite or (bool(others) and others <= set(replaceable))
            try:
                _write(missing, Path(source), may_replace=may_replace)
            except FileError:  # somebody else who does the same may have been quicker
                if is_last or all(Path(path).exists() == bool(there[path]) for path in files):
                    raise
            else:
                return

    def sizes(self, names: Collection[str]) -> list[int | None]:
        """The sizes of files, nothing for those that are not there."""
        return [_size(name) for name in names]

    def walk(self, root: str, without: str) -> Iterator[Listed]:
        """The folders of a tree, one at a time in memory. Raises `FileError` if the root is closed; one below
        it that is has a fault.
        """
        closed: list[OSError] = []
        for folder, below, names in os.walk(root, onerror=closed.append):
            yield from _closed(root, closed)
            here = Path(folder)
            hidden = {name for name in below if name.startswith(".") or str(here / name) == without}
            below[:] = sorted(set(below) - hidden)
            links = sum(os.path.islink(here / name) for name in below)  # noqa: PTH114  Path fails where this says no
            yield Listed(_relative(root, folder), dict.fromkeys(sorted(names), ""), links=links)
        yield from _closed(root, closed)

    def is_folder(self, name: str) -> bool:
        """Whether it is a folder and no file."""
        return kind_of(Path(name)) == "folder"

    def sweep(self, folder: str) -> None:
        """Take away the temporary files of processes that were killed."""
        sweep(Path(folder))


def digest_of(name: str) -> str:
    """The hash of a file of this machine, empty where there is none."""
    try:
        return digest(content(Path(name))) if Path(name).is_absolute() else ""
    except (FileError, OSError, ValueError):
        return ""


def _relative(root: str, folder: str) -> str:
    return "" if folder == root else f"{Path(folder).relative_to(root).as_posix()}/"


def _closed(root: str, errors: list[OSError]) -> Iterator[Listed]:
    """The folders that could not be listed, which are told once. Raises `FileError` for the root."""
    while errors:
        error = errors.pop(0)
        message = f"the folder cannot be read: {(error.strerror or str(error)).lower()}"
        if str(error.filename) == root:
            raise FileError(message, where=root, remedy="check the path")
        yield Listed(_relative(root, str(error.filename)), fault=message)


def _write(files: Mapping[str, bytes], source: Path, *, may_replace: bool) -> None:
    with Outputs(overwrite=may_replace) as outputs:
        outputs.protect(source)
        for path, data in files.items():
            outputs.claim(Path(path))
            outputs.stage(Path(path), data)
        outputs.commit()


def _size(name: str) -> int | None:
    try:
        return os.stat(name).st_size  # noqa: PTH116  a path for each file costs more than to ask
    except OSError:
        return None


def _whole(name: str) -> Path:
    path = Path(name)
    if not path.is_absolute():
        message = "this is no whole path"
        raise UsageError(message, where=name, remedy="give one that begins at the root")
    return path
