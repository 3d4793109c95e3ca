"""Sections that are new in a document are divisions in the tree of its TEI file."""

from __future__ import annotations

import pytest
from attrs import evolve

from docconv.model import Block, Heading, Paragraph, Resolved, Section, Speaker, Text, Turn
from docconv.pipeline import read, write, write_with_notices
from support.tei_changes import Change, differences_in

Sections = tuple[Section[Speaker], ...]
ANN = Speaker("ann", name="Ann Oak")
START = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Rain</title>'
    "</titleStmt><publicationStmt><p>Draft.</p></publicationStmt><sourceDesc><p>By hand.</p></sourceDesc></fileDesc>"
    "<profileDesc><particDesc><listPerson>\n"
    '<person xml:id="ann"><persName>Ann Oak</persName></person>\n'
    "</listPerson></particDesc></profileDesc></teiHeader><text><body>\n"
)
PLAY = """<div type="act" ana="#wet"><head>Act One</head>
<stage>By the <name>river</name>.</stage>
<sp who="#ann"><speaker>ANN</speaker><p>The <hi rend="italic">water</hi> is high.</p></sp>
<!-- a new hand -->
<sp who="#ann" ana="#loud"><speaker>ANN</speaker><p>So <?q x?>it is.</p></sp>
<sp who="#ann"><speaker>ANN</speaker><p>Good <rs>night</rs>.</p></sp>
</div>
<div type="act"><head>Act Two</head>
<sp who="#ann"><speaker>ANN</speaker><p>Day.</p></sp>
</div>"""
FLAT = "\n".join(
    f'<sp who="#ann"><speaker>ANN</speaker><p>{word} <!-- {word} -->it is.</p></sp>' for word in "ABCD"
)
SITTING = "\n".join(
    f'<note type="speaker">Ann Oak:</note>\n<u who="#ann"><seg>{word} <!-- {word} -->it is.</seg></u>'
    for word in "ABC"
)


def differences(text: str, change: Change) -> tuple[list[str], list[str]]:
    """The lines that are other ones, and what is said to be lost."""
    return differences_in(f"{START}{text}\n</body></text></TEI>".encode(), change)


def section(name: str, *blocks: Block[Speaker], kind: str = "scene") -> Section[Speaker]:
    """A section with a heading."""
    return Section(blocks, Heading((Text(name),)), kind=kind)


def said(words: str, number: str = "t90") -> Turn[Speaker]:
    """Somebody says something new."""
    return Turn(number, (Paragraph((Text(words),)),), (ANN,), "ANN")


def body(*blocks: Block[Speaker]) -> Change:
    """Other blocks."""
    return lambda document: evolve(document, body=blocks)


def acts(document: Resolved) -> Sections:
    """The sections of a document."""
    return tuple(one for one in document.body if isinstance(one, Section))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_section_of_something_new_is_a_division_beside_the_others(at: int) -> None:
    """Behind one, between two, or ahead of all; nothing else is another line."""
    new = section("Between", said("Noon."), kind="act")

    def change(document: Resolved) -> Resolved:
        return evolve(document, body=(*document.body[:at], new, *document.body[at:]))

    lines, lost = differences(PLAY, change)
    assert lost == []
    assert [line[0] for line in lines] == ["+"] * len(lines)
    assert '<div type="act"><head>Between</head><sp who="#ann">' in "".join(line[2:] for line in lines)


def test_a_section_around_turns_is_a_division_around_them() -> None:
    """With the comments between them; the speeches keep what they have."""

    def change(document: Resolved) -> Resolved:
        first, second = acts(document)
        scene = section("Scene", *first.blocks[1:])
        return evolve(document, body=(evolve(first, blocks=(first.blocks[0], scene)), second))

    lines, lost = differences(PLAY, change)
    assert lost == []
    assert [line for line in lines if line[0] == "-"] == []
    assert "".join(line[2:] for line in lines) == '<div type="scene"><head>Scene</head></div>'


def test_a_section_that_is_now_two_is_two_divisions() -> None:
    """What is behind the new heading is in the second, as it was."""

    def change(document: Resolved) -> Resolved:
        first, second = acts(document)
        new = section("Scene", *first.blocks[2:], kind="act")
        return evolve(document, body=(evolve(first, blocks=first.blocks[:2]), new, second))

    lines, lost = differences(PLAY, change)
    assert lost == []
    assert "".join(line[2:] for line in lines if line[0] == "+") == '</div><div type="act"><head>Scene</head>'


def test_a_section_that_is_now_three() -> None:
    """One behind the other."""

    def change(document: Resolved) -> Resolved:
        first, second = acts(document)
        new = (section(name, first.blocks[at]) for at, name in ((2, "Scene 2"), (3, "Scene 3")))
        return evolve(document, body=(evolve(first, blocks=first.blocks[:2]), *new, second))

    lines, lost = differences(PLAY, change)
    assert lost == []
    text = "".join(line[2:] for line in lines)
    assert text.index("Scene 2") < text.index("Scene 3")


def test_a_page_that_begins_with_a_section_is_in_it() -> None:
    """It is read as that of the words behind it."""
    text = PLAY.replace("<!-- a new hand -->", '<pb n="2"/>')

    def change(document: Resolved) -> Resolved:
        first, second = acts(document)
        new = section("Scene", *first.blocks[2:], kind="act")
        return evolve(document, body=(evolve(first, blocks=first.blocks[:2]), new, second))

    lines, lost = differences(text, change)
    assert lost == []
    assert [line for line in lines if "<pb" in line] == []


def test_sections_around_all_turns_of_a_text_without_any() -> None:
    """Two divisions in a body."""

    def change(document: Resolved) -> Resolved:
        blocks = document.body
        return evolve(document, body=(section("One", *blocks[:2]), section("Two", *blocks[2:])))

    lines, lost = differences(FLAT, change)
    assert lost == []
    assert [line for line in lines if line[0] == "-"] == []
    assert "".join(line[2:] for line in lines).count("<div ") == 2


def test_a_section_around_utterances_has_their_labels() -> None:
    """That of the first, too."""

    def change(document: Resolved) -> Resolved:
        return evolve(document, body=(section("One", *document.body, kind="sitting"),))

    data = f"{START}{SITTING}\n</body></text></TEI>".encode()
    written, notices = write_with_notices(change(read(data, format="tei")), "tei")
    assert notices == ()
    assert b'<head>One</head><note type="speaker">Ann Oak:</note>' in b"".join(written.split(b"\n"))


def test_a_section_around_sections_is_a_division_around_theirs() -> None:
    """Both acts in one part."""

    def change(document: Resolved) -> Resolved:
        return evolve(document, body=(section("Part", *document.body, kind="part"),))

    lines, lost = differences(PLAY, change)
    assert lost == []
    assert "".join(line[2:] for line in lines if line[0] == "+") == '<div type="part"><head>Part</head></div>'


def test_a_numbered_division_has_the_number_of_its_level() -> None:
    """Beside a `div1` it is one, and in it is a `div2`."""
    text = PLAY.replace("<div ", "<div1 ").replace("</div>", "</div1>")

    def change(document: Resolved) -> Resolved:
        first, second = acts(document)
        scene = section("Scene", *first.blocks[1:])
        new = section("Act Three", section("Scene", said("Noon.")), kind="act")
        return evolve(document, body=(evolve(first, blocks=(first.blocks[0], scene)), second, new))

    lines, lost = differences(text, change)
    assert lost == []
    added = "".join(line[2:] for line in lines)
    assert added.count('<div2 type="scene">') == 2
    assert '<div1 type="act"><head>Act Three</head>' in added


def test_what_would_stand_behind_a_division_is_no_tei_and_written_anew() -> None:
    """A section around the first turns of a division leaves speeches behind it."""

    def change(document: Resolved) -> Resolved:
        first, second = acts(document)
        scene = section("Scene", *first.blocks[:2])
        return evolve(document, body=(evolve(first, blocks=(scene, *first.blocks[2:])), second))

    assert "once comment: not in the TEI that is written" in differences(PLAY, change)[1]


def test_a_new_section_of_a_file_of_docconv() -> None:
    """Its turns have their ids."""
    text = b"Ann Lee: Good morning.\n\nBen Oak: Good day.\n\nAnn Lee: Well then.\n"
    own = write(read(text, format="text"), "tei").replace(b"<body>", b"<body><!-- seen -->")
    document = read(own, format="tei")
    new = section("Later", evolve(said("Noon.", "t4"), speakers=document.speakers[:1], label="Ann Lee"))
    changed = (section("Now", *document.body), new)
    data, notices = write_with_notices(evolve(document, body=changed), "tei")
    assert notices == ()
    assert b"<!-- seen -->" in data
    assert read(data, format="tei").body == changed
