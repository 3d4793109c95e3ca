"""Whether rows are lines of verse: by their width, their capitals, where sentences end, and rhyme."""

from __future__ import annotations

from collections.abc import Sequence

from docconv.transcript.kinds import is_stage
from docconv.transcript.lexicon import words
from docconv.transcript.turns.blocks import Block
from docconv.walk import SENTENCE_CLOSED

VERSE_WIDTH = 60  # characters
FEWEST_RHYMED, NEAR, RHYME = 4, 3, 3
"""Rows that may rhyme, rows between which a rhyme is heard at most, and letters that it has at least."""


def is_verse(block: Block) -> bool:
    """Whether the lines of a block are lines of verse."""
    return "\n" in block.text and are_verse(block.text.split("\n"))


def are_verse(rows: Sequence[str]) -> bool:
    """Whether lines are lines of verse: short, with capitals, and many of them end no sentence or rhyme. Long
    directions may be among several of them.
    """
    if len(rows) < 2 or not all(rows):
        return False
    said = [row for row in rows if len(row) <= VERSE_WIDTH]
    if len(said) < len(rows) and (len(said) < 2 or not all(map(is_stage, set(rows) - set(said)))):
        return False
    capital = sum(1 for row in rows if row[0].isupper() or not row[0].isalpha())
    return capital * 10 >= len(rows) * 7 and (
        are_open(rows, 3) or are_rhymed([row for row in said if not is_stage(row)])
    )


def are_open(rows: Sequence[str], parts: int) -> bool:
    """Whether one of so many parts of the rows at least ends no sentence."""
    closed = sum(1 for row in rows if row.endswith(SENTENCE_CLOSED))
    return closed * parts <= len(rows) * (parts - 1)


def are_rhymed(rows: Sequence[str]) -> bool:
    """Whether half of some rows at least end as another near them does, in other words."""
    last = ["".join(words(row)[-1:]) for row in rows]
    rhymed = sum(
        any(_rhyme(word, other) for other in (*last[max(at - NEAR, 0) : at], *last[at + 1 : at + 1 + NEAR]))
        for at, word in enumerate(last)
    )
    return len(rows) >= FEWEST_RHYMED and rhymed * 2 >= len(rows)


def _rhyme(word: str, other: str) -> bool:
    return word != other and word[-RHYME:] == other[-RHYME:] and min(len(word), len(other)) >= RHYME
