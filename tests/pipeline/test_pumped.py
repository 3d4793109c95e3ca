"""Small texts full of labels, times, brackets and directions: every format that prints lines accounts for all words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from xml.sax.saxutils import escape

import docx
import pytest
from attrs import asdict

from docconv.model import Resolved
from docconv.pipeline import read, write
from docconv.verify import differences
from support.pdf_pages import pdf, set_lines
from support.pumped import pumped_text

MARKUP = Counter("bbvamp")
"""Letters of tags and references that a text may have for its layout."""


def rows(text: str) -> list[str]:
    """The visible lines of a text, without signs that markup cannot carry."""
    kept = ("".join(char for char in row if char == "\t" or char >= " ") for row in text.splitlines())
    return [row for row in kept if row.strip()]


def as_word(text: str) -> bytes:
    """A Word document with a paragraph for each line."""
    document, out = docx.Document(), BytesIO()
    for row in rows(text):
        document.add_paragraph(row)
    document.save(out)
    return out.getvalue()


def as_tei(text: str) -> bytes:
    """TEI with a paragraph for each line, and nobody who speaks."""
    said = "".join(f"<p>{escape(row)}</p>" for row in rows(text)) or "<p/>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{said}</body></text></TEI>'.encode()


def as_pages(text: str) -> bytes:
    """A page of a PDF with these lines."""
    return pdf(set_lines(rows(text)[:40]))


FORMATS: Mapping[str, tuple[int, Callable[[str], bytes]]] = {
    "text": (500, str.encode),
    "tei": (200, as_tei),
    "pdf": (100, as_pages),
    "docx": (60, as_word),
}
"""By format how many texts, and how they are put into it."""


def strings(value: object) -> str:
    """All strings in a value."""
    match value:
        case str():
            return value
        case dict():
            return "".join(map(strings, value.values()))
        case list() | tuple():
            return "".join(map(strings, value))
        case _:
            return ""


def letters(text: str) -> Counter[str]:
    """The letters and figures of a text, whatever it is printed in."""
    return Counter(char for char in text.casefold() if char.isalnum())


def carried(document: Resolved) -> Counter[str]:
    """All letters that a document has anywhere."""
    return letters(strings(asdict(document)))


@pytest.mark.parametrize("name", FORMATS)
def test_no_word_is_lost(name: str) -> None:
    """Neither by the account, which would refuse the text, nor by a count of its letters."""
    number, made = FORMATS[name]
    for seed in map(str, range(number)):
        text = pumped_text(seed)
        document = read(made(text), format=name)
        if name == "text":
            assert not letters(text) - carried(document) - MARKUP, seed


@pytest.mark.parametrize("name", ["tei", "docx", "pdf"])
def test_what_is_written_of_it_is_the_same(name: str) -> None:
    """Read back from each format, with whatever labels and times it has."""
    for seed in map(str, range(120, 160)):
        document = read(pumped_text(seed).encode(), format="text")
        assert not list(differences(document, read(write(document, name), format=name))), seed


def test_a_page_ends_behind_marks_of_direction() -> None:
    """A form feed behind a colon is none of what is moved before marks of direction."""
    spoken = partial(read, format="text")
    assert "\f" not in strings(asdict(spoken("Bo: \u202eabc\u202c May:\f".encode())))
