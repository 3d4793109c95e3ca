"""Files elsewhere, such as an object store, by URLs that fsspec understands.

An object is put once and whole, so that nobody sees half of one. Credentials and addresses are those that the
library of the storage finds on the machine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from typing import Any

from attrs import define, field

from docconv.corpus.storage.place import Decided, FileState, Listed, digest, joined, split
from docconv.errors import DocconvError, FileError, MissingError, UsageError
from docconv.files import CONFIGURATION, LARGEST_BESIDE
from docconv.sidecar import SUFFIX

TAGS = ("ETag", "etag", "md5Hash", "generation", "content_md5", "checksum")
DATES = ("LastModified", "last_modified", "mtime", "updated", "created")


@define
class RemotePlace:
    """A storage that fsspec opens. Between two calls nothing of it is kept."""

    system: Any
    _listed: tuple[str, dict[str, int]] = field(default=("", {}), init=False)

    def read(self, name: str) -> bytes:
        """What is in a file."""
        with _failures(name):
            data: bytes = self.system.cat_file(self._path(name))
        return data

    def state(self, name: str) -> FileState:
        """What the storage knows of a file."""
        with _failures(name):
            found = self.system.info(self._path(name), refresh=True)
        if found.get("type") == "directory":
            message = "this is a folder"
            raise FileError(message, where=name, remedy="name the files in it")
        return _state(found)

    def decided(self, name: str) -> Decided:
        """What is decided about a file; all that may be there is asked for at once."""
        found = self._some([*_near(name), *_above(name)])
        beside = next(((one, found[one]) for one in _near(name) if one in found), None)
        return Decided(beside, tuple((one, found[one]) for one in _above(name) if one in found))

    def mark(self, name: str, state: FileState, decided: Decided) -> str:  # noqa: ARG002  others need it
        """The tags of the file and of what is decided about it."""
        files = [*((decided.beside,) if decided.beside else ()), *decided.above]
        return _mark(state, [(split(one)[1], self.state(one)) for one, _ in files])

    def beside(self, name: str, other: str) -> bytes | None:
        """A file of the same folder by its plain name, or nothing."""
        if "/" in other or not other:
            return None
        near = joined(split(name)[0], other)
        try:
            return self.read(near) if self.state(near).size <= LARGEST_BESIDE else None
        except FileError:
            return None

    def put(
        self, files: Mapping[str, bytes], source: str, replaceable: Collection[str], *, overwrite: bool
    ) -> None:
        """Put objects one after the other. If one fails, those that are new are taken away again; those that
        were replaced are named.
        """
        if source in files:
            message = "the output would replace the input"
            raise UsageError(message, where=source, remedy="give another name")
        there = {name: digest(data) for name, data in self._some([*files]).items()}
        allowed = {"", *replaceable, *(digest(data) for data in files.values())}
        for name in files:
            if there.get(name, "") not in allowed and not overwrite:
                raise _there(name)
        new, replaced = list[str](), list[str]()
        try:
            for name, data in files.items():
                if there.get(name) != digest(data):
                    self._put(name, data, is_new=name not in there)
                    (replaced if name in there else new).append(name)
        except DocconvError as error:
            self._take_away(new)
            if replaced:
                message = f"{error.message}; in place already: {', '.join(replaced)}"
                raise FileError(message, where=error.where, remedy=error.remedy) from error
            raise

    def _put(self, name: str, data: bytes, *, is_new: bool) -> None:
        """Put an object; a new one only where nobody else has put another one in the meantime."""
        with _failures(name, "it cannot be written"):
            try:
                self.system.pipe_file(self._path(name), data, mode="create" if is_new else "overwrite")
            except FileExistsError:
                if self.read(name) != data:
                    raise _there(name) from None

    def _take_away(self, names: Collection[str]) -> None:
        for name in names:
            with suppress(Exception):  # there is an error already, and it says where
                self.system.rm_file(self._path(name))

    def sizes(self, names: Collection[str]) -> list[int | None]:
        """The sizes of files of one folder, which is listed once and kept until another one is asked for."""
        if not names:
            return []
        folder = split(next(iter(names)))[0]
        if self._listed[0] != folder:
            rows = self._rows(folder) if self.is_folder(folder) else {}
            self._listed = folder, {name: one["size"] for name, one in rows.items()}
        return [self._listed[1].get(split(name)[1]) for name in names]

    def walk(self, root: str, without: str) -> Iterator[Listed]:
        """The folders of a tree, one at a time in memory, each listed once."""
        above = self._some(_above(root))
        yield from self._walked(root.rstrip("/"), "", without.rstrip("/"), [self.state(one) for one in above])

    def _walked(self, root: str, relative: str, without: str, above: list[FileState]) -> Iterator[Listed]:
        folder = joined(root, relative).rstrip("/")
        rows = self._rows(folder)
        states = {name: _state(one) for name, one in rows.items() if one["type"] != "directory"}
        here = [states[CONFIGURATION], *above] if CONFIGURATION in states else above
        yield Listed(relative, {name: _listed_mark(name, states, here) for name in sorted(states)})
        below = sorted(rows.keys() - states.keys())
        del rows, states
        for name in below:
            if not name.startswith(".") and joined(root, relative + name) != without:
                yield from self._walked(root, f"{relative}{name}/", without, here)

    def _rows(self, folder: str) -> dict[str, Mapping[str, Any]]:
        """What is in a folder, by plain names."""
        path = self._path(folder)
        with _failures(folder):
            found = self.system.ls(path, detail=True, refresh=True)
        rows = ((one["name"].rstrip("/"), one) for one in found)
        return {name.rpartition("/")[2]: one for name, one in rows if name != path}

    def is_folder(self, name: str) -> bool:
        """Whether there are files below it and none of that name."""
        with _failures(name):
            return bool(self.system.isdir(self._path(name)))

    def sweep(self, folder: str) -> None:
        """Nothing: an object is there whole or not at all."""

    def _some(self, names: list[str]) -> dict[str, bytes]:
        """What is in those of some files that are there, asked for at once."""
        with _failures(names[0] if names else ""):
            paths = [self._path(name) for name in names]
            got = self.system.cat_ranges(paths, [None] * len(paths), [None] * len(paths), on_error="return")
        for name, data in zip(names, got, strict=True):
            with _failures(name):
                if isinstance(data, Exception) and not isinstance(data, FileNotFoundError):
                    raise data
        return {name: bytes(data) for name, data in zip(names, got, strict=True) if isinstance(data, bytes)}

    def _path(self, name: str) -> str:
        path: str = self.system._strip_protocol(name)  # noqa: SLF001  what fsspec's own functions call
        return path


@cache
def remote_place(scheme: str) -> RemotePlace:
    """The storage of a scheme. Raises `MissingError` where a library for it is not there."""
    try:
        import fsspec  # noqa: PLC0415  only for files elsewhere

        system = fsspec.filesystem(scheme, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        message = f"files at {scheme}:// cannot be reached: {error}"
        remedy = "install docconv[storage], and s3fs, gcsfs or what else your storage needs"
        raise MissingError(message, remedy=remedy) from error
    return RemotePlace(system)


@contextmanager
def _failures(name: str, what: str = "it cannot be read") -> Iterator[None]:
    """Whatever a storage raises, as `FileError`: each has errors of its own."""
    try:
        yield
    except (DocconvError, MemoryError):
        raise
    except FileNotFoundError as error:
        message = "no such file" if what.endswith("read") else f"{what}: there is no such place"
        raise FileError(message, where=name, remedy="check the address") from error
    except PermissionError as error:
        message = f"{what}: access is denied"
        raise FileError(message, where=name, remedy="ask for the right to read, write and list") from error
    except Exception as error:
        message = f"{what}: {type(error).__name__}: {error}"
        raise FileError(message, where=name, remedy="check the storage, and go on with --resume") from error


def _there(name: str) -> FileError:
    message = "the file exists"
    return FileError(message, where=name, remedy="allow it to be replaced with overwrite=True")


def _near(name: str) -> list[str]:
    """Where decisions about a file may be, the first goes first."""
    folder, last = split(name)
    stem, dot, _ = last.rpartition(".")
    return [f"{name}{SUFFIX}", joined(folder, f"{stem if dot and stem else last}{SUFFIX}")]


def _above(name: str) -> list[str]:
    return [joined(folder, CONFIGURATION) for folder in _folders(split(name)[0])]


def _folders(folder: str) -> list[str]:
    """A folder and those above it, up to the bucket."""
    scheme, _, path = folder.partition("://")
    parts = [part for part in path.split("/") if part]
    return [f"{scheme}://{'/'.join(parts[:count])}" for count in range(len(parts), 0, -1)]


def _state(found: Mapping[str, Any]) -> FileState:
    """What an entry of a list says. Names of its fields differ from storage to storage."""
    tag = next((str(found[name]) for name in TAGS if found.get(name)), "").strip('"')
    changed = next((when for name in DATES if (when := _date(found.get(name)))), None)
    if changed is None:
        return FileState(found.get("size") or 0, tag)
    tag = tag or changed.isoformat(timespec="milliseconds")
    return FileState(found.get("size") or 0, tag, changed.replace(microsecond=0))


def _date(value: object) -> datetime | None:
    if isinstance(value, str) and value:
        with suppress(ValueError):
            value = datetime.fromisoformat(value)
    if isinstance(value, int | float):
        with suppress(ValueError, OverflowError, OSError):  # a year that no date of Python has
            return datetime.fromtimestamp(value, UTC)
    return value if isinstance(value, datetime) else None


def _listed_mark(name: str, states: Mapping[str, FileState], above: list[FileState]) -> str:
    beside = next((one for one in (split(near)[1] for near in _near(f"x://y/{name}")) if one in states), None)
    decided = [(beside, states[beside])] if beside else []
    return _mark(states[name], [*decided, *((CONFIGURATION, state) for state in above)])


def _mark(state: FileState, decided: Collection[tuple[str, FileState]]) -> str:
    """Tags and sizes, empty where the storage has no tags."""
    tags = [("", state), *decided]
    whole = all(one.tag for _, one in tags)
    return " ".join(f"{name}={one.tag}-{one.size}" for name, one in tags) if whole else ""
