"""Whatever is read as a transcript can be decided about; what names its speakers itself can be looked at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

import docconv
from docconv.errors import UsageError
from docconv.walk import turns
from support.growth import ratio
from support.reviewing import Reviewer

TALK = [
    "The ferry",
    "ANN LEE: Good evening.",
    "BO LUND: It needs a rope.",
    "We met on the jetty.",
    "ANN LEE: Please do.",
]
CUES = "WEBVTT\n\n00:01.000 --> 00:02.000\nANN: Good evening.\n\n00:03.000 --> 00:04.000\nBO: Hello.\n"


def word(folder: Path) -> Path:
    """The talk as a Word document of somebody else."""
    opened = docx.Document()
    for text in TALK:
        opened.add_paragraph(text)
    path = folder / "talk.docx"
    opened.save(str(path))
    return path


def pages(folder: Path) -> Path:
    """The talk as a PDF that does not say who speaks."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  only here

    path = folder / "talk.pdf"
    canvas = Canvas(str(path))
    for number, text in enumerate(TALK):
        canvas.drawString(72, 720 - 40 * number, text)
    canvas.save()
    return path


@pytest.mark.parametrize("make", [word, pages])
def test_pages_are_decided_about_by_the_lines_of_their_text(tmp_path: Path, make: object) -> None:
    """The page has these lines, and the decision holds whenever the file is read."""
    assert callable(make)
    path = make(tmp_path)
    reviewer = Reviewer(path)
    number = next(at for at, text in enumerate(reviewer.state["lines"], 1) if text.startswith("BO LUND:"))
    reviewer.decide(do="line", line=number, is_="narrative")
    assert "narrative: BO LUND: It needs a " in reviewer.outline
    assert {turn.speakers[0].id for turn in turns(docconv.read(path))} == {"ann-lee"}
    assert reviewer.review.why(number)["decision"] == "narrative, as you have decided"


def test_subtitles_are_decided_about(tmp_path: Path) -> None:
    """Line by line, as any text; here both of their labels at once."""
    path = tmp_path / "talk.vtt"
    path.write_text(CUES, encoding="utf-8")
    reviewer = Reviewer(path)
    reviewer.decide(do="line", line=4, is_="label", alike=True)
    assert [turn.speakers[0].id for turn in turns(docconv.read(path))] == ["ann", "bo"]


@pytest.mark.parametrize("suffix", ["xml", "docx", "pdf", "json"])
def test_what_names_its_speakers_is_only_shown(tmp_path: Path, suffix: str) -> None:
    """Decisions are refused with a sentence, and none is written."""
    source, path = tmp_path / "source.txt", tmp_path / f"talk.{suffix}"
    source.write_text("\n\n".join(TALK), encoding="utf-8")
    docconv.convert(source, path)
    reviewer = Reviewer(path)
    assert [one["name"] for one in reviewer.state["speakers"]] == ["ANN LEE", "BO LUND"]
    assert reviewer.state["readonly"].startswith("this file names its speakers itself")
    with pytest.raises(UsageError, match="names its speakers itself"):
        reviewer.decide(do="name", speaker="ann-lee", name="Anna Lee")
    assert reviewer.sidecar == ""


def long(folder: Path) -> Path:
    """A transcript of 200 KB."""
    return spoken(folder, 3500, ("BO LUND", "ANN"), "Item {} is about the ferry, its bell and the rope.")


def spoken(folder: Path, count: int, labels: Sequence[str], words: str) -> Path:
    """A transcript in which some labels take turns with words that hold a number."""
    path = folder / "talk.txt"
    rows = [f"{labels[at % len(labels)]}: {words.format(at)}" for at in range(count)]
    path.write_text("\n\n".join(rows), encoding="utf-8")
    return path


def test_a_decision_takes_little_longer_than_reading(tmp_path: Path) -> None:
    """Which is about a tenth of a second for 200 KB; and the page gets what changed."""
    path = long(tmp_path)
    assert path.stat().st_size > 200_000
    reviewer = Reviewer(path)
    version = [reviewer.state["version"]]

    def decide() -> None:
        found = {"do": "line", "line": 401, "is": ["narrative", "heading"][len(version) % 2]}
        change = reviewer.review.decide(version[-1], found, alike=False)
        assert len(json.dumps(change)) < 20_000
        version.append(change["version"])

    assert ratio(decide, lambda: docconv.read(path)) < 1.6


def test_of_many_doubts_and_speakers_those_that_changed_are_sent(tmp_path: Path) -> None:
    """And not all the others, as long as they keep their ids."""
    labels = ("Resident", "Mayor Grant", "Unidentified Speaker")
    reviewer = Reviewer(spoken(tmp_path, 300, labels, "The bridge shakes, {}."))
    assert len(reviewer.state["doubts"]) >= 100
    assert len(reviewer.state["speakers"]) >= 50
    change = reviewer.review.decide(
        reviewer.state["version"], {"do": "line", "line": 303, "is": "narrative"}, alike=False
    )
    assert len(json.dumps(change)) < 4_000
    reviewer.take(change)


def test_a_name_for_one_of_many_changes_no_other(tmp_path: Path) -> None:
    """Those without a name who come later keep their ids, and whom an id means stays the same."""
    path = tmp_path / "talk.txt"
    rows = [f"{'Resident' if at % 2 else 'Ann Lee'}: The bridge shakes, {at}." for at in range(300)]
    path.write_text("\n\n".join(rows), encoding="utf-8")
    reviewer = Reviewer(path)
    third = reviewer.state["blocks"][5]
    change = reviewer.review.decide(
        reviewer.state["version"], {"do": "speaker", "line": 3, "speaker": "Nora Quist"}, alike=False
    )
    assert len(json.dumps(change)) < 4_000
    assert third in reviewer.take(change)["blocks"]
    after = reviewer.decide(do="name", speaker=third["speaker"], name="Cy Ode")
    persons = [one["name"] for one in after["speakers"] if one["kind"] == "person"]
    assert persons == ["Ann Lee", "Nora Quist", "Cy Ode"]


def test_many_lines_are_decided_at_once(tmp_path: Path) -> None:
    """Half of a long transcript, in a time that is no more than some decisions about one line take."""
    path = long(tmp_path)
    reviewer = Reviewer(path)

    def decide(*, alike: bool) -> None:
        version = reviewer.review.version()
        found = reviewer.review.decide(version, {"do": "line", "line": 401, "is": "label"}, alike=alike)
        assert len(found["lines_decided"]) == (1750 if alike else 1)
        reviewer.review.undo(found["version"])

    assert ratio(lambda: decide(alike=True), lambda: decide(alike=False)) < 5
