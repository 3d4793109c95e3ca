"""PDF as a whole: what other programs read from the pages, and what hostile text does to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from lxml import etree

from docconv.formats.pdf.writing.document import Options, write
from docconv.model import Document, Metadata, Paragraph, Resolved, Speaker, Text, Turn
from docconv.tei.writing.edition import edition
from docconv.testing import documents
from support.growth import excess
from support.pdf_documents import SENTENCE, document, narrative, pdf, says, section
from support.tagged import opened, tree

DRAWS = frozenset(("Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "Do", "sh"))
LETTERS = ("x\x00y", "x\x07y", "x\ud800y", "x\ufffey", "x\U0010fffdy")


def extracted(data: bytes) -> Iterator[str]:
    """The text of each page as pdfium finds it."""
    reader = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(reader)):
            yield reader[number].get_textpage().get_text_range()
    finally:
        reader.close()


def unmarked(data: bytes) -> list[str]:
    """The operators that draw outside of marked content, or in content that is neither element nor artifact."""
    found, depth, artifact = [], 0, False
    for page in opened(data).pages:
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            if name == "BDC":
                kind, entries = instruction.operands
                if depth:  # inside an artifact, what is told may be said to be nothing
                    silent = kind == pikepdf.Name.Span and str(entries.get("/ActualText", "?")) == ""
                    found += [] if silent and depth == 1 and artifact else [name]
                elif kind != pikepdf.Name.Artifact and "/MCID" not in entries:
                    found.append(name)
                artifact = artifact if depth else kind == pikepdf.Name.Artifact
                depth += 1
            depth -= name == "EMC"
            if name in DRAWS and depth == 0:
                found.append(name)
        assert depth == 0
    return found


def test_words_come_out_in_the_order_of_reading() -> None:
    """All of them, whole, over lines and pages; heads and feet of pages stand beside the text."""
    blocks = [says(SENTENCE * 3, label=f"Anna {number}", number=number) for number in range(1, 60)]
    pages = list(extracted(pdf(*blocks, title="The garden")))
    body = " ".join(re.sub(r"The garden$|\d+ / \d+", "", page, flags=re.MULTILINE) for page in pages)
    spoken = " ".join(f"Anna {number}: {SENTENCE * 3}" for number in range(1, 60))
    assert len(pages) > 3
    assert body.split() == spoken.split() or body.split() == f"The garden {spoken}".split()


def test_every_mark_is_told_or_an_artifact() -> None:
    """Nothing is drawn that a screen reader would stumble over."""
    blocks = (narrative("שלום 12"), section("Part", says("中文 👍 Ж")), says(SENTENCE * 200, number=2))
    assert unmarked(pdf(*blocks, title="A title")) == []


def test_the_check_for_marks_can_fail() -> None:
    """A page with a bare string is found out."""
    found = opened(pdf(says("Hello.")))
    page = found.pages[0]
    page.contents_add(b"BT (x) Tj ET")
    out = BytesIO()
    found.save(out)
    assert unmarked(out.getvalue()) == ["Tj"]


@pytest.mark.parametrize("text", LETTERS, ids=ascii)
def test_a_letter_that_nothing_can_show_is_told(text: str) -> None:
    """A notice names it, the page has a stand-in for it, the structure says it as it is; one more tells that
    the TEI in the file cannot carry it.
    """
    data, notices = write(document(says(text)), Options())
    replaced = ["text-changed"] * (text[1] in "\0\a\ud800\ufffe")
    assert [notice.code for notice in notices] == ["not-written", *replaced]
    assert f"U+{ord(text[1]):04X}" in notices[0].message
    assert text in tree(data).text or text[1] == "\ud800"
    assert any("x\ufffdy" in page for page in extracted(data))


def test_no_code_stands_for_a_control_character() -> None:
    """Some fonts have a glyph for U+0000, which no map to Unicode may name."""
    fonts = opened(pdf(says("a\x00b"))).pages[0].Resources.Font.values()
    assert not any(b"<0000>" in font.ToUnicode.read_bytes() for font in fonts)


def test_a_hostile_title_leaves_the_metadata_well_formed() -> None:
    """Markup is text, and what XML forbids is replaced."""
    source = Document((says("Hello."),), Metadata('a\x01<b>&"]]>(\\\ud800', "en", source="a(b\\.txt"))
    found = opened(write(source, Options())[0])
    metadata = etree.fromstring(found.Root.Metadata.read_bytes())
    (title,) = metadata.iterfind(".//{http://purl.org/dc/elements/1.1/}title//{*}li")
    assert title.text == 'a\ufffd<b>&"]]>(\\\ufffd'
    assert list(found.attachments) == ["a(b\\.xml"]


def test_the_attachment_is_what_the_tei_writer_gives() -> None:
    """Byte for byte."""
    source = document(says("Hello."), source="talk.txt")
    found = opened(write(source, Options())[0])
    assert found.attachments["talk.xml"].get_file().read_bytes() == edition(source)


@given(documents())
@settings(max_examples=20)
def test_any_document_becomes_a_sound_file(document: Resolved) -> None:
    """Pdfium draws it, all is marked, and a second run gives the same bytes."""
    data, notices = write(document, Options())
    assert len(list(extracted(data))) >= 1
    assert unmarked(data) == []
    assert write(document, Options()) == (data, notices)


def test_time_grows_with_the_turns_alone() -> None:
    """Up to two thousand of them, a day in parliament."""
    speaker = Speaker("anna")

    def turns(count: int) -> Resolved:
        parts = (Paragraph[Speaker]((Text(SENTENCE * 5),)),)
        told = tuple(Turn(f"t{at}", parts, (speaker,), "Anna") for at in range(1, count + 1))
        return Document(told, speakers=(speaker,))

    def written(document: Resolved) -> bytes:
        return write(document, Options())[0]

    small, large = turns(250), turns(2000)
    assert len(opened(written(large)).pages) > 200
    assert excess(written, small, large, 8) < 3
