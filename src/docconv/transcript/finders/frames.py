"""What stands around labels in a text that prints them in a way of its own: told from all its paragraphs
together, by position and by what comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from docconv.patterns import regex
from docconv.transcript.marks import SENTENCE_ENDS

FEWEST_ROWS, FEWEST_WORDS = 6, 2
USUAL = frozenset(
    (":", "：", ".", "。", ",", "，", "、", "!", "?", "-", "–", "—", "…", '"', "'", "’", "”", "»")
)
"""Signs that sentences have behind their first words, or that rules know."""
FRAME = regex(
    r"(?P<before>[^\w\s\"'“”„«»‘’¿¡{}-]{0,2})(?P<name>[^\W\d_][\w.'’-]{0,24}(?:[ ][\w.'’-]{1,24}){0,3}?)"
    r"(?P<behind>[ ]?[^\w\s\"'“”„«»‘’{}]{1,2})\s+(?=\S)(?P<text>.+)"
)
"""A few words at the beginning of a line, with signs around them, and the words behind."""


class FramedRow(NamedTuple):
    """A line in a frame: what is before and behind a few words, these, and the words that follow."""

    frame: tuple[str, str]
    name: str
    text: str


def frame_of(text: str) -> str | None:
    """How a text prints its labels, as a form of a convention, `{label} ~ {text}`: the same signs are around
    a few words at the beginning of nearly all paragraphs, most of these words come back, at least two of them
    take turns, and what is behind them are sentences. Nothing where any of this does not hold.
    """
    lines = [line.strip() for line in text.split("\n")]
    opening = [line for above, line in pairwise(["", *lines]) if line and (not above or _row(line))]
    rows = [row for line in opening if (row := _row(line))]
    if len(rows) < FEWEST_ROWS:
        return None
    frame, count = Counter(row.frame for row in rows).most_common(1)[0]
    alike = [row for row in rows if row.frame == frame]
    if count * 5 < len(opening) * 4 or not (_take_turns([row.name for row in alike]) and _are_said(alike)):
        return None
    before, behind = frame
    return f"{before}{{label}}{behind} {{text}}"


def _row(line: str) -> FramedRow | None:
    match = FRAME.fullmatch(line)
    if match is None or match["behind"].strip() in USUAL:
        return None
    return FramedRow((match["before"], match["behind"]), match["name"], match["text"])


def _take_turns(names: Sequence[str]) -> bool:
    """Whether most of some words come back, two or more do, and they mostly change from one to the next."""
    counts = Counter(names)
    again = [name for name, count in counts.items() if count > 1]
    said = sum(counts[name] for name in again)
    changes = sum(one != two for one, two in pairwise(names))
    return len(again) > 1 and said * 5 >= len(names) * 4 and changes * 2 >= len(names) - 1


def _are_said(rows: Sequence[FramedRow]) -> bool:
    """Whether most of what is behind some words ends as sentences do, and has a few words."""
    ends = sum(row.text[-1] in SENTENCE_ENDS and len(row.text.split()) >= FEWEST_WORDS for row in rows)
    return ends * 5 >= len(rows) * 4
