"""Times that are words: after labels, `Ben: 12:30 is fine with me.`, and in an agenda."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.times import AGENDA, is_certain

MOST, FEW = 0.5, 0.05


def drop_agenda(lines: Sequence[TranscriptLine]) -> None:
    """Take the candidates of lines that begin with two times of day, `09:15 - 10:00 The rope: report`, unless
    most lines that may have a label begin so.
    """
    points = [line for line in lines if AGENDA.match(line.text) and _has_firm(line)]
    if points and len(points) <= MOST * sum(map(_has_firm, lines)):
        for line in points:
            line.candidates = ()


def _has_firm(line: TranscriptLine) -> bool:
    return any(item.rule.firm for item in line.candidates)


def take_spoken_times(lines: Sequence[TranscriptLine]) -> None:
    """Give a time after a label back to the words, unless most labels have one there; one that is a code by
    its form, unless some have.
    """
    labelled = [line for line in lines if line.choice is not None]
    timed = [(line, line.choice) for line in labelled if line.choice is not None and _place(line) >= 0]
    counts = Counter(is_certain(choice.candidate.time) for _, choice in timed)
    few = counts[False] <= MOST * len(labelled), counts[True] <= FEW * len(labelled)
    for line, choice in timed:
        if few[is_certain(choice.candidate.time)]:
            line.choice = evolve(choice, candidate=evolve(choice.candidate, time="", body=_place(line)))


def _place(line: TranscriptLine) -> int:
    """Where a time that may be words is, between a label and the rest of them; -1 where there is none."""
    candidate = None if line.choice is None else line.choice.candidate
    if candidate is None or candidate.alone or not candidate.time:
        return -1
    return line.text.find(candidate.time, candidate.start + len(candidate.label), candidate.body)
