"""Texts with odd signs and chains of notes: the account of words agrees with what is read."""

from __future__ import annotations

import pytest

from docconv.account.words import words
from docconv.model import Boilerplate, Narrative, Note, Stage
from docconv.pipeline import read
from docconv.walk import text_of, turns, walk

CUES = "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n2\n00:00:03,000 --> 00:00:04,000\n{}\n"


def test_a_sign_of_direction_within_a_name_divides_no_word() -> None:
    """It is nothing that is seen, and the same label comes again without it."""
    cues = CUES.format("Nora Belmo\u202ente: One.", "Nora Belmonte: Two.")
    said = [
        text_of(block.children) for turn in turns(read(cues.encode(), format="text")) for block in turn.blocks
    ]
    assert words(" ".join(said)) == ["One", "Two"]
    assert words("BELMO\u202eNTE \u2066Ann\u2069") == ["BELMONTE", "Ann"]


def test_a_voice_behind_a_form_feed_is_a_voice() -> None:
    """What opens its tag is no word, whatever white space is behind it."""
    text = "WE3\n<v\fAnn Bell>Good day.\n\n2\n00:00:03.500 --> 00:00:05.000\n- And you, &amp; yours?\n"
    talk = read(text.encode(), format="text")
    assert [turn.label for turn in turns(talk)][:1] == ["Ann Bell"]


def test_a_name_told_in_brackets_is_a_direction_in_captions() -> None:
    """`(continued: Mr Lind)` is a label above a part of a record; captions have the label that repeats."""
    cues = CUES.format("MR LIND: I agree.\n(continued: MR LIND)", "MR LIND: So I do.\n(continued: MR LIND)")
    talk = read(cues.encode(), format="text")
    assert {turn.label for turn in turns(talk)} == {"MR LIND"}
    told = [text_of(node.children) for node in walk(talk) if isinstance(node, Stage)]
    assert told == ["(continued: MR LIND)"] * 2


@pytest.mark.parametrize(
    ("text", "notes", "left"),
    [
        ("One.[^a]\n\n[^a]: See [^b].\n\n[^b]: No.\n", 1, "[^b]: No."),
        ("One.[^a]\n\nTwo.[^b]\n\n[^a]: See [^b].\n\n[^b]: No.\n", 2, ""),
        ("[^rain]:[^day]\n[^rain]\n[^day]:none\n", 1, "[^day]:none"),
    ],
    ids=["from a note alone", "from the text too", "at the head"],
)
def test_what_only_a_note_leads_to_stays_in_the_text(text: str, notes: int, left: str) -> None:
    """It would have no place."""
    talk = read(text.encode(), format="text")
    assert sum(isinstance(node, Note) for node in walk(talk)) == notes
    told = [text_of(block.children) for block in talk.body if isinstance(block, Narrative | Boilerplate)]
    assert left in "\n".join(told)
