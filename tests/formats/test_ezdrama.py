"""ezdrama: what signs say, how it is known, what is refused where."""

from __future__ import annotations

import re

import pytest

import docconv
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.text.ezdrama import read
from docconv.model import CastItem, CastPart, Paragraph, Section, Stage, Turn, VerseLine
from docconv.pipeline import read_with_notices
from docconv.walk import text_of, walk

PLAY = """@title The Mill
@subtitle A comedy
@author Ada Quill

^Persons
ANNA, a miller
BEN, her brother

$The mill at night.
A lamp burns.

#Act 1
##Scene 1
@Anna:
%softly
Who is there?
Nobody answers.
@Ben (at the door):
It is I.
%He knocks.
Let me in.
~The wheel has stopped
And all the stones are still
~
That is the song.
##Scene 2
@Watchman.
Go to bed (yawns) now.
$The end
It is dark.
"""


def play(text: str = PLAY) -> docconv.Resolved:
    """The document of a play."""
    return docconv.read(text.encode(), format="ezdrama")


def test_speeches_have_their_lines_and_directions() -> None:
    """A line of prose is a paragraph, a line of verse a paragraph with its mark."""
    turns = [node for node in walk(play()) if isinstance(node, Turn)]
    assert [turn.label for turn in turns] == ["Anna", "Ben", "Watchman."]
    parts = [
        (type(part), text_of(part.children), part.verse if isinstance(part, Paragraph) else part.kind)
        for part in turns[1].blocks
    ]
    assert parts == [
        (Paragraph, "(at the door)", None),
        (Paragraph, "It is I.", None),
        (Stage, "He knocks.", "incident"),
        (Paragraph, "Let me in.", None),
        (Paragraph, "The wheel has stopped", VerseLine()),
        (Paragraph, "And all the stones are still", VerseLine()),
        (Paragraph, "That is the song.", None),
    ]
    assert isinstance(turns[0].blocks[0], Stage)
    assert turns[0].blocks[0].kind == "delivery"


def test_directions_take_the_lines_below_them_out_of_speech() -> None:
    """Up to the next sign, over blank lines."""
    told = [text_of(node.children) for node in walk(play()) if isinstance(node, Stage)]
    assert told[0] == "The mill at night. A lamp burns."
    assert told[-1] == "The end It is dark."


def test_divisions_cast_and_facts() -> None:
    """Scenes are in their act, entries have roles, the title is that of the document."""
    document = play()
    kinds = [node.kind for node in walk(document) if isinstance(node, Section)]
    assert kinds == [None, "act", "scene", "scene"]
    entries = [node for node in walk(document) if isinstance(node, CastItem)]
    roles = [part for entry in entries for part in entry.children if isinstance(part, CastPart)]
    assert [(part.kind, text_of(part.children)) for part in roles] == [
        ("role", "ANNA"),
        ("description", "a miller"),
        ("role", "BEN"),
        ("description", "her brother"),
    ]
    assert document.metadata.title == "The Mill"
    assert ("author", "Ada Quill") in document.metadata.fields


def test_lines_without_a_sign_are_verse_where_most_speeches_look_so() -> None:
    """And the sign begins prose there."""
    verse = "".join(
        f"@{name}:\nThe wheel has stopped, the river holds\nIts breath and all the stones are still,\nFor ever {name}\n"
        for name in ("Anna", "Ben", "Cora")
    )
    last = list(walk(play(f"#Act 1\n{verse}@Ben:\n~I am tired.\nSo am I.\n")))
    said = [part.verse for part in last if isinstance(part, Paragraph)]
    assert said == [VerseLine()] * 9 + [None] * 2


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("#Act 1\n%sits\n@Anna:\nHello.\n", "2:2", "% is before anybody speaks"),
        ("#Act 1\n  @\nHello.\n", "2:3", "nothing is behind @"),
        ("#Act 1\n@Anna:\nHello.\n$\n", "4:1", "nothing is behind $"),
        ("#Act 1\n@:\nHello.\n", "2:2", "no name is behind @"),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(text: str, place: str, message: str) -> None:
    """With line and column."""
    with pytest.raises(BadInputError, match=re.escape(message)) as caught:
        read(Source(text.encode(), "mill.ezdrama"))
    assert caught.value.where == f"mill.ezdrama:{place}"


def test_a_play_without_speakers_is_refused() -> None:
    """Nothing tells who speaks."""
    with pytest.raises(BadInputError, match="nobody speaks in this play"):
        play("#Act 1\n$Night.\n")


def test_a_text_with_the_signs_is_known() -> None:
    """And one that only looks so is read as text, with a warning."""
    assert docconv.read(PLAY.encode(), format="text") == play()
    document, notices = read_with_notices(PLAY.replace("@Anna:\n", "%\n@Anna:\n").encode(), format="text")
    assert [notice.code for notice in notices][:1] == ["not-read"]
    assert sum(isinstance(node, Turn) for node in walk(document)) == 3


def test_words_behind_a_colon_are_said() -> None:
    """Though the notation has them on the next line."""
    turn = next(
        node
        for node in walk(play("@Ada\nSo it is.\n@Bo (softly): No.\nNot yet.\n@Ada:\nWhen?\n"))
        if isinstance(node, Turn) and node.label == "Bo"
    )
    assert [text_of(block.children) for block in turn.blocks] == ["(softly)", "No.", "Not yet."]
