"""What needs a program that is not there is left out and told; with CI=true it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.places import ROOT
from support.programs import summary, wanted

TEST = "tests/tei/test_tei_schema.py::test_jing_says_the_same"


@pytest.mark.parametrize(("ci", "code", "counted"), [("", 0, "1 skipped"), ("true", 1, "1 failed")])
def test_a_program_that_is_missing_is_told(tmp_path: Path, ci: str, code: int, counted: str) -> None:
    """By its name and its package, on a machine that has nothing."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TEST]
    env = {**os.environ, "PATH": str(tmp_path), "CI": ci}
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == code, run.stdout
    assert counted in run.stdout
    assert "for want of jing" in run.stdout


def test_what_was_left_out_is_counted() -> None:
    """By program; what was skipped for another reason is not among it."""
    reasons = ["Skipped: for want of jing (jing): gone", "Skipped: root may write everywhere"]
    assert [wanted(reason) for reason in reasons] == ["jing (jing)", None]
    assert summary([*reasons, reasons[0]]) == ["left out for want of jing (jing): 2"]


def counting(code: str, path: Path | None = None) -> str:
    """What the program that counts instructions says to some code, in CI, with programs from a folder only."""
    env = {**os.environ, "CI": "true", "PYTHONPATH": str(ROOT / "tools")}
    env |= {"PATH": str(path)} if path else {}
    command = [sys.executable, "-c", f"import instructions; {code}"]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


def test_nothing_is_counted_without_valgrind(tmp_path: Path) -> None:
    """Which is told, and no fault."""
    told = counting("print(instructions.main([]))", tmp_path).splitlines()
    assert told == ["left out: valgrind is not installed, so that nothing can be counted", "0"]


def test_counts_of_another_python_are_compared_with_nothing(tmp_path: Path) -> None:
    """They are other counts."""
    (tmp_path / "valgrind").touch(mode=0o755)
    told = counting("instructions.PYTHON = '1.0 toy'; print(instructions.main([]))", tmp_path)
    assert told.startswith("left out: nothing was accepted for Python 1.0 toy;")
    assert told.endswith("\n0\n")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (1.0, 1.029, "False"),
        (1.0, 1.031, "True"),
        (1.0, 0.5, "False"),
        (0.01, 0.0119, "False"),
        (0.01, 0.0121, "True"),
    ],
)
def test_a_count_may_rise_a_little(before: float, now: float, told: str) -> None:
    """By 3 %, and by what is less than can be told of a small row."""
    assert counting(f"print(instructions.rises({before}, {now}))").strip() == told
