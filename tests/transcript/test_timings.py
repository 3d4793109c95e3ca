"""When paragraphs are heard is told by the time codes in them, which stay where they are printed."""

from __future__ import annotations

import pytest

import docconv
from docconv.model import Paragraph, Timing
from docconv.transcript.timings import instants
from docconv.walk import timing_of, turns

CAPTIONS = """WEBVTT

00:01.000 --> 00:02.500
<v Nora Quill>We are in the boathouse.

00:04.000 --> 00:06.000
<v Tom Reeve>Mind the step.
"""
CODES = """[00:01:05] Nora Quill: Did the rope hold?

[00:01:09] Tom Reeve: It held all night.

[{last}] Nora Quill: And the anchor?

[00:02:10] Tom Reeve: We never found it.
"""
CHAT = """[10:31] Nora Quill: Did the rope hold?

[10:32] Tom Reeve: It held all night.

[10:40] Nora Quill: And the anchor?

[10:41] Tom Reeve: We never found it.
"""


def timings(text: str) -> list[Timing | None]:
    """The times of the turns of a text."""
    return [timing_of(turn) for turn in turns(docconv.read(text.encode(), format="text"))]


def test_cues_say_when_words_begin_and_end() -> None:
    """The times of a cue are those of its paragraph."""
    assert timings(CAPTIONS) == [Timing(1000, 2500), Timing(4000, 6000)]


def test_a_code_before_a_label_says_when_a_turn_begins() -> None:
    """A single time is a beginning; the code is still printed."""
    assert timings(CODES.format(last="00:01:12")) == [
        Timing(65000),
        Timing(69000),
        Timing(72000),
        Timing(130000),
    ]
    document = docconv.read(CODES.format(last="00:01:12").encode(), format="text")
    assert b'n="[00:01:05]"' in docconv.write(document, "tei")


def test_codes_that_go_back_are_not_of_one_recording() -> None:
    """Nobody knows what they count from."""
    assert timings(CODES.format(last="00:00:12")) == [None] * 4


def test_times_of_the_day_are_not_of_a_recording() -> None:
    """A chat does not begin at ten and a half minutes."""
    assert timings(CHAT) == [None] * 4


def test_a_paragraph_that_begins_before_its_first_code_has_no_times() -> None:
    """The code in the middle does not say when its first words are heard."""
    text = CODES.format(last="00:01:12").replace("[00:02:10] Tom Reeve:", "Tom Reeve:")
    assert timings(text)[-1] is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("01:02", [62_000]),
        ("[1:02:03,5]", [3_723_500]),
        ("00:00:01.040 --> 00:00:02.000", [1_040, 2_000]),
        ("10:00:00:24", [36_000_000]),
        ("100:30", [6_030_000]),
        ("00:75", []),
        ("1:75:00", []),
        ("12.05.2021", []),
    ],
)
def test_a_code_in_milliseconds(code: str, expected: list[int]) -> None:
    """Hours and fractions are optional; what no clock shows is no time."""
    assert instants(code) == expected


@pytest.mark.parametrize("format_name", ["tei", "html", "json", "docx", "pdf"])
def test_every_format_keeps_them(format_name: str) -> None:
    """What is written says when words are heard, and is read so."""
    document = docconv.read(CAPTIONS.encode(), format="text")
    back = docconv.read(docconv.write(document, format_name), format=format_name)
    assert [timing_of(turn) for turn in turns(back)] == [Timing(1000, 2500), Timing(4000, 6000)]


def test_a_time_that_differs_is_a_difference() -> None:
    """Times are facts: two documents with others do not say the same."""
    one = docconv.read(CAPTIONS.encode(), format="text")
    other = docconv.read(CAPTIONS.replace("00:02.500", "00:02.900").encode(), format="text")
    told = docconv.differences(one, other, tolerances=frozenset({"breaks"}))
    assert [(each.aspect, each.first, each.second) for each in told] == [
        ("times", "paragraph 1 from 1000 to 2500 ms", "paragraph 1 from 1000 to 2900 ms")
    ]


def test_the_times_of_a_turn_are_those_of_its_paragraphs() -> None:
    """From where the first known one begins to where the last known one ends."""
    (turn, *_) = turns(docconv.read(CAPTIONS.encode(), format="text"))
    (part,) = turn.blocks
    assert isinstance(part, Paragraph)
    assert part.timing == timing_of(turn)
