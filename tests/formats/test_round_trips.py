"""Any document comes back from every format as it was: `read(write(document)) == document`.

`make properties` tries 2,000 documents a format; what a format cannot carry stands in docs/verify.md.
"""

from __future__ import annotations

import sys
from unicodedata import category

import pytest
from hypothesis import given

import docconv
from docconv.formats import BUILT_IN, Format, load
from docconv.model import (
    Document,
    Heading,
    Milestone,
    Paragraph,
    Resolved,
    Said,
    Section,
    Speaker,
    Text,
    Turn,
)
from docconv.testing import documents
from support.rows import carries_all

ROWS: list[Format] = [load(name) for name in BUILT_IN]
ROUND = [row.name for row in ROWS if carries_all(row)]
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


@pytest.mark.parametrize("name", ROUND)
def test_characters_that_nobody_sees_come_back(name: str) -> None:
    """Spaces, marks of direction, separators of Mongolian, fillers: one turn for each that Unicode has."""
    unseen = [char for char in map(chr, range(sys.maxunicode)) if category(char) in ("Cf", "Zs", "Zl", "Zp")]
    said = [
        Turn("t" + str(number), (Paragraph((Text(f"one{char}two"),)),), (ANNA,))
        for number, char in enumerate([*unseen, *"\u034f\u115f\u180b\u3164\ufe0f"], 1)
    ]
    document: Resolved = Document(tuple(said), speakers=(ANNA,))
    assert docconv.read(docconv.write(document, name), format=name) == document


@pytest.mark.parametrize("name", ROUND)
def test_quotations_are_where_they_may_be(name: str) -> None:
    """In a title and a heading, and around nothing but the end of a page."""
    quoted = Said[Speaker]((Text("Yes."),), (ANNA,))
    turned = Paragraph[Speaker]((Said((Milestone("page", "4"),), (ANNA,)), Text("one")))
    section = Section[Speaker]((Turn("t1", (turned,), (ANNA,)),), Heading((Text("He said"), quoted)))
    document: Resolved = Document((section,), title=Heading((quoted,)), speakers=(ANNA,))
    assert docconv.read(docconv.write(document, name), format=name) == document
