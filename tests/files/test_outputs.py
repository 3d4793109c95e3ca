"""Files appear whole or not at all, also beside other threads and processes, and when a signal comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import docconv
from docconv.errors import FileError
from docconv.files import Outputs, shown, sweep

TALK = "Ann: My name is {0} and I speak.\n\nBen: Yes, {0}.\n\nAnn: Well, {0}.\n"
COMMAND = (sys.executable, "-m", "docconv")


def staged(folder: Path) -> list[Path]:
    """The temporary files in a folder."""
    return list(folder.glob(".docconv-*"))


def test_threads_that_write_into_one_folder_never_mix(tmp_path: Path) -> None:
    """Each file has the words of its own source, whoever writes beside it."""
    names = [f"n{number}" for number in range(12)]
    for name in names:
        tmp_path.joinpath(f"{name}.txt").write_text(TALK.format(name) * 5, encoding="utf-8")
    out = tmp_path / "out"
    with ThreadPoolExecutor(8) as pool:
        jobs = [
            pool.submit(docconv.convert, tmp_path / f"{name}.txt", out / f"{name}.xml", overwrite=True)
            for name in names * 4
        ]
        for job in jobs:
            job.result()
    for name in names:
        assert f"is {name} and" in out.joinpath(f"{name}.xml").read_text(encoding="utf-8")
    assert not staged(out)


def test_without_overwrite_a_file_that_came_in_the_meantime_stays(tmp_path: Path) -> None:
    """The last step cannot replace, and takes back what it has put in place by then."""
    one, two = tmp_path / "one.xml", tmp_path / "two.xml"
    with Outputs() as outputs:
        for target in (one, two):
            outputs.claim(target)
            outputs.stage(target, b"ours")
        one.write_bytes(b"theirs")
        with pytest.raises(FileError, match="the file exists"):
            outputs.commit()
    assert one.read_bytes() == b"theirs"
    assert sorted(tmp_path.iterdir()) == [one]


def test_a_file_system_without_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no hard link can be made, a file is put in place all the same, and none is replaced."""

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "a.xml"
    with Outputs() as outputs:
        outputs.stage(target, b"first")
        outputs.commit()
    with Outputs() as outputs:
        outputs.stage(target, b"second")
        with pytest.raises(FileError, match="the file exists"):
            outputs.commit()
    assert (target.read_bytes(), staged(tmp_path)) == (b"first", [])


def test_a_name_without_a_file_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither a second name can be given nor a file be renamed, nothing stands at the target."""

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with Outputs() as outputs:
        outputs.stage(tmp_path / "a.xml", b"first")
        with pytest.raises(FileError, match="cannot be written"):
            outputs.commit()
    assert list(tmp_path.iterdir()) == []


def test_what_is_in_place_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder from which nothing may be taken away, what is written is there, and is not called a failure."""

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError

    with Outputs() as outputs:
        outputs.stage(tmp_path / "a.xml", b"first")
        monkeypatch.setattr(Path, "unlink", refuse)
        outputs.commit()
    assert (tmp_path / "a.xml").read_bytes() == b"first"


def test_what_was_replaced_before_a_failure_is_named(tmp_path: Path) -> None:
    """With overwrite nothing can be taken back: the error says what is in place."""
    one, two = tmp_path / "one.xml", tmp_path / "two.xml"
    with Outputs(overwrite=True) as outputs:
        outputs.stage(one, b"ours")
        outputs.stage(two, b"ours")
        one.mkdir()
        with pytest.raises(FileError, match=r"in place already: .*two\.xml"):
            outputs.commit()


def test_a_link_at_the_target_is_something_that_is_there(tmp_path: Path) -> None:
    """One to itself, or to what is not there, is neither replaced nor followed without `overwrite`."""
    for name, to in (("x.xml", "x.xml"), ("y.xml", "nowhere")):
        link = tmp_path / name
        link.symlink_to(to)
        with Outputs() as outputs, pytest.raises(FileError, match="the file exists"):
            outputs.claim(link)
        assert link.is_symlink()


def test_temporary_files_have_names_that_nobody_foresees(tmp_path: Path) -> None:
    """Two runs never share a name, and a name that is taken is not followed."""
    with Outputs() as one, Outputs() as two:
        one.stage(tmp_path / "a", b"1")
        two.stage(tmp_path / "b", b"2")
        names = {path.name for path in staged(tmp_path)}
        assert len(names) == 2
        assert not any(str(os.getpid()) == part for name in names for part in name.split("-"))


def test_what_a_killed_process_left_is_swept_and_what_is_in_use_is_not(tmp_path: Path) -> None:
    """The next run takes away the temporary files of the dead only."""
    left = [tmp_path / f".docconv-{'ab' * 8}-{number}.tmp" for number in (0, 1)]
    for path in left:
        path.write_bytes(b"half")
    other = tmp_path / ".docconv-notes.tmp"
    other.write_bytes(b"mine")
    with Outputs() as alive:
        alive.stage(tmp_path / "a", b"1")
        used = set(staged(tmp_path)) - {other}
        assert used.isdisjoint(left)
        with Outputs() as second:
            second.stage(tmp_path / "b", b"2")
            assert used < set(staged(tmp_path))
        alive.commit()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".docconv-notes.tmp", "a"]


def test_of_two_processes_with_one_target_one_is_refused(tmp_path: Path) -> None:
    """Exactly one ends with 0, the other with 4."""
    for name in ("a", "b"):
        tmp_path.joinpath(f"{name}.txt").write_text(TALK.format(name), encoding="utf-8")
    runs = [
        subprocess.Popen(
            [*COMMAND, "convert", f"{name}.txt", "-o", "x.xml"], cwd=tmp_path, stderr=subprocess.DEVNULL
        )
        for name in ("a", "b")
    ]
    assert sorted(run.wait() for run in runs) == [0, 4]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_all_or_nothing(tmp_path: Path, number: signal.Signals) -> None:
    """At whatever moment it comes: no file of a set is in place without the others, and nothing is left."""
    source = tmp_path / "talk.txt"
    source.write_text(TALK.format("Kim") * 400, encoding="utf-8")
    for delay in (0.1, 0.4, 0.8, 1.2):
        out = tmp_path / f"out{delay}"
        run = subprocess.Popen(
            [*COMMAND, "convert", str(source), "-o", f"{out}/", "-t", "tei,docx"], stderr=subprocess.DEVNULL
        )
        time.sleep(delay)
        run.send_signal(number)
        code = run.wait()
        made = sorted(path.name for path in out.glob("*")) if out.exists() else []
        assert made in ([], ["talk.docx", "talk.xml"])
        assert code in (0, 128 + number, -number)
        assert not staged(tmp_path)


def test_names_of_files_as_text() -> None:
    """Bytes that are no UTF-8 and controls of lines and directions are shown as U+FFFD."""
    assert shown("b\udcffd\x07\u202ee\u00a0ü") == "b\ufffdd\ufffd\ufffde\u00a0ü"


def test_a_folder_that_cannot_be_listed_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others left cannot be seen there; that is no reason to refuse."""

    def refuse(_folder: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    with Outputs() as outputs:
        outputs.stage(tmp_path / "a", b"1")
        outputs.commit()
    assert (tmp_path / "a").read_bytes() == b"1"


def test_an_interrupt_while_a_file_is_made_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the one that was being opened, nor the folder that was made for it."""

    def interrupt(path: str, flags: int) -> int:
        os.close(os.open(path, flags, 0o666))
        raise KeyboardInterrupt

    monkeypatch.setattr("docconv.files._new_file", interrupt)
    with pytest.raises(KeyboardInterrupt), Outputs() as outputs:
        outputs.stage(tmp_path / "new" / "a", b"1")
    assert not list(tmp_path.iterdir())


def test_a_name_that_is_in_use_anew_is_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at a file that is left over and its lock, another sweep may take it away, and the run
    whose it was begin it again.
    """
    path = tmp_path / ".docconv-0123456789abcdef-0.tmp"
    path.touch()

    def lock(_: int, *, wait: bool) -> bool:
        path.unlink()
        path.write_bytes(b"new")
        return not wait

    monkeypatch.setattr("docconv.files._lock", lock)
    sweep(tmp_path)
    assert path.read_bytes() == b"new"


def test_a_killed_run_leaves_what_the_next_one_sweeps(tmp_path: Path) -> None:
    """KILL between staging and the end: temporary files are there, and then they are not."""
    program = (
        "import os, signal, sys; from pathlib import Path; from docconv.files import Outputs\n"
        "with Outputs() as outputs:\n"
        "    outputs.stage(Path('a'), b'1'); outputs.stage(Path('b'), b'2')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False)
    assert len(staged(tmp_path)) == 2
    with Outputs() as outputs:
        outputs.stage(tmp_path / "c", b"3")
        outputs.commit()
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_outputs_cost_the_same_in_a_large_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is listed for the first of them, and then seldom; a small one each time."""
    listed: list[int] = []

    def counted(folder: Path) -> int:
        listed.append(len(list(folder.iterdir())))
        return listed[-1]

    monkeypatch.setattr("docconv.files.sweep", counted)
    for name, there in (("small", 10), ("large", 1_000)):
        folder = tmp_path / name
        folder.mkdir()
        for number in range(there):
            (folder / f"old{number}").touch()
        for number in range(40):
            with Outputs() as outputs:
                outputs.stage(folder / f"new{number}", b"1")
                outputs.commit()
    assert len(listed) == 40 + 3
    assert listed[-3:] == [1_000, 1_016, 1_032]
