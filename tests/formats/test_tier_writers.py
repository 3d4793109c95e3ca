"""EXMARaLDA and ELAN out: a tier for each voice, every time, none invented; libraries of the field open them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pympi
import pytest
from attrs import evolve
from hypothesis import given

import docconv
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
    """And the times are none of them."""
    assert not losses(None) & {"times", "words", "paragraphs", "metadata"}
    assert losses(None) < docconv.verify.ASPECTS
