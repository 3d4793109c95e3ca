"""What a user says of a document: the file, single facts, what is wrong in them, and every format that says them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from attrs import evolve

import docconv
from docconv.errors import UsageError
from docconv.formats import formats
from docconv.metadata.facts import ADDRESSED, split, with_facts
from docconv.metadata.file import assigned_facts, over, read_metadata
from docconv.model import FACTS, Document, Metadata, Narrative, Resolved, Text
from docconv.tei.schema.validation import faults
from docconv.verify import prove
from support.command import Command, fails

LICENCE = "CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>"
FILE = f"""
title = "Minutes of May"
author = ["Ann Lee", "Bo & Ek"]
resp = "transcription: Cai Moe"
published = 2024-05-03
licence = "{LICENCE}"
idno = ["DOI: 10.5555/1", "box 7"]
revision = "2024-06-01: Names mended"
lang = "en"

[fields]
Place = "Hall"
"""
PAIRS = (
    ("title", "Minutes of May"),
    ("author", "Ann Lee"),
    ("author", "Bo & Ek"),
    ("resp", "transcription: Cai Moe"),
    ("published", "2024-05-03"),
    ("licence", LICENCE),
    ("idno", "DOI: 10.5555/1"),
    ("idno", "box 7"),
    ("revision", "2024-06-01: Names mended"),
    ("lang", "en"),
    ("Place", "Hall"),
)
TEXT = "ANN: Hi.\n\nBEN: Hello.\n\nANN: Well, it rains.\n\nBEN: Yes.\n\nANN: So it does.\n"


def talk(folder: Path) -> Path:
    """A transcript."""
    path = folder / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def bare(*fields: tuple[str, str]) -> Resolved:
    """A document with facts."""
    return Document(
        (Narrative((Text("They met."),)),), Metadata("A talk", "en", source="a.txt", fields=fields)
    )


def test_a_file_says_facts_in_its_order() -> None:
    """Lists are several facts of one name, dates of TOML are days, and other facts stand in a table."""
    assert read_metadata(FILE) == PAIRS


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ('title = "x"\nautor = "y"\n', "m.toml:2:1", "unknown key 'autor'"),
        ('title = "x"\npublished = "soon"\n', "m.toml:2:1", "published cannot be 'soon'"),
        ('resp = "Ann Lee"\n', "m.toml:1:1", "resp cannot be 'Ann Lee'"),
        ('lang = "English"\n', "m.toml:1:1", "lang cannot be 'English'"),
        ("author = [1]\n", "m.toml:1:1", "author cannot be 1"),
        ('fields = "x"\n', "m.toml:1:1", "fields is not a table"),
        ('[fields]\nauthor = "x"\n', "m.toml:2:1", "author is no other fact"),
        ('title = "x\n', "m.toml:1:", "Illegal character"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_place(text: str, where: str, said: str) -> None:
    """Line and column, and what is wrong there."""
    with pytest.raises(UsageError) as caught:
        read_metadata(text, "m.toml")
    assert (caught.value.where or "").startswith(where)
    assert said in caught.value.message


def test_an_unknown_fact_is_told_with_those_that_are_known() -> None:
    """As in all other files of TOML."""
    with pytest.raises(UsageError) as caught:
        assigned_facts(["autor=Ann Lee"])
    assert "author" in caught.value.remedy
    assert "fields" in caught.value.remedy


def test_single_facts_go_over_those_of_files() -> None:
    """By name: all of one name come from the last one who says it."""
    given = assigned_facts(["author=Cai Moe", "author = Dee = Fox", "fields.Place=Quay"])
    assert over((("author", "Ann Lee"), ("editor", "Bo Ek")), given) == (("editor", "Bo Ek"), *given)
    assert given == (("author", "Cai Moe"), ("author", "Dee = Fox"), ("Place", "Quay"))


def test_facts_take_the_place_of_what_a_document_says() -> None:
    """An empty one is taken away, and a revision goes behind those that there are, once."""
    before = bare(("Place", "Hall"), ("author", "X"), ("revision", "2024: One"))
    given = (("author", "Ann"), ("author", "Bo"), ("Place", ""), ("title", ""), ("revision", "2025: Two"))
    after = with_facts(with_facts(before, given), given)
    assert after.metadata == Metadata(
        None, "en", source="a.txt",
        fields=(("author", "Ann"), ("author", "Bo"), ("revision", "2024: One"), ("revision", "2025: Two")),
    )  # fmt: skip


def test_facts_of_the_user_stand_in_one_order() -> None:
    """Before those of the front matter, however they came there."""
    fields = (("Place", "Hall"), ("licence", "CC0"), ("author", "Ann"), ("A", "b"))
    assert [name for name, _ in Metadata(fields=fields).fields] == ["author", "licence", "Place", "A"]


ODD_VALUES = (
    "Ann Lee", "a: b", ": b", "a: ", "a:b", "DOI: 10.5/1", "2024-05-03: Names mended", "2024-05-03", LICENCE, " x ",
    "https://example.org/l?a=1&b=2#c", "x <https://example.org/>", "https://a.b <https://a.b>", "x <no address>",
    "<https://a.b/>", "https://a.b>", "Not stated", "é <&> \"'", "one\ntwo: three", "x <https://a.b/> y",
)  # fmt: skip
EVERY = tuple((name, value) for name in FACTS for value in ODD_VALUES)
CARRIERS = [name for name, row in formats()[0].items() if row.read and row.write and not row.losses]


@pytest.mark.parametrize("name", CARRIERS)
def test_every_fact_comes_back_from_every_format(name: str) -> None:
    """All known facts with values of all shapes, several of each name, and one of the front matter."""
    document = bare(*EVERY, ("Place", "Hall"))
    assert prove(document, docconv.write(document, name), name) == ()


def test_tei_with_every_fact_is_as_the_schema_says() -> None:
    """The customisation has a place for each."""
    assert faults(docconv.write(bare(*EVERY), "tei")) == ()


def test_tei_says_facts_where_editors_look_for_them(tmp_path: Path) -> None:
    """In the elements of the header that are made for them, with the version that made the file."""
    data = docconv.write(docconv.read(talk(tmp_path)), "tei", metadata=dict(PAIRS[:1]) | {
        "author": ["Ann Lee", "Bo"], "resp": "transcription: Cai Moe", "licence": LICENCE, "idno": "DOI: 10.5/1",
        "revision": "2024-06-01: Names mended", "publisher": "Norrvik Press",
    }).decode()  # fmt: skip
    for said in (
        "<title>Minutes of May</title>",
        "<author>Ann Lee</author>",
        "<resp>transcription</resp>",
        "<name>Cai Moe</name>",
        "<publisher>Norrvik Press</publisher>",
        '<idno type="DOI">10.5/1</idno>',
        '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>',
        '<change when="2024-06-01">Names mended</change>',
        f'<application ident="docconv" version="{docconv.__version__}">',
    ):
        assert said in data


def test_word_shows_facts_among_the_properties() -> None:
    """Those that Word knows under its names, the others under their own."""
    parts = zipfile.ZipFile(BytesIO(docconv.write(bare(*PAIRS[1:7], ("publisher", "Press")), "docx")))
    core, custom = (parts.read(f"docProps/{name}.xml").decode() for name in ("core", "custom"))
    assert "<dc:creator>Ann Lee; Bo &amp; Ek</dc:creator>" in core
    assert "<dc:identifier>DOI: 10.5555/1</dc:identifier>" in core
    assert 'name="licence"><vt:lpwstr>CC BY 4.0 &lt;https' in custom
    assert "<Company>Press</Company>" in parts.read("docProps/app.xml").decode()


def test_pdf_shows_facts_in_its_information_and_in_xmp() -> None:
    """Both say the same authors, as PDF/A wants it."""
    with pikepdf.open(BytesIO(docconv.write(bare(*PAIRS[1:7], ("publisher", "Press")), "pdf"))) as file:
        assert str(file.docinfo["/Author"]) == "Ann Lee; Bo & Ek"
        with file.open_metadata() as xmp:
            assert xmp["dc:creator"] == ["Ann Lee; Bo & Ek"]
            assert xmp["dc:publisher"] == {"Press"}
            assert xmp["dc:rights"] == LICENCE
            assert xmp["dc:identifier"] == "DOI: 10.5555/1"


def test_a_page_says_facts_to_machines() -> None:
    """Authors and the licence in the head, all in JSON-LD."""
    page = docconv.write(bare(*PAIRS[1:7]), "html").decode()
    assert '<meta name="author" content="Bo &amp; Ek">' in page
    assert '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">' in page
    assert '"author":[{"@type":"Person","name":"Ann Lee"}' in page.replace(": ", ":").replace(", ", ",")


@pytest.mark.parametrize("name", ["tei", "docx", "pdf", "html", "json", "pandoc", "eaf", "exb", "chat"])
def test_the_recording_is_a_fact(name: str) -> None:
    """A file or an address, which every format with times names; an empty one takes away what the file says."""
    document = docconv.read(b"Ann: Is it tied?\n\nBo: It is.\n\nAnn: Good.\n", format="text")
    data = docconv.write(document, name, metadata={"media": "tapes/one.mp3"})
    assert docconv.read(data, format=name).metadata.media is not None
    assert docconv.read(data, format=name, metadata={"media": ""}).metadata.media is None


def test_the_parts_of_facts() -> None:
    """What was done and by whom; kind and identifier; name and address of a licence."""
    assert split("resp", "transcription: Cai: Moe") == ("transcription", "Cai: Moe")
    assert split("idno", "10.5/1") == ("", "")
    assert split("licence", LICENCE) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert ADDRESSED.fullmatch("CC0") is None


def test_a_language_that_is_given_is_that_of_the_reading(tmp_path: Path) -> None:
    """And the date says which offices were held; facts of a text name nobody who speaks."""
    facts = {"lang": "sv", "date": "2021-05-03", "editor": "Zed Fox"}
    document = docconv.read(talk(tmp_path), metadata=facts)
    assert (document.metadata.lang, document.metadata.date) == ("sv", "2021-05-03")
    assert [one.name for one in document.speakers] == ["ANN", "BEN"]


def test_documents_that_name_their_speakers_get_facts_too(tmp_path: Path) -> None:
    """From TEI to TEI, and what the file said stays where nothing is given."""
    first, second = tmp_path / "first.xml", tmp_path / "second.xml"
    docconv.convert(talk(tmp_path), first, metadata={"author": "Ann Lee", "title": "One"})
    docconv.convert(first, second, metadata={"title": "Two"})
    facts = docconv.read(second).metadata
    assert (facts.title, facts.fields) == ("Two", (("author", "Ann Lee"),))


def test_facts_are_given_on_the_command_line(tmp_path: Path, command: Command) -> None:
    """A file, single ones over it, for one text and for an archive."""
    source, facts = str(talk(tmp_path)), tmp_path / "m.toml"
    facts.write_text(FILE, encoding="utf-8")
    given = ["--metadata", str(facts), "--metadata", "author=Dee Fox", "--verify"]
    one, many = tmp_path / "one.xml", tmp_path / "all"
    assert command("convert", source, "-o", str(one), *given).code == 0
    assert command("convert", source, "-o", f"{many}/", "-t", "tei", "--jobs", "1", *given).code == 0
    for path in (one, many / "talk.xml"):
        read = docconv.read(path).metadata
        assert read.title == "Minutes of May"
        assert [value for name, value in read.fields if name == "author"] == ["Dee Fox"]
    fails(
        command("convert", source, "-o", f"{one}2.xml", "--metadata", "autor=x"), 2, "'autor'", "known: title"
    )


def test_several_facts_of_one_name_are_kept_beside_a_text(tmp_path: Path) -> None:
    """Decisions have them as a list."""
    document = evolve(docconv.read(talk(tmp_path)), metadata=bare(*PAIRS[1:3]).metadata)
    assert prove(document, docconv.write(document, "txt"), "txt") == ()
