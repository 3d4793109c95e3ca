"""Whatever happens to a run, in real processes: every good file has exactly its outputs, bad ones are named, and
no temporary file stays.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from shutil import rmtree

import pytest

from support.archives import Archive, install_faulty, until, workers

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Nine good files."""
    made = Archive(tmp_path, {"PYTHONPATH": str(install_faulty(tmp_path / "plugin"))})
    made.fill(9)
    return made


def trouble(archive: Archive, name: str, text: str) -> Path:
    """A file for the plug-in that makes trouble."""
    path = archive.folder / "in" / "part1" / f"{name}.faulty"
    path.write_text(text)
    return path


def test_bad_files_stop_nothing(archive: Archive) -> None:
    """One ends its interpreter, one loops, one eats memory, one is empty."""
    right = archive.undisturbed()
    trouble(archive, "a-end", "end 7")
    trouble(archive, "b-loop", "loop")
    trouble(archive, "c-eat", "eat")
    (archive.folder / "in" / "empty.txt").touch()
    code, told = archive.run("--jobs", "2", "--timeout", "20", "--memory", "400")
    assert code == 1
    assert archive.hashes() == right
    found = archive.failures()
    assert found.keys() == {"empty.txt", *(f"part1/{name}.faulty" for name in ("a-end", "b-loop", "c-eat"))}
    assert "ends the process that reads it (exit code 7)" in found["part1/a-end.faulty"]
    assert "takes more than 20 s" in found["part1/b-loop.faulty"]
    assert "more memory" in found["part1/c-eat.faulty"]
    assert [name for name in found if name not in told] == []
    assert "13 files: " in told
    assert "4 failed" in told


def test_a_worker_that_is_killed_costs_nothing(archive: Archive) -> None:
    """Its file goes to another one."""
    right = archive.undisturbed()
    run = archive.start("--jobs", "2")
    archive.wait_for_rows(1)
    for worker in workers(run.pid)[:1]:
        os.kill(worker, signal.SIGKILL)
    run.communicate(timeout=90)
    assert run.returncode == 0
    assert archive.hashes() == right


def test_a_driver_that_is_killed_goes_on(archive: Archive) -> None:
    """Three times, once in the middle of a row."""
    right = archive.undisturbed()
    for rows in (1, 3, 5):
        run = archive.start("--resume", "--jobs", "2")
        archive.wait_for_rows(rows)
        run.kill()
        run.communicate()
    manifest = archive.output / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-20])
    code, _ = archive.run("--resume", "--jobs", "2")
    assert code == 0
    assert archive.hashes() == right
    assert archive.run("--resume")[1].startswith("docconv: 9 files: 9 unchanged;")


def test_an_interrupt_ends_cleanly(archive: Archive) -> None:
    """That of a terminal reaches all processes. With its exit code; what was done is done."""
    right = archive.undisturbed()
    run = archive.start("--jobs", "2")
    archive.wait_for_rows(2)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=90)
    assert b"Traceback" not in told
    assert (run.returncode, told.count(b"interrupted")) in {(130, 1), (0, 0)}  # 0 where it was done already
    assert archive.hashes().items() <= right.items()
    assert len(archive.hashes()) == archive.rows()
    archive.run("--resume")
    assert archive.hashes() == right


def test_two_drivers(archive: Archive) -> None:
    """The second one is refused and harms nothing; the first one goes on."""
    right = archive.undisturbed()
    trouble(archive, "slow", "slow")
    first = archive.start()
    until(Path(archive.output, "manifest.jsonl").exists)
    code, told = archive.run("--resume")
    first.communicate(timeout=90)
    assert (code, first.returncode) == (4, 1)
    assert "another run writes this manifest" in told
    assert archive.failures().keys() == {"part1/slow.faulty"}
    assert archive.hashes() == right


def test_no_room(archive: Archive) -> None:
    """What does not fit is named; once there is room, it is done."""
    large = archive.folder / "in" / "large.txt"
    large.write_text("".join(f"Ann: Word {n}.\n\nBen: And {n}.\n\n" for n in range(400)))
    right = archive.undisturbed()
    code, told = archive.run(before=["sh", "-c", 'ulimit -f 32; exec "$@"', "sh"])
    assert code == 1
    assert archive.failures().keys() == {"large.txt"}
    assert "it cannot be written" in told
    assert archive.hashes().items() < right.items()
    assert archive.run("--resume")[0] == 0
    assert archive.hashes() == right


@pytest.mark.parametrize("is_removed", [False, True])
def test_the_output_goes_away(archive: Archive, *, is_removed: bool) -> None:
    """It is renamed, or removed. The run ends and says why; the next one does all."""
    right = archive.undisturbed()
    run = archive.start()
    archive.wait_for_rows(1)
    if is_removed:
        rmtree(archive.output, ignore_errors=True)  # the run goes on writing meanwhile
    else:
        archive.output.rename(archive.folder / "gone")
    _, told = run.communicate(timeout=90)
    assert run.returncode == 4
    assert b"took the manifest away" in told
    assert archive.run()[0] == 0
    assert archive.hashes() == right


def test_a_source_that_changes_while_it_is_read(archive: Archive) -> None:
    """Nothing is made of it before it is as it was read."""
    source = trouble(archive, "slow", "slow")
    run = archive.start()
    until(Path(f"{source}.seen").exists)
    source.write_text("done")
    run.communicate(timeout=90)
    assert archive.failures().keys() == {"part1/slow.faulty"}


def test_processes_that_never_start_end_the_run(archive: Archive) -> None:
    """Rather than blaming the files."""
    broken = "import os, sys\nif '--multiprocessing-fork' in sys.orig_argv:\n    os._exit(3)\n"
    (archive.folder / "plugin" / "sitecustomize.py").write_text(broken)
    code, told = archive.run()
    assert code == 70
    assert "before they were ready" in told
    assert archive.hashes() == {}
