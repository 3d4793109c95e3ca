"""JSON of recognisers is known by its shape, and read with its speakers and times."""

from __future__ import annotations

import json

import pytest

import docconv
from docconv.account.recognised import account
from docconv.errors import AccountError, BadInputError
from docconv.formats import Source
from docconv.formats.json.foreign.shapes import NAMES, shape_of
from docconv.formats.json.foreign.values import milliseconds, speaker
from docconv.model import Paragraph, Turn
from docconv.transcript.utterances import SpokenWord, Utterance, sentences
from docconv.walk import text_of, turns
from support.recognised import ANSWERED, ASKED, FILES, TALK, heard


def read(found: object) -> docconv.Resolved:
    """JSON values as a document."""
    return docconv.read(json.dumps(found).encode(), format="json")


def told(document: docconv.Resolved) -> list[tuple[str, str | None, int | None]]:
    """The paragraphs of turns: text, label, when they begin."""
    return [
        (text_of(part.children), turn.label, None if part.timing is None else part.timing.begin)
        for turn in turns(document)
        for part in turn.blocks
        if isinstance(part, Paragraph)
    ]


@pytest.mark.parametrize("name", FILES)
def test_each_is_read_with_speakers_and_times(name: str) -> None:
    """Whatever the shape, the same talk comes out."""
    shape = shape_of(FILES[name])
    assert shape is not None
    assert shape.name == name
    assert told(read(FILES[name])) == [(text, who, int(at * 1000)) for text, who, at in TALK]


def test_every_shape_is_tried() -> None:
    """No recogniser is named that no file here stands for."""
    assert set(NAMES) == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_word_that_a_reader_lost_is_missed(name: str) -> None:
    """The account has the words by a way of its own."""
    data = json.dumps(FILES[name])
    document = docconv.read(data.encode(), format="json")
    more = data.replace("rope", "long rope").replace("long rope.wav", "rope.wav")
    with pytest.raises(AccountError):
        docconv.account.check(Source(more.encode()), account(Source(more.encode())), document)


def test_a_last_result_of_other_words_is_one_more() -> None:
    """However many words it has, and whoever says them."""
    words = [[{"word": one} for one in text.split()] for text in (ASKED, ANSWERED)]
    found = [
        {"alternatives": [{"words": words[0]}]},
        {"alternatives": [{"words": [one | {"speakerTag": 2} for one in words[1]]}]},
    ]
    assert [text for text, _, _ in told(read({"results": found}))] == [ASKED, ANSWERED]


def test_a_missing_speaker_is_nobody() -> None:
    """A segment without the key is a turn of nobody, without a label."""
    found = {
        "segments": [
            {"start": 0.5, "end": 3, "text": "Where?"},
            {"start": 3, "text": "Here.", "speaker": "S1"},
        ]
    }
    assert told(read(found)) == [("Where?", None, 500), ("Here.", "S1", 3000)]


def test_a_mere_number_is_shown_as_a_speaker() -> None:
    """As the programs themselves print it."""
    assert [speaker(one) for one in (0, "1", "SPEAKER_00", "", None)] == [
        "Speaker 0",
        "Speaker 1",
        "SPEAKER_00",
        "",
        "",
    ]


def test_segments_of_one_speaker_are_paragraphs_of_one_turn() -> None:
    """Each keeps its times."""
    found = [{"start": at, "end": at + 1, "text": "So.", "speaker": "A"} for at in range(3)]
    (turn,) = turns(read(found))
    assert [part.timing for part in turn.blocks if isinstance(part, Paragraph)] == [
        docconv.Timing(at * 1000, at * 1000 + 1000) for at in range(3)
    ]


def test_two_channels_are_two_speakers_in_order() -> None:
    """Deepgram tells them apart by their channel, and lists one after the other."""
    channels = [
        {"alternatives": [{"transcript": text, "words": heard(text, at)}]}
        for text, at in ((ASKED, 0), (ANSWERED, 9))
    ]
    assert told(read({"results": {"channels": channels[::-1]}})) == [
        (ASKED, "Channel 1", 0), (ANSWERED, "Channel 0", 9000),
    ]  # fmt: skip


def test_ideographs_have_no_spaces_between_them() -> None:
    """Words of Chinese and Japanese stand side by side."""
    words = [SpokenWord("水"), SpokenWord("曜日"), SpokenWord("。", is_glued=True), SpokenWord("はい")]
    assert [one.text for one in sentences(words)] == ["水曜日。", "はい"]


def test_marks_belong_to_who_spoke_last() -> None:
    """Some recognisers give them no speaker."""
    words = [SpokenWord("Yes", "A", 0, 10), SpokenWord(".", is_glued=True), SpokenWord("No", "B", 20, 30)]
    assert list(sentences(words)) == [
        Utterance("Yes.", "A", 0, 10, words=(0, 10)),
        Utterance("No", "B", 20, 30, words=(20, 30)),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.2345, 1234), ("4.87", 4870), ("1.400s", 1400), (-1, None), ("soon", None), (True, None), (float("nan"), None),
     (1e300, None), (None, None), (0, 0)],
)  # fmt: skip
def test_times_in_milliseconds(value: object, expected: int | None) -> None:
    """What is no time is absent, not invented."""
    assert milliseconds(value) == expected


def test_an_end_before_the_beginning_is_none() -> None:
    """Recognisers slip; the beginning stays."""
    (turn,) = turns(read([{"start": 5, "end": 4, "text": "Yes."}]))
    assert isinstance(turn, Turn)
    assert [part.timing for part in turn.blocks if isinstance(part, Paragraph)] == [docconv.Timing(5000)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"text": "Good day.", "segments": []}, [("Good day.", None, None)]),
        ({"text": "Good day.", "words": [{"word": "Good", "start": 0.5}]}, [("Good day.", None, 500)]),
        (
            {"text": "Good day.", "words": [], "utterances": None, "audio_url": "u"},
            [("Good day.", None, None)],
        ),
        (
            {"segments": [{"start": 0, "text": "Yes.", "words": [{"word": "Yes.", "speaker": "A"}]}]},
            [("Yes.", "A", 0)],
        ),
        (
            {
                "segments": [
                    {"start": 0, "text": "Yes, so.", "words": [{"speaker": "A"}, {"speaker": "B"}, {}]}
                ]
            },
            [("Yes, so.", None, 0)],
        ),
        ({"segments": [{"speaker": "Ann", "body": "Yes."}]}, [("Yes.", "Ann", None)]),
        ({"transcription": [{"text": " Yes."}]}, [("Yes.", None, None)]),
        ({"results": {"items": [], "transcripts": [{"transcript": "Yes."}]}}, [("Yes.", None, None)]),
        (
            {
                "results": {
                    "items": [
                        {"alternatives": [{"content": "Yes."}], "start_time": "1", "channel_label": "ch_0"},
                        {"alternatives": [{"content": "No."}], "start_time": "2", "channel_label": "ch_1"},
                    ]
                }
            },
            [("Yes.", "ch_0", 1000), ("No.", "ch_1", 2000)],
        ),
        ({"response": {"results": [{"alternatives": [{"transcript": "Yes."}]}]}}, [("Yes.", None, None)]),
        (
            {"recognizedPhrases": [{"channel": 0}, {"speaker": 1, "nBest": [{"display": "Yes."}]}]},
            [("Yes.", "Speaker 1", None)],
        ),
        (
            {
                "results": [
                    {"type": "speaker_change"},
                    {"type": "word", "start_time": 1, "alternatives": [{"content": "Yes"}]},
                ]
            },
            [("Yes", None, 1000)],
        ),
    ],
)
def test_what_programs_leave_out_is_left_out(
    found: object, expected: list[tuple[str, str | None, int | None]]
) -> None:
    """Segments, speakers, times; the first of a list may be silence."""
    assert told(read(found)) == expected


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ({"name": "x"}, "neither docconv JSON nor that of a recogniser"),
        ({"segments": [{"start": 0, "text": 5}]}, "looks like JSON of Whisper, but text is int"),
        ({"segments": [{"start": 0, "text": "a"}, 7]}, "segments is no list of objects"),
        ({"segments": [{"start": 0, "text": " "}]}, "nothing is said"),
        ({"segments": [{"start": 0, "text": "a", "speaker": {}}]}, "a speaker is dict"),
        ({"results": {"items": [{"alternatives": "x"}]}}, "alternatives is no list"),
        (
            {"full_transcript": "a", "utterances": [{"text": "a", "channel": True}]},
            "an id is bool, not a text",
        ),
        ({"full_transcript": 7}, "JSON of Gladia, but full_transcript is int"),
    ],
)
def test_what_is_none_is_refused(found: object, message: str) -> None:
    """The message says what was found, and what can be read."""
    with pytest.raises(BadInputError, match=message):
        read(found)


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        ('{"segments": []}', "format='json'"),
        ("<!DOCTYPE html>\n<html>", "format='html'"),
        ('\n [{"a": 1}]', "format='json'"),
        ('File type = "ooTextFile"\nObject class = "TextGrid"\n', "format='textgrid'"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_json_and_pages_are_no_plain_text(data: str, remedy: str, encoding: str) -> None:
    """The error names the right reader."""
    with pytest.raises(BadInputError) as caught:
        docconv.read(data.encode(encoding), format="text")
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("format_name", ["tei", "docx", "html", "pdf", "json"])
def test_what_was_recognised_goes_through_every_format(format_name: str) -> None:
    """With its speakers and times."""
    document = read(FILES["Whisper"])
    back = docconv.read(docconv.write(document, format_name), format=format_name)
    assert told(back) == told(document)
