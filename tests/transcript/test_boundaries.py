"""Where a small question about a line, a label or a paragraph begins to be answered otherwise."""

from __future__ import annotations

import pytest
from attrs import evolve

from docconv.model import CERTAIN, Label, Paragraph, Span, Text
from docconv.transcript import read_transcript
from docconv.transcript.annotations import Candidate, StyledText
from docconv.transcript.kinds import is_direction, tells_of_holder
from docconv.transcript.labels.convention.company import _is_named
from docconv.transcript.labels.evidence.alone import _is_item
from docconv.transcript.labels.hints import _ends_at
from docconv.transcript.labels.wrapping import _lines_alone
from docconv.transcript.lexicon import lexicon
from docconv.transcript.lines.furniture import _heads_with_numbers, _rise
from docconv.transcript.lines.layout.wrapping import detect_layout, take_double_spacing
from docconv.transcript.lines.lines import TranscriptLine, split_lines
from docconv.transcript.lines.subtitles import untagged, unvoiced
from docconv.transcript.shape import _without_quotes_behind_party
from docconv.transcript.turns.apart import stands_apart
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.items import OpenTurn
from docconv.transcript.turns.profile import Profile
from docconv.transcript.turns.reporting.clauses import _adjoin
from docconv.transcript.turns.reporting.names import Names, told_about
from docconv.walk import turns


def line(text: str, start: int = 0) -> TranscriptLine:
    """A line that begins at an offset."""
    return TranscriptLine(1, start, 0, text, 0)


@pytest.mark.parametrize(
    ("between", "is_near"),
    [
        (" ferry harbour lantern ", True),
        (" ferry harbour lantern kettle ", False),
        (", at the very last, ", True),
    ],
)
def test_a_name_and_a_verb_are_three_words_apart_at_most(between: str, is_near: bool) -> None:  # noqa: FBT001
    """Unless a phrase between commas parts them."""
    assert _adjoin(between.strip(), lexicon("en")) is is_near


@pytest.mark.parametrize(
    ("text", "is_item"),
    [("Nora Fenwick ferrier", True), ("Nora of the old Ferry", False), ("Nora Of The old ferry", False)],
)
def test_two_of_three_words_of_an_item_have_a_capital(text: str, is_item: bool) -> None:  # noqa: FBT001
    """Three of five are too few."""
    assert _is_item(text) is is_item


@pytest.mark.parametrize(("reach", "is_same"), [(14, True), (13, True), (12, False), (16, False)])
def test_two_labels_that_end_at_one_place_are_one(reach: int, is_same: bool) -> None:  # noqa: FBT001
    """A delimiter may be between, wherever in the line both are."""
    found, own = Candidate("Nora", 10, 16), Candidate("N", 10, 16)
    assert _ends_at(found, own, reach) is is_same


def test_each_voice_of_a_cue_is_where_it_is_in_the_file() -> None:
    """The offset of a line is added to that within it."""
    parts = list(untagged(line("<v Nora>Yes.</v> <v Piet>No.", 100)))
    assert [part.start for part in parts] == [100, 117]


@pytest.mark.parametrize(("count", "is_spoken"), [(8, False), (9, True)])
def test_what_is_longer_than_an_event_is_spoken_in_brackets(count: int, is_spoken: bool) -> None:  # noqa: FBT001
    """Where a source has speech in brackets."""
    block = Block(1, 0, 0, 0, pieces=[StyledText(f"({' '.join(['ferry'] * count)})")])
    nobody: frozenset[str] = frozenset()
    profile = Profile(lexicon("en"), Names((), {}), nobody, False, False, False, 1, speaks_in_brackets=True)  # noqa: FBT003
    assert profile.is_spoken(block) is is_spoken


@pytest.mark.parametrize(("label", "is_named"), [("田中 一郎", True), ("田中 一郎 次郎", False)])
def test_two_words_without_case_are_a_name(label: str, is_named: bool) -> None:  # noqa: FBT001
    """Three are none."""
    assert _is_named(label, lexicon("ja")) is is_named


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("And then Nora, who was late.", True),
        ("Yes, Nora.", False),
        ("Yes. Nora, come.", False),
        ("Nora went.", True),
    ],
)
def test_a_name_with_marks_around_it_is_an_address(text: str, is_told: bool) -> None:  # noqa: FBT001
    """A name in a sentence is told about."""
    assert told_about(text, Names(("Nora",), {"nora": ["Nora"]})) is is_told


@pytest.mark.parametrize(
    ("numbers", "rises"), [((1, 2, 3, 9, 4, 5), True), ((1, 2, 3, 9, 4, 9), False), ((1, 2, 3), True)]
)
def test_three_of_five_steps_of_page_numbers_go_up(numbers: tuple[int, ...], rises: bool) -> None:  # noqa: FBT001
    """By one or by two."""
    assert _rise([(place, line(str(number))) for place, number in enumerate(numbers)]) is rises


@pytest.mark.parametrize(("numbers", "are_heads"), [((17, 18, 20), True), ((20, 18, 17), False)])
def test_the_numbers_beside_running_heads_go_up(numbers: tuple[int, ...], are_heads: bool) -> None:  # noqa: FBT001
    """Numbers that go down are no pages."""
    heads = [line(f"Harbour Board        {number}") for number in numbers]
    assert _heads_with_numbers(heads) == (set(range(len(heads))) if are_heads else set())


@pytest.mark.parametrize(("mute", "found"), [(0, 0), (1, 1), (3, 3), (4, 0), (8, 0)])
def test_a_cue_names_no_voice_where_most_name_one(mute: int, found: int) -> None:
    """Fewer than half of eight."""
    cues = "".join(
        f"\n00:0{at}.000 --> 00:0{at}.900\n{'' if at < mute else '<v Ada>'}Words.\n" for at in range(8)
    )
    assert len(unvoiced(split_lines(f"WEBVTT\n{cues}"))) == found


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("[Exit the boy.", True),
        ("exit the boy.", False),
        ("[Exit] the boy.", False),
        ("[Exit the boy.]", False),
    ],
)
def test_a_bracket_that_nobody_closes_is_a_direction(text: str, is_told: bool) -> None:  # noqa: FBT001
    """What has no bracket is none, whatever letter it begins with."""
    assert is_direction(text) is is_told


@pytest.mark.parametrize(("size", "is_told"), [(599, True), (600, True), (601, False), (900, False)])
def test_what_a_holder_does_is_told_in_six_hundred_characters(size: int, is_told: bool) -> None:  # noqa: FBT001
    """What is longer is what somebody says."""
    text = "ADA BERG, secretary, reads the minutes of the".ljust(size - 1, "x") + "."
    assert tells_of_holder(text, lexicon("en")) is is_told


@pytest.mark.parametrize(
    ("second", "goes_on"),
    [
        ("party “Halden”.\n", True),
        ("party “Halden”\n", False),  # nothing ends it
        ("party “Halden”.", False),  # nor is it the last line
        ("\nparty “Halden”.\n", False),
        ("party. It is “Halden”.\n", False),
    ],
)
def test_a_label_of_two_lines_ends_in_its_second(second: str, goes_on: bool) -> None:  # noqa: FBT001
    """Surname, initials and office, and the party that ends the paragraph."""
    lines = split_lines(f"BERG A. I., head of the committee for roads,\n{second}\nThank you.\n")
    detect_layout(lines)
    assert bool(_lines_alone(lines[0], lines[1:])) is goes_on


@pytest.mark.parametrize(("told", "is_dialogue"), [(0, True), (2, True), (3, False), (9, False)])
def test_three_of_five_paragraphs_of_a_dialogue_begin_with_a_dash(told: int, is_dialogue: bool) -> None:  # noqa: FBT001
    """Of four with a dash there may be two without one; else all is narrative."""
    hours = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    said = "".join(f"— We saw the ferry at {hour}.\n\n" for hour in hours[:4])
    text = said + "".join(
        f"They went to the harbour at {hour} and looked for it.\n\n" for hour in hours[:told]
    )
    draft, _ = read_transcript(text)
    assert len(list(turns(draft))) == (4 if is_dialogue else 0)


@pytest.mark.parametrize(
    ("label", "without"),
    [
        ("Ada Lind (Bay), “blue card” question", "Ada Lind (Bay), blue card question"),
        ("“Bear” Lind (Bay)", "“Bear” Lind (Bay)"),
        ("Ada “Bear” Lind (Bay), in reply", "Ada “Bear” Lind (Bay), in reply"),
        ("Ada «Bear» Lind", "Ada «Bear» Lind"),
    ],
)
def test_quotation_marks_are_left_out_behind_a_party(label: str, without: str) -> None:
    """Around what somebody does in a debate; those around a nickname stay."""
    assert _without_quotes_behind_party(label) == without


@pytest.mark.parametrize(("drama", "gap", "is_apart"), [(True, 0, False), (True, 1, True), (False, 0, True)])
def test_a_line_within_a_speech_of_a_play_is_no_heading(drama: bool, gap: int, is_apart: bool) -> None:  # noqa: FBT001
    """Though lines without a full stop end alike, as in an oath: blank lines are above what opens a part."""
    below = Block(3, 0, 0, 0, pieces=[StyledText("That calls me from the bank.")])
    block = Block(2, 0, gap, 0, pieces=[StyledText("The bell of summer has no voice")])
    for one in (below, block):
        one.joined()
    profile = Profile(lexicon("en"), Names((), {}), frozenset(), False, False, False, 9)  # noqa: FBT003
    told = evolve(profile, drama=drama, dense=True, parted=True, frames=frozenset({"no voice"}))
    said = Paragraph((Text("All the stones lie quiet in the yard."),))
    turn = OpenTurn("ANNA", (Label("ANNA"),), CERTAIN, Span(1, 1, 0, 9), blocks=[said])
    assert stands_apart(turn, block, below, told) is is_apart


def test_blank_lines_below_every_line_of_a_wrapped_text_part_nothing() -> None:
    """One more of them does: above a paragraph one is left."""
    wrapped = (
        "the boats went out to the bar before the tide had",
        "turned and nobody on the quay could say where the",
    )
    paragraph = (*wrapped, *wrapped, "harbour ends.")
    text = "\n\n\n".join("\n\n".join(paragraph) for _ in range(3))
    gaps = [line.gap for line in take_double_spacing(split_lines(text))]
    assert gaps == [0, 0, 0, 0, 0, *[1, 0, 0, 0, 0] * 2]
