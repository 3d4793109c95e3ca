"""Emphasis back on the words: the engine read the text without it.

Paragraphs know where they stand in the text. Their characters are found there from the end on, since what a
paragraph lacks, its label, stands at the beginning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import define, evolve, field

from docconv.model import (
    Block,
    Boilerplate,
    Draft,
    Emphasis,
    EmphasisKind,
    Foreign,
    Heading,
    Inline,
    Label,
    Narrative,
    Paragraph,
    Said,
    Section,
    Span,
    Stage,
    Text,
    Turn,
    Unclear,
)
from docconv.transcript.styled.text import Printed, Stretch
from docconv.walk import map_blocks

FARTHEST = 300
Inlines = tuple[Inline[Label], ...]
Kinds = tuple[EmphasisKind, ...]


def emphasised(draft: Draft, page: Printed) -> Draft:
    """A draft with the emphasis and the numbers of lists that its text has."""
    painter = _Painter(page, [stretch.start for stretch in page.stretches])
    return map_blocks(draft, painter.block)


@define
class _Painter:
    page: Printed
    starts: list[int] = field(factory=list)

    def block(self, block: Block[Label]) -> Block[Label]:
        """A block with its emphasis; in a turn, paragraph by paragraph."""
        match block:
            case Narrative() | Boilerplate():
                return evolve(block, children=self.inlines(block.children, block.span))
            case Turn():
                return evolve(block, blocks=tuple(self.parts(block)))
            case Section(heading=Heading() as heading):
                return evolve(
                    block, heading=evolve(heading, children=self.numbered(heading.children, heading.span))
                )
            case _:
                return block

    def parts(self, turn: Turn[Label]) -> Iterator[Paragraph[Label] | Stage[Label]]:
        """The paragraphs of a turn. The number of a labelled one counts turns, and is no speech."""
        for number, part in enumerate(turn.blocks):
            if isinstance(part, Stage):
                yield part
                continue
            first = number == 0 and turn.label is not None
            children = (
                self.painted(part.children, part.span) if first else self.inlines(part.children, part.span)
            )
            yield evolve(part, children=children)

    def inlines(self, children: Inlines, span: Span | None) -> Inlines:
        return self.numbered(self.painted(children, span), span)

    def numbered(self, children: Inlines, span: Span | None) -> Inlines:
        """Inlines behind the number that a list prints before them."""
        number = "" if span is None else self.page.numbers.get(span.start, "")
        return tuple(_merged(iter((Text(f"{number} "), *children)))) if number else children

    def painted(self, children: Inlines, span: Span | None) -> Inlines:
        """Inlines with the emphasis that stands in a span."""
        if span is None:
            return children
        low = max(bisect_right(self.starts, span.start) - 1, 0)
        near = [
            one for one in self.page.stretches[low : bisect_right(self.starts, span.end)]
            if one.end > span.start and one.start < span.end
        ]  # fmt: skip
        if not near:
            return children
        found = "".join(_characters(children))
        places = _places(found, self.page.text[span.start : span.end])
        kinds = [_kinds(near, span.start + place) if place >= 0 else () for place in places]
        return tuple(_merged(_painted(children, iter(kinds))))


def _characters(children: Inlines) -> Iterator[str]:
    """The characters of inlines, those in directions left out."""
    for child in children:
        match child:
            case Text(text):
                yield text
            case Emphasis() | Said() | Unclear() | Foreign():
                yield from _characters(child.children)
            case _:
                continue


def _places(found: str, source: str) -> list[int]:
    """Where each character of a text stands in its source, -1 where it is not to be found."""
    places = [-1] * len(found)
    at = len(source)
    for number in range(len(found) - 1, -1, -1):
        char = found[number]
        if char.isspace():
            continue
        place = source.rfind(char, max(at - FARTHEST, 0), at)
        if place < 0:
            continue
        places[number] = at = place
    return _bridged(places)


def _bridged(places: list[int]) -> list[int]:
    """Spaces stand behind the character before them."""
    for number in range(1, len(places)):
        if places[number] < 0 <= places[number - 1]:
            places[number] = places[number - 1] + 1
    return places


def _kinds(stretches: Sequence[Stretch], place: int) -> Kinds:
    return next((one.kinds for one in stretches if one.start <= place < one.end), ())


def _painted(children: Inlines, kinds: Iterator[Kinds]) -> Iterator[Inline[Label]]:
    for child in children:
        match child:
            case Text(text):
                yield from _split(text, [next(kinds, ()) for _ in text])
            case Emphasis() | Said() | Unclear() | Foreign():
                yield evolve(child, children=tuple(_painted(child.children, kinds)))
            case _:
                yield child


def _split(text: str, kinds: Sequence[Kinds]) -> Iterator[Inline[Label]]:
    """A text, cut where its emphasis changes; space at an edge of emphasised words is not emphasised."""
    at = 0
    for kind, group in groupby(kinds):
        size = len(list(group))
        words = text[at : at + size]
        at += size
        bare = words.strip()
        if not kind or not bare:
            yield Text(words)
            continue
        lead = len(words) - len(words.lstrip())
        yield from (Text(space) for space in (words[:lead],) if space)
        yield _wrapped(bare, kind)
        yield from (Text(space) for space in (words[lead + len(bare) :],) if space)


def _merged(children: Iterator[Inline[Label]]) -> Iterator[Inline[Label]]:
    """Neighbouring texts as one."""
    for is_text, group in groupby(children, key=lambda child: isinstance(child, Text)):
        if is_text:
            yield Text("".join(child.text for child in group if isinstance(child, Text)))
        else:
            yield from group


def _wrapped(text: str, kinds: Kinds) -> Inline[Label]:
    inner: Inline[Label] = Text(text)
    for kind in reversed(kinds):
        inner = Emphasis((inner,), kind)
    return inner
