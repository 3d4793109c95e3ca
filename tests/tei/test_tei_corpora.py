"""The files of a corpus of TEI: what includes the others, and ids that no other file has."""

from __future__ import annotations

import pytest
from lxml import etree

from docconv.errors import BadInputError
from docconv.model import Document, Heading, Metadata, Paragraph, Speaker, Stage, Text, Turn
from docconv.tei.names import NAMESPACE
from docconv.tei.writing.collection import CorpusPerson, collection, with_own_ids
from docconv.tei.writing.drama_corpus import drama_corpus, play
from docconv.tei.writing.parliament_corpus import ComponentIds, corpus_component, corpus_files

ID = "{http://www.w3.org/XML/1998/namespace}id"
ADA = Speaker("ada", name="Ada Lind", sex="F", refs=("https://www.wikidata.org/wiki/Q42",))
YES, BELL, NO = (
    Paragraph[Speaker]((Text("Yes."),)),
    Stage[Speaker]((Text("A bell."),)),
    Paragraph[Speaker]((Text("No."),)),
)
SAID = Turn("t1", (YES, BELL, NO), (ADA,), "Ada")
TALK = Document(
    (SAID, Turn("t2", (Paragraph((Text("So."),)),), (ADA,), "Ada")),
    title=Heading((Text("A"),)),
    speakers=(ADA,),
)
FILE = f'<TEI xmlns="{NAMESPACE}"><text xml:id="a" n="a"><u who="#a #b" xml:id="b">#a</u><u who="#c"/></text></TEI>'


def found(data: bytes, path: str) -> list[str]:
    """What an XPath finds in a file, as text."""
    spaces = {"t": NAMESPACE, "xi": "http://www.w3.org/2001/XInclude"}
    return [str(one) for one in etree.fromstring(data).xpath(path, namespaces=spaces)]  # type: ignore[union-attr]


def test_a_corpus_lists_who_speaks_and_includes_its_files() -> None:
    """Each name once, where the person is in each file; addresses as XML has them."""
    person = CorpusPerson((ADA, Speaker("lind"), ADA), (("a.xml", "ada"), ("b c.xml", "lind")))
    data = collection("Of plots", ["a.xml", "b c.xml"], [person, CorpusPerson((Speaker("x"),), ())])
    assert data.startswith(b"<?xml")
    assert data.endswith(b">\n")
    assert found(data, "//xi:include/@href") == ["a.xml", "b%20c.xml"]
    assert found(data, "//t:person/@xml:id") == ["person.1", "person.2"]
    assert found(data, "//t:person/@corresp")[0] == "a.xml#ada b%20c.xml#lind"
    assert found(data, "//t:person[1]/*/text()") == ["Ada Lind", "F", "https://www.wikidata.org/wiki/Q42"]
    assert found(data, "//t:measure/@quantity") == ["2"]


def test_ids_of_a_file_begin_with_what_is_its_own() -> None:
    """And all that points to them; text that looks so, and pointers elsewhere, stay."""
    data = with_own_ids(FILE.encode(), "a.xml", "f1.")
    assert found(data, "//@xml:id") == ["f1.a", "f1.b"]
    assert found(data, "//@who") == ["#f1.a #f1.b", "#c"]
    assert found(data, "//@n | //text()[normalize-space()]") == ["a", "#a"]
    assert (data[:5], data[-1:]) == (b"<?xml", b"\n")


@pytest.mark.parametrize(("given", "kept"), [("", "xy000001"), (' xml:id="own"', "own")])
def test_a_play_of_a_corpus_has_an_id(given: str, kept: str) -> None:
    """One that it has already stays."""
    data = play(FILE.replace("<TEI", f"<TEI{given}").encode(), "a.xml", "xy000001")
    assert found(data, "/t:TEI/@xml:id") == [kept]
    assert (data[:5], data[-1:]) == (b"<?xml", b"\n")


@pytest.mark.parametrize("data", [b"<p/>", b"no", FILE.replace("TEI", "teiCorpus").encode()])
def test_what_is_no_tei_is_refused_by_its_name(data: bytes) -> None:
    """A corpus within a corpus, too."""
    for change in (play, with_own_ids):
        with pytest.raises(BadInputError) as raised:
            change(data, "a.xml", "x")
        assert "a.xml" in f"{raised.value.where} {raised.value}"


def test_a_corpus_of_plays_has_its_name_as_address() -> None:
    """Of DraCor."""
    data = drama_corpus("Old plays", "xy")
    assert found(data, "//t:title/text()") == ["Old plays"]
    assert found(data, "//t:idno/text() | //t:idno/@*") == ["URI", "https://dracor.org/", "xy"]
    assert (data[:5], data[-1:]) == (b"<?xml", b"\n")


def test_turns_of_a_component_are_counted_behind_those_before_it() -> None:
    """With what is within them, and the ids that a speaker has in all of the corpus."""
    ids = ComponentIds(own="c-2", speakers={"ada": "person.7"}, before=10)
    data = corpus_component(TALK, ids, address="https://a.example", created=None)
    assert found(data, "//@xml:id") == ["c-2", "t11", "t11.2", "t12"]
    assert found(data, "//t:u/@who") == ["#person.7"] * 3


def test_a_corpus_of_a_parliament_includes_lists_and_components() -> None:
    """How many speeches there are stands where it is counted."""
    people = Document((SAID,), Metadata(title="All plots"), speakers=(ADA,))
    made = corpus_files(
        "plots", people, ["2021/a.xml"], speeches=23, address="https://a.example", created=None
    )
    assert list(made) == ["plots.xml", "plots-listOrg.xml", "plots-listPerson.xml"]
    assert found(made["plots.xml"], "/*/@xml:id") == ["plots"]
    assert found(made["plots.xml"], "//xi:include/@href") == [*list(made)[1:], "2021/a.xml"]
    assert found(made["plots.xml"], "//t:measure/text() | //t:measure/@quantity") == ["23", "23 speeches"]
    assert set(found(made["plots.xml"], "//t:tagUsage/@occurs")) == {"23"}
    assert found(made["plots.xml"], "/*/t:text") == []
    assert found(made["plots-listPerson.xml"], "//t:person/@xml:id") == ["ada"]
