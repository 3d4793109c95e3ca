"""Interviews of OHMS: the transcript with its minutes and notes, facts and index."""

from __future__ import annotations

from pathlib import Path

import pytest

import docconv
from docconv.account import check
from docconv.account.timed.rows import ohms
from docconv.errors import AccountError, BadInputError
from docconv.formats import Source
from docconv.model import Inline, Milestone, Note, Speaker, Text, Timing
from docconv.walk import text_of, timing_of, turns, walk

INTERVIEW = """<?xml version="1.0" encoding="UTF-8"?>
<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record id="7" dt="2024-05-03"><version>5.4</version>
<date value="2021-05-03" format="yyyy-mm-dd"/><title>Talk with Ada Quill</title><accession>oh7</accession>
<repository>Norrvik Archive</repository><interviewee>Ada Quill</interviewee><interviewer>Bo Ek</interviewer>
<sync>1:|3(4)|8(1)</sync><media_url>https://example.org/rope.mp3</media_url>
<index><point><time>65</time><title>The shed</title><synopsis>What is in it.</synopsis></point></index>
<transcript>EK: This is Bo Ek, who speaks
with Ada Quill on a day in May.
Where is the rope that you told me of?[[footnote]]1[[/footnote]]

QUILL: It is in the shed behind
the house, I think.

EK: And the red one?

QUILL: That one is lost.
[[footnotes]]
[[note]]A rope of hemp.[[/note]]
[[/footnotes]]</transcript></record></ROOT>
"""


def test_a_transcript_has_speakers_minutes_and_notes(tmp_path: Path) -> None:
    """A minute is behind its word, and never behind a label."""
    path = tmp_path / "rope.xml"
    path.write_text(INTERVIEW, encoding="utf-8")
    document = docconv.read(path)
    found = list(turns(document))
    assert [(turn.label, text_of(turn.blocks[0].children)[:12]) for turn in found] == [
        ("EK", "This is Bo E"), ("QUILL", "It is in the"), ("EK", "And the red "), ("QUILL", "That one is "),
    ]  # fmt: skip
    assert [[told(node) for node in turn.blocks[0].children] for turn in found] == [
        [
            "This is Bo Ek, who speaks with Ada Quill on a day in May. Where is the rope",
            "(00:01:00)",
            " that you told me of?",
            "(note)",
        ],
        ["It is in the shed behind the house, I think."],
        ["And", "(00:02:00)", " the red one?"],
        ["That one is lost."],
    ]
    assert [text_of(node.children) for node in walk(document) if isinstance(node, Note)] == [
        "A rope of hemp."
    ]


def test_minutes_at_one_word_and_in_an_event_are_all_kept() -> None:
    """Where nobody speaks for minutes, the last word or what stands for the silence has them all."""
    text = INTERVIEW.replace("3(4)|8(1)", "2(9)|2(12)|5(2)|5(3)|6(2)").replace(
        "QUILL: It is in the shed behind", "[The tape is turned]"
    )
    found = list(walk(docconv.read(text.encode(), format="ohms")))
    assert [node.text for node in found if isinstance(node, Milestone) and node.kind == "time"] == [
        "00:01:00", "00:02:00", "00:03:00", "00:04:00", "00:05:00",
    ]  # fmt: skip
    assert [text_of(node.children) for node in found if isinstance(node, Note)] == ["A rope of hemp."]


def test_captions_may_have_line_ends_of_html() -> None:
    """In a cue, as programs for oral history write paragraphs."""
    vtt = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ek> The rope.<br><br>Is it old?\n\n00:03.000 --> 00:00.000\n<v Quill>It is.\n"
    text = (
        INTERVIEW[: INTERVIEW.index("<transcript>")]
        + f"<vtt_transcript><![CDATA[{vtt}]]></vtt_transcript></record></ROOT>"
    )
    document = docconv.read(text.encode(), format="ohms")
    assert [(turn.label, text_of(turn.blocks[0].children), timing_of(turn)) for turn in turns(document)] == [
        ("Ek", "The rope. Is it old?", Timing(1000, 3000)),
        ("Quill", "It is.", Timing(3000)),
    ]


def told(inline: Inline[Speaker]) -> str:
    """A text, a point in time or a note."""
    return (
        f"({inline.text})"
        if isinstance(inline, Milestone)
        else inline.text
        if isinstance(inline, Text)
        else "(note)"
    )


def test_what_is_known_of_the_interview_is_kept() -> None:
    """Who asks and who answers, the archive, the recording, the points of the index."""
    facts = docconv.read(INTERVIEW.encode(), format="ohms").metadata
    assert (facts.title, facts.date, facts.media) == (
        "Talk with Ada Quill",
        "2021-05-03",
        "https://example.org/rope.mp3",
    )
    assert ("Interviewer", "Bo Ek") in facts.fields
    assert ("index", "0:01:05 The shed: What is in it.") in facts.fields


def test_captions_are_read_as_captions() -> None:
    """Newer files have WebVTT beside the old transcript, and it goes first."""
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;v Ada&gt;We sail.\n"
    data = f"<ROOT><record><vtt_transcript>{vtt}</vtt_transcript><transcript>old</transcript></record></ROOT>"
    (turn,) = turns(docconv.read(data.encode(), format="ohms"))
    assert turn.label == "Ada"
    assert timing_of(turn) == Timing(1000, 2000)


def test_an_index_alone_is_refused() -> None:
    """There is nothing that anybody says."""
    with pytest.raises(BadInputError, match="no transcript"):
        docconv.read(b"<ROOT><record><transcript/></record></ROOT>", format="ohms")


def test_a_lost_word_is_missed() -> None:
    """The account of words has a way of its own."""
    document = docconv.read(INTERVIEW.encode(), format="ohms")
    more = Source(INTERVIEW.replace("red one", "red long one").encode())
    with pytest.raises(AccountError):
        check(more, ohms(more), document)
