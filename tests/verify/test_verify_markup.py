"""The second route of the proof: what stands in the markup of a file, read without any reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given

import docconv
from docconv.formats.lookup import named
from docconv.model import Resolved
from docconv.pipeline import read
from docconv.tei.reading.document import TeiReader
from docconv.testing import documents
from docconv.verify import prove, reading_once, verify
from docconv.verify.projection import project
from docconv.verify.proofs import contradictions, views
from support.sown import TALK, TEI, Change, repacked, swap, told

FORMATS = ("tei", "docx", "pdf", "html")
SUFFIXES = {"tei": "xml", "docx": "docx", "pdf": "pdf", "html": "html"}
STYLE = r'<w:pStyle w:val="{}"/></w:pPr>(?:(?!<w:pStyle).)*?{}'
PARAGRAPH = r"<w:p>(?:(?!<w:p>).)*?{}.*?</w:p>"


@cache
def talk() -> Resolved:
    """The document of the talk."""
    return read(TALK.encode(), format="text")


@cache
def file_of(name: str) -> bytes:
    """The talk in a format."""
    return docconv.write(talk(), name)


@pytest.mark.parametrize("name", FORMATS)
@given(document=documents())
def test_markup_tells_what_the_document_tells(name: str, document: Resolved) -> None:
    """All words in order, borders and kinds, labels; who speaks, where the markup says so."""
    assert contradictions(docconv.write(document, name), named(name), document) == ()


@pytest.mark.parametrize("name", ["docx", "pdf", "html"])
@given(document=documents())
def test_lists_in_front_are_no_words_of_the_document(name: str, document: Resolved) -> None:
    """Contents and participants are made from it."""
    data = docconv.write(document, name, options={"contents": True, "participants": True})
    assert contradictions(data, named(name), document) == ()


@pytest.mark.parametrize(("name", "places"), [("tei", 1), ("docx", 2), ("pdf", 2), ("html", 1)])
def test_each_place_of_a_file_is_heard(name: str, places: int) -> None:
    """DOCX and PDF tell on their pages and in the TEI in them."""
    found = views(file_of(name), named(name))
    assert len(found) == places
    assert found[-1].document == project(talk())


def test_files_of_others_tell_nothing() -> None:
    """Their markup may mean anything."""
    assert views(file_of("tei").replace(b'key="docconv"', b'key="tei_all"'), named("tei")) == ()
    assert views(repacked(file_of("docx"), "customXml/item1.xml", lambda _: "<none/>"), named("docx")) == ()
    with pikepdf.open(BytesIO(file_of("pdf"))) as pdf:
        del pdf.Root.AF
        pdf.save(changed := BytesIO())
    assert views(changed.getvalue(), named("pdf")) == ()


def test_what_a_profile_cannot_carry_is_no_difference() -> None:
    """The row of a format says what its files lack under which options; everything else is compared."""
    options = {"profile": "parliament"}
    data = docconv.write(talk(), "tei", options=options)
    assert {difference.aspect for difference in prove(talk(), data, "tei")} == {"quotations", "speakers"}
    assert prove(talk(), data, "tei", options=options) == ()
    other = data.replace(b"garden", b"harbour")
    assert {difference.aspect for difference in prove(talk(), other, "tei", options=options)} == {"words"}


# ------------ into the TEI that DOCX and PDF carry

UNSEEN = {"another language", "another name of a person", "a person who is a group"}
"""Facts that the pages do not tell: they are found against another file."""


@pytest.mark.parametrize("name", TEI)
def test_what_is_sown_into_the_tei_of_a_docx_is_found(tmp_path: Path, name: str) -> None:
    """The file alone betrays it: its pages tell otherwise; or another file does."""
    change, place = TEI[name]
    changed = repacked(file_of("docx"), "customXml/item1.xml", change)
    (tmp_path / "a.docx").write_bytes(changed)
    (tmp_path / "a.xml").write_bytes(file_of("tei"))
    found = told(verify([tmp_path / "a.xml", tmp_path / "a.docx"]))
    assert any(place in sentence for sentence in found), found


@pytest.mark.parametrize("name", TEI)
def test_what_is_sown_into_the_tei_of_a_pdf_is_found(tmp_path: Path, name: str) -> None:
    """Here the pages tell who speaks, too."""
    change, place = TEI[name]
    with pikepdf.open(BytesIO(file_of("pdf"))) as pdf:
        stream = pdf.Root.AF[0].EF.F
        stream.write(change(stream.read_bytes().decode("utf-8")).encode("utf-8"))
        pdf.save(tmp_path / "a.pdf")
    (tmp_path / "a.xml").write_bytes(file_of("tei"))
    found = told(verify([tmp_path / "a.xml", tmp_path / "a.pdf"]))
    assert any(place in sentence for sentence in found), found


@pytest.mark.parametrize("name", TEI)
def test_what_is_sown_before_a_pdf_is_written_is_found(tmp_path: Path, name: str) -> None:
    """Pages and TEI agree, but not with the other file."""
    change, place = TEI[name]
    changed = read(change(file_of("tei").decode("utf-8")).encode("utf-8"), format="tei")
    (tmp_path / "a.pdf").write_bytes(docconv.write(changed, "pdf"))
    (tmp_path / "a.xml").write_bytes(file_of("tei"))
    found = told(verify([tmp_path / "a.xml", tmp_path / "a.pdf"]))
    assert any(place in sentence for sentence in found), found


# ------------ into the pages


DOCX: dict[str, tuple[Change, str]] = {
    "a word dropped": (swap("forty plots", "plots"), "t1"),
    "a word doubled": (swap("forty plots", "forty forty plots"), "t1"),
    "two words swapped": (swap("Good morning", "morning Good"), "t1"),
    "a letter changed": (swap("Who waters", "Who wafers"), "t2"),
    "capitals changed": (swap("Who waters", "who waters"), "t2"),
    "a label lost": (swap('<w:r><w:rPr><w:rStyle w:val="Speaker"/></w:rPr><w:t[^>]*>Jan Molnar</w:t></w:r>', ""), "t2"),
    "a label changed": (swap(">Jan Molnar<", ">Jan M.<"), "t2"),
    "a label among the words": (swap('<w:rStyle w:val="Speaker"/></w:rPr>(<w:t[^>]*>Jan)', r"</w:rPr>\1"), "t2"),
    "a turn dropped": (swap(PARAGRAPH.format("Who waters"), ""), "t2"),
    "two turns swapped": (
        swap(f"({PARAGRAPH.format('Who waters')})({PARAGRAPH.format('A bell')})({PARAGRAPH.format('Everybody')})", r"\3\2\1"), "order",
    ),
    "a turn without a bookmark": (swap(r'<w:bookmarkStart w:id="\d+" w:name="t2"/>', ""), "t2"),
    "a turn with another bookmark": (swap('w:name="t2"', 'w:name="t9"'), "t2"),
    "two turns merged": (
        swap(r'(It comes from.*?)<w:bookmarkEnd w:id="(\d+)"/>(</w:p>.*?)<w:bookmarkStart w:id="\d+" w:name="t2"/>(.*?)<w:bookmarkEnd w:id="\d+"/>',
             r'\1\3\4<w:bookmarkEnd w:id="\2"/>'), "t2",
    ),
    "a paragraph dropped": (swap(PARAGRAPH.format("The meeting ended"), ""), "noon"),
    "speech that became narrative": (
        swap(r'w:val="Speech"(/></w:pPr>)<w:bookmarkStart w:id="\d+" w:name="t2"/>', r'w:val="Narrative"\1'), "t2",
    ),
    "a direction that became narrative": (swap(r'w:val="StageDirection"(/></w:pPr>(?:(?!w:pStyle).)*?A bell)', r'w:val="Narrative"\1'), "stage"),
    "a direction dropped": (swap(PARAGRAPH.format("A bell"), ""), "bell"),
    "a heading that became narrative": (swap('w:val="Title"', 'w:val="Narrative"'), "title"),
    "a separator dropped": (swap(PARAGRAPH.format("x x x"), ""), "x x x"),
    "a quotation unmarked": (swap('<w:rPr><w:rStyle w:val="Said"/></w:rPr>', ""), "quotation"),
    "words glued": (swap("Thank you", "Thankyou"), "t5"),
    "a word hidden": (swap("(<w:r>)(<w:t[^>]*>)Everybody does", r"\1<w:delText>Everybody </w:delText>\2does"), "t3"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCX)
def test_what_is_sown_into_the_pages_of_a_docx_is_found(tmp_path: Path, name: str) -> None:
    """The file alone betrays it, and names the turn."""
    change, place = DOCX[name]
    changed = tmp_path / "a.docx"
    changed.write_bytes(repacked(file_of("docx"), "word/document.xml", change))
    sentences = told(verify([changed, changed]))
    assert any(place in one and "its pages" in one for one in sentences), sentences


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All elements of the structure tree."""
    stack: list[Any] = [pdf.Root.StructTreeRoot]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Dictionary):
            yield node
            kids: Any = node.get("/K", [])
            stack.extend([*kids][::-1] if isinstance(kids, pikepdf.Array) else [kids])


def element(pdf: pikepdf.Pdf, kind: str, at: int = 0) -> pikepdf.Object:
    """The n-th element of a type."""
    return [node for node in structure(pdf) if node.get("/S") == f"/{kind}"][at]


def words_replaced(pdf: pikepdf.Pdf) -> None:
    """Let one element tell other words than it shows."""
    element(pdf, "P", 2).ActualText = "Jan Molnar: Who waves at them?"


def who_replaced(pdf: pikepdf.Pdf) -> None:
    """Let the second turn be somebody else's."""
    element(pdf, "Speech", 1).A.P[0].V = "#ilona-kis"


def label_unmarked(pdf: pikepdf.Pdf) -> None:
    """Let a label be a mere span."""
    element(pdf, "Speaker", 1).S = pikepdf.Name.Span


def speech_to_narrative(pdf: pikepdf.Pdf) -> None:
    """Let the second turn be narrative."""
    element(pdf, "Speech", 1).S = pikepdf.Name.Narrative


def id_replaced(pdf: pikepdf.Pdf) -> None:
    """Let the second turn bear another number."""
    element(pdf, "Speech", 1).ID = "t9"


def quotation_replaced(pdf: pikepdf.Pdf) -> None:
    """Let the quotation be somebody else's."""
    element(pdf, "Quote").A.P[0].V = "#jan-molnar"


def turns_swapped(pdf: pikepdf.Pdf) -> None:
    """Let two turns change places."""
    first = element(pdf, "Speech", 0)
    kids = first.P.K
    places = [at for at, kid in enumerate(kids) if kid.get("/S") == "/Speech"][:2]
    one, two = kids[places[0]], kids[places[1]]
    kids[places[0]], kids[places[1]] = two, one


def turn_dropped(pdf: pikepdf.Pdf) -> None:
    """Take the second turn out of the tree."""
    gone = element(pdf, "Speech", 1)
    gone.P.K = pikepdf.Array([kid for kid in gone.P.K if kid.get("/ID") != "t2"])


PDF: dict[Callable[[pikepdf.Pdf], None], str] = {
    words_replaced: "t2",
    who_replaced: "t2",
    label_unmarked: "t2",
    speech_to_narrative: "t2",
    id_replaced: "t9",
    quotation_replaced: "quotation",
    turns_swapped: "order",
    turn_dropped: "t2",
}


@pytest.mark.parametrize("change", PDF, ids=lambda change: change.__name__)
def test_what_is_sown_into_the_tree_of_a_pdf_is_found(
    tmp_path: Path, change: Callable[[pikepdf.Pdf], None]
) -> None:
    """The file alone betrays it; it is told as every other difference, and the other files are compared."""
    changed, good = tmp_path / "a.pdf", tmp_path / "a.xml"
    good.write_bytes(file_of("tei"))
    with pikepdf.open(BytesIO(file_of("pdf"))) as pdf:
        change(pdf)
        pdf.save(changed)
    verdicts = verify([changed, good, good])
    sentences = told(verdicts)
    assert any(PDF[change] in one and "its pages" in one for one in sentences), sentences
    assert verdicts[-1].same


# ------------ whole sets


@pytest.mark.parametrize("name", FORMATS)
def test_a_good_file_proves_itself(name: str) -> None:
    """What was written from a document tells what the document tells."""
    assert prove(talk(), file_of(name), name) == ()


def test_what_three_files_carry_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as it is the same; by itself, each file is read anew."""
    files = [file_of(name) for name in ("tei", "docx", "pdf")]
    read_: list[bytes] = []
    original = TeiReader.read

    def noted(self: TeiReader, data: bytes) -> None:
        read_.append(data)
        original(self, data)

    monkeypatch.setattr(TeiReader, "read", noted)
    other = files[0].replace(b"forty plots", b"fifty plots")
    with reading_once():
        for name, data in zip(("tei", "docx", "pdf", "tei"), (*files, other), strict=True):
            assert (prove(talk(), data, name) == ()) == (data is not other)
    assert read_ == [files[0], other]
    prove(talk(), files[1], "docx")
    assert len(read_) == 3


def test_the_part_that_a_file_carries_may_be_ignored(tmp_path: Path) -> None:
    """Who edited a Word document on purpose knows that the TEI in it is older."""
    edited = tmp_path / "a.docx"
    edited.write_bytes(repacked(file_of("docx"), "word/document.xml", swap("forty plots", "fifty plots")))
    assert {one.aspect for verdict in verify([edited, edited]) for one in verdict.differences} == {"carried"}
    assert told(verify([edited, edited], tolerances=frozenset({"carried"}))) == []


def test_examples_and_gold_are_the_same_in_all_formats(examples: tuple[Path, ...], shared: Path) -> None:
    """Nothing is found in good files; the words of sources are looked at in the examples."""
    for source in (*examples, *sorted(shared.glob("gold/*/*.txt"))):
        if source.stat().st_size > 40_000:  # `make conformance` has all
            continue
        document = read(source)
        for name in FORMATS:
            assert prove(document, docconv.write(document, name), name) == (), (source.name, name)
