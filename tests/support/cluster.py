"""A Dask cluster of processes of its own: a scheduler, and workers that each have a working folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import define, field

RULES = {
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION": "1.0",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
}


@define
class DaskCluster:
    """A scheduler at an address that stays, and its workers."""

    folder: Path
    environment: dict[str, str]
    port: int
    count: int
    _scheduler: list[subprocess.Popen[bytes]] = field(factory=list)
    _workers: list[subprocess.Popen[bytes]] = field(factory=list)

    @property
    def address(self) -> str:
        """That of the scheduler."""
        return f"tcp://127.0.0.1:{self.port}"

    def begin(self) -> None:
        """Start all."""
        self._scheduler.append(
            self._started("scheduler", self.folder, "--host", "127.0.0.1", "--port", str(self.port))
        )
        for number in range(self.count):
            own = self.folder / f"worker{number}"
            own.mkdir(exist_ok=True)
            more = ("--nthreads", "1", "--memory-limit", "0", "--death-timeout", "60")
            self._workers.append(self._started("worker", own, self.address, *more))

    def _started(self, what: str, folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--no-dashboard"],
            cwd=folder, env=os.environ | RULES | self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill_worker(self) -> None:
        """Kill the process that converts, not the one that looks after it."""
        parent = self._workers[0].pid
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)

    def freeze(self) -> None:
        """Stop the scheduler, whose connections stay."""
        os.killpg(self._scheduler[0].pid, signal.SIGSTOP)

    def end(self) -> None:
        """Kill all."""
        for process in (*self._scheduler, *self._workers):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._scheduler.clear()
        self._workers.clear()


@contextmanager
def dask_cluster(folder: Path, environment: dict[str, str], workers: int = 3) -> Iterator[DaskCluster]:
    """A cluster, as long as the block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    cluster = DaskCluster(folder, environment, port, workers)
    try:
        cluster.begin()
        yield cluster
    finally:
        cluster.end()
