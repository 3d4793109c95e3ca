"""An archive on a Dask cluster, in real processes: what disturbs a run changes no byte."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from docconv.corpus.engines.cluster import cluster_engine
from docconv.corpus.engines.work import Limits, Task
from docconv.corpus.unit import ConversionOptions
from docconv.errors import FileError, UsageError
from support.archives import Archive, install_faulty
from support.cluster import dask_cluster

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Forty good files, and one that ends its process."""
    made = Archive(tmp_path, {"PYTHONPATH": str(install_faulty(tmp_path / "plugin"))})
    made.fill(40)
    return made


def test_workers_and_scheduler_may_die(archive: Archive) -> None:
    """Three workers, each with a working folder of its own; the scheduler is lost, and comes back."""
    right = archive.undisturbed()
    (archive.folder / "in" / "part1" / "a-end.faulty").write_text("end 7")
    (archive.folder / "in" / "part1" / "slow.faulty").write_text("slow")
    with dask_cluster(archive.folder / "cluster", archive.environment) as cluster:
        run = archive.start("--engine", "dask", "--scheduler", cluster.address)
        archive.wait_for_rows(1)
        cluster.kill_worker()
        archive.wait_for_rows(12)
        cluster.end()
        cluster.begin()
        _, told = run.communicate(timeout=120)
        assert (run.returncode, archive.hashes()) == (1, right), told.decode()
        assert archive.failures().keys() == {"part1/a-end.faulty", "part1/slow.faulty"}
        code, again = archive.run("--resume", "--engine", "dask", "--scheduler", cluster.address)
    assert (code, "40 unchanged" in again, "Traceback" in again) == (1, True, False), again


def test_a_cluster_of_this_machine(archive: Archive) -> None:
    """Without an address. One file ends its process, one loops; the good ones beside them are done."""
    right = archive.undisturbed()
    (archive.folder / "in" / "part1" / "a-end.faulty").write_text("end 7")
    (archive.folder / "in" / "part1" / "b-loop.faulty").write_text("loop")
    code, told = archive.run("--engine", "dask", "--jobs", "2", "--timeout", "8")
    assert (code, archive.hashes()) == (1, right), told
    found = archive.failures()
    assert found.keys() == {"part1/a-end.faulty", "part1/b-loop.faulty"}
    assert "or takes more than 8 s" in found["part1/b-loop.faulty"]


def test_an_interrupt_ends_cleanly(archive: Archive) -> None:
    """That of a terminal reaches all processes; what was done is done."""
    right = archive.undisturbed()
    run = archive.start("--engine", "dask", "--jobs", "2")
    archive.wait_for_rows(1)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=90)
    assert b"Traceback" not in told
    assert (run.returncode, told.count(b"interrupted")) in {(130, 1), (0, 0)}  # 0 where it was done already
    assert archive.hashes().items() <= right.items()
    assert len(archive.hashes()) == archive.rows()


def test_an_address_without_dask_is_refused(archive: Archive) -> None:
    """Rather than converting here."""
    code, told = archive.run("--scheduler", "tcp://127.0.0.1:1")
    assert (code, "--engine dask" in told) == (2, True)


def test_a_scheduler_that_never_answers() -> None:
    """The run ends and says so."""
    engine = cluster_engine("tcp://127.0.0.1:1", 1, Limits(), lambda: False, patience=0)
    with pytest.raises(FileError, match="does not answer"):
        list(engine(iter(()), ConversionOptions(formats=("tei",))))


def test_a_scheduler_that_no_worker_comes_to(tmp_path: Path) -> None:
    """The run ends and says so, rather than to wait for ever."""
    (tmp_path / "a.txt").write_text("Ann: One.\n\nBen: Two.\n")
    task = Task("a.txt", str(tmp_path / "a.txt"), str(tmp_path / "out" / "a"))
    with dask_cluster(tmp_path / "cluster", {}, workers=0) as cluster:
        begun = cluster_engine(cluster.address, 1, Limits(), lambda: False, patience=60)
        next(begun(iter(()), ConversionOptions(formats=("tei",))), None)  # the scheduler is there
        engine = cluster_engine(cluster.address, 1, Limits(), lambda: False, patience=0)
        with pytest.raises(FileError, match="has no workers"):
            list(engine(iter([task]), ConversionOptions(formats=("tei",))))


def test_a_scheduler_that_is_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has a connection, but says nothing any more: as one that does not answer."""
    monkeypatch.setattr("docconv.corpus.engines.cluster.ANSWER", 1)
    with dask_cluster(tmp_path / "cluster", {}, workers=0) as cluster:
        begun = cluster_engine(cluster.address, 1, Limits(), lambda: False, patience=60)
        next(begun(iter(()), ConversionOptions(formats=("tei",))), None)

        def frozen() -> Iterator[Task]:
            cluster.freeze()
            yield Task("a.txt", "a.txt", "a")

        engine = cluster_engine(cluster.address, 1, Limits(), lambda: False, patience=2)
        with pytest.raises(FileError, match="does not answer"):
            list(engine(frozen(), ConversionOptions(formats=("tei",))))


@pytest.mark.parametrize("address", ["host", "tcp://[", "tcp://host:port", "gopher://host:1", ":"])
def test_what_is_no_address_is_a_wrong_call(address: str) -> None:
    """It is said what is missing."""
    engine = cluster_engine(address, 1, Limits(), lambda: False, patience=0)
    with pytest.raises(UsageError, match="is no address of a scheduler"):
        list(engine(iter(()), ConversionOptions(formats=("tei",))))
