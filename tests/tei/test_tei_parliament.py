"""The parliament profile: turns as `u`, a corpus file with the lists beside it, and what is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from lxml import etree

from docconv import model as m
from docconv.cli import run
from docconv.pipeline import convert, write
from docconv.tei.names import clean
from docconv.tei.writing.corpus import FileDescription, corpus
from docconv.tei.writing.parliament import component, left_out
from docconv.testing import documents
from docconv.walk import text_of, turns, walk

IDA = m.Speaker("ida-berg", name="Ida Berg", role="mayor", sex="F", aliases=("Berg",))
ALL = m.Speaker("all", "group", name="All")
VOICE = m.Speaker("voice-1", "anonymous", aliases=("Voice",))
NS = {"t": "http://www.tei-c.org/ns/1.0", "x": "http://www.w3.org/2001/XInclude"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
NOTE = re.compile("(?:source|editorial|translator)-(?:foot|end|margin|inline)")
"""The type of a note; those of other types are what was heard or done."""


def says(
    *blocks: m.Paragraph[m.Speaker] | m.Stage[m.Speaker], who: tuple[m.Speaker, ...] = (IDA,)
) -> m.Turn[m.Speaker]:
    """A turn with these blocks."""
    return m.Turn("t1", blocks, who, "Berg")


def words(text: str) -> m.Paragraph[m.Speaker]:
    """A paragraph of speech."""
    return m.Paragraph((m.Text(text),))


def event(text: str, kind: str = "incident") -> m.Stage[m.Speaker]:
    """A direction."""
    return m.Stage((m.Text(text),), kind)  # type: ignore[arg-type]


def body(*blocks: m.Block[m.Speaker]) -> etree._Element:
    """The body of the component of a document of these blocks."""
    document: m.Resolved = m.Document(
        blocks, m.Metadata(lang="en"), m.Heading((m.Text("Session"),)), (IDA, ALL, VOICE)
    )
    found = etree.fromstring(component(document, FileDescription(name="day"))).find("t:text/t:body", NS)
    assert found is not None
    return found


def shape(parent: etree._Element) -> list[str]:
    """The names of the children, of notes with their type."""
    return [
        "/".join(
            filter(
                None, (etree.QName(child).localname, child.get("type") if child.tag.endswith("note") else "")
            )
        )
        for child in parent
    ]


def test_a_turn_is_an_utterance_behind_its_label() -> None:
    """Paragraphs are segments; one person is pointed to."""
    (division,) = body(says(words("Good morning."), words("Sit down.")))
    assert shape(division) == ["head", "note/speaker", "u"]
    assert [seg.text for seg in division[2]] == ["Good morning.", "Sit down."]
    assert (division[2].get(ID), division[2].get("who")) == ("t1", "#ida-berg")


def test_an_event_between_paragraphs_splits_the_utterance() -> None:
    """Both parts know each other."""
    (division,) = body(says(words("The pump"), event("A bell rings."), words("is broken.")))
    assert shape(division)[2:] == ["u", "incident", "u"]
    before, after = division[2], division[4]
    assert (before.get("next"), after.get("prev")) == (f"#{after.get(ID)}", f"#{before.get(ID)}")
    assert after.get(ID) == "t1.2"


def test_every_part_of_an_utterance_knows_its_neighbours() -> None:
    """Two events in one turn, of which the first is two directions, make three parts in a row."""
    bell, stop, door = event("A bell rings."), event("It stops."), event("A door.")
    (division,) = body(says(words("The pump"), bell, stop, words("is"), door, words("broken.")))
    assert shape(division)[2:] == ["u", "incident", "incident", "u", "incident", "u"]
    parts = [part for part in division if part.tag.endswith("}u")]
    links = [(part.get("prev"), part.get(ID), part.get("next")) for part in parts]
    assert links == [(None, "t1", "#t1.2"), ("#t1", "t1.2", "#t1.3"), ("#t1.2", "t1.3", None)]
    assert [part.findtext("t:seg", namespaces=NS) for part in parts] == ["The pump", "is", "broken."]


def test_an_event_splits_an_utterance_that_begins_with_one() -> None:
    """The first event stays within, the second is between two parts."""
    (division,) = body(says(event("(rises)"), words("The pump"), event("A bell rings."), words("is broken.")))
    assert shape(division)[2:] == ["u", "incident", "u"]


@pytest.mark.parametrize("first", [True, False])
def test_an_event_at_the_edge_of_a_turn_stays_in_it(first: bool) -> None:  # noqa: FBT001  a parameter of the test
    """There is nothing to split."""
    parts = (event("(rises)"), words("No.")) if first else (words("No."), event("(sits down)"))
    (division,) = body(says(*parts))
    assert shape(division)[2:] == ["u"]
    assert sorted(shape(division[2])) == ["incident", "seg"]


def test_a_turn_without_words_has_an_empty_segment() -> None:
    """The schema wants something in it."""
    (division,) = body(says())
    assert shape(division[2]) == ["seg"]


@pytest.mark.parametrize("who", [(ALL,), (IDA, VOICE), ()])
def test_who_is_left_out_where_it_is_no_single_person(who: tuple[m.Speaker, ...]) -> None:
    """The schema has one pointer, to a person."""
    (division,) = body(says(words("Yes."), who=who))
    assert division[2].get("who") is None


@pytest.mark.parametrize(
    ("kind", "name", "n"),
    [("vocal", "vocal", None), ("kinesic", "kinesic", None), ("delivery", "incident", "delivery")],
)
def test_events_go_by_their_kind(kind: str, name: str, n: str | None) -> None:
    """What has no element of its own keeps its kind beside it."""
    (division,) = body(event("(Applause.)", kind))
    found = division[1]
    assert (etree.QName(found).localname, found.get("n"), found[0].text) == (name, n, "(Applause.)")


def test_what_is_not_speech_is_a_note() -> None:
    """By its type; nothing is dropped."""
    (division,) = body(
        m.Narrative((m.Text("They met."),)), m.Separator("* * *"), m.Boilerplate((m.Text("Read also"),))
    )
    assert shape(division)[1:] == ["note/narrative", "note/separator", "note/boilerplate"]
    assert division[2].text == "* * *"


def test_sections_follow_each_other() -> None:
    """Divisions do not nest; a heading says which section it heads, and those in a row share a division."""
    first, second = body(
        m.Section((m.Section((says(words("One.")),), m.Heading((m.Text("B"),))),), m.Heading((m.Text("A"),))),
        m.Section((m.Narrative((m.Text("Two."),)),), m.Heading((m.Text("C"),))),
    )
    assert [(head.text, head.get("n")) for head in first.findall("t:head", NS)] == [
        ("Session", "0"), ("A", "1"), ("B", "1.1"),
    ]  # fmt: skip
    assert (first.get("n"), second.get("n")) == ("1.1", "2")
    assert (first.get("type"), second.get("type")) == ("debateSection", "commentSection")


def test_a_heading_with_nothing_below_it_keeps_its_division() -> None:
    """The schema wants something there that says nothing."""
    *_, last = body(says(words("One.")), m.Section((), m.Heading((m.Text("End"),))))
    assert shape(last) == ["head", "pb"]


def test_doubt_is_an_empty_note_in_the_first_paragraph() -> None:
    """It adds no word to what is said."""
    turn = m.Turn("t1", (words("Yes."),), (IDA,), "Berg", m.Attribution("low"))
    (division,) = body(turn)
    note = division[2].find("t:seg/t:note", NS)
    assert note is not None
    assert (note.get("type"), note.get("n"), note.text, note.tail) == ("certainty", "low", None, "Yes.")


def test_gaps_have_the_reasons_of_the_schema() -> None:
    """Any other is editorial; the print is kept."""
    (division,) = body(says(m.Paragraph((m.Gap("[lost]", "lost"),))))
    (gap,) = division[2][0]
    assert (gap.get("reason"), gap[0].text) == ("editorial", "[lost]")


def test_the_corpus_file_lists_who_speaks() -> None:
    """Groups as organisations; names and labels; and it includes the component."""
    document = m.Document((says(words("Yes.")),), m.Metadata(lang="en"), None, (IDA, ALL, VOICE))
    root = etree.fromstring(corpus(document, FileDescription(name="day")))
    assert [one.get(ID) for one in root.iterfind(".//t:listOrg/t:org", NS)] == ["all"]
    assert [one.get(ID) for one in root.iterfind(".//t:listPerson/t:person", NS)] == ["ida-berg", "voice-1"]
    assert [one.text for one in root.iterfind(".//t:person[1]/t:persName/t:term", NS)] == ["Ida Berg", "Berg"]
    assert [one.get("href") for one in root.iterfind("x:include", NS)] == ["day.xml"]


def test_what_is_left_out_is_named_once() -> None:
    """Each kind of loss, in order."""
    lost = m.Paragraph[m.Speaker](
        (
            m.Emphasis((m.Text("a"),)),
            m.Emphasis((m.Text("b"),)),
            m.Said((m.Text("c"),)),
            m.Milestone("time", "00:01"),
        )
    )
    document: m.Resolved = m.Document((says(lost), m.Narrative((m.Milestone("time", "00:02"),))))
    assert list(left_out(document)) == [
        "emphasis",
        "quotations",
        "events, gaps, notes and times outside of speech",
    ]
    assert list(left_out(m.Document((says(words("Yes.")),)))) == []


@given(documents())
def test_no_word_is_lost(document: m.Resolved) -> None:
    """All words of all turns stand in the component, in order, with their notes beside them; an event or a gap
    without text says so.
    """
    printed = [node for node in walk(document) if isinstance(node, m.Gap | m.Stage)]
    assume(
        all((node.text if isinstance(node, m.Gap) else text_of(node.children)).split() for node in printed)
    )
    root = etree.fromstring(component(document, FileDescription(name="day")))
    for note in root.iter(f"{{{NS['t']}}}note"):
        if NOTE.fullmatch(note.get("type", "")):
            note.clear(keep_tail=True)  # type: ignore[call-arg]  # the stubs of lxml lack it
    segments = ("".join(map(str, seg.itertext())) for seg in root.iter(f"{{{NS['t']}}}seg"))
    paragraphs = (
        block for turn in turns(document) for block in turn.blocks if isinstance(block, m.Paragraph)
    )
    meant = (clean(text_of(paragraph.children)) for paragraph in paragraphs)
    assert "".join("".join(segments).split()) == "".join("".join(meant).split())


@given(documents())
def test_the_same_document_gives_the_same_bytes(document: m.Resolved) -> None:
    """Of both files."""
    description = FileDescription(name="day")
    assert component(document, description) == component(document, description)
    assert corpus(document, description) == corpus(document, description)


def test_the_command_line_writes_both_files(tmp_path: Path) -> None:
    """Beside each other; neither replaces what is there."""
    source = tmp_path / "day.txt"
    source.write_text("Ida Berg: Good morning.\n\nOla Lund: Yes?\n\nIda Berg: Sit down.\n", encoding="utf-8")
    call = ["convert", str(source), "-o", f"{tmp_path}/out/", "-t", "tei", "--profile", "parliament"]
    assert run(call) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["day-corpus.xml", "day.xml"]
    (tmp_path / "out" / "day.xml").unlink()
    assert run(call) == 4
    assert not (tmp_path / "out" / "day.xml").exists()


def test_the_library_writes_both_files(tmp_path: Path) -> None:
    """`convert` puts them in place together; `write` gives the component."""
    source = tmp_path / "day.txt"
    source.write_text("Ida Berg: Good morning.\n\nOla Lund: Yes?\n\nIda Berg: Sit down.\n", encoding="utf-8")
    notices = convert(source, tmp_path / "day.xml", options={"profile": "parliament"})
    assert (tmp_path / "day-corpus.xml").is_file()
    assert [notice.rule for notice in notices if notice.code == "not-written"] == ["parliament"]
    data = write(
        m.Document((says(words("Yes.")),), speakers=(IDA,)), "tei", options={"profile": "parliament"}
    )
    assert b"<u " in data


@pytest.mark.parametrize(
    ("given_place", "items", "place"),
    [
        ("Norrvik", (("Place", "Oslo"),), "Norrvik"),
        ("", (("Place", "Oslo"), ("Location", "Town hall")), "Oslo"),
        ("", (("Location", "Town hall"),), "Town hall"),
        ("", (), ""),
    ],
)
def test_the_place_is_that_of_the_options_or_of_the_front_matter(
    given_place: str, items: tuple[tuple[str, str], ...], place: str
) -> None:
    """What the user says holds, then the line `Place`, then the line `Location`."""
    document: m.Resolved = m.Document((), m.Metadata(fields=items))
    assert FileDescription(name="day", place=given_place).facts(document)["place"] == place


@pytest.mark.parametrize(("kind", "is_lost"), [("person", False), ("anonymous", False), ("group", True)])
def test_only_groups_lose_their_sex(kind: m.SpeakerKind, is_lost: bool) -> None:  # noqa: FBT001
    """The list of organisations has no place for it."""
    document = m.Document[m.Speaker]((), speakers=(m.Speaker("ada", kind=kind, sex="F"),))
    assert ("the sex of groups" in left_out(document)) is is_lost


def test_each_of_many_parts_of_an_utterance_points_to_both_sides() -> None:
    """To the one before and the one behind it."""
    parts = [part for number in range(6) for part in (event("bell"), words(f"Part {number}."))]
    found = body(m.Turn("t1", tuple(parts[1:]), (m.Speaker("ada"),))).iter("{*}u")
    ids = ["t1", *(f"t1.{number}" for number in range(2, 7))]
    before, behind = [None, *(f"#{one}" for one in ids)], [*(f"#{one}" for one in ids[1:]), None]
    assert [(one.get("prev"), one.get("next")) for one in found] == list(zip(before, behind, strict=False))
