"""A run over an archive: what is left to do goes to an engine, what comes back into the manifest.

The driver knows nothing of how an engine works, and an engine nothing of manifests. Only as much is planned
as the engine asks for.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from attrs import define, evolve, field

from docconv import __version__
from docconv.corpus.engines.work import Engine, Task
from docconv.corpus.manifest import Manifest
from docconv.corpus.storage import place_of
from docconv.corpus.storage.place import joined, split
from docconv.corpus.unit import ConversionOptions, Record, fingerprint
from docconv.errors import EXIT_FILE, DocconvError

Outcome: TypeAlias = Literal["written", "failed", "unchanged", "failed before"]
Told: TypeAlias = Callable[[Outcome, Record], None]


@define
class Stop:
    """Whether somebody interrupts, and with which signal. A second interrupt is an exception."""

    number: int = 0

    def __call__(self) -> bool:
        """Whether to end."""
        return self.number > 0

    def _keep(self, number: int, _: object) -> None:
        if self.number:
            raise KeyboardInterrupt(number)
        self.number = number

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Signals that end a process are kept, and raised at the end."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
        before = {getattr(signal, name): signal.getsignal(getattr(signal, name)) for name in names}
        for number, handler in before.items():
            if handler is not signal.SIG_IGN:  # nohup and the like
                signal.signal(number, self._keep)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        if self.number:
            raise KeyboardInterrupt(self.number)


@define
class Driver:
    """One run. `tell` hears of each file. `retry` takes up what failed, too, and `is_new` does all again."""

    options: ConversionOptions
    engine: Engine
    manifest: Manifest
    tell: Told
    retry: bool = False
    is_new: bool = False
    _folders: set[str] = field(factory=set, init=False)

    def run(self, tasks: Iterable[Task]) -> None:
        """Convert. Raises `DocconvError` where it cannot go on."""
        try:
            for task, record in self.engine(self._left(tasks), self.options):
                self._keep(task, record)
        finally:
            for folder in self._folders:
                place_of(folder).sweep(folder)

    def _keep(self, task: Task, record: Record) -> None:
        """Write down what became of a task; outputs of an earlier run stay where it failed."""
        record = evolve(record, source=task.name)
        if record.code:
            before = self.manifest.last(task.name)
            sha256, beside = _fingerprint(task)
            outputs = before.outputs if before else ()
            record = evolve(record, sha256=sha256, beside=beside, outputs=outputs)
        self.manifest.add(record)
        self.tell("failed" if record.code else "written", record)

    def _left(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """The tasks that have to be done; a file that is unchanged since it was done has not."""
        for task in tasks:
            self._folders.add(split(task.target)[0])
            before = self.manifest.last(task.name)
            if task.error:
                record = Record(source=task.name, options=self.options.key, error=task.error, code=EXIT_FILE)
                self._keep(task, record)
            elif before is None:
                yield task
            elif not self.is_new and (outcome := self._settled(before, task)):
                self.tell(outcome, before)
            else:
                yield evolve(task, replaceable=tuple(one.sha256 for one in before.outputs))

    def _settled(self, before: Record, task: Task) -> Outcome | None:
        """What need not be done again: what is the same as before, save what failed for its surroundings."""
        if (__version__, self.options.key) != (before.version, before.options):
            return None
        is_same = task.mark == before.mark if task.mark and before.mark else None
        if not (is_same or _fingerprint(task) == (before.sha256, before.beside)):
            return None
        if before.code:
            return None if self.retry or before.code == EXIT_FILE else "failed before"
        folder = split(task.target)[0]
        there = place_of(folder).sizes([joined(folder, one.name) for one in before.outputs])
        return "unchanged" if there == [one.size for one in before.outputs] else None


def _fingerprint(task: Task) -> tuple[str, str]:
    """That of a source; empty where there is none."""
    try:
        return fingerprint(task.source)
    except DocconvError:
        return "", ""
