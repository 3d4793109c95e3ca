"""Files elsewhere: the same bytes come out, objects are put whole or not at all, and what fails is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve

from docconv import pipeline
from docconv.corpus import unit
from docconv.corpus.plan import Plan
from docconv.corpus.storage import place_of, whole_name
from docconv.corpus.storage.remote import RemotePlace
from docconv.corpus.unit import ConversionOptions, convert_file
from support.command import TRANSCRIPT

fsspec = pytest.importorskip("fsspec")

BOTH = ConversionOptions(formats=("tei", "docx"), created=datetime(2024, 5, 1, tzinfo=UTC))


@pytest.fixture
def memory() -> Iterator[dict[str, bytes]]:
    """What fsspec keeps in memory, by path."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    system.pipe_file("/in/talk.txt", TRANSCRIPT.encode())
    yield system
    system.store.clear()


def stored(system: dict[str, bytes]) -> dict[str, bytes]:
    """The files in memory."""
    return {path: system.cat_file(path) for path in system.find("/")}  # type: ignore[attr-defined]


def test_it_becomes_what_it_becomes_here(memory: dict[str, bytes], tmp_path: Path) -> None:
    """Byte for byte, with what is decided about it beside it and above it."""
    decisions = {
        "talk.docconv.toml": '[facts]\ntitle = "A rope"\n',
        "docconv.toml": '[convention]\nwithout = ["dash"]\n',
    }
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    for name, text in decisions.items():
        (tmp_path / "in" / name).write_text(text)
        memory.pipe_file(f"/in/{name}", text.encode())  # type: ignore[attr-defined]
    here = convert_file(str(tmp_path / "in" / "talk.txt"), str(tmp_path / "out" / "talk"), BOTH)
    there = convert_file("memory://in/talk.txt", "memory://out/talk", BOTH)
    assert there.error == ""
    assert (there.outputs, there.sha256, there.beside) == (here.outputs, here.sha256, here.beside)
    assert b"A rope" in stored(memory)["/out/talk.xml"]
    assert there.mark
    plan = Plan(["memory://in"], "memory://out")
    assert [(task.name, task.mark) for task in plan.tasks()] == [("talk.txt", there.mark)]


def test_from_here_to_there_and_back(memory: dict[str, bytes], tmp_path: Path) -> None:
    """Source and target may be of different kinds; `file://` is a path."""
    source = tmp_path / "a b.txt"
    source.write_text(TRANSCRIPT, encoding="utf-8")
    assert whole_name(f"file://{tmp_path}/a%20b.txt") == str(source)
    there = convert_file(str(source), "memory://out/talk", BOTH)
    back = convert_file("memory://in/talk.txt", str(tmp_path / "out" / "talk"), BOTH)
    assert there.error == back.error == ""
    found = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert found["talk.docx"][:2] == b"PK"
    assert sorted(stored(memory)) == ["/in/talk.txt", "/out/talk.docx", "/out/talk.xml"]


def test_what_is_there_is_replaced_only_if_it_may_be(memory: dict[str, bytes]) -> None:
    """All objects of a set, or none; the same bytes are no fault."""
    memory.pipe_file("/out/talk.docx", b"mine")  # type: ignore[attr-defined]
    refused = convert_file("memory://in/talk.txt", "memory://out/talk", BOTH)
    assert (refused.code, "the file exists" in refused.error) == (4, True)
    assert sorted(stored(memory)) == ["/in/talk.txt", "/out/talk.docx"]
    mine = sha256(b"mine").hexdigest()
    done = convert_file("memory://in/talk.txt", "memory://out/talk", BOTH, replaceable=[mine])
    assert done.status == "done"
    again = convert_file("memory://in/talk.txt", "memory://out/talk", BOTH)
    assert evolve(again, seconds=0) == evolve(done, seconds=0)


def test_a_put_that_fails_leaves_nothing(memory: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """The first object of the set is taken away again."""
    put = RemotePlace._put

    def failing(place: RemotePlace, name: str, data: bytes, *, is_new: bool) -> None:
        system = place.system
        if name.endswith(".docx"):
            monkeypatch.setattr(type(system), "pipe_file", lambda *_, **__: 1 / 0)
        put(place, name, data, is_new=is_new)

    monkeypatch.setattr(RemotePlace, "_put", failing)
    record = convert_file("memory://in/talk.txt", "memory://out/talk", BOTH)
    assert (record.code, "it cannot be written: ZeroDivisionError" in record.error) == (4, True)
    monkeypatch.undo()
    assert sorted(stored(memory)) == ["/in/talk.txt"]


@pytest.mark.parametrize("key", ["talk.txt", "talk.txt.docconv.toml", "docconv.toml"])
def test_what_changes_while_it_is_read_is_not_used(
    key: str, memory: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is what was decided about it in the meantime."""
    read = pipeline.read_with_notices

    def late(*args: object, **options: object) -> object:
        memory.pipe_file(f"/in/{key}", b"[facts]\n")  # type: ignore[attr-defined]
        return read(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(unit, "read_with_notices", late)
    record = convert_file("memory://in/talk.txt", "memory://out/talk", BOTH)
    assert (record.code, "it changed while it was read" in record.error) == (4, True)
    assert not any(path.startswith("/out") for path in stored(memory))


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        ("memory://in/none.txt", 4, "no such file"),
        ("memory://in", 4, "this is a folder"),
        ("nowhere://in/talk.txt", 3, "cannot be reached"),
        ("zip://talk.txt::memory://in.zip", 2, "one storage inside another"),
    ],
)
def test_what_is_wrong_is_in_the_record(source: str, code: int, message: str) -> None:
    """Nothing is raised."""
    record = convert_file(source, "memory://out/talk", BOTH)
    assert (record.code, message in record.error) == (code, True), record.error


def test_a_tree_elsewhere_is_walked_in_order(memory: dict[str, bytes]) -> None:
    """Without hidden folders and outputs; a mark changes with what is decided above."""
    for name in ("in/b/two.txt", "in/b/one.txt", "in/.git/x.txt", "in/out/y.txt", "in/logo.gif"):
        memory.pipe_file(f"/{name}", name.encode())  # type: ignore[attr-defined]

    def marks() -> dict[str, str]:
        return {task.name: task.mark for task in Plan(["memory://in"], "memory://in/out").tasks()}

    before = marks()
    assert list(before) == ["talk.txt", "b/one.txt", "b/two.txt"]
    memory.pipe_file("/in/b/docconv.toml", b"[convention]\n")  # type: ignore[attr-defined]
    changed = {name for name, mark in marks().items() if mark != before[name]}
    assert changed == {"b/one.txt", "b/two.txt"}
    place = place_of("memory://in")
    assert place.sizes(["memory://in/b/one.txt", "memory://in/b/no.txt"]) == [len("in/b/one.txt"), None]
    assert place.sizes(["memory://nothing/here.txt"]) == [None]
