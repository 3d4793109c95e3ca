"""Which column of a table names who speaks, which row names the columns: on both sides of what tells it."""

from __future__ import annotations

import pytest

from docconv.transcript.labels.evidence.alone import _parted
from docconv.transcript.lines.lines import split_lines
from docconv.transcript.styled.paragraphs import StyledParagraph, StyledRun
from docconv.transcript.styled.tables import Columns, Table, columns_of, styled_paragraphs

SAID = ("It rains.", "So it does, and it has rained all night.", "We wait.", "The ferry is late today.")
NAMES = ("Ada", "Bo", "Ada", "Bo")


def table(*columns: tuple[str, ...]) -> Table:
    """A table of these columns, each cell one paragraph."""
    rows = zip(*columns, strict=True)
    return Table(tuple(tuple((StyledParagraph((StyledRun(cell),)),) for cell in row) for row in rows))


def texts(found: Table) -> list[str]:
    """What becomes of a table, without what is empty."""
    return [one.text for one in styled_paragraphs([found]) if one.text]


@pytest.mark.parametrize(
    ("names", "words", "speaker"),
    [
        (NAMES, SAID, 0),
        (("Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal"), SAID * 2, -1),  # none comes back
        (("Ada", "Bo", "Ada", "Bo", "Ed", "Flo", "Gus", "Hal"), SAID * 2, 0),
        (("", "", "", ""), SAID, -1),
    ],
)
def test_a_column_of_short_names_that_come_back_says_who_speaks(
    names: tuple[str, ...], words: tuple[str, ...], speaker: int
) -> None:
    """The one beside it has the words."""
    found = columns_of([table(names, words)])
    assert found == (Columns(0, 1) if speaker == 0 else Columns())


@pytest.mark.parametrize(
    ("head", "speaker"),
    [
        (("Speaker", "Text"), 0),
        (("Speaker", "Topic"), -1),
        (("Locuteur", "Texte"), 0),
        (("Text", "Speaker"), -1),
    ],
)
def test_a_row_that_names_the_columns_is_believed(head: tuple[str, str], speaker: int) -> None:
    """Though none of the names comes back, if they are shorter than what is in the other column."""
    names = ("Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal")
    assert columns_of([table((head[0], *names), (head[1], *SAID * 2))]).speaker == speaker


def test_a_name_is_short_without_the_office_in_brackets_behind_it() -> None:
    """Which may be as long as it likes."""
    names = ("Hon. Ada Quill (Minister for Ferries, Harbours, Piers and the Dredging of Channels)", "Bo")
    said = ("It has rained all night, and it rains still, and nobody knows whether it will rain tomorrow.",)
    assert columns_of([table(names * 2, said * 4)]).speaker == 0


@pytest.mark.parametrize(("size", "speaker"), [(3, 0), (10, 0), (11, -1), (19, -1)])
def test_names_are_no_longer_than_what_is_said(size: int, speaker: int) -> None:
    """On the average of the cells that have something."""
    names = ("Ada".ljust(size, "a"), "", "Bo".ljust(size, "o"), "")
    assert columns_of([table(names, ("It is late",) * 4)]).speaker == speaker


@pytest.mark.parametrize(("numbers", "time"), [(4, 2), (3, 2), (2, -1)])
def test_three_of_five_cells_of_a_column_of_times_are_times(numbers: int, time: int) -> None:
    """And the others may be anything."""
    times = (*("0:01", "0:09", "0:20", "1:30")[:numbers], *("then",) * (5 - numbers))
    assert columns_of([table((*NAMES, "Ada"), (*SAID, "No."), times)]).time == time


@pytest.mark.parametrize(
    ("head", "is_head"),
    [(("Who", "Words", "Time"), True), (("Who", "Words.", "Time"), False), (("Ada", "Words", "Time"), False)],
)
def test_a_first_row_that_names_the_columns_is_nobodys(head: tuple[str, str, str], is_head: bool) -> None:  # noqa: FBT001
    """Short cells that end without a full stop, and a name that does not come back."""
    columns = ((head[0], *NAMES), (head[1], *SAID), (head[2], "0:01", "0:09", "0:20", "1:30"))
    first = next(iter(styled_paragraphs([table(*columns)])))
    assert first.header is is_head


def test_rows_become_paragraphs_that_begin_with_the_name() -> None:
    """A tabulator is between; the time is before it."""
    assert texts(table(NAMES[:2], SAID[:2])) == [f"Ada\t{SAID[0]}", f"Bo\t{SAID[1]}"]
    timed = table(("0:01", "0:09"), NAMES[:2], SAID[:2])
    assert texts(timed) == ["0:01", f"Ada\t{SAID[0]}", "0:09", f"Bo\t{SAID[1]}"]


def test_a_line_is_parted_by_blank_lines_on_either_side() -> None:
    """Nothing is below the last one, and the first has nothing above it."""
    lines = split_lines("Ada\nIt rains.\n\nBo\n\nSo it does.\nAda\n")
    assert [_parted(lines, at) for at in range(5)] == [(1, 0), (0, 1), (1, 1), (1, 0), (0, 0)]
