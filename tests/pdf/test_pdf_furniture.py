"""What belongs to the pages of a PDF, and what only looks so."""

from __future__ import annotations

import pytest

import docconv
from docconv.formats import Source
from docconv.pipeline import read_with_notices
from docconv.walk import text_of, turns
from support.pdf_pages import BOLD, LEADING, LEFT, TOP, Words, pdf, set_lines

TALK = ["Ida: Where is it?", "Ola: In the boat."]


def test_numbers_of_rows_of_a_table_are_no_numbers_of_lines() -> None:
    """They are at the first line of a cell only, and stay, so that no number is missing."""
    text = ("That is a long story, and it begins", "with the roof of the old mill.")
    rows: list[Words] = []
    for number in range(10):
        y = TOP + 2.5 * number * LEADING
        name = ("Ida Berg", "Ola Lund")[number % 2]
        rows += [Words(LEFT - 20, y, str(number + 1)), Words(LEFT, y, name, BOLD)]
        rows += set_lines(text, y=y, x=LEFT + 70)
    document, notices = read_with_notices(Source(pdf(rows[:20], rows[20:]), "table.pdf"), format="pdf")
    assert not any("numbers of lines" in one.message for one in notices)
    assert [turn.label for turn in turns(document)] == ["Ida Berg", "Ola Lund"] * 5


def test_numbers_that_go_on_over_pages_count_lines_on_a_short_one_too() -> None:
    """The last page has three of them."""
    lines = [f"{('Ida', 'Ola')[at % 2]}: That is what I said, and often." for at in range(19)]
    numbered = [
        [Words(LEFT - 20, TOP + at % 16 * LEADING, str(at + 1)), Words(LEFT, TOP + at % 16 * LEADING, line)]
        for at, line in enumerate(lines)
    ]
    pages = [[word for row in part for word in row] for part in (numbered[:16], numbered[16:])]
    document, notices = read_with_notices(Source(pdf(*pages), "talk.pdf"), format="pdf")
    assert [text_of(turn.blocks[0].children) for turn in turns(document)] == [line[5:] for line in lines]
    assert "19 numbers of lines: left out" in [one.message for one in notices]


@pytest.mark.parametrize("lines", [TALK, [*TALK, "Ida: Is it?"], [*TALK, "Ida: Is it?", "Ola: It is."]])
def test_pages_that_are_all_the_same_are_text(lines: list[str]) -> None:
    """Furniture is around something."""
    found = list(turns(docconv.read(pdf(*[set_lines(lines)] * 9), format="pdf")))
    assert [turn.label for turn in found] == [line.partition(":")[0] for line in lines] * 9
