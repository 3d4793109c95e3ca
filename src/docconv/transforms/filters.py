"""Transforms that are programs: docconv's JSON comes in on standard input and goes out on standard output."""

from __future__ import annotations

import json
import shlex
import subprocess
from functools import partial

from docconv.errors import BadInputError, MissingError, PluginError, UsageError
from docconv.formats.json.coding import decode
from docconv.model import Resolved
from docconv.pipeline import write
from docconv.transforms import Transform
from docconv.wellformed import check_well_formed


def external(program: str) -> Transform:
    """The transform that a program is, given with its arguments as for a shell: `./rename.py --all`.

    Applied, it raises `MissingError` where the program cannot be run, `PluginError` where it fails, and
    `BadInputError` where what it gives is no document. Raises `UsageError` for what is no command.
    """
    try:
        command = shlex.split(program)
    except ValueError as error:
        message = f"the filter {program!r} is no command: {error}"
        raise UsageError(message, remedy="close its quotation marks") from None
    if not command:
        message = "the filter has no name"
        raise UsageError(message, remedy="name a program")
    return partial(_filtered, command=command)


def _filtered(document: Resolved, command: list[str]) -> Resolved:
    name = command[0]
    try:
        done = subprocess.run(command, input=write(document, "json"), capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        message = f"the filter {name} cannot be run: {error.strerror}"
        raise MissingError(message, remedy="name a program that is there, such as ./filter.py") from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it does not say why"]
        message = f"the filter {name} failed with {done.returncode}: {told[-1]}"
        raise PluginError(message, remedy="try it by hand, behind docconv convert -t json -o -")
    try:
        found = decode(json.loads(done.stdout), name)
    except (ValueError, RecursionError) as error:
        message = f"what the filter {name} gives is no JSON: {error}"
        raise BadInputError(message, remedy="let it write the document and nothing else") from None
    check_well_formed(found, name)
    return found
