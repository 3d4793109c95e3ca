"""Lines of verse printed as steps, and what several voices call out on a line each."""

from __future__ import annotations

from docconv.model import Narrative, Paragraph, Turn
from docconv.transcript import read_transcript
from docconv.walk import text_of, walk

HEAD = """The Mill by Night

Persons
ANNA, a miller
BEN, her brother

ACT I

"""
PROSE = """BEN.
You should be in bed, both of you. I have walked this road for thirty years, and never have I seen a lamp burn so late.

ANNA.
I cannot sleep, and nobody in this house can, for the wheel makes more noise when it stands than when it turns at noon.

"""
REFRAIN = "Up the\nhill,\nmy heart!\n"
MARCH = (
    "Walk along\nthe road\nto town,\nlamp in hand\n",
    "Sing the song,\nand set it down\non the sand\n",
    "Mill and\nstream and song,\nthey know\nwhat we plan\n",
)


def parts(text: str) -> list[tuple[str, str | None]]:
    """The lines of verse of a text, and which part of a line each is."""
    draft, _ = read_transcript(text)
    lines = [one for one in walk(draft) if isinstance(one, Paragraph | Narrative) and one.verse]
    return [(text_of(one.children), one.verse.part if one.verse else None) for one in lines]


def test_steps_that_are_each_further_in_are_one_line() -> None:
    """Two lines of three steps, and one of two; what begins at the margin is whole."""
    rows = [
        "The wheel of the mill",
        "    has gone",
        "        to its rest,",
        "And the river below",
        "    knows nothing",
        "        of bread;",
        "And the miller sits",
        "    and counts the stones",
        "Till the lamp goes out over his head",
    ]
    found = parts(f"{HEAD}{PROSE}ANNA.\n" + "\n".join(rows) + f"\n\n{PROSE}")
    assert [part for _, part in found] == ["I", "M", "F", "I", "M", "F", "I", "F", None]


def test_lines_of_a_stanza_that_are_further_in_are_whole() -> None:
    """Every other one is in a ballad."""
    rows = "The wheel of the mill has gone\n    And left the river cold,\n"
    found = parts(f"{HEAD}{PROSE}ANNA.\n{rows * 3}\n{PROSE}")
    assert [part for _, part in found] == [None] * 6


def march(*stanzas: str) -> list[tuple[str, str | None]]:
    """The lines of a song with a refrain behind each stanza."""
    return parts(f"{HEAD}{PROSE}ANNA.\n" + "".join(f"{one}{REFRAIN}" for one in stanzas) + f"\n{PROSE}")


def test_steps_of_stanzas_end_where_all_stanzas_are_cut() -> None:
    """Each stanza has ten syllables; all are cut behind the seventh, and elsewhere each in its own way."""
    found = march(*MARCH)
    assert [part for _, part in found[:7]] == ["I", "M", "F", None, "I", "M", "F"]
    assert [part for text, part in found if text in REFRAIN.splitlines()] == ["I", "M", "F"] * 3
    assert ("what we plan", None) in found


def test_a_title_above_the_first_stanza_is_no_step() -> None:
    """It has more syllables than the others by just that row."""
    found = march(f"The road song\n{MARCH[0]}", *MARCH[1:])
    assert [part for _, part in found[:5]] == [None, "I", "M", "F", None]


def test_stanzas_that_are_all_cut_alike_are_of_lines() -> None:
    """Nothing says that one line goes on with the next."""
    assert [part for _, part in march(*MARCH[:1] * 3)] == [None] * 21


def test_what_several_voices_call_is_on_a_line_each() -> None:
    """A dash is before each, and that before the first may be the one of the label."""
    cries = "VOICES.\n– Down with him!\n– Enough!\n– Put out the lamp!\n\n"
    found = [text.lstrip("– ") for text, _ in parts(HEAD + (PROSE + cries) * 2 + PROSE)]
    assert found == ["Down with him!", "Enough!", "Put out the lamp!"] * 2


def test_a_sentence_behind_a_song_is_said() -> None:
    """It is more than twice as long as the lines of the song."""
    song = "The miller's wife\nHas gone to sleep,\nThe river now\nIs dark and deep.\n"
    said = "That is no good song; it is a song for geese. Who has one?"
    found = [text for text, _ in parts(f"{HEAD}{PROSE}ANNA.\n{song}{said}\n\n{PROSE}")]
    assert len(found) == 4
    assert said not in found


def test_what_is_said_before_a_direction_is_not_of_the_song_behind_it() -> None:
    """The direction is a paragraph between the two."""
    song = "The miller's wife\nhas gone to sleep,\nthe river now\nis dark and deep,\n" * 2
    draft, _ = read_transcript(
        f"{HEAD}{PROSE}ANNA. Ben, begin!\n\n(People with lamps come in from all sides.)\n\n{song}\n{PROSE}"
    )
    begun = [one for turn in walk(draft) if isinstance(turn, Turn) for one in turn.blocks]
    said = [one for one in begun if isinstance(one, Paragraph) and text_of(one.children) == "Ben, begin!"]
    assert [one.verse for one in said] == [None]
    assert sum(isinstance(one, Paragraph | Narrative) and one.verse is not None for one in walk(draft)) == 8
