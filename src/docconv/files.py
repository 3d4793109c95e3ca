"""Files in and out: errors with a remedy instead of `OSError`, outputs that appear whole or not at all."""

from __future__ import annotations

import os
import signal
import stat
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Sized
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import TextIOBase
from itertools import takewhile
from pathlib import Path, PurePath
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Literal, Self, TypeAlias

from attrs import define, field

from docconv.errors import BadInputError, FileError, UsageError
from docconv.limits import check_size, largest
from docconv.patterns import regex

if TYPE_CHECKING:
    from typing_extensions import TypeIs

Stream: TypeAlias = "IO[bytes] | IO[str]"
UNSHOWN = regex(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
LARGEST_BESIDE = 200_000_000
LARGEST_FROM_DEVICE = 200_000_000
OURS = regex(r"\.docconv-([0-9a-f]{16})-(\d{1,9})\.tmp")
ENTRIES = 64
"""For how many entries of a folder one more output is put there before it is swept again."""
MOST_UNSWEPT = 64
_UNSWEPT: dict[Path, int] = {}
"""How many outputs are to come before a folder is swept again, of the large ones."""
CONFIGURATION, PROJECT = "docconv.toml", "pyproject.toml"
SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]+)://")
"""How a URL begins; one letter is a drive of Windows."""


def is_url(name: str) -> bool:
    """Whether the whole name of a file is a URL."""
    return "://" in name and SCHEME.match(name) is not None


def is_stream(source: object) -> TypeIs[Stream]:
    """Whether something is an open stream."""
    return callable(getattr(source, "read", None))


def name_of(stream: Stream) -> str | None:
    """The name of the file that a stream reads or writes; numbers and other things are no names."""
    name = getattr(stream, "name", None)
    return name if isinstance(name, str) else None


def read_stream(stream: Stream) -> tuple[bytes, bool]:
    """What a stream still has to give, text as UTF-8, and whether it is text.

    Raises `FileError` where it cannot be read, `UsageError` where it gives neither bytes nor text,
    `BadInputError` for text that is none.
    """
    try:
        most = largest()
        given: Any = stream.read() if most is None else stream.read(most + 1)
    except (OSError, ValueError) as error:
        message = f"the stream cannot be read: {error}"
        raise FileError(message, where=name_of(stream) or "", remedy="open it for reading") from error
    check_size(len(given) if isinstance(given, Sized) else 0, name_of(stream) or "")
    if isinstance(given, bytes | bytearray | memoryview):
        return bytes(given), False
    if not isinstance(given, str):
        message = f"the stream gives {type(given).__name__}, not bytes or text"
        raise UsageError(message, remedy="give one that is open for reading and waits")
    try:
        return given.encode(), True
    except UnicodeEncodeError as error:
        message = f"half of a character, U+{ord(given[error.start]):04X}, is at character {error.start}"
        raise BadInputError(message, where=name_of(stream) or "", remedy="give text that is whole") from error


def takes_text(stream: object) -> bool:
    """Whether a stream is written with text, not with bytes."""
    return isinstance(stream, TextIOBase)


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises `FileError`."""
    try:
        check_size(path.stat().st_size, str(path))
        return content(path)
    except FileNotFoundError:
        message = "no such file"
        raise FileError(message, where=str(path), remedy="check the path") from None
    except IsADirectoryError:
        message = "this is a folder"
        raise FileError(message, where=str(path), remedy="name the files in it") from None
    except (OSError, ValueError) as error:
        message = f"it cannot be read: {_reason(error)}"
        raise FileError(message, where=str(path), remedy="check the path") from None


def content(path: Path) -> bytes:
    """The bytes of a file, a pipe or a device. Raises `OSError`, and `FileError` for what has no end."""
    if kind_of(path) != "device":
        return path.read_bytes()
    found = bytearray()
    with path.open("rb") as stream:
        while part := stream.read1(1 << 20):
            found += part
            if len(found) > LARGEST_FROM_DEVICE:
                message = f"more than {LARGEST_FROM_DEVICE} bytes come out of it"
                raise FileError(message, where=str(path), remedy="save them as a file")
    return bytes(found)


def configurations(source: Path, *others: str) -> Iterator[Path]:
    """Every `docconv.toml`, and every file of some other names, in the folder of a file and above it, the
    nearest first.
    """
    names, folder, above = (CONFIGURATION, *others), "", str(source.absolute().parent)
    while folder != above:
        folder, above = above, os.path.dirname(above)  # noqa: PTH120  a path for each costs more than to ask
        for name in names:
            if kind_of(path := os.path.join(folder, name)) == "file":  # noqa: PTH118
                yield Path(path)


def read_toml(path: Path) -> str:
    """The text of a TOML file, which is UTF-8. Raises the errors of `docconv.errors`."""
    return text_of_toml(read_bytes(path), path)


def text_of_toml(data: bytes, path: Path) -> str:
    """The text in the bytes of a TOML file. Raises `UsageError`, with line and column, for others."""
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        place = f"{path}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
        message = f"a TOML file is UTF-8, and the byte 0x{data[error.start]:02X} here is not"
        raise UsageError(message, where=place, remedy="save it as UTF-8") from None


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


def shown(name: str) -> str:
    """The name of a file as text: what is no UTF-8, and what controls lines or directions, becomes U+FFFD."""
    return name if name.isprintable() else UNSHOWN.sub("\ufffd", name)


def kind_of(path: Path | str) -> Literal["file", "folder", "device", "nothing"]:
    """What stands at a path, links followed; what is neither file nor folder, such as a pipe, is a device."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  also of a name
    except (OSError, ValueError):
        return "nothing"
    if stat.S_ISREG(mode):
        return "file"
    return "folder" if stat.S_ISDIR(mode) else "device"


def created_at(source: object) -> datetime | None:
    """The time to put into outputs: SOURCE_DATE_EPOCH, else when the input file was changed last, else none.

    See https://reproducible-builds.org/specs/source-date-epoch/. Raises `UsageError` where it is not a
    number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds"
        raise UsageError(message, remedy="set it to one or unset it") from None
    if not isinstance(source, str | os.PathLike) or kind_of(Path(source)) != "file":
        return None
    return changed_at(Path(source).stat())


def changed_at(state: os.stat_result) -> datetime | None:
    """When a file was changed last, in whole seconds; nothing for a year that no date of Python has: file
    systems have many more.
    """
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(state.st_mtime_ns // 10**9, UTC)
    return None


def _reason(error: OSError | ValueError) -> str:
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return text[:1].lower() + text[1:]


@define(eq=False, repr=False)
class Outputs:
    """Files that are put in place together, at the end of a `with` block that calls `commit`.

    Until then their bytes are in temporary files beside them, under names that nobody can foresee; a block
    that ends otherwise leaves no trace, the folders that were made for it included. Only a process that is
    killed leaves temporary files; the next one that writes into the folder takes them away. With `private`
    none but their owner may read them at any time, whatever the files that they replace allow.
    """

    overwrite: bool = field(default=False, kw_only=True)
    private: bool = field(default=False, kw_only=True)
    _inputs: set[Path] = field(factory=set, init=False)
    _claimed: set[Path] = field(factory=set, init=False)
    _real: dict[Path, Path] = field(factory=dict, init=False)
    _staged: list[tuple[Path, Path]] = field(factory=list, init=False)
    _direct: list[tuple[Path, bytes]] = field(factory=list, init=False)
    _folders: list[Path] = field(factory=list, init=False)
    _token: str = field(factory=lambda: os.urandom(8).hex(), init=False)
    _locks: dict[Path, int] = field(factory=dict, init=False)

    def __enter__(self) -> Self:
        """Begin; nothing is touched."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what was not put in place."""
        with undisturbed():
            self._clear()

    def _clear(self) -> None:
        for temporary, _ in self._staged:
            with suppress(OSError):
                temporary.unlink()
        for lock in self._locks.values():
            with suppress(OSError):
                os.close(lock)
        self._locks.clear()
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
        real = _real(target)
        if real in self._inputs:
            message = "the output would replace the input"
            raise UsageError(message, where=str(target), remedy="give another name")
        if real in self._claimed:
            message = f"two outputs of this run would be {target}"
            raise UsageError(message, remedy="give them different names or folders")
        self._claimed.add(real)
        self._real[target] = real
        if kind_of(real) == "folder":
            message = "this is a folder"
            raise FileError(message, where=str(target), remedy=f"end it with a slash: {target}{os.sep}")
        taken = os.path.lexists(target) or os.path.lexists(real)  # a link that leads to nothing is something
        if kind_of(real) != "device" and taken and not self.overwrite:
            raise _there(target)

    def stage(self, target: Path, data: bytes) -> None:
        """Write bytes beside a target, or keep them for a device or a pipe. Raises `FileError`."""
        real = self._real.get(target) or _real(target)
        if kind_of(real) == "device":
            self._direct.append((real, data))
            return
        try:
            self._make_folders(real.parent)
            if real.parent not in self._locks:
                _sweep_in_turn(real.parent)
            self._write(data, real)
        except (OSError, ValueError) as error:
            raise _unwritable(target, error) from None

    def commit(self) -> None:
        """Put every staged file in its place, or none.

        Raises `FileError`: for a file that has come to be there in the meantime, and for one that cannot be
        put in place. Files that were replaced by then are named.
        """
        with undisturbed():
            self._folders.clear()
            done: list[Path] = []
            while self._staged:
                temporary, real = self._staged[-1]
                try:
                    self._place(temporary, real)
                except (OSError, FileError) as error:
                    raise self._undone(done, real, error) from None
                self._staged.pop()
                done.append(real)
            for folder in {real.parent for real in done}:
                _flush(folder)
        for real, data in self._direct:
            try:
                with real.open("wb") as device:
                    device.write(data)
            except OSError as error:
                raise _unwritable(real, error) from None

    def _write(self, data: bytes, real: Path) -> None:
        """A new file beside a target, on the disk."""
        with self._open(real) as temporary:
            temporary.write(data)
            temporary.flush()
            if kind_of(real) == "file" and not self.private:
                Path(temporary.name).chmod(stat.S_IMODE(real.stat().st_mode))
            os.fsync(temporary.fileno())

    def _open(self, real: Path) -> BinaryIO:
        """A new file under a name of its own. The first in a folder keeps its lock up to the end: so long
        the files of this run are in use.
        """
        while True:
            path = real.with_name(f".docconv-{self._token}-{len(self._staged)}.tmp")
            self._staged.append((path, real))  # first, so that an interrupt between both leaves no file
            opener = _new_own_file if self.private else _new_file
            temporary = open(path, "xb", opener=opener)  # noqa: SIM115  Path.open has no opener
            if real.parent in self._locks:
                return temporary
            _lock(temporary.fileno(), wait=True)
            if os.fstat(temporary.fileno()).st_nlink:
                self._locks[real.parent] = os.dup(temporary.fileno())
                return temporary
            self._staged.pop()  # somebody took it for left over before it was locked
            temporary.close()

    def _place(self, temporary: Path, real: Path) -> None:
        """Give a file its name; without `overwrite` none that is taken, however late."""
        if self.overwrite:
            temporary.replace(real)
            return
        try:
            os.link(temporary, real, follow_symlinks=False)
        except FileExistsError:
            raise _there(real) from None
        except OSError:  # this file system has no second names
            try:
                real.touch(exist_ok=False)
            except FileExistsError:
                raise _there(real) from None
            try:
                temporary.replace(real)
            except BaseException:
                real.unlink()  # it is empty
                raise
        else:
            with suppress(OSError):  # where nothing may be taken away, the file is in place all the same
                temporary.unlink()

    def _undone(self, done: Sequence[Path], real: Path, error: OSError | FileError) -> FileError:
        """The error for a file that could not be put in place, after the others were taken back; what was
        replaced cannot be, and is named.
        """
        failure = error if isinstance(error, FileError) else _unwritable(real, error)
        if not self.overwrite:
            for path in done:
                with suppress(OSError):
                    path.unlink()
        elif done:
            names = ", ".join(str(path) for path in reversed(done))
            return FileError(
                f"{failure.message}; in place already: {names}", where=str(real), remedy=failure.remedy
            )
        return failure

    def _make_folders(self, folder: Path) -> None:
        missing = takewhile(lambda path: not path.exists(), (folder, *folder.parents))
        for path in reversed(list(missing)):
            self._folders.append(path)  # first, as in `_open`
            try:
                path.mkdir()
            except FileExistsError:  # somebody else has made it by now
                self._folders.remove(path)


def _real(path: Path) -> Path:
    """A path with its links followed. Raises `FileError` where there is no working folder."""
    try:
        return Path(os.path.realpath(path))
    except OSError as error:
        raise _unwritable(path, error) from None


def _new_file(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _new_own_file(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _lock(handle: int, *, wait: bool) -> bool:
    """Lock a temporary file; whether that could be done. Not every system has locks."""
    try:
        import fcntl  # noqa: PLC0415  not on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (ImportError, OSError):
        return False
    return True


def sweep(folder: Path) -> int:
    """Take away the temporary files of processes that were killed: those whose first one is not locked. Gives
    how many entries the folder has.
    """
    runs: dict[str, list[tuple[int, str]]] = defaultdict(list)
    count = 0
    with suppress(OSError), os.scandir(folder) as entries:  # some folders can be written, not listed
        for entry in entries:
            count += 1
            if match := OURS.fullmatch(entry.name):
                runs[match[1]].append((int(match[2]), entry.path))
    for files in runs.values():
        with suppress(OSError):
            _take_away(files)
    return count


def _take_away(files: Sequence[tuple[int, str]]) -> None:
    """The files of a process, if it holds the first one no more. One that is gone may have its name anew."""
    handle = os.open(min(files)[1], os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        if _lock(handle, wait=False) and os.fstat(handle).st_nlink:
            for _, path in files:
                Path(path).unlink(missing_ok=True)
    finally:
        os.close(handle)


def _sweep_in_turn(folder: Path) -> None:
    """Sweep a folder for the first output of this process there, and again the later the more entries it has:
    so an output costs the same in every folder.
    """
    left = _UNSWEPT.pop(folder, 0) - 1
    if left < 0:
        left = sweep(folder) // ENTRIES
    if left:
        if len(_UNSWEPT) >= MOST_UNSWEPT:
            _UNSWEPT.clear()
        _UNSWEPT[folder] = left


def _flush(folder: Path) -> None:
    """Put the names in a folder on the disk, where that can be done."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Signals that end a process wait until all files are in place."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _there(target: Path) -> FileError:
    message = "the file exists"
    return FileError(message, where=str(target), remedy="allow it to be replaced with overwrite=True")


def _unwritable(target: Path, error: OSError | ValueError) -> FileError:
    return FileError(
        f"it cannot be written: {_reason(error)}", where=str(target), remedy="choose another folder"
    )
