"""One register over an archive: whole names are people, parts of names are proposals, and nobody is taken for
somebody else by likeness alone.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from docconv.corpus.registry import Appearance, registry
from docconv.model import Sex, Speaker
from support.command import Command

MAY = "John Smith: We begin.\n\nAda Quist: Yes.\n\nJohn Smith: Good.\n\nADAMS: Fine.\n\nAda Quist: So.\n\nADAMS: On.\n"
JUNE = "Mr. Smith: I am new here.\n\nAda Quist: Yes.\n\nMr. Smith: Good.\n\nADAMS: Fine.\n\nAda Quist: So.\n\nADAMS: On.\n"


@pytest.fixture
def archive(workdir: Path) -> Path:
    """Two meetings in one folder, one in another."""
    for name, text in (("a/may.txt", MAY), ("a/june.txt", JUNE), ("b/else.txt", JUNE)):
        path = workdir / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return workdir


def entries(text: str) -> dict[str, list[str]]:
    """The speakers of a speaker file with their aliases."""
    return {row["id"]: row["aliases"] for row in tomllib.loads(text).get("speaker", [])}


@pytest.mark.usefixtures("archive")
def test_a_whole_name_is_one_person(command: Command) -> None:
    """A label that is like it, but no more, is not; the same label in one folder is proposed with its evidence."""
    found = command("speakers", "in")
    assert entries(found.text) == {"ada-quist": ["Ada Quist"], "john-smith": ["John Smith"]}
    told = [line for line in found.text.splitlines() if line.startswith("# proposed: ")]
    assert len(told) == 1
    assert "ADAMS" in told[0]
    assert "in a/june.txt, a/may.txt" in told[0]


def test_what_is_proposed_is_written_when_asked(archive: Path, command: Command) -> None:
    """Where the label is in one folder only: in two it may be two people."""
    (archive / "in" / "b" / "else.txt").unlink()
    assert entries(command("speakers", "in", "--proposed").text).keys() == {
        "ada-quist",
        "adams",
        "john-smith",
    }
    (archive / "in" / "b").joinpath("else.txt").write_text(JUNE)
    (archive / "in" / "b").joinpath("more.txt").write_text(JUNE)
    assert "adams" not in entries(command("speakers", "in", "--proposed").text)


def test_applied_a_person_has_one_id_everywhere(archive: Path, command: Command) -> None:
    """And whoever is not in a text is not missed there."""
    text = command("speakers", "in").text.replace('id = "ada-quist"', 'id = "mayor"')
    (archive / "people.toml").write_text(text, encoding="utf-8")
    go = ("convert", "in", "-o", "out", "-t", "tei", "--speakers", "people.toml", "--diagnostics", "json")
    result = command(*go)
    assert result.code == 0
    assert "label-unused" not in result.text
    pages = [path.read_text() for path in sorted((archive / "out").rglob("*.xml"))]
    assert [page.count('who="#mayor"') for page in pages] == [2, 2, 2]
    assert [page.count('who="#john-smith"') for page in pages] == [0, 2, 0]


def person(name: str, sex: Sex | None = None, refs: tuple[str, ...] = ()) -> Speaker:
    """Somebody of a name, who is printed so."""
    return Speaker(name.lower().replace(" ", "-"), name=name, sex=sex, refs=refs, aliases=(name,))


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (person("Kim Lund", "M"), person("Kim Lund", "F"), "two sexes"),
        (person("Kim Lund", refs=("https://a/1",)), person("Kim Lund", refs=("https://a/2",)), "references"),
    ],
)
def test_what_contradicts_keeps_people_apart(first: Speaker, second: Speaker, why: str) -> None:
    """They are told, and have no entry."""
    found = registry([Appearance("a.txt", first), Appearance("b.txt", second)])
    assert found.entries(with_proposed=True) == ()
    assert [why in one.contradiction for one in found.contradicted] == [True]


def test_initials_are_no_whole_name() -> None:
    """Two people may share them; a letter between names changes nothing."""
    rows = [
        Appearance(f"{file}.txt", person(name)) for file in "ab" for name in ("G R Morgan", "Eva B. Lind")
    ]
    found = registry(rows)
    assert [one.entry.name for one in found.certain] == ["Eva B. Lind"]
    assert [one.entry.name for one in found.proposed] == ["G R Morgan"]


def test_voices_without_a_name_have_no_part(archive: Path, command: Command) -> None:
    """Nor does a bad file, which is named."""
    (archive / "in" / "bad.txt").touch()
    result = command("speakers", "in/bad.txt", "in/a")
    assert (result.code, len(result.errors)) == (1, 1)
    rows = [Appearance(f"{file}.txt", Speaker("v", "anonymous", aliases=("Resident",))) for file in "ab"]
    assert registry(rows).entries(with_proposed=True) == ()
