"""Words that somebody says while another speaks, between slashes: `We rowed. //B: Alone? // No.`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript.annotations import within
from docconv.transcript.lines.lines import TranscriptLine

HEAD = regex(r"([^\W_][\w .-]{0,30}?):\s")
OVERLAP = regex(r"//\s?(?=([^\W_][\w .-]{0,30}?):\s)([^/]+?)\s*//\s*")
DIGITS = regex(r"\d+")


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
