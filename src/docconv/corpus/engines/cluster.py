"""Workers of a Dask cluster, on this machine or on any number of them.

A batch of files is a task. If workers die over a batch it is halved, down to the file that ends them; a
single file that did is tried once more when nothing else is in flight, so that it is never blamed for another
one. If the scheduler is lost, all that was in hand is given again once it is back, which changes nothing.
"""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, redirect_stdout, suppress
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TextIO

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
from docconv.corpus.unit import ConversionOptions, Record, convert_file
from docconv.errors import EXIT_BUG, DocconvError, FileError, MissingError, UsageError
from docconv.files import undisturbed

if TYPE_CHECKING:
    from distributed import Client, Future

BATCH = 8
"""How many files make a task: a scheduler has about a thousandth of a second of work with each."""
PATIENCE = 600.0
"""Seconds that a scheduler may be away, or without workers."""
AWAKE = 2.0
"""Seconds after which the workers are counted again."""
ANSWER = 60.0
"""Seconds after which a scheduler that says nothing is taken for lost."""
ONE = Lock()
"""A process converts one file at a time, however many threads it has."""


def cluster_engine(
    address: str, jobs: int, limits: Limits, is_stopped: Callable[[], bool], patience: float = PATIENCE
) -> Engine:
    """An engine of the workers of a scheduler or, without its address, of so many processes of this machine.

    Raises `MissingError` without Dask.
    """
    try:
        import distributed  # noqa: F401, PLC0415  only for this
    except ImportError as error:
        message = "there is no Dask"
        raise MissingError(message, remedy="pip install 'docconv[dask]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is in the records

    def convert(tasks: Iterator[Task], options: ConversionOptions) -> Iterator[tuple[Task, Record]]:
        with _reached(address, jobs, limits) as reached:
            yield from Batches(reached, options, limits.seconds, is_stopped, patience).convert(tasks)

    return convert


@contextmanager
def _reached(address: str, jobs: int, limits: Limits) -> Iterator[str]:
    """The address of a scheduler, of a new one where none is given."""
    if address:
        yield address
        return
    import dask  # noqa: PLC0415  only for this
    from distributed import LocalCluster  # noqa: PLC0415  the same

    rules = {"distributed.scheduler.worker-saturation": 1.0, "distributed.scheduler.allowed-failures": 0}
    ready_to_start()
    with dask.config.set(rules), ExitStack() as until:
        with undisturbed():  # the interrupts of a terminal never reach the workers: we end them
            cluster = until.enter_context(
                LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None,
                    memory_limit=limits.memory or 0, silence_logs=logging.CRITICAL,
                )
            )  # fmt: skip
        yield cluster.scheduler_address


async def _answered(address: str) -> None:
    """Ask a scheduler who it is: a client waits for ever for one that takes connections and says nothing, and
    one that finds none may hang when it is taken away. Raises `OSError` or `TimeoutError`.
    """
    from distributed.core import rpc  # noqa: PLC0415  only for this

    async with rpc(address, timeout=5) as scheduler:
        await asyncio.wait_for(scheduler.identity(), ANSWER)


class _LostError(Exception):
    """The scheduler is away."""


@define
class Batches:
    """What is handed to a scheduler, and what comes back."""

    address: str
    options: ConversionOptions
    seconds: float
    is_stopped: Callable[[], bool]
    patience: float
    _live: dict[Any, tuple[Task, ...]] = field(factory=dict, init=False)
    _ended: SimpleQueue[Any] = field(factory=SimpleQueue, init=False)
    _again: deque[tuple[Task, ...]] = field(factory=deque, init=False)
    _suspects: deque[Task] = field(factory=deque, init=False)
    _room: tuple[float, int] = field(default=(0.0, 1), init=False)
    _peopled: float = field(default=0.0, init=False)

    def convert(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Record]]:
        """Give each task with its record, and go on with another client whenever the scheduler was lost."""
        is_done = False
        while not is_done:
            client = self._client()
            self._peopled = monotonic()
            try:
                yield from self._served(client, tasks)
                is_done = True
            except _LostError:
                self._again.extendleft(self._live.values())
                self._live.clear()
                self._ended = SimpleQueue()
            finally:
                with suppress(Exception):  # it may be gone
                    client.close(timeout=5)

    def _client(self) -> Client:
        """A client, as soon as the scheduler answers. Raises `FileError` where it does not, `UsageError` for
        what is no address.
        """
        from distributed import Client  # noqa: PLC0415  only for this
        from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415

        try:
            get_address_host_port(
                self.address, strict=True
            )  # a client that fails may hang when it is taken away
        except ValueError as error:
            message = f"{self.address} is no address of a scheduler: {error}"
            raise UsageError(message, remedy="give one such as tcp://host:8786") from None
        end = monotonic() + self.patience
        while True:
            try:
                with ThreadPoolExecutor(1) as beside:  # this thread may have a loop of its own
                    beside.submit(asyncio.run, _answered(self.address)).result()
                return Client(self.address, timeout=5, set_as_default=False)
            except (OSError, TimeoutError) as error:
                if monotonic() > end or self.is_stopped():
                    message = f"the scheduler at {self.address} does not answer"
                    raise FileError(message, remedy="start it, and go on with --resume") from error
            sleep(TICK)

    def _served(self, client: Client, tasks: Iterator[Task]) -> Iterator[tuple[Task, Record]]:
        until = None
        while True:
            if not self.is_stopped():
                self._hand_out(client, tasks)
            elif until is None:
                until = monotonic() + GRACE
            if not self._live or (until is not None and monotonic() > until):
                return
            with suppress(Empty):
                yield from self._heard(self._ended.get(timeout=TICK))
            if client.status != "running":
                raise _LostError

    def _hand_out(self, client: Client, tasks: Iterator[Task]) -> None:
        """Two batches for each worker, so that none waits; suspects one by one, with nothing beside them."""
        while len(self._live) < self._most(client):
            batch = self._again.popleft() if self._again else tuple(islice(tasks, BATCH))
            if not batch and self._suspects and not self._live:
                batch = (self._suspects.popleft(),)
            if not batch:
                return
            calls = [(task.source, task.target, task.replaceable) for task in batch]
            try:
                future = client.submit(convert_batch, calls, self.options, self.seconds, pure=False)
            except Exception as error:
                self._again.appendleft(batch)
                raise _LostError from error
            self._live[future] = batch
            future.add_done_callback(self._ended.put)
            if batch[0].deaths:
                return

    def _most(self, client: Client) -> int:
        """How many batches may be in flight; a suspect is alone. Raises `FileError` where nobody works."""
        room = self._counted(client)
        return 0 if any(batch[0].deaths for batch in self._live.values()) else room

    def _counted(self, client: Client) -> int:
        since, room = self._room
        if monotonic() - since > AWAKE:
            if client.scheduler is None:
                raise _LostError
            try:
                found = client.sync(client.scheduler.ncores, workers=None, callback_timeout=ANSWER)
            except Exception as error:
                raise _LostError from error
            workers = sum(found.values())
            room = max(2 * workers, 1)
            self._room = monotonic(), room
            self._need(workers)
        return room

    def _need(self, workers: int) -> None:
        """Raise `FileError` where there has been no worker for too long: nothing in flight would ever end."""
        if workers:
            self._peopled = monotonic()
        elif monotonic() - self._peopled > self.patience:
            message = f"the scheduler at {self.address} has no workers"
            raise FileError(message, remedy="start some, and go on with --resume")

    def _heard(self, future: Future[list[Record]]) -> Iterator[tuple[Task, Record]]:
        """What became of a batch. Raises `DocconvError` for what is nobody's fault but the cluster's."""
        from distributed import KilledWorker  # noqa: PLC0415  only for this

        batch = self._live.get(future)
        if batch is None:
            return
        if future.status not in {"finished", "error"}:
            raise _LostError
        try:
            records = future.result(timeout=30)
        except KilledWorker:
            del self._live[future]
            yield from self._died(batch)
        except Exception as error:
            if future.status != "error":
                raise _LostError from error
            message = f"the workers cannot do it: {type(error).__name__}: {error}"
            raise DocconvError(message, remedy="install the same docconv on each of them") from error
        else:
            del self._live[future]
            yield from zip(batch, records, strict=True)

    def _died(self, batch: tuple[Task, ...]) -> Iterator[tuple[Task, Record]]:
        """Halve a batch over which workers died."""
        if (half := len(batch) // 2) > 0:
            self._again.extend((batch[:half], batch[half:]))
            return
        task = evolve(batch[0], deaths=batch[0].deaths + 1)
        if task.deaths < MOST_DEATHS:
            self._suspects.append(task)
            return
        late = f", or takes more than {self.seconds:g} s" if self.seconds else ""
        yield task, left_out(task, self.options, f"it ends the process that reads it{late}", EXIT_BUG)


def convert_batch(
    calls: list[tuple[str, str, tuple[str, ...]]], options: ConversionOptions, seconds: float
) -> list[Record]:
    """What a worker does with a batch; a file that takes longer than so many seconds, 0 for ever, ends it."""
    found = []
    with ONE, open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  no path
        for source, target, replaceable in calls:
            with _ended_after(seconds, nowhere), redirect_stdout(sys.stderr):  # a plug-in may print
                found.append(convert_file(source, target, options, replaceable=replaceable))
    return found


@contextmanager
def _ended_after(seconds: float, nowhere: TextIO) -> Iterator[None]:
    if seconds:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
