"""Notes of a source where they stand. The engine reads the text without them and without their signs, so that
they part no label from its words; then each comes after the words that it is about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from attrs import evolve, frozen

from docconv import model as m
from docconv.model import Draft, Inline, Label, Note, NotePlace
from docconv.patterns import regex
from docconv.transcript.styled.paragraphs import StyledParagraph
from docconv.transcript.styled.text import EMPHATIC
from docconv.walk import children, with_children

UNCOUNTED, COUNTED = regex(r"[\s*_]+"), regex(r"[^\s*_]")
"""What the engine may change between the words of a paragraph."""
SPACES = regex(r"\s+")
CONTEXT, SHORTEST = 24, 4
Holder: TypeAlias = (
    m.Heading[Label] | m.TurnBlock[Label] | m.Narrative[Label] | m.CastItem[Label] | m.Boilerplate[Label]
)
Placed: TypeAlias = Sequence[tuple[int, Sequence[Note[Label]]]]
"""Notes by how many characters they stand behind, in order."""


@frozen
class PlacedNote:
    """A note, and the offset in the text at which its sign stands or would stand."""

    offset: int
    note: Note[Label]


def note_of(
    paragraphs: Iterable[StyledParagraph], place: NotePlace = "foot", sign: str = ""
) -> Note[Label] | None:
    """Paragraphs as a note, which is one; nothing where they have no words. A sign that is a number counts
    the notes, and nothing else.
    """
    found: list[Inline[Label]] = []
    for paragraph in paragraphs:
        found.append(m.Text(" "))
        for piece in paragraph.pieces:
            kinds = [kind for kind in EMPHATIC if kind in piece.features]
            found += _emphasised(SPACES.sub(" ", piece.text), kinds)
    tidy = tuple(_tidy(found))
    kept = None if sign.isdecimal() else sign
    return Note(tidy, place, n=kept or None) if tidy else None


def _emphasised(text: str, kinds: Sequence[m.EmphasisKind]) -> Iterator[Inline[Label]]:
    """Words with their emphasis, the spaces at their edges without."""
    bare = text.strip()
    inner: Inline[Label] = m.Text(bare)
    for kind in reversed(kinds) if bare else ():
        inner = m.Emphasis((inner,), kind)
    before, _, after = text.partition(bare) if bare else (text, "", "")
    yield from (m.Text(before), inner, m.Text(after))


def _tidy(found: Iterable[Inline[Label]]) -> Iterator[Inline[Label]]:
    """Inlines without spaces at the edges, nor two in a row."""
    held, begun = "", False
    for inline in found:
        if isinstance(inline, m.Text):
            held += inline.text
            continue
        if lead := SPACES.sub(" ", held if begun else held.lstrip()):
            yield m.Text(lead)
        yield inline
        held, begun = "", True
    if last := SPACES.sub(" ", held).rstrip() if begun else " ".join(held.split()):
        yield m.Text(last)


def with_notes(draft: Draft, text: str, notes: Iterable[PlacedNote]) -> Draft:
    """The draft that the engine made of a text, with notes at their places.

    A note whose place in a paragraph cannot be told stands at the end of it.
    """
    placed = sorted(notes, key=lambda one: one.offset)
    if not placed:
        return draft
    regions = _regions(draft, len(text))
    starts = [region.start for region in regions]
    inside: dict[int, Any] = {}
    for at, group in groupby(placed, key=lambda one: max(bisect_right(starts, one.offset) - 1, 0)):
        if not regions:
            break
        region = regions[at]
        inside[id(region.holder)] = _filled(region, text, list(group))
    if not inside:
        return evolve(draft, body=(*draft.body, *(m.Boilerplate((one.note,)) for one in placed)))
    return _replaced(draft, inside)


@frozen(eq=False, repr=False)
class Region:
    """The text from where a paragraph begins, with its label, to where the next one begins."""

    start: int
    end: int
    holder: Holder | m.Turn[Label]


def _regions(draft: Draft, end: int) -> list[Region]:
    found = sorted(_begun(draft), key=lambda pair: pair[0])
    ends = [*(start for start, _ in found[1:]), end]
    return [Region(start, stop, node) for (start, node), stop in zip(found, ends, strict=False)]


def _begun(node: m.Node[Label]) -> Iterator[tuple[int, Holder | m.Turn[Label]]]:
    """All that may hold a note, with the offset at which it begins; a turn begins with its label."""
    for child in children(node):
        if isinstance(child, m.Section):
            yield from _begun(child)
        elif isinstance(child, m.Turn):
            yield from _begun_in(child)
        elif isinstance(child, m.Heading | m.Narrative | m.CastItem | m.Stage | m.Boilerplate) and child.span:
            yield child.span.start, child


def _begun_in(turn: m.Turn[Label]) -> Iterator[tuple[int, Holder | m.Turn[Label]]]:
    first = turn.span.start if turn.span else None
    for part in turn.blocks or (turn,):
        start = part.span.start if part.span else first
        if start is not None:
            yield (start if first is None else min(start, first)), part
        first = None


def _filled(region: Region, text: str, notes: Sequence[PlacedNote]) -> Any:  # noqa: ANN401  of the holder's class
    """What a region holds, with its notes."""
    holder = region.holder
    if isinstance(holder, m.Turn):
        return evolve(holder, blocks=(m.Paragraph(tuple(one.note for one in notes)),))
    places = _places(_counted(_printed(holder.children)), region, text, notes)
    placed = sorted(zip(places, (one.note for one in notes), strict=True), key=itemgetter(0))
    groups = [(at, [note for _, note in group]) for at, group in groupby(placed, key=itemgetter(0))]
    return evolve(holder, children=tuple(_inserted(holder.children, groups)))


def _places(have: str, region: Region, text: str, notes: Sequence[PlacedNote]) -> Iterator[int]:
    """After how many characters each note stands in a paragraph that has some, by what is around it in the
    source. The label, and numbers of lists, are only there.
    """
    source = _counted(text[region.start : region.end])
    head, tail = _shared(have, source), _shared(have[::-1], source[::-1])
    begin, behind, searched = region.start, 0, dict[str, int]()
    for one in notes:
        behind += len(_counted(text[begin : one.offset]))
        begin = max(begin, one.offset)
        at = len(have) - len(source) + behind
        same = min(behind, at, CONTEXT)
        if 0 <= len(source) - behind <= tail and source[behind - same : behind] == have[at - same : at]:
            yield at
        elif have and tail == len(have) <= len(source) - behind:
            yield 0
        elif behind <= head:
            yield behind
        else:
            yield _searched(have, source[max(behind - CONTEXT, 0) : behind], searched)


def _shared(one: str, other: str) -> int:
    """How many characters at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))


def _searched(have: str, before: str, searched: dict[str, int]) -> int:
    """The place after the longest words that come once, of those before a note; the end if none do."""
    if before not in searched:
        known = (before[-size:] for size in range(len(before), SHORTEST - 1, -1))
        found = next((one for one in known if have.count(one) == 1), "")
        searched[before] = have.index(found) + len(found) if found else len(have)
    return searched[before]


def _counted(text: str) -> str:
    return UNCOUNTED.sub("", text)


def _printed(parts: Iterable[Inline[Label]]) -> str:
    """All that inlines print, their points too, but for notes."""
    return "".join(
        one.text if isinstance(one, m.Text | m.Gap | m.Milestone) else _printed(one.children)
        for one in parts
        if not isinstance(one, Note)
    )


def _inserted(parts: Iterable[Inline[Label]], placed: Placed) -> Iterator[Inline[Label]]:
    """Inlines with notes after so many of their characters, and after the notes that are there."""
    waiting, begin = deque(placed), 0
    behind: Sequence[Inline[Label]] = ()
    for part in parts:
        is_note = isinstance(part, Note)
        if not is_note:
            yield from behind
            behind = ()
        size = len(_counted(_printed((part,))))
        here: list[tuple[int, Sequence[Note[Label]]]] = []
        while waiting and waiting[0][0] <= begin + size and not is_note:
            at, notes = waiting.popleft()
            here.append((at - begin, notes))
        if here:
            whole, behind = _split(part, size, here)
            yield from whole
        else:
            yield part
        begin += size
    yield from behind
    for _, notes in waiting:
        yield from notes


def _split(
    part: Inline[Label], size: int, placed: Placed
) -> tuple[list[Inline[Label]], Sequence[Inline[Label]]]:
    """A part of the inlines with the notes before it and in it, and what comes after it and its notes."""
    found: list[Inline[Label]] = [note for at, notes in placed for note in notes if at == 0]
    inner = [one for one in placed if 0 < one[0] < size]
    behind: list[Inline[Label]] = [note for at, notes in placed for note in notes if 0 < at == size]
    if isinstance(part, m.Gap | m.Milestone | Note):
        return [*found, part], [*(note for _, notes in inner for note in notes), *behind]
    if not isinstance(part, m.Text):
        return [*found, evolve(part, children=tuple(_inserted(part.children, inner)))], behind
    ends, last = [match.end() for match in COUNTED.finditer(part.text)] if inner else [], 0
    for at, notes in inner:
        found += (m.Text(part.text[last : ends[at - 1]]), *notes)
        last = ends[at - 1]
    rest = part.text[last:]
    bare = rest.rstrip() if behind else rest
    return [*found, m.Text(bare)], [*behind, m.Text(rest[len(bare) :])] if bare != rest else behind


def _replaced(draft: Draft, inside: Mapping[int, Any]) -> Draft:
    change: Callable[[m.Node[Label]], Any] = lambda node: (  # noqa: E731  it calls itself
        inside[id(node)]
        if id(node) in inside
        else with_children(node, change)
        if isinstance(node, m.Section | m.Turn)
        else node
    )
    return with_children(draft, change)  # type: ignore[no-any-return]
