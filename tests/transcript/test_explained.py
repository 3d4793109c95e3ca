"""Why a line is what it is: what decided it, and what spoke for and against every other reading."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from docconv.pipeline import explain

TALK = "Ann Lee: It rains.\n\nBo Ek: So it does.\n\nNote: bring a coat.\n\nAnn Lee: Yes.\n\nBo Ek. Go on.\n"
SCREENPLAY = "INT. FERRY - NIGHT\n\nADA\nWe are late.\n\nBO\nWe are.\n\nEXT. QUAY - DAY\n\nADA\nGo.\n"
PAGES = "".join(
    f"Ann Lee: It rains,\n{page}\n\fCouncil of Weir\nand {word} of us are wet.\n\n"
    for page, word in enumerate(("one", "two", "three", "four", "five"), 1)
)
OTHERS = (
    "Ann Lee: It rains.\n\nNote: bring a coat.\n\nBo Ek: So it does.\n\nAnn Lee: There is one thing.\n\n"
    "Bo Ek. Go on.\n\nBo Ek: Yes.\n\nANN LEE\nNo more.\n"
)


@pytest.mark.parametrize(
    ("text", "line", "decision"),
    [
        (TALK, 1, "begins a turn of Ann Lee"),
        (TALK, 9, "goes on with the turn of Ann Lee"),
        (TALK, 5, "goes on with the turn of Bo Ek"),
        (SCREENPLAY, 1, "heading, said by the notation"),
        (SCREENPLAY, 3, "label, said by the notation"),
        (SCREENPLAY, 4, "goes on with the turn of ADA"),
        (PAGES, 2, "page furniture, kept as a page break"),
        (PAGES, 3, "page furniture, kept as a page break"),
    ],
)
def test_what_a_line_is_and_who_says_so(text: str, line: int, decision: str) -> None:
    """A turn, what goes on with one, what the notation marks, and what pages have at their edges."""
    found = explain(StringIO(text), line)
    assert found is not None
    assert found.decision == decision


def test_a_blank_line_and_one_behind_the_last_have_no_explanation() -> None:
    """Nothing is guessed about what is not there."""
    assert [explain(StringIO(TALK), line) for line in (2, 0, 99)] == [None, None, None]


@pytest.mark.parametrize(
    ("line", "label", "why"),
    [
        (1, "Ann Lee", "taken"),
        (3, "Note", "its evidence, "),
        (13, "ANN LEE", "the document prints its labels in another way"),
    ],
)
def test_a_reading_is_taken_or_there_is_a_reason(line: int, label: str, why: str) -> None:
    """Too little evidence for it, or labels of another kind in the rest of the document."""
    found = explain(StringIO(OTHERS), line)
    assert found is not None
    (reading,) = (one for one in found.readings if one.label == label)
    assert (reading.why.startswith(why), reading.taken) == (True, why == "taken")


def test_what_the_user_decides_is_said_to_be_decided(tmp_path: Path) -> None:
    """And not by the notation; other lines are as they were."""
    given = tmp_path / "a.txt"
    given.write_text(TALK, encoding="utf-8")
    decision = '[[line]]\ntext = "Note: bring a coat."\nline = 5\nis = "narrative"\n'
    (tmp_path / "a.docconv.toml").write_text(decision, encoding="utf-8")
    found = [one.decision for line in (1, 5) if (one := explain(given, line)) is not None]
    assert found == ["begins a turn of Ann Lee", "narrative, as you have decided"]
