"""What a manifest says of an archive: what failed, what is doubtful, worst first, and how long it took."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any

from attrs import asdict, field, frozen

from docconv.corpus.unit import Record

DURATIONS = (0.01, 0.1, 1.0, 10.0, 100.0)
"""Seconds that part fast files from slow ones."""


@frozen
class Report:
    """The sums over an archive, and its files, worst first.

    failed: the records of what failed.
    doubtful: those of what was written and should be looked at, see `doubt`.
    doubts: how many files that were written have how much doubt, in tenths, rounded up.
    durations: how many files took less than the first of `DURATIONS`, than the second and so on.
    """

    files: int
    failed: tuple[Record, ...]
    doubtful: tuple[Record, ...]
    speakers: int
    turns: int
    certainty: Mapping[str, int] = field(factory=Counter)
    notices: Mapping[str, int] = field(factory=Counter)
    bytes_written: int = 0
    seconds: float = 0.0
    doubts: Mapping[int, int] = field(factory=Counter)
    durations: Mapping[int, int] = field(factory=Counter)

    def data(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        found = asdict(self)
        for name in ("failed", "doubtful"):
            found[name] = [asdict(record) | {"doubt": doubt(record)} for record in getattr(self, name)]
        return found


def doubt(record: Record) -> float:
    """How much of a file is in doubt, from 0 to 1: all where nobody speaks, else the turns that nobody can be
    given, those of low certainty, and half of those of medium certainty.
    """
    if not record.turns:
        return 1.0
    count = record.certainty.get
    return round((count("none", 0) + count("low", 0) + count("medium", 0) / 2) / record.turns, 4)


def report(records: Iterable[Record]) -> Report:
    """The report over some records; only those that failed or are doubtful are kept."""
    failed, doubtful = list[Record](), list[Record]()
    certainty, notices, sums = Counter[str](), Counter[str](), Counter[str]()
    doubts, durations = Counter[int](), Counter[int]()
    seconds = 0.0
    for record in records:
        sums.update(files=1, speakers=record.speakers, turns=record.turns)
        seconds += record.seconds
        certainty.update(record.certainty)
        notices.update(record.notices)
        durations[bisect_right(DURATIONS, record.seconds)] += 1
        if record.code:
            failed.append(record)
            continue
        sums.update(bytes=sum(one.size for one in record.outputs))
        doubts[ceil(doubt(record) * 10)] += 1
        if doubt(record):
            doubtful.append(record)
    failed.sort(key=lambda record: (record.code, record.error, record.source))
    doubtful.sort(key=lambda record: (-doubt(record), -record.turns, record.source))
    return Report(
        sums["files"], tuple(failed), tuple(doubtful), sums["speakers"], sums["turns"],
        dict(sorted(certainty.items())), dict(notices.most_common()), sums["bytes"], round(seconds, 3),
        dict(sorted(doubts.items())), dict(sorted(durations.items())),
    )  # fmt: skip
