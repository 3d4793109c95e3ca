"""A few turns that change in a large file are changed in their places, and all other bytes are copied."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from docconv import model as m
from docconv.pipeline import read, write
from docconv.tei.keeping.editing import edited
from docconv.tei.keeping.stretches import edited_in_place
from docconv.walk import map_blocks, with_children
from support.tei_editors import HEADER

Turn = m.Turn[m.Speaker]
SPEECH = '<sp who="#%s"  n = "%d"><speaker>%s.</speaker><!-- seen --><p rend="x">The <rs>lamp</rs> burns, &#233;t&#xe9; %d.</p></sp >\n'


def play(number: int = 60, *, root: str = "", before: str = "") -> bytes:
    """A play of so many speeches, with white space, comments and references that no writer would set so."""
    said = "".join(
        SPEECH % (("ann", at, "ANN", at) if at % 2 else ("bob", at, "BOB", at)) for at in range(number)
    )
    tag = f'<TEI  xmlns="http://www.tei-c.org/ns/1.0"{root}>'
    return f"<?xml version='1.0'?>\n{tag}{HEADER}<text><body><div><?here now?>{before}{said}</div></body></text></TEI>".encode()


def reworded(document: m.Resolved, *ids: str) -> m.Resolved:
    """Another word in some turns."""

    def text(node: Any) -> Any:  # noqa: ANN401  any node
        return (
            m.Text(node.text.replace("burns", "went out"))
            if isinstance(node, m.Text)
            else with_children(node, text)
        )

    return map_blocks(document, lambda one: text(one) if isinstance(one, m.Turn) and one.id in ids else one)


def spoken_by_the_other(document: m.Resolved, key: str) -> m.Resolved:
    """A turn of somebody else."""

    def other(turn: Turn) -> Turn:
        return evolve(turn, speakers=tuple(one for one in document.speakers if one not in turn.speakers))

    return map_blocks(document, lambda one: other(one) if isinstance(one, m.Turn) and one.id == key else one)


def test_all_other_bytes_are_those_of_the_file() -> None:
    """Words of two turns, the speaker of a third."""
    data = play()
    document = spoken_by_the_other(reworded(read(data, format="tei"), "t3", "t40"), "t21")
    lines, written = data.splitlines(), write(document, "tei").splitlines()
    differ = [at for at, (one, other) in enumerate(zip(lines, written, strict=True)) if one != other]
    assert [lines[at].split(b'"')[3] for at in differ] == [b"2", b"20", b"39"]
    assert b"went out" in written[differ[0]]
    assert b"<!-- seen -->" in written[differ[0]]
    assert b"<rs>lamp</rs>" in written[differ[0]]
    assert b"#ann" in written[differ[1]]


def test_it_says_what_the_tree_would_say() -> None:
    """Another road, the same document."""
    document = reworded(read(play(), format="tei"), "t3", "t40")
    assert document.origin
    short, whole = edited_in_place(document, document.origin), edited(document, document.origin)
    assert short
    assert whole
    assert read(short.data, format="tei").body == read(whole.data, format="tei").body == document.body


@pytest.mark.parametrize(
    "data",
    [
        play(root=' xml:lang="en"', before='<div xmlns:x="http://x" xml:lang="la"><p>Salve.</p></div>'),
        play().replace(b"<div>", b'<div xmlns:x="urn:x">').replace(b"<rs>lamp</rs>", b"<x:rs>lamp</x:rs>"),
        play().replace(b"<?xml version='1.0'?>", b'<!DOCTYPE TEI [<!ENTITY e "e">]>'),
        play().replace(b"<?xml version='1.0'?>", b"<?xml version='1.0' encoding='iso-8859-1'?>"),
        play(9),
        play().replace(b"<sp ", b'<note type="speaker">Ann Oak:</note><u ').replace(b"</sp >", b"</u>"),
    ],
    ids=["language", "namespace", "entity", "encoding", "short", "utterances"],
)
def test_what_stands_around_is_asked_for(data: bytes) -> None:
    """On whichever road, the words are changed, and nothing else is said."""
    before = read(data, format="tei")
    document = reworded(before, "t3")
    back = read(write(document, "tei"), format="tei")
    assert back.body == document.body
    assert back.body != before.body


def test_many_turns_are_changed_in_the_tree() -> None:
    """The same of all turns is no matter of a few places."""
    document = read(play(), format="tei")
    assert document.origin
    changed = reworded(document, *(one.id for one in document.turns()))
    assert edited_in_place(changed, document.origin) is None
    assert read(write(changed, "tei"), format="tei").body == changed.body


def test_a_label_is_changed_in_the_tree() -> None:
    """Whether a stop is part of it is told by all labels of the file."""
    before = read(play(), format="tei")
    document = map_blocks(
        before,
        lambda one: evolve(one, label="Ann, Jr.") if isinstance(one, m.Turn) and one.id == "t3" else one,
    )
    assert document.origin
    assert edited_in_place(document, document.origin) is None
