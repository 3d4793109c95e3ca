"""The shapes that recognisers write: which keys tell each, and its words.

Times are seconds with Whisper, Amazon, Deepgram, Gladia, Rev.ai and Speechmatics, seconds as text with
Google, milliseconds with whisper.cpp and AssemblyAI, tenths of a millionth of a second or milliseconds with
Azure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from attrs import frozen

from docconv.formats.json.foreign import clouds, editors, meetings
from docconv.formats.json.foreign.heard import between, by_channel, by_words, keys, timed
from docconv.formats.json.foreign.otter import otter
from docconv.formats.json.foreign.values import (
    Found,
    either,
    first,
    milliseconds,
    named,
    rows,
    speaker,
    table,
    text,
)
from docconv.transcript.utterances import SpokenWord, Utterance, sentences, with_words

Said: TypeAlias = Iterable[Utterance]
MOSTLY = 0.8
ELSEWHERE = (
    "segments", "utterances", "speakers", "chunks", "transcription", "results", "recognizedPhrases",
    "phrases", "monologues", "speech", "transcripts",
)  # fmt: skip
"""Where other programs have what is said."""
ASSEMBLED = ("utterances", "sentences", "paragraphs", "words")
"""Where AssemblyAI has what is said, by the question that was put to it."""
BOUNDS = ("start", "end")


@frozen
class Shape:
    """A recogniser: its name, whether JSON has its shape, and what is said in it."""

    name: str
    fits: Callable[[Found], bool]
    read: Callable[[Found], Said]


def _segments(found: Found) -> Said:
    """Whisper, faster-whisper and WhisperX."""
    for one in rows(found, "segments"):
        begin, end = milliseconds(one.get("start")), milliseconds(one.get("end"))
        heard = rows(one, "words")
        told = timed(Utterance(text(one, "text"), speaker(one.get("speaker")), begin, end), heard)
        yield from by_words(told, heard)


def _text(found: Found) -> Said:
    """A text alone, or one with the times of its words, as programs by OpenAI and others give it."""
    heard = rows(found, "words") or rows(found, "result")
    words = [between(one, "", None) for one in heard] or [Utterance()]
    yield timed(Utterance(text(found, "text"), "", words[0].begin, words[-1].end), heard)


def _eleven_labs(found: Found) -> Said:
    """Words, spaces and events; who speaks is with each of them."""
    return sentences(_heard(rows(found, "words")))


def _heard(words: list[Found]) -> Iterator[SpokenWord]:
    """Words, which are apart where no space is told at all."""
    spaced, glued = any(text(one, "text").isspace() for one in words), False
    for one in words:
        said = text(one, "text")
        begin, end = (milliseconds(one.get(key)) for key in ("start", "end"))
        yield SpokenWord(said, speaker(one.get("speaker_id")), begin, end, is_glued=glued)
        glued = spaced and bool(said) and not said[-1:].isspace()


def _podcast(found: Found) -> Said:
    """The podcast namespace, whose segments may be single words."""
    return sentences(
        SpokenWord(
            text(one, "body"),
            speaker(one.get("speaker")),
            milliseconds(one.get("startTime")),
            milliseconds(one.get("endTime")),
        )
        for one in rows(found, "segments")
    )


def _chunks(found: Found) -> Said:
    """Pipelines of transformers: with speakers where they were told, else without. Chunks that are words are
    put together to sentences.
    """
    told = [_chunk(one) for one in rows(found, "speakers") or rows(found, "chunks")]
    if sum(len(one.text.split()) == 1 for one in told) < MOSTLY * len(told) or len(told) == 1:
        return told
    return sentences(SpokenWord(one.text, one.speaker, one.begin, one.end) for one in told)


def _chunk(one: Found) -> Utterance:
    span = one.get("timestamp")
    begin, end = span if isinstance(span, list) and len(span) == 2 else (None, None)
    return Utterance(text(one, "text"), speaker(one.get("speaker")), milliseconds(begin), milliseconds(end))


def _whisper_cpp(found: Found) -> Said:
    """Segments; with `--tinydiarize` one may say that somebody else speaks after it."""
    is_other = False
    for one in rows(found, "transcription"):
        times = table(one, "offsets") or table(one, "timestamps")
        begin, end = (milliseconds(times.get(key), 1) for key in ("from", "to"))
        who, said = one.get("speaker"), text(one, "text")
        told = Utterance(said, "" if who == "?" else speaker(who), begin, end, opens=is_other)
        yield with_words(told, map(_whisper_cpp_token, rows(one, "tokens")))
        is_other = one.get("speaker_turn_next") is True


def _whisper_cpp_token(one: Found) -> tuple[str, int | None, int | None]:
    """A token, which may be a part of a word; those of the model itself, as `[_BEG_]`, are none."""
    said, times = text(one, "text"), table(one, "offsets")
    begin, end = (milliseconds(times.get(key), 1) for key in ("from", "to"))
    return ("", None, None) if said.startswith("[_") else (said, begin, end)


def _deepgram(found: Found) -> Said:
    results = table(found, "results")
    if rows(results, "utterances"):
        yield from by_channel([_in_channel(one, "transcript") for one in rows(results, "utterances")])
        return
    channels = [list(_channel(one)) for one in rows(results, "channels")]
    told = list(by_channel([(at, one) for at, channel in enumerate(channels) for one in channel]))
    yield from told if len(channels) == 1 else sorted(told, key=lambda one: one.begin or 0)


def _in_channel(one: Found, key: str) -> tuple[object, Utterance]:
    """The number of a channel, and an utterance whose words are at a key."""
    told = between(one, text(one, key), one.get("speaker"))
    return named(one.get("channel")), timed(told, rows(one, "words"))


def _heard_by_gladia(found: Found) -> Found:
    """Where Gladia has what is said: in the answer to a request, in a message, or alone."""
    inner = found.get("result", found.get("data", found))
    told = inner.get("transcription", inner) if isinstance(inner, dict) else None
    return told if isinstance(told, dict) and "full_transcript" in told else {}


def _gladia(found: Found) -> Said:
    told = _heard_by_gladia(found)
    yield from by_channel([_in_channel(one, "text") for one in rows(told, "utterances")])
    if not rows(told, "utterances"):
        yield Utterance(text(told, "full_transcript"))


def _channel(channel: Found) -> Iterator[Utterance]:
    best = first(channel, "alternatives")
    paragraphs = rows(table(best, "paragraphs"), "paragraphs")
    heard = iter([(one, milliseconds(one.get("start"))) for one in rows(best, "words")] if paragraphs else ())
    word = next(heard, None)
    for one in paragraphs:
        for sentence in rows(one, "sentences"):
            told = between(sentence, text(sentence, "text"), one.get("speaker"))
            inside: list[Found] = []
            while word is not None and (word[1] is None or told.end is None or word[1] < told.end):
                inside.append(word[0])
                word = next(heard, None)
            yield timed(told, inside)
    if not paragraphs:
        words = (
            between(one, text(one, "punctuated_word", "word"), one.get("speaker"))
            for one in rows(best, "words")
        )
        found = [*sentences(SpokenWord(one.text, one.speaker, one.begin, one.end) for one in words)]
        yield from found or [Utterance(text(best, "transcript"))]


def _assembly_ai(found: Found) -> Said:
    told = next(filter(None, (rows(found, key) for key in ASSEMBLED[:-1])), [])
    unit = _unit([*told, *rows(found, "words")])
    if told:
        said = [between(one, text(one, "text"), one.get("speaker"), unit) for one in told]
        within = [rows(one, "words") for one in told]
        within = within if any(within) else _parted(rows(found, "words"), said)
        return [timed(one, row, unit) for one, row in zip(said, within, strict=True)]
    heard = [between(one, text(one, "text"), one.get("speaker"), unit) for one in rows(found, "words")]
    spoken = [*sentences(SpokenWord(one.text, one.speaker, one.begin, one.end) for one in heard)]
    return spoken or [Utterance(text(found, "text"))]


def _unit(heard: Iterable[Found]) -> int:
    """How many milliseconds the unit of times is: one, of which none has parts, as AssemblyAI has it, or
    those of a second, as programs have it that write the same.
    """
    times = (one.get(key) for one in heard for key in BOUNDS)
    return 1000 if any(isinstance(time, float) and time % 1 for time in times) else 1


def _parted(words: list[Found], said: Iterable[Utterance]) -> list[list[Found]]:
    """A list of all words beside what is said, parted as that is."""
    ahead = iter(words)
    return [[word for _, word in zip(one.text.split(), ahead, strict=False)] for one in said]


def _rev(found: Found) -> Said:
    names = {named(one.get("id")): one.get("name") for one in rows(found, "speakers")}
    for monologue in rows(found, "monologues"):
        info = table(monologue, "speaker_info").get("display_name")
        who = speaker(names.get(named(monologue.get("speaker"))) or info or monologue.get("speaker"))
        yield from sentences(_elements(rows(monologue, "elements"), who))


def _elements(elements: list[Found], who: str) -> Iterator[SpokenWord]:
    """Words and marks; where spaces are marks, too, only they part words."""
    spaced = any(text(one, "value") == " " for one in elements)
    before = " "
    for one in elements:
        said = text(one, "value")
        is_mark = one.get("type") == "punct"
        glued = not before[-1:].isspace() if spaced else is_mark
        begin = milliseconds(either(one, "ts", "timestamp"))
        end = milliseconds(either(one, "end_ts", "end_timestamp"))
        yield SpokenWord(said, who, begin, end, is_glued=glued)
        before = said or before


def _speechmatics(found: Found) -> Said:
    return sentences(_tokens(rows(found, "results")))


def _tokens(results: list[Found]) -> Iterator[SpokenWord]:
    """Words and marks; channels speak where there are several and nobody is told."""
    channels = {one.get("channel") for one in results if isinstance(one.get("channel"), str)}
    joins = False
    for one in results:
        best = first(one, "alternatives")
        side = one.get("attaches_to") or ("previous" if one.get("type") == "punctuation" else "none")
        who = best.get("speaker")
        if len(channels) > 1 and who is None:
            who = one.get("channel")
        yield SpokenWord(
            text(best, "content"),
            "" if who in editors.NOBODY else speaker(who),
            milliseconds(one.get("start_time")),
            milliseconds(one.get("end_time")),
            is_glued=joins or side in ("previous", "both"),
        )
        joins = side in ("next", "both")


def _is_text(found: Found) -> bool:
    """Whether nothing but a text is there, with its words at most."""
    told = keys(found, "words") or found.get("words")
    is_plain = not told or (isinstance(told, frozenset) and "text" not in told)
    return isinstance(found.get("text"), str) and is_plain and not any(map(found.get, ELSEWHERE))


def _results(found: Found) -> frozenset[str]:
    value = found.get("results")
    return frozenset(value) if isinstance(value, dict) else frozenset()


SHAPES = (
    Shape("podcast namespace", lambda found: "body" in keys(found, "segments"), _podcast),
    Shape("meeting tools", meetings.is_named, meetings.meeting),
    Shape("Whisper", lambda found: {"start", "text"} <= keys(found, "segments"), _segments),
    Shape("transformers", lambda found: {"timestamp", "text"} <= keys(found, "chunks"), _chunks),
    Shape("whisper.cpp", lambda found: "text" in keys(found, "transcription"), _whisper_cpp),
    Shape(
        "Amazon Transcribe",
        lambda found: "items" in _results(found) or "channel_labels" in _results(found),
        clouds.amazon,
    ),
    Shape("Amazon Transcribe", lambda found: "Content" in keys(found, "Transcript"), clouds.amazon_calls),
    Shape("Deepgram", lambda found: "channels" in _results(found), _deepgram),
    Shape(
        "Speechmatics",
        lambda found: {"type", "alternatives", "start_time"} <= keys(found, "results"),
        _speechmatics,
    ),
    Shape(
        "Speechmatics",
        lambda found: {"name", "time", "duration"} <= keys(found, "words"),
        editors.speechmatics_1,
    ),
    Shape("IBM Watson", editors.is_watson, editors.watson),
    Shape("Google Speech-to-Text", lambda found: "alternatives" in keys(found, "results"), clouds.google),
    Shape("Google Speech-to-Text", clouds.is_of_files, clouds.google_files),
    Shape("Azure", lambda found: "nBest" in keys(found, "recognizedPhrases"), clouds.azure),
    Shape(
        "Azure", lambda found: {"offsetMilliseconds", "text"} <= keys(found, "phrases"), clouds.azure_phrases
    ),
    Shape(
        "Azure", lambda found: "NBest" in found or "NBest" in keys(found, "segments"), clouds.azure_detailed
    ),
    Shape("Gladia", lambda found: bool(_heard_by_gladia(found)), _gladia),
    Shape("Rev.ai", lambda found: "elements" in keys(found, "monologues"), _rev),
    Shape("Gecko", lambda found: "terms" in keys(found, "monologues"), editors.gecko),
    Shape("digital-paper-edit", editors.is_paper_edit, editors.paper_edit),
    Shape(
        "Otter",
        lambda found: "transcript" in keys(table(found, "speech") or found, "transcripts"),
        otter,
    ),
    Shape("ElevenLabs", lambda found: {"type", "text"} <= keys(found, "words"), _eleven_labs),
    Shape(
        "AssemblyAI",
        lambda found: any({"start", "text"} <= keys(found, key) for key in ASSEMBLED),
        _assembly_ai,
    ),
    Shape("Whisper", _is_text, _text),
    Shape("meeting tools", meetings.is_meeting, meetings.meeting),
)
NAMES = tuple(dict.fromkeys(shape.name for shape in SHAPES))


def shapes_of(found: Found) -> list[Shape]:
    """The shapes that JSON has in lists of its own, the likeliest first: of two that read the same list only
    the first is meant.
    """
    own = {key: value for key, value in found.items() if key in ELSEWHERE and value}
    if len(own) < 2:
        return [] if (shape := shape_of(found)) is None else [shape]
    rest = {key: value for key, value in found.items() if key not in own}
    fitting = (shape_of({**rest, key: value}) for key, value in own.items())
    told = {shape.name: shape for shape in fitting if shape is not None and shape.read is not _text}
    first_of_all = shape_of(found)
    return [] if first_of_all is None else list({first_of_all.name: first_of_all, **told}.values())


def shape_of(found: object) -> Shape | None:
    """The shape that JSON has, if it is a known one."""
    return next((shape for shape in SHAPES if shape.fits(found)), None) if isinstance(found, dict) else None
