"""Blocks that are new, and turns that share a speech, in the tree of a TEI file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve

from docconv.model import (
    Block,
    CastItem,
    CastPart,
    Narrative,
    Paragraph,
    Resolved,
    Section,
    Speaker,
    Text,
    Turn,
)
from docconv.pipeline import read, write, write_with_notices
from docconv.transforms.turns import merge_turns
from support.tei_changes import differences_in

Node = Block[Speaker]
Change = Callable[[Resolved], Resolved]
ANN, CAI = Speaker("ann", name="Ann Oak"), Speaker("cai", name="Cai Ash")
START = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Rain</title>'
    "</titleStmt><publicationStmt><p>Draft.</p></publicationStmt><sourceDesc><p>By hand.</p></sourceDesc></fileDesc>"
    "<profileDesc><particDesc><listPerson>\n"
    '<person xml:id="ann"><persName>Ann Oak</persName></person>\n'
    '<person xml:id="bob"><persName>Bob Elm</persName></person>\n'
    "</listPerson></particDesc></profileDesc></teiHeader><text><body>\n"
)
PLAY = """<div type="act"><head>Act One</head>
<stage>By the <name>river</name>.</stage>
<sp who="#ann"><speaker>ANN</speaker><p>The <hi rend="italic">water</hi> is high.</p></sp>
<!-- a new hand -->
<sp who="#bob" ana="#loud"><speaker>BOB</speaker><p>So <?q x?>it is.</p></sp>
</div>"""
SITTING = """<div><note type="speaker">Ann Oak:</note>
<u who="#ann"><seg>The bridge is <w>closed</w>.</seg></u>
<note type="speaker">Bob Elm:</note>
<u who="#bob"><seg>For how long?</seg></u>
</div>"""
SHARED = """<div><sp who="#ann #bob" n="1"><speaker>Ann Oak</speaker><p>The <rs>water</rs> is high.</p>
<speaker>Bob Elm</speaker><p>So it <!-- c --> is.</p></sp>
<sp who="#bob"><speaker>BOB</speaker><p>Later.</p></sp></div>"""
CAST = """<div type="cast"><castList><head>Persons</head>
<castItem><role xml:id="r1">Ann</role></castItem>
<castItem rend="brace"><role>Bob</role></castItem></castList></div>
<div><sp who="#ann"><speaker>ANN</speaker><p>Yes.</p></sp></div>"""


def differences(text: str, change: Change) -> tuple[list[str], list[str]]:
    """The lines that are other ones, and what is said to be lost."""
    return differences_in(f"{START}{text}\n</body></text></TEI>".encode(), change)


def turn(words: str, who: Speaker = ANN, label: str | None = "ANN", number: str = "t90") -> Turn[Speaker]:
    """Somebody says something new."""
    return Turn(number, (Paragraph((Text(words),)),), (who,), label)


def inserted(at: int, *new: Node) -> Change:
    """Blocks at some place of the first section."""

    def change(document: Resolved) -> Resolved:
        first, *others = document.body
        assert isinstance(first, Section)
        blocks = (*first.blocks[:at], *new, *first.blocks[at:])
        voices = (who for block in new if isinstance(block, Turn) for who in block.speakers)
        people = {one.id: one for one in (*document.speakers, *voices)}
        body = (evolve(first, blocks=blocks), *others)
        return evolve(document, body=body, speakers=tuple(people.values()))

    return change


def changed(number: str, **changes: object) -> Change:
    """Another turn in the place of one."""

    def change(document: Resolved) -> Resolved:
        section = document.body[0]
        assert isinstance(section, Section)
        blocks = (
            evolve(one, **changes) if isinstance(one, Turn) and one.id == number else one  # type: ignore[arg-type]
            for one in section.blocks
        )
        who = changes.get("speakers", ())
        assert isinstance(who, tuple)
        people = {one.id: one for one in (*document.speakers, *who)}
        return evolve(
            document, body=(evolve(section, blocks=tuple(blocks)),), speakers=tuple(people.values())
        )

    return change


NEW = ['+ <sp who="#ann">', "+ <speaker>ANN</speaker>", "+ <p>Hush.</p>", "+ </sp>"]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_turn_that_is_new_is_one_more_speech(at: int) -> None:
    """Behind what is before it, and nothing else is another one."""
    assert differences(PLAY, inserted(at, turn("Hush."))) == (NEW, [])


def test_what_is_new_at_the_beginning_is_behind_the_heading() -> None:
    """The heading stays the first."""
    lines, lost = differences(PLAY, inserted(0, Narrative((Text("It rains."),))))
    assert ([line for line in lines if line[0] == "+"], lost) == (
        ['+ <div type="act"><head>Act One</head><p>It rains.</p>'],
        [],
    )


def test_several_blocks_are_in_their_order_and_somebody_new_is_listed() -> None:
    """One behind the other."""
    lines, lost = differences(PLAY, inserted(2, turn("Hush."), turn("I do.", CAI, "CAI", "t91")))
    assert [line for line in lines if "<p>" in line] == ["+ <p>Hush.</p>", "+ <p>I do.</p>"]
    assert '+ <person xml:id="cai"><persName>Cai Ash</persName></person></listPerson>' in "\n".join(lines)
    assert lost == []


def test_a_new_utterance_has_its_label_where_the_file_has_labels() -> None:
    """Before it, with the sign that the others have behind them."""
    for at, around in ((0, 'Ann Oak:</note><u who="#ann">'), (1, 'Ann Oak:</note>+ <u who="#ann">')):
        lines, lost = differences(SITTING, inserted(at, turn("It is.", label="Ann Oak")))
        assert f'<note type="speaker">{around}' in "".join(lines)
        assert lost == []


@pytest.mark.parametrize("sign", [".", ":", " :", ".-", ""])
def test_a_new_label_has_the_sign_behind_all_others(sign: str) -> None:
    """No label that was there before loses its own by it."""
    text = "".join(
        f'<sp who="#ann"><speaker>{label}{sign}</speaker><p>Yes<!-- {label} -->.</p></sp>\n'
        for label in ("ANN", "ANN")
    )
    lines, lost = differences(f"<div>{text}</div>", inserted(1, turn("Hush.")))
    assert lost == []
    assert f"+ <speaker>ANN{sign}</speaker>" in lines


def test_words_behind_a_gap_are_behind_it() -> None:
    """What is shown for it is in no file."""
    speech = '<div><sp who="#ann"><speaker>ANN</speaker><p>The bridge <gap reason="torn"/></p></sp></div>'
    words = Text(" is open.")

    def change(document: Resolved) -> Resolved:
        (said,) = document.turns()
        part = said.blocks[0]
        assert isinstance(part, Paragraph)
        return changed("t1", blocks=(evolve(part, children=(*part.children, words)),))(document)

    lines, lost = differences(speech, change)
    assert lost == []
    assert '<gap reason="torn"></gap> is open.</p>' in "".join(lines)


def test_words_behind_a_tier_are_in_the_utterance() -> None:
    """A tier is of the whole of it, wherever its words stand."""
    text = """<div><annotationBlock who="#ann"><u><seg>I see</seg></u><spanGrp type="script"><span>aye sea</span>
</spanGrp></annotationBlock><u who="#bob"><seg>So <!-- c --> be it.</seg></u></div>"""

    def change(document: Resolved) -> Resolved:
        said = document.turns()[0]
        part = said.blocks[0]
        assert isinstance(part, Paragraph)
        assert len(part.children) > 1
        return changed(said.id, blocks=(evolve(part, children=(*part.children, Text(" it."))),))(document)

    lines, lost = differences(text, change)
    assert lost == []
    assert "<seg>I see it.</seg>" in "".join(lines)


def test_a_new_entry_of_a_cast_list_is_in_the_list() -> None:
    """Among the others."""

    def change(document: Resolved) -> Resolved:
        def more(section: Section[Speaker]) -> Section[Speaker]:
            blocks = tuple(more(one) if isinstance(one, Section) else one for one in section.blocks)
            if any(isinstance(one, CastItem) for one in blocks):
                blocks = (*blocks, CastItem((CastPart((Text("Cai"),)),)))
            return evolve(section, blocks=blocks)

        return evolve(
            document, body=tuple(more(one) if isinstance(one, Section) else one for one in document.body)
        )

    lines, lost = differences(CAST, change)
    assert "<castItem><role>Cai</role></castItem>" in "".join(lines)
    assert len(lines) <= 3
    assert lost == []


def test_what_is_new_beside_what_is_gone() -> None:
    """Both at once, with turns put together."""

    def change(document: Resolved) -> Resolved:
        section = document.body[0]
        assert isinstance(section, Section)
        blocks = (section.blocks[0], section.blocks[2], turn("Hush."), turn("Still.", number="t91"))
        return merge_turns(evolve(document, body=(evolve(section, blocks=blocks),)))

    lines, lost = differences(PLAY, change)
    assert "+ <p>Hush.</p>" in lines
    assert lost == []


def test_a_new_turn_of_a_file_of_docconv_has_its_id() -> None:
    """And the turns behind it have theirs."""
    text = b"Ann Lee: Good morning.\n\nBen Oak: Good day.\n\nAnn Lee: Well then.\n"
    own = write(read(text, format="text"), "tei").replace(b"<body>", b"<body><!-- seen -->")
    document = read(own, format="tei")
    first, second, third = document.turns()
    new = evolve(turn("Hush.", second.speakers[0], "Ben Oak"), id="t2")
    body = (first, new, evolve(second, id="t3"), evolve(third, id="t4"))
    data, notices = write_with_notices(evolve(document, body=body), "tei")
    assert notices == ()
    assert b"<!-- seen -->" in data
    assert read(data, format="tei").body == body


def test_what_has_a_time_has_no_place() -> None:
    """The file has no instant for it: it is written anew, and that is told."""
    from docconv.model import Timing  # noqa: PLC0415

    new = evolve(turn("Hush."), blocks=(Paragraph((Text("Hush."),), timing=Timing(5)),))
    assert "once comment: not in the TEI that is written" in differences(PLAY, inserted(1, new))[1]


@pytest.mark.parametrize(
    ("number", "changes", "added"),
    [
        ("t2", {"blocks": (Paragraph((Text("So it always is."),)),)}, "<p>So it always <!-- c --> is.</p>"),
        ("t1", {"blocks": (Paragraph((Text("The water was high."),)),)}, "<rs>water</rs> was high.</p>"),
        (
            "t2",
            {"label": "Cai Ash", "speakers": (CAI,)},
            "<speaker>Cai Ash</speaker><p>So it <!-- c --> is.</p>",
        ),
    ],
)
def test_turns_that_share_a_speech_change_in_it(number: str, changes: dict[str, object], added: str) -> None:
    """Words, labels, who speaks; all else of the speech stays."""
    lines, lost = differences(SHARED, changed(number, **changes))
    assert lost == []
    assert added in "".join(line[2:] for line in lines if line[0] == "+")
    assert len([line for line in lines if line[0] == "-"]) <= 3
