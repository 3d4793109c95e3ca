"""Those who speak, listed in a file of their own: read, kept, written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from attrs import evolve
from lxml import etree

from docconv import model as m
from docconv.cli import run
from docconv.errors import BadInputError, UsageError
from docconv.pipeline import read, read_with_notices, write, write_with_notices
from support.programs import need

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
FILE = (
    "<fileDesc><titleStmt><title>The Weir</title></titleStmt><publicationStmt><p>Draft.</p></publicationStmt>"
    "<sourceDesc><p>By hand.</p></sourceDesc></fileDesc>"
)
PREFIX = (
    '<encodingDesc><listPrefixDef><prefixDef ident="prs" matchPattern="([a-z]+)" '
    'replacementPattern="persons.xml#$1"><p>People.</p></prefixDef></listPrefixDef></encodingDesc>'
)
PERSONS = f"""<TEI {TEI}><teiHeader>{FILE}</teiHeader><standOff><listPerson>
<person xml:id="ann-oak" sex="F"><persName><surname>Oak</surname>, <forename>Ann</forename></persName>
<occupation>mayor</occupation></person>
<person xml:id="bob"><persName>Bob Elm</persName></person></listPerson></standOff></TEI>"""
TALK = """<sp who="persons.xml#ann-oak" xml:id="s1"><speaker>OAK.</speaker><p>Is the <hi>weir</hi> open?</p></sp>
<!-- seen --><sp who="#bob"><speaker>B. PIKE.</speaker><p>It is.</p></sp>
<sp who="prs:bob"><speaker>B. ELM.</speaker><p>It was.</p></sp>
<sp who="#bob persons.xml#ann-oak"><speaker>BOTH.</speaker><p>Good.</p></sp>"""
LOCAL = (
    "<profileDesc><particDesc><listPerson>"
    '<person xml:id="bob"><persName>Bob Pike</persName></person></listPerson></particDesc></profileDesc>'
)


def tei(text: str, header: str = "") -> str:
    """A file by others."""
    around = f'<TEI {TEI} xml:lang="en"><teiHeader>{FILE}{header}</teiHeader>'
    return f"{around}<text><body><div>{text}</div></body></text></TEI>"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A talk whose speakers are in two lists, with the list beside it."""
    (tmp_path / "persons.xml").write_text(PERSONS)
    path = tmp_path / "talk.xml"
    path.write_text(tei(TALK, PREFIX + LOCAL))
    return path


def voices(document: m.Resolved) -> list[list[str | None]]:
    """The names of those who speak, turn by turn."""
    return [[one.name for one in turn.speakers] for turn in document.turns()]


def test_who_speaks_is_looked_up_in_the_file_beside(talk: Path) -> None:
    """By the name of the file, and by a prefix for it; two people of one id in two files are two."""
    document, notices = read_with_notices(talk)
    assert voices(document) == [["Ann Oak"], ["Bob Pike"], ["Bob Elm"], ["Bob Pike", "Ann Oak"]]
    assert [one.id for one in document.speakers] == ["ann-oak", "bob", "bob-2"]
    assert (document.speakers[0].sex, document.speakers[0].role) == ("F", "mayor")
    assert notices == ()


def test_a_list_that_is_not_beside_is_told_and_nobody_is_taken_for_another(tmp_path: Path) -> None:
    """Speakers are called by their labels, though somebody else has the id here."""
    path = tmp_path / "talk.xml"
    path.write_text(tei(TALK, PREFIX + LOCAL))
    document, notices = read_with_notices(path)
    assert voices(document) == [["OAK"], ["Bob Pike"], ["B. ELM"], ["Bob Pike", "OAK"]]
    assert [one.message for one in notices] == [
        "the file persons.xml, to which who points, was not read: speakers are called by their labels"
    ]


@pytest.mark.parametrize("name", ["../persons.xml", "a/persons.xml", ".persons.xml", "file:persons.xml"])
def test_nothing_is_read_from_another_folder(talk: Path, name: str) -> None:
    """As for files that are included."""
    folder = talk.parent / "talks"
    folder.mkdir()
    (talk.parent / ".persons.xml").write_text(PERSONS)
    path = folder / "talk.xml"
    path.write_text(tei(f'<sp who="{name}#bob"><speaker>B.</speaker><p>It was.</p></sp>'))
    document, notices = read_with_notices(path)
    assert voices(document) == [["B"]]
    assert len(notices) == 1


def test_a_link_out_of_the_folder_is_not_followed(talk: Path) -> None:
    """A file is beside another one only where it is itself."""
    folder = talk.parent / "talks"
    folder.mkdir()
    (folder / "persons.xml").symlink_to(talk.parent / "persons.xml")
    (folder / "talk.xml").write_bytes(talk.read_bytes())
    assert voices(read(folder / "talk.xml"))[0] == ["OAK"]


def test_somebody_whom_the_list_does_not_have_is_told(talk: Path) -> None:
    """Once, however often they speak."""
    speech = '<sp who="persons.xml#zoe"><speaker>ZOE.</speaker><p>Yes.</p></sp>'
    talk.write_text(tei(speech + speech))
    assert [one.message for one in read_with_notices(talk)[1]] == [
        "who leads to persons.xml#zoe, and nobody there has this id"
    ]


def test_a_list_that_is_no_tei_is_an_error_at_its_place(talk: Path) -> None:
    """As for files that are included."""
    (talk.parent / "persons.xml").write_text("<people/>")
    with pytest.raises(BadInputError, match="no list of people"):
        read(talk)


def test_the_pointers_stay_in_a_file_that_is_kept(talk: Path) -> None:
    """Nothing else than the words changes."""
    document = read(talk)
    section = document.body[0]
    assert isinstance(section, m.Section)
    first, *others = section.blocks
    assert isinstance(first, m.Turn)
    changed = evolve(first, blocks=(m.Paragraph((m.Text("Is it open?"),)),))
    body = (evolve(section, blocks=(changed, *others)),)
    data, notices = write_with_notices(evolve(document, body=body), "tei")
    assert notices == ()
    assert data.decode().count("persons.xml#ann-oak") == talk.read_text().count("persons.xml#ann-oak")
    assert b"<!-- seen -->" in data


def test_another_name_for_somebody_of_the_list_is_an_entry_that_points_there(talk: Path) -> None:
    """The list itself is not written; nobody else of the same id is renamed."""
    document = read(talk)
    renamed = tuple(evolve(one, name="Bob Ash") if one.id == "bob-2" else one for one in document.speakers)
    people = {one.id: one for one in renamed}

    def change(block: m.Block[m.Speaker]) -> m.Block[m.Speaker]:
        assert isinstance(block, m.Turn)
        return evolve(block, speakers=tuple(people[one.id] for one in block.speakers))

    section = document.body[0]
    assert isinstance(section, m.Section)
    body = (evolve(section, blocks=tuple(map(change, section.blocks))),)
    data, notices = write_with_notices(evolve(document, body=body, speakers=renamed), "tei")
    assert notices == ()
    (talk.parent / "again.xml").write_bytes(data)
    assert voices(read(talk.parent / "again.xml"))[2] == ["Bob Ash"]
    assert b'<person xml:id="bob-2" sameAs="prs:bob"><persName>Bob Ash</persName></person>' in data
    assert b'who="prs:bob"' not in data


TEXT = "Ann Oak: Is the weir open?\n\nBob Elm: It is.\n\nAnn Oak: Good.\n\nBob Elm: Yes.\n"


@pytest.mark.parametrize("profile", ["edition", "spoken"])
def test_whoever_is_in_a_list_is_pointed_to(
    tmp_path: Path, shared: Path, profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All others are in the file itself; it reads back with the list beside it and is valid."""
    need("jing")
    jing = shutil.which("jing") or ""
    monkeypatch.chdir(tmp_path)
    Path("persons.xml").write_text(PERSONS)
    Path("talk.txt").write_text(TEXT)
    command = ["convert", "talk.txt", "-o", "talk.xml", "--profile", profile, "-O", "tei.persons=persons.xml"]
    assert run(command) == 0
    root = etree.parse("talk.xml").getroot()
    who = [one.get("who") for one in root.iterfind(".//*[@who]")]
    assert who == ["persons.xml#ann-oak", "#bob-elm", "persons.xml#ann-oak", "#bob-elm"]
    assert [one.get("{http://www.w3.org/XML/1998/namespace}id") for one in root.iter("{*}person")] == [
        "bob-elm"
    ]
    assert run(["check", "talk.xml"]) == 0
    back, written = read("talk.xml"), read("talk.txt")
    assert back.speakers[0].role == "mayor"
    assert [one.id for one in back.speakers] == [one.id for one in written.speakers]
    assert write(back, "txt") == write(written, "txt")
    for version in ("4.9.0", "4.12.0"):
        schema = shared / "conformance" / "schemas" / "tei" / f"tei_all-{version}.rng"
        done = subprocess.run([jing, "-i", schema, "talk.xml"], check=False, capture_output=True)
        assert done.stdout == b""


def test_nobody_is_pointed_to_by_the_id_alone(tmp_path: Path) -> None:
    """Somebody of another name in the list is somebody else, and is told of."""
    (tmp_path / "persons.xml").write_text(PERSONS.replace("Bob Elm", "Bo Ash").replace('"bob"', '"bob-elm"'))
    (tmp_path / "talk.txt").write_text(TEXT)
    options = {"persons": tmp_path / "persons.xml"}
    data, notices = write_with_notices(read(tmp_path / "talk.txt"), "tei", options=options)
    assert data.count(b'who="#bob-elm"') == 2
    assert [one.message for one in notices] == ["1 of 2 who speak are those of persons.xml"]


@pytest.mark.parametrize(
    ("profile", "name"),
    [("dracor", "persons.xml"), ("parliament", "persons.xml"), ("edition", "per sons.xml")],
)
def test_what_cannot_be_pointed_to_is_refused(tmp_path: Path, profile: str, name: str) -> None:
    """Profiles that list everybody in the file, and names that no pointer has."""
    (tmp_path / name).write_text(PERSONS)
    (tmp_path / "talk.txt").write_text(TEXT)
    with pytest.raises(UsageError):
        write(read(tmp_path / "talk.txt"), "tei", options={"profile": profile, "persons": tmp_path / name})


def test_a_list_of_people_is_a_speaker_file(tmp_path: Path) -> None:
    """Ids and names are those of the list; whoever is silent in a text is not told."""
    (tmp_path / "persons.xml").write_text(PERSONS)
    (tmp_path / "talk.txt").write_text(TEXT.replace("Bob Elm", "BOB ELM"))
    document, notices = read_with_notices(tmp_path / "talk.txt", speakers=tmp_path / "persons.xml")
    assert [(one.id, one.name, one.role) for one in document.speakers] == [
        ("ann-oak", "Ann Oak", "mayor"), ("bob", "Bob Elm", None),
    ]  # fmt: skip
    assert [one for one in notices if one.severity == "warning"] == []


def test_a_group_of_the_list_is_the_one_that_speaks(tmp_path: Path) -> None:
    """By its name, which is the label."""
    group = '<personGrp xml:id="crew"><name>The Crew</name></personGrp></listPerson>'
    (tmp_path / "persons.xml").write_text(PERSONS.replace("</listPerson>", group))
    (tmp_path / "talk.txt").write_text(TEXT.replace("Bob Elm", "The Crew"))
    document = read(tmp_path / "talk.txt", speakers=tmp_path / "persons.xml")
    assert [one.id for one in document.speakers] == ["ann-oak", "crew"]


def test_two_of_one_name_in_a_list_are_not_told_apart_by_it(tmp_path: Path) -> None:
    """Neither of them is taken for the one who speaks."""
    twice = '<person xml:id="bob2"><persName>Bob Elm</persName></person></listPerson>'
    (tmp_path / "persons.xml").write_text(PERSONS.replace("</listPerson>", twice))
    (tmp_path / "talk.txt").write_text(TEXT)
    document = read(tmp_path / "talk.txt", speakers=tmp_path / "persons.xml")
    assert [one.id for one in document.speakers] == ["ann-oak", "bob-elm"]
