"""A process that gets no more memory says so in one line, ends with 1 and leaves no file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from docconv import cli

TALK = "Ann: We found the old ferry bell under the jetty.\n\nBen: Yes.\n\n"
LIMITED = """
import resource, sys
from docconv.cli import main
pages = int(open("/proc/self/statm").read().split()[0])
limit = pages * resource.getpagesize() + int(sys.argv.pop(1)) * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
main()
"""
LINE = "docconv: error: there is not enough memory; divide the input, or give the process more\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much a process has")
@pytest.mark.parametrize("suffix", ["xml", "pdf"])
@pytest.mark.parametrize("megabytes", [0, 4, 40])
def test_nothing_is_left_where_memory_ends(tmp_path: Path, suffix: str, megabytes: int) -> None:
    """Wherever it ends: while libraries are loaded, while a text is read, while a document is written."""
    tmp_path.joinpath("t.txt").write_text(TALK * 5000, encoding="utf-8")
    command = ["convert", "t.txt", "-o", f"t.{suffix}", "-q"]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(megabytes), *command],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, LINE)
    assert [path.name for path in tmp_path.iterdir()] == ["t.txt"]


def test_no_memory_is_told_without_any(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A module of Python's own that could be loaded in part only, and a line that cannot be put together."""

    def lacking(*_: object) -> None:
        message = "cannot import name 'sha512' from 'hashlib'"
        raise ImportError(message, name="hashlib")

    def short(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(cli, "_invoke", lacking)
    monkeypatch.setattr("docconv.cli.console.Console.error", short)
    assert cli.run(["formats"]) == 1
    assert capfd.readouterr().err == LINE


@pytest.mark.parametrize(("file", "code"), [(cli.__file__, 1), ("plugged.py", 70), (None, 70)])
def test_wrong_syntax_in_a_module_of_docconv_is_a_lack_of_memory(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], file: str | None, code: int
) -> None:
    """Python's parser gives up so in a module that it has read before; elsewhere it is a bug."""

    def parsed(*_: object) -> None:
        message = "expected ':'"
        raise SyntaxError(message, (file, 372, 1, ""))

    monkeypatch.setattr(cli, "_invoke", parsed)
    assert cli.run(["formats"]) == code
    assert (capfd.readouterr().err == LINE) is (code == 1)
