"""A short talk as JSON of every recogniser that docconv knows."""

from __future__ import annotations

from typing import Any

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


def timestamps(text: str, begin: float) -> list[list[Any]]:
    """Words with their marks, as lists with when they begin and end."""
    return [[one["word"], one["start"], one["end"]] for one in heard(text, begin)]


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
    "Gladia": {
        "status": "done",
        "result": {
            "transcription": {
                "full_transcript": f"{ASKED} {ANSWERED} {ADDED}",
                "languages": ["en"],
                "utterances": [
                    {"start": at, "end": at + 2, "channel": 0, "speaker": who, "text": text}
                    for text, who, at in TALK
                ],
            },
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
    "IBM Watson": {
        "results": [
            {"alternatives": [{"transcript": text, "timestamps": timestamps(text, at)}]}
            for text, _, at in TALK
        ],
        "speaker_labels": [
            {"from": begin, "to": end, "speaker": who}
            for text, who, at in TALK
            for _, begin, end in timestamps(text, at)
        ],
    },
    "Gecko": {
        "schemaVersion": "2.0",
        "monologues": [
            {
                "speaker": {"name": None, "id": who},
                "terms": [
                    {
                        "start": begin,
                        "end": begin + 0.5,
                        "text": one,
                        "type": "PUNCTUATION" if kind == "mark" else "WORD",
                    }
                    for kind, one, begin in tokens(text, at)
                ],
            }
            for text, who, at in TALK
        ],
    },
    "digital-paper-edit": {
        "words": [
            {"id": 0, "start": begin, "end": end, "text": one}
            for text, _, at in TALK
            for one, begin, end in timestamps(text, at)
        ],
        "paragraphs": [{"id": 0, "start": at, "end": at + 2, "speaker": who} for _, who, at in TALK],
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
    "meeting tools": {
        "data": {
            "sentences": [
                {"speaker_name": who, "text": text, "start_time": at, "end_time": at + 2}
                for text, who, at in TALK
            ]
        }
    },
    "ElevenLabs": {
        "language_code": "en",
        "words": [
            {"text": part, "type": kind, "start": start, "end": start + 0.5, "speaker_id": who}
            for text, who, at in TALK
            for number, one in enumerate(text.split())
            for start in (at + number / 2,)
            for part, kind in ((one, "word"), (" ", "spacing"))
        ],
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
