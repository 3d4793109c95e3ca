"""The shapes that recognisers write: which keys tell each, and its words.

Times are seconds with Whisper, Amazon, Deepgram, Rev.ai and Speechmatics, seconds as text with Google,
milliseconds with whisper.cpp and AssemblyAI, and tenths of a millionth of a second with Azure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from docconv.formats.json.foreign.values import (
    Found,
    first,
    instants,
    lasting,
    milliseconds,
    named,
    rows,
    speaker,
    table,
    text,
)
from docconv.transcript.utterances import SpokenWord, Utterance, sentences, times_of_words

Said: TypeAlias = Iterable[Utterance]
TICK = 1 / 10_000  # milliseconds
SHOWN = 20
"""Objects of a list that show its shape: the first may be silence, or what could not be heard."""
ELSEWHERE = (
    "segments", "utterances", "speakers", "chunks", "transcription", "results", "recognizedPhrases",
    "phrases", "monologues", "speech", "transcripts",
)  # fmt: skip
"""Where other programs have what is said."""
NOBODY = ("UU", "unknown")
"""What Speechmatics calls somebody it cannot tell."""


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
        who = _of_words(one) if one.get("speaker") is None else one["speaker"]
        said = text(one, "text")
        yield Utterance(said, speaker(who), begin, end, words=_times(said, rows(one, "words")))


def _times(said: str, words: Sequence[Found], unit: float = 1000) -> tuple[int, ...]:
    """When the words of a text begin and end, by objects with `start` and `end`."""
    heard = [text(one, "punctuated_word", "word", "text") for one in words]
    begins, ends = (instants([one.get(key) for one in words], unit) for key in ("start", "end"))
    return times_of_words(said, zip(heard, begins, ends, strict=True))


def _of_words(segment: Found) -> object:
    """Who says the words of a segment, where only they tell it, and all of them the same."""
    told = [one["speaker"] for one in rows(segment, "words") if one.get("speaker") is not None]
    return told[0] if told and all(one == told[0] for one in told) else None


def _text(found: Found) -> Said:
    """A text alone, or one with the times of its words, as programs by OpenAI and others give it."""
    words = [_between(one, "", None) for one in rows(found, "words")] or [Utterance()]
    said = text(found, "text")
    times = _times(said, rows(found, "words"))
    yield Utterance(said, "", words[0].begin, words[-1].end, words=times)


def _eleven_labs(found: Found) -> Said:
    """Words, spaces and events; who speaks is with each of them."""
    return sentences(_heard(rows(found, "words")))


def _heard(words: list[Found]) -> Iterator[SpokenWord]:
    glued = False
    for one in words:
        said = text(one, "text")
        begin, end = (milliseconds(one.get(key)) for key in ("start", "end"))
        yield SpokenWord(said, speaker(one.get("speaker_id")), begin, end, is_glued=glued)
        glued = bool(said) and not said[-1:].isspace()


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
    """Pipelines of transformers: with speakers where they were told, else without."""
    for one in rows(found, "speakers") or rows(found, "chunks"):
        span = one.get("timestamp")
        begin, end = span if isinstance(span, list) and len(span) == 2 else (None, None)
        who = speaker(one.get("speaker"))
        yield Utterance(text(one, "text"), who, milliseconds(begin), milliseconds(end))


def _whisper_cpp(found: Found) -> Said:
    for one in rows(found, "transcription"):
        times = table(one, "offsets")
        begin, end = (milliseconds(times.get(key), 1) for key in ("from", "to"))
        who, said = one.get("speaker"), text(one, "text")
        words = times_of_words(said, map(_whisper_cpp_token, rows(one, "tokens")))
        yield Utterance(said, "" if who == "?" else speaker(who), begin, end, words=words)


def _whisper_cpp_token(one: Found) -> tuple[str, int | None, int | None]:
    """A token, which may be a part of a word; those of the model itself, as `[_BEG_]`, are none."""
    said, times = text(one, "text"), table(one, "offsets")
    begin, end = (milliseconds(times.get(key), 1) for key in ("from", "to"))
    return ("", None, None) if said.startswith("[_") else (said, begin, end)


def _amazon(found: Found) -> Said:
    results = table(found, "results")
    segments = rows(table(results, "speaker_labels"), "segments")
    spoken = [item for segment in segments for item in rows(segment, "items")]
    owners = {named(item.get("start_time")): item.get("speaker_label") for item in spoken}
    items = rows(results, "items")
    if not items:
        return [Utterance(text(one, "transcript")) for one in rows(results, "transcripts")]
    channel = "channel_label" if len({named(item.get("channel_label")) for item in items}) > 1 else ""
    return sentences(
        SpokenWord(
            text(first(item, "alternatives"), "content"),
            speaker(
                item.get("speaker_label") or owners.get(named(item.get("start_time"))) or item.get(channel)
            ),
            milliseconds(item.get("start_time")),
            milliseconds(item.get("end_time")),
            is_glued=item.get("type") == "punctuation" and not _has_letters(item),
        )
        for item in items
    )


def _has_letters(item: Found) -> bool:
    """Whether what is called a mark is a word all the same."""
    return any(map(str.isalnum, text(first(item, "alternatives"), "content")))


def _google(found: Found) -> Said:
    """With speakers, the last result may have all words once more; then it alone is read."""
    best = [first(one, "alternatives") for one in rows(found, "results")]
    said = [Counter(filter(None, (text(word, "word") for word in rows(one, "words")))) for one in best]
    before = sum(said[:-1], Counter[str]())
    whole = before and before <= said[-1] and any(map(_tag, rows(best[-1], "words")))
    for one in best[-1:] if whole else best:
        words = rows(one, "words")
        if words and any(map(_tag, words)):
            yield from sentences(map(_google_word, words))
        elif text(one, "transcript"):
            heard = [*map(_google_word, words)] or [SpokenWord("")]
            told = text(one, "transcript")
            times = times_of_words(told, ((word.text, word.begin, word.end) for word in heard))
            yield Utterance(told, "", heard[0].begin, heard[-1].end, words=times)
        else:
            yield from sentences(map(_google_word, words))


def _tag(word: Found) -> object:
    return word.get("speakerLabel") or word.get("speakerTag")


def _google_word(word: Found) -> SpokenWord:
    begin = milliseconds(word.get("startTime", word.get("startOffset", "0s")))
    end = milliseconds(word.get("endTime", word.get("endOffset")))
    return SpokenWord(text(word, "word"), speaker(_tag(word)), begin, end)


def _azure(found: Found) -> Said:
    """The results of batches."""
    for one in rows(found, "recognizedPhrases"):
        begin = milliseconds(one.get("offsetInTicks"), TICK)
        end = lasting(begin, one.get("durationInTicks"), TICK)
        yield Utterance(
            text(first(one, "nBest"), "display", "lexical"), speaker(one.get("speaker")), begin, end
        )


def _azure_phrases(found: Found) -> Said:
    """The results of fast transcription."""
    for one in rows(found, "phrases"):
        begin = milliseconds(one.get("offsetMilliseconds"), 1)
        end = lasting(begin, one.get("durationMilliseconds"), 1)
        yield Utterance(text(one, "text"), speaker(one.get("speaker")), begin, end)


def _deepgram(found: Found) -> Said:
    results = table(found, "results")
    if rows(results, "utterances"):
        for one in rows(results, "utterances"):
            said = text(one, "transcript")
            words = _times(said, rows(one, "words"))
            yield evolve(_between(one, said, one.get("speaker")), words=words)
        return
    channels = [list(_channel(one)) for one in rows(results, "channels")]
    if len(channels) == 1:
        yield from channels[0]
        return
    told = [
        evolve(one, speaker=one.speaker or f"Channel {number}")
        for number, channel in enumerate(channels)
        for one in channel
    ]
    yield from sorted(told, key=lambda one: one.begin or 0)


def _channel(channel: Found) -> Iterator[Utterance]:
    best = first(channel, "alternatives")
    paragraphs = rows(table(best, "paragraphs"), "paragraphs")
    heard = iter([(one, milliseconds(one.get("start"))) for one in rows(best, "words")] if paragraphs else ())
    word = next(heard, None)
    for one in paragraphs:
        for sentence in rows(one, "sentences"):
            told = _between(sentence, text(sentence, "text"), one.get("speaker"))
            inside: list[Found] = []
            while word is not None and (word[1] is None or told.end is None or word[1] < told.end):
                inside.append(word[0])
                word = next(heard, None)
            yield evolve(told, words=_times(told.text, inside))
    if not paragraphs:
        words = (
            _between(one, text(one, "punctuated_word", "word"), one.get("speaker"))
            for one in rows(best, "words")
        )
        found = [*sentences(SpokenWord(one.text, one.speaker, one.begin, one.end) for one in words)]
        yield from found or [Utterance(text(best, "transcript"))]


def _between(found: Found, said: str, who: object, unit: float = 1000) -> Utterance:
    begin, end = (milliseconds(found.get(key), unit) for key in ("start", "end"))
    return Utterance(said, speaker(who), begin, end)


def _assembly_ai(found: Found) -> Said:
    told = rows(found, "utterances")
    if told:
        said = [_between(one, text(one, "text"), one.get("speaker"), 1) for one in told]
        times = (_times(one.text, rows(row, "words"), 1) for one, row in zip(said, told, strict=True))
        return [evolve(one, words=words) for one, words in zip(said, times, strict=True)]
    heard = [_between(one, text(one, "text"), one.get("speaker"), 1) for one in rows(found, "words")]
    spoken = [*sentences(SpokenWord(one.text, one.speaker, one.begin, one.end) for one in heard)]
    return spoken or [Utterance(text(found, "text"))]


def _rev(found: Found) -> Said:
    names = {named(one.get("id")): one.get("name") for one in rows(found, "speakers")}
    for monologue in rows(found, "monologues"):
        who = speaker(names.get(named(monologue.get("speaker"))) or monologue.get("speaker"))
        yield from sentences(_elements(rows(monologue, "elements"), who))


def _elements(elements: list[Found], who: str) -> Iterator[SpokenWord]:
    """Words and marks; where spaces are marks, too, only they part words."""
    spaced = any(text(one, "value") == " " for one in elements)
    before = " "
    for one in elements:
        said = text(one, "value")
        is_mark = one.get("type") == "punct"
        glued = not before[-1:].isspace() if spaced else is_mark
        begin, end = milliseconds(one.get("ts")), milliseconds(one.get("end_ts"))
        yield SpokenWord(said, who, begin, end, is_glued=glued)
        before = said or before


def _speechmatics(found: Found) -> Said:
    return sentences(_tokens(rows(found, "results")))


def _tokens(results: list[Found]) -> Iterator[SpokenWord]:
    joins = False
    for one in results:
        best = first(one, "alternatives")
        side = one.get("attaches_to") or ("previous" if one.get("type") == "punctuation" else "none")
        who = best.get("speaker")
        yield SpokenWord(
            text(best, "content"),
            "" if who in NOBODY else speaker(who),
            milliseconds(one.get("start_time")),
            milliseconds(one.get("end_time")),
            is_glued=joins or side in ("previous", "both"),
        )
        joins = side in ("next", "both")


def _otter(found: Found) -> Said:
    """Otter; no unit is told for its offsets, so that only the times of words are read."""
    speech = table(found, "speech") or found
    names = {
        named(one.get("id", one.get("speaker_id"))): one.get("speaker_name")
        for one in rows(speech, "speakers")
    }
    for one in rows(speech, "transcripts"):
        words = rows(one, "alignment")
        begin, end = (
            milliseconds(words[at].get(key)) if words else None for at, key in ((0, "start"), (-1, "end"))
        )
        said = text(one, "transcript")
        known = one.get("speaker_name") or names.get(named(one.get("speaker_id")))
        who = speaker(known or one.get("speaker_model_label"))
        yield Utterance(said, who, begin, end, words=_times(said, words))


def _keys(found: Found, key: str) -> frozenset[str]:
    """The keys of the first objects in a list, none where it is another thing."""
    value = found.get(key)
    shown = value[:SHOWN] if isinstance(value, list) else ()
    return frozenset[str]().union(*(one for one in shown if isinstance(one, dict)))


def _is_text(found: Found) -> bool:
    """Whether nothing but a text is there, with its words at most."""
    told = _keys(found, "words") or found.get("words")
    is_plain = not told or (isinstance(told, frozenset) and "text" not in told)
    return isinstance(found.get("text"), str) and is_plain and not any(map(found.get, ELSEWHERE))


def _results(found: Found) -> frozenset[str]:
    value = found.get("results")
    return frozenset(value) if isinstance(value, dict) else frozenset()


SHAPES = (
    Shape("podcast namespace", lambda found: "body" in _keys(found, "segments"), _podcast),
    Shape("Whisper", lambda found: {"start", "text"} <= _keys(found, "segments"), _segments),
    Shape("transformers", lambda found: {"timestamp", "text"} <= _keys(found, "chunks"), _chunks),
    Shape("whisper.cpp", lambda found: "text" in _keys(found, "transcription"), _whisper_cpp),
    Shape("Amazon Transcribe", lambda found: "items" in _results(found), _amazon),
    Shape("Deepgram", lambda found: "channels" in _results(found), _deepgram),
    Shape(
        "Speechmatics",
        lambda found: {"type", "alternatives", "start_time"} <= _keys(found, "results"),
        _speechmatics,
    ),
    Shape("Google Speech-to-Text", lambda found: "alternatives" in _keys(found, "results"), _google),
    Shape("Azure", lambda found: "nBest" in _keys(found, "recognizedPhrases"), _azure),
    Shape("Azure", lambda found: {"offsetMilliseconds", "text"} <= _keys(found, "phrases"), _azure_phrases),
    Shape("Rev.ai", lambda found: "elements" in _keys(found, "monologues"), _rev),
    Shape(
        "Otter",
        lambda found: "transcript" in _keys(table(found, "speech") or found, "transcripts"),
        _otter,
    ),
    Shape("ElevenLabs", lambda found: {"type", "text"} <= _keys(found, "words"), _eleven_labs),
    Shape(
        "AssemblyAI",
        lambda found: {"start", "text"} <= (_keys(found, "utterances") or _keys(found, "words")),
        _assembly_ai,
    ),
    Shape("Whisper", _is_text, _text),
)
NAMES = tuple(dict.fromkeys(shape.name for shape in SHAPES))


def shape_of(found: object) -> Shape | None:
    """The shape that JSON has, if it is a known one."""
    return next((shape for shape in SHAPES if shape.fits(found)), None) if isinstance(found, dict) else None
