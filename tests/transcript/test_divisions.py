"""Headings of acts, scenes, sittings and items: kind, number, and what is in what."""

from __future__ import annotations

import io

import pytest

import docconv
from docconv.model import Narrative, Section
from docconv.transcript.lexicon import lexicon
from docconv.transcript.structure.divisions import division_of
from docconv.walk import text_of

HEADINGS = [
    ("en", "ACT I", "act", 1),
    ("en", "Act the First", "act", None),
    ("en", "SCENE 12. A garden.", "scene", 12),
    ("en", "Item 4.", "item", 4),
    ("en", "Agenda item 7 - Roads", "item", 7),
    ("en", "3rd sitting", "sitting", 3),
    ("de", "Zweiter Aufzug", "act", None),
    ("de", "Eilfter Auftritt.", "scene", None),
    ("de", "TOP 3: Brücken", "item", 3),
    ("fr", "Scène 2", "scene", 2),
    ("fr", "ACTE XIX", "act", 19),
    ("ru", "I действие", "act", 1),
    ("ru", "Картина вторая", "tableau", None),
    ("ja", "第二幕", "act", 2),
    ("ko", "제12장", "scene", 12),
    ("en", "THE PROLOGUE.", "prologue", None),
    ("de", "Vorspiel auf dem Theater", "prologue", None),
    ("ru", "ЭПИЛОГ", "epilogue", None),
]
NONE = [
    ("en", "Act 5 of the statute was read"),
    ("en", "Items of interest"),
    ("en", "The scene of the fire"),
    ("de", "Punkt für Punkt"),
    ("fr", "Point de vue"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "number"), HEADINGS)
def test_heading_says_its_kind(lang: str, text: str, kind: str, number: int | None) -> None:
    """What a heading opens, and its number in figures."""
    found = division_of(text, lexicon(lang))
    assert found is not None
    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_heading_that_says_none(lang: str, text: str) -> None:
    """A word for a part that numbers none."""
    assert division_of(text, lexicon(lang)) is None


def _outline(text: str) -> list[tuple[str | None, str | None, str, list[object]]]:
    def go(blocks: object) -> list[object]:
        return [
            (one.kind, one.n, text_of(one.heading.children) if one.heading else "", go(one.blocks))
            for one in blocks  # type: ignore[attr-defined]
            if isinstance(one, Section)
        ]

    return go(docconv.read(io.StringIO(text), format="text").body)  # type: ignore[return-value]


SPEECH = "\n\nADA.\nI saw the boat go out.\n\nBEN.\nThen it is gone.\n\n"


def test_scenes_are_in_their_act() -> None:
    """Though both headings look alike."""
    text = f"The Boat\n\nACT I\n\nSCENE I{SPEECH}SCENE II{SPEECH}ACT II\n\nSCENE I{SPEECH}"
    assert _outline(text) == [
        ("act", "1", "ACT I", [("scene", "1", "SCENE I", []), ("scene", "2", "SCENE II", [])]),
        ("act", "2", "ACT II", [("scene", "1", "SCENE I", [])]),
    ]


def test_headings_below_every_act_are_those_of_scenes() -> None:
    """Though they name nothing but places."""
    text = f"The Boat\n\nACT I\n\nTHE HARBOUR{SPEECH}THE INN{SPEECH}ACT II\n\nTHE HARBOUR{SPEECH}"
    assert _outline(text) == [
        ("act", "1", "ACT I", [("scene", None, "THE HARBOUR", []), ("scene", None, "THE INN", [])]),
        ("act", "2", "ACT II", [("scene", None, "THE HARBOUR", [])]),
    ]


def test_numbers_in_words_are_counted_from_the_first() -> None:
    """One more than the one before."""
    text = f"The Boat\n\nFIRST ACT{SPEECH}SECOND ACT{SPEECH}THIRD ACT{SPEECH}"
    assert [(kind, n) for kind, n, _, _ in _outline(text)] == [("act", "1"), ("act", "2"), ("act", "3")]


def test_numbers_in_words_without_a_first_are_not_guessed() -> None:
    """An excerpt may begin anywhere."""
    text = f"The Boat\n\nTHIRD ACT{SPEECH}FOURTH ACT{SPEECH}"
    assert [(kind, n) for kind, n, _, _ in _outline(text)] == [("act", None), ("act", None)]


def test_a_prologue_is_beside_acts_and_in_an_act_above_its_first_scene() -> None:
    """In a play without acts it is beside its scenes; the prologue of no play is a heading as others are."""
    text = f"The Boat\n\nINDUCTION{SPEECH}ACT I\n\nPROLOGUE{SPEECH}SCENE I{SPEECH}EPILOGUE{SPEECH}"
    inner: list[object] = [("prologue", None, "PROLOGUE", []), ("scene", "1", "SCENE I", [])]
    assert _outline(text) == [
        ("prologue", None, "INDUCTION", []),
        ("act", "1", "ACT I", inner),
        ("epilogue", None, "EPILOGUE", []),
    ]
    text = f"The Boat\n\nPROLOGUE{SPEECH}SCENE I{SPEECH}EPILOGUE{SPEECH}"
    assert [kind for kind, _, _, _ in _outline(text)] == ["prologue", "scene", "epilogue"]
    text = f"The Boat\n\nPROLOGUE{SPEECH}PART I{SPEECH}"
    assert [kind for kind, _, _, _ in _outline(text)] == [None, None]


def test_part_of_a_play_is_not_in_the_list_of_its_characters() -> None:
    """The list ends where the play begins."""
    text = f"The Boat\n\nCHARACTERS\n\nADA, a pilot\nBEN, her brother\n\nACT I{SPEECH}ACT II{SPEECH}"
    assert [kind for kind, _, _, _ in _outline(text)][-2:] == ["act", "act"]


def test_list_of_characters_ends_where_the_play_begins() -> None:
    """Also in a play without acts: what is said there, and the direction above it, is not in the list."""
    text = f"The Boat\n\nCHARACTERS\n\nADA, a pilot\nBEN, her brother\n\n(A quay in the evening.){SPEECH}"
    body = docconv.read(io.StringIO(text), format="text").body
    assert [type(block).__name__ for block in body] == ["Section", "Stage", "Turn", "Turn"]


def test_marks_before_italics_head_nothing() -> None:
    """Where no word is before a full stop and words in italics, there is no scene either."""
    (block,) = docconv.read(io.StringIO("?? . _So_ it is."), format="text").body
    assert isinstance(block, Narrative)
    assert text_of(block.children) == "?? . So it is."
