"""Letters of the pages of others: whole words and lines at once tell what the letters one by one tell."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from docconv.formats.pdf.foreign.letters import Letter, _PageLetters
from docconv.formats.pdf.foreign.segments import SegmentedPage, pages

EVEN = "[(We) -30 ( ask) -30 ( for) -30 ( a) -30 ( new) -30 ( pump)] TJ"
LINES = {
    "as it is": "(We ask for a new pump and a roof) Tj",
    "evenly set": EVEN,
    "kerned": "[(W) 80 (e ask f) -20 (or a new pump and a roof)] TJ",
    "letters apart": "3 Tc (We ask for a new pump and a roof) Tj",
    "a column behind": "[(Ida Berg: ) -2000 (We ask for a new pump)] TJ",
    "a gap for a space": "[(We) -400 (ask for a new pump and) -250 (a roof)] TJ",
    "a gap in a word of an even line": EVEN.replace("ask", "a) -220 (sk"),
    "two spaces": "(We  ask for a new  pump) Tj",
    "raised": "(We ask) Tj 4 Ts /F1 6 Tf (2) Tj 0 Ts /F1 10 Tf (for a new pump and a roof) Tj",
    "back again": "(We ask for a new pump) Tj -60 0 Td (We ask for a new pump) Tj",
    "slanted in the midst of a word": "(We ask for a n) Tj /F2 10 Tf (e) Tj /F1 10 Tf (w pump and a roof) Tj",
    "upright": "0 1 -1 0 200 100 Tm (We ask for a new pump and a roof) Tj",
    "ligatures": "(We \\256nd the of\\256ce and the \\257oor of a hall) Tj",
}
TEXTS = {
    "as it is": ["We ask for a new pump and a roof"],
    "a column behind": ["Ida Berg:", "We ask for a new pump"],
}


def _pages(line: str) -> list[SegmentedPage]:
    out = BytesIO()
    canvas = Canvas(out, (400, 300), invariant=True)
    for name in ("Times-Roman", "Times-Italic"):
        canvas.setFont(name, 10)
    canvas._code.append(f"BT /F1 10 Tf 50 200 Td {line} ET")
    canvas.showPage()
    canvas.save()
    return list(pages(out.getvalue()))


@pytest.mark.parametrize("name", LINES)
def test_a_line_at_once_is_as_its_letters(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, gaps, places and states."""
    at_once = _pages(LINES[name])
    monkeypatch.setattr(_PageLetters, "whole", lambda _, __: None)
    monkeypatch.setattr(_PageLetters, "word", lambda *_: None)
    assert at_once == _pages(LINES[name])
    assert any(page.segments for page in at_once)
    if name in TEXTS:
        assert [segment.text for page in at_once for segment in page.segments] == TEXTS[name]


@pytest.mark.parametrize(("name", "letters"), [("as it is", 1), ("evenly set", 1), ("a column behind", 8)])
def test_how_many_pieces_a_line_is(name: str, letters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One where it is even: that is what takes little time."""
    found: list[Letter] = []
    original = _PageLetters.letters

    def noted(page: _PageLetters) -> Iterator[Letter]:
        found.extend(original(page))
        return iter(found)

    monkeypatch.setattr(_PageLetters, "letters", noted)
    _pages(LINES[name])
    assert len([letter for letter in found if letter.text != " "]) == letters
