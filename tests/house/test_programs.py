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
