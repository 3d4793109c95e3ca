"""Notes of a source where they stand. The engine reads the text without them and without their signs, so that
they part no label from its words; then each comes behind the words that it is about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from attrs import evolve, frozen

from docconv import model as m
from docconv.model import Draft, Inline, Label, Note, NotePlace
from docconv.patterns import regex
from docconv.transcript.styled.paragraphs import StyledParagraph
from docconv.transcript.styled.text import EMPHATIC
from docconv.walk import children, with_children

UNCOUNTED = regex(r"[\s*_]+")
"""What the engine may change between the words of a paragraph."""
SPACES = regex(r"\s+")
CONTEXT, SHORTEST = 24, 4
Holder: TypeAlias = (
    m.Heading[Label] | m.TurnBlock[Label] | m.Narrative[Label] | m.CastItem[Label] | m.Boilerplate[Label]
)


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
            first = child.span.start if child.span else None
            for part in child.blocks or (child,):
                start = part.span.start if part.span else first
                if start is not None:
                    yield (start if first is None else min(start, first)), part
                first = None
        elif isinstance(child, m.Heading | m.Narrative | m.CastItem | m.Stage | m.Boilerplate) and child.span:
            yield child.span.start, child


def _filled(region: Region, text: str, notes: Sequence[PlacedNote]) -> Any:  # noqa: ANN401  of the holder's class
    """What a region holds, with its notes, the last of which comes first so that places stay."""
    holder = region.holder
    if isinstance(holder, m.Turn):
        return evolve(holder, blocks=(m.Paragraph(tuple(one.note for one in notes)),))
    parts = holder.children
    have = _counted(_printed(parts))
    for one in notes:
        before, after = text[region.start : one.offset], text[one.offset : region.end]
        parts = _inserted(parts, _place(have, _counted(before), _counted(after)), one.note)
    return evolve(holder, children=parts)


def _place(have: str, before: str, after: str) -> int:
    """Behind how many characters a note stands in a paragraph that has some, by what is around it in the
    source. The label, and numbers of lists, are only there.
    """
    at = len(have) - len(after)
    same = min(len(before), at, CONTEXT)
    if at >= 0 and have.endswith(after) and before[len(before) - same :] == have[at - same : at]:
        return at
    if have and after.endswith(have):
        return 0
    if have.startswith(before):
        return len(before)
    for size in range(min(CONTEXT, len(before)), SHORTEST - 1, -1):
        known = before[-size:]
        if have.count(known) == 1:
            return have.index(known) + size
    return len(have)


def _counted(text: str) -> str:
    return UNCOUNTED.sub("", text)


def _printed(parts: Iterable[Inline[Label]]) -> str:
    """All that inlines print, their points too, but for notes."""
    return "".join(
        one.text if isinstance(one, m.Text | m.Gap | m.Milestone) else _printed(one.children)
        for one in parts
        if not isinstance(one, Note)
    )


def _inserted(parts: Sequence[Inline[Label]], at: int, note: Note[Label]) -> tuple[Inline[Label], ...]:
    """Inlines with a note behind so many of their characters, and behind the notes that are there."""
    done: list[Inline[Label]] = []
    for number, part in enumerate(parts):
        size = len(_counted(_printed((part,))))
        if at <= size and not (at == 0 and isinstance(part, Note)):
            return (*done, *_split(part, size, at, note, parts[number + 1 :]))
        done.append(part)
        at -= size
    return (*done, note)


def _split(
    part: Inline[Label], size: int, at: int, note: Note[Label], rest: Sequence[Inline[Label]]
) -> Iterator[Inline[Label]]:
    """A part of the inlines with a note at its beginning, in it or behind it, and the rest."""
    if at == 0:
        yield from (note, part, *rest)
        return
    if at == size or isinstance(part, m.Gap | m.Milestone | Note):
        behind = next((n for n, one in enumerate(rest) if not isinstance(one, Note)), len(rest))
        if isinstance(part, m.Text) and at == size and (bare := part.text.rstrip()) != part.text:
            yield from (m.Text(bare), *rest[:behind], note, m.Text(part.text[len(bare) :]), *rest[behind:])
            return
        yield from (part, *rest[:behind], note, *rest[behind:])
        return
    if isinstance(part, m.Text):
        cut = _cut(part.text, at)
        yield from (m.Text(part.text[:cut]), note, m.Text(part.text[cut:]), *rest)
        return
    yield from (evolve(part, children=_inserted(part.children, at, note)), *rest)


def _cut(text: str, at: int) -> int:
    """The place in a text behind so many characters that count."""
    for place, char in enumerate(text):
        at -= len(_counted(char))
        if at == 0:
            return place + 1
    return len(text)


def _replaced(draft: Draft, inside: Mapping[int, Any]) -> Draft:
    change: Callable[[m.Node[Label]], Any] = lambda node: (  # noqa: E731  it calls itself
        inside[id(node)]
        if id(node) in inside
        else with_children(node, change)
        if isinstance(node, m.Section | m.Turn)
        else node
    )
    return with_children(draft, change)  # type: ignore[no-any-return]
