"""The command line: arguments, files, progress, notices and exit codes; nothing else.

Whatever fails ends as one line on standard error and an exit code of `docconv.errors`. `DOCCONV_TRACEBACK=1`
shows where an unexpected error came from.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from docconv.cli.commands import docconv
from docconv.cli.console import Console, drop
from docconv.errors import (
    EXIT_BUG,
    EXIT_FILE,
    EXIT_FINDINGS,
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_USAGE,
    DocconvError,
)
from docconv.files import shown

NO_MEMORY = b"docconv: error: there is not enough memory; divide the input, or give the process more\n"
COMPLETION = "_DOCCONV_COMPLETE"
PACKAGE = __file__.removesuffix(os.path.join("cli", "__init__.py"))  # noqa: PTH118  pathlib takes longer
_interrupts: list[int] = []
"""The exit codes of the interrupts of this run."""


def main() -> NoReturn:
    """Run with the arguments of the process and end it."""
    sys.unraisablehook = _keep_interrupt
    for name in ("SIGTERM", "SIGHUP"):  # end as an interrupt does; nohup and the like are left alone
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) == signal.SIG_DFL:
            signal.signal(getattr(signal, name), _interrupt)
    code = run(sys.argv[1:])
    for name in (
        "SIGINT",
        "SIGTERM",
        "SIGHUP",
    ):  # all is done and told
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    gc.freeze()  # so that the end of Python does not look for garbage in all that was loaded
    sys.exit(code)


def _interrupt(number: int, frame: object) -> NoReturn:  # noqa: ARG001  the signature of a handler
    raise KeyboardInterrupt(number)


def _keep_interrupt(found: sys.UnraisableHookArgs) -> None:
    """Keep an interrupt that came where nothing can be raised, while an object goes; after an interrupt
    nobody is told what could not be closed.
    """
    if isinstance(found.exc_value, KeyboardInterrupt):
        _interrupts.append(_code_of(found.exc_value))
    elif not (_interrupts or isinstance(found.exc_value, MemoryError)):
        sys.__unraisablehook__(found)


def run(arguments: Sequence[str]) -> int:
    """Run with some arguments, and return the exit code."""
    _prepare_streams()
    _interrupts.clear()
    code, is_short = EXIT_OK, False
    try:
        code = _invoke(list(arguments))
        sys.stdout.flush()
    except MemoryError:
        is_short = True  # nothing is said before all that was worked out is gone
    except BaseException as error:  # noqa: BLE001  the last resort, so that nobody meets a traceback
        if interrupt := _behind(error, (KeyboardInterrupt, click.Abort)):
            _interrupts.append(_code_of(interrupt))
        elif _behind(error, MemoryError) or _has_no_room(error):
            is_short = True
        else:
            code = _failed(error)
    if _interrupts:
        Console().error("interrupted")
        return _interrupts[0]
    if is_short:
        _tell_lack_of_memory()
        return EXIT_FINDINGS
    return code


def _invoke(arguments: list[str]) -> int:
    if COMPLETION in os.environ:
        docconv.main(arguments, prog_name="docconv")
    with docconv.make_context("docconv", arguments) as context:
        return int(docconv.invoke(context) or EXIT_OK)


def _behind(
    error: BaseException, kinds: type[BaseException] | tuple[type[BaseException], ...]
) -> BaseException | None:
    """The error of some kinds that an error comes from, such as an interrupt: what is closed because of it
    may fail in its turn.
    """
    found: BaseException | None = error
    while found is not None and not isinstance(found, kinds):
        found = found.__context__
    return found


def _tell_lack_of_memory() -> None:
    """In one line, also where there is none to make it from."""
    gc.collect()
    try:
        Console().error("there is not enough memory", "divide the input, or give the process more")
    except MemoryError:
        os.write(2, NO_MEMORY)


def _has_no_room(error: BaseException) -> bool:
    """Whether an error is how a lack of memory is told by the system, by what loads a library, by code in C
    that forgets to say it, or by Python's parser, which then finds wrong syntax in a module of docconv.
    """
    match error:
        case OSError():
            return error.errno == errno.ENOMEM
        case ImportError():
            is_of_python = (error.name or "") in sys.stdlib_module_names
            is_cut = is_of_python and not isinstance(error, ModuleNotFoundError)
            return is_cut or "failed to map segment" in str(error)
        case SyntaxError():
            return (error.filename or "").startswith(PACKAGE)
        case _:
            return isinstance(error, SystemError) and "without" in str(error)


def _code_of(interrupt: BaseException) -> int:
    return 128 + interrupt.args[0] if interrupt.args else EXIT_INTERRUPTED


def _failed(error: BaseException) -> int:
    """Say what failed, and give its exit code."""
    match error:
        case BrokenPipeError():  # who read our output has seen enough
            drop(sys.stdout)
            return EXIT_OK
        case OSError():  # a full disk after standard output, or a file that nobody thought of
            drop(sys.stdout)
            if error.filename is None:
                Console().error(f"standard output cannot be written: {error.strerror}", "send it to a file")
            else:
                Console().error(f"{shown(str(error.filename))}: {error.strerror}", "check the path")
            return EXIT_FILE
        case click.exceptions.Exit():
            return error.exit_code
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return EXIT_USAGE
        case click.ClickException():
            Console().error(error.format_message().rstrip("."), f"see {_command(error)} --help")
            return EXIT_USAGE
        case DocconvError():
            Console().error(str(error))
            return error.exit_code
        case Exception():
            return _report_bug(error)
        case _:  # the process is asked to end
            raise error


def _command(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return context.command_path if context else "docconv"


def _report_bug(error: Exception) -> int:
    what = f"unexpected {type(error).__name__}: {error}"
    Console().error(what, "this is a bug; DOCCONV_TRACEBACK=1 shows where it comes from")
    return EXIT_BUG


def _prepare_streams() -> None:
    """UTF-8 where output goes to a file or a pipe; what a terminal cannot show is escaped, never an error.
    All streams wait, also where a program that does other things meanwhile gave them.
    """
    _fill_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    for given in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # closed, or none of the system's
            os.set_blocking(given.fileno(), True)


def _fill_closed() -> None:
    """Streams that are closed are there, so that no file that is opened later takes their place: what is said
    to standard error goes nowhere, and standard output takes nothing.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            if name != "stdin":
                setattr(sys, name, os.fdopen(handle, "w", encoding="utf-8"))
