"""Several turns in one line: words that somebody says while another speaks, between slashes, `We rowed. //B:
Alone? // No.`, and questions and answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript.annotations import within
from docconv.transcript.lines.lines import TranscriptLine

FEWEST_PARTED, MOST_PARTED = 2, 4  # lines, turns
HEAD = regex(r"([^\W_][\w .-]{0,30}?):\s")
OVERLAP = regex(r"//\s?(?=([^\W_][\w .-]{0,30}?):\s)([^/]+?)\s*//\s*")
QUESTION = regex(r"([QA])(?:[.:]|\s?[.:]?\s?[—–])\s+")
ANSWER = regex(r"(?<=[.?!…”\"—–)])\s+(?=([QA])(?:[.:]|\s?[.:]?\s?[—–])\s+\S)")
DIGITS = regex(r"\d+")


def part_questions(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines, questions and answers that take turns within one as lines of their own: `Q. Who rowed? A.
    Ben. Q. Why? A. He had the oars.`.
    """
    found = [_turns(line) for line in lines]
    if sum(len(ends) > 1 for ends in found) < FEWEST_PARTED and max(map(len, found), default=0) < MOST_PARTED:
        return list(lines)
    parts = (
        _part(line, start, end, "")
        for line, ends in zip(lines, found, strict=True)
        for start, end in pairwise((0, *ends))
    )
    return [one for part in parts for one in part]


def _turns(line: TranscriptLine) -> list[int]:
    """Where questions and answers that take turns in a line end; one end where there is nothing else."""
    head = QUESTION.match(line.text)
    if head is None:
        return [len(line.text)]
    ends: list[int] = []
    last = head[1]
    for match in ANSWER.finditer(line.text):
        if match[1] != last:
            ends.append(match.end())
            last = match[1]
    return [*ends, len(line.text)]


def part_overlaps(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines, what is between slashes and has a label as others have on lines of its own; behind it, the
    first speaker goes on.
    """
    if not any("//" in line.text for line in lines):
        return list(lines)
    heads = {DIGITS.sub("0", head[1]) for line in lines if (head := HEAD.match(line.text))}
    return [part for line in lines for part in _parts(line, heads)]


def _parts(line: TranscriptLine, heads: set[str]) -> Iterator[TranscriptLine]:
    found = [match for match in OVERLAP.finditer(line.text) if DIGITS.sub("0", match[1]) in heads]
    head = HEAD.match(line.text)
    if head is None or not found:
        yield line
        return
    at = 0
    for match in found:
        yield from _part(line, at, match.start(), "" if at == 0 else head[1])
        yield from _part(line, match.start(2), match.end(2), "")
        at = match.end()
    yield from _part(line, at, len(line.text), head[1])


def _part(line: TranscriptLine, start: int, end: int, speaker: str) -> Iterator[TranscriptLine]:
    """A part of a line, unless nothing is there, in the mouth of who goes on."""
    text = line.text[start:end].rstrip()
    if not text:
        return
    gap, margin = (0, "") if start else (line.gap, line.margin)
    at, indent = line.start + start, line.indent + start
    emphasis = within(line.emphasis, start, start + len(text))
    part = evolve(
        line,
        start=at,
        indent=indent,
        text=text,
        gap=gap,
        margin=margin,
        emphasis=emphasis,
        speaker=speaker,
    )
    part.opens = part.breaks = True
    yield part
