"""EXMARaLDA and ELAN out: a tier for each voice, every time, none invented; libraries of the field open them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pympi
import pytest
from attrs import evolve
from hypothesis import given

import docconv
from docconv.formats.tiers.writing.elan import Options as Elan
from docconv.formats.tiers.writing.exmaralda import Options as Exmaralda
from docconv.formats.tiers.writing.timeline import losses
from docconv.model import (
    Block,
    Document,
    Milestone,
    Narrative,
    Paragraph,
    Resolved,
    Speaker,
    Stage,
    Text,
    Timing,
    Turn,
)
from docconv.testing import documents
from docconv.verify import prove
from docconv.walk import blocks, text_of, turns, walk
from support.talks import talks

ADA, BO = Speaker("ada", name="Ada", sex="F"), Speaker("bo", name="Bo", role="diver")
BOTH = ("exb", "eaf")


def turn(number: int, who: Speaker, text: str, timing: Timing | None = None) -> Turn[Speaker]:
    """A turn of one paragraph."""
    return Turn(f"t{number}", (Paragraph((Text(text),), timing=timing),), (who,), who.name)


def document(*body: Block[Speaker]) -> Resolved:
    """A talk of two."""
    facts = docconv.Metadata("Oars", "en", "2021-05-03", None, None, (("Place", "Quay"),), "oars.wav")
    return Document(body, facts, speakers=(ADA, BO))


TALK = document(
    turn(1, ADA, "Who took the oars?", Timing(0, 2250)),
    turn(2, BO, "Which oars? & <both>?", Timing(1500, 4000)),
    Narrative((Text("They waited."),)),
    turn(3, ADA, "Both", Timing(5000)),
    turn(4, ADA, "No.", None),
)


def told(document: Resolved) -> list[tuple[str, str, Timing | None]]:
    """Who says what in each paragraph, and when; what nobody says, without a name."""
    rows: list[tuple[str, str, Timing | None]] = []
    for block in blocks(document):
        if isinstance(block, Turn):
            who = " & ".join(one.name or one.id for one in block.speakers)
            rows += (
                (who, text_of(one.children), one.timing if isinstance(one, Paragraph) else None)
                for one in block.blocks
            )
        elif isinstance(block, docconv.Section):
            rows += [("", text_of(block.heading.children), None)] if block.heading else []
        elif isinstance(block, (Narrative, Stage)):
            rows.append(("", text_of(block.children), None))
    return rows


@pytest.mark.parametrize("name", BOTH)
@given(talks(has_times=True))
def test_a_talk_comes_back(name: str, talk: Resolved) -> None:
    """Who says what and when, turns, what is between them, and the facts; verify tells no difference."""
    data = docconv.write(talk, name)
    again = docconv.read(data, format=name)
    assert told(again) == told(talk)
    assert len(list(turns(again))) == len(list(turns(talk)))
    assert again.metadata == talk.metadata
    assert prove(talk, data, name) == ()


@pytest.mark.parametrize("name", BOTH)
@given(talks(has_times=True, has_words=True))
def test_words_of_a_talk_keep_their_times(name: str, talk: Resolved) -> None:
    """Begins and ends, also where only one of them is known, and none that is not."""
    data, notices = docconv.write_with_notices(talk, name)
    assert told(docconv.read(data, format=name)) == told(talk)
    assert not [one for one in notices if one.rule == "times"]
    assert prove(talk, data, name) == ()


@pytest.mark.parametrize("name", BOTH)
@given(documents())
def test_every_letter_of_any_document_is_in_its_tiers(name: str, document: Resolved) -> None:
    """Whatever is in it: a reader of XML that is not ours gets it, and the same bytes come twice."""
    data = docconv.write(document, name)
    assert docconv.write(document, name) == data
    letters = "".join(ET.fromstring(data).itertext())  # noqa: S314  docconv wrote it
    assert all("".join(said.split()) in "".join(letters.split()) for _, said, _ in told(document))


def test_a_point_without_a_time_has_none() -> None:
    """Nobody knows when the fourth turn is heard, nor when the third one ends."""
    assert docconv.write(TALK, "exb").decode().count("<tli ") == 10
    assert docconv.write(TALK, "exb").decode().count(" time=") == 5
    assert docconv.write(TALK, "eaf").decode().count("TIME_VALUE=") == 5


def test_pympi_reads_the_same_tiers(tmp_path: Path) -> None:
    """Names, participants, words and times."""
    path = tmp_path / "oars.eaf"
    path.write_bytes(docconv.write(TALK, "eaf"))
    eaf = pympi.Elan.Eaf(str(path))
    assert list(eaf.get_tier_names()) == ["Ada", "Bo", "narrative"]
    assert [eaf.get_parameters_for_tier(one).get("PARTICIPANT") for one in ("Ada", "Bo")] == ["Ada", "Bo"]
    values = [(eaf.timeslots[a], eaf.timeslots[b], text) for a, b, text, _ in eaf.tiers["Ada"][0].values()]
    assert values == [(0, 2250, "Who took the oars?"), (5000, None, "Both"), (None, None, "No.")]
    assert [text for *_, text, _ in eaf.tiers["Bo"][0].values()] == ["Which oars? & <both>?"]
    assert eaf.media_descriptors[0]["MEDIA_URL"] == "oars.wav"


@pytest.mark.parametrize("name", BOTH)
def test_no_two_parts_of_a_tier_overlap(name: str) -> None:
    """What somebody says over their own words is on a second tier, and comes back as theirs."""
    talk = document(turn(1, ADA, "One.", Timing(0, 9000)), turn(2, ADA, "Two.", Timing(500, 900)))
    data = docconv.write(talk, name)
    tiers = [one for one in ET.fromstring(data).iter() if one.tag in ("tier", "TIER")]  # noqa: S314  our own
    names = ["Ada [v]", "Ada [v 2]"] if name == "exb" else ["Ada", "Ada 2"]
    assert [one.get("display-name") or one.get("TIER_ID") for one in tiers] == names
    assert told(docconv.read(data, format=name)) == told(talk)


def test_what_somebody_does_is_on_a_tier_of_theirs() -> None:
    """And what nobody does, on one of nobody."""
    laughs = Turn[Speaker](
        "t1", (Paragraph((Text("So."),)), Stage((Text("laughs"),), "vocal")), (ADA,), "Ada"
    )
    talk = document(laughs, Stage((Text("A bell rings."),)), turn(2, BO, "Oh."))
    for name in BOTH:
        again = docconv.read(docconv.write(talk, name), format=name)
        assert [type(one) for one in again.body] == [Turn, Stage, Turn]
        assert told(again) == told(talk)


@pytest.mark.parametrize("name", BOTH)
def test_what_is_done_keeps_the_time_that_its_code_tells(name: str) -> None:
    """As tiers and captions tell it; a time of the day in brackets is none."""
    code, begun, clock = (
        Milestone("time", text) for text in ("00:00:01.500 --> 00:00:02.250", "101:00:04.000", "[14:30]")
    )
    laughs = Stage[Speaker]((code, Text("laughs")), "vocal")
    first = TALK.body[0]
    assert isinstance(first, Turn)
    talk = document(
        evolve(first, blocks=(*first.blocks, laughs)),
        Narrative((begun, Text("They waited."))),
        Stage((clock, Text("A bell."))),
    )
    data = docconv.write(talk, name)
    again = docconv.read(data, format=name)
    marks = [one.text for one in walk(again) if isinstance(one, Milestone)]
    assert marks == ["00:00:01.500 --> 00:00:02.250", "101:00:04.000"]
    assert told(docconv.read(docconv.write(again, name), format=name)) == told(again)


def test_losses_are_aspects_of_verify() -> None:
    """And the times are none of them, but for those of words where they are left out."""
    for options in (Exmaralda(), Elan()):
        assert not losses(options) & {"times", "words", "paragraphs", "metadata", "word-times"}
        assert losses(options) < docconv.verify.ASPECTS
        assert losses(evolve(options, words=False)) == losses(options) | {"word-times"}


def timed(text: str, *times: int, end: int | None = 9000) -> Resolved:
    """A talk of one paragraph whose words have times."""
    paragraph = Paragraph[Speaker]((Text(text),), timing=Timing(1000, end, times))
    return document(Turn("t1", (paragraph,), (ADA,), "Ada"))


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    ("times", "kept"),
    [
        ((1000, 3000, 2000, 4000), (1000, -1, 2000, 4000)),
        ((2000, 4000, 1000, 3000), (2000, 4000, -1, -1)),
        ((900, 2000, 3000, 9001), (-1, 2000, 3000, -1)),
        ((-1, 3000, 2000, 4000), (-1, -1, 2000, 4000)),
        ((2000, 2000, 2000, 2000), (2000, 2000, 2000, 2000)),
        ((1000, 5000, 5000, 9000), (1000, 5000, 5000, 9000)),
        ((-1, -1, -1, 9000), (-1, -1, -1, 9000)),
    ],
)
def test_words_of_a_tier_are_one_behind_the_other(
    name: str, times: tuple[int, ...], kept: tuple[int, ...]
) -> None:
    """Of two that overlap the first has no end; a time that is not within those of the paragraph is left out, and
    a notice counts the words.
    """
    data, notices = docconv.write_with_notices(timed("Red rope.", *times), name)
    ((_, _, timing),) = told(docconv.read(data, format=name))
    assert timing == Timing(1000, 9000, kept)
    assert [one.rule for one in notices] == ["times"] * (times != kept)


@pytest.mark.parametrize("name", BOTH)
def test_a_single_word_has_its_times_or_has_none(name: str) -> None:
    """Where the paragraph begins and ends with it as well."""
    for times in ((), (1000, 9000), (2000, 3000)):
        data = docconv.write(timed("Rope!", *times), name)
        assert told(docconv.read(data, format=name)) == [("Ada", "Rope!", Timing(1000, 9000, times))]


def test_words_are_events_in_one_chain() -> None:
    """What follows without a gap is one utterance in EXMARaLDA; who knows no word is silent there."""
    root = ET.fromstring(docconv.write(timed("Red rope.", 1000, 2000, 2500, 9000), "exb"))  # noqa: S314  our own
    events = [(one.get("start"), one.get("end"), one.text) for one in root.iter("event")]
    assert events == [("T0", "T1", "Red "), ("T1", "T2", " "), ("T2", "T3", "rope.")]
    assert [one.get("time") for one in root.iter("tli")] == ["1.000", "2.000", "2.500", "9.000"]


def test_pympi_finds_words_below_their_paragraph(tmp_path: Path) -> None:
    """On a tier that hangs on that of the speaker."""
    path = tmp_path / "oars.eaf"
    path.write_bytes(docconv.write(timed("Red rope.", 1000, 2000, 2500, -1), "eaf"))
    eaf = pympi.Elan.Eaf(str(path))
    assert eaf.get_parameters_for_tier("Ada (word)")["PARENT_REF"] == "Ada"
    assert eaf.get_parameters_for_linguistic_type("word")["CONSTRAINTS"] == "Included_In"
    values = [
        (eaf.timeslots[a], eaf.timeslots[b], text) for a, b, text, _ in eaf.tiers["Ada (word)"][0].values()
    ]
    assert values == [(1000, 2000, "Red"), (2500, None, "rope.")]


def test_words_that_were_joined_in_elan_keep_their_times() -> None:
    """What is one word begins with the first of them and ends with the last."""
    data = docconv.write(timed("Any one here?", 1000, 2000, 2500, 3000, 4000, 9000), "eaf")
    document = docconv.read(data.replace(b">Any one here?<", b">Anyone here?<"), format="eaf")
    assert told(document) == [("Ada", "Anyone here?", Timing(1000, 9000, (1000, 3000, 4000, 9000)))]


def test_words_that_were_edited_in_elan_are_annotations() -> None:
    """Nobody knows when the new ones are heard, and no word of the old ones is lost."""
    data = docconv.write(timed("Red rope.", 1000, 2000, 2500, 9000), "eaf")
    edited = data.replace(b">Red rope.<", b">Red old rope.<")
    document = docconv.read(edited, format="eaf")
    assert told(document) == [("Ada", "Red old rope.", Timing(1000, 9000))]
    marks = [one.text for one in walk(document) if isinstance(one, Milestone)]
    assert marks == ["Ada (word): 00:00:01.000 --> 00:00:02.000 Red 00:00:02.500 --> 00:00:09.000 rope."]
