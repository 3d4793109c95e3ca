"""What Amazon, Google and Microsoft write, whose shapes have several generations each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from docconv.formats.json.foreign.values import (
    Found,
    either,
    first,
    lasting,
    milliseconds,
    named,
    rows,
    speaker,
    table,
    text,
)
from docconv.transcript.utterances import Heard, SpokenWord, Utterance, sentences, timed_words, with_words

Said: TypeAlias = Iterable[Utterance]
TICK = 1 / 10_000  # milliseconds
TimedWord: TypeAlias = tuple[str, int | None, int | None]


def _several(values: Iterable[object]) -> bool:
    """Whether there are two values or more, nothing beside."""
    return len({one for one in values if one is not None}) > 1


# ------------ Amazon


def amazon(found: Found) -> Said:
    """Amazon Transcribe: items, with their speakers in themselves or in segments; those of channels, too."""
    results = table(found, "results")
    segments = rows(table(results, "speaker_labels"), "segments")
    spoken = [item for segment in segments for item in rows(segment, "items")]
    owners = {named(item.get("start_time")): item.get("speaker_label") for item in spoken}
    items = rows(results, "items") or _of_channels(results)
    if not items:
        return [Utterance(text(one, "transcript")) for one in rows(results, "transcripts")]
    channel = "channel_label" if _several(named(item.get("channel_label")) for item in items) else ""
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


def _of_channels(results: Found) -> list[Found]:
    """The items of channels, one channel after the other, as sentences by when they begin."""
    told = rows(table(results, "channel_labels"), "channels")
    runs: list[tuple[float, list[Found]]] = []
    for channel in told:
        run: list[Found] = []
        for item in rows(channel, "items"):
            if run and run[-1].get("type") == "punctuation" and item.get("type") != "punctuation":
                runs.append((_begin(run), run))
                run = []
            run.append({"channel_label": channel.get("channel_label"), **item})
        runs += [(_begin(run), run)] if run else []
    return [item for _, run in sorted(runs, key=lambda one: one[0]) for item in run]


def _begin(run: list[Found]) -> float:
    return next((time for one in run if (time := milliseconds(one.get("start_time"))) is not None), 0)


def _has_letters(item: Found) -> bool:
    """Whether what is called a mark is a word all the same."""
    return any(map(str.isalnum, text(first(item, "alternatives"), "content")))


def amazon_calls(found: Found) -> Said:
    """Call analytics of Amazon: what agent and customer say."""
    for one in rows(found, "Transcript"):
        who = one.get("ParticipantRole") or one.get("ParticipantId")
        begin, end = (milliseconds(one.get(f"{key}OffsetMillis"), 1) for key in ("Begin", "End"))
        yield with_words(
            Utterance(text(one, "Content"), speaker(who), begin, end),
            (
                (
                    text(item, "Content"),
                    milliseconds(item.get("BeginOffsetMillis"), 1),
                    milliseconds(item.get("EndOffsetMillis"), 1),
                )
                for item in rows(one, "Items")
            ),
        )


# ------------ Google


def google(found: Found) -> Said:
    """With speakers, the last result may have all words once more; then it alone is read. Channels speak
    where there are several.
    """
    results = rows(found, "results")
    best = [first(one, "alternatives") for one in results]
    channels = [either(one, "channelTag", "channel_tag") for one in results]
    names = [f"Channel {one}" if _several(map(named, channels)) else "" for one in map(named, channels)]
    said = [Counter(filter(None, (text(word, "word") for word in rows(one, "words")))) for one in best]
    before = sum(said[:-1], Counter[str]())
    whole = before and before <= said[-1] and any(map(_tag, rows(best[-1], "words")))
    for one, channel in [(best[-1], names[-1])] if whole else zip(best, names, strict=True):
        words = [*map(_google_word, rows(one, "words"))]
        told = text(one, "transcript")
        if told and not any(word.speaker for word in words):
            heard = words or [SpokenWord("")]
            said_then = Utterance(told, channel, heard[0].begin, heard[-1].end)
            yield with_words(said_then, ((word.text, word.begin, word.end) for word in heard))
        else:
            yield from sentences(words)


def google_files(found: Found) -> Said:
    """The answer to a batch: the results of each recording."""
    for one in table(found, "results").values():
        if isinstance(one, dict):
            yield from google(table(one, "transcript") or table(table(one, "inlineResult"), "transcript"))


def is_of_files(found: Found) -> bool:
    """Whether results are those of recordings by their addresses."""
    inner = found.get("results")
    files = [*inner.values()] if isinstance(inner, dict) else []
    return bool(files) and all(
        isinstance(one, dict) and ("transcript" in one or "inlineResult" in one) for one in files
    )


def _tag(word: Found) -> object:
    return either(word, "speakerLabel", "speaker_label") or either(word, "speakerTag", "speaker_tag")


def _google_word(word: Found) -> SpokenWord:
    begin = _google_time(word, "start")
    end = _google_time(word, "end")
    begin = 0 if begin is None and end is not None else begin  # a zero is not written
    return SpokenWord(text(word, "word"), speaker(_tag(word)), begin, end)


def _google_time(word: Found, which: str) -> int | None:
    """A time as text, or as its client libraries have it, in seconds and thousandths of a millionth."""
    value = either(word, f"{which}Time", f"{which}Offset", f"{which}_time", f"{which}_offset")
    if not isinstance(value, dict):
        return milliseconds(value)
    seconds, rest = (
        milliseconds(value.get(key, 0), unit) for key, unit in (("seconds", 1000), ("nanos", 1e-6))
    )
    return None if seconds is None or rest is None else seconds + rest


# ------------ Microsoft


def azure(found: Found) -> Said:
    """The results of batches."""
    yield from _azure_rows(rows(found, "recognizedPhrases"))


def azure_phrases(found: Found) -> Said:
    """The results of fast transcription."""
    yield from _azure_rows(rows(found, "phrases"))


def azure_detailed(found: Found) -> Said:
    """What the speech libraries give of one phrase, or of several."""
    yield from _azure_rows(rows(found, "segments") or [found])


def _azure_rows(phrases: list[Found]) -> Iterator[Utterance]:
    """Phrases; channels speak where there are several and nobody is told."""
    channels = _several(named(one.get("channel")) for one in phrases)
    for one in phrases:
        best = first(one, "nBest") or first(one, "NBest") or one
        said = text(best, "display", "Display", "text", "DisplayText", "lexical", "Lexical")
        begin, end = _azure_span(one)
        who = either(one, "speaker", "SpeakerId")
        who = f"Channel {one['channel']}" if who is None and channels and "channel" in one else who
        lists = (_azure_words(said, best, key) for key in WORD_LISTS)
        words, anchors = next((one for one in lists if one[0]), ((), ()))
        yield Utterance(said, speaker(who), begin, end, words=words, anchors=anchors)


WORD_LISTS = ("displayWords", "words", "DisplayWords", "Words")


def _azure_words(said: str, best: Found, key: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """When words of a phrase are heard, and instants within them; where it is shown in other words than were
    heard, as numbers are, the first of these begins and the last one ends with what was heard there.
    """
    words = [
        (text(one, "displayText", "word", "text", "DisplayText", "Word"), *_azure_span(one))
        for one in rows(best, key)
    ]
    times = timed_words(said, words)
    return times if times[0] else timed_words(said, _around(said.split(), words))


def _around(shown: list[str], heard: list[TimedWord]) -> Iterator[Heard]:
    """What is shown with the times of what was heard there; within one word for several, instants."""
    from difflib import SequenceMatcher  # noqa: PLC0415  for few phrases alone

    ours, theirs = list(map(_letters, shown)), [_letters(word) for word, _, _ in heard]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    if len(shown) > 1 and not any(tag == "equal" for tag, *_ in blocks):
        return
    for _, i, j, k, n in blocks:
        text, span = " ".join(shown[i:j]), heard[k:n]
        if "".join(ours[i:j]) == "".join(theirs[k:n]):
            yield from span
        elif i < j and k < n:
            bounds = [time for one, then in pairwise(span) for time in (one[2], then[1]) if time is not None]
            yield text, span[0][1], span[-1][2], tuple(dict.fromkeys(bounds)) if j - i == 1 else ()
        else:
            yield text, None, None


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()


def _azure_span(one: Found) -> tuple[int | None, int | None]:
    """From when to when, in ticks, in milliseconds or as durations."""
    for begin, length, unit in (
        ("offsetInTicks", "durationInTicks", TICK),
        ("offsetMilliseconds", "durationMilliseconds", 1),
        ("offset", "duration", 1000),
        ("Offset", "Duration", TICK),
    ):
        if one.get(begin) is not None:
            first_heard = milliseconds(one[begin], unit)
            return first_heard, lasting(first_heard, one.get(length), unit)
    return None, None
