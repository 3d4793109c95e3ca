"""The command line: arguments, files, progress, notices and exit codes; nothing else.

Whatever fails ends as one line on standard error and an exit code of `docconv.errors`. `DOCCONV_TRACEBACK=1`
shows where an unexpected error came from.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from docconv.cli.commands import docconv
from docconv.cli.console import Console
from docconv.errors import EXIT_BUG, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE, DocconvError

SELDOM = (100_000, 20, 50)
"""When garbage is looked for: documents are trees without circles, so that there is little to be found."""
COMPLETION = "_DOCCONV_COMPLETE"


def main() -> NoReturn:
    """Run with the arguments of the process and end it."""
    gc.set_threshold(*SELDOM)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run with some arguments, and return the exit code."""
    _prepare_streams()
    try:
        code = _invoke(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # who read our output has seen enough
        _drop_output()
        return EXIT_OK
    except Exception as error:  # noqa: BLE001  the last resort, so that nobody meets a traceback
        return _report_bug(error)
    return code


def _invoke(arguments: list[str]) -> int:
    console = Console()
    try:
        if COMPLETION in os.environ:
            docconv.main(arguments, prog_name="docconv")
        with docconv.make_context("docconv", arguments) as context:
            return int(docconv.invoke(context) or EXIT_OK)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return EXIT_USAGE
    except click.ClickException as error:
        console.error(error.format_message().rstrip("."), f"see {_command(error)} --help")
        return EXIT_USAGE
    except DocconvError as error:
        console.error(str(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        console.error("interrupted")
        return EXIT_INTERRUPTED


def _command(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return context.command_path if context else "docconv"


def _report_bug(error: Exception) -> int:
    what = f"unexpected {type(error).__name__}: {error}"
    Console().error(what, "this is a bug; DOCCONV_TRACEBACK=1 shows where it comes from")
    return EXIT_BUG


def _prepare_streams() -> None:
    """UTF-8 where output goes to a file or a pipe; what a terminal cannot show is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Let the flush at the end of the process go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
