"""Any document comes back from every format as it was: `read(write(document)) == document`.

`make properties` tries 2,000 documents a format; what a format cannot carry stands in docs/verify.md.
"""

from __future__ import annotations

import pytest
from hypothesis import given

import docconv
from docconv.formats import BUILT_IN, Format, load
from docconv.model import Document, Paragraph, Resolved, Speaker, Text, Turn
from docconv.testing import documents

ROWS: list[Format] = [load(name) for name in BUILT_IN]
ROUND = [row.name for row in ROWS if row.write and row.read]
ANNA = Speaker("anna")


@pytest.mark.parametrize("name", ROUND)
@given(document=documents())
def test_any_document_comes_back_as_it_was(name: str, document: Resolved) -> None:
    """Every script, deep sections, empty turns, several speakers a turn, text full of markup; twice the same bytes."""
    data = docconv.write(document, name)
    assert docconv.read(data, format=name) == document
    assert docconv.write(document, name) == data


def turn(*paragraphs: str) -> Resolved:
    """A document of one turn."""
    blocks = tuple(Paragraph[Speaker]((Text(text),)) for text in paragraphs)
    return Document((Turn("t1", blocks, (ANNA,), "Anna"),), speakers=(ANNA,))


@pytest.mark.parametrize("name", [name for name in ROUND if name != "json"])
def test_characters_that_xml_forbids_are_replaced(name: str) -> None:
    """In the TEI, which DOCX and PDF carry, too; the writer says so."""
    again = docconv.read(docconv.write(turn("bell \x07 rings"), name), format=name)
    assert again == turn("bell \ufffd rings")
