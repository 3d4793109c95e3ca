"""What an engine is given and gives back, however it works."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from docconv.corpus.unit import ConversionOptions, Record, failed
from docconv.errors import BadInputError

MOST_DEATHS = 2
"""How many workers may die over one file."""
GRACE = 10.0
"""Seconds that files in hand have after an interrupt."""
TICK = 0.2
"""Seconds after which somebody looks at the time, whatever happens."""


@frozen
class Task:
    """A file to convert.

    name: in the manifest.
    source, target: as in `convert_file`.
    mark: of the source, as its storage lists it, see `Place.walk`.
    replaceable: the hashes of outputs that may be replaced.
    error: why it cannot be converted, if that is known beforehand.
    deaths: how many processes ended over it.
    """

    name: str
    source: str
    target: str
    mark: str = ""
    replaceable: tuple[str, ...] = ()
    error: str = ""
    deaths: int = 0


@frozen
class Limits:
    """Of a file: seconds, and bytes of memory of the process that converts it; 0 for none."""

    seconds: float = 600
    memory: int = 4 << 30


Engine = Callable[[Iterator[Task], ConversionOptions], Iterator[tuple[Task, Record]]]
"""Takes tasks when it can do more of them, and gives each with its record, in any order."""


def left_out(task: Task, options: ConversionOptions, message: str, code: int) -> Record:
    """The record of a file that no process could bear."""
    record = Record(source=task.source, options=options.key)
    return evolve(failed(record, BadInputError(message, where=task.source)), code=code)


def ready_to_start() -> None:
    """Begin with who looks after processes: its start lets signals through that are held back, and so must
    come before that of the first worker.
    """
    if sys.platform != "win32":
        from multiprocessing.resource_tracker import ensure_running  # noqa: PLC0415  not on Windows

        ensure_running()
