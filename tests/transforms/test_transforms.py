"""Transforms: by name, one behind the other, as programs, on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

import docconv
from docconv.errors import UsageError
from docconv.model import Attribution, Boilerplate, Document, Paragraph, Resolved, Speaker, Text, Turn
from docconv.transforms import TRANSFORMS, compose, named
from docconv.transforms.selection import drop_boilerplate, drop_times, select_section, select_speakers
from docconv.transforms.turns import merge_turns, normalise_labels
from docconv.walk import blocks, timing_of, turns, walk
from docconv.wellformed import check_well_formed
from support.command import Command
from support.talk import ALL, ANN, BODY, MAN, META

WHOLE: Resolved = Document(BODY, META, None, (MAN, ANN, ALL))
BO = Speaker("bo", name="Bo")
FILTER = """import json, sys
document = json.load(sys.stdin)
document["metadata"]["title"] = "Filtered"
json.dump(document, sys.stdout)
"""


def said(number: int, who: Speaker, label: str, words: str = "x", **more: object) -> Turn[Speaker]:
    """A turn."""
    return Turn(f"t{number}", (Paragraph((Text(words),)),), (who,), label, **more)  # type: ignore[arg-type]


def of(*body: Turn[Speaker]) -> Resolved:
    """A document of turns by two."""
    return Document(body, speakers=(ANN, BO))


def ids(document: Resolved) -> list[str]:
    """The ids of its turns."""
    return [turn.id for turn in turns(document)]


@pytest.mark.parametrize("row", TRANSFORMS, ids=lambda row: row.name)
def test_what_a_transform_gives_is_well_formed_and_can_be_written(row: object) -> None:
    """Each that has a name, in a document with a bit of everything, twice: the second time nothing changes."""
    name = row.name  # type: ignore[attr-defined]
    values = {"select-speakers": "select-speakers=Ann", "select-section": "select-section=part"}
    change = compose(*named(values.get(name, name)))
    done = change(WHOLE)
    check_well_formed(done)
    assert docconv.read(docconv.write(done, "json"), format="json") == done
    assert change(done) == done or name == "pseudonymise"


def test_turns_of_some_are_selected() -> None:
    """By name, label or id; who is not heard any more is not listed, and ids stay."""
    done = select_speakers(WHOLE, "A voice+visitors")
    assert ids(done) == ["t2"]
    assert done.speakers == (MAN, ALL)
    assert ids(select_speakers(WHOLE, ["ann"])) == ["t1", "t3"] or ids(WHOLE) == ["t1", "t2"]


def test_a_section_is_selected_by_its_heading() -> None:
    """Part of it is enough, in whatever case."""
    (section,) = select_section(WHOLE, "PAR").body
    assert section in WHOLE.body


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("select-speakers=Zoe", "nobody who speaks is called 'Zoe'; name one of man, Ann, Visitors"),
        ("select-section=Zoo", "there is no section 'Zoo'; name one of 'Part'"),
        ("select-section", "the transform select-section needs a value; write select-section=TEXT"),
        ("drop-times=1", "the transform drop-times takes no value; write drop-times"),
    ],
)
def test_what_is_not_there_is_told(change: str, told: str) -> None:
    """With what is."""
    with pytest.raises(UsageError) as caught:
        compose(*named(change))(WHOLE)
    assert str(caught.value) == told


def test_boilerplate_and_times_go() -> None:
    """And nothing else does."""
    plain = drop_times(drop_boilerplate(WHOLE))
    assert not any(isinstance(block, Boilerplate) for block in blocks(plain))
    assert [timing_of(turn) for turn in turns(plain)] == [None] * len(ids(plain))
    assert "00:01" not in {getattr(node, "text", "") for node in walk(plain)}
    assert ids(plain) == ids(WHOLE)


def test_turns_of_one_speaker_become_one() -> None:
    """As sure as the less sure, with the first label; who goes on with a turn that is gone goes on with the
    one that it became part of.
    """
    low = Attribution("low")
    document = of(
        said(1, ANN, "Ann"), said(2, ANN, "ANN", attribution=low), said(3, BO, "Bo"), said(4, ANN, "A", continues="t2")
    )  # fmt: skip
    done = merge_turns(document)
    first, _, last = turns(done)
    assert (first.id, first.label, first.attribution, len(first.blocks)) == ("t1", "Ann", low, 2)
    assert last.continues == "t1"


def test_turns_of_nobody_stay_apart() -> None:
    """They may be of two."""
    nobody = [Turn(f"t{one}", (Paragraph((Text("x"),)),)) for one in (1, 2)]
    document: Resolved = Document(tuple(nobody))  # type: ignore[arg-type]
    assert merge_turns(document) == document


def test_the_usual_label_stands_everywhere() -> None:
    """Where there is one."""
    document = of(said(1, ANN, "ANN"), said(2, BO, "Bo"), said(3, ANN, "Ann"), said(4, ANN, "Ann"))
    assert [turn.label for turn in turns(normalise_labels(document))] == ["Ann", "Bo", "Ann", "Ann"]


def test_the_command_line_applies_programs_and_then_transforms(workdir: Path, command: Command) -> None:
    """In their order; the key is for its owner alone."""
    workdir.joinpath("filter.py").write_text(FILTER, "utf-8")
    done = command(
        "convert", "talk.txt", "-o", "out.json", "--filter", f"{sys.executable} filter.py",
        "--apply", "merge-turns, pseudonymise=key.toml",
    )  # fmt: skip
    assert done.code == 0, done.err
    found = json.loads(workdir.joinpath("out.json").read_text("utf-8"))
    assert found["metadata"]["title"] == "Filtered"
    assert "Kis" not in str(found)
    assert workdir.joinpath("key.toml").stat().st_mode & 0o077 == 0
    again = command("convert", "talk.txt", "-o", "again.json", "--apply", "pseudonymise=key.toml")
    assert again.code == 0
    assert json.loads(workdir.joinpath("again.json").read_text("utf-8"))["speakers"] == found["speakers"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--filter", "false"], 5, "the filter false failed with 1"),
        (["--filter", "./nothing"], 3, "the filter ./nothing cannot be run"),
        (["--filter", "echo no"], 1, "what the filter echo gives is no JSON"),
        (["--filter", "yes"], 1, "the filter yes gives more than"),
        (["--filter", "echo {}"], 1, "echo: $.docconv is None"),
        (["--filter", "'"], 2, "is no command"),
        (["--filter", " "], 2, "the filter has no name"),
        (["--apply", "shout"], 2, "there is no transform 'shout'; known: pseudonymise, "),
    ],
)
def test_what_goes_wrong_with_a_change_is_told(
    workdir: Path, command: Command, arguments: list[str], code: int, told: str
) -> None:
    """In one line, with its exit code, and nothing is written."""
    done = command("convert", "talk.txt", "-o", "out.json", *arguments)
    assert (done.code, workdir.joinpath("out.json").exists()) == (code, False)
    assert told in done.errors[0]


def test_an_archive_is_changed_too(workdir: Path, command: Command) -> None:
    """But one key file is not written by several processes."""
    workdir.joinpath("in").mkdir()
    workdir.joinpath("talk.txt").rename(workdir / "in" / "talk.txt")
    refused = command("convert", "in/", "-o", "out/", "-t", "tei", "--apply", "pseudonymise=key.toml")
    assert (refused.code, "key file" in refused.err) == (2, True)
    done = command("convert", "in/", "-o", "out/", "-t", "tei", "--apply", "pseudonymise")
    assert done.code == 0, done.err
    assert "Kis" not in workdir.joinpath("out", "talk.xml").read_text("utf-8")


def test_what_is_no_transform_and_no_document_is_told() -> None:
    """The name of a transform is none, and a result has its document in it."""
    name: Any = "merge-turns"
    with pytest.raises(
        UsageError, match=r"a transform cannot be of the type str; give .* named\('drop-times'\)"
    ):
        compose(name)
    result: Any = docconv.read_with_notices(b"Ann: Yes.\n\nBen: No.\n", format="text")
    for change in (compose(), *named("merge-turns,drop-times")):
        with pytest.raises(UsageError, match=r"of the type ReadResult, .* give .* result\.document"):
            change(result)
