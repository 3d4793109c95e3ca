"""Files in and out: errors with a remedy instead of `OSError`, outputs that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from itertools import takewhile
from pathlib import Path, PurePath
from types import TracebackType
from typing import Literal, Self

from attrs import define, field

from docconv.errors import BadInputError, FileError, UsageError

LARGEST_BESIDE = 200_000_000


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises `FileError`."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        message = "no such file"
        raise FileError(message, where=str(path), remedy="check the path") from None
    except IsADirectoryError:
        message = "this is a folder"
        raise FileError(message, where=str(path), remedy="name the files in it") from None
    except (OSError, ValueError) as error:
        message = f"it cannot be read: {_reason(error)}"
        raise FileError(message, where=str(path), remedy="check the path") from None


def read_toml(path: Path) -> str:
    """The text of a TOML file, which is UTF-8. Raises the errors of `docconv.errors`."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        message = "a TOML file is UTF-8"
        raise BadInputError(message, where=str(path), remedy="save it as UTF-8") from None


def folder_of(path: Path) -> Callable[[str], bytes | None]:
    """Gives the files beside one by their plain names, and nothing for those that are elsewhere, larger than
    `LARGEST_BESIDE` or not to be read.
    """
    folder = path.parent

    def beside(name: str) -> bytes | None:
        near = folder / name
        try:
            plain = PurePath(name).name == name and near.resolve().parent == folder.resolve()
            small = plain and near.is_file() and near.stat().st_size <= LARGEST_BESIDE
            return near.read_bytes() if small else None
        except (OSError, ValueError):
            return None

    return beside


def kind_of(path: Path) -> Literal["file", "folder", "device", "nothing"]:
    """What stands at a path, links followed; what is neither file nor folder, such as a pipe, is a device."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return "nothing"
    if stat.S_ISREG(mode):
        return "file"
    return "folder" if stat.S_ISDIR(mode) else "device"


def _reason(error: OSError | ValueError) -> str:
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return text[:1].lower() + text[1:]


@define
class Outputs:
    """Files that are put in place together, at the end of a `with` block that calls `commit`.

    Until then their bytes stand in temporary files beside them; a block that ends otherwise leaves no
    trace, the folders that were made for it included.
    """

    overwrite: bool = field(default=False, kw_only=True)
    _inputs: set[Path] = field(factory=set, init=False)
    _claimed: set[Path] = field(factory=set, init=False)
    _staged: list[tuple[Path, Path]] = field(factory=list, init=False)
    _direct: list[tuple[Path, bytes]] = field(factory=list, init=False)
    _folders: list[Path] = field(factory=list, init=False)

    def __enter__(self) -> Self:
        """Begin; nothing is touched."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what was not put in place."""
        for temporary, _ in self._staged:
            with suppress(OSError):
                temporary.unlink()
        for folder in reversed(self._folders):
            with suppress(OSError):  # somebody else may have put a file there by now
                folder.rmdir()

    def protect(self, source: Path) -> None:
        """Name an input, which no output may replace."""
        self._inputs.add(Path(os.path.realpath(source)))

    def claim(self, target: Path) -> None:
        """Reserve a target.

        Raises `UsageError` for one reserved before, `FileError` for one that may not be written.
        """
        real = Path(os.path.realpath(target))
        if real in self._inputs:
            message = "the output would replace the input"
            raise UsageError(message, where=str(target), remedy="give another name")
        if real in self._claimed:
            message = f"two outputs of this run would be {target}"
            raise UsageError(message, remedy="give them different names or folders")
        self._claimed.add(real)
        if kind_of(real) == "folder":
            message = "this is a folder"
            raise FileError(message, where=str(target), remedy=f"end it with a slash: {target}{os.sep}")
        if kind_of(real) == "file" and not self.overwrite:
            remedy = "allow it to be replaced with --force (in Python overwrite=True)"
            message = "the file exists"
            raise FileError(message, where=str(target), remedy=remedy)

    def stage(self, target: Path, data: bytes) -> None:
        """Write bytes beside a target, or keep them for a device or a pipe. Raises `FileError`."""
        real = Path(os.path.realpath(target))
        if kind_of(real) == "device":
            self._direct.append((real, data))
            return
        try:
            self._make_folders(real.parent)
            temporary = real.with_name(f".docconv-{os.getpid()}-{len(self._staged)}.tmp")
            self._staged.append((temporary, real))
            temporary.write_bytes(data)
            if kind_of(real) == "file":
                shutil.copymode(real, temporary)
        except (OSError, ValueError) as error:
            raise _unwritable(target, error) from None

    def commit(self) -> None:
        """Put every staged file in its place. Raises `FileError`."""
        self._folders.clear()
        for real, data in self._direct:
            try:
                with real.open("wb") as device:
                    device.write(data)
            except OSError as error:
                raise _unwritable(real, error) from None
        while self._staged:
            temporary, real = self._staged[0]
            try:
                temporary.replace(real)
            except OSError as error:
                raise _unwritable(real, error) from None
            del self._staged[0]

    def _make_folders(self, folder: Path) -> None:
        missing = takewhile(lambda path: not path.exists(), (folder, *folder.parents))
        for path in reversed(list(missing)):
            path.mkdir()
            self._folders.append(path)


def _unwritable(target: Path, error: OSError | ValueError) -> FileError:
    return FileError(
        f"it cannot be written: {_reason(error)}", where=str(target), remedy="choose another folder"
    )
