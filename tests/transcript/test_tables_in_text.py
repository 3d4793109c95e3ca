"""Which lines are rows of tables: at the bounds of what columns, cells and sentences may be."""

from __future__ import annotations

import pytest

from docconv.transcript.lines.lines import split_lines
from docconv.transcript.lines.tables import TOLERANCE, find_tables, piped_rows

COSTS = "Item        Yesterday\nAnchors     12 crowns\nLanterns    40 crowns\nRopes       31 crowns\n"
RULE = "|---|---|\n"


def rows(text: str) -> list[int]:
    """The lines of tables in columns."""
    return sorted(find_tables(split_lines(text)))


def piped(*cells: str) -> int:
    """How many lines of a table of Markdown are rows of facts."""
    head, *others = (f"| Matter {number} | {cell} |\n" for number, cell in enumerate(cells))
    return len(list(piped_rows(split_lines(head + RULE + "".join(others)))))


@pytest.mark.parametrize("shift", range(-4, 5))
def test_a_cell_alone_goes_on_with_a_column_that_it_is_below(shift: int) -> None:
    """Within two characters, to the left or to the right, wherever the column is."""
    for width in range(10, 19):
        table = "".join(f"{name:{width}}   twelve crowns\n" for name in ("Anchors", "Lanterns", "Ropes"))
        found = rows(table + " " * (width + 3 + shift) + "a piece\n")
        assert found == ([0, 1, 2, 3] if abs(shift) <= TOLERANCE else [0, 1, 2])


@pytest.mark.parametrize(("sentences", "is_table"), [(0, True), (2, True), (3, False)])
def test_of_eight_rows_two_may_be_sentences(sentences: int, is_table: bool) -> None:  # noqa: FBT001
    """A fourth of them, and no more."""
    cells = ["It is wet."] * sentences + ["wet"] * (7 - sentences)
    assert piped(*cells) == (8 if is_table else 0)


@pytest.mark.parametrize(("text", "found"), [(COSTS, [0, 1, 2, 3]), ("", []), ("One line.\n", [])])
def test_three_rows_with_a_column_are_a_table(text: str, found: list[int]) -> None:
    """And a text without rows has none."""
    assert rows(text) == found
