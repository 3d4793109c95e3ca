"""What one line becomes: among the words of a speech, between two speeches, and at the head of a text.

The lines are the sections of `rows.txt`.
"""

from __future__ import annotations

import pytest

from docconv.formats import Source
from docconv.pipeline import read
from support.outline import metadata_outline, outline
from support.places import ROOT
from support.told import assert_told, sections_of

ROWS = ROOT / "tests" / "transcript" / "rows.txt"
TALK = "Ada Quill: {first}Good morning.{within}\n\nBo Ek: Is it dry?\n\n{between}Ada Quill: Yes, very.\n\nBo Ek: Good.\n"


def read_as(head: str = "", **parts: str) -> str:
    """The outline of a talk with a line somewhere in it, up to the last two turns."""
    text = head + TALK.format(**({"first": "", "within": "", "between": ""} | parts))
    document = read(Source(text.encode(), "row.txt"), format="text")
    return metadata_outline(document.metadata) + outline(document)


@pytest.mark.parametrize("row", sections_of(ROWS))
def test_a_line_is_what_it_says_where_it_stands(row: str, request: pytest.FixtureRequest) -> None:
    """In the order of `rows.txt`: first in a speech, in the middle of one, between two, at the head."""
    plain = read_as().splitlines()
    found = []
    for place, text in {
        "first": read_as(first=f"{row} "),
        "within": read_as(within=f" {row} So."),
        "between": read_as(between=f"{row}\n\n"),
        "head": read_as(head=f"{row}\n\n"),
    }.items():
        found.append(f"{place}:\n")
        found += [f"  {line}\n" for line in text.splitlines() if line not in plain]
    assert_told("".join(found), ROWS, row, request.config)
