"""Limits of a caller hold for whatever is called inside, and progress is told step by step."""

from __future__ import annotations

import io
import threading
from pathlib import Path
from typing import Any

import pytest

import docconv
from docconv import limits
from docconv.limits import limited
from support.command import TRANSCRIPT

DATA = TRANSCRIPT.encode()


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Whatever it is given as; of a stream no more is taken than tells so. What is as large as allowed is."""
    path = tmp_path / "talk.txt"
    path.write_bytes(DATA)
    endless = io.BytesIO(DATA * 1000)
    with limited(size=len(DATA) - 1):
        for source in (path, DATA, io.BytesIO(DATA), io.StringIO(TRANSCRIPT), endless):
            with pytest.raises(docconv.LimitError, match=f"{len(DATA) - 1} are allowed"):
                docconv.read(source, format="text")
        assert endless.tell() == len(DATA)
    with limited(size=len(DATA)):
        assert docconv.read(path) == docconv.read(path)
        assert docconv.read(io.BytesIO(DATA), format="text").turns()


def test_what_takes_too_long_ends_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the next step; the clock is one of the test's own, which goes a second at each look."""
    ticks = iter(range(1000))
    monkeypatch.setattr(limits, "monotonic", lambda: float(next(ticks)))
    target = tmp_path / "talk.pdf"
    with limited(seconds=5), pytest.raises(docconv.LimitError, match=r"6\.0 seconds, and 5 are allowed"):
        docconv.convert(io.BytesIO(DATA), target, format="text")
    assert list(tmp_path.iterdir()) == []
    with limited(seconds=500):
        docconv.convert(io.BytesIO(DATA), target, format="text")
    assert target.exists()


def test_progress_hears_of_each_step(tmp_path: Path) -> None:
    """Passes over a text, pages of a PDF, what is written; parts grow from 0."""
    told: list[tuple[str, float]] = []
    with limited(progress=lambda name, part: told.append((name, part))):
        docconv.convert(io.BytesIO(DATA), tmp_path / "talk.pdf", format="text")
    names = [name for name, _ in told]
    passes = [part for name, part in told if name.startswith("read: ") and name != "read: account"]
    assert names[0] == "read: lines"
    assert names[-1] == "write: pdf"
    assert told[-1][1] == 1
    assert passes == sorted(passes)
    assert passes[0] == 0
    plain = docconv.write(docconv.read(io.BytesIO(DATA), format="text"), "docx")
    told.clear()
    with limited(progress=lambda name, part: told.append((name, part))):
        docconv.read(plain, format="docx")
    assert "read: account" in {name for name, _ in told}


def test_progress_may_end_a_call(tmp_path: Path) -> None:
    """What it raises comes out as it is, and nothing is written."""

    def enough(name: str, _: float) -> None:
        if name.startswith("write"):
            raise KeyboardInterrupt

    with limited(progress=enough), pytest.raises(KeyboardInterrupt):
        docconv.convert(io.BytesIO(DATA), tmp_path / "talk.docx", format="text")
    assert list(tmp_path.iterdir()) == []


def test_limits_within_limits_all_hold() -> None:
    """The narrower one, on whichever side, and each is gone behind its block."""
    for outer, inner in ((10, 10_000), (10_000, 10)):
        with limited(size=outer), limited(size=inner), pytest.raises(docconv.LimitError):
            docconv.read(DATA, format="text")
    assert docconv.read(DATA, format="text").turns()


def test_another_thread_has_its_own() -> None:
    """What a thread is allowed is no matter of another one."""
    found: list[int] = []
    with limited(size=10):
        thread = threading.Thread(target=lambda: found.append(len(docconv.read(DATA, format="text").turns())))
        thread.start()
        thread.join()
    assert found == [4]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"size": -1}, "size is -1; give a number of bytes, or None"),
        ({"size": "10MB"}, "size is '10MB'; give a number of bytes, or None"),
        ({"seconds": "5"}, "seconds is '5'; give a number of seconds, or None"),
        ({"progress": 3}, "progress cannot be of the type int; give a function"),
    ],
)
def test_what_is_no_limit_is_told_at_once(given: dict[str, Any], message: str) -> None:
    """Not where it is first looked at."""
    with pytest.raises(docconv.UsageError) as caught, limited(**given):
        pass
    assert message in str(caught.value)
