"""Names of speakers change in the header of a TEI file, and the text behind it is not read into a tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from docconv.formats.tei.renaming import told as renamed
from docconv.model import Speaker
from docconv.pipeline import convert, read, write
from docconv.speakers.entered import with_table
from docconv.speakers.table import SpeakerTable
from docconv.tei.keeping.editing import edited
from docconv.tei.reading.reader import document_of
from support.tei_editors import FILES, HEADER, PLAY

TALK = (
    b"Ann Oak: The water rose above the stone.\n\nBob Elm: Then wait.\n\nAnn Oak: It left.\n\nBob Elm: Oh.\n"
)
BEHIND = "<text>\n<body >{}<p xml:id = 'x'>caf\u00e9 &#x2014; <![CDATA[a<b]]></p>\r\n</body></text>"
TEI = "<?xml version='1.0' encoding='{}'?>\n<!-- by hand -->\n<TEI xmlns='http://www.tei-c.org/ns/1.0'>{}{}</TEI>\n"
PARTS = '<person xml:id="bob"><persName><forename>Bob</forename> <surname>Elm</surname></persName><sex>1</sex></person>'
TAKEN_APART = HEADER.replace('<person xml:id="bob"><persName>Bob Elm</persName></person>', PARTS)


def file(text: str = PLAY, header: str = HEADER, encoding: str = "utf-8") -> bytes:
    """A file with things in its text that no two writers of XML write alike."""
    return TEI.format(encoding, header, BEHIND.format(text)).encode(encoding)


def table(**names: str) -> SpeakerTable:
    """What a speaker file says of some, by their ids."""
    return SpeakerTable(tuple(Speaker(key, name=name) for key, name in names.items()))


def by_the_tree(data: bytes, people: SpeakerTable) -> bytes | None:
    """The file as the tree of all of it has it."""
    document = read(data, format="tei")
    assert document.origin is not None
    found = edited(with_table(document, people)[0], document.origin)
    return None if found is None else found.data


def canonical(data: bytes | None) -> bytes:
    """Canonical XML."""
    assert data is not None
    return etree.tostring(etree.fromstring(data), method="c14n2")


KINDS = {
    "play": file(),
    "sitting": FILES["sitting"].encode(),
    "prefixed": b"<t:TEI xmlns:t='http://www.tei-c.org/ns/1.0'>%s</t:TEI>"
    % (HEADER + BEHIND.format(PLAY))
    .replace("</", "\0")
    .replace("<![", "\1")
    .replace("<", "<t:")
    .replace("\0", "</t:")
    .replace("\1", "<![")
    .encode(),
    "a name in parts": file(header=TAKEN_APART),
}
ENTRIES = {
    "one": (Speaker("ann", name="Eve Ash"),),
    "both": (Speaker("ann", name="Eve Ash"), Speaker("bob", name="Robert Elm")),
    "under the old name": (Speaker("bob", name="Robert Elm", aliases=("Bob Elm", "Bobby")),),
    "with a reference": (Speaker("ann", name="Eve Ash", refs=("https://www.wikidata.org/entity/Q0",)),),
}


@pytest.mark.parametrize("entries", ENTRIES)
@pytest.mark.parametrize("name", KINDS)
def test_a_header_alone_names_people_as_the_whole_tree_does(name: str, entries: str) -> None:
    """And every byte behind it is what it was."""
    data, people = KINDS[name], SpeakerTable(ENTRIES[entries])
    told = renamed(data, people)
    assert told is not None
    assert canonical(told) == canonical(by_the_tree(data, people))
    assert told.endswith(data.partition(b"teiHeader>")[2].partition(b"teiHeader>")[2])
    names = {one.name for one in read(told, format="tei").speakers}
    assert names.issuperset(one.name for one in people.entries)


def test_labels_of_the_text_are_known() -> None:
    """Those that have no markup; an alias that is one of them is nobody else's."""
    people = SpeakerTable(
        (Speaker("bob", name="Robert Elm", aliases=("BOB.",)), Speaker("ann", name="A. Oak"))
    )
    told = renamed(KINDS["play"], people)
    assert canonical(told) == canonical(by_the_tree(KINDS["play"], people))
    assert (
        renamed(KINDS["sitting"], SpeakerTable((Speaker("bob", name="Robert Elm", aliases=("Bob",)),)))
        is None
    )


def test_what_the_header_says_is_no_change() -> None:
    """A speaker file that docconv prints has all of it."""
    data, people = KINDS["a name in parts"], SpeakerTable((Speaker("bob", name="Robert Elm", sex="M"),))
    assert canonical(renamed(data, people)) == canonical(by_the_tree(data, people))
    assert renamed(data, SpeakerTable((Speaker("bob", name="Robert Elm", sex="F"),))) is None


def test_a_file_of_docconv_is_told_alike() -> None:
    """With the ids that its writer gave, and the reasons in its header."""
    data, people = (
        write(read(TALK, format="text"), "tei"),
        SpeakerTable((Speaker("ann-oak", name="Eve Ash"),)),
    )
    told = renamed(data, people)
    assert canonical(told) == canonical(by_the_tree(data, people))


def test_no_more_than_the_header_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a speaker file, and by one beside the file; of the text nothing is in memory but its bytes."""
    path, sizes = tmp_path / "a.xml", list[int]()
    path.write_bytes(file(PLAY * 50))

    def counted(data: bytes, name: str, *_: object) -> object:
        sizes.append(len(data))
        return document_of(data, name)

    for module in ("formats.tei.renaming", "tei.keeping.reading_back"):
        monkeypatch.setattr(f"docconv.{module}.document_of", counted)
    monkeypatch.setattr("docconv.formats.tei.read.document_of", None)
    convert(path, tmp_path / "b.xml", speakers={"speaker": [{"id": "ann", "name": "Eve Ash"}]})
    path.with_suffix(".docconv.toml").write_text(
        '[[speaker]]\nid = "ann"\nname = "Eve Ash"\n', encoding="utf-8"
    )
    convert(path, tmp_path / "c.xml")
    assert len(sizes) == 4
    assert max(sizes) < 1200 < path.stat().st_size
    assert (tmp_path / "b.xml").read_bytes() == (tmp_path / "c.xml").read_bytes()
    assert b"<persName>Eve Ash</persName>" in (tmp_path / "b.xml").read_bytes()


NOBODY = '<sp><speaker>EVE <hi rend="b">A</hi>SH.</speaker><p>I did.</p></sp>'
NOT_ALONE = {
    "a label of nobody": (file(PLAY + NOBODY), table(ann="Eve Ash")),
    "the name of another": (file(), table(ann="Bob Elm")),
    "somebody whom the header lacks": (file(PLAY.replace("#bob", "#eve")), table(eve="Eve Ash")),
    "somebody who is silent": (file(PLAY.replace("#bob", "#ann")), table(bob="Eve Ash")),
    "a list in the text": (
        file(PLAY + "<listPerson><person><p>x</p></person></listPerson>"),
        table(ann="Eve Ash"),
    ),
    "a label of two": (
        file(PLAY + '<sp who="#ann"><speaker>BOB.</speaker><p>I did.</p></sp>'),
        SpeakerTable((Speaker("bob", name="Eve Ash", aliases=("Bob",)),)),
    ),
    "an office": (file(), SpeakerTable((Speaker("ann", name="Eve Ash", role="smith"),))),
    "two who are one": (
        file(),
        SpeakerTable((Speaker("ann", name="Eve Ash"),), merge=(("Ann Oak", "Bob Elm"),)),
    ),
    "another encoding": (file(encoding="iso-8859-1"), table(ann="Eve Ash")),
    "a damaged header": (file(header=HEADER.replace("xml:id", "id")), table(ann="Eve Ash")),
}


@pytest.mark.parametrize("name", NOT_ALONE)
def test_what_the_text_may_say_is_not_told_by_the_header(name: str) -> None:
    """The whole file is read for it."""
    assert renamed(*NOT_ALONE[name]) is None


def test_a_label_of_nobody_is_that_of_the_entry(tmp_path: Path) -> None:
    """As ever, where the label is printed with markup in a word."""
    path = tmp_path / "a.xml"
    path.write_bytes(file(PLAY + NOBODY))
    convert(path, tmp_path / "b.xml", speakers={"speaker": [{"id": "ann", "name": "Eve Ash"}]})
    assert b'<sp who="#ann"><speaker>EVE' in (tmp_path / "b.xml").read_bytes()
