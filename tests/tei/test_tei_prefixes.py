"""Prefixes of a project: of all ids in a file, and for those whom a list of people has."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from lxml import etree

from docconv.cli import run
from docconv.errors import UsageError
from docconv.model import Resolved
from docconv.pipeline import read, write, write_with_notices

TALK = b"Ann Lee: Good morning, Ben.\n\nBen Oak: \xe2\x80\x9cNot yet\xe2\x80\x9d, I said.\n\nAnn Lee: Well then.\n"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI = "{http://www.tei-c.org/ns/1.0}"
PEOPLE = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>People</title></titleStmt>'
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
    '<standOff><listPerson><person xml:id="ann-lee"><persName>Ann Lee</persName></person></listPerson></standOff>'
    "<text><body><p>People.</p></body></text></TEI>"
)


def talk() -> Resolved:
    """Three turns of two speakers."""
    return read(TALK, format="text")


@pytest.mark.parametrize("profile", ["edition", "dracor", "spoken"])
def test_each_id_begins_with_the_prefix_and_the_file_reads_as_without(profile: str) -> None:
    """And so does what points to it; the id of a play in its corpus is its own."""
    options = {"profile": profile, "identifier": "eng000001"} if profile == "dracor" else {"profile": profile}
    with_prefix = write(talk(), "tei", options={**options, "prefix": "m1-"})
    root = etree.fromstring(with_prefix)
    ids = {str(one.get(XML_ID)) for one in root.iterdescendants(etree.Element) if one.get(XML_ID)}
    assert ids
    assert all(one.startswith("m1-") for one in ids)
    assert {f"#{one}" for one in ids} >= {str(one.get("who")) for one in root.iter(f"{TEI}sp", f"{TEI}u")}
    back, plain = (read(one, format="tei") for one in (with_prefix, write(talk(), "tei", options=options)))
    assert (back.body, back.speakers, back.metadata) == (plain.body, plain.speakers, plain.metadata)


def test_what_changes_in_a_file_with_a_prefix_leaves_it_there() -> None:
    """The file is kept, and its pointers are."""
    data = write(talk(), "tei", options={"prefix": "m1-"}).replace(b"<body>", b"<body><!-- seen -->")
    document = read(data, format="tei")
    written, notices = write_with_notices(evolve(document, body=document.body[1:]), "tei")
    assert notices == ()
    assert b"<!-- seen -->" in written
    assert b'<sp xml:id="m1-t3" who="#m1-ann-lee">' in written
    assert b'replacementPattern="#m1-$1"' in written


def test_a_list_of_people_has_a_prefix(tmp_path: Path) -> None:
    """The header says which file it means, so that the one who is pointed to is found again."""
    people, text, made = (tmp_path / name for name in ("people.xml", "talk.txt", "talk.xml"))
    people.write_text(PEOPLE, encoding="utf-8")
    text.write_bytes(TALK)
    options = [f"tei.persons={people}", "tei.persons_prefix=prs", "tei.prefix=k."]
    arguments = [str(text), "-o", str(made), "--speakers", str(people)]
    assert run(["convert", *arguments, *(part for one in options for part in ("-O", one))]) == 0
    root = etree.parse(made).getroot()
    assert [one.get("who") for one in root.iter(f"{TEI}sp")] == ["prs:ann-lee", "#k.ben-oak", "prs:ann-lee"]
    assert [one.name for one in read(made).speakers] == ["Ann Lee", "Ben Oak"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"prefix": "1"}, "no id can begin with 1"),
        ({"prefix": "m", "profile": "parliament"}, "ids of its own"),
    ],
)
def test_a_prefix_that_cannot_be_is_refused(options: dict[str, object], message: str) -> None:
    """No id of XML begins with a figure; ParlaMint says what ids are called."""
    with pytest.raises(UsageError, match=message):
        write(talk(), "tei", options=options)


@pytest.mark.parametrize("prefix", ["Prs", "docconv"])
def test_a_prefix_of_people_that_cannot_be_is_refused(tmp_path: Path, prefix: str) -> None:
    """Nor is that a pointer which is that of ids."""
    people = tmp_path / "people.xml"
    people.write_text(PEOPLE, encoding="utf-8")
    with pytest.raises(UsageError, match=f"no pointer can begin with {prefix}:"):
        write(talk(), "tei", options={"persons": people, "persons_prefix": prefix})


def test_a_file_with_a_prefix_is_of_no_customisation_of_docconv() -> None:
    """Its ids are none of those that it has."""
    data = write(talk(), "tei", options={"prefix": "m1-"})
    assert b'key="docconv-prefixed"' in data
    assert b'key="docconv"' not in data


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Edition profile."),
        ({"rewrite": True}, "Edition profile."),
        ({"prefix": "m1-"}, "Edition profile. Options: tei.prefix=m1-"),
        (
            {"profile": "dracor", "identifier": "eng000001", "prefix": "m1-"},
            "DraCor profile. Options: tei.prefix=m1-",
        ),
        ({"profile": "spoken", "prefix": "m1-"}, "Spoken profile. Options: tei.prefix=m1-"),
    ],
)
def test_the_header_says_which_options_made_the_file(options: dict[str, object], said: str) -> None:
    """Beside the version, in `encodingDesc`: as the command takes them, but for what is so by itself."""
    root = etree.fromstring(write(talk(), "tei", options=options))
    assert root.findtext(f"{TEI}teiHeader/{TEI}encodingDesc/{TEI}appInfo/{TEI}application/{TEI}p") == said


def test_of_a_list_of_people_the_header_says_the_name_alone(tmp_path: Path) -> None:
    """Not in which folder of a computer it is."""
    path = tmp_path / "people.xml"
    path.write_text(PEOPLE, encoding="utf-8")
    data = write(talk(), "tei", options={"persons": path, "persons_prefix": "prs"})
    assert b"Options: tei.persons=people.xml, tei.persons_prefix=prs</p>" in data
    assert str(tmp_path).encode() not in data
