"""What a text has in the place of a file that it includes, where that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from docconv.model import Narrative
from docconv.pipeline import read, read_with_notices
from docconv.walk import text_of, walk
from support.tei_by_others import tei

DECLARED = 'xml:lang="en" xmlns:xi="http://www.w3.org/2001/XInclude"'
INCLUDE = '<body><p>Before.</p><xi:include href="{}"><xi:fallback>{}</xi:fallback></xi:include><p>Behind.</p></body>'


def said(file: Path) -> list[str]:
    """The texts of a document, in order."""
    return [text_of(one.children) for one in walk(read(file)) if isinstance(one, Narrative)]


@pytest.mark.parametrize("inside", ["<p>List of <hi>books</hi>.</p>", "List of books."])
@pytest.mark.parametrize("href", ["gone.xml", "https://books.example/list.xml"])
def test_what_stands_instead_is_read(tmp_path: Path, href: str, inside: str) -> None:
    """As XInclude has it, be it blocks or words alone; that the file was not read is told."""
    file = tmp_path / "main.xml"
    file.write_text(tei(INCLUDE.format(href, inside), "", DECLARED))
    assert said(file) == ["Before.", "List of books.", "Behind."]
    assert any("is included, but was not read" in one.message for one in read_with_notices(file)[1])


def test_of_a_file_that_is_there_nothing_stands_instead(tmp_path: Path) -> None:
    """And no words are missed."""
    file = tmp_path / "main.xml"
    file.write_text(tei(INCLUDE.format("list.xml", "<p>No list.</p>"), "", DECLARED))
    whole = tei("<body><div><p>The list.</p></div></body>")
    (tmp_path / "list.xml").write_text(whole)
    assert "The list." in said(file)
    assert "No list." not in said(file)
