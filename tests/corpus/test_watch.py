"""`docconv watch`, in a process of its own: what comes or changes is converted, and nothing else."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from support.archives import Archive, until
from support.command import TRANSCRIPT, Command

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def test_what_comes_or_changes_is_converted(tmp_path: Path) -> None:
    """Also with the outputs below the inputs, whose changes are no news. A signal ends it."""
    archive = Archive(tmp_path, command="watch")
    archive.fill(2)
    run = archive.start(output="in/made")
    manifest = "in/made/manifest.jsonl"
    try:
        archive.wait_for_rows(2, manifest)
        (tmp_path / "in" / "new.txt").write_text(TRANSCRIPT, encoding="utf-8")
        archive.wait_for_rows(3, manifest)
        (tmp_path / "in" / ".hidden.txt").write_text(TRANSCRIPT, encoding="utf-8")
        (tmp_path / "in" / "new.txt").write_text("")
        archive.wait_for_rows(4, manifest)
        until(lambda: archive.failures(manifest).keys() == {"new.txt"})
        (tmp_path / "in" / "new.txt").write_text(TRANSCRIPT.replace("turns", "rows"), encoding="utf-8")
        archive.wait_for_rows(5, manifest)
        until(lambda: "rows" in (tmp_path / "in" / "made" / "new.xml").read_text())
    finally:
        os.killpg(run.pid, signal.SIGTERM)
        _, told = run.communicate(timeout=90)
    assert run.returncode == 143
    assert archive.failures(manifest) == {}
    assert archive.rows(manifest) == 5
    lines = [line.split("; ")[0] for line in told.decode().splitlines() if "files:" in line]
    assert lines == [
        "docconv: 2 files: 2 written",
        "docconv: 3 files: 2 unchanged, 1 written",
        "docconv: 3 files: 2 unchanged, 1 failed",
        "docconv: 3 files: 2 unchanged, 1 written",
    ]


def test_what_cannot_be_watched(workdir: Path, command: Command) -> None:
    """A file, and what is not on this machine."""
    (workdir / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    for name in ("talk.txt", "none", "memory://bucket"):
        result = command("watch", name, "-o", "out/", "-t", "tei")
        assert result.code == 2
        assert "only a folder of this machine can be watched" in result.err
