"""When paragraphs are heard, from the time codes that their source prints in them.

A time code stays where it is printed; whether it is a time of the recording or of the day only all of them
together tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from attrs import evolve

from docconv import model as m
from docconv.patterns import regex
from docconv.transcript.lines.lines import TranscriptLine
from docconv.walk import map_blocks, turns

S = TypeVar("S", m.Label, m.Speaker)
CLOCK = regex(
    r"(?<![\d:./-])(?<!(?<!\.\d{3}),)(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})"
    r"(?:(?:[.,]|-(?=\d{1,2}#))(\d{1,3})|:\d{1,2})?(?![\d:])"
)
"""Hours, minutes, seconds; then parts of a second, or the number of a picture. The end of a cue of SubViewer
is after a comma.
"""
EXACT = regex(r"\d{2,5}:\d{2}:\d{2}\.\d{3}")
OF_THE_DAY = regex(r"\d\s?[AaPp]\.?[Mm]\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
LATEST_FIRST = 60 * 60 * 1000, 5 * 60 * 1000
"""Milliseconds: no later does a recording begin to be heard; without hours, less may be a time of the day."""


def with_timings(document: m.Document[S], lines: Iterable[TranscriptLine]) -> m.Document[S]:
    """A document whose paragraphs say when they are heard, where the codes in them tell it.

    `lines`: those of the text. A paragraph that has no code and no blank line above it is in the cue of the
    words above, where these are in one, and is heard when that is shown.
    """
    spoken = [part for turn in turns(document) for part in turn.blocks if isinstance(part, m.Paragraph)]
    points = [one for part in spoken for one in part.children if isinstance(one, m.Milestone)]
    codes = [one.text for one in points if one.kind == "time"]
    if not codes or not _are_of_a_recording(codes):
        return document
    cue, alone, joined = "", "", frozenset(line.start for line in lines if not line.gap)

    def timed(part: m.TurnBlock[S]) -> m.TurnBlock[S]:
        nonlocal cue, alone
        above = cue if part.span is not None and part.span.start in joined else ""
        cue = [cue, *_times(part.children)][-1]
        found = _timed(part, above, alone) if isinstance(part, m.Paragraph) else part
        alone = cue if _is_code(part) else ""
        return found

    def change(block: m.Block[S]) -> m.Block[S]:
        nonlocal cue, alone
        alone = ""
        if isinstance(block, m.Turn):
            return evolve(block, blocks=tuple(map(timed, block.blocks)))
        children: tuple[m.Inline[S], ...] = getattr(block, "children", ())
        cue = [cue, *_times(children)][-1]
        return block

    return map_blocks(document, change)


def _is_code(part: m.TurnBlock[S]) -> bool:
    """Whether a paragraph is nothing but a code."""
    is_filled = isinstance(part, m.Paragraph) and bool(part.children)
    return is_filled and all(isinstance(one, m.Milestone) and one.kind == "time" for one in part.children)


def _codes(part: m.TurnBlock[S]) -> Iterator[str]:
    yield from _times(part.children) if isinstance(part, m.Paragraph) else ()


def _times(inlines: Iterable[m.Inline[S]]) -> Iterator[str]:
    """The codes among the parts of a paragraph."""
    return (one.text for one in inlines if isinstance(one, m.Milestone) and one.kind == "time")


def _are_of_a_recording(codes: Sequence[str]) -> bool:
    """Whether codes count from the beginning of a recording: as cues do, or from early on and never back."""
    if any("-->" in code or "→" in code for code in codes):
        return True
    found = [times[0] for code in codes if (times := instants(code))]
    has_hours = any(code.count(":") > 1 for code in codes)
    early = bool(found) and found[0] <= LATEST_FIRST[0 if has_hours else 1]
    return (
        early and not any(map(OF_THE_DAY.search, codes)) and all(one <= two for one, two in pairwise(found))
    )


def code_of(begin: int, end: int | None) -> str:
    """A time code as captions have it, `00:00:01.500 --> 00:00:02.250`, or its first time alone."""
    shown = []
    for time in (begin, end):
        if time is not None and time >= begin:
            minutes, parts = divmod(time, 60_000)
            shown.append(f"{minutes // 60:02}:{minutes % 60:02}:{parts // 1000:02}.{parts % 1000:03}")
    return " --> ".join(shown)


def timing_of_code(inlines: Sequence[m.Inline[S]]) -> m.Timing | None:
    """When something is done or told, by the code that it begins with: of a cue, or as `code_of` has it."""
    code = next(_leading(inlines), "")
    times = instants(code) if "-->" in code or EXACT.fullmatch(code) else []
    end = times[1] if len(times) == 2 and times[0] <= times[1] else None
    return m.Timing(times[0], end) if times else None


def instants(code: str) -> list[int]:
    """The times in a code, in milliseconds; none where minutes or seconds are too many."""
    found = [_milliseconds(match) for match in CLOCK.finditer(code)]
    return [time for time in found if time is not None]


def _milliseconds(match: re.Match[str]) -> int | None:
    hours, minutes, seconds = (int(one or 0) for one in match.groups()[:3])
    if seconds > 59 or (match[1] and minutes > 59):
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match[4] or "").ljust(3, "0"))


def _timed(part: m.Paragraph[S], above: str, alone: str) -> m.Paragraph[S]:
    """A paragraph with the times of the code right before its words, or else of the cue that began above it,
    or of the code `alone` in the paragraph above. A cue without words may be before it.
    """
    above = above if len(instants(above)) == 2 else ""
    codes = [code for code in (alone, above, *_leading(part.children)) if code]
    first = instants(codes[-1]) if codes else []
    if not first:
        return part
    last = [instants(code) for code in (alone, above, *_codes(part)) if code][-1]
    end = last[1] if len(last) == 2 and last[1] >= first[0] else None
    return evolve(part, timing=m.Timing(first[0], end))


def _leading(inlines: Iterable[m.Inline[S]]) -> Iterator[str]:
    """The codes before the first words."""
    for inline in inlines:
        if isinstance(inline, m.Milestone):
            if inline.kind == "time":
                yield inline.text
        elif not (isinstance(inline, m.Text) and not inline.text.strip()):
            return
