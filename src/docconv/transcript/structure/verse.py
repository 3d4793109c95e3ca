"""Lines of verse in plays, each a paragraph of its own, and lines that several speakers share.

A speech is in verse where its lines are short and begin with capitals, and most of them end no sentence. One
line alone is told by the speeches around it: where nearly all others are in verse, and where it begins as far
in as the line of the speaker before has ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from attrs import define, evolve

from docconv import model as m
from docconv.model import Label, Milestone, Narrative, Paragraph, Turn, VerseLine, VersePart
from docconv.transcript.kinds import OPENING, is_stage, names_a_scene
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.turns.items import HeadingItem, Item
from docconv.transcript.turns.verse_rows import VERSE_WIDTH, are_open, are_rhymed, are_verse
from docconv.walk import text_of

FEWEST_OF_SONGS, FEWEST_OF_RUNS, FEWEST, MOSTLY = 3, 4, 2, 4
"""Lines of verse among prose, and within a speech; speeches in verse, and those for each one that is not."""
FURTHER, OFF = 4, 3
"""Columns that a part of a shared line is further in at least, and is off where the line before ends."""
Inlines = tuple[m.Inline[Label], ...]


@define(eq=False)
class SpeechRow:
    """A line of a paragraph: what is on it, the line of the source, whether a group begins with it."""

    children: Inlines
    span: m.Span | None
    line: TranscriptLine | None
    begins: bool
    is_verse: bool = False
    part: VersePart | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return text_of(self.children).strip()

    @property
    def is_direction(self) -> bool:
        """Whether nothing on it is spoken."""
        return is_stage(self.text)

    @property
    def is_joined(self) -> bool:
        """Whether several lines of the source are on it, as of prose; not where a direction is first."""
        return self.line is None and self.text[:1] not in OPENING


def have_scenes(items: Iterable[Item], lexicon: TranscriptLexicon) -> bool:
    """Whether a heading among the items is that of an act or a scene."""
    headings = (item.heading for item in items if isinstance(item, HeadingItem))
    return any(names_a_scene(text_of(heading.children), lexicon) for heading in headings)


def with_verse(items: Sequence[Item], lines: Sequence[TranscriptLine]) -> list[Item]:
    """The items of a play with each line of verse as a paragraph of its own."""
    by_number = {line.number: line for line in lines}
    speeches = {at: _rows(item, by_number) for at, item in enumerate(items) if isinstance(item, Turn)}
    _tell({at: list(_lines(found)) for at, found in speeches.items()})
    done = list(items)
    for at, found in speeches.items():
        turn = items[at]
        if isinstance(turn, Turn) and any(row.is_verse for row in _lines(found)):
            done[at] = evolve(turn, blocks=tuple(_blocks(turn, found)))
    return [one for item in done for one in _narrative(item, by_number)]


Found = Mapping[int, list[SpeechRow]]


def _tell(speeches: Mapping[int, list[SpeechRow]]) -> None:
    """Tell which lines of speeches are verse."""
    told = {at: [row.text for row in rows] for at, rows in speeches.items()}
    long = {at for at, texts in told.items() if any(len(text) > VERSE_WIDTH for text in texts)}
    verse = {at for at, texts in told.items() if are_verse(texts)}
    if _are_wrapped([told[at] for at in verse]):
        return
    several = {at for at, rows in speeches.items() if len(rows) > 1 or any(row.is_joined for row in rows)}
    short = sum(len(texts) == 1 and at not in long for at, texts in told.items())
    songs = {at for at in verse if _is_song(told[at])}
    is_mostly = len(verse) >= max(FEWEST, MOSTLY * len(long | several - verse), short / 2)
    is_apart = len(songs) >= FEWEST_OF_SONGS and len(verse) >= MOSTLY * len(several - verse - long)
    verse = verse if is_mostly or is_apart else songs
    _share([row for at, rows in speeches.items() if at not in long for row in rows])
    for at, rows in speeches.items():
        shared = any(row.part for row in rows)
        alone = is_mostly and len(rows) == 1
        whole = at in verse or ((shared or alone) and at not in long)
        for row in rows if whole else _songs(rows):
            row.is_verse = True


def _songs(rows: Sequence[SpeechRow]) -> Iterator[SpeechRow]:
    """The lines of verse within a speech that has other words, too."""
    for short, group in groupby(rows, key=lambda row: len(row.text) <= VERSE_WIDTH):
        run = list(group)
        texts = [row.text for row in run]
        if short and len(run) >= FEWEST_OF_RUNS and are_verse(texts) and _is_song(texts):
            yield from run


def _are_wrapped(speeches: Sequence[Sequence[str]]) -> bool:
    """Whether speeches are wrapped prose: next to no line has room for the first word of the next, where the
    widest of all lines ends.
    """
    width = max((len(text) for texts in speeches for text in texts), default=0)
    pairs = [pair for texts in speeches for pair in pairwise(texts)]
    full = sum(len(text) + len(after.split(maxsplit=1)[0]) >= width for text, after in pairs)
    return len(pairs) >= FEWEST_OF_RUNS and full * 10 >= len(pairs) * 9


def _rows(item: Turn[Label], lines: Mapping[int, TranscriptLine]) -> Found:
    """The rows of each paragraph of a turn, by the place of that."""
    paragraphs = {at: part for at, part in enumerate(item.blocks) if isinstance(part, Paragraph)}
    parted = sum(len(_split(part.children)) > 1 for part in paragraphs.values()) > 1
    return {at: list(_of(part, lines, parted=parted)) for at, part in paragraphs.items()}


def _of(
    part: Paragraph[Label] | Narrative[Label], lines: Mapping[int, TranscriptLine], *, parted: bool
) -> Iterator[SpeechRow]:
    """The rows of a paragraph; `parted`: it is one of several groups."""
    number = part.span.line if part.span else 0
    pieces = _split(part.children)
    for place, children in enumerate(pieces):
        text = " ".join(text_of(children).split())
        near = (lines[at] for at in range(number, number + 4) if at in lines)
        line = next((one for one in near if text and " ".join(one.text.split()).endswith(text)), None)
        number = line.number + 1 if line else number + 1
        yield SpeechRow(
            children, line.span if line else part.span, line, parted and len(pieces) > 1 and not place
        )


def _split(children: Inlines) -> list[Inlines]:
    """What is between line breaks; what has no words, such as the end of a page, is before what follows."""
    found: list[list[m.Inline[Label]]] = [[]]
    for one in children:
        if not isinstance(one, Milestone) or one.kind != "line":
            found[-1].append(one)
        elif text_of(found[-1]).strip():
            found.append([])
    if len(found) > 1 and not text_of(found[-1]).strip():
        found[-2].extend(found.pop())
    return [tuple(one) for one in found]


def _lines(found: Found) -> Iterator[SpeechRow]:
    """All rows but directions."""
    return (row for some in found.values() for row in some if not row.is_direction)


def _is_song(texts: Sequence[str]) -> bool:
    """Whether lines are verse even among prose: several that rhyme, or half of which end no sentence."""
    return len(texts) >= FEWEST_OF_SONGS and (are_open(texts, 2) or are_rhymed(texts))


def _share(rows: Sequence[SpeechRow]) -> None:
    """Find parts of lines that are on one line of the page, each further in than all before."""
    for before, row in pairwise(rows):
        if before.line is None or row.line is None or max(len(before.text), len(row.text)) > VERSE_WIDTH:
            continue
        ends = before.line.indent + len(before.line.text)
        if row.line.indent >= FURTHER and abs(row.line.indent - ends - 1) <= OFF:
            before.part = "M" if before.part == "F" else "I"
            row.part = "F"


def _blocks(turn: Turn[Label], found: Found) -> Iterator[m.TurnBlock[Label]]:
    """The parts of a turn, with its lines of verse; a direction among them is a paragraph, too."""
    for at, part in enumerate(turn.blocks):
        rows = found.get(at, [])
        verse = any(row.is_verse for row in rows) and all(row.is_verse or row.is_direction for row in rows)
        if not isinstance(part, Paragraph) or not verse:
            yield part
            continue
        for row in rows:
            yield evolve(part, children=row.children, span=row.span, verse=_verse(row))


def _verse(row: SpeechRow) -> VerseLine | None:
    return None if row.is_direction else VerseLine(row.part, stanza=row.begins)


def _narrative(item: Item, lines: Mapping[int, TranscriptLine]) -> Iterator[Item]:
    """An item, or lines of verse that nobody is named for."""
    rows = list(_of(item, lines, parted=True)) if isinstance(item, Narrative) else []
    if len(rows) < FEWEST_OF_SONGS or not are_verse([row.text for row in rows]):
        yield item
        return
    yield from (Narrative(row.children, row.span, _verse(row)) for row in rows)
