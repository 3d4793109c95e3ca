"""Homes that are none, users without one: what is written is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TALK = "Ann: One.\n\nBen: Two.\n\nAnn: Three.\n"
OF_NOBODY = """
import pwd, sys
def getpwuid(number):
    raise KeyError(number)
pwd.getpwuid = getpwuid
from docconv.cli import main
main()
"""
"""The command line for a user whose number has no name and no home, as in many containers."""
HOMES: tuple[tuple[str, dict[str, str]], ...] = (
    ("no folder", {"HOME": "/dev/null"}),
    ("nowhere", {"HOME": "/nonexistent"}),
    ("empty", {"HOME": ""}),
    ("none", {}),
)


def made(folder: Path, env: dict[str, str]) -> bytes:
    """A PDF that is made in an environment which has only what is given and what is said here."""
    command = [sys.executable, "-c", OF_NOBODY, "convert", "t.txt", "-o", "t.pdf", "-q", "--force"]
    given = {"SOURCE_DATE_EPOCH": "1000000000", **env}
    done = subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder.joinpath("t.pdf").read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="homes are told otherwise there")
@pytest.mark.parametrize("env", [env for _, env in HOMES], ids=[name for name, _ in HOMES])
def test_whoever_has_no_home_writes_the_same(tmp_path: Path, env: dict[str, str]) -> None:
    """Faces of type are cut anew then, and no file of a home is looked for that cannot be there."""
    tmp_path.joinpath("t.txt").write_text(TALK, encoding="utf-8")
    assert made(tmp_path, env) == made(tmp_path, {"HOME": str(tmp_path)})
