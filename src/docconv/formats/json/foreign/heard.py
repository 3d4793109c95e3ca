"""What all shapes ask of objects: when words are heard, in which channel, and what keys there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from operator import itemgetter, le
from typing import Any, TypeAlias

from attrs import evolve

from docconv.formats.json.foreign.values import Found, instants, milliseconds, speaker, texts
from docconv.transcript.utterances import Utterance, with_words
from docconv.walk import anchors_within

Times: TypeAlias = Sequence[Any]
SHOWN = 20
"""Objects of a list that show its shape: the first may be silence, or what could not be heard."""


def timed(told: Utterance, words: Sequence[Found], unit: float = 1000) -> Utterance:
    """What is said with the times of its words, by objects with `start` and `end`."""
    said = told.text
    heard = texts(words, "punctuated_word", "word", "text")
    begins, ends = (instants([one.get(key) for one in words], unit) for key in ("start", "end"))
    if _are_usual(said, heard, begins, ends):
        times = [one for both in zip(begins, ends, strict=True) for one in both if one is not None]
        return evolve(told, words=tuple(times))
    return with_words(told, zip(heard, begins, ends, strict=True))


def _are_usual(said: str, heard: Sequence[str], begins: Times, ends: Times) -> bool:
    """Whether words are just those of a text, begin with a letter or a figure, and have all times, so that no
    more need be asked of them.
    """
    are_known = None not in begins and None not in ends and heard == said.split()
    return are_known and all(map(le, begins, ends)) and all(map(str.isalnum, map(itemgetter(0), heard)))


def between(found: Found, said: str, who: object, unit: float = 1000) -> Utterance:
    """What somebody says from `start` to `end`."""
    begin, end = (milliseconds(found.get(key), unit) for key in ("start", "end"))
    return Utterance(said, speaker(who), begin, end)


def by_words(told: Utterance, heard: Sequence[Found]) -> Iterator[Utterance]:
    """What is said, parted where its words tell that somebody else goes on. One that tells nobody is said by
    whoever says the whole, where that is told.
    """
    known = {speaker(one["speaker"]) for one in heard if one.get("speaker") is not None} - {""}
    if len(known) < 2:
        yield evolve(told, speaker=told.speaker or next(iter(known), ""))
        return
    names = [speaker(one.get("speaker")) or told.speaker for one in heard]
    said = told.text.split()
    if "" in names or [one.strip() for one in texts(heard, "punctuated_word", "word", "text")] != said:
        yield told
        return
    times = told.words or (-1,) * (2 * len(said))
    cuts = [0, *(at for at in range(1, len(said)) if names[at] != names[at - 1]), len(said)]
    for start, stop in pairwise(cuts):
        begin = told.begin if not start else times[2 * start]
        end = told.end if stop == len(said) else times[2 * stop - 1]
        yield Utterance(
            " ".join(said[start:stop]),
            names[start],
            None if begin == -1 else begin,
            None if end == -1 else end,
            words=times[2 * start : 2 * stop] if told.words else (),
            anchors=anchors_within(told.anchors, start, stop),
        )


def by_channel(told: Sequence[tuple[object, Utterance]]) -> Iterator[Utterance]:
    """What is said in some channels, in the order given. Where there are several, each is somebody of whom no
    more is told; and where each counts its speakers anew, those of one number are as many people as channels.
    """
    heard = defaultdict[object, set[str]](set)
    for channel, one in told:
        heard[channel] |= {one.speaker} - {""}
    anew = any(one & other for one, other in combinations(heard.values(), 2))
    for channel, one in told:
        alone = len(heard[channel]) < 2
        name = f"Channel {channel}" if alone else f"Channel {channel} {one.speaker}".rstrip()
        is_told = channel is None or len(heard) < 2 or (one.speaker and not anew)
        yield one if is_told else evolve(one, speaker=name)


def keys(found: Found, key: str) -> frozenset[str]:
    """The keys of the first objects in a list, none where it is another thing."""
    value = found.get(key)
    shown = value[:SHOWN] if isinstance(value, list) else ()
    return frozenset[str]().union(*(one for one in shown if isinstance(one, dict)))
