"""Lines of verse in plays, each a paragraph of its own, and lines that several speakers share.

`docconv.transcript.structure.breaks` has the texts whose breaks within speeches say that verse ends there. In
other texts a speech is in verse where its lines are short and begin with capitals, and most of them end no
sentence. One line alone is told by the speeches around it: where nearly all others are in verse, and where it
begins as far in as the line of the speaker before has ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise

from attrs import evolve

from docconv import model as m
from docconv.model import Label, Narrative, Paragraph, Text, Turn, VerseLine
from docconv.transcript.kinds import OPENING
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.structure.breaks import tell_by_breaks
from docconv.transcript.structure.shared import join_steps, share_by_label, share_by_place
from docconv.transcript.structure.speech_rows import Found, SpeechRow, lines_of, rows_of, said_apart
from docconv.transcript.turns.items import HeadingItem, Item
from docconv.transcript.turns.verse_rows import (
    FEWEST_OF_SONGS,
    VERSE_WIDTH,
    LineBreaks,
    are_cries,
    are_full,
    are_open,
    are_verse,
    is_song,
    line_breaks,
)

FEWEST_OF_RUNS, FEWEST, MOSTLY = 4, 2, 4
"""Lines of verse within a speech; speeches in verse, and those for each one that is not."""


def with_verse(items: Sequence[Item], lines: Sequence[TranscriptLine]) -> list[Item]:
    """The items of a play with each line of verse as a paragraph of its own."""
    by_number = {line.number: line for line in lines}
    speeches = {at: rows_of(item, by_number) for at, item in enumerate(items) if isinstance(item, Turn)}
    breaks = line_breaks(lines)
    if breaks.are_meant:
        tell_by_breaks([list(chain(*found.values())) for found in speeches.values()], breaks)
    else:
        _tell({at: list(_lines(found)) for at, found in speeches.items()})
    share_by_label([list(_lines(found)) for found in speeches.values()])
    for rows in chain.from_iterable(found.values() for found in speeches.values()):
        if are_cries([row.text for row in rows]):
            for row in rows:
                row.is_verse = True
    done = list(items)
    if not breaks.are_meant and not any(row.is_verse for found in speeches.values() for row in _lines(found)):
        return done
    for at, found in speeches.items():
        turn = items[at]
        if isinstance(turn, Turn) and (breaks.are_meant or any(row.is_verse for row in _lines(found))):
            done[at] = evolve(turn, blocks=tuple(_blocks(turn, found)))
    told = [one for item in done for one in _narrative(item, by_number)]
    return _prologues(told, by_number, breaks) if breaks.are_meant else told


def _tell(speeches: Mapping[int, list[SpeechRow]]) -> None:
    """Tell which lines of speeches are verse."""
    told = {at: [row.text for row in rows] for at, rows in speeches.items()}
    long = {at for at, texts in told.items() if any(len(text) > VERSE_WIDTH for text in texts)}
    verse = {at for at, texts in told.items() if are_verse(texts) and texts[0][0] not in OPENING}
    if are_full([pair for at in verse for pair in pairwise(told[at])]):
        return
    several = {at for at, rows in speeches.items() if len(rows) > 1 or any(row.is_joined for row in rows)}
    short = sum(len(texts) == 1 and at not in long for at, texts in told.items())
    songs = {at for at in verse if is_song(told[at])}
    is_mostly = len(verse) >= max(FEWEST, MOSTLY * len(long | several - verse), short / 2)
    is_apart = len(songs) >= FEWEST_OF_SONGS and len(verse) >= MOSTLY * len(several - verse - long)
    verse = verse if is_mostly or is_apart else songs
    share_by_place([row for at, rows in speeches.items() if at not in long for row in rows])
    for at, rows in speeches.items():
        shared = any(row.part for row in rows)
        alone = is_mostly and len(rows) == 1
        whole = at in verse or ((shared or alone) and at not in long)
        sung = (rows if is_mostly or not rows else said_apart(rows)[0]) if whole else _songs(rows)
        for row in sung:
            row.is_verse = True
        join_steps([row for row in rows if row.is_verse])


def _songs(rows: Sequence[SpeechRow]) -> Iterator[SpeechRow]:
    """The lines of verse within a speech that has other words, too."""
    for short, group in groupby(rows, key=lambda row: len(row.text) <= VERSE_WIDTH):
        run = said_apart(list(group))[0]
        texts = [row.text for row in run]
        if short and len(run) >= FEWEST_OF_RUNS and are_verse(texts) and is_song(texts):
            yield from run


def _lines(found: Found) -> Iterator[SpeechRow]:
    """All rows but directions."""
    return (row for some in found.values() for row in some if not row.is_direction)


def _blocks(turn: Turn[Label], found: Found) -> Iterator[m.TurnBlock[Label]]:
    """The parts of a turn, with its lines of verse; a direction among them is a paragraph, too."""
    for at, part in enumerate(turn.blocks):
        rows = found.get(at, [])
        verse = any(row.is_verse for row in rows)
        if not isinstance(part, Paragraph) or (not verse and are_verse([row.text for row in rows])):
            yield part
            continue
        for apart, group in groupby(rows, key=lambda row: verse and (row.is_verse or row.is_direction)):
            if apart:
                yield from (
                    evolve(part, children=row.children, span=row.span, verse=_verse(row)) for row in group
                )
            else:
                yield _prose(part, list(group))


def _prose(part: Paragraph[Label], rows: Sequence[SpeechRow]) -> Paragraph[Label]:
    """A paragraph of lines that are no verse."""
    children: list[m.Inline[Label]] = [one for row in rows for one in (Text(" "), *row.children)]
    return evolve(part, children=tuple(children[1:]), span=rows[0].span)


def _verse(row: SpeechRow) -> VerseLine | None:
    return None if row.is_direction else VerseLine(row.part, stanza=row.begins)


def _narrative(item: Item, lines: Mapping[int, TranscriptLine]) -> Iterator[Item]:
    """An item, or lines of verse that nobody is named for."""
    rows = list(lines_of(item, lines, parted=True)) if isinstance(item, Narrative) else []
    parted = sum(not row.text[-1:].isalnum() for row in rows)
    texts = [row.text for row in rows]
    if len(rows) < FEWEST_OF_SONGS or parted * 2 < len(rows) or not (are_verse(texts) or are_cries(texts)):
        yield item
        return
    yield from (Narrative(row.children, row.span, _verse(row)) for row in rows)


def _prologues(items: Sequence[Item], lines: Mapping[int, TranscriptLine], breaks: LineBreaks) -> list[Item]:
    """The items of a text whose lines end where they are meant to, with verse below headings that nobody is
    named for: a prologue, an ode.
    """
    done: list[Item] = []
    for is_told, group in groupby(items, key=lambda item: isinstance(item, Narrative)):
        run = list(group)
        below = is_told and bool(done) and isinstance(done[-1], HeadingItem)
        done += _told_in_verse(run, lines, breaks) if below else run
    return done


def _told_in_verse(run: list[Item], lines: Mapping[int, TranscriptLine], breaks: LineBreaks) -> list[Item]:
    """Narrative as lines of verse, where they are short and half of them end no sentence, with capitals where
    verse has them; as it was otherwise.
    """
    told = [one for one in run if isinstance(one, Narrative) and one.verse is None]
    found = [row for one in told for row in lines_of(one, lines, parted=False)]
    rows = found if len(told) == len(run) else []
    texts = [row.text for row in rows]
    small = breaks.are_capital and sum(text[:1].islower() for text in texts) * 3 > len(texts)
    parted = sum(not text[-1:].isalnum() for text in texts)
    if len(rows) < FEWEST_OF_RUNS or small or parted * 2 < len(rows) or not are_open(texts, 2):
        return run
    is_short = max(map(len, texts)) <= breaks.width
    return [Narrative(row.children, row.span, _verse(row)) for row in rows] if is_short else run
