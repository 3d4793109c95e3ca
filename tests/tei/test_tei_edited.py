"""TEI that is read and written as TEI again is the same file, with what was changed in its place."""

from __future__ import annotations

from collections.abc import Callable
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from lxml import etree

from docconv.metadata.facts import with_facts
from docconv.model import Attribution, Block, Resolved, Speaker, Text, Turn
from docconv.pipeline import read, read_with_notices, write_with_notices
from docconv.speakers.table import read_table
from docconv.transforms.pseudonyms import Pseudonyms
from docconv.walk import map_blocks, with_children

FILES = Path(__file__).parent / "files"
PLAY = b"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="house.rng"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="https://example.org/x" xml:id="dusk" xml:lang="en">
  <!-- keyed twice -->
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Dusk</title><author ref="#lee">Ann Lee</author></titleStmt>
      <publicationStmt><p>Not published.</p></publicationStmt>
      <sourceDesc><bibl>A manuscript.</bibl></sourceDesc>
    </fileDesc>
    <profileDesc>
      <particDesc>
        <listPerson>
          <person xml:id="bo" x:seen="yes"><persName>Bo <hi>Ek</hi></persName><note>A carter.</note></person>
          <person xml:id="cai" sex="F"><persName>Cai Moe</persName></person>
          <listRelation><relation name="kin" mutual="#bo #cai"/></listRelation>
        </listPerson>
      </particDesc>
    </profileDesc>
    <x:desk>7</x:desk>
  </teiHeader>
  <text>
    <body>
      <div type="scene" ana="#night">
        <head>The <name ref="#yard">Yard</name></head>
        <p>Evening, <measure quantity="2">two lamps</measure>.</p>
        <sp who="#bo" xml:id="s1"><speaker rend="sc">Bo.</speaker>
          <p>Who <!-- sic --> goes <seg ana="#q">there in the <rs>dark</rs></seg>?</p></sp>
        <sp who="#cai" xml:id="s2"><speaker rend="sc">Cai.</speaker>
          <p part="I">Only I, with a lamp.</p></sp>
        <sp who="#bo" xml:id="s3"><speaker rend="sc">Bo.</speaker>
          <p><?hand b?>Come in.</p></sp>
      </div>
    </body>
  </text>
</TEI>
"""
ENTRY = '<person xmlns:x="https://example.org/x" xml:id="bo" x:seen="yes">'
Change = Callable[[Resolved], Resolved]


def canonical(data: bytes) -> list[str]:
    """Canonical XML, line by line."""
    parser = etree.XMLParser(resolve_entities=False)
    return etree.tostring(etree.fromstring(data, parser), method="c14n2").decode().splitlines()


def again(change: Change, data: bytes = PLAY) -> bytes:
    """A file with a change of its document, which keeps all else."""
    written, notices = write_with_notices(change(read(data, format="tei")), "tei")
    assert [one for one in notices if one.code == "not-kept"] == []
    return written


def differences(change: Change) -> list[str]:
    """The lines of canonical XML that a change makes other ones, without their indents."""
    lines = ndiff(canonical(PLAY), canonical(again(change)))
    return [f"{line[0]} {line[2:].strip()}" for line in lines if line[0] in "+-"]


def speaking(**changes: Speaker | None) -> Change:
    """A document in which somebody else is who they were."""

    def change(document: Resolved) -> Resolved:
        def spoken(block: Block[Speaker]) -> Block[Speaker]:
            if not isinstance(block, Turn):
                return block
            return evolve(block, speakers=tuple(changes.get(one.id) or one for one in block.speakers))

        there = map_blocks(document, spoken)
        people = dict.fromkeys(changes.get(one.id) or one for one in document.speakers)
        return evolve(there, speakers=tuple(people))

    return change


def worded(old: str, new: str) -> Change:
    """A document with other words."""

    def text(node: Any) -> Any:  # noqa: ANN401  any node
        if isinstance(node, Text):
            return Text(node.text.replace(old, new))
        return with_children(node, text)

    return lambda document: with_children(document, text)


def labelled(**labels: str | None) -> Change:
    """A document with other labels."""

    def change(block: Block[Speaker]) -> Block[Speaker]:
        if not isinstance(block, Turn) or block.label not in labels:
            return block
        return evolve(block, label=labels[block.label or ""])

    return lambda document: map_blocks(document, change)


def test_a_file_that_nobody_changed_is_the_same() -> None:
    """Byte by byte, also one of docconv's own, and one that somebody has edited."""
    assert again(lambda document: document) == PLAY
    own = (FILES / "bare-edition.xml").read_bytes().replace(b"<body>", b"<body><!-- seen --><?x?>", 1)
    assert again(lambda document: document, own) == own


def test_a_new_name_is_in_the_entry_alone() -> None:
    """What else the entry says, and the markup of the name, stay."""
    assert differences(speaking(bo=Speaker("bo", name="Bo Lind"))) == [
        f"{sign} {ENTRY}<persName>Bo <hi>{name}</hi></persName><note>A carter.</note></person>"
        for sign, name in (("-", "Ek"), ("+", "Lind"))
    ]


def test_a_new_id_is_wherever_the_old_one_was() -> None:
    """In the entry, in speeches and in relations."""
    found = differences(speaking(cai=Speaker("cai-moe", name="Cai Moe", sex="F")))
    assert [line for line in found if line[0] == "+"] == [
        '+ <person sex="F" xml:id="cai-moe"><persName>Cai Moe</persName></person>',
        '+ <listRelation><relation mutual="#bo #cai-moe" name="kin"></relation></listRelation>',
        '+ <sp who="#cai-moe" xml:id="s2"><speaker rend="sc">Cai.</speaker>',
    ]


def test_a_new_id_leaves_pointers_of_others_as_they_are_written() -> None:
    """Spaces around them too, and pointers of nothing but spaces."""
    odd = PLAY.replace(b'who="#bo" xml:id="s1"', b'who=" " xml:id="s1"')
    odd = odd.replace(b'who="#bo" xml:id="s3"', b'who="#bo  #cai" xml:id="s3"')
    written = again(speaking(cai=Speaker("cai-moe", name="Cai Moe", sex="F")), odd)
    assert b'who=" " xml:id="s1"' in written
    assert b'who="#bo  #cai-moe" xml:id="s3"' in written


def test_somebody_else_speaks() -> None:
    """Of two that are one, one is pointed to; the entry of the other stays, for somebody made it."""
    bo = Speaker("bo", name="Bo Ek")
    assert differences(speaking(cai=bo)) == [
        '- <sp who="#cai" xml:id="s2"><speaker rend="sc">Cai.</speaker>',
        '+ <sp who="#bo" xml:id="s2"><speaker rend="sc">Cai.</speaker>',
    ]


def test_somebody_new_is_listed() -> None:
    """With an entry behind the others of the list."""

    def change(document: Resolved) -> Resolved:
        dag = Speaker("dag", name="Dag Roe", role="smith")
        body = map_blocks(
            document,
            lambda one: evolve(one, speakers=(dag,)) if isinstance(one, Turn) and one.id == "t3" else one,
        )
        return evolve(body, speakers=(*document.speakers, dag))

    data = again(change)
    assert b'<sp who="#dag" xml:id="s3">' in data
    assert b'<person xml:id="dag"><persName>Dag Roe</persName><occupation>smith</occupation></person>' in data
    assert b"<relation" in data


def test_labels_change_in_their_elements() -> None:
    """The stop behind them stays, and so do their attributes; a label that is gone takes its element along."""
    assert differences(labelled(Cai="Mrs Moe"))[1] == (
        '+ <sp who="#cai" xml:id="s2"><speaker rend="sc">Mrs Moe.</speaker>'
    )
    assert differences(labelled(Cai=None, Bo=None)).count('+ <sp who="#bo" xml:id="s1">') == 1


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("dark", "gloom", '<p>Who  goes <seg ana="#q">there in the <rs>gloom</rs></seg>?</p></sp>'),
        ("goes there in", "stands in", '<p>Who  stands <seg ana="#q">in the <rs>dark</rs></seg>?</p></sp>'),
        (
            "Who goes",
            "Hey, who goes",
            '<p>Hey, who  goes <seg ana="#q">there in the <rs>dark</rs></seg>?</p></sp>',
        ),
        ("a lamp", "a small old lamp", '<p part="I">Only I, with a small old lamp.</p></sp>'),
        ("two lamps", "three lamps", '<p>Evening, <measure quantity="2">three lamps</measure>.</p>'),
        ("Yard", "Barn", '<head>The <name ref="#yard">Barn</name></head>'),
    ],
)
def test_words_change_where_they_stand(old: str, new: str, line: str) -> None:
    """Whatever markup is around them and between them."""
    assert f"+ {line}" in [one.replace("<!-- sic -->", "") for one in differences(worded(old, new))]


def test_facts_change_in_the_header() -> None:
    """A value that is the same keeps its element; what was said in prose of the publication stays, too."""
    facts = {
        "title": "Night",
        "publisher": "Yard Press",
        "idno": "DOI: 10.5555/1",
        "revision": "2024-05-03: Seen",
    }
    data = again(lambda document: with_facts(document, facts.items()))
    found = etree.fromstring(data)
    names = [etree.QName(one).localname for one in found.iterfind(".//{*}publicationStmt//{*}*")]
    assert names == ["publisher", "availability", "p", "idno"]
    assert b'<author ref="#lee">Ann Lee</author>' in data
    assert b"<title>Night</title>" in data
    assert b'<change when="2024-05-03">Seen</change>' in data
    assert b"<x:desk>7</x:desk>" in data


def test_what_is_written_anew_is_asked_for() -> None:
    """In the markup of docconv, as the text is read from any other format."""
    document = read(PLAY, format="tei")
    data, notices = write_with_notices(document, "tei")
    anew, others = write_with_notices(document, "tei", options={"rewrite": True})
    assert (data, notices) == (PLAY, ())
    assert b"measure" not in anew
    assert "not-kept" in {one.code for one in others}


def test_pseudonyms_keep_nothing() -> None:
    """A name may stand in whatever nobody has read."""
    data = write_with_notices(Pseudonyms()(read(PLAY, format="tei")), "tei").data
    assert not any(name in data for name in (b"Cai", b"cai", b"Moe", b'"bo"', b"carter"))


def test_a_doubtful_speaker_is_told_in_the_tree() -> None:
    """By `@cert`, as docconv writes it."""

    def change(document: Resolved) -> Resolved:
        def doubted(one: Block[Speaker]) -> Block[Speaker]:
            return evolve(one, attribution=Attribution("low")) if isinstance(one, Turn) else one

        return map_blocks(document, doubted)

    assert again(change).count(b'cert="low"') == 3


def told(table: str, **options: Any) -> tuple[bytes, list[str]]:  # noqa: ANN401  those of `read_with_notices`
    """The play with what a speaker file and other options say, and the notices."""
    document, notices = read_with_notices(PLAY, format="tei", speakers=read_table(table), **options)
    data, more = write_with_notices(document, "tei")
    return data, [one.message for one in (*notices, *more) if one.code in ("label-unused", "not-kept")]


def test_a_speaker_file_says_who_they_are() -> None:
    """By id, by name or by label; what the file says else stays, with the entry."""
    table = '[[speaker]]\nid = "bo-lind"\nname = "Bo Lind"\naliases = ["Bo"]\n[[speaker]]\nid = "cai"\nrole = "baker"\n'
    data, notices = told(table)
    assert notices == []
    assert b'<person xml:id="bo-lind" x:seen="yes"><persName>Bo <hi>Lind</hi></persName>' in data
    assert b"<occupation>baker</occupation>" in data
    assert data.count(b'who="#bo-lind"') == 2
    assert b"<measure" in data


def test_a_speaker_file_joins_two() -> None:
    """And names nobody who is not there."""
    data, notices = told('merge = [["Bo", "Cai"]]\n[[speaker]]\nid = "eve"\n')
    assert data.count(b'<sp who="#bo"') == 3
    assert notices == ["nobody in the text is the speaker 'eve' of the speaker file"]


def test_a_speaker_file_and_facts_go_together() -> None:
    """All of it in one tree."""
    data, notices = told('[[speaker]]\nid = "cai"\nname = "Cai Roe"\n', metadata={"title": "Night"})
    assert (notices, b"<title>Night</title>" in data, b"<persName>Cai Roe</persName>" in data) == (
        [],
        True,
        True,
    )


def test_a_turn_of_nobody_is_that_of_whom_its_label_names() -> None:
    """A label that a speaker file has, where the markup says nothing."""
    data = PLAY.replace(b'who="#cai" ', b"")
    document = read(data, format="tei", speakers=read_table('[[speaker]]\nid = "eve"\naliases = ["Cai"]\n'))
    assert [one.id for one in document.turns()[1].speakers] == ["eve"]
    assert b'<sp xml:id="s2" who="#eve">' in write_with_notices(document, "tei").data
