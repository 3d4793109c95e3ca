"""What is no DOCX, or means harm, is refused at once in one line; what is only odd is read."""

from __future__ import annotations

import resource
import struct
import sys
import time

import pytest

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.docx import package as packages
from docconv.formats.docx.package import opened
from docconv.formats.docx.read import read
from docx_editing import EVENING, repacked, result, with_part, written

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


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_it_at_once(name: str) -> None:
    """In two seconds and half a gigabyte at most, whatever it would unfold to."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(BadInputError):
        read(Source(REFUSED[name][0], "a.docx"))
    unit = 1 if sys.platform == "darwin" else 1024
    assert time.process_time() - start < 2
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit < 500 * 2**20


def test_many_empty_paragraphs_are_read_quickly() -> None:
    """As many as stay below what counts as a bomb."""
    data, start = main_part("<w:p/>" * 500_000), time.process_time()
    assert result(data)[0].body == ()
    assert time.process_time() - start < 4


def test_the_whole_file_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where each part is small enough."""
    monkeypatch.setattr(packages, "LARGEST_FILE", 10_000)
    with pytest.raises(BadInputError, match="unfolds"):
        opened(Source(written()))


def test_each_part_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if it shrinks no more than text does."""
    monkeypatch.setattr(packages, "LARGEST_PART", 5_000)
    with pytest.raises(BadInputError, match="unfolds"):
        opened(Source(written()))


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
    related = opened(Source(data)).related("", "officeDocument")
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
