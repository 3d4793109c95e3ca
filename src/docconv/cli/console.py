"""What people see on a terminal: colours, progress, one line for each thing that happened."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from attrs import define, field

from docconv.errors import FileError
from docconv.wellformed.unseen import one_line

COLOURS = {"error": "31", "warning": "33", "info": "36"}
NARROW = 76
FLAGS = (
    (r"\boptions=\{'content_controls': 'yes'\} of docx", "--content-controls"),
    (r"\boptions=\{'(\w+)': '(\w+)'\} of (\w+)", r"-O \3.\1=\2"),
    (r"\bencoding='([\w.-]+)'", r"--encoding \1"),
    (r"\bformat='(\w+)'", r"-f \1"),
    (r"\boverwrite=True\b", "--force"),
    (r"\bgive another format\b", "give another format with -f"),
    (r"\bstrict=True\b", "--strict"),
)
"""How what is given to a function is written on the command line."""
GIVEN = "=", "another format"
"""One of these is in each text that one of them changes."""


def coloured(word: str, severity: str, stream: TextIO) -> str:
    """A word in the colour of its severity, where the stream is a terminal and NO_COLOR is not set (no-
    color.org).
    """
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty()
    return word if plain else f"\x1b[1;{COLOURS[severity]}m{word}\x1b[0m"


def as_flags(text: str) -> str:
    """What to do in the words of the command line; docconv itself says it in those of Python."""
    for pattern, flag in FLAGS if any(sign in text for sign in GIVEN) else ():
        text = re.sub(pattern, flag, text)
    return text


def send(data: bytes) -> None:
    """Bytes to standard output, all of them. Raises `FileError`."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        drop(sys.stdout)
        reason = "its reader went away" if isinstance(error, BrokenPipeError) else error.strerror
        message = f"standard output cannot be written: {reason}"
        raise FileError(message, remedy="nothing else went wrong; send it to a file") from None


def drop(stream: TextIO) -> None:
    """Let the flush at the end of the process go nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _tell(text: str) -> None:
    """Text to standard error; where that cannot be written, nobody is told."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        drop(sys.stderr)


def follow_log() -> Callable[[], None]:
    """Tell what docconv writes into its log, a line each, until what is given back is called."""
    import logging  # noqa: PLC0415  rarely wanted

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            _tell(one_line(f"docconv: {record.getMessage()}") + "\n")

    logger, lines = logging.getLogger("docconv"), Lines()
    logger.addHandler(lines)
    logger.setLevel(logging.INFO)
    return lambda: logger.removeHandler(lines)


@define(eq=False, repr=False)
class Console:
    """Standard error. `quiet` leaves only errors; `verbose` adds what is information only."""

    quiet: bool = False
    verbose: bool = False
    _shown: int = field(default=0, init=False)

    def error(self, message: str, remedy: str = "") -> None:
        """One line that says what failed and what to do; for those who ask, after where it came from."""
        if os.environ.get("DOCCONV_TRACEBACK") == "1" and sys.exc_info()[0] is not None:
            import traceback  # noqa: PLC0415  rarely wanted

            traceback.print_exc()
        self._line("error", as_flags(f"{message}; {remedy}" if remedy else message))

    def warning(self, message: str) -> None:
        """One line that says what is doubtful."""
        if not self.quiet:
            self._line("warning", message)

    def print(self, text: str) -> None:
        """Lines as they are, unless quiet."""
        if text and not self.quiet:
            self.clear()
            _tell(f"{text}\n")

    def progress(self, done: int, total: int, name: str) -> None:
        """Where we are, on a terminal only, and only where there is more than one thing to do."""
        if self.is_interactive() and total > 1:
            text = one_line(f"docconv: {done} of {total}: {name}")[:NARROW]
            self.clear()
            self._shown = len(text)
            _tell(text)

    def wrote(self, name: str) -> None:
        """A file that was made, on a terminal only."""
        if self.is_interactive():
            self.print(one_line(f"wrote {name}"))

    def clear(self) -> None:
        """Wipe the progress."""
        if self._shown:
            _tell("\r" + " " * self._shown + "\r")
            self._shown = 0

    def is_interactive(self) -> bool:
        """Whether somebody watches."""
        return not self.quiet and sys.stderr.isatty()

    def _line(self, severity: str, text: str) -> None:
        self.clear()
        sys.stdout.flush()
        _tell(f"docconv: {coloured(severity, severity, sys.stderr)}: {one_line(text)}\n")
