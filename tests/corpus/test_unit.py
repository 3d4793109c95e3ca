"""One unit of work: the same each time, whoever asks for it, and never an exception."""

from __future__ import annotations

import pickle
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve

from docconv import pipeline
from docconv.corpus import unit
from docconv.corpus.unit import ConversionOptions, Record, convert_file
from docconv.files import Outputs
from docconv.speakers.table import read_table
from support.command import TRANSCRIPT

BOTH = ConversionOptions(formats=("tei", "docx"))


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A transcript in a folder of its own."""
    path = tmp_path / "in" / "talk.txt"
    path.parent.mkdir()
    path.write_text(TRANSCRIPT, encoding="utf-8")
    return path


def timeless(record: Record) -> Record:
    """A record without how long it took."""
    return evolve(record, seconds=0.0)


def test_a_file_becomes_its_set(talk: Path, tmp_path: Path) -> None:
    """The record counts what is in it, and names the files with their hashes."""
    record = convert_file(str(talk), str(tmp_path / "out" / "talk"), BOTH)
    assert (record.status, record.speakers, record.turns, record.certainty) == ("done", 2, 4, {"high": 4})
    assert record.sha256 == sha256(talk.read_bytes()).hexdigest()
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert {one.name: (one.sha256, one.size) for one in record.outputs} == {
        name: (sha256(data).hexdigest(), len(data)) for name, data in written.items()
    }
    assert sorted(written) == ["talk.docx", "talk.xml"]


def test_twice_is_the_same(talk: Path, tmp_path: Path) -> None:
    """Nothing is written again, whatever the working folder and the environment are."""
    target = str(tmp_path / "out" / "talk")
    first = convert_file(str(talk), target, BOTH)
    times = [path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()]
    assert timeless(convert_file(str(talk), target, BOTH)) == timeless(first)
    assert times == [path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()]


def test_each_text_of_a_set_has_its_own_decisions(talk: Path, tmp_path: Path) -> None:
    """None replaces those of another."""
    talk.with_suffix(".docconv.toml").write_text('[facts]\ntitle = "The rope"\n', encoding="utf-8")
    texts = ConversionOptions(formats=("txt", "md", "fountain"))
    convert_file(str(talk), str(tmp_path / "out" / "talk"), texts)
    found = {path.name for path in (tmp_path / "out").glob("*.docconv.toml")}
    assert found == {f"talk.{text}.docconv.toml" for text in ("txt", "md", "fountain")}


def test_it_looks_at_nothing_around(talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another working folder and another environment change no byte."""
    first = convert_file(str(talk), str(tmp_path / "one" / "talk"), BOTH)
    monkeypatch.chdir("/")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    second = convert_file(str(talk), str(tmp_path / "two" / "talk"), BOTH)
    assert first.outputs == second.outputs


def test_it_can_be_sent(talk: Path, tmp_path: Path) -> None:
    """Options and records are values, with what a speaker file says."""
    table = read_table('[[speaker]]\nid = "k"\nname = "Ilona Kis"\naliases = ["Ilona Kis"]\n')
    options = evolve(BOTH, speakers=table)
    again = pickle.loads(pickle.dumps(options))  # noqa: S301  our own bytes
    assert again == options
    assert again.key == options.key != BOTH.key
    record = convert_file(str(talk), str(tmp_path / "talk"), again)
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301  the same
    assert b'xml:id="k"' in (tmp_path / "talk.xml").read_bytes()


def test_the_key_is_that_of_what_is_made(tmp_path: Path) -> None:
    """What a named file says counts, whether files are replaced does not."""
    theme = tmp_path / "mine.toml"
    theme.write_text('based_on = "press"\n')
    options = evolve(BOTH, values={"docx": {"theme": str(theme)}})
    assert evolve(options, overwrite=True).key == options.key
    theme.write_text('based_on = "minutes"\n')
    assert evolve(options).key != options.key


@pytest.mark.parametrize(
    ("name", "content", "code", "message"),
    [
        ("talk.txt", b"", 1, "empty"),
        ("talk.nothing", b"x", 2, "nothing"),
        ("talk.docx", b"PK but no archive", 1, "talk.docx"),
        ("missing.txt", None, 4, "no such file"),
    ],
)
def test_what_is_wrong_is_in_the_record(
    name: str, content: bytes | None, code: int, message: str, tmp_path: Path
) -> None:
    """And nothing is written."""
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    record = convert_file(str(source), str(tmp_path / "out" / "talk"), BOTH)
    assert (record.status, record.code) == ("failed", code)
    assert message in record.error
    assert not (tmp_path / "out").exists()


def test_a_path_from_the_working_folder_is_refused() -> None:
    """Who works elsewhere would read another file."""
    assert convert_file("talk.txt", "/nowhere/talk", BOTH).code == 2


def test_what_is_there_is_replaced_only_if_it_may_be(talk: Path, tmp_path: Path) -> None:
    """All files of a set, or none."""
    (tmp_path / "talk.docx").write_bytes(b"mine")
    refused = convert_file(str(talk), str(tmp_path / "talk"), BOTH)
    assert (refused.code, sorted(path.name for path in tmp_path.iterdir())) == (4, ["in", "talk.docx"])
    mine = sha256(b"mine").hexdigest()
    assert convert_file(str(talk), str(tmp_path / "talk"), BOTH, replaceable=[mine]).status == "done"
    assert (tmp_path / "talk.docx").read_bytes()[:2] == b"PK"


def test_a_source_that_changes_is_not_used(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is what was decided about it in the meantime; nothing is written."""
    read = pipeline.read_with_notices

    def late(*args: object, **options: object) -> object:
        found = read(*args, **options)  # type: ignore[arg-type]
        talk.with_suffix(".docconv.toml").write_text('without = ["dash"]\n')
        return found

    monkeypatch.setattr(unit, "read_with_notices", late)
    record = convert_file(str(talk), str(tmp_path / "talk"), BOTH)
    assert (record.code, "it changed while it was read" in record.error) == (4, True)
    assert not (tmp_path / "talk.xml").exists()


def test_somebody_quicker_with_the_same_is_no_fault(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a driver that was killed while its worker had still something to do."""
    whole = convert_file(str(talk), str(tmp_path / "talk"), BOTH)
    data = {path: path.read_bytes() for path in tmp_path.glob("talk.*")}
    for path in data:
        path.unlink()
    commit = Outputs.commit

    def beaten(outputs: Outputs) -> None:
        for path, content in data.items():
            path.write_bytes(content)
        commit(outputs)

    monkeypatch.setattr(Outputs, "commit", beaten)
    assert timeless(convert_file(str(talk), str(tmp_path / "talk"), BOTH)) == timeless(whole)
    assert list(tmp_path.glob(".docconv-*")) == []
