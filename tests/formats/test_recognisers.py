"""JSON of recognisers is known by its shape, and read with its speakers and times."""

from __future__ import annotations

import json
from typing import Any

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

ASKED, ANSWERED, ADDED = "Did the rope hold?", "It held, all night.", "Good."


def heard(text: str, begin: float, **more: object) -> list[dict[str, Any]]:
    """Words of a text, half a second each, with their marks."""
    said = text.split()
    return [
        {"word": one, "start": begin + at / 2, "end": begin + at / 2 + 0.5, **more}
        for at, one in enumerate(said)
    ]


def tokens(text: str, begin: float) -> list[tuple[str, str, float]]:
    """Words and marks as kind, text, begin."""
    parts = text.replace("?", " ?").replace(",", " ,").replace(".", " .").split()
    return [("mark" if one in "?,." else "word", one, begin + at / 2) for at, one in enumerate(parts)]


def amazon(item: tuple[str, str, float], who: str) -> dict[str, Any]:
    """An item of Amazon."""
    kind, text, begin = item
    found: dict[str, Any] = {"alternatives": [{"content": text, "confidence": "1.0"}], "speaker_label": who}
    if kind == "mark":
        return found | {"type": "punctuation"}
    return found | {"type": "pronunciation", "start_time": str(begin), "end_time": str(begin + 0.5)}


def speechmatics(item: tuple[str, str, float], who: str) -> dict[str, Any]:
    """A result of Speechmatics."""
    kind, text, begin = item
    found = {
        "alternatives": [{"content": text, "speaker": who}],
        "start_time": begin,
        "end_time": begin + 0.5,
    }
    return found | (
        {"type": "punctuation", "attaches_to": "previous"} if kind == "mark" else {"type": "word"}
    )


def rev(text: str, begin: float) -> list[dict[str, Any]]:
    """Elements of Rev.ai, with spaces as marks."""
    found: list[dict[str, Any]] = []
    for kind, one, at in tokens(text, begin):
        if kind == "mark":
            found.append({"type": "punct", "value": one})
        else:
            found += [{"type": "punct", "value": " "}] if found else []
            found.append({"type": "text", "value": one, "ts": at, "end_ts": at + 0.5})
    return found


TALK = [(ASKED, "A", 1.0), (ANSWERED, "B", 4.0), (ADDED, "A", 7.0)]
FILES: dict[str, Any] = {
    "Whisper": {
        "language": "en",
        "segments": [
            {"start": at, "end": at + 2, "text": f" {text}", "speaker": who} for text, who, at in TALK
        ],
    },
    "podcast namespace": {
        "version": "1.0.0",
        "segments": [
            {"speaker": who, "startTime": one["start"], "endTime": one["end"], "body": one["word"]}
            for text, who, at in TALK
            for one in heard(text, at)
        ],
    },
    "transformers": {
        "text": "",
        "speakers": [{"speaker": who, "timestamp": [at, at + 2], "text": text} for text, who, at in TALK],
        "chunks": [{"timestamp": [at, at + 2], "text": text} for text, _, at in TALK],
    },
    "whisper.cpp": {
        "result": {"language": "en"},
        "transcription": [
            {"offsets": {"from": at * 1000, "to": at * 1000 + 2000}, "text": f" {text}", "speaker": who}
            for text, who, at in TALK
        ],
    },
    "Amazon Transcribe": {
        "jobName": "rope",
        "results": {
            "transcripts": [{"transcript": f"{ASKED} {ANSWERED} {ADDED}"}],
            "items": [amazon(one, who) for text, who, at in TALK for one in tokens(text, at)],
        },
    },
    "Deepgram": {
        "results": {
            "channels": [{"alternatives": [{"transcript": f"{ASKED} {ANSWERED} {ADDED}", "words": []}]}],
            "utterances": [
                {"start": at, "end": at + 2, "transcript": text, "speaker": who} for text, who, at in TALK
            ],
        },
    },
    "Speechmatics": {
        "format": "2.9",
        "results": [speechmatics(one, who) for text, who, at in TALK for one in tokens(text, at)],
    },
    "Google Speech-to-Text": {
        "results": [
            *(
                {"alternatives": [{"transcript": text, "words": [{"word": one} for one in text.split()]}]}
                for text, _, _ in TALK
            ),
            {
                "alternatives": [
                    {
                        "words": [
                            {
                                "word": one["word"],
                                "startTime": f"{one['start']}s",
                                "endTime": f"{one['end']}s",
                                "speakerLabel": who,
                            }
                            for text, who, at in TALK
                            for one in heard(text, at)
                        ]
                    }
                ]
            },
        ]
    },
    "Azure": {
        "source": "rope.wav",
        "recognizedPhrases": [
            {
                "offsetInTicks": at * 10_000_000,
                "durationInTicks": 20_000_000.0,
                "speaker": who,
                "nBest": [{"display": text, "lexical": "x"}, {"display": "something else"}],
            }
            for text, who, at in TALK
        ],
    },
    "Rev.ai": {
        "speakers": [{"id": 0, "name": "A"}, {"id": 1, "name": "B"}],
        "monologues": [{"speaker": "AB".index(who), "elements": rev(text, at)} for text, who, at in TALK],
    },
    "Otter": {
        "speech": {
            "speakers": [{"id": 7, "speaker_name": "A"}, {"id": 8, "speaker_name": "B"}],
            "transcripts": [
                {
                    "transcript": text,
                    "speaker_id": 7 + "AB".index(who),
                    "start_offset": 16000,
                    "alignment": heard(text, at),
                }
                for text, who, at in TALK
            ],
        }
    },
    "AssemblyAI": {
        "audio_url": "https://example.org/rope.mp3",
        "text": f"{ASKED} {ANSWERED} {ADDED}",
        "words": [],
        "utterances": [
            {"speaker": who, "start": int(at * 1000), "end": int(at * 1000) + 2000, "text": text}
            for text, who, at in TALK
        ],
    },
}


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
    assert list(sentences(words)) == [Utterance("Yes.", "A", 0, 10), Utterance("No", "B", 20, 30)]


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
    ("found", "message"),
    [
        ({"name": "x"}, "neither docconv JSON nor that of a recogniser"),
        ({"segments": [{"start": 0, "text": 5}]}, "looks like JSON of Whisper, but text is int"),
        ({"segments": [{"start": 0, "text": "a"}, 7]}, "segments is no list of objects"),
        ({"segments": [{"start": 0, "text": " "}]}, "nothing is said"),
        ({"segments": [{"start": 0, "text": "a", "speaker": {}}]}, "a speaker is dict"),
        ({"results": {"items": [{"alternatives": "x"}]}}, "alternatives is no list"),
    ],
)
def test_what_is_none_is_refused(found: object, message: str) -> None:
    """The message says what was found, and what can be read."""
    with pytest.raises(BadInputError, match=message):
        read(found)


@pytest.mark.parametrize(
    ("data", "remedy"),
    [('{"segments": []}', "-f json"), ("<!DOCTYPE html>\n<html>", "-f html"), ('\n [{"a": 1}]', "-f json")],
)
def test_json_and_pages_are_no_plain_text(data: str, remedy: str) -> None:
    """The error names the right reader."""
    with pytest.raises(BadInputError) as caught:
        docconv.read(data.encode(), format="text")
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("format_name", ["tei", "docx", "html", "pdf", "json"])
def test_what_was_recognised_goes_through_every_format(format_name: str) -> None:
    """With its speakers and times."""
    document = read(FILES["Whisper"])
    back = docconv.read(docconv.write(document, format_name), format=format_name)
    assert told(back) == told(document)
