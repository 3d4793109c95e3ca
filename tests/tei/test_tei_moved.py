"""What stands in another place of a document does so in the tree of its TEI file, with all that it has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve
from lxml import etree

from docconv.model import Block, Resolved, Section, Speaker, Turn
from docconv.pipeline import read, write_with_notices
from docconv.tei.names import TEI, XML_ID
from docconv.walk import map_blocks
from support.tei_editors import HEADER

Blocks = tuple[Block[Speaker], ...]
PLAY = """<div type="act" n="1"><head>Act One</head>
<stage xml:id="d1">By the river.</stage>
<sp who="#ann" xml:id="s1" real="yes"><speaker>ANN</speaker><p>The <rs key="w">water</rs> is high.</p></sp>
<sp who="#bob" xml:id="s2" ana="#loud"><speaker>BOB</speaker><p>So it is.<!-- sic --></p></sp>
<stage rend="italic">A bell.</stage>
<sp who="#ann" xml:id="s3"><speaker>ANN</speaker><p>It left.</p></sp>
</div>
<div type="act" n="2" xml:id="a2"><head>Act Two</head>
<sp who="#bob" xml:id="s4"><speaker>BOB</speaker><p>Good night.</p></sp>
</div>"""
SITTING = """<div><note type="speaker" n="1">Ann Oak:</note>
<u who="#ann" xml:id="u1" ana="#chair"><seg n="a">The bridge is closed.</seg></u>
<note type="speaker">Bob Elm:</note>
<u who="#bob" xml:id="u2"><seg>For how long?</seg></u></div>"""


def file(text: str) -> bytes:
    """A file by others."""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEADER}<text><body>{text}</body></text></TEI>'.encode()


def ordered(*wanted: int, section: int = 0) -> Callable[[Resolved], Resolved]:
    """The blocks of a section in another order, by their numbers."""

    def change(document: Resolved) -> Resolved:
        one = document.body[section]
        assert isinstance(one, Section)
        body = list(document.body)
        body[section] = evolve(one, blocks=tuple(one.blocks[at] for at in wanted))
        return evolve(document, body=tuple(body))

    return change


def into_the_second_act(document: Resolved) -> Resolved:
    """The last speech of the first act begins the second."""
    first, second = document.body
    assert isinstance(first, Section)
    assert isinstance(second, Section)
    body = (
        evolve(first, blocks=first.blocks[:-1]),
        evolve(second, blocks=(first.blocks[-1], *second.blocks)),
    )
    return evolve(document, body=body)


def turned(document: Resolved) -> Resolved:
    """The second act goes before the first."""
    return evolve(document, body=document.body[::-1])


def reassigned(document: Resolved) -> Resolved:
    """The first two speeches change places, and the first of them is that of somebody else then."""
    there = ordered(0, 2, 1, 3, 4)(document)
    section = there.body[0]
    assert isinstance(section, Section)
    first, second = section.blocks[1:3]
    assert isinstance(first, Turn)
    assert isinstance(second, Turn)
    blocks = (section.blocks[0], evolve(first, speakers=second.speakers), *section.blocks[2:])
    return evolve(there, body=(evolve(section, blocks=blocks), *there.body[1:]))


def moved(text: str, change: Callable[[Resolved], Resolved]) -> tuple[list[str], list[str], list[str]]:
    """The speeches, directions and labels of a file, those of the file that is written, what is said to be
    lost.
    """
    data = file(text)
    written, notices = write_with_notices(change(read(data, format="tei")), "tei")
    return parts(data), parts(written), [one.message for one in notices]


def parts(data: bytes) -> list[str]:
    """The speeches, directions and labels of a file, as they stand there."""
    root = etree.fromstring(data)
    names = [f"{TEI}{name}" for name in ("head", "stage", "sp", "u", "note")]
    return [etree.tostring(one, encoding="unicode", with_tail=False) for one in root.iter(*names)]


@pytest.mark.parametrize(
    ("change", "order"),
    [
        (ordered(0, 2, 1, 3, 4), [0, 1, 3, 2, 4, 5, 6, 7]),
        (ordered(0, 2, 3, 4, 1), [0, 1, 3, 4, 5, 2, 6, 7]),
        (ordered(0, 1, 2, 4, 3), [0, 1, 2, 3, 5, 4, 6, 7]),
        (ordered(3, 1, 2, 0, 4), [0, 4, 2, 3, 1, 5, 6, 7]),
        (into_the_second_act, [0, 1, 2, 3, 4, 6, 5, 7]),
        (turned, [6, 7, 0, 1, 2, 3, 4, 5]),
    ],
    ids=["neighbours", "to the end", "a direction", "two directions", "another act", "an act"],
)
def test_what_moves_keeps_all_that_it_has(change: Callable[[Resolved], Resolved], order: list[int]) -> None:
    """Attributes, markup and comments that nobody knows of."""
    before, after, lost = moved(PLAY, change)
    assert after == [before[at] for at in order]
    assert lost == []


def test_a_division_moves_with_its_id() -> None:
    """And with its kind."""
    written, _ = write_with_notices(turned(read(file(PLAY), format="tei")), "tei")
    divisions = etree.fromstring(written).iter(f"{TEI}div")
    assert [dict(one.attrib) for one in divisions] == [
        {"type": "act", "n": "2", XML_ID: "a2"},
        {"type": "act", "n": "1"},
    ]


def test_what_moves_may_change_as_well() -> None:
    """Here, who says it."""
    before, after, lost = moved(PLAY, reassigned)
    assert after == [before[0], before[1], before[3].replace("#bob", "#ann"), before[2], *before[4:]]
    assert lost == []


def test_an_utterance_moves_with_the_label_before_it() -> None:
    """Which is a note of its own."""
    before, after, lost = moved(SITTING, ordered(1, 0))
    assert after == [*before[2:], *before[:2]]
    assert lost == []


BLOCKS = """<div><annotationBlock who="#ann" n="1"><u><seg>The bridge is closed.</seg></u><spanGrp type="mor">
<span>det n v</span></spanGrp></annotationBlock>
<annotationBlock who="#bob"><u><seg>For how long?</seg></u></annotationBlock></div>"""


def test_an_utterance_moves_with_the_tiers_about_it() -> None:
    """Which say who speaks."""
    document = ordered(1, 0)(read(file(BLOCKS), format="tei"))
    written, notices = write_with_notices(document, "tei")
    blocks = list(etree.fromstring(written).iter(f"{TEI}annotationBlock"))
    assert [one.get("who") for one in blocks] == ["#bob", "#ann"]
    assert [one.tag for one in blocks[1]] == [f"{TEI}u", f"{TEI}spanGrp"]
    assert not notices


def test_the_tiers_about_an_utterance_that_is_gone_go_with_it() -> None:
    """They say nothing of any other."""
    document = ordered(1)(read(file(BLOCKS), format="tei"))
    written, _ = write_with_notices(document, "tei")
    assert b"spanGrp" not in written


VERSE = """<div><sp who="#ann"><speaker>ANN</speaker><p n="1" rend="big">Wait here, by the river.</p>
<stage rend="italic">She turns.</stage><p ana="#loud">It left <rs>an hour</rs> ago.</p></sp></div>"""


@pytest.mark.parametrize(
    ("order", "wanted"),
    [((2, 1, 0), "p2 stage p1"), ((1, 0, 2), "stage p1 p2"), ((0, 2, 1), "p1 p2 stage")],
)
def test_what_moves_within_a_turn_keeps_all_that_it_has(order: tuple[int, ...], wanted: str) -> None:
    """Paragraphs and directions."""
    document = read(file(VERSE), format="tei")
    turn = document.turns()[0]
    there = map_blocks(
        document,
        lambda one: evolve(turn, blocks=tuple(turn.blocks[at] for at in order)) if one is turn else one,
    )
    written, notices = write_with_notices(there, "tei")
    speech = next(etree.fromstring(written).iter(f"{TEI}sp"))
    kept = {"p1": {"n": "1", "rend": "big"}, "stage": {"rend": "italic"}, "p2": {"ana": "#loud"}}
    assert [dict(one.attrib) for one in list(speech)[1:]] == [kept[name] for name in wanted.split()]
    assert not notices
