"""The edition profile of TEI: where each fact of the model stands."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from weakref import ref

import pytest
from hypothesis import given
from lxml import etree

from docconv import model as m
from docconv.formats.docx.writing.document import Options as DocxOptions
from docconv.formats.docx.writing.document import write as write_docx
from docconv.formats.tei.write import Options, write
from docconv.tei.names import NAMESPACE, XML_ID
from docconv.tei.writing.edition import EditionWriter, edition, with_text
from docconv.testing import documents

ANN = m.Speaker(
    "ann", name="Ann Lee", role="chair", sex="F", aliases=("ANN",), refs=("https://viaf.org/viaf/1",)
)
ALL = m.Speaker("visitors", "group", name="Visitors")
VOICE = m.Speaker("voice-1", "anonymous", aliases=("A voice",))
SAYS: tuple[m.Paragraph[m.Speaker], ...] = (m.Paragraph((m.Text("Yes."),)),)
NS = {"t": NAMESPACE}


def tree(*blocks: m.Block[m.Speaker], metadata: m.Metadata = m.Metadata(lang="en")) -> etree._Element:  # noqa: B008  frozen
    """The parsed TEI of some blocks."""
    people = (ANN, ALL, VOICE)
    return etree.fromstring(edition(m.Document(blocks, metadata, speakers=people)))


def one(root: etree._Element, path: str) -> etree._Element:
    """The only element at a path below the root."""
    found = root.findall(path, NS)
    assert len(found) == 1
    return found[0]


def test_a_turn_is_a_speech_with_its_label_first() -> None:
    """`sp` bears id and speakers; `speaker` stands first and bears nothing."""
    root = tree(m.Turn("t1", SAYS, (ANN, ALL), "ANN and all"))
    speech = one(root, ".//t:sp")
    assert (speech.get(XML_ID), speech.get("who")) == ("t1", "#ann #visitors")
    assert [etree.QName(child).localname for child in speech] == ["speaker", "p"]
    assert not speech[0].attrib


def test_a_turn_of_nobody_points_nowhere() -> None:
    """A speaker that cannot be told is an absent `@who`."""
    assert "who" not in one(tree(m.Turn("t1", SAYS)), ".//t:sp").attrib


def test_an_empty_turn_holds_an_empty_paragraph() -> None:
    """TEI wants something behind the label."""
    assert one(tree(m.Turn("t1", (), (ANN,), "ANN")), ".//t:sp/t:p").text is None


def test_halves_of_a_turn_point_at_each_other() -> None:
    """`@next` and `@prev` link a turn with what it goes on with."""
    root = tree(
        m.Turn("t1", SAYS, (ANN,)), m.Turn("t2", SAYS, (VOICE,)), m.Turn("t3", SAYS, (ANN,), continues="t1")
    )
    assert [(s.get("next"), s.get("prev")) for s in root.iter(f"{{{NAMESPACE}}}sp")] == [
        ("#t3", None),
        (None, None),
        (None, "#t1"),
    ]


def test_doubt_and_its_reasons_are_told() -> None:
    """`@cert` says how sure, a list in the header says why."""
    doubt = m.Attribution("low", (m.Evidence("misspelling", "ANNN"),))
    root = tree(m.Turn("t1", SAYS, (ANN,), "ANNN", doubt))
    assert one(root, ".//t:sp").get("cert") == "low"
    item = one(root, ".//t:list[@type='evidence']/t:item")
    assert (item.get("corresp"), item.get("n"), item.text) == ("#t1", "misspelling", "ANNN")


def test_the_header_lists_who_speaks() -> None:
    """Persons, groups and voices with what is known of them."""
    root = tree(m.Turn("t1", SAYS, (ANN,)))
    people = one(root, ".//t:listPerson")
    assert [(etree.QName(p).localname, p.get("role")) for p in people] == [
        ("person", None),
        ("personGrp", None),
        ("person", "anonymous"),
    ]
    assert [(etree.QName(c).localname, c.text) for c in people[0]] == [
        ("persName", "Ann Lee"),
        ("persName", "ANN"),
        ("sex", "F"),
        ("occupation", "chair"),
        ("idno", "https://viaf.org/viaf/1"),
    ]
    assert people[0][4].get("type") == "VIAF"


INLINES: dict[str, tuple[m.Inline[m.Speaker], str]] = {
    "emphasis": (m.Emphasis((m.Text("x"),), "bold"), '<hi rend="bold">x</hi>'),
    "quoted speech": (m.Said((m.Text("x"),), (ANN,)), '<said who="#ann">x</said>'),
    "a direction": (m.Stage((m.Text("(x)"),), "vocal"), '<stage type="vocal">(x)</stage>'),
    "a gap": (m.Gap("[x]", "inaudible"), '<gap reason="inaudible"><desc>[x]</desc></gap>'),
    "unclear words": (m.Unclear((m.Text("x"),)), "<unclear>x</unclear>"),
    "another language": (m.Foreign((m.Text("x"),), "fr"), '<foreign xml:lang="fr">x</foreign>'),
    "a line break": (m.Milestone(), "<lb/>"),
    "a page break": (m.Milestone("page", "Page 3"), '<pb n="Page 3"/>'),
    "a time code": (m.Milestone("time", "00:12"), '<milestone unit="time" n="00:12"/>'),
}


@pytest.mark.parametrize("name", INLINES)
def test_inlines_stand_in_their_text(name: str) -> None:
    """Every inline has its element, without white space that the text does not have."""
    inline, xml = INLINES[name]
    data = edition(m.Document((m.Narrative((m.Text("a "), inline, m.Text(" b"))),), speakers=(ANN,)))
    assert f"<p>a {xml} b</p>" in data.decode()


BLOCKS: dict[str, tuple[m.Block[m.Speaker], str]] = {
    "narrative": (m.Narrative((m.Text("x"),)), "<p>x</p>"),
    "a direction": (m.Stage((m.Text("x"),), "incident"), '<stage type="incident">x</stage>'),
    "a separator": (m.Separator("x x x"), '<milestone unit="section" rend="x x x"/>'),
    "boilerplate": (m.Boilerplate((m.Text("x"),)), '<note type="boilerplate">x</note>'),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_stand_beside_turns(name: str) -> None:
    """Every block has its element."""
    block, xml = BLOCKS[name]
    data = edition(m.Document((m.Turn("t1", SAYS, (ANN,)), block), speakers=(ANN,)))
    assert xml in data.decode()


def test_sections_nest() -> None:
    """A section is a division that begins with its heading."""
    inner: m.Section[m.Speaker] = m.Section((m.Narrative((m.Text("x"),)),), m.Heading((m.Text("Inner"),)))
    root = tree(m.Section((inner,), m.Heading((m.Text("Outer"),))))
    assert one(root, ".//t:body/t:div/t:head").text == "Outer"
    assert one(root, ".//t:body/t:div/t:div/t:head").text == "Inner"


def test_facts_of_the_front_matter_stand_in_the_header() -> None:
    """Status, date, source and named facts are kept."""
    metadata = m.Metadata("A talk", "en", "2021-05-03", "UPDATE", "talk.txt", (("Place", "Hall"),))
    root = tree(metadata=metadata)
    assert one(root, ".//t:note[@type='fact']").get("n") == "Place"
    assert one(root, ".//t:note[@type='status']").text == "UPDATE"
    assert one(root, ".//t:creation/t:date").get("when") == "2021-05-03"
    assert one(root, ".//t:bibl").text == "talk.txt"


def test_the_clock_is_not_read() -> None:
    """The file bears the date that it is given, and none else."""
    document: m.Resolved = m.Document((m.Turn("t1", SAYS, (ANN,)),), speakers=(ANN,))
    assert b"<date" not in edition(document)
    assert b'when="2020-02-03"' in edition(document, created=datetime(2020, 2, 3, tzinfo=UTC))


def test_forbidden_characters_are_replaced_and_told() -> None:
    """What XML cannot carry becomes U+FFFD, wherever it stands, and a notice."""
    person = m.Speaker("bell", name="Bell\x07")
    document: m.Resolved = m.Document(
        (m.Turn("t1", (m.Paragraph((m.Text("a\x00b"),)),), (person,), "B\x01"),), speakers=(person,)
    )
    data, notices = write(document, Options())
    assert data.decode().count("\ufffd") == 3
    assert [notice.code for notice in notices] == ["text-changed"]


@given(documents())
def test_ids_are_unique_and_pointers_lead_to_them(document: m.Resolved) -> None:
    """No id stands twice, and every pointer has its target."""
    root = etree.fromstring(edition(document))
    ids = [value for element in root.iter() if (value := element.get(XML_ID))]
    assert len(ids) == len(set(ids))
    keys = ("who", "next", "prev", "corresp")
    pointers = {token for element in root.iter() for key in keys for token in element.get(key, "").split()}
    assert pointers <= {f"#{name}" for name in ids}


@given(documents())
def test_the_same_document_gives_the_same_bytes(document: m.Resolved) -> None:
    """Nothing in the file depends on the run."""
    assert edition(document) == edition(document)


def test_a_long_text_makes_no_larger_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """The body is text from the first: an element for each turn takes several times the memory of the file."""
    made: list[str] = []
    real = etree.SubElement

    def counted(parent: etree._Element, name: str) -> etree._Element:
        made.append(name)
        return real(parent, name)

    monkeypatch.setattr(etree, "SubElement", counted)
    counts = []
    for size in (2, 200):
        made.clear()
        turns = tuple(m.Turn(f"t{at}", SAYS, (ANN,)) for at in range(size))
        edition(m.Document(turns, m.Metadata(lang="en"), speakers=(ANN,)))
        counts.append(len(made))
    assert counts[0] == counts[1] > 0


def test_what_was_written_of_a_document_is_kept_while_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """DOCX carries the TEI that is written beside it, which is made once; another date or other options make
    another, and nothing is kept of a document that is gone.
    """
    made = []

    def counted(root: etree._Element, document: m.Resolved, writer: EditionWriter) -> bytes:
        made.append(document.title)
        return with_text(root, document, writer)

    monkeypatch.setattr("docconv.tei.writing.edition.with_text", counted)
    document = m.Document((m.Turn("t1", SAYS, (ANN,), "ANN"),), m.Metadata(lang="en"), speakers=(ANN,))
    first = edition(document)
    assert edition(document) is first
    write_docx(document, DocxOptions())
    assert len(made) == 1
    dated = edition(document, created=datetime(2030, 5, 1, tzinfo=UTC))
    told = edition(document, options="x=1")
    listed = edition(document, persons={"ann": "persons.xml#ann"})
    assert len({first, dated, told, listed}) == len(made) == 4
    assert edition(document) == first
    same = ref(document)
    del document
    made.clear()
    gc.collect()
    assert same() is None
