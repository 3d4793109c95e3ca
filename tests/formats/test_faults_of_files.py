"""Files of other formats that were once read wrongly: those of the shared material, where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import docconv
from docconv import model as m
from docconv.walk import text_of, turns, walk

Told = list[tuple[str | None, list[str]]]


@pytest.fixture
def faults(shared: Path) -> Path:
    """The folder of these files."""
    return shared / "faults" / "files"


def told(document: m.Resolved) -> Told:
    """Labels of turns and what is said in them, without what is empty."""
    return [
        (turn.label, [text for part in turn.blocks if (text := text_of(part.children))])
        for turn in turns(document)
    ]


def times(document: m.Resolved) -> list[tuple[int, int | None]]:
    """When paragraphs are heard."""
    parts = (part for turn in turns(document) for part in turn.blocks if isinstance(part, m.Paragraph))
    return [(part.timing.begin, part.timing.end) for part in parts if part.timing]


def milestones(document: m.Resolved, kind: str) -> list[str]:
    """What is printed at points of a kind, or kept there."""
    return [one.text for one in walk(document) if isinstance(one, m.Milestone) and one.kind == kind]


def printed(document: m.Resolved) -> Iterator[str]:
    """The text of each block outside of turns."""
    for one in walk(document):
        if isinstance(one, m.Narrative | m.Stage | m.Boilerplate):
            yield text_of(one.children)


def test_lines_of_whisper(faults: Path) -> None:
    """All words are said, with the times of each line; a number in brackets is who speaks."""
    document = docconv.read(faults / "02-whisper-lines.txt")
    assert [who for who, _ in told(document)] == [None]
    assert told(document)[0][1][0] == "Where were you on the third of May?"
    assert len(times(document)) == len(told(document)[0][1])
    document = docconv.read(faults / "02-whisper-lines-speakers.txt")
    assert [who for who, _ in told(document)] == ["speaker 0", "speaker 1"] * 3
    assert len(document.speakers) == 2


def test_hours_of_an_agenda(faults: Path) -> None:
    """A line that begins with hours and goes on is a heading; one behind a label is said."""
    document = docconv.read(faults / "03-hours-in-minutes.txt")
    headings = [text_of(one.children) for one in walk(document) if isinstance(one, m.Heading)]
    assert [one for one in headings if one[:2] in ("09", "10")] == headings[-3:]
    assert headings[-3] == "09:00 - 09:15 Opening and apologies by the chair."
    assert not milestones(document, "time")


def test_voices_of_captions(faults: Path) -> None:
    """Two in a cue, references, marks; what nobody is named for is nobody's."""
    document = docconv.read(faults / "06-voices.vtt")
    assert document.metadata.title == "The rope"
    assert told(document) == [
        ("Nora Quill", ["We are in the boathouse.", "Nobody is here."]),
        ("Tom Reeve", ["I am."]),
        ("Nora Quill", ["So you are."]),
        ("Tom Reeve", ["Mind & watch the step, it's wet.", "Yes?"]),
        ("Nora Quill", ["No."]),
        (None, ["And hold the rail."]),
    ]
    assert not list(printed(document))


def test_labels_in_captions(faults: Path) -> None:
    """On a line of their own and twice in a cue; what nothing tells is doubted, a sound is an event."""
    document = docconv.read(faults / "07-labels-in-cues.srt")
    found = told(document)
    assert [who for who, _ in found] == ["HELMSMAN", "BOSUN", "COOK", "HELMSMAN", "BOSUN"]
    assert found[0][1] == ["What do you want to do?"]
    assert found[2][1] == ["What was that?", "You heard it too?", "I did."]
    assert found[-1][1] == ["Salt & rope, that's all."]
    assert list(turns(document))[2].attribution.certainty != "high"
    assert list(printed(document)) == ["[bell ringing]"]


def test_captions_that_roll(faults: Path) -> None:
    """Each line once; a new voice begins a turn; nothing is narrative."""
    document = docconv.read(faults / "08-rolling-captions.vtt")
    assert told(document) == [
        (None, ["good evening and welcome to the harbour hall"]),
        (None, ["thank you all"]),
    ]
    assert not [one for one in walk(document) if isinstance(one, m.Narrative)]


def test_chat(faults: Path) -> None:
    """Names, roles, sexes, lines that go on, times, codes, events."""
    document = docconv.read(faults / "09-chat.cha")
    assert [(one.name, one.role, one.sex) for one in document.speakers] == [
        ("Ada", "Target_Child", "F"),
        ("Mother", "Mother", "F"),
        ("Nora Quill", "Investigator", None),
    ]
    assert document.metadata.date == "2021-05-03"
    assert times(document)[0] == (0, 1200)
    said = [text for _, texts in told(document) for text in texts]
    assert "<is it> [//] it is hot (.) and it is full ." in said
    assert "\ufffd" not in "".join(said)
    stages = [text_of(one.children) for one in walk(document) if isinstance(one, m.Stage)]
    assert stages[:2] == ["laughs", "blows"]
    assert "[+ IMP]" in milestones(document, "annotation")
    assert any(isinstance(one, m.Gap) and one.text == "xxx" for one in walk(document))


def test_fountain(faults: Path) -> None:
    """Title page, forced elements, a line of two spaces, notes and what is cut: none of it is action."""
    document = docconv.read(faults / "10-fountain.fountain")
    assert document.title is not None
    assert text_of(document.title.children) == document.metadata.title == "The Long Tide"
    assert document.metadata.date == "2021-05-03"
    found = told(document)
    assert ("MIRA (O.S.)", ["It was windy.", "But nobody fell."]) in found
    assert ("McAdam", ["I told you both."]) in found
    assert ("MIRA (CONT'D)", ["Sing me the tide"]) in found
    assert [one.id for one in document.speakers] == ["mira", "joren", "mcadam"]
    actions = [text_of(one.children) for one in walk(document) if isinstance(one, m.Stage)]
    assert {"DOOR SLAMS", "THE END"} <= set(actions)
    assert not [one for one in actions if one.startswith(("=", "[[", "/*", "~", "<", ">"))]


def test_notes_that_name_who_speaks(faults: Path) -> None:
    """At the beginning of an utterance one is its label; within it, somebody else begins of whom nobody is sure."""
    document = docconv.read(faults / "15-note-speaker-in-u.xml")
    found = list(turns(document))
    assert found[0].label == "The Chair"
    other = next(one for one in found if one.label == "The Chair (Ms Quill)")
    assert other.attribution.certainty == "low"
    assert [text_of(one.children) for one in other.blocks] == ["More rope, that is."]
    assert "reeve" not in "".join(one.id.casefold() for one in other.speakers)


def test_json_of_a_recogniser(faults: Path) -> None:
    """A segment without a speaker is nobody's; all have their times."""
    document = docconv.read(faults / "16-whisperx.json")
    assert [who for who, _ in told(document)] == ["SPEAKER_00", None, "SPEAKER_01"]
    assert document.metadata.lang == "en"
    assert len(times(document)) == 3


def test_front_matter_of_markdown(faults: Path) -> None:
    """Facts, none of which is narrative."""
    document = docconv.read(faults / "18-front-matter.md")
    assert document.metadata.title == "The night of the rope"
    assert document.metadata.date == "2021-05-03"
    assert ("url", "https://example.org/3") in document.metadata.fields
    assert not [one for one in walk(document) if isinstance(one, m.Narrative)]
    assert [who for who, _ in told(document)] == ["Nora Quill", "Tom Reeve"] * 2
    assert told(document)[2] == ("Nora Quill", ["Was it dark? See the map."])
    assert "> a quotation" not in list(printed(document))
    assert [(one.name, one.role) for one in document.speakers] == [("Nora Quill", None), ("Tom Reeve", None)]


def test_tiers(faults: Path) -> None:
    """Two speakers who overlap, a gesture of one, an event of nobody."""
    document = docconv.read(faults / "20-exmaralda.exb")
    assert [(one.name, one.sex) for one in document.speakers] == [("NQ", "F"), ("TR", "M")]
    assert told(document) == [("NQ", ["The rope has gone."]), ("TR", ["Gone? All of it?", "stands up"])]
    (first, last), (second, _) = times(document)
    assert (first, second) == (0, 1500)
    assert last is not None
    assert last > second
    assert list(printed(document)) == ["stands up", "door"]


def test_a_page(faults: Path) -> None:
    """A list of terms names who speaks; script, style and navigation are no text."""
    document = docconv.read(faults / "21-page.html")
    assert (document.metadata.title, document.metadata.lang) == ("The rope", "en")
    assert [(who, len(said)) for who, said in told(document)] == [
        ("Nora Quill", 1), ("Tom Reeve", 2), ("Nora Quill", 1)
    ]  # fmt: skip
    assert list(printed(document)) == ["(A door slams.)"]
    with pytest.raises(docconv.errors.BadInputError, match="html"):
        docconv.read((faults / "21-page.html").read_bytes(), format="text")
