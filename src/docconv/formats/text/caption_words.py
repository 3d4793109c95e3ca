"""When the words of WebVTT are heard: the times within its cues (https://www.w3.org/TR/webvtt1/, 4.2.2)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from attrs import evolve, frozen

from docconv import model as m
from docconv.model import Draft, Label, TurnBlock
from docconv.patterns import regex
from docconv.transcript.timings import instants
from docconv.transcript.utterances import timed_words
from docconv.walk import map_blocks, text_of, turns

STAMP = regex(r"<((?:\d{1,3}:)?\d{1,2}:\d{2}\.\d{3})>")
CUE = regex(
    r"^[^\S\n]*((?:\d+:)?\d+:\d+\.\d+[^\S\n]+-->[^\S\n]+(?:\d+:)?\d+:\d+\.\d+)[^\n]*\n((?:[^\n]*\S[^\n]*(?:\n|\Z))*)",
    re.MULTILINE,
)
"""The times of a cue and its lines."""
TAG = regex(r"<[^<>\n]*>")
HEAD = "WEBVTT"


@frozen
class Heard:
    """Words between two times, and the offset at which they begin; `within` are times right after them,
    before the last one, that are within the last word.
    """

    offset: int
    text: str
    begin: int
    end: int
    within: tuple[int, ...] = ()


def with_word_times(draft: Draft, text: str) -> Draft:
    """The draft of a text with the times of its words, where it has cues with times in them."""
    if not text.lstrip("\ufeff \n").startswith(HEAD) or STAMP.search(text) is None:
        return draft
    heard = list(_heard(text))
    offsets = [one.offset for one in heard]
    starts = sorted(part.span.start for turn in turns(draft) for part in turn.blocks if part.span)

    def timed(part: TurnBlock[Label]) -> TurnBlock[Label]:
        if not isinstance(part, m.Paragraph) or part.timing is None or part.span is None:
            return part
        following = bisect_right(starts, part.span.start)
        end = starts[following] if following < len(starts) else len(text)
        inside = heard[bisect_left(offsets, part.span.start) : bisect_left(offsets, end)]
        words, anchors = timed_words(
            text_of(part.children), ((one.text, one.begin, one.end, one.within) for one in inside)
        )
        return evolve(part, timing=evolve(part.timing, words=words, anchors=anchors)) if words else part

    def change(block: m.Block[Label]) -> m.Block[Label]:
        return evolve(block, blocks=tuple(map(timed, block.blocks))) if isinstance(block, m.Turn) else block

    return map_blocks(draft, change)


def _heard(text: str) -> Iterator[Heard]:
    """The words of cues, each with the times around it."""
    for cue in CUE.finditer(text):
        times = instants(cue[1])
        if len(times) != 2:
            continue
        parts = STAMP.split(cue[2])
        begins = [times[0], *(next(iter(instants(stamp)), times[0]) for stamp in parts[1::2])]
        place = cue.start(2)
        above: Heard | None = None
        for number, words in enumerate(parts[::2]):
            is_last = number + 1 == len(begins)
            end = times[1] if is_last else begins[number + 1]
            if not (words or is_last or above is None or above.text[-1:].isspace()):
                above = evolve(above, end=end, within=(*above.within, above.end))
            else:
                yield from (above,) if above else ()
                above = Heard(place, _plain(words), begins[number], end)
            place += len(words) + (0 if is_last else len(parts[2 * number + 1]) + 2)
        yield from (above,) if above else ()


def _plain(words: str) -> str:
    words = TAG.sub("", words)
    if "&" not in words:
        return words
    from html import unescape  # noqa: PLC0415  the names of all characters take long to load

    return unescape(words)
