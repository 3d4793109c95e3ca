"""Turns that are gone, put together or parted in a document are so in the tree of its TEI file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from attrs import evolve

from docconv.model import Block, Narrative, Paragraph, Resolved, Section, Speaker, Text, Turn
from docconv.pipeline import read, write, write_with_notices
from docconv.transforms.selection import select_speakers
from docconv.transforms.turns import merge_turns
from support.tei_changes import differences_in

Blocks = tuple[Block[Speaker], ...]
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>The Bridge</title></titleStmt><publicationStmt><p>Draft.</p>"
    "</publicationStmt><sourceDesc><p>By hand.</p></sourceDesc></fileDesc><profileDesc><particDesc><listPerson>"
    '<person xml:id="ann"><persName>Ann Oak</persName></person>\n'
    '<person xml:id="bob"><persName>Bob Elm</persName></person>\n'
    "</listPerson></particDesc></profileDesc></teiHeader>"
)
PLAY = """<div type="act" n="1"><head>Act One</head>
<stage>By the <name>river</name>.</stage>
<sp who="#ann" xml:id="s1"><speaker>ANN</speaker><p>The <hi rend="italic">water</hi> is high.</p></sp>
<!-- a new hand -->
<sp who="#bob" xml:id="s2" ana="#loud"><speaker>BOB</speaker><p>So <?q x?>it is.</p>
  <p xml:id="p2" n="7">Wait for <rs type="boat">the old <!-- sic --> ferry</rs> then.</p></sp>
<pb n="2"/>
<sp who="#bob" xml:id="s3"><speaker>BOB</speaker><p>Or walk.</p></sp>
<sp who="#ann" xml:id="s4"><speaker>ANN</speaker><p>It left.</p></sp>
<note corresp="#s3">Both walk.</note>
</div>
<div type="act" n="2"><head>Act Two</head>
<sp who="#bob"><speaker>BOB</speaker><p>Good night.</p></sp>
</div>"""
SITTING = """<div><note type="speaker">Ann Oak:</note>
<u who="#ann" xml:id="u1"><seg>The bridge is <w>closed</w>.</seg></u>
<note type="speaker">Bob Elm:</note>
<u who="#bob" xml:id="u2"><seg>For how long?</seg><seg n="2">Say it.</seg></u>
<note type="speaker">Bob Elm:</note>
<u who="#bob" xml:id="u3"><seg>Please.</seg></u></div>"""


def file(text: str) -> bytes:
    """A file by others."""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEADER}<text><body>{text}</body></text></TEI>'.encode()


def reshaped(document: Resolved, change: Callable[[Blocks], Iterable[Block[Speaker]]]) -> Resolved:
    """A document with other blocks in each of its sections."""
    sections = (
        evolve(one, blocks=tuple(change(one.blocks))) for one in document.body if isinstance(one, Section)
    )
    return evolve(document, body=tuple(sections))


def differences(text: str, change: Callable[[Resolved], Resolved]) -> tuple[list[str], list[str]]:
    """The lines that are other ones, and what is said to be lost."""
    return differences_in(file(text), change)


def without(*ids: str) -> Callable[[Resolved], Resolved]:
    """No turns of some ids."""
    return lambda document: reshaped(
        document, lambda blocks: (one for one in blocks if not isinstance(one, Turn) or one.id not in ids)
    )


def parted(
    number: str,
    at: int,
    within: str = "",
    **changes: Any,  # noqa: ANN401  those of `evolve`
) -> Callable[[Resolved], Resolved]:
    """A turn in two, between paragraphs or before a word of one."""

    def change(blocks: Blocks) -> Iterable[Block[Speaker]]:
        for one in blocks:
            if not isinstance(one, Turn) or one.id != number:
                yield one
                continue
            first, second = list(one.blocks[:at]), list(one.blocks[at:])
            if within:
                whole = second.pop(0)
                assert isinstance(whole, Paragraph)
                (text,) = (part for part in whole.children if isinstance(part, Text) and within in part.text)
                before, _, behind = text.text.partition(within)
                place = whole.children.index(text)
                first.append(evolve(whole, children=(*whole.children[:place], Text(before.rstrip()))))
                second.insert(
                    0, evolve(whole, children=(Text(within + behind), *whole.children[place + 1 :]))
                )
            yield evolve(one, blocks=tuple(first))
            later = evolve(one, id="t90", label=None, blocks=tuple(second))
            yield evolve(later, **changes)

    return lambda document: reshaped(document, change)


def test_a_turn_that_is_gone_leaves_all_else() -> None:
    """What pointed to it is named; comments and instructions in it stay where it was."""
    lines, lost = differences(PLAY, without("t2", "t3"))
    assert [line for line in lines if line[0] == "+"] == ["+ <?q x?><!-- sic -->"]
    assert len([line for line in lines if line[0] == "-"]) == 3
    assert lost == ["once @corresp: what it points to was taken out"]


def test_the_label_before_an_utterance_goes_along() -> None:
    """And the comments between the two stay."""
    lines, lost = differences(SITTING, without("t2"))
    assert sorted(lines) == [
        '- <note type="speaker">Bob Elm:</note>',
        '- <u who="#bob" xml:id="u2"><seg>For how long?</seg><seg n="2">Say it.</seg></u>',
    ]
    assert lost == []


def test_a_division_goes_with_the_last_block_in_it() -> None:
    """Where its section is gone."""
    lines, _ = differences(PLAY, lambda document: evolve(document, body=document.body[:1]))
    assert (
        lines
        == [
            '- <div n="2" type="act"><head>Act Two</head>',
            '- <sp who="#bob"><speaker>BOB</speaker><p>Good night.</p></sp>',
            "- </div>",
        ]
        or [line for line in lines if "Act Two" in line or "night" in line] == lines[:2]
    )


def test_turns_that_are_one_are_one_element() -> None:
    """With the page between them; what pointed to the second points to the first."""
    lines, lost = differences(PLAY, merge_turns)
    assert [line for line in lines if line[0] == "+"] == [
        '+ <p n="7" xml:id="p2">Wait for <rs type="boat">the old <!-- sic --> ferry</rs> then.</p><pb n="2"></pb>',
        "+ <p>Or walk.</p></sp>",
        '+ <note corresp="#s2">Both walk.</note>',
    ]
    assert lost == []
    assert differences(SITTING, merge_turns)[1] == []


def test_an_attribute_of_a_speech_that_is_part_of_another_is_named() -> None:
    """Only one of both can have it."""
    _, lost = differences(PLAY.replace('xml:id="s3"', 'ana="#low" n="4"'), merge_turns)
    assert lost == [f"once @{name}: of a speech that is part of another one" for name in ("ana", "n")]


@pytest.mark.parametrize(
    ("change", "added"),
    [
        (
            parted("t2", 1),
            ['<sp ana="#loud" who="#bob"><p n="7" xml:id="p2">Wait for <rs type="boat">the old'],
        ),
        (
            parted("t2", 1, label="Ann", speakers=(Speaker("ann", name="Ann Oak"),)),
            ['<sp ana="#loud" who="#ann"><speaker>Ann</speaker><p n="7" xml:id="p2">Wait for'],
        ),
        (parted("t2", 1, "then"), ["</p></sp>", '<sp ana="#loud" who="#bob"><p n="7">then.</p></sp>']),
        (
            parted("t2", 1, "ferry"),
            ["ferry</rs> then.</p></sp>"],
        ),
        (parted("t1", 0, "is high"), ['<sp who="#ann"><p>is high.</p></sp>']),
    ],
)
def test_a_turn_that_is_two_is_two_elements(change: Callable[[Resolved], Resolved], added: list[str]) -> None:
    """Parted between paragraphs, in one of them, or in markup that only the file has."""
    lines, lost = differences(PLAY, change)
    found = "".join(line[2:] for line in lines if line[0] == "+")
    assert [one for one in added if one not in found] == [], found
    assert lost == []


def test_an_utterance_that_is_two_has_two_labels() -> None:
    """The second one as the first is printed."""
    lines, lost = differences(
        SITTING, parted("t2", 1, label="Ann Oak", speakers=(Speaker("ann", name="Ann Oak"),))
    )
    assert lost == []
    assert '<note type="speaker">Ann Oak</note><u who="#ann"><seg n="2">Say it.</seg></u>' in "".join(
        line[2:] for line in lines if line[0] == "+"
    )


def test_all_of_it_at_once() -> None:
    """Turns gone, put together and with other words and speakers."""
    ann = Speaker("ann", name="Ann Oak")

    def change(document: Resolved) -> Resolved:
        def other(blocks: Blocks) -> Iterable[Block[Speaker]]:
            for one in blocks:
                if isinstance(one, Turn) and one.id == "t4":
                    yield evolve(one, blocks=(Paragraph((Text("It left early."),)),), speakers=(ann,))
                elif not isinstance(one, Turn) or one.id != "t1":
                    yield one

        return reshaped(merge_turns(document), other)

    lines, lost = differences(PLAY, change)
    assert "<p>It left early.</p>" in "".join(lines)
    assert lost == []
    assert not any("ANN" in line and line[0] == "+" and "early" not in line for line in lines)


def test_some_of_those_who_speak() -> None:
    """Blocks that are no turns go, too, and the markup of the others stays."""
    lines, _ = differences(PLAY, lambda document: select_speakers(document, "Bob Elm"))
    kept = write_with_notices(select_speakers(read(file(PLAY), format="tei"), "Bob Elm"), "tei").data
    assert b'<rs type="boat">' in kept
    assert b"high" not in kept
    assert lines


def test_what_docconv_wrote_has_its_ids_again() -> None:
    """The reasons of a turn that is gone go along."""
    own = write(
        read(b"Ann Lee: Good morning.\n\nBen Oak: Good day.\n\nAnn Lee: Well then.\n", format="text"), "tei"
    )
    own = own.replace(b"<body>", b"<body><!-- seen -->")
    document = read(own, format="tei")
    shorter = evolve(document, body=tuple(one for one in document.body if getattr(one, "id", "") != "t2"))
    data, notices = write_with_notices(shorter, "tei")
    assert notices == ()
    assert b"<!-- seen -->" in data
    assert [one.id for one in read(data, format="tei").turns()] == ["t1", "t3"]


def test_a_section_of_narrative_alone_has_its_place() -> None:
    """Behind the others; all that the file had is there."""

    def change(document: Resolved) -> Resolved:
        return evolve(
            document, body=(*document.body, Section((Narrative((Text("Nobody has read this."),)),)))
        )

    lines, lost = differences(PLAY, change)
    assert lost == []
    assert [line[0] for line in lines] == ["+"] * len(lines)
    assert "<div><p>Nobody has read this.</p>" in "".join(line[2:] for line in lines)
