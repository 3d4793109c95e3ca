"""Footnotes of a PDF: where it is not certain who speaks, and why."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
import pytest

from docconv.formats import Source
from docconv.formats.pdf.reading.agreement import Opened
from docconv.formats.pdf.reading.document import read
from docconv.formats.pdf.reading.structure import events
from docconv.formats.pdf.writing.document import Options, write
from docconv.model import Attribution, Evidence, Resolved, Turn
from support.pdf_documents import BO, SENTENCE, document, paragraph
from support.tagged import opened

DOUBT = Attribution("low", (Evidence("label-alone", "once"),))
NOTED = Options(notes=True)


def talk(count: int, *, doubtful: int = 3) -> Resolved:
    """A talk of some turns, of which every so many is doubtful."""
    return document(
        *(
            Turn(
                f"t{number}",
                (paragraph(SENTENCE * 2),),
                (BO,),
                "Bo" if number % 2 else None,
                DOUBT if number % doubtful == 0 else Attribution(),
            )
            for number in range(1, count + 1)
        )
    )


def pdf(talked: Resolved, options: Options = NOTED) -> bytes:
    """A document as PDF."""
    return write(talked, options)[0]


def test_a_note_stands_behind_its_turn_in_the_structure() -> None:
    """It has an id, as PDF/UA-1 wants (7.9), and its number is a label."""
    types = [(event.type, event.id) for event in events(opened(pdf(talk(3)))) if isinstance(event, Opened)]
    at = types.index(("Note", "note1"))
    assert ("Speech", "t3") in types[:at]
    assert types[at + 1] == ("Lbl", "")


def test_the_words_of_a_turn_stay_its_own() -> None:
    """What a note says is nobody's speech, so that the file reads back as it was."""
    found, _ = read(Source(pdf(talk(9)), "talk.pdf"))
    assert found.body == talk(9).body


def lines(page: pikepdf.Page) -> list[tuple[float, float]]:
    """The size of the type and the height of each line of a page, from the top."""
    height, size, found = 0.0, 0.0, list[tuple[float, float]]()
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        if str(operator) == "Td":
            height += float(operands[1])
        elif str(operator) == "Tf":
            size = float(operands[1])
        elif str(operator) == "Tj":
            found.append((size, round(height, 1)))
    return found


@pytest.mark.parametrize("columns", [1, 2])
def test_notes_stand_below_the_text_and_above_the_margin(columns: int) -> None:
    """On every page; nothing overlaps."""
    file = opened(pdf(talk(60, doubtful=2), Options(notes=True, columns=columns)))
    assert len(file.pages) > 2
    for page in file.pages:
        sizes = lines(page)
        body = max(size for size, _ in sizes[-30:])
        text = [height for size, height in sizes if size == body]
        notes = [height for size, height in sizes if size < body * 0.85 and 60 < height < max(text)]
        assert all(height > 80 for height in (*text, *notes))
        if columns == 1 and notes:
            assert min(text) > max(notes) + 10


def test_each_mark_has_its_note_on_the_same_page() -> None:
    """Mark and note are content of one label."""
    file = opened(pdf(talk(60, doubtful=2)))
    labels = [element for element in _elements(file.Root.StructTreeRoot.K[0]) if element.S == "/Lbl"]
    assert len(labels) == 30
    for label in labels:
        assert len(label.K) == 2
        assert all(isinstance(kid, int) for kid in label.K)  # of the page that the element names


def _elements(top: Any) -> list[Any]:  # noqa: ANN401  pikepdf gives several types
    """All structure elements below one."""
    found: list[Any] = []
    stack = [top]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            kids: Any = node.get("/K", [])
            stack += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return found


def test_a_rule_parts_notes_from_the_text() -> None:
    """It is drawn once a page, as an artifact."""
    content = opened(pdf(talk(3))).pages[0].Contents.read_bytes()
    assert len(re.findall(rb"/Artifact <</Type /Layout>> BDC [^E]* l S EMC", content)) == 1


def test_nothing_changes_where_all_is_certain_or_notes_are_not_wanted() -> None:
    """Down to the last byte."""
    assert pdf(talk(2)) == pdf(talk(2), Options())
    assert b"Note" not in pdf(talk(3), Options())
