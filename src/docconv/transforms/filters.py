"""Transforms that are programs: docconv's JSON comes in on standard input and goes out on standard output."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from functools import partial
from tempfile import TemporaryFile

from docconv.errors import BadInputError, MissingError, PluginError, UsageError
from docconv.formats.json.coding import decode
from docconv.model import Resolved
from docconv.pipeline import write
from docconv.transforms import Transform
from docconv.wellformed import check_well_formed

LEAST_ROOM, MOST_TIMES = 64 << 20, 8
"""Bytes that any filter may give, and how often as many as it got beside them."""
LONGEST_SAID = 1 << 16


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
    name, data = command[0], write(document, "json")
    try:
        code, given, said = _run(command, data)
    except OSError as error:
        message = f"the filter {name} cannot be run: {error.strerror}"
        raise MissingError(message, remedy="name a program that is there, such as ./filter.py") from error
    if len(given) > _most(data):
        message = f"the filter {name} gives more than {_most(data) >> 20} MB, and was ended"
        raise BadInputError(message, remedy="let it write the document and nothing else")
    if code:
        told = said.decode("utf-8", "replace").strip().splitlines() or ["it does not say why"]
        message = f"the filter {name} failed with {code}: {told[-1]}"
        raise PluginError(message, remedy="try it by hand, behind docconv convert -t json -o -")
    try:
        found = decode(json.loads(given), name)
    except (ValueError, RecursionError) as error:
        message = f"what the filter {name} gives is no JSON: {error}"
        raise BadInputError(message, remedy="let it write the document and nothing else") from None
    check_well_formed(found, name)
    return found


def _most(data: bytes) -> int:
    """How many bytes a program may give for a document: it may add to it, but not without end."""
    return LEAST_ROOM + MOST_TIMES * len(data)


def _run(command: list[str], data: bytes) -> tuple[int, bytes, bytes]:
    """The exit code of a program, what it writes, at most a byte more than it may, and the end of its words
    on standard error. Both go through files, so that neither waits for the other. Raises `OSError`.
    """
    with TemporaryFile() as source, TemporaryFile() as errors:
        source.write(data)
        source.seek(0)
        with subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE, stderr=errors) as process:  # noqa: S603
            try:
                given = process.stdout.read(_most(data) + 1) if process.stdout else b""
            except BaseException:
                process.kill()
                raise
            if len(given) > _most(data):
                process.kill()
        errors.seek(max(errors.seek(0, os.SEEK_END) - LONGEST_SAID, 0))
        return process.returncode, given, errors.read()
