"""Verse in plays whose lines end where they are meant to: which speeches are, by how sentences go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from docconv.transcript.lexicon import words
from docconv.transcript.structure.measure import measure_of
from docconv.transcript.structure.shared import join_steps, share_by_measure, share_by_place
from docconv.transcript.structure.speech_rows import SpeechRow, said_apart
from docconv.transcript.turns.verse_rows import LineBreaks, is_open, is_song

MOSTLY, NEARLY, LONG, REFRAIN = 4, 16, 3, 2
"""Speeches in verse for each one that is not, in most of a play and in nearly all of it, lines of a song, and
words of a line that is sung again.
"""
Told: TypeAlias = bool | None


def tell_by_breaks(speeches: Sequence[Sequence[SpeechRow]], breaks: LineBreaks) -> None:
    """Tell which lines of speeches are verse, in a text whose lines do not end where a column ends. Lines of
    which none goes on are what is before and after them, where both are the same; one of both is enough in a
    speech that has verse, and in a play of which nearly all is.
    """
    found = [((at, run[0].after), run) for at, rows in enumerate(speeches) for run in _runs(rows, breaks)]
    runs = [run for _, run in found]
    told = _told(runs, breaks)
    mostly = told.count(True) >= MOSTLY * told.count(False)
    nearly_all = told.count(True) >= NEARLY * told.count(False)
    alone = _are_songs_alone(runs, told)
    around = zip(_known(told), _known(told[::-1])[::-1], strict=True)
    inside = {at for (at, _), own in zip(found, told, strict=True) if own}
    for (at, run), own, (before, after) in zip(found, told, around, strict=True):
        near = True in (before, after) and (nearly_all or at in inside or False not in (before, after))
        for row in run if own or (own is None and not alone and near) else ():
            row.is_verse = True
    _sing_again(runs)
    share_by_place([row for rows in speeches for row in rows if len(row.text) <= breaks.width])
    share_by_measure(
        [[row for row in rows if _is_short(row, breaks) is not None] for rows in speeches],
        measure_of(row.text for run, own in zip(runs, told, strict=True) if own for row in run[1:-1]),
        mostly=mostly,
    )
    for rows in speeches:
        shared = any(row.part for row in rows)
        for row in rows:
            row.is_verse = row.is_verse or (shared and _is_short(row, breaks) is True)
        join_steps([row for row in rows if row.is_verse])


def _told(runs: Sequence[Sequence[SpeechRow]], breaks: LineBreaks) -> list[Told]:
    """Whether runs of lines are verse, by themselves. Two lines may be two paragraphs where others are."""
    told = [_is_broken(run, breaks) for run in runs]
    long = sum(own is True and len(run) >= LONG for run, own in zip(runs, told, strict=True))
    parted = sum(own is None and len(run) > 1 for run, own in zip(runs, told, strict=True))
    if long >= MOSTLY * parted:
        return told
    pair = False if long < told.count(False) else None
    return [pair if own is True and len(run) < LONG else own for run, own in zip(runs, told, strict=True)]


def _are_songs_alone(runs: Sequence[Sequence[SpeechRow]], told: Sequence[Told]) -> bool:
    """Whether verse is a few songs in a play in prose: all that is left are speeches of one line each."""
    few = told.count(True) * LONG < told.count(None)
    return few and all(
        len(run) > LONG if own else len(run) == 1
        for run, own in zip(runs, told, strict=True)
        if own is not False
    )


def _known(told: Sequence[Told]) -> list[Told]:
    """What is last known at each."""
    found: list[Told] = []
    for own in told:
        found.append(own if own is not None or not found else found[-1])
    return found


def _sing_again(runs: Sequence[Sequence[SpeechRow]]) -> None:
    """Short runs of lines are verse, too, where one of the lines is a line of verse elsewhere."""
    keys = [[tuple(words(row.text)) for row in run if row.text and row.text[-1] not in ":："] for run in runs]
    told = [all(row.is_verse for row in run) for run in runs]
    sung = {
        key for own, known in zip(keys, told, strict=True) for key in own if known and len(key) >= REFRAIN
    }
    for run, own in zip(runs, keys, strict=True):
        for row in run if len(run) < LONG and not sung.isdisjoint(own) else ():
            row.is_verse = True


def _runs(rows: Sequence[SpeechRow], breaks: LineBreaks) -> Iterator[list[SpeechRow]]:
    """Lines of a speech that may be verse, between directions, and lines that are too long for it."""
    for (_, kind), group in groupby(rows, key=lambda row: (row.after, _is_short(row, breaks))):
        if kind is not None:
            yield from (said_apart(list(group)) if kind else ([row] for row in group))


def _is_short(row: SpeechRow, breaks: LineBreaks) -> bool | None:
    """Whether a line is not too long for verse; None for a direction."""
    return None if row.is_direction else len(row.text) <= breaks.width


def _is_broken(rows: Sequence[SpeechRow], breaks: LineBreaks) -> bool | None:
    """Whether lines are verse, by the sentences that go on in the next one; None where none does."""
    texts = [row.text for row in rows]
    if any(len(text) > breaks.width for text in texts):
        return False
    after = [below for text, below in pairwise(texts) if is_open(text)]
    if not after:
        return True if is_song(texts) else None
    small = sum(text[0].islower() for text in after)
    return not breaks.are_capital or small * 3 <= len(after)
