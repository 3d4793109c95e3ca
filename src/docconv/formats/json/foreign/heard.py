"""What all shapes ask of an object: when its words are heard, from when to when, and what keys it has."""

from __future__ import annotations

from collections.abc import Sequence

from docconv.formats.json.foreign.values import Found, instants, milliseconds, speaker, text
from docconv.transcript.utterances import Utterance, times_of_words

SHOWN = 20
"""Objects of a list that show its shape: the first may be silence, or what could not be heard."""


def word_times(said: str, words: Sequence[Found], unit: float = 1000) -> tuple[int, ...]:
    """When the words of a text begin and end, by objects with `start` and `end`."""
    heard = [text(one, "punctuated_word", "word", "text") for one in words]
    begins, ends = (instants([one.get(key) for one in words], unit) for key in ("start", "end"))
    return times_of_words(said, zip(heard, begins, ends, strict=True))


def between(found: Found, said: str, who: object, unit: float = 1000) -> Utterance:
    """What somebody says from `start` to `end`."""
    begin, end = (milliseconds(found.get(key), unit) for key in ("start", "end"))
    return Utterance(said, speaker(who), begin, end)


def keys(found: Found, key: str) -> frozenset[str]:
    """The keys of the first objects in a list, none where it is another thing."""
    value = found.get(key)
    shown = value[:SHOWN] if isinstance(value, list) else ()
    return frozenset[str]().union(*(one for one in shown if isinstance(one, dict)))
