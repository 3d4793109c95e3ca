"""The PDF file around its pages: what it says of itself, what it carries, that it is the same each time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, cast

import pikepdf
import pytest
from attrs import evolve
from lxml import etree
from pikepdf import Name

from docconv.formats.pdf.syntax.objects import Objects, literal
from docconv.formats.pdf.writing.document import Options, write
from docconv.model import Resolved
from docconv.tei.writing.edition import edition
from support.pdf_documents import SENTENCE, document, narrative, pdf, says, section
from support.places import ROOT
from support.tagged import attachments, lines, opened, shown

DAY = datetime(2024, 2, 26, 18, 30, tzinfo=timezone(timedelta(hours=4)))
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@pytest.fixture(scope="module")
def talk() -> Resolved:
    """A document of a few pages with a title and nested sections."""
    inner = section("Noon: the soup", says(SENTENCE * 60, number=2))
    morning = section("Morning", says(SENTENCE * 40), inner)
    evening = section("Evening", narrative("They left."))
    return document(morning, evening, title="A day & its <night>", lang="en-GB", source="notes/day.v2.txt")


@pytest.fixture(scope="module")
def data(talk: Resolved) -> bytes:
    """Its file."""
    return write(talk, Options(created=DAY))[0]


@pytest.fixture
def file(data: bytes) -> pikepdf.Pdf:
    """Its file, read."""
    return opened(data)


def test_the_file_is_sound(file: pikepdf.Pdf) -> None:
    """qpdf has nothing to say about it."""
    assert file.check_pdf_syntax() == []
    assert file.pdf_version == "1.7"


def test_the_language_and_the_title_are_told(file: pikepdf.Pdf) -> None:
    """And the title, not the name of the file, stands in the frame of the window."""
    assert str(file.Root.Lang) == "en-GB"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert str(file.docinfo["/Title"]) == "A day & its <night>"


def test_the_file_says_that_it_is_tagged(file: pikepdf.Pdf) -> None:
    """And that its tags have properties of their own."""
    assert file.Root.MarkInfo.Marked
    assert file.Root.MarkInfo.UserProperties


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("{http://www.aiim.org/pdfa/ns/id/}part", "3"),
        ("{http://www.aiim.org/pdfa/ns/id/}conformance", "A"),
        ("{http://www.aiim.org/pdfua/ns/id/}part", "1"),
        ("{http://ns.adobe.com/xap/1.0/}CreateDate", "2024-02-26T14:30:00Z"),
    ],
)
def test_the_metadata_name_the_standards(file: pikepdf.Pdf, name: str, value: str) -> None:
    """PDF/A-3a and PDF/UA-1, and the date in UTC."""
    root = etree.fromstring(file.Root.Metadata.read_bytes())
    assert [element.text for element in root.iter(name)] == [value]


def test_the_title_in_the_metadata_is_that_of_the_document(file: pikepdf.Pdf) -> None:
    """With its signs of markup."""
    root = etree.fromstring(file.Root.Metadata.read_bytes())
    assert root.findtext(f".//{RDF}Alt/{RDF}li") == "A day & its <night>"


def test_colours_are_srgb(file: pikepdf.Pdf) -> None:
    """The output intent carries the profile."""
    (intent,) = file.Root.OutputIntents
    assert intent.S == Name.GTS_PDFA1
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_the_tei_is_attached_as_the_source(talk: Resolved, data: bytes) -> None:
    """Byte for byte what the TEI writer gives, named after the document."""
    (file,) = attachments(data)
    content = file.EF.F
    assert file.AFRelationship == Name.Source
    assert (str(file.F), str(file.UF)) == ("day.v2.xml", "day.v2.xml")
    assert content.read_bytes() == edition(talk, created=DAY)
    assert bytes(content.Params.CheckSum) == hashlib.md5(content.read_bytes(), usedforsecurity=False).digest()


def test_a_document_without_a_source_has_an_attachment_all_the_same() -> None:
    """Under a name of its own."""
    (file,) = attachments(pdf(says("Hello.")))
    assert str(file.UF) == "transcript.xml"


def entries(items: list[pikepdf.OutlineItem]) -> list[object]:
    """An outline as nested lists of titles."""
    return [[item.title, *entries(list(item.children))] for item in items]


def test_the_outline_has_title_and_sections(file: pikepdf.Pdf) -> None:
    """Nested as they are."""
    with file.open_outline() as outline:
        wanted = [["A day & its <night>", ["Morning", ["Noon: the soup"]], ["Evening"]]]
        assert entries(list(outline.root)) == wanted


def test_an_outline_entry_leads_to_its_heading(file: pikepdf.Pdf) -> None:
    """To the page, and to the height where it stands."""
    with file.open_outline() as outline:
        (_, evening) = outline.root[0].children
        page, how, _, height, _ = cast("Any", evening.destination)
    on_page = "".join(shown(pikepdf.Page(page)).values())
    assert "Evening" in on_page
    assert how == Name.XYZ
    assert 80 < float(height) < 800


def test_a_document_without_headings_has_its_title_in_the_outline() -> None:
    """The title for catalogues is printed where there is no other, and leads to the first page."""
    assert [item.title for item in opened(pdf(says("Hello."))).open_outline().root] == ["Transcript"]


def test_pages_have_labels_and_follow_the_structure(file: pikepdf.Pdf) -> None:
    """Tab order is the order of the tree."""
    assert file.Root.PageLabels.Nums[1].S == Name.D
    assert {page.obj.Tabs for page in file.pages} == {Name.S}
    assert [int(page.obj.StructParents) for page in file.pages] == list(range(len(file.pages)))


def test_the_number_stands_on_every_page_and_the_title_from_the_second_on(data: bytes) -> None:
    """Both outside of the text."""
    count = len(opened(data).pages)
    assert count > 2
    for number in range(count):
        found = lines(data, number)
        assert f"{number + 1} / {count}" in found
        assert ("A day & its <night>" in found[-1]) == (number > 0)


def test_what_is_no_text_is_marked_as_pagination(file: pikepdf.Pdf) -> None:
    """A reader aloud skips it."""
    content = file.pages[1].Contents.read_bytes()
    assert content.count(b"/Artifact <</Type /Pagination") == 2


@pytest.mark.parametrize(("page", "size"), [("A4", (595.28, 841.89)), ("Letter", (612.0, 792.0))])
def test_the_paper_can_be_chosen(talk: Resolved, page: str, size: tuple[float, float]) -> None:
    """A4, or Letter."""
    options = Options(paper="A4" if page == "A4" else "Letter")
    box = [float(edge) for edge in opened(write(talk, options)[0]).pages[0].mediabox]
    assert tuple(box) == (0, 0, *size)


def test_the_same_document_gives_the_same_bytes(talk: Resolved, data: bytes) -> None:
    """Also in another process, whose hashes differ."""
    script = (
        "import hashlib, docconv; from docconv.formats.pdf.writing.document import *; from support.pdf_documents import *;"
        "print(hashlib.sha256(pdf(says('Hello, Ελλάδα 中文.'), narrative('So.'), title='T')).hexdigest())"
    )
    here = hashlib.sha256(pdf(says("Hello, Ελλάδα 中文."), narrative("So."), title="T")).hexdigest()
    command = [sys.executable, "-c", script]
    there = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT / "tests")
    assert there.stdout.strip() == here
    assert write(talk, Options(created=DAY))[0] == data


@pytest.mark.parametrize("year", [1, 999, 9999])
def test_a_year_has_four_figures(year: int) -> None:
    """In the document information and in the metadata."""
    data = write(document(says("Hello.")), Options(created=datetime(year, 3, 1, tzinfo=UTC)))[0]
    assert str(opened(data).docinfo["/CreationDate"]) == f"D:{year:04}0301000000+00'00'"
    assert f"<xmp:CreateDate>{year:04}-03-01T".encode() in opened(data).Root.Metadata.read_bytes()


def test_a_file_without_a_date_bears_a_fixed_one() -> None:
    """The clock is not read."""
    assert str(opened(pdf(says("Hello."))).docinfo["/CreationDate"]) == "D:19800101000000+00'00'"


def test_other_words_give_another_identifier(talk: Resolved, file: pikepdf.Pdf) -> None:
    """It is a digest of the content."""
    other = opened(write(evolve(talk, body=talk.body[:1]), Options(created=DAY))[0])
    assert bytes(other.trailer.ID[0]) != bytes(file.trailer.ID[0])


def test_small_objects_stand_in_compressed_streams(data: bytes) -> None:
    """Only streams are objects of their own; the structure tree is most of a file otherwise."""
    assert b"/Type /ObjStm" in data
    assert b"/StructElem" not in data


def test_a_parent_leads_from_every_mark_to_its_element(file: pikepdf.Pdf) -> None:
    """The parent tree lists them by page and number."""
    nums = file.Root.StructTreeRoot.ParentTree.Nums
    for page, elements in zip(nums[::2], nums[1::2], strict=True):
        marks = shown(file.pages[int(page)]).keys() - {-1}
        assert len(elements) == len(marks)


def test_turns_are_found_by_their_ids(file: pikepdf.Pdf) -> None:
    """In the tree of ids, sorted."""
    names = file.Root.StructTreeRoot.IDTree.Kids[0].Names
    assert [str(name) for name in names[::2]] == ["t1", "t2"]
    assert {node.S for node in names[1::2]} == {Name.Speech}


def test_own_types_are_mapped_to_known_ones(file: pikepdf.Pdf) -> None:
    """A program that knows no `Speech` sees a `Div`."""
    roles = file.Root.StructTreeRoot.RoleMap
    assert (roles.Speech, roles.Speaker, roles.Narrative) == (Name.Div, Name.Span, Name.P)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", b"(plain)"),
        ("(a\\b)", b"(\\(a\\\\b\\))"),
        ("é", b"<FEFF00E9>"),
        ("\n", b"<FEFF000A>"),
        ("", b"()"),
    ],
)
def test_text_strings(text: str, written: bytes) -> None:
    """ASCII in brackets, all else in UTF-16."""
    assert literal(text) == written


def test_objects_may_be_reserved_before_they_are_written() -> None:
    """So that two of them can name each other."""
    objects = Objects()
    later, now = objects.reserve(), objects.add(b"<< /Type /Catalog /Pages 1 0 R >>")
    objects.put(later, b"<< /Type /Pages /Count 0 /Kids [] >>")
    data = objects.file(now, objects.add(b"<< >>"))
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", data)
    assert int(opened(data).Root.Pages.Count) == 0
