"""Whether rows are lines of verse: by their width, their capitals, where sentences end, and rhyme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from docconv.patterns import regex
from docconv.transcript.kinds import CLOSING, LONG_DASHES, is_stage
from docconv.transcript.lexicon import words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.turns.blocks import Block
from docconv.walk import SENTENCE_CLOSED

FEWEST_OF_SONGS = 3
FACT = regex(r"[^\s:：。.!?！？]{1,20}[:：]\s?\S")
VERSE_WIDTH, RAGGED, NARROW = 60, 6, 12
"""Characters; columns by which the ends of wrapped lines differ, one of so many in a narrow column."""
FEWEST_IN_VERSE, NEARLY_ALL = 20, 0.95
FEWEST_RHYMED, NEAR, RHYME = 4, 3, 3
"""Rows that may rhyme, rows between which a rhyme is heard at most, and letters that it has at least."""
FEWEST_BREAKS, WIDEST, FEWEST_FULL = 6, 90, 4
"""Lines of a text that end before their sentences, characters that a line of verse has at most, and
lines that may be wrapped.
"""
CAPITALS, ROOM, OPEN = 0.85, 0.7, 0.25
"""Parts of such lines below which capitals are, or that have room for a word more, and of all short lines."""


@frozen(eq=False, repr=False)
class LineBreaks:
    """What the breaks within the speeches of a whole text say.

    are_meant: lines end where verse does, not where the column ends.
    are_capital: a capital begins the next line, whatever the one before it ends with.
    width: how many characters a line of verse has at most.
    """

    are_meant: bool = False
    are_capital: bool = False
    width: int = VERSE_WIDTH


def line_breaks(lines: Sequence[TranscriptLine]) -> LineBreaks:
    """What breaks say: of the lines that end before their sentences, nearly all are followed by a capital, or
    many would have had room for the next word.
    """
    pairs = list(_within(lines))
    found = [(text, after) for text, after in pairs if is_open(text)]
    if len(found) < max(FEWEST_BREAKS, OPEN * len(pairs)):
        return LineBreaks()
    lengths = sorted(len(line.text) for line in lines)
    column = lengths[len(lengths) * 98 // 100 - 1]
    cased = [after for _, after in found if after[0].isalpha() and after[0].lower() != after[0].upper()]
    capital = len(cased) > 0 and sum(after[0].isupper() for after in cased) >= CAPITALS * len(cased)
    full = column - min(RAGGED, column // NARROW)
    room = sum(len(text) + 1 + len(after.split(maxsplit=1)[0]) < full for text, after in found)
    usual = sorted(len(text) for text, _ in found)[len(found) * 95 // 100]
    return LineBreaks(
        (capital and not are_full(found)) or room >= ROOM * len(found),
        capital,
        min(max(usual * 5 // 4, VERSE_WIDTH), WIDEST),
    )


def speak_in_verse(lines: Sequence[TranscriptLine]) -> bool:
    """Whether nearly all that is spoken is verse: half of many lines end no sentence, a capital is below
    nearly each of them, and they are not as wide as a column.
    """
    pairs = list(_within(lines))
    found = [pair for pair in pairs if is_open(pair[0])]
    if len(pairs) < FEWEST_IN_VERSE or len(found) * 2 < len(pairs) or are_full(found):
        return False
    return sum(after[0].isupper() for _, after in found) >= NEARLY_ALL * len(found)


def _within(lines: Sequence[TranscriptLine]) -> Iterator[tuple[str, str]]:
    """Short lines and those right below them, where neither opens a turn."""
    for line, after in pairwise(lines):
        texts = line.text, after.text
        is_within = not after.gap and not (line.choice or after.choice or line.mark or after.mark)
        if is_within and max(map(len, texts)) <= WIDEST and not any(map(is_stage, texts)):
            yield texts


def are_full(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether lines are wrapped prose: next to none has room for the first word of the next, where the widest
    of all ends.
    """
    width = max((len(text) for pair in pairs for text in pair), default=0)
    full = sum(len(text) + len(after.split(maxsplit=1)[0]) >= width for text, after in pairs)
    return len(pairs) >= FEWEST_FULL and full * 10 >= len(pairs) * 9


def is_verse(block: Block) -> bool:
    """Whether the lines of a block are lines of verse."""
    return "\n" in block.text and are_verse(block.text.split("\n"))


def calls_out(block: Block) -> bool:
    """Whether the lines of a block are what several voices call out."""
    return "\n" in block.text and are_cries(block.text.split("\n"))


def lists_facts(block: Block) -> bool:
    """Whether each line of a block has a name and a colon, as facts at the head of a text have."""
    return "\n" in block.text and all(map(FACT.match, block.text.split("\n")))


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


def are_cries(rows: Sequence[str]) -> bool:
    """Whether each of several short lines is what another voice calls out, as a long dash before it says;
    before the first one it may be that of the label.
    """
    return (
        len(rows) >= FEWEST_OF_SONGS
        and all(row[:1] in LONG_DASHES for row in rows[1:])
        and max(map(len, rows)) <= VERSE_WIDTH
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


def is_song(texts: Sequence[str]) -> bool:
    """Whether lines are verse even among prose: several that rhyme, or half of which end no sentence."""
    return len(texts) >= FEWEST_OF_SONGS and (are_open(texts, 2) or are_rhymed(texts))


def is_open(text: str) -> bool:
    """Whether the sentence of a line may go on in the next one."""
    return not text.endswith((*SENTENCE_CLOSED, *CLOSING))
