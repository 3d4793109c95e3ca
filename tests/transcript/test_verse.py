"""Lines of verse in plays: which are, and which parts of one line are."""

from __future__ import annotations

import textwrap

import pytest

from docconv.model import Narrative, Paragraph, Turn, VerseLine
from docconv.transcript import read_transcript
from docconv.walk import text_of, walk

HEAD = """The Mill by Night

Persons
ANNA, a miller
BEN, her brother
A WATCHMAN

ACT I

"""
ANNA = """ANNA.
The wheel has stopped, the river holds its breath,
And all the stones lie quiet in the dark;
I hear no more the turning of the year
Nor any voice that calls me from the bank.

"""
SHARED = """BEN.
So late?

ANNA.
         So late, my brother. Come inside.
The lamp is low, and in the yard the frost
Has drawn a silver thread along the wall.

BEN.
I met the watchman where the roads divide,
And he has told me what the millstones hide.

ANNA.
We shall go in.

BEN.
                We shall.

ANNA.
                          Good night to you.

"""
BESIDE = """BEN
How long is that?

ANNA  A month, or maybe more,
If winter keeps his promise to the hills
And does not turn and freeze the stream again.

BEN
Then let us bake, my sister, let us wait
And send the miller word that we are here
With ovens hot and nothing in the sack.

ANNA
The sack is full of letters from the bank
And every one is asking for the wheel.

BEN  The wheel?

WATCHMAN  I have walked this road for thirty years, and never have I seen two people bake at such an hour of night.

"""
PROSE = """WATCHMAN.
You should be in bed, both of you. I have walked this road for thirty years, and never have I seen a lamp burn so late.

BEN.
I cannot sleep, and nobody in this house can, for the wheel makes more noise when it stands than when it turns at noon.

"""


def verse(text: str) -> list[tuple[str, str, VerseLine | None]]:
    """The paragraphs of a text: label, first words, what is known of them as a line of verse."""
    draft, _ = read_transcript(text)
    found = []
    for turn in (node for node in walk(draft) if isinstance(node, Turn)):
        parts = (part for part in turn.blocks if isinstance(part, Paragraph))
        found += [(turn.label or "", text_of(part.children)[:12], part.verse) for part in parts]
    return found


def test_each_line_of_a_speech_in_verse_is_one() -> None:
    """Four lines of four, and none of prose."""
    found = verse(HEAD + ANNA + PROSE)
    assert [known for _, _, known in found] == [VerseLine()] * 4 + [None] * 2
    assert [words for _, words, _ in found[:2]] == ["The wheel ha", "And all the "]


def test_lines_that_go_on_where_another_speaker_has_stopped_are_shared() -> None:
    """Two speakers have a first part and a last one, three one in the middle besides; others are whole."""
    parts = {words: known.part for _, words, known in verse(HEAD + ANNA + SHARED) if known}
    assert {words: part for words, part in parts.items() if part} == {
        "So late?": "I",
        "So late, my ": "F",
        "We shall go ": "I",
        "We shall.": "M",
        "Good night t": "F",
    }


def test_words_on_the_line_of_a_label_go_on_with_a_line_where_labels_are_above() -> None:
    """As the texts of the Folger Library print a shared line; a full line is not shared, nor is prose."""
    spoken = (HEAD + ANNA + BESIDE).replace("ANNA.", "ANNA")
    parts = [(words, known.part) for _, words, known in verse(spoken) if known and known.part]
    assert parts == [("How long is ", "I"), ("A month, or ", "F")]


def test_a_speech_with_a_part_of_a_shared_line_is_verse() -> None:
    """However its lines end, and however many speeches are prose."""
    found = verse(HEAD + PROSE * 3 + SHARED)
    assert [known.part for _, _, known in found[6:10] if known] == ["I", "F", None, None]
    assert not any(known for _, _, known in found[:6])


def test_a_short_answer_is_verse_only_where_nearly_all_is() -> None:
    """Among speeches in prose, one line alone may be anything."""
    answer = "BEN.\nI am here.\n\n"
    assert [known for _, _, known in verse(HEAD + ANNA * 4 + answer)][-1] == VerseLine()
    assert [known for _, _, known in verse(HEAD + ANNA + PROSE * 2 + answer)][-1] is None


@pytest.mark.parametrize(
    "rows", [("It is late.", "We are tired.", "Go to bed."), ("It is late", "We are tired")]
)
def test_short_paragraphs_among_prose_are_no_song(rows: tuple[str, ...]) -> None:
    """Sentences are none, nor are two lines."""
    said = "".join(f"{row}\n" for row in rows)
    assert not any(known for _, _, known in verse(f"{HEAD}{PROSE * 2}ANNA.\n{said}\n{PROSE}"))


def test_a_song_that_nobody_is_named_for_is_verse() -> None:
    """The first of its lines begins a group."""
    song = "\n".join(ANNA.splitlines()[1:5])
    draft, _ = read_transcript(f"{HEAD}{song}\n\n{PROSE}{ANNA}")
    found = [node.verse for node in walk(draft) if isinstance(node, Narrative) and node.verse]
    assert found == [VerseLine(stanza=True), VerseLine(), VerseLine(), VerseLine()]


def test_stanzas_of_a_speech_are_groups() -> None:
    """Blank lines part them; a speech of one group needs none."""
    rows = ANNA.splitlines()[1:5]
    twice = "ANNA.\n" + "\n".join(rows) + "\n\n" + "\n".join(rows) + "\n\n"
    found = [known.stanza for _, _, known in verse(HEAD + twice + ANNA) if known]
    assert found == [True, False, False, False] * 2 + [False] * 4


def test_lines_of_no_play_are_lines_of_a_paragraph() -> None:
    """Nothing tells them from an address there."""
    talk = "".join(f"Ann Lee: Well, that is so.\n\nBen Oak: Yes, number {n}.\n\n" for n in "abcd")
    rows = "\n".join(ANNA.splitlines()[1:5])
    assert not any(known for _, _, known in verse(f"{talk}Ann Lee:\n{rows}\n\n{talk}"))


SONG = """The miller's wife has gone to sleep.
The river now is dark and deep.
She dreams of bread, she dreams of snow.
The wheel has nowhere now to go.
"""


def test_lines_that_rhyme_are_verse_though_each_ends_a_sentence() -> None:
    """Also among prose; a direction beside them is none of them."""
    found = verse(f"{HEAD}{PROSE * 2}ANNA.\n(She sings.)\n{SONG}\n{PROSE}")
    assert [known for _, _, known in found[4:9]] == [None, *[VerseLine()] * 4]
    plain = SONG.replace("sleep", "rest").replace("snow", "wine")
    assert not any(known for _, _, known in verse(f"{HEAD}{PROSE * 2}ANNA.\n{plain}\n{PROSE}"))


def test_a_song_in_a_speech_is_verse() -> None:
    """What is said before it is prose."""
    said = (
        "Listen, this is what they sang when I was small and the mill was new and the village had no bridge."
    )
    found = verse(f"{HEAD}{PROSE}ANNA.\n{said}\n\n" + SONG.replace("\n", "\n\n") + PROSE)
    assert [known for label, _, known in found if label == "ANNA"] == [None, *[VerseLine()] * 4]


def test_two_lines_are_verse_where_all_speeches_of_several_lines_are() -> None:
    """A play of prose and verse, whose prose is never broken."""
    two = "BEN.\nThe frost has come before the year\nHas ended.\n\n"
    assert [known for _, _, known in verse(HEAD + PROSE * 3 + ANNA * 3 + two)[-2:]] == [VerseLine()] * 2
    broken = "BEN.\nI have no bread.\nI have no wine.\n\n"
    assert [known for _, _, known in verse(HEAD + PROSE * 3 + ANNA * 3 + broken * 3 + two)[-1:]] == [None]


def test_wrapped_prose_is_no_verse() -> None:
    """However many of its lines begin with capitals, as those of German nouns do."""
    said = """Wir haben den ganzen Tag auf dem Hof vor dem alten Haus der
Mutter gestanden und in den Regen gesehen, bis am Abend der
Vater mit dem Wagen kam und"""
    speech = f"ANNA.\n{said} Milch brachte.\n\nBEN.\n{said} Mehl holte.\n\n"
    assert not any(known for _, _, known in verse(HEAD + speech * 3))


SMALL = """ANNA.
the wheel has stopped, the river holds its breath
and all the stones lie quiet in the dark;
I hear no more
the turning of the year
nor any voice that calls me from the bank
across the water.

"""


def test_lines_that_begin_small_are_verse_where_they_have_room_for_more() -> None:
    """Nothing but the place where they end tells them from prose."""
    found = verse(HEAD + PROSE + SMALL * 2 + PROSE)
    assert [known for _, _, known in found if known] == [VerseLine()] * 12
    assert [known for _, _, known in found[:2] + found[-2:]] == [None] * 4


NARROW = """ANNA. the wheel has stopped and now it holds
its breath above the frozen pool
while all the stones lie in the dark
and hear no more of any year
or hear a voice among the reeds
that calls me from the other bank
across the water and the dark
to where the lamps are low again.

BEN. the lamps are low and I am cold
and nothing in the sack is left
but letters that the bank has sent
for somebody who paid no rent.

"""


def test_lines_that_begin_small_are_verse_in_a_narrow_column() -> None:
    """What lines leave free is measured by the column; prose that is wrapped as narrow leaves nothing."""
    assert all(known for _, _, known in verse(HEAD + NARROW * 4))
    prose = [
        textwrap.fill(speech, 38)
        for speech in NARROW.replace("\n", " ").replace("BEN.", "\nBEN.").split("\n")
    ]
    assert not any(known for _, _, known in verse(HEAD + "\n\n".join(prose * 4)))


def test_prose_in_the_same_speech_is_a_paragraph_of_its_own() -> None:
    """What is said before a song and below it, with no blank line between."""
    said = "Listen, this is what they sang when I was small, and the mill was new, and the village had no bridge."
    rows = "\n".join(ANNA.splitlines()[1:5])
    found = verse(f"{HEAD}{PROSE}ANNA.\n{said}\n{rows}\n{said}\n\n{ANNA}{PROSE}")
    assert [known for _, _, known in found[2:8]] == [None, *[VerseLine()] * 4, None]


LINES = """ANNA.
I go along the river and the wind
And on the bank a bird is in a tree
I do not hear the turning of the mill
Nor any song that calls me to the land

"""
TRIO = """BEN.
So soon at night?

WATCHMAN.
So soon.

ANNA.
The lamp is low
And in the yard the frost has drawn a thread

"""


def test_speeches_that_have_the_syllables_of_one_line_share_it() -> None:
    """Where nearly all lines of a play have a number of syllables; four and two and four are ten."""
    found = verse(HEAD + LINES * 12 + TRIO + LINES)
    parts = [(words, known.part) for _, words, known in found if known and known.part]
    assert parts == [("So soon at n", "I"), ("So soon.", "M"), ("The lamp is ", "F")]


def test_nothing_is_shared_where_most_speeches_are_prose() -> None:
    """Syllables of prose are as many by chance."""
    found = verse(HEAD + LINES * 12 + PROSE * 12 + TRIO + PROSE)
    assert not any(known.part for _, _, known in found if known)


def test_short_speeches_that_make_one_measure_line_after_line_are_verse() -> None:
    """Eight lines of eight syllables, each of two speeches; not where one has nine."""
    pair = "BEN.\nThe frost is near.\n\nANNA.\nThe frost is here.\n\n"
    assert [known.part for _, _, known in verse(HEAD + SMALL * 2 + PROSE + pair * 8 + PROSE) if known][
        12:
    ] == [
        "I",
        "F",
    ] * 8
    odd = pair * 4 + pair.replace("near", "yellow") + pair * 4
    assert not any(known.part for _, _, known in verse(HEAD + SMALL * 2 + PROSE + odd + PROSE) if known)


def test_a_line_that_is_sung_again_is_verse() -> None:
    """Alone in a speech among prose."""
    again = "BEN.\nAnd all the stones lie quiet in the dark;\n\n"
    found = verse(HEAD + PROSE * 4 + ANNA * 3 + PROSE * 4 + again + PROSE)
    assert [known for label, _, known in found if label == "BEN"][-2:] == [VerseLine(), None]


def test_names_of_persons_one_below_the_other_are_no_verse() -> None:
    """They end in no mark."""
    crowd = "Some fishermen\nAn old soldier\nThe people of the village\n\n"
    draft, _ = read_transcript(f"The Mill\n\nACT I\n\n{crowd}{ANNA * 4}")
    assert not any(node.verse for node in walk(draft) if isinstance(node, Narrative))


HERRING = "BEN.\nThe herring he goes where the herring will go,\nHeigh-ho, the wind and the weather,\n"
HERRING += "And nobody asks him, for nobody'd know,\nHeigh-ho, we'll go down together.\n\n"
SPOKEN = "ANNA. You have let the fire out again.\n\nBEN. I was counting the sacks.\n\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + SPOKEN * 3 + HERRING * 2 + SPOKEN, {"You have let": None}),
        (HEAD + ANNA + SHARED + ANNA + "BEN.\nGood night.\n", {"Good night.": VerseLine()}),
    ],
)
def test_a_speech_of_one_line_is_verse_where_others_are_and_none_among_a_few_songs(
    text: str, told: dict[str, VerseLine | None]
) -> None:
    """A play in prose has songs, and a play in verse has short speeches."""
    assert {words: one for _, words, one in verse(text) if words in told} == told


ASIDE = """BEN. (sitting down) I hear no more the turning
Of any wheel, nor voices from the bank.

ANNA. (He does not know what everybody knows
And what the river says about the ice.)

"""


def test_a_direction_before_the_first_line_and_brackets_around_several_change_no_verse() -> None:
    """What is said aside in brackets is said."""
    found = verse(HEAD + ANNA * 3 + ASIDE)
    assert [known for _, _, known in found[12:]] == [VerseLine()] * 4


def test_one_doubtful_speech_among_much_verse_makes_no_prose_of_its_neighbours() -> None:
    """Short answers beside it are verse, too."""
    doubtful = "BEN.\nGood night.\n\nANNA.\nGood night, and do not\nforget the key.\n\nBEN.\nI have it.\n\n"
    found = verse(HEAD + ANNA * 20 + doubtful + ANNA * 4)
    assert [known for label, _, known in found if label == "BEN"] == [VerseLine()] * 2


def test_short_lines_of_a_speech_in_verse_are_verse_in_a_play_with_prose() -> None:
    """A line alone between two directions, in a speech of which other lines go on in the next ones."""
    spoken = ANNA.rstrip() + "\n(She sits down.)\nI shall not wait.\n(She gets up.)\nGood night.\n\n"
    found = verse(HEAD + (PROSE + spoken + PROSE) * 3)
    told = [known for label, words, known in found if label == "ANNA" and words[0] != "("]
    assert told == [VerseLine()] * 18


def test_long_directions_at_both_ends_of_a_line_do_not_make_it_long() -> None:
    """What is in brackets is no part of the line."""
    slow = "BEN.\n(turning slowly from the window to the door of the mill) So late it is,\nand cold.\n\n"
    found = verse(HEAD + (ANNA + slow) * 4)
    assert all(known for _, _, known in found)


PROLOGUE = """The Mill

PROLOGUE

The mill that stands between the town and sea
Has heard the voices of a hundred years,
And one of them is asking now for me
To tell its tale to people without ears;
And nobody who comes along the road
Will know the weight of what the miller owed.

"""


def test_a_prologue_that_nobody_is_named_for_is_verse() -> None:
    """Each line is one; where a scene is set below a heading, its sentences are none."""
    draft, _ = read_transcript(PROLOGUE + HEAD + ANNA * 4)
    assert sum(node.verse is not None for node in walk(draft) if isinstance(node, Narrative)) == 6
    setting = "A room.\nIt is night.\nSnow.\nThe wheel is heard.\n\n"
    draft, _ = read_transcript(HEAD + setting + ANNA * 4)
    assert not any(node.verse for node in walk(draft) if isinstance(node, Narrative))
