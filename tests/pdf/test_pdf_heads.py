"""How labels stand above what is said in PDF of others."""

from __future__ import annotations

import pytest

import docconv
from docconv.walk import begin_of, text_of, turns
from support.pdf_pages import BOLD, LEADING, LEFT, TOP, Words, pdf, set_lines

TALK = (
    ("Ida Berg", "0:04", "Where is the rope?"),
    ("Ola Lund", "0:09", "In the boat, I should say."),
    ("Ida Berg", "0:12", "All of it?"),
    ("Ola Lund", "0:15", "Most of it is there."),
)


def spoken(page: list[Words]) -> list[tuple[str | None, str, str]]:
    """Label, time and words of the turns of a page."""
    document = docconv.read(pdf(page), format="pdf")
    return [(turn.label, begin_of(turn), text_of(turn.blocks[0].children)) for turn in turns(document)]


@pytest.mark.parametrize("font", [BOLD, "Times-Roman"])
def test_a_time_behind_the_name_on_its_line_is_no_word(font: str) -> None:
    """Whatever the distance of the lines."""
    page: list[Words] = []
    for at, (name, time, words) in enumerate(TALK):
        y = TOP + 2 * at * LEADING
        page += [Words(LEFT, y, name, font), Words(LEFT + 55, y, time), Words(LEFT, y + LEADING, words)]
    assert spoken(page) == [*TALK]


def test_a_time_below_the_name_is_no_word() -> None:
    """As pages of chats are printed: name, time and words on lines of their own, all in the same type."""
    assert spoken(set_lines([line for turn in TALK for line in turn])) == [*TALK]


def test_a_label_that_never_begins_a_paragraph_by_the_room_before_it() -> None:
    """It opens rows, each behind one whose sentence has ended."""
    lines = ["Ida: Where is the rope, pray tell?", "Ola: In the boat."]
    pages = pdf(*[set_lines(lines)] * 3)
    labels = [turn.label for turn in turns(docconv.read(pages, format="pdf"))]
    assert labels == ["Ida", "Ola"] * 3


def test_terms_flush_left_above_what_is_said_further_in() -> None:
    """As browsers print a list of terms; labels of one length are no edge of the page."""
    words = (
        "Where is it?",
        "In the boat, I should say, behind the sail.",
        "All of it?",
        "Nearly all of it is.",
    )
    page: list[Words] = []
    for at, said in enumerate(words):
        y = TOP + 2 * at * LEADING
        page += [Words(LEFT, y, ("Ida", "Ola")[at % 2]), Words(LEFT + 30, y + LEADING, said)]
    assert [one[::2] for one in spoken(page)] == list(zip(("Ida", "Ola") * 2, words, strict=True))


def test_rows_that_begin_with_a_time_begin_paragraphs() -> None:
    """However full the row before is."""
    lines = [
        "0:04 Ida Berg",
        "Where is the rope that was in the boat, and who was the last?",
        "0:09 Ola Lund",
        "I do not know.",
        "0:12 Ida Berg",
        "Who does?",
        "0:15 Ola Lund",
        "Nobody does.",
    ]
    assert [(label, time) for label, time, _ in spoken(set_lines(lines))] == [
        ("Ida Berg", "0:04"),
        ("Ola Lund", "0:09"),
        ("Ida Berg", "0:12"),
        ("Ola Lund", "0:15"),
    ]
