"""RTTM beside a transcript with times says who speaks, where nobody else does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

import docconv
from docconv.model import Document, Label, Paragraph, Section, Separator, Stage, Text, Timing, Turn
from docconv.pipeline import read_with_notices
from docconv.speakers.diarization import heard_in, voiced, with_voices
from docconv.walk import text_of, turns

WORDS = [("Where", 0.0, 0.4), ("is", 0.4, 0.6), ("it?", 0.6, 1.0), ("In", 1.2, 1.5), ("here.", 1.5, 2.0)]
TALK = {
    "segments": [
        {
            "start": 0.0, "end": 2.0, "text": " Where is it? In here.",
            "words": [{"word": word, "start": begin, "end": end} for word, begin, end in WORDS],
        },
        {"start": 3.0, "end": 4.0, "text": " Both at once."},
        {"start": 5.0, "end": 7.0, "text": " Nobody is sure."},
        {"start": 8.0, "end": 9.0, "text": " I go."},
    ]
}  # fmt: skip
RTTM = """;; a comment
SPEAKER talk 1 0.00 1.10 <NA> <NA> ADA <NA> <NA>
SPEAKER talk 1 1.10 1.00 <NA> <NA> NA <NA> <NA>
SPEAKER talk 1 3.00 1.00 <NA> <NA> ADA <NA> <NA>
SPEAKER talk 1 3.00 1.00 <NA> <NA> NA <NA> <NA>
SPEAKER talk 1 5.00 0.50 <NA> <NA> ADA <NA> <NA>
SPEAKER talk 1 8.10 0.90 <NA> <NA> ADA <NA> <NA>
SPKR-INFO talk 1 <NA> <NA> <NA> unknown ADA <NA> <NA>
"""


def told(document: docconv.Resolved) -> list[tuple[str | None, str, str]]:
    """The turns: label, text, certainty."""
    return [
        (turn.label, " ".join(text_of(part.children) for part in turn.blocks), turn.attribution.certainty)
        for turn in turns(document)
    ]


def test_paragraphs_and_words_are_by_who_is_heard(tmp_path: Path) -> None:
    """A paragraph is parted where somebody else goes on; two at once and half a paragraph are nobody's."""
    (tmp_path / "talk.json").write_text(json.dumps(TALK), encoding="utf-8")
    (tmp_path / "talk.rttm").write_text(RTTM, encoding="utf-8")
    document, notices = read_with_notices(tmp_path / "talk.json")
    assert told(document) == [
        ("ADA", "Where is it?", "high"),
        ("NA", "In here.", "high"),
        (None, "Both at once. Nobody is sure.", "low"),
        ("ADA", "I go.", "high"),
    ]
    (first, second, *_) = (
        part for turn in turns(document) for part in turn.blocks if isinstance(part, Paragraph)
    )
    assert first.timing == docconv.model.Timing(0, 1000, (0, 400, 400, 600, 600, 1000))
    assert second.timing == docconv.model.Timing(1200, 2000, (1200, 1500, 1500, 2000))
    messages = [one.message for one in notices if one.rule == "rttm"]
    assert messages == [
        "who speaks in 3 turns is told by the RTTM beside the transcript; in 1 nobody or more than one is heard"
    ]


def test_words_are_by_who_is_heard_in_most_of_them(tmp_path: Path) -> None:
    """In three of four, and not in one of four."""
    words = [
        {"word": word, "start": at, "end": at + 1.0} for at, word in enumerate(("So", "it", "is", "now."))
    ]
    talk = {"segments": [{"start": 0.0, "end": 4.0, "text": "So it is now.", "words": words}]}
    (tmp_path / "talk.json").write_text(json.dumps(talk), encoding="utf-8")
    found = []
    for seconds in (3, 1):
        heard = f"SPEAKER talk 1 0.00 {seconds}.00 <NA> <NA> ADA <NA> <NA>\n"
        (tmp_path / "talk.rttm").write_text(heard, encoding="utf-8")
        found += told(docconv.read(tmp_path / "talk.json"))
    assert found == [("ADA", "So it is now.", "medium"), (None, "So it is now.", "low")]


def test_captions_are_by_who_is_heard(tmp_path: Path) -> None:
    """Whatever the format: its paragraphs have times."""
    cues = "WEBVTT\n\n00:00.000 --> 00:01.000\nWhere is it?\n\n00:08.000 --> 00:09.000\nI go.\n"
    (tmp_path / "talk.vtt").write_text(cues, encoding="utf-8")
    (tmp_path / "talk.rttm").write_text(RTTM, encoding="utf-8")
    document = docconv.read(tmp_path / "talk.vtt")
    assert [(label, words) for label, words, _ in told(document)] == [("ADA", "Where is it? I go.")]


def test_who_is_told_already_stays(tmp_path: Path) -> None:
    """A transcript that names its speakers is not read against an RTTM, and a notice says so."""
    segments = [{**one, "speaker": "Bo"} for one in TALK["segments"]]
    (tmp_path / "talk.json").write_text(json.dumps({"segments": segments}), encoding="utf-8")
    (tmp_path / "talk.rttm").write_text(RTTM, encoding="utf-8")
    document, notices = read_with_notices(tmp_path / "talk.json")
    assert {turn.label for turn in turns(document)} == {"Bo"}
    assert any("the RTTM beside the transcript was not used" in one.message for one in notices)


def test_without_an_rttm_nobody_is_told(tmp_path: Path) -> None:
    """And nothing is said about it."""
    (tmp_path / "talk.json").write_text(json.dumps(TALK), encoding="utf-8")
    document, notices = read_with_notices(tmp_path / "talk.json")
    assert {turn.label for turn in turns(document)} == {None}
    assert not [one for one in notices if one.rule == "rttm"]


def test_lines_that_are_none_are_counted() -> None:
    """A file of several recordings has that of the name; lines without times are told by their numbers."""
    text = (
        RTTM + "SPEAKER other 1 0 9 <NA> <NA> BO <NA> <NA>\nSPEAKER talk 1 x 1 <NA> <NA> BO\nSPEAKER talk\n"
    )
    heard, wrong = heard_in(text, "talk")
    assert {one.name for one in heard} == {"ADA", "NA"}
    assert wrong == [10, 11]
    assert heard_in(text, "third") == ([], wrong)


def said(text: str, begin: int, end: int | None) -> Turn[Label]:
    """A turn of nobody with the times of its paragraph."""
    return Turn("", (Paragraph((Text(text),), timing=Timing(begin, end)),))


def test_turns_in_sections_are_by_who_is_heard() -> None:
    """Those of one voice are one turn unless something stands between; what has no time is nobody's."""
    untimed = Turn[Label]("", (Paragraph((Text("Hm."),)), Stage((Text("[a bell]"),))))
    inner = Section[Label](
        (said("One.", 0, 500), said("Two.", 500, 900), Separator("*"), said("Go.", 900, 990))
    )
    draft = Document[Label]((inner, untimed, said("So.", 3000, 4000), said("I go.", 8200, None)))
    found, notices = with_voices(draft, heard_in(RTTM, "talk")[0])
    shown = [(one.id, one.label, [text_of(part.children) for part in one.blocks]) for one in turns(found)]
    assert shown == [
        ("t1", "ADA", ["One.", "Two."]),
        ("t2", "ADA", ["Go."]),
        ("t3", None, ["Hm.", "[a bell]", "So."]),
        ("t4", "ADA", ["I go."]),
    ]
    assert notices[0].message.startswith(
        "who speaks in 3 turns is told by the RTTM beside the transcript; in 1 "
    )
    assert isinstance(found.body[0], Section)


def test_a_notice_says_why_an_rttm_is_of_no_use() -> None:
    """Nothing has times, or nobody is heard; and it counts the lines that are none."""
    untimed, timed = Turn[Label]("t1", (Paragraph((Text("Hm."),)),)), said("Yes.", 0, 500)
    because = [
        with_voices(Document((turn,)), heard_in(rttm, "talk")[0])[1][0].message.rpartition(": ")[2]
        for turn, rttm in ((untimed, RTTM), (timed, ""))
    ]
    assert because == ["it has no times", "nobody is heard in it"]
    _, notices = voiced(Document((timed,)), RTTM + "SPEAKER talk 1 x 1 <NA> <NA> BO\n", "talk", "talk.rttm")
    assert notices[-1].message == "not used, being no RTTM: 1 line of talk.rttm, from line 9 on"


def test_pieces_of_a_paragraph_have_the_times_of_their_words() -> None:
    """The first begins and the last ends with the paragraph; where no word of a piece ends, nobody knows when
    it does; a word that has no time goes with the one before it, and instants within words with these.
    """
    times = (-1, 50, 100, 300, 1200, -1, -1, -1, 2100, 2400, -1, 2500, 2600, 2700)
    anchors = (1, 2, 200, 6, 0, 2600, 6, 1, 2650)
    part = Paragraph[Label]((Text("It  is ours. Now we do."),), timing=Timing(0, 3000, times[:12]))
    timed = evolve(
        part, children=(Text("It is ours. Now we do so."),), timing=Timing(0, 3000, times, anchors)
    )
    rttm = "".join(
        f"SPEAKER talk 1 {begin} 1.00 <NA> <NA> {name} <NA> <NA>\n"
        for begin, name in (("0.00", "ADA"), ("1.10", "NA"), ("2.10", "ADA"))
    )
    found = [
        (text_of(piece.children), piece.timing)
        for one in (part, timed)
        for turn in turns(with_voices(Document((Turn("t1", (one,)),)), heard_in(rttm, "talk")[0])[0])
        for piece in turn.blocks
        if isinstance(piece, Paragraph)
    ]
    assert found == [
        ("It is", Timing(0, 300, (-1, 50, 100, 300))),
        ("ours. Now", Timing(1200, None, (1200, -1, -1, -1))),
        ("we do.", Timing(2100, 3000, (2100, 2400, -1, 2500))),
        ("It is", Timing(0, 300, (-1, 50, 100, 300), (1, 2, 200))),
        ("ours. Now", Timing(1200, None, (1200, -1, -1, -1))),
        ("we do so.", Timing(2100, 3000, times[8:], (2, 0, 2600, 2, 1, 2650))),
    ]


@pytest.mark.parametrize(
    ("begin", "end", "label"),
    [(0, None, "ADA"), (0, 0, "ADA"), (99, 100, "ADA"), (100, None, None), (50, 170, None), (50, 133, "ADA")],
)
def test_a_paragraph_is_of_who_is_heard_in_most_of_it(begin: int, end: int | None, label: str | None) -> None:
    """In six tenths of it at least; one whose end nobody knows lasts a thousandth."""
    rttm = "SPEAKER talk 1 0.00 0.10 <NA> <NA> ADA <NA> <NA>\n"
    found = with_voices(Document((said("So.", begin, end),)), heard_in(rttm, "talk")[0])[0]
    assert [one.label for one in turns(found)] == [label]
