"""What is no DOCX, or means harm, is refused at once in one line; what is only odd is read."""

from __future__ import annotations

import resource
import struct
import sys
import warnings
import zipfile
from functools import cache, partial
from io import BytesIO

import docx
import pytest

from docconv.containers import zips
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.docx.package import reading as packages
from docconv.formats.docx.package.reading import open_package
from docconv.formats.docx.reading.document import read
from docconv.model import Narrative
from support.docx_editing import EVENING, repacked, result, with_part, written
from support.docx_others import saved
from support.growth import excess, quickest

MAIN = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def main_part(body: str, before: str = "") -> bytes:
    """The file with another text."""
    text = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return with_part(written(), MAIN, text.encode())


def flagged_as_encrypted() -> bytes:
    """The file with the first bit of the flags set in each entry of the directory (APPNOTE 4.4.4)."""
    data, place = bytearray(written()), 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        (flags,) = struct.unpack_from("<H", data, place + 8)
        struct.pack_into("<H", data, place + 8, flags | 1)
        place += 4
    return bytes(data)


def damaged() -> bytes:
    """The file with some bytes of its main part overwritten."""
    data = bytearray(written())
    place = data.find(MAIN.encode()) + 40
    data[place : place + 20] = b"\xff" * 20
    return bytes(data)


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "the file is empty; give a DOCX file"),
    "text": (b"Anna: Hello.", "not a DOCX file, or a damaged one"),
    "the beginning of an archive": (b"PK\x03\x04", "not a DOCX file, or a damaged one"),
    "half of a file": (written()[:4000], "not a DOCX file, or a damaged one"),
    "an old Office file": (OLE, "this is an old Office file, such as .doc; save it as .docx"),
    "a file with a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "it is protected by a password; save it without the password",
    ),
    "an encrypted archive": (flagged_as_encrypted(), "it is encrypted"),
    "damaged data": (damaged(), f"its part {MAIN} is damaged"),
    "broken XML": (with_part(written(), MAIN, b"<w:document"), f"its part {MAIN} is not well-formed XML"),
    "no text at all": (with_part(written(), MAIN, None), "not a Word document"),
    "another kind of text": (with_part(written(), MAIN, b"<html/>"), "not a Word document"),
    "entities": (
        main_part("<w:p/>", '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'),
        "has a document type, which DOCX forbids",
    ),
    "ten thousand tables in one another": (main_part("<w:tbl>" * 10_000), "is not well-formed XML"),
    "a bomb of spaces": (main_part(" " * 20_000_000), "it unfolds to more than a transcript can be"),
    "a bomb of paragraphs": (main_part("<w:p/>" * 2_000_000), "it unfolds to more than a transcript can be"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_what_it_cannot_read(name: str) -> None:
    """With the name of the file, what is wrong and what to do, on one line."""
    data, message = REFUSED[name]
    with pytest.raises(BadInputError) as caught:
        read(Source(data, "a.docx"))
    assert str(caught.value).startswith("a.docx: ")
    assert message in str(caught.value)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def refuse(data: bytes) -> None:
    """Read what cannot be read."""
    with pytest.raises(BadInputError):
        read(Source(data, "a.docx"))


@cache
def time_of_the_largest() -> float:
    """How long it takes to read as much as stays below what counts as a bomb: the yardstick for what has to be
    quick, which is measured once.
    """
    return quickest(lambda: read(Source(HEAVY["very many empty paragraphs"], "a.docx")))


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_it_at_once(name: str) -> None:
    """Sooner than the largest file is read, with half a gigabyte at most, whatever it would unfold to."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert quickest(partial(refuse, REFUSED[name][0])) < time_of_the_largest()
    unit = 1 if sys.platform == "darwin" else 1024
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit < 500 * 2**20


def test_time_grows_with_the_paragraphs_alone() -> None:
    """As many empty ones as stay below what counts as a bomb."""
    small, large = (main_part("<w:p/>" * count) for count in (62_500, 500_000))
    assert result(large)[0].body == ()
    assert excess(result, small, large, 8) < 3


def test_the_whole_file_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where each part is small enough."""
    monkeypatch.setattr(zips, "LARGEST_FILE", 10_000)
    with pytest.raises(BadInputError, match="unfolds"):
        open_package(Source(written()))


def test_tags_have_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """An element takes many times the memory of its tag."""
    monkeypatch.setattr(packages, "MOST_TAGS", 30_000)
    assert open_package(Source(main_part("<w:p/>" * 2_000))).xml(MAIN) is not None
    package = open_package(Source(main_part("<w:p/>" * 20_000)))
    with pytest.raises(BadInputError, match="unfolds to more"):
        [package.xml(MAIN) for _ in range(3)]


def test_each_part_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if it shrinks no more than text does."""
    monkeypatch.setattr(zips, "LARGEST_PART", 5_000)
    with pytest.raises(BadInputError, match="unfolds"):
        open_package(Source(written()))


def test_text_that_repeats_itself_is_no_bomb() -> None:
    """A refrain of two megabytes shrinks much, and is read."""
    data = main_part(f"<w:p><w:r><w:t>{'Hear, hear! ' * 170_000}</w:t></w:r></w:p>")
    assert len(result(data)[0].body) == 1


def test_parts_are_found_by_their_relationships() -> None:
    """Programs name them as they like."""

    def rename(name: str, content: bytes) -> bytes:
        return content.replace(b"word/document.xml", b"word/document2.xml") if "rels" in name else content

    data = repacked(written(), rename)
    moved = data.replace(b"word/document.xml", b"word/d0cument.xml")
    assert moved != data
    related = open_package(Source(data)).related("", "officeDocument")
    assert list(related) == ["word/document2.xml"]


def test_a_style_that_is_based_on_itself_does_no_harm() -> None:
    """Nor two that are based on each other; text in them is narrative."""
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
    )
    styles = f'<w:styles xmlns:w="{W}">{style.format("A", "B")}{style.format("B", "A")}</w:styles>'
    text = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Hello.</w:t></w:r></w:p>'
    data = with_part(main_part(text), "word/styles.xml", styles.encode())
    assert [type(block).__name__ for block in result(data)[0].body] == ["Narrative"]


def test_without_styles_the_ids_tell() -> None:
    """They are the names without spaces."""
    data = with_part(written(), "word/styles.xml", f'<w:styles xmlns:w="{W}"/>'.encode())
    assert result(data) == (EVENING, ())


# ------------ documents that others wrote


def of_others(body: str, **parts: bytes) -> bytes:
    """A document of others with some WordprocessingML for a body, and other parts of the folder `word`."""
    data = saved(lambda _: None)
    text = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    for name, content in {"document": text.encode(), **parts}.items():
        data = with_part(data, f"word/{name}.xml", content)
    return data


def archive(*names: str) -> bytes:
    """An archive of parts with a few letters each."""
    buffer = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as target:
        warnings.simplefilter("ignore")
        for name in names:
            target.writestr(name, "<x/>")
    return buffer.getvalue()


LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
CELL = "<w:tbl><w:tr><w:tc>"
ODD: dict[str, tuple[bytes, str]] = {
    "an OpenDocument text": (archive("mimetype", "content.xml"), "not a Word document, but an OpenDocument"),
    "a workbook": (archive("[Content_Types].xml", "xl/workbook.xml"), "but an Excel workbook"),
    "a presentation": (archive("[Content_Types].xml", "ppt/presentation.xml"), "but a PowerPoint"),
    "any other archive": (archive("notes.txt"), "not a Word document, but an archive without one"),
    "an archive with nothing in it": (archive(), "not a Word document, but an archive without one"),
    "two main parts": (archive(MAIN, MAIN), f"it has two parts named {MAIN}"),
    "very many parts": (archive(*map(str, range(12_000))), "it has 12000 parts"),
    "a billion laughs": (
        with_part(of_others(""), MAIN, f"{LAUGHS}]><w:document xmlns:w='{W}'>&j;</w:document>".encode()),
        "has a document type, which DOCX forbids",
    ),
    "tables in tables": (of_others(CELL * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000), "is not well-formed"),
    "half of a large file": (of_others("<w:p/>" * 200_000)[:20_000], "not a DOCX file, or a damaged one"),
    "broken styles": (
        of_others("<w:p/>", styles=b"<w:styles"),
        "its part word/styles.xml is not well-formed",
    ),
    "another file": (b"%PDF-1.7", "not a DOCX file, or a damaged one"),
}


@pytest.mark.parametrize("name", ODD)
def test_refuses_other_files_at_once(name: str) -> None:
    """With what they are, on one line, sooner than the largest file is read, with half a gigabyte."""
    data, message = ODD[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadInputError) as caught:
        read(Source(data, "a.docx"))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert quickest(partial(refuse, data)) < time_of_the_largest()
    unit = 1 if sys.platform == "darwin" else 1024
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit < 500 * 2**20


HEAVY: dict[str, bytes] = {
    "sixty tables in one another": of_others(f"{CELL * 60}<w:p/>{'</w:tc></w:tr></w:tbl>' * 60}"),
    "very many empty paragraphs": of_others("<w:p/>" * 500_000),
    "controls in controls": of_others("<w:sdt><w:sdtContent>" * 100 + "</w:sdtContent></w:sdt>" * 100),
    "no body": with_part(of_others(""), MAIN, f"<w:document xmlns:w='{W}'/>".encode()),
    "numbers that are none": of_others(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr><w:ind w:left="1e999"/>'
        '<w:outlineLvl w:val="zz"/></w:pPr></w:p>'
    ),
}


@pytest.mark.parametrize("name", HEAVY)
def test_reads_what_is_only_odd(name: str) -> None:
    """There is nothing in it, and that is found about as soon as in the largest file."""
    source = Source(HEAVY[name], "a.docx")
    assert read(source)[0].body == ()
    assert quickest(partial(read, source)) < 4 * time_of_the_largest()


def test_reads_the_strict_form() -> None:
    """Of Open XML, which has other namespaces for the same names."""
    body = "<w:p><w:r><w:t>They spoke for a long time, and nobody wrote it down.</w:t></w:r></w:p>"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = repacked(of_others(body), lambda _, content: content.replace(W.encode(), strict))
    (block,) = read(Source(data, "a.docx"))[0].body
    assert isinstance(block, Narrative)


def test_a_bookmark_alone_does_not_make_a_file_ours() -> None:
    """Others name theirs `t1`, too."""
    mark = '<w:bookmarkStart w:id="1" w:name="t1"/>'
    data = of_others(f"<w:p>{mark}<w:r><w:t>Nobody said anything, so it was quiet.</w:t></w:r></w:p>")
    assert [type(block) for block in read(Source(data, "a.docx"))[0].body] == [Narrative]


IMAGE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
DANGLING = b'<Relationship Id="rId99" Type="%b" Target="NULL"/></Relationships>' % IMAGE
GIVEN_UP: dict[str, tuple[bytes, bytes]] = {
    "a template": (b"document.main+xml", b"template.main+xml"),
    "a file with macros": (
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    ),
    "a relationship that leads nowhere": (b"</Relationships>", DANGLING),
}


@pytest.mark.parametrize("name", GIVEN_UP)
def test_reads_what_python_docx_gives_up_on(name: str) -> None:
    """Word opens these files, too; for them docconv has an opener of its own."""
    body = "<w:p><w:r><w:t>They spoke for a long time, and nobody wrote it down.</w:t></w:r></w:p>"
    data = repacked(of_others(body), lambda _, content: content.replace(*GIVEN_UP[name]))
    with pytest.raises((KeyError, ValueError)):
        docx.Document(BytesIO(data))
    (block,) = read(Source(data, "a.docx"))[0].body
    assert isinstance(block, Narrative)
