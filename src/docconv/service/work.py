"""A conversion in a process of its own: it has a limit of time and memory, reaches no network, and opens no
file but those of Python, docconv and its fonts.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import sys
import sysconfig
import time
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, NamedTuple

from attrs import define, field

from docconv.errors import AccountError, BadInputError, DocconvError, MissingError, UsageError
from docconv.service.limits import ServiceLimits

FORBIDDEN: Final = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename",
    "os.mkdir", "os.rmdir", "os.link", "os.symlink", "shutil.",
)  # fmt: skip
"""Beginnings of the names of audit events (PEP 578) that no conversion causes."""
ROOMS: Final = ("/dev/null", "/dev/urandom", "/usr/share/zoneinfo", "/etc/localtime", "/proc/self/")
STATUS: Final = ((UsageError, 400), (MissingError, 415), (BadInputError, 422), (AccountError, 422))


class ConversionTask(NamedTuple):
    """What is to be done: bytes in one format to another, or, without the latter, notices."""

    data: bytes
    reading: str
    writing: str | None
    encoding: str | None = None
    options: Mapping[str, str] = {}


class Answer(NamedTuple):
    """What came of it: the status of HTTP, the bytes or a message, the notices."""

    status: int
    data: bytes
    message: str = ""
    notices: tuple[Mapping[str, Any], ...] = ()


TOO_LONG = Answer(422, b"", "the conversion takes longer than is allowed")
DIED = Answer(422, b"", "the conversion takes more memory than is allowed, or ended the process")


@define
class ConversionProcess:
    """One process, which is started when it is needed, and ended when it takes too long."""

    limits: ServiceLimits
    restarts: int = 0
    _process: Any = None
    _connection: Connection | None = field(default=None)
    _done: int = 0

    def ask(self, task: ConversionTask, seconds: float) -> Answer:
        """What came of a task within some seconds."""
        connection = self._started()
        try:
            connection.send(task)
            if not connection.poll(seconds):
                self.stop()
                return TOO_LONG
            answer: Answer = connection.recv()
        except (EOFError, OSError):
            self.stop()
            return DIED
        self._done += 1
        if self._done >= self.limits.recycle:
            self.stop()
        return answer

    def start(self) -> None:
        """Have the process ready."""
        self._started()

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None
        self._done = 0
        self.restarts += 1

    def _started(self) -> Connection:
        if self._connection is not None and self._process.is_alive():
            return self._connection
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, self.limits.memory), daemon=True)
        self._process.start()
        theirs.close()
        self._connection = ours
        return ours


def work(connection: Connection, memory: int) -> None:
    """Do tasks until nobody asks any more."""
    _warm_up()
    _limit(memory)
    sys.addaudithook(_refuse)
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            connection.send(done(connection.recv()))


def done(task: ConversionTask) -> Answer:
    """What comes of a task, in this process."""
    from docconv.pipeline import read_with_notices, write_with_notices  # noqa: PLC0415  only workers need it

    try:
        document, notices = read_with_notices(task.data, format=task.reading, encoding=task.encoding)
        data = b""
        if task.writing is not None:
            data, more = write_with_notices(document, task.writing, options=dict(task.options))
            notices = (*notices, *more)
    except DocconvError as error:
        status = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
        return Answer(status, b"", _as_parameters(str(error)))
    except MemoryError:
        return DIED
    except (RecursionError, ValueError, PermissionError) as error:
        return Answer(422, b"", f"{type(error).__name__}: {error}")
    return Answer(200, data, "", tuple(notice.as_dict() for notice in notices))


def _as_parameters(text: str) -> str:
    """What to do in the words of a request; docconv itself says it in those of Python."""
    text = re.sub(r"\bencoding='([\w.-]+)'", r"encoding=\1", text)
    return re.sub(r"\bformat='(\w+)'", r"from=\1", text)


def _warm_up() -> None:
    """Load what conversions need, before the process is shut off."""
    talk = b"Ann Lee: Yes.\n\nBen Orr: No.\n\nAnn Lee: Well.\n\nBen Orr: So be it.\n"
    for name in ("docx", "pdf", "html", "tei"):
        done(ConversionTask(talk, "text", name))


def _limit(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  not every system has it

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(event: str, args: tuple[object, ...]) -> None:
    """Raise `PermissionError` for whatever has nothing to do with a conversion (PEP 578)."""
    if event == "open":
        path, mode = args[0], args[1]
        if isinstance(path, str | bytes) and not _may_open(os.fsdecode(path), str(mode or "r")):
            message = "a conversion opens no file"
            raise PermissionError(message)
    elif event.startswith(FORBIDDEN):
        message = f"a conversion does nothing of the kind: {event}"
        raise PermissionError(message)


def _may_open(name: str, mode: str) -> bool:
    path = os.path.realpath(name)
    return path.startswith(_rooms()) and not set(mode) & set("wax+")


def _rooms() -> tuple[str, ...]:
    if not _ROOMS:
        own = [
            *sysconfig.get_paths().values(),
            sys.prefix,
            sys.base_prefix,
            str(Path(__file__).parents[1]),
        ]
        with suppress(RuntimeError):  # a user without a home has no cache
            cache = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
            own.append(os.path.join(cache, "docconv"))  # noqa: PTH118
        _ROOMS.extend((*ROOMS, *(os.path.realpath(one) + os.sep for one in own if one != os.sep)))
    return tuple(_ROOMS)


_ROOMS: list[str] = []


def now() -> float:
    """Seconds of a clock that never goes back."""
    return time.monotonic()
