"""Archives on the command line: flags of `convert` for folders and many files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from docconv.files import is_url, kind_of

F = TypeVar("F", bound=Callable[..., object])

GIVEN = "docconv.archive"


class Jobs(click.ParamType[int]):
    """A number of processes, or `auto`."""

    name = "N|auto"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; 0 for `auto`."""
        text = str(value)
        if text != "auto" and not (text.isdecimal() and int(text)):
            self.fail(f"{text!r} is neither a number from 1 nor auto", param, ctx)
        return 0 if text == "auto" else int(text)


OPTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--jobs", {"type": Jobs(), "help": "Processes at the same time; auto for one a processor."}),
    ("--engine", {"type": click.Choice(("local", "dask")), "help": "Who does the work; local if not given."}),
    ("--scheduler", {"metavar": "ADDRESS", "help": "With --engine dask: its scheduler, as tcp://host:8786."}),
    ("--resume", {"is_flag": True, "help": "Go on: what is unchanged since it was done is left out."}),
    ("--retry-failed", {"is_flag": True, "help": "Go on, and take up again what failed."}),
    ("--manifest", {"metavar": "FILE", "help": "What was done of each file; manifest.jsonl in the output."}),
    ("--timeout", {"type": click.FloatRange(min=0), "metavar": "SECONDS",
                   "help": "How long a file may take; 600, and 0 for ever."}),
    ("--memory", {"type": click.IntRange(min=0), "metavar": "MB",
                  "help": "How much memory a file may need; 4096, and 0 for all."}),
)  # fmt: skip


def archive_options(command: F) -> F:
    """The flags of a command that converts archives; `given_options` has what was given for them."""
    for name, settings in reversed(OPTIONS):
        command = click.option(name, expose_value=False, callback=_keep, **settings)(command)
    return command


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value is not None and value is not False:
        context.meta.setdefault(GIVEN, {})[parameter.name] = value


def given_options() -> dict[str, Any]:
    """The flags for archives that this call has, and their values."""
    found: dict[str, Any] = click.get_current_context().meta.get(GIVEN, {})
    return found


def is_archive(inputs: Sequence[str], output: str = "") -> bool:
    """Whether a call is about an archive: a folder or a URL is among its inputs, or one of the flags is
    given.
    """
    if given_options() or any(is_url(name) for name in (*inputs, output)):
        return True
    return any(kind_of(Path(name)) == "folder" for name in inputs)
