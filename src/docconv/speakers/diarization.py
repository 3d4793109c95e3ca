"""Who speaks when, as RTTM has it beside a transcript with times in which nobody is told.

A line is `SPEAKER file channel begin duration <NA> <NA> name <NA> <NA>`, in seconds
(https://github.com/usnistgov/SCTK, rttm). A paragraph is by whoever is heard in it; one whose words have
times is parted where somebody else is heard. Where two are heard at once, or nobody is, nobody is told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, count, groupby

from attrs import evolve, frozen

from docconv.model import (
    Attribution,
    Block,
    Draft,
    Evidence,
    Label,
    Paragraph,
    Section,
    Text,
    Timing,
    Turn,
    TurnBlock,
)
from docconv.notices import Notice, counted
from docconv.walk import anchors_within, turns

UNNAMED = "<NA>"
SURE, LIKELY = 0.9, 0.6
"""Of the time of a paragraph in which somebody is heard: who speaks is sure; it is likely."""
OTHER = 0.2
"""So much of it at most somebody else is heard."""
SHORTEST = 1
"""Milliseconds that a word lasts whose end nobody knows."""


@frozen
class VoiceSpan:
    """Somebody is heard from then to then, in milliseconds."""

    begin: int
    end: int
    name: str


def heard_in(text: str, recording: str) -> tuple[list[VoiceSpan], list[int]]:
    """Who is heard when in an RTTM, and the numbers of lines that are none of it. Of several recordings the
    one that is called as the transcript is counts.
    """
    found: defaultdict[str, list[VoiceSpan]] = defaultdict(list)
    wrong: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.split()
        if fields[:1] != ["SPEAKER"]:
            continue
        try:
            begin, lasts = (round(float(one) * 1000) for one in fields[3:5])
            name = fields[7]
        except (ValueError, IndexError, OverflowError):
            wrong.append(number)
            continue
        if begin >= 0 and lasts > 0 and name != UNNAMED:
            found[fields[1]].append(VoiceSpan(begin, begin + lasts, name))
    rows = found.get(recording) or (next(iter(found.values())) if len(found) == 1 else [])
    return sorted(rows, key=lambda one: (one.begin, one.end)), wrong


def voiced(draft: Draft, rttm: str, recording: str, where: str) -> tuple[Draft, tuple[Notice, ...]]:
    """A draft with who speaks as an RTTM tells it, and what is to be said about that; see `with_voices`."""
    heard, wrong = heard_in(rttm, recording)
    draft, notices = with_voices(draft, heard)
    if wrong:
        lines = f"{counted(len(wrong), 'line')} of {where}"
        message = f"not used, being no RTTM: {lines}, from line {wrong[0]} on"
        notices = (*notices, Notice("label-unused", message, rule="rttm"))
    return draft, notices


def with_voices(draft: Draft, heard: list[VoiceSpan]) -> tuple[Draft, tuple[Notice, ...]]:
    """A draft whose turns without speaker are by those who are heard in them; as it is where somebody is told
    or nothing has times.
    """
    told = any(turn.speakers or turn.label for turn in turns(draft))
    timed = any(isinstance(part, Paragraph) and part.timing for turn in turns(draft) for part in turn.blocks)
    if told or not timed or not heard:
        why = (
            "it names who speaks itself"
            if told
            else "it has no times"
            if not timed
            else "nobody is heard in it"
        )
        message = f"the RTTM beside the transcript was not used: {why}"
        return draft, (Notice("label-unused", message, rule="rttm"),)
    timeline = _Timeline(heard)
    draft = evolve(draft, body=tuple(_spoken(draft.body, timeline, count(1))))
    who = [turn for turn in turns(draft) if turn.speakers]
    nobody = sum(not turn.speakers for turn in turns(draft))
    message = f"who speaks in {counted(len(who), 'turn')} is told by the RTTM beside the transcript"
    message += f"; in {nobody} nobody or more than one is heard" if nobody else ""
    return draft, (Notice("not-read", message, "info", rule="rttm"),)


class _Timeline:
    """Who is heard from one time to another."""

    def __init__(self, heard: list[VoiceSpan]) -> None:
        self.heard = heard
        self.ends = list(accumulated(one.end for one in heard))

    def shares(self, begin: int, end: int) -> dict[str, float]:
        """How much of a stretch each is heard."""
        found: defaultdict[str, float] = defaultdict(float)
        for one in self.heard[bisect_left(self.ends, begin) :]:
            if one.begin >= end:
                break
            found[one.name] += max(0, min(end, one.end) - max(begin, one.begin)) / (end - begin)
        return {name: share for name, share in found.items() if share > 0}


def accumulated(values: Iterable[int]) -> Iterator[int]:
    """The greatest of the values so far."""
    latest = 0
    for one in values:
        latest = max(latest, one)
        yield latest


def _spoken(
    blocks: Iterable[Block[Label]], timeline: _Timeline, numbers: Iterator[int]
) -> Iterator[Block[Label]]:
    """Blocks with each turn as those of who is heard in it; those of one speaker that follow are one."""
    found: list[Block[Label]] = []
    for block in blocks:
        if isinstance(block, Section):
            found.append(evolve(block, blocks=tuple(_spoken(block.blocks, timeline, numbers))))
        elif isinstance(block, Turn):
            for turn in _turns(block, timeline):
                _put(turn, found, numbers)
        else:
            found.append(block)
    return iter(found)


def _put(turn: Turn[Label], found: list[Block[Label]], numbers: Iterator[int]) -> None:
    """A turn after the others, or at the end of the last one if that is of the same speaker."""
    last = found[-1] if found else None
    if isinstance(last, Turn) and _voice(last) == _voice(turn):
        found[-1] = evolve(last, blocks=(*last.blocks, *turn.blocks))
    else:
        found.append(evolve(turn, id=f"t{next(numbers)}"))


def _voice(turn: Turn[Label]) -> tuple[str | None, str]:
    return turn.label, turn.attribution.certainty


def _turns(turn: Turn[Label], timeline: _Timeline) -> Iterator[Turn[Label]]:
    parts = [piece for part in turn.blocks for piece in _pieces(part, timeline)]
    for (name, _), group in groupby(parts, key=lambda one: (one[0], one[1].certainty)):
        rows = list(group)
        blocks = tuple(part for _, _, part in rows)
        who = (Label(name),) if name else ()
        yield evolve(turn, blocks=blocks, speakers=who, label=name or None, attribution=rows[0][1])


Told = tuple[str, Attribution, TurnBlock[Label]]
NOBODY = Attribution("low", (Evidence("rttm", "nobody, or more than one, is heard"),))


def _pieces(part: TurnBlock[Label], timeline: _Timeline) -> Iterator[Told]:
    """A part of a turn with who is heard in it, in pieces where these are several."""
    if not isinstance(part, Paragraph) or part.timing is None:
        yield "", NOBODY, part
        return
    only = part.children[0] if len(part.children) == 1 else None
    words = part.timing.words
    if isinstance(only, Text) and words:
        yield from _parted(part, only.text.split(), timeline)
        return
    end = max(part.timing.end or 0, part.timing.begin + SHORTEST)
    yield (*_speaker(timeline.shares(part.timing.begin, end)), part)


def _speaker(shares: dict[str, float]) -> tuple[str, Attribution]:
    """Who says what is heard so much of each."""
    ranked = sorted(shares.items(), key=lambda one: -one[1])
    (name, most), (_, next_most) = (*ranked, ("", 0.0), ("", 0.0))[:2]
    if most < LIKELY or next_most > OTHER * most:
        return "", NOBODY
    told = (Evidence("rttm", f"heard in {most:.0%} of the time"),)
    return name, Attribution("high" if most >= SURE and not next_most else "medium", told)


def _parted(part: Paragraph[Label], words: list[str], timeline: _Timeline) -> Iterator[Told]:
    """A paragraph in pieces, each by who is heard in most of its words. A word in which nobody alone is heard
    goes on with the piece before it.
    """
    timing = part.timing or Timing(0)
    spans = list(zip(timing.words[::2], timing.words[1::2], strict=True))
    alone = [_alone(timeline, begin, end) for begin, end in spans]
    first = next(filter(None, alone), "")
    names: list[str] = []
    for name in alone:
        names.append(name or (names[-1] if names else first))
    runs = [list(group) for _, group in groupby(range(len(words)), key=names.__getitem__)]
    for run in runs:
        known = sum(bool(alone[at]) for at in run)
        times = [spans[at] for at in run]
        begins, ends = ([time for time in some if time >= 0] for some in zip(*times, strict=True))
        begin = timing.begin if run is runs[0] else min(begins, default=timing.begin)
        end = timing.end if run is runs[-1] else max(ends, default=None)
        own = Timing(
            begin,
            end if end is not None and end >= begin else None,
            tuple(chain.from_iterable(times)) if begins or ends else (),
            anchors_within(timing.anchors, run[0], run[-1] + 1),
        )
        piece = evolve(part, children=(Text(" ".join(words[run[0] : run[-1] + 1])),), timing=own)
        name = names[run[0]] if known >= LIKELY * len(run) else ""
        told = Attribution(
            "high" if known == len(run) else "medium",
            (Evidence("rttm", f"heard in {known} of {len(run)} words"),),
        )
        yield name, told if name else NOBODY, piece if len(runs) > 1 else part


def _alone(timeline: _Timeline, begin: int, end: int) -> str:
    """Who alone is heard in a word; nobody where it has no time."""
    if begin < 0:
        return ""
    shares = timeline.shares(begin, max(end, begin + SHORTEST))
    return _speaker(shares)[0]
