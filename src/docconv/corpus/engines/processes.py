"""Processes of this machine that convert, kept warm from file to file.

A worker has one file in hand and one in reserve, so that it never waits. If it dies, the file in hand is
given to another one, and after `MOST_DEATHS` to none any more; the one in reserve has no part in it. A file
that takes too long ends its worker, too. What comes in is asked for only when somebody is free.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import TYPE_CHECKING, Self

from attrs import define, evolve, field

from docconv.corpus.engines.work import (
    GRACE,
    MOST_DEATHS,
    TICK,
    Engine,
    Limits,
    Task,
    left_out,
    ready_to_start,
)
from docconv.corpus.storage import place_of
from docconv.corpus.storage.place import split
from docconv.corpus.unit import ConversionOptions, Record, convert_file
from docconv.errors import EXIT_BUG, DocconvError
from docconv.files import undisturbed

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

MOST_FILES = 2_000
"""After how many files a worker is replaced by a new one."""
MOST_STARTS = 5
"""How many workers in a row may end before they are ready."""


@define
class Worker:
    """A process, what it has to do, the one in hand first, and since when it is at it."""

    process: SpawnProcess
    connection: Connection
    tasks: deque[Task] = field(factory=deque)
    since: float = field(factory=monotonic)
    done: int = 0
    is_ready: bool = False

    def give(self, task: Task) -> None:
        """A task more. One that is dead is found out when it is listened to."""
        if not self.tasks:
            self.since = monotonic()
        self.tasks.append(task)
        with suppress(OSError):
            self.connection.send((task.source, task.target, task.replaceable))

    def end(self) -> None:
        """Kill it, and take away what it left."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        for folder in {split(task.target)[0] for task in self.tasks}:
            place_of(folder).sweep(folder)


@define
class Crew:
    """The workers of a run."""

    options: ConversionOptions
    limits: Limits
    size: int
    _workers: list[Worker] = field(factory=list, init=False)
    _again: deque[Task] = field(factory=deque, init=False)
    _starts: int = field(default=0, init=False)

    def __enter__(self) -> Self:
        """Nobody is there before there is something to do, save who looks after processes."""
        ready_to_start()
        return self

    def __exit__(self, *_: object) -> None:
        """Send all home; who has something in hand is ended."""
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.process.join(0 if worker.tasks else 2)
            worker.end()

    def convert(self, tasks: Iterator[Task], is_stopped: Callable[[], bool]) -> Iterator[tuple[Task, Record]]:
        """Give each task with its record; after a stop, those in hand only."""
        until = None
        while True:
            if not is_stopped():
                self._hand_out(tasks)
            elif until is None:
                until = monotonic() + GRACE
            busy = [worker for worker in self._workers if worker.tasks]
            if not busy or (until is not None and monotonic() > until):
                return
            for connection in wait([worker.connection for worker in busy], TICK):
                yield from self._heard(next(one for one in busy if one.connection is connection))
            yield from self._late()

    def _hand_out(self, tasks: Iterator[Task]) -> None:
        """Everybody gets one file, then everybody a second one."""
        self._dismiss()
        for depth in (1, 2):
            for place in range(self.size):
                if place < len(self._workers) and not self._takes(self._workers[place], depth):
                    continue
                task = self._again.popleft() if self._again else next(tasks, None)
                if task is None:
                    return
                if place >= len(self._workers):
                    self._workers.append(self._hire())
                self._workers[place].give(task)

    @staticmethod
    def _takes(worker: Worker, depth: int) -> bool:
        return len(worker.tasks) < depth and worker.done + len(worker.tasks) < MOST_FILES

    def _dismiss(self) -> None:
        for worker in [one for one in self._workers if one.done >= MOST_FILES and not one.tasks]:
            self._lose(worker)

    def _lose(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()

    def _hire(self) -> Worker:
        here, there = get_context("spawn").Pipe()
        process = get_context("spawn").Process(
            target=serve, args=(there, self.options, self.limits.memory), daemon=True
        )
        with undisturbed():  # the interrupts of a terminal never reach it: whoever began it ends it
            process.start()
        there.close()
        return Worker(process, here)

    def _heard(self, worker: Worker) -> Iterator[tuple[Task, Record]]:
        try:
            record: Record | None = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._died(worker)
            return
        worker.since = monotonic()
        if record is None:
            worker.is_ready, self._starts = True, 0
            return
        worker.done += 1
        yield worker.tasks.popleft(), record

    def _died(self, worker: Worker) -> Iterator[tuple[Task, Record]]:
        """The file in hand is suspected, the one in reserve is not. Raises `DocconvError` where no worker
        comes to be ready.
        """
        self._lose(worker)
        if not worker.is_ready:
            self._starts += 1
            self._again.extendleft(reversed(worker.tasks))
            if self._starts >= MOST_STARTS:
                message = f"{MOST_STARTS} processes in a row ended before they were ready"
                raise DocconvError(message, remedy="give them more memory with --memory")
            return
        task, *others = worker.tasks
        self._again.extendleft(reversed(others))
        task = evolve(task, deaths=task.deaths + 1)
        if task.deaths < MOST_DEATHS:
            self._again.append(task)
            return
        how = worker.process.exitcode or 0
        cause = f"signal {-how}" if how < 0 else f"exit code {how}"
        yield task, left_out(task, self.options, f"it ends the process that reads it ({cause})", EXIT_BUG)

    def _late(self) -> Iterator[tuple[Task, Record]]:
        if not self.limits.seconds:
            return
        now = monotonic()
        for worker in [one for one in self._workers if one.tasks and one.is_ready]:
            if now - worker.since > self.limits.seconds:
                self._lose(worker)
                task, *others = worker.tasks
                self._again.extendleft(reversed(others))
                yield task, left_out(task, self.options, f"it takes more than {self.limits.seconds:g} s", 1)


def local_engine(jobs: int, limits: Limits, is_stopped: Callable[[], bool]) -> Engine:
    """An engine of so many processes of this machine."""

    def convert(tasks: Iterator[Task], options: ConversionOptions) -> Iterator[tuple[Task, Record]]:
        with Crew(options, limits, jobs) as crew:
            yield from crew.convert(tasks, is_stopped)

    return convert


def serve(connection: Connection, options: ConversionOptions, memory: int) -> None:
    """Convert what comes, until nobody is there any more. What a plug-in prints goes to standard error."""
    with suppress(OSError, ValueError):
        os.dup2(2, 1)
    _limit_memory(memory)
    gc.set_threshold(100_000, 20, 50)
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            source, target, replaceable = connection.recv()
            connection.send(convert_file(source, target, options, replaceable=replaceable))


def _limit_memory(memory: int) -> None:
    if memory and sys.platform != "win32":
        import resource  # noqa: PLC0415  not on Windows

        with suppress(OSError, OverflowError, ValueError):  # more than there can be is no limit
            resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
