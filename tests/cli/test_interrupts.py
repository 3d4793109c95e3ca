"""Interrupts that come where they are hard to see: one line, 130, and no half file."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

import docconv.cli
from docconv.cli import run
from docconv.formats.docx.package import archive

TALK = "Ann: One.\n\nBen: Two.\n\nAnn: Three.\n"
LINE = "docconv: error: interrupted\n"


def interrupt(*_: object) -> NoReturn:
    """As the handler of the signal does."""
    raise KeyboardInterrupt


def ended(code: str, folder: Path) -> tuple[int, str]:
    """How a process of Python ends, in a folder that is on its path, and its standard error."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, '.'); {code}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_while_modules_are_loaded(tmp_path: Path) -> None:
    """Before the command line is there."""
    tmp_path.joinpath("click.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    assert ended("from docconv.__main__ import main; main()", tmp_path) == (130, LINE)


def test_while_a_text_is_evaluated(tmp_path: Path) -> None:
    """As for each named tuple: Python remembers such an interrupt, and `-m` would end by SIGINT in spite of the code."""
    thrown = "(one for one in ()).throw(KeyboardInterrupt)"
    tmp_path.joinpath("click.py").write_text(f"eval({thrown!r})\n", encoding="utf-8")
    command = [sys.executable, "-m", "docconv", "check", "t.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, LINE)


def test_while_a_lock_of_a_module_goes(tmp_path: Path) -> None:
    """Python can raise nothing there; the run goes no further."""
    code = """
import sys, types
from docconv.__main__ import main
class Late:
    def __del__(self): raise KeyboardInterrupt
class Module(types.ModuleType):
    def __getattr__(self, name):
        Late()
        return lambda: print("went on", file=sys.stderr)
sys.modules["docconv.cli"] = Module("docconv.cli")
main()
"""
    assert ended(code, tmp_path) == (130, LINE)


def test_while_an_object_goes(tmp_path: Path) -> None:
    """Python can raise nothing there; it is not forgotten."""
    code = """
import docconv.cli
class Late:
    def __del__(self): raise KeyboardInterrupt
docconv.cli._invoke = lambda _: 0 if Late() else 1
docconv.cli.main()
"""
    assert ended(code, tmp_path) == (130, LINE)


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_behind_all_else(tmp_path: Path, number: str) -> None:
    """While Python ends, a run has its code already."""
    code = f"""
import atexit, os, signal, docconv.cli
atexit.register(lambda: os.kill(os.getpid(), signal.{number}))
docconv.cli.run = lambda _: 3
docconv.cli.main()
"""
    assert ended(code, tmp_path) == (3, "")


def test_while_a_package_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While its parts are shrunk, nothing is there."""
    source = tmp_path / "t.txt"
    source.write_text(TALK, encoding="utf-8")
    monkeypatch.setattr(archive, "_shrunk_once", interrupt)
    assert run(["convert", str(source), "-o", str(tmp_path / "t.docx")]) == 130
    assert capsys.readouterr().err == LINE
    assert [path.name for path in tmp_path.iterdir()] == ["t.txt"]


def test_at_any_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file is there as a whole, or not at all."""
    source, target = tmp_path / "t.txt", tmp_path / "t.pdf"
    source.write_text(TALK, encoding="utf-8")
    arguments = ["convert", str(source), "-o", str(target), "-q"]
    run(arguments)  # so that all is loaded
    whole = target.read_bytes()
    calls = stopped(arguments, target, -1)[1]
    for stop in range(100, calls, calls // 15):
        code = stopped(arguments, target, stop)[0]
        assert code == 130
        assert not target.exists() or target.read_bytes() == whole
        assert capsys.readouterr().err == LINE
        assert len(list(tmp_path.iterdir())) == 1 + target.exists()


def stopped(arguments: list[str], target: Path, stop: int) -> tuple[int, int]:
    """The exit code of a run that is interrupted at one of its calls, as soon as it may be, and their number."""
    target.unlink(missing_ok=True)
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls, stop
        calls += event == "call"
        if 0 < stop <= calls and signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ()):
            stop = 0
            raise KeyboardInterrupt

    hook = sys.unraisablehook
    sys.unraisablehook = docconv.cli._keep_interrupt
    sys.setprofile(count)
    try:
        return run(arguments), calls
    finally:
        sys.setprofile(None)
        sys.unraisablehook = hook
