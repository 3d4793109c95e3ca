"""What is new, gone or parted within a turn changes in its element, and all around it stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve
from lxml import etree

from docconv import model as m
from docconv.pipeline import read, write_with_notices
from docconv.tei.keeping.inventory import inventory
from docconv.tei.keeping.wording import Wording
from docconv.tei.names import XML_ID
from docconv.walk import map_blocks
from support.tei_by_others import tei
from support.tei_editors import HEADER

Turn = m.Turn[m.Speaker]
Parts = tuple[m.TurnBlock[m.Speaker], ...]
PLAY = (
    '<div type="act" n="1"><head>Act One</head>\n'
    '<sp who="#ann" xml:id="s1"><speaker rend="sc">ANN.</speaker><!-- collated -->\n'
    '<lg type="song" xml:id="g"><l n="1" rend="i1">The water rose <rs type="thing">above</rs> the stone,</l>\n'
    '<l n="2" met="x"><?editor see?>and nobody would cross alone,</l>\n<l n="3">till morning.</l></lg></sp>\n'
    '<sp who="#bob" xml:id="s2"><speaker>BOB.</speaker>'
    '<p xml:id="p1">Then wait for the <name key="f">ferry</name> that comes at noon.</p>\n'
    '<stage type="business" xml:id="st">He sits.</stage>\n<p part="F">It left <choice><sic>a hour</sic><corr>an hour</corr>'
    "</choice> ago.<!-- so --></p></sp></div>"
)
SITTING = (
    '<div type="sitting"><u who="#ann" xml:id="u1" ana="#chair"><seg xml:id="sg1">The bridge is <measure n="2">closed '
    'twice</measure> a year.</seg>\n<vocal xml:id="v"><desc>Laughter</desc></vocal>\n<seg xml:id="sg2">Next item.</seg></u></div>'
)
FILES = {"play": PLAY, "sitting": SITTING}


def text(words: str) -> m.Paragraph[m.Speaker]:
    """A paragraph."""
    return m.Paragraph((m.Text(words),))


def within(part: m.TurnBlock[m.Speaker], word: str, make: Callable[[str], m.Inline[m.Speaker]]) -> Parts:
    """A part with something new in the place of a word of a text of it, or behind it where that stays."""
    found: list[m.Inline[m.Speaker]] = []
    for one in part.children:
        if isinstance(one, m.Text) and word in one.text:
            before, _, behind = one.text.partition(word)
            new = make(word)
            stays = not isinstance(new, m.Emphasis | m.Unclear | m.Foreign)
            found += [m.Text(before + word * stays), new, m.Text(behind)]
        else:
            found.append(one)
    return (evolve(part, children=tuple(found)),)


def noted(parts: Parts) -> Parts:
    """A note behind a word of the first part."""
    note: m.Note[m.Speaker] = m.Note((m.Text("As in the copy."),), "foot", "editorial")
    word = next(one.text.split()[1] for one in parts[0].children if isinstance(one, m.Text))
    return within(parts[0], word, lambda _: note) + parts[1:]


def emphatic(parts: Parts) -> Parts:
    """Emphasis on a word of the first part."""
    word = next(one.text.split()[1] for one in parts[0].children if isinstance(one, m.Text))
    return within(parts[0], word, lambda said: m.Emphasis((m.Text(said),))) + parts[1:]


def staged(parts: Parts) -> Parts:
    """A direction behind the first part."""
    return (parts[0], m.Stage((m.Text("a bell"),), "incident"), *parts[1:])


def ending(parts: Parts) -> Parts:
    """One more paragraph, or line, at the end."""
    verse = m.VerseLine() if any(isinstance(one, m.Paragraph) and one.verse for one in parts) else None
    return (*parts, m.Paragraph((m.Text("Or never,"),), verse=verse))


def opening(parts: Parts) -> Parts:
    """A direction ahead of everything."""
    return (m.Stage((m.Text("aside"),), "vocal"), *parts)


def shorter(parts: Parts) -> Parts:
    """Without the last part."""
    return parts[:-1]


def halved(parts: Parts) -> Parts:
    """A paragraph is two, which part in the words before any markup."""
    first = parts[0].children[0]
    assert isinstance(first, m.Text)
    head, space, rest = first.text.partition(" ")
    second = evolve(parts[0], children=(m.Text(space.strip() + rest), *parts[0].children[1:]))
    return (evolve(parts[0], children=(m.Text(head),)), second, *parts[1:])


CHANGES: dict[str, Callable[[Parts], Parts]] = {
    one.__name__: one for one in (noted, emphatic, staged, ending, opening, shorter, halved)
}
CASES = [
    (name, turn, change)
    for name, turn in (("play", 0), ("play", 1), ("sitting", 0))
    for change in CHANGES
    if (name, turn, change) not in {("play", 0, "halved"), ("play", 0, "opening")}
]


def changed(document: m.Resolved, number: int, change: Callable[[Parts], Parts]) -> m.Resolved:
    """A document with other parts of one turn."""
    wanted = document.turns()[number].id

    def other(block: m.Block[m.Speaker]) -> m.Block[m.Speaker]:
        ours = isinstance(block, m.Turn) and block.id == wanted
        return evolve(block, blocks=change(block.blocks)) if ours and isinstance(block, m.Turn) else block

    return map_blocks(document, other)


@pytest.mark.parametrize(("name", "number", "change"), CASES)
def test_what_is_around_a_change_stays(name: str, number: int, change: str) -> None:
    """Nothing is lost but what is to go, and the file says what it has to."""
    data = tei(
        f"<body>{FILES[name]}</body>", HEADER.removeprefix("<teiHeader>").removesuffix("</teiHeader>")
    ).encode()
    document = changed(read(data, format="tei"), number, CHANGES[change])
    written, notices = write_with_notices(document, "tei")
    lost = {one.name for one in inventory(data).lost(inventory(written), data)}
    gone = (
        {"l", "p", "seg", "@n", "@part", "@xml:id", "choice", "sic", "corr"} if change == "shorter" else set()
    )
    assert [one.message for one in notices if one.code == "not-kept"] == []
    assert lost <= gone
    assert read(written, format="tei").turns()[number].blocks == document.turns()[number].blocks


@pytest.mark.parametrize(("name", "number", "change"), CASES)
def test_a_change_of_what_was_changed_is_kept_as_well(name: str, number: int, change: str) -> None:
    """In the file that came of the first one."""
    data = tei(
        f"<body>{FILES[name]}</body>", HEADER.removeprefix("<teiHeader>").removesuffix("</teiHeader>")
    ).encode()
    once = write_with_notices(changed(read(data, format="tei"), number, CHANGES[change]), "tei").data
    twice, notices = write_with_notices(changed(read(once, format="tei"), number, ending), "tei")
    assert [one.message for one in notices if one.code == "not-kept"] == []
    assert list(inventory(once).lost(inventory(twice), once)) == []


def test_what_cannot_be_placed_is_written_anew_in_its_paragraph_alone() -> None:
    """A warning names what was in it; the file around it stays."""
    data = tei(
        f"<body>{PLAY}</body>", HEADER.removeprefix("<teiHeader>").removesuffix("</teiHeader>")
    ).encode()
    one: m.TurnBlock[m.Speaker] = m.Paragraph((m.Emphasis((m.Text("Not"),)), m.Text(" a word of it.")))
    document = changed(read(data, format="tei"), 1, lambda _: (one,))
    written, notices = write_with_notices(document, "tei")
    assert b'<l n="2" met="x"><?editor see?>' in written
    assert b"<!-- so -->" in written
    assert read(written, format="tei").turns()[1].blocks == (one,)
    assert "once name: in a paragraph that is written anew" in [each.message for each in notices]


def test_the_last_turn_of_a_text_leaves_a_text() -> None:
    """A body without an element is none."""
    data = tei('<body><div n="1"><sp who="#ann"><p>Wait.</p></sp><!-- seen --></div></body>').encode()
    document = read(data, format="tei")
    section = document.body[0]
    assert isinstance(section, m.Section)
    written, notices = write_with_notices(evolve(document, body=(evolve(section, blocks=()),)), "tei")
    assert notices == ()
    assert b'<body><div n="1"><!-- seen --><p/></div></body>' in written


def test_what_is_new_among_speeches_of_a_group_is_in_it() -> None:
    """A turn, and a direction."""
    speeches = '<sp who="#ann"><p>Wait.</p></sp>\n<sp who="#bob"><p>Why?</p></sp>'
    data = tei(f'<body><div><spGrp rend="braced">{speeches}</spGrp></div></body>', HEADER[11:-12]).encode()
    document = read(data, format="tei")
    section = document.body[0]
    assert isinstance(section, m.Section)
    first, second = section.blocks
    assert isinstance(first, m.Turn)
    bell = m.Stage[m.Speaker]((m.Text("a bell"),), "incident")
    new = (evolve(first, id="t9", blocks=(text("Or go."),)), bell)
    body = (evolve(section, blocks=(first, *new, second)),)
    written, notices = write_with_notices(evolve(document, body=body), "tei")
    assert notices == ()
    group = etree.fromstring(written).find(".//{*}spGrp")
    assert group is not None
    assert [etree.QName(one).localname for one in group] == ["sp", "sp", "stage", "sp"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("CC BY-SA 3.0 it is", "CC BY 4.0 it is"), ("the boat-3 left", "the boat left"), ("a b, c", "a d! c")],
)
def test_words_have_the_spaces_of_the_new_ones(before: str, after: str) -> None:
    """Also where a mark without a space before it goes, or one comes."""
    element = etree.fromstring(f"<p>{before}</p>")
    assert Wording.of(element).change(before, after)
    assert " ".join((element.text or "").split()) == after


def test_a_part_alone_is_written_anew_and_keeps_what_is_said_of_it() -> None:
    """Words in no language behind a paragraph that is all in one have no place in its element."""
    sitting = (
        '<div><u who="#ann"><seg xml:id="sg1" n="1">The bridge is <rs>closed</rs>.</seg>'
        '<seg xml:id="sg2" n="2" xml:lang="fr">Le pont est clos.</seg></u></div>'
    )
    data = tei(f"<text><body>{sitting}</body></text>", HEADER).encode()
    document = read(data, format="tei")
    turn = document.turns()[0]
    last = turn.blocks[-1]
    more = evolve(last, children=(*last.children, m.Text(" So.")))
    there = map_blocks(
        document, lambda one: evolve(turn, blocks=(*turn.blocks[:-1], more)) if one is turn else one
    )
    written, notices = write_with_notices(there, "tei")
    segments = list(etree.fromstring(written).iter("{*}seg"))
    assert [(one.get(XML_ID), one.get("n"), len(one)) for one in segments] == [
        ("sg1", "1", 1),
        ("sg2", "2", 1),
    ]
    assert not notices
