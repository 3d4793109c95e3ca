"""Turns that share one `sp`, as TEI has it since 4.12, change in it, or get one each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve
from lxml import etree

from docconv.model import Paragraph, Resolved, Section, Speaker, Text, Turn
from docconv.pipeline import read, write_with_notices
from docconv.tei.names import TEI
from docconv.transforms.turns import merge_turns
from docconv.walk import map_blocks
from support.tei_editors import HEADER

Change = Callable[[Resolved], Resolved]
SHARED = """<div><sp who="#ann #bob" n="1"><speaker>Ann Oak</speaker><p>The <rs>water</rs> is high.</p>
<speaker>Bob Elm</speaker><p>So it <!-- c --> is.</p></sp>
<sp who="#bob"><speaker>BOB</speaker><p>Later.</p></sp></div>"""
HUSH: Turn[Speaker] = Turn(
    "t90", (Paragraph((Text("Hush."),)),), (Speaker("ann", name="Ann Oak"),), "Ann Oak"
)


def file(text: str) -> bytes:
    """A file by others."""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEADER}<text><body>{text}</body></text></TEI>'.encode()


def changed(number: str, **changes: object) -> Change:
    """A turn with other parts."""
    return lambda document: map_blocks(
        document,
        lambda one: evolve(one, **changes) if isinstance(one, Turn) and one.id == number else one,  # type: ignore[arg-type]
    )


def inserted(at: int) -> Change:
    """A new turn at some place of the first section."""

    def change(document: Resolved) -> Resolved:
        section = document.body[0]
        assert isinstance(section, Section)
        blocks = (*section.blocks[:at], HUSH, *section.blocks[at:])
        return evolve(document, body=(evolve(section, blocks=blocks), *document.body[1:]))

    return change


def speeches(change: Callable[[Resolved], Resolved], text: str = SHARED) -> list[tuple[str, ...]]:
    """What the speeches of a file with a shared one have, and who says it; nothing may be lost."""
    written, notices = write_with_notices(change(read(file(text), format="tei")), "tei")
    assert notices == ()
    return [
        (
            one.get("who", ""),
            *(" ".join("".join(map(str, part.itertext(etree.Element))).split()) for part in one),
        )
        for one in etree.fromstring(written).iter(f"{TEI}sp")
    ]


def test_what_a_shared_speech_cannot_say_is_in_one_for_each_turn() -> None:
    """Labels tell who says what there: one that names nobody of it does not."""
    said = [("#ann", "Ann Oak", "The water is high."), ("#bob", "A voice", "So it is.")]
    assert speeches(changed("t2", label="A voice"))[:-1] == said


def test_what_is_new_between_the_turns_of_a_shared_speech() -> None:
    """It is between two of their own; behind all of them it is behind the one that they share."""
    first, second = ("#ann", "Ann Oak", "The water is high."), ("#bob", "Bob Elm", "So it is.")
    assert speeches(inserted(1))[:-1] == [first, ("#ann", "Ann Oak", "Hush."), second]
    assert [len(one) for one in speeches(inserted(2))] == [5, 3, 3]


LATE = """<div type="act"><head>Act One</head><sp who="#ann #bob" n="1"><p>The <rs>water</rs> is high.</p><speaker>Ann Oak</speaker>
<p>So it is.</p><speaker>Bob Elm</speaker></sp></div>"""


def test_turns_whose_labels_are_behind_them_part_behind_these() -> None:
    """Both keep what is said of the speech."""
    said = [
        ("#ann", "The water is high.", "Ann Oak"),
        ("#ann", "Ann Oak", "Hush."),
        ("#bob", "So it is.", "Bob Elm"),
    ]
    assert speeches(inserted(1), LATE) == said


def test_a_turn_that_is_put_behind_one_with_a_late_label_is_before_the_label() -> None:
    """Which is behind all of the words."""
    late = LATE.replace("<p>So", '</sp><sp who="#ann"><p>So').replace("Bob Elm", "Ann Oak")
    said = [("#ann #bob", "The water is high.", "So it is.", "Ann Oak")]
    assert speeches(merge_turns, late.replace("#ann #bob", "#ann"))[0][1:] == said[0][1:]


@pytest.mark.parametrize(("label", "wanted"), [("Both", ["Both"]), (None, [])])
def test_two_speakers_of_one_speech_get_another_label(label: str | None, wanted: list[str]) -> None:
    """One for both, or none."""
    both = SHARED[: SHARED.index("<sp")] + (
        '<sp who="#ann #bob" n="1"><speaker>Ann</speaker><speaker>Bob</speaker><p>So it is.</p></sp></div>'
    )
    written, notices = write_with_notices(changed("t1", label=label)(read(file(both), format="tei")), "tei")
    assert [one.text for one in etree.fromstring(written).iter(f"{TEI}speaker")] == wanted
    assert notices == ()
