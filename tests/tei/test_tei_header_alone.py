"""Facts of a TEI file change in its header, and the bytes behind it are not read into a tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from docconv.metadata.facts import FactPairs, with_facts
from docconv.model import Resolved
from docconv.pipeline import convert, read, write_with_notices
from docconv.tei.keeping.editing import edited
from docconv.tei.keeping.header.alone import HeaderAlone
from docconv.tei.reading.reader import document_of
from support.tei_editors import HEADER as PEOPLE
from support.tei_editors import PLAY, SITTING

OWN = (Path(__file__).parent / "files" / "bare-edition.xml").read_bytes()
BEFORE = "<?xml version='1.0' encoding='{}'?>\n<?model seen?>\n<!-- <teiHeader> by hand -->\n"
BEHIND = '<text>\n<body >{}<p xml:id = "x">caf\u00e9 &#x2014; <![CDATA[a<b]]></p>\r\n</body></text>'
FACTS = (
    (("title", "The Weir"),),
    (("author", "Zoe Lund"), ("publisher", "Lund"), ("licence", "CC BY 4.0"), ("editor", "")),
    (("date", "1999-02-03"), ("revision", "2024-01-01: Checked"), ("status", "draft"), ("shelf", "K 7")),
    (
        ("idno", "DOI: 10.5555/2"),
        ("subtitle", "Or not"),
        ("resp", "keying: Dag R\u00f6e"),
        ("meeting", "Ninth"),
    ),
)


def file(text: str = PLAY, *, encoding: str = "utf-8", prefix: str = "", header: str = PEOPLE) -> bytes:
    """A file with things around its header that no two writers of XML write alike."""
    inside = header + BEHIND.format(text)
    space = "xmlns"
    if prefix:
        space = f"xmlns:{prefix}"
        inside = inside.replace("</", "\0").replace("<![", "\1").replace("<", f"<{prefix}:")
        inside = inside.replace("\0", f"</{prefix}:").replace("\1", "<![")
    tag = f"{prefix}:TEI" if prefix else "TEI"
    whole = f"{BEFORE.format(encoding)}<{tag} {space}='http://www.tei-c.org/ns/1.0'>{inside}</{tag}>\n<!-- end -->"
    return whole.encode(encoding)


FILES = {
    "play": file(),
    "sitting": file(SITTING),
    "prefixed": file(prefix="t"),
    "latin-1": file(encoding="iso-8859-1"),
    "own": OWN,
}


def canonical(data: bytes) -> bytes:
    """Canonical XML."""
    return etree.tostring(etree.fromstring(data), method="c14n2")


def whole(document: Resolved, facts: FactPairs) -> bytes | None:
    """The file as the tree of all of it has it."""
    assert document.origin is not None
    found = edited(with_facts(document, facts), document.origin)
    return None if found is None else found.data


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("facts", FACTS)
def test_a_header_alone_says_what_the_whole_tree_says(name: str, facts: FactPairs) -> None:
    """And every byte before it and behind it is what it was, in whatever encoding and under whatever prefix."""
    data = FILES[name]
    alone, tree = HeaderAlone.of(data), whole(read(data, format="tei"), facts)
    told = None if alone is None else alone.given(facts)
    assert alone is not None
    assert told is not None
    assert tree is not None
    assert canonical(told) == canonical(tree)
    assert told.startswith(data[: alone.start])
    assert told.endswith(data[alone.end :])


def test_what_is_converted_and_what_is_written_is_told_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No tree of the whole file is made, from the command line or from a document."""
    monkeypatch.setattr("docconv.tei.keeping.editing._edited", None)
    path, out = tmp_path / "a.xml", tmp_path / "b.xml"
    path.write_bytes(FILES["play"])
    convert(path, out, metadata={"title": "The Weir", "publisher": "Lund"})
    data, notices = write_with_notices(
        with_facts(read(path), (("title", "The Weir"), ("publisher", "Lund"))), "tei"
    )
    assert (out.read_bytes(), notices) == (data, ())
    assert b"<title>The Weir</title>" in data


def test_what_is_converted_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader sees no more than the header."""
    path, sizes = tmp_path / "a.xml", list[int]()
    path.write_bytes(file(PLAY * 50))
    reading = "docconv.tei.keeping.header.alone.document_of"

    def counted(data: bytes, name: str) -> object:
        sizes.append(len(data))
        return document_of(data, name)

    monkeypatch.setattr(reading, counted)
    convert(path, tmp_path / "b.xml", metadata={"author": "Zoe Lund"})
    assert sizes
    assert max(sizes) < 2000 < path.stat().st_size


def test_a_language_is_told_where_nothing_in_the_text_has_one() -> None:
    """With that of the root."""
    facts = (("lang", "nl"),)
    alone, other = HeaderAlone.of(FILES["play"]), HeaderAlone.of(file('<p xml:lang="de">Ja.</p>'))
    assert alone is not None
    assert other is not None
    told = alone.given(facts)
    assert told is not None
    assert b'xml:lang="nl">' in told[: alone.start + 20]
    assert read(told, format="tei").metadata.lang == "nl"
    assert other.given(facts) is None


@pytest.mark.parametrize("facts", [(("title", ""),), (("date", ""),)])
def test_where_the_text_may_tell_a_fact_it_is_read(facts: FactPairs) -> None:
    """A title page has a title and a date, where the header has none any more."""
    dated = PEOPLE.replace("<profileDesc>", '<profileDesc><creation><date when="1899"/></creation>')
    alone = HeaderAlone.of(file(header=dated))
    assert alone is not None
    assert alone.given(facts) is None


@pytest.mark.parametrize(
    "data",
    [
        b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><x/></teiHeader></teiCorpus>',
        FILES["play"].replace(b"</body>", b"</body><TEI><teiHeader></teiHeader></TEI>"),
        file(header=""),
        file(header="<teiHeader/>"),
        b"words",
    ],
)
def test_other_files_have_no_header_alone(data: bytes) -> None:
    """Those of several texts, and those without one."""
    assert HeaderAlone.of(data) is None
