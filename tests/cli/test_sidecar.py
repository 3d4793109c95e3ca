"""Decisions of a user about lines: found beside the transcript, held in every run, reported when they no longer fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from docconv.errors import UsageError
from docconv.pipeline import explain, read, read_with_notices
from docconv.sidecar import read_sidecar
from docconv.walk import turns
from support.command import Command, fails

TEXT = "ANN: Hi.\n\nBEN: Hello.\n\nANN: Well, it rains.\n\nBEN: Yes.\n\nANN: So it does.\n"


def transcript(folder: Path, decisions: str) -> Path:
    """A transcript with decisions beside it."""
    path = folder / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")
    (folder / "talk.docconv.toml").write_text(decisions, encoding="utf-8")
    return path


def names(path: Path) -> list[str]:
    """Who speaks, turn by turn."""
    return [turn.speakers[0].id for turn in turns(read(path))]


def test_a_turn_is_given_to_somebody_else(tmp_path: Path) -> None:
    """What the user says of a turn holds, and its label stays as printed."""
    path = transcript(tmp_path, '[[line]]\ntext = "ANN: Well"\nspeaker = "Ben"\n')
    assert names(path) == ["ann", "ben", "ben", "ben", "ann"]
    assert [turn.label for turn in turns(read(path))][2] == "ANN"


def test_a_line_is_said_to_be_no_label(tmp_path: Path) -> None:
    """A line that is narrative makes no turn."""
    path = transcript(tmp_path, '[[line]]\ntext = "ANN: Well"\nis = "narrative"\n')
    assert names(path) == ["ann", "ben", "ben", "ann"]


def test_decisions_survive_edits_of_the_source(tmp_path: Path) -> None:
    """Lines added above do not move a decision to another line."""
    path = transcript(tmp_path, '[[line]]\ntext = "BEN: Yes"\nline = 7\nspeaker = "Ann"\n')
    path.write_text("A title\n\nSome words before.\n\n" + TEXT, encoding="utf-8")
    assert names(path) == ["ann", "ben", "ann", "ann", "ann"]


def test_a_decision_that_no_longer_fits_is_told(tmp_path: Path) -> None:
    """A decision whose text is gone is a notice, and changes nothing."""
    path = transcript(tmp_path, '[[line]]\ntext = "EVE: Never"\nspeaker = "Ann"\n')
    _, notices = read_with_notices(path)
    assert "correction-unused" in [notice.code for notice in notices]
    assert names(path) == ["ann", "ben", "ann", "ben", "ann"]


def test_speakers_may_stand_beside_the_lines(tmp_path: Path) -> None:
    """The file may hold what a speaker file holds."""
    path = transcript(tmp_path, '[[speaker]]\nid = "ann-lee"\nname = "Ann Lee"\naliases = ["ANN"]\n')
    assert names(path) == ["ann-lee", "ben", "ann-lee", "ben", "ann-lee"]


WRONG = {
    "an unknown key": ('[[line]]\ntext = "A"\nwhat = 1\n', "unknown key 'what' @ line[0]"),
    "an unknown kind": ('[[line]]\ntext = "A"\nis = "poem"\n', "line[0].is is 'poem'"),
    "no text": ('[[line]]\nis = "label"\n', "line[0] has no text"),
    "a wrong type": ('[[line]]\ntext = "A"\nline = "1"\n', "line[0].line is '1'"),
    "no TOML": ("[[line]\n", "Expected"),
}


@pytest.mark.parametrize("name", WRONG)
def test_says_what_is_wrong_in_the_file(name: str) -> None:
    """A mistake in the file is an error that names it."""
    text, message = WRONG[name]
    with pytest.raises(UsageError) as caught:
        read_sidecar(text, "talk.docconv.toml")
    assert message in str(caught.value)
    assert caught.value.where.startswith("talk.docconv.toml")


def test_errors_after_the_lines_name_their_line() -> None:
    """What is said of lines is left out before the rest is read, and the numbers of lines stay right."""
    text = (
        '# decisions\n[[line]]\ntext = "A"\nis = "label"\n\n[[speaker]]\nid = "a"\n\n[[speaker]]\nid = "a"\n'
    )
    with pytest.raises(UsageError) as caught:
        read_sidecar(text, "talk.docconv.toml")
    assert caught.value.where == "talk.docconv.toml:9"


def test_explains_a_label(tmp_path: Path) -> None:
    """The explanation of a line tells the evidence for its label and what it became."""
    found = explain(transcript(tmp_path, ""), 3)
    assert found is not None
    assert found.decision == "begins a turn of BEN"
    assert [(reading.label, reading.taken) for reading in found.readings] == [("BEN", True)]
    assert {"shape", "recurrence"} <= {evidence.rule for evidence in found.readings[0].evidence}


def test_explains_what_is_no_label(tmp_path: Path) -> None:
    """A line that could have been a label says why it is none, and how to decide otherwise."""
    path = transcript(tmp_path, "")
    path.write_text(TEXT.replace("ANN: So it", "Note well: so it"), encoding="utf-8")
    found = explain(path, 9)
    assert found is not None
    assert found.decision == "goes on with the turn of BEN"
    assert [reading.taken for reading in found.readings] == [False]
    assert 'text = "Note well: so it does."' in found.remedy


def test_the_command_explains_a_line(tmp_path: Path, command: Command) -> None:
    """`docconv explain FILE:LINE` prints the decision and the remedy."""
    result = command("explain", f"{transcript(tmp_path, '')}:3")
    assert result.code == 0
    assert "begins a turn of BEN (certainty high)" in result.text
    assert "talk.docconv.toml" in result.text


@pytest.mark.parametrize("place", ["talk.txt", "talk.txt:x", "talk.txt:2", "talk.txt:99"])
def test_the_command_wants_a_line_with_text(tmp_path: Path, command: Command, place: str) -> None:
    """A place without text is a wrong call, told in one line."""
    transcript(tmp_path, "")
    fails(command("explain", str(tmp_path / place)), 2)
