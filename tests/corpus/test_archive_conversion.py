"""`docconv convert` for a folder: tree in, tree out, what is unchanged left out, and a report."""

from __future__ import annotations

import json
import os
from pathlib import Path

import html5lib
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from docconv.corpus.manifest import Manifest, records
from docconv.corpus.plan import Plan
from docconv.corpus.report import doubt, report
from docconv.corpus.unit import OutputFile, Record
from docconv.errors import BadInputError, FileError, UsageError
from support.command import TRANSCRIPT, Command, fails


@pytest.fixture
def tree(workdir: Path) -> Path:
    """A folder `in` with two transcripts, and what is none."""
    for name in ("a.txt", "sub/b.txt"):
        path = workdir / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TRANSCRIPT, encoding="utf-8")
    (workdir / "in" / "sub" / "b.docconv.toml").write_text('[facts]\ntitle = "Another"\n')
    (workdir / "in" / "logo.gif").touch()
    (workdir / "in" / ".hidden.txt").touch()
    (workdir / "in" / "~$hidden.docx").touch()
    return workdir


def written(folder: Path) -> list[str]:
    """What is in a folder, and below it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_tree_becomes_a_tree(tree: Path, command: Command) -> None:
    """What nothing reads is counted; the end is one line."""
    result = command("convert", "in", "-o", "out", "-t", "tei,html")
    assert result.code == 0
    assert written(tree / "out") == ["a.html", "a.xml", "manifest.jsonl", "sub/b.html", "sub/b.xml"]
    assert result.err.startswith("docconv: 2 files: 2 written; not read: 1 .gif; ")
    assert "<title>Another</title>" in (tree / "out" / "sub" / "b.xml").read_text()
    manifest = tree / "out" / "manifest.jsonl"
    assert [(row.source, row.status, row.turns) for row in records(manifest)] == [
        ("a.txt", "done", 4), ("sub/b.txt", "done", 4),
    ]  # fmt: skip


def test_a_manifest_that_has_no_place(tree: Path, command: Command) -> None:
    """Room would not help."""
    result = command("convert", "in", "-o", "out", "-t", "tei", "--manifest", "in/a.txt/manifest.jsonl")
    assert result.code == 4
    assert (
        "the manifest cannot be written: file exists; choose another place with -o or --manifest"
        in result.err
    )
    assert not (tree / "out").exists()


def test_a_folder_without_texts_says_so(workdir: Path, command: Command) -> None:
    """It is no error, but somebody may have named the wrong folder."""
    (workdir / "in").mkdir()
    (workdir / "in" / "logo.gif").touch()
    result = command("convert", "in", "-o", "out", "-t", "tei")
    assert (result.code, result.text) == (0, "")
    assert result.err.startswith("docconv: 0 files: nothing to convert; not read: 1 .gif; ")


def test_what_is_unchanged_is_left_out(tree: Path, command: Command) -> None:
    """By content, decisions, options and outputs, not by time; what changed replaces what was made of it."""
    go = ("convert", "in", "-o", "out", "-t", "tei", "--resume", "--diagnostics", "json")

    def outcomes(*more: str) -> list[tuple[str, str]]:
        rows = [json.loads(line) for line in command(*go, *more).text.splitlines()]
        return sorted((row["source"], row["outcome"]) for row in rows)

    assert outcomes() == [("a.txt", "written"), ("sub/b.txt", "written")]
    os.utime(tree / "in" / "a.txt", (1, 1))
    assert outcomes() == [("a.txt", "unchanged"), ("sub/b.txt", "unchanged")]
    (tree / "in" / "a.txt").write_text(TRANSCRIPT.replace("turns", "rows"), encoding="utf-8")
    assert outcomes() == [("a.txt", "written"), ("sub/b.txt", "unchanged")]
    (tree / "in" / "sub" / "b.docconv.toml").write_text('[facts]\ntitle = "Third"\n')
    assert outcomes() == [("a.txt", "unchanged"), ("sub/b.txt", "written")]
    (tree / "out" / "a.xml").unlink()
    assert outcomes() == [("a.txt", "written"), ("sub/b.txt", "unchanged")]
    assert outcomes("--labels", "none") == [("a.txt", "written"), ("sub/b.txt", "written")]
    assert "rows" in (tree / "out" / "a.xml").read_text()
    assert "Third" in (tree / "out" / "sub" / "b.xml").read_text()


def test_what_failed_is_taken_up_again_when_asked(tree: Path, command: Command) -> None:
    """Or when it changes; until then the exit code says that it failed."""
    bad = tree / "in" / "bad.txt"
    bad.touch()
    go = ("convert", "in", "-o", "out", "-t", "tei")
    first = command(*go)
    assert (first.code, len(first.errors)) == (1, 1)
    again = command(*go, "--resume")
    assert (again.code, "2 unchanged" in again.err, "1 failed before" in again.err) == (1, True, True)
    assert "1 failed;" in command(*go, "--retry-failed").err
    bad.write_text("Ann: One.\n\nBen: Two.\n")
    assert command(*go, "--resume").code == 0


def test_an_earlier_run_is_not_forgotten(tree: Path, command: Command) -> None:
    """Without a word about it, nothing is done."""
    go = ("convert", "in", "-o", "out", "-t", "tei")
    command(*go)
    fails(command(*go), 4, "an earlier run", "--resume")
    (tree / "out" / "a.xml").write_text("mine")
    assert command(*go, "--force").code == 0
    assert (tree / "out" / "a.xml").read_text() != "mine"


def test_what_a_run_did_not_write_it_does_not_replace(tree: Path, command: Command) -> None:
    """It is named; the others are written."""
    (tree / "out").mkdir()
    (tree / "out" / "a.xml").write_text("mine")
    result = command("convert", "in", "-o", "out", "-t", "tei", "--jobs", "2")
    assert (result.code, [line.split(": ")[2] for line in result.errors]) == (1, [f"{tree}/out/a.xml"])
    assert (tree / "out" / "a.xml").read_text() == "mine"
    assert (tree / "out" / "sub" / "b.xml").exists()


def test_names_that_fall_together_are_refused(tree: Path, command: Command) -> None:
    """Both, whichever comes first."""
    (tree / "in" / "a.md").write_text(TRANSCRIPT, encoding="utf-8")
    result = command("convert", "in", "-o", "out", "-t", "tei")
    assert (result.code, len(result.errors)) == (1, 2)
    assert written(tree / "out") == ["manifest.jsonl", "sub/b.xml"]


def test_files_given_by_name_with_jobs(tree: Path, command: Command) -> None:
    """They stand side by side; a missing one is named."""
    result = command("convert", "talk.txt", "in/a.txt", "no.txt", "-o", "out", "-t", "tei", "--jobs", "auto")
    assert (result.code, len(result.errors)) == (1, 1)
    assert written(tree / "out") == ["a.xml", "manifest.jsonl", "talk.xml"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("in", "-o", "in", "-t", "tei"), "among the inputs"),
        (("in", "-o", "-", "-t", "tei"), "becomes a folder"),
        (("in", "-", "-o", "out", "-t", "tei"), "standard input"),
        (("in", "-o", "out"), "nothing tells the format"),
        (("in", "-o", "out", "-t", "tei,tei"), "one suffix"),
        (("in", "-o", "out", "-t", "tei", "--jobs", "0"), "neither a number"),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], part: str, tree: Path, command: Command) -> None:
    """Nothing is written."""
    fails(command("convert", *arguments), 2, part)
    assert not list((tree / "out").glob("**/*.xml"))


def test_outputs_below_the_inputs_are_no_inputs(tree: Path) -> None:
    """Nor is anything in a hidden folder, and each folder has one order."""
    for name in ("out", ".git"):
        (tree / "in" / name).mkdir()
        (tree / "in" / name / "c.txt").touch()
    plan = Plan([str(tree / "in")], str(tree / "in" / "out"))
    assert [task.name for task in plan.tasks()] == ["a.txt", "sub/b.txt"]
    assert dict(plan.left_out) == {".gif": 1}


def test_lists_of_a_corpus_of_a_parliament_are_no_texts(tree: Path) -> None:
    """They are read with the components that look them up."""
    lists = ("listPerson", "listOrg", "taxonomy-speaker_types")
    for name in ("XX_2022-06-03.xml", *(f"XX-{one}.xml" for one in lists)):
        (tree / "in" / "sub" / f"ParlaMint-{name}").touch()
    plan = Plan([str(tree / "in")], str(tree / "out"))
    assert [task.name for task in plan.tasks()] == ["a.txt", "sub/ParlaMint-XX_2022-06-03.xml", "sub/b.txt"]
    assert plan.left_out["list of a corpus"] == 3


def test_two_folders_are_kept_apart(tree: Path) -> None:
    """By their names, which must differ."""
    (tree / "other").mkdir()
    (tree / "other" / "a.txt").touch()
    plan = Plan([f"{tree}/in", f"{tree}/other"], f"{tree}/out")
    assert [task.name for task in plan.tasks()] == ["in/a.txt", "in/sub/b.txt", "other/a.txt"]
    with pytest.raises(UsageError, match="2 inputs are called in"):
        list(Plan([f"{tree}/in", f"{tree}/x/in"], f"{tree}/out").tasks())


def test_a_manifest_keeps_the_last_of_each(tmp_path: Path) -> None:
    """And takes away a row that was cut off."""
    path = tmp_path / "m.jsonl"
    with Manifest(path) as manifest:
        for turns in (1, 2):
            manifest.add(Record(source="a", turns=turns, certainty={"high": turns}))
        manifest.add(Record(source="b", outputs=(OutputFile(name="b.xml", sha256="0", size=1),)))
    path.write_bytes(path.read_bytes()[:-3])
    assert [row.turns for row in records(path)] == [2]
    with Manifest(path) as manifest:
        assert (manifest.last("a"), manifest.last("b")) == (
            Record(source="a", turns=2, certainty={"high": 2}), None,
        )  # fmt: skip
        manifest.add(Record(source="c"))
        with pytest.raises(FileError, match="another run"), Manifest(path):
            pass
    assert [row.source for row in records(path)] == ["a", "c"]


@pytest.mark.parametrize(
    "data", [b"my notes", b"x" * 10_000_000, b'{"title": "x"}', b'{"source": "a"}\nmy notes', b"\n\nnotes"]
)
def test_no_byte_of_another_file_is_taken_away(tmp_path: Path, data: bytes) -> None:
    """A file without a line feed at its end is no manifest that was cut off, and is refused as it is."""
    path = tmp_path / "m.jsonl"
    path.write_bytes(data)
    with pytest.raises(BadInputError, match="no row of a manifest"), Manifest(path):
        pass
    assert path.read_bytes() == data


def test_what_is_no_manifest_is_refused(tmp_path: Path) -> None:
    """With its line, and left as it is."""
    path = tmp_path / "m.jsonl"
    path.write_text('{"source": "a"}\nnothing\n')
    with pytest.raises(BadInputError, match="no row of a manifest") as caught, Manifest(path):
        pass
    assert caught.value.where == f"{path}:2"
    assert path.read_text().endswith("nothing\n")


def test_a_report_has_the_worst_first(tmp_path: Path, command: Command) -> None:
    """As a table and as JSON."""
    rows = [
        Record(source="good", turns=4, certainty={"high": 4}, speakers=2),
        Record(source="nobody"),
        Record(source="half", turns=4, certainty={"high": 1, "medium": 2, "none": 1}),
        Record(source="low", turns=10, certainty={"high": 9, "low": 1}),
        Record(source="bad", code=1, error="bad: it is empty"),
    ]
    assert [doubt(row) for row in rows[:4]] == [0.0, 1.0, 0.5, 0.1]
    found = report(rows)
    assert [row.source for row in found.doubtful] == ["nobody", "half", "low"]
    assert (found.files, found.turns, found.certainty) == (
        5,
        18,
        {"high": 14, "low": 1, "medium": 2, "none": 1},
    )
    with Manifest(tmp_path / "m.jsonl") as manifest:
        for row in rows:
            manifest.add(row)
    table = command("report", str(tmp_path / "m.jsonl"))
    assert table.code == 1
    places = [table.text.index(name) for name in ("bad: it is empty", "  nobody\n", "  half\n", "  low\n")]
    assert places == sorted(places)
    data = json.loads(command("report", str(tmp_path / "m.jsonl"), "--json").text)
    assert [row["source"] for row in data["doubtful"]] == ["nobody", "half", "low"]


def test_a_report_is_a_table(tmp_path: Path, command: Command) -> None:
    """In Parquet, with all that the manifest has; a source once, as it was last."""
    rows = [
        Record(source="half", code=4, error="half: gone"),
        Record(source="bad", code=1, error="bad: it is empty", seconds=0.5),
        Record(
            source="half", turns=4, certainty={"high": 2, "none": 2}, notices={"label-unused": 3}, speakers=2,
            outputs=(OutputFile(name="half.xml", sha256="0", size=3_000_000_000),),
        ),
    ]  # fmt: skip
    with Manifest(tmp_path / "m.jsonl") as manifest:
        for row in rows:
            manifest.add(row)
    result = command("report", str(tmp_path / "m.jsonl"), "--parquet")
    assert result.code == 1
    found = {row["source"]: row for row in pq.read_table(pa.BufferReader(result.out)).to_pylist()}
    assert len(found) == 2
    half, bad = found["half"], found["bad"]
    assert (half["status"], half["doubt"], half["turns"], half["speakers"]) == ("done", 0.5, 4, 2)
    assert dict(half["certainty"]) == {"high": 2, "none": 2}
    assert dict(half["notices"]) == {"label-unused": 3}
    assert half["outputs"] == [{"name": "half.xml", "sha256": "0", "size": 3_000_000_000}]
    assert (bad["status"], bad["doubt"], bad["error"], bad["seconds"]) == (
        "failed",
        None,
        "bad: it is empty",
        0.5,
    )


def test_a_report_is_a_page(tmp_path: Path, command: Command) -> None:
    """What to look at first stands first; drawings say in words what they show; nothing of a name is markup."""
    rows = [
        Record(source="good", turns=4, certainty={"high": 4}, speakers=2, seconds=0.02),
        Record(
            source="half", turns=4, certainty={"high": 2, "none": 2}, notices={"label-unused": 3}, seconds=2
        ),
        Record(source="<b>bad", code=1, error="<b>bad: it is \u202eempty"),
    ]
    with Manifest(tmp_path / "m.jsonl") as manifest:
        for row in rows:
            manifest.add(row)
    result = command("report", str(tmp_path / "m.jsonl"), "--html")
    assert result.code == 1
    root = html5lib.parse(result.text, namespaceHTMLElements=False)
    tables = [[cell.text for cell in table.iter("td")] for table in root.iter("table")]
    assert tables == [["<b>bad", "<b>bad: it is  empty"], ["half", "50% of 4 turns"]]
    told = [one.text for one in root.iter("{http://www.w3.org/2000/svg}desc")]
    assert told == [
        "none: 1; 40 to 50 %: 1", "high: 6; none: 2",
        "below 0.01 s: 1; below 0.1 s: 1; below 10 s: 1", "label-unused: 3",
    ]  # fmt: skip
    assert not [one for one in root.iter() if one.tag in {"script", "link", "img", "b"}]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_folder_as_it_is_found(tree: Path, command: Command) -> None:
    """A pipe does not make the run wait, a link in a circle is not followed and told, a name that is no
    UTF-8 is kept through all that is made of the manifest, and nothing bad stops what is good.
    """
    os.mkfifo(tree / "in" / "pipe.txt")
    (tree / "in" / "again").symlink_to(".")
    (tree / "in" / "gone.txt").symlink_to("nowhere.txt")
    with Path(os.fsdecode(bytes(tree / "in") + b"/caf\xe9 1.txt")).open("w") as file:
        file.write(TRANSCRIPT)
    result = command("convert", "in", "-o", "out", "-t", "tei")
    assert result.code == 1
    assert len(result.errors) == 2
    assert "a pipe or another device" in result.err
    assert "no such file" in result.err
    assert "docconv: 5 files: 3 written, 2 failed; not read: 1 .gif, 1 link to a folder; " in result.err
    assert os.path.exists(bytes(tree / "out") + b"/caf\xe9 1.xml")  # noqa: PTH110  a path is no bytes
    assert command("report", "out/manifest.jsonl", "--html").code == 1
    rows = pq.read_table(
        pa.BufferReader(command("report", "out/manifest.jsonl", "--parquet").out)
    ).to_pylist()
    assert sorted(row["source"] for row in rows)[1] == r"caf\udce9 1.txt"


@pytest.mark.skipif(os.name != "posix", reason="paths have other limits there")
def test_a_folder_too_deep_is_named_and_stops_nothing(
    tree: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    """Below some thousand characters the system names no file any more."""
    with monkeypatch.context() as away:
        away.chdir(tree / "in")
        for _ in range(30):
            os.mkdir("d" * 200)  # noqa: PTH102  a path of it would be too long
            os.chdir("d" * 200)
    monkeypatch.chdir(tree)
    result = command("convert", "in", "-o", "out", "-t", "tei")
    assert result.code == 1
    assert "the folder cannot be read: file name too long" in result.errors[0]
    assert (tree / "out" / "manifest.jsonl").exists()


def test_a_closed_folder_is_named_and_stops_nothing(
    tree: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The administrator may read all, so the system's answer is given here. A closed root ends the run."""
    closed, listed = str(tree / "in" / "closed"), os.scandir
    Path(closed).mkdir()

    def scandir(path: str) -> object:
        if str(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    result = command("convert", "in", "-o", "out", "-t", "tei")
    assert (result.code, len(result.errors)) == (1, 1)
    assert "in/closed: the folder cannot be read: permission denied" in result.errors[0]
    assert written(tree / "out") == ["a.xml", "manifest.jsonl", "sub/b.xml"]
    fails(command("convert", "in/closed", "-o", "other", "-t", "tei"), 4, "cannot be read")
