"""Running the command line as a user does, in the same process where that is enough."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from attrs import frozen

from docconv.cli import run

TRANSCRIPT = """The garden committee meets

Ilona Kis: Good morning. The garden has forty plots.

Jan Molnar: Who waters them?

Ilona Kis: Everybody does, in turns.

Jan Molnar: Thank you.
"""


@frozen
class Result:
    """What came out. `errors` are the lines on standard error that say what failed."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode()

    @property
    def errors(self) -> list[str]:
        """The lines on standard error that say what failed."""
        return [line for line in self.err.splitlines() if line.startswith("docconv: error: ")]


Command: TypeAlias = Callable[..., Result]


@pytest.fixture
def workdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder but for `talk.txt`, in which commands run."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def command(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run docconv with arguments and, if need be, something on standard input."""

    def go(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        code = run(arguments)
        out, err = capfdbinary.readouterr()
        return Result(code, out, err.decode())

    return go


def process(*arguments: str, **environment: str) -> Result:
    """Run docconv in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "docconv", *arguments],
        capture_output=True,
        check=False,
        env=os.environ | environment,
        timeout=60,
    )
    return Result(done.returncode, done.stdout, done.stderr.decode())


def fails(result: Result, code: int, *parts: str) -> None:
    """Assert that a command failed as it should: one line on standard error, this exit code, these words."""
    assert "Traceback" not in result.err
    assert result.err.count("\n") == 1, result.err
    assert len(result.errors) == 1
    assert [part for part in parts if part not in result.err] == []
    assert result.code == code
