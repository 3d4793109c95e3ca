"""`docconv review`: which files, on which address, and the end of it."""

from __future__ import annotations

import signal
import socket
import sys
import webbrowser
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from secrets import randbelow

import uvicorn
from attrs import define

from docconv.errors import EXIT_OK, FileError, UsageError
from docconv.files import kind_of
from docconv.formats import formats
from docconv.review.application import ReviewPages
from docconv.review.guard import Guard
from docconv.review.reading import ReviewOptions, TranscriptFile
from docconv.review.session import Review
from docconv.sidecar import path_beside

LOOPBACK = "127.0.0.1"
LOOPBACK_NETWORK = ip_network("127.0.0.0/8")
MOST_FILES = 1000
GRACE = 1  # seconds for answers that are under way


@define
class ReviewServer:
    """Serves the page for some files until it is stopped."""

    files: tuple[Path, ...]
    options: ReviewOptions
    media: Path | None = None

    def serve(self, port: int, *, opens: bool) -> int:
        """Print the address, open it, and answer until an interrupt. The exit code. Raises `FileError` for a
        port that cannot be had.
        """
        with _listening(port) as listener:
            reviews = {
                str(number): Review(TranscriptFile(path, self.options))
                for number, path in enumerate(self.files, 1)
            }
            host = "{}:{}".format(*listener.getsockname())
            guard = Guard(ReviewPages(reviews, self.media).application(), host)
            sys.stdout.write(f"{guard.address}\n")
            sys.stdout.flush()
            if opens:
                webbrowser.open(guard.address)
            _run(guard, listener)
        return EXIT_OK


def _run(guard: Guard, listener: socket.socket) -> None:
    """Answer until somebody interrupts, which is how it ends; other signals end the process as ever."""
    config = uvicorn.Config(
        guard, http="h11", ws="none", lifespan="off", log_config=None, log_level="critical", access_log=False,
        server_header=False, timeout_graceful_shutdown=GRACE,
    )  # fmt: skip
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt as interrupt:
        if interrupt.args not in ((), (signal.SIGINT,)):
            raise


def _listening(port: int) -> socket.socket:
    """A socket that only this machine reaches. Where no port is asked for, it is at an address of its own:
    browsers send a cookie to every port of an address, those of other users of the machine included.
    """
    own = str(LOOPBACK_NETWORK[2 + randbelow(LOOPBACK_NETWORK.num_addresses - 3)])
    for address in (LOOPBACK,) if port else (own, LOOPBACK):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.bind((address, port))
            listener.listen()
        except OSError as error:  # not every system has more than one such address
            listener.close()
            reason = error.strerror
        else:
            return listener
    message = f"port {port} cannot be had: {reason}"
    raise FileError(message, remedy="leave --port out, and a free one is taken")


def files_of(given: Path) -> tuple[Path, ...]:
    """A file, or the transcripts in a folder about which something can be decided. Raises `FileError` and
    `UsageError`.
    """
    if kind_of(given) != "folder":
        if kind_of(given) != "file":
            message = "no such file"
            raise FileError(message, where=str(given), remedy="check the path")
        return (given,)
    found = tuple(_transcripts(given))
    if not found or len(found) > MOST_FILES:
        message = "there is no transcript in this folder" if not found else "there are too many transcripts"
        raise UsageError(message, where=str(given), remedy="name a file")
    return found


def _transcripts(folder: Path) -> Iterator[Path]:
    """The transcripts in a folder, links left out; of those with one file of decisions the first format."""
    suffixes = [suffix for row in formats()[0].values() if row.is_read_as_text for suffix in row.suffixes]
    near = (path for path in folder.iterdir() if path.suffix.lower() in suffixes and not path.is_symlink())
    paths = sorted(path for path in near if kind_of(path) == "file" and not path.name.startswith("."))
    kept: dict[Path, Path] = {}
    for path in sorted(paths, key=lambda path: suffixes.index(path.suffix.lower())):
        kept.setdefault(path_beside(path), path)
    yield from sorted(kept.values())
