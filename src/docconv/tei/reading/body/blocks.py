"""One element of a division as blocks.

What is neither a turn nor a direction is narrative. An element with paragraphs, lines or items of its own
is several blocks; text between them is one more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import define

from docconv.model import Block, Boilerplate, Heading, Narrative, Section, Separator, Speaker, Stage
from docconv.tei.names import EVENTS, TEI
from docconv.tei.reading.body.cast import CAST_LISTS, cast_blocks
from docconv.tei.reading.body.heard import clocks
from docconv.tei.reading.body.inlines import INLINE, InlineBuilder, Inlines, described
from docconv.tei.reading.body.marks import annotation, instants, point, stage_kind, tier, verse_line
from docconv.tei.reading.source import elements
from docconv.tei.reading.source.losses import NOT_KEPT
from docconv.tei.reading.state import State
from docconv.tei.xml import Element, all_text

Piece: TypeAlias = Inlines | Element
DIRECTIONS = EVENTS | elements.FILM | {"stage"}
OWN_LINES = DIRECTIONS | {"speaker", "l"}
SPEAKING = tuple(TEI + name for name in sorted(elements.TURNS))
READ_EMPTY = elements.CONTAINERS | {"gap", "unclear", "milestone"}
SPOKEN = elements.TURNS | {"p", "seg", "l", "lg", "speaker"}
QUOTING = ("cit", "quote")
BOILERPLATE = ("boilerplate", "furniture")


def is_own_line(element: Element) -> bool:
    """Whether an element is a block where it is among blocks."""
    name = elements.local(element)
    apart = name == "note" and not elements.is_between_words(element)
    return (
        name in OWN_LINES
        or apart
        or elements.is_block(element)
        or (name in QUOTING and is_quoted_speech(element))
    )


def is_quoted_speech(element: Element) -> bool:
    """Whether an element is speeches that another author quotes, as editions have the fragments of a play."""
    inside = element if elements.local(element) == "quote" else element.find(f"{TEI}quote")
    return inside is not None and any(elements.local(one) in elements.TURNS for one in elements.below(inside))


def is_composite(element: Element) -> bool:
    """Whether an element is several blocks, not one paragraph."""
    name = elements.local(element)
    if name in elements.TEXTUAL:
        return next(element.iterdescendants(*SPEAKING), None) is not None
    if name == "cit":
        return is_quoted_speech(element)
    return any(elements.is_block(child) or (name == "lg" and is_own_line(child)) for child in element)


def pieces(state: State, element: Element) -> Iterator[Piece]:
    """The content of an element in order: stretches of words, and the elements that are blocks."""
    inlines = InlineBuilder(state, exact=False)
    inlines.text(element.text)
    for child in element:
        if is_own_line(child):
            yield from _stretch(inlines)
            yield child
            inlines = InlineBuilder(state, exact=False)
        else:
            inlines.element(child)
        inlines.text(child.tail)
    yield from _stretch(inlines)


def _stretch(inlines: InlineBuilder) -> Iterator[Inlines]:
    found = inlines.done()
    if found:
        yield found


def paragraph(state: State, element: Element) -> Inlines:
    """The content of an element as one paragraph."""
    inlines = InlineBuilder(state, exact=state.markup.is_exact(element))
    inlines.count_unknown(element)
    inlines.foreign(element, inlines.content)
    return inlines.done()


def alone(state: State, element: Element) -> Inlines:
    """An inline that is where a paragraph might."""
    inlines = InlineBuilder(state, exact=False)
    inlines.element(element)
    return inlines.done()


def direction(state: State, element: Element) -> Stage[Speaker]:
    """A direction, an event or a note as a block."""
    if elements.local(element) in EVENTS:
        inlines = InlineBuilder(state, exact=False)
        described(inlines, element)
        return Stage(inlines.done(), stage_kind(element))
    return Stage(paragraph(state, element), stage_kind(element))


def passes(state: State, element: Element) -> bool:
    """Take up a mark that has no words of its own; whether it was one."""
    name = elements.local(element)
    if name in SPOKEN or (name in elements.POINTS and elements.has_words(element)):
        return False
    if name == "pb":
        state.waiting.append(point(element))
    elif name == "spanGrp":
        state.waiting.append(tier(element))
    elif name == "timeline":
        state.times.update(instants(element))
        state.instants.update(clocks(element))
    elif elements.has_words(element) or name in READ_EMPTY:
        return False
    elif name in elements.MARKS or name in elements.FILM:
        state.waiting.append(annotation(element))
    elif name not in elements.PLAIN:
        state.losses.count(name or "element of another namespace", element, NOT_KEPT)
    return True


def labelled_speeches(element: Element) -> list[Element]:
    """The speeches of a dialogue, where a paragraph is nothing else: each a `said` that begins with a
    `label`, here under the names that plays have for them.
    """
    found = list(elements.below(element))
    loose = [element.text, *(one.tail for one in found), *(one.text for one in found)]
    labels = [next(elements.below(one), None) for one in found if elements.local(one) == "said"]
    if len(labels) < len(found) or any((text or "").strip() for text in loose):
        return []
    named = [label for label in labels if label is not None and elements.local(label) == "label"]
    if len(named) < len(found):
        return []
    for said, label in zip(found, named, strict=True):
        said.tag, label.tag = f"{TEI}sp", f"{TEI}speaker"
    return found


@define
class BlockBuilder:
    """Reads the elements of a division that are no turns; `turn` reads those."""

    state: State
    turn: Callable[[Element], Iterator[Block[Speaker]]]

    def block(self, element: Element) -> Iterator[Block[Speaker]]:
        """The blocks that an element is."""
        name = elements.local(element)
        own = self.state.markup.is_docconv
        if (
            not elements.is_element(element)
            or (own and name == "timeline")
            or (not own and passes(self.state, element))
        ):
            return
        speeches = labelled_speeches(element) if name == "p" else []
        if name in elements.TURNS or name == "annotationBlock":
            yield from self.turn(element)
        elif speeches:
            for speech in speeches:
                yield from self.turn(speech)
        elif name in DIRECTIONS:
            yield direction(self.state, element)
        elif name in ("note", "fw", "milestone"):
            yield from self.aside(name, element)
        elif name in CAST_LISTS:
            yield from cast_blocks(self.state, element, self.block)
        elif name in elements.DIVISIONS or self.is_headed(name, element):
            yield from self.section(element)
        elif is_composite(element):
            self.count_unknown(element)
            yield from self.several(element)
        else:
            yield from self.narrative(name, element)

    def narrative(self, name: str, element: Element) -> Iterator[Block[Speaker]]:
        """One paragraph."""
        found = (alone if name in INLINE else paragraph)(self.state, element)
        if found or self.state.markup.is_docconv:
            yield Narrative(found, verse=verse_line(element))

    def aside(self, name: str, element: Element) -> Iterator[Block[Speaker]]:
        """A note, a running head or a milestone."""
        kind = "furniture" if name == "fw" else element.get("type") or ""
        if elements.is_point(element):
            yield from self.milestone(element)
        elif kind == "separator":
            yield Separator(all_text(element).strip())
        elif kind in BOILERPLATE:
            boilerplate = paragraph(self.state, element)
            yield Boilerplate(boilerplate, "furniture" if kind == "furniture" else "notice")
        elif is_composite(element):
            yield from self.several(element)
        else:
            yield Narrative(paragraph(self.state, element))

    def milestone(self, element: Element) -> Iterator[Block[Speaker]]:
        """A separator, if it says what is printed there."""
        printed = self.state.markup.separator(element)
        if printed is not None:
            yield Separator(printed)
        else:
            self.state.losses.count(f"milestone unit={element.get('unit')}", element, NOT_KEPT)

    def several(self, element: Element) -> Iterator[Block[Speaker]]:
        """The blocks in an element."""
        for piece in pieces(self.state, element):
            yield from self.piece(piece)

    def piece(self, piece: Piece) -> Iterator[Block[Speaker]]:
        """The blocks that a stretch of words or an element is."""
        if isinstance(piece, tuple):
            yield Narrative(piece)
        elif elements.local(piece) == "head":
            yield from self.narrative("head", piece)
        else:
            yield from self.block(piece)

    def section(self, element: Element) -> Iterator[Block[Speaker]]:
        """An element with a heading, or a division in an element that has none of its own."""
        self.count_unknown(element)
        head = next(element.iterchildren(f"{TEI}head"), None) if self.has_head(element) else None
        heading = None if head is None else Heading(paragraph(self.state, head))
        inner = (one for one in pieces(self.state, element) if one is not head)
        found = tuple(block for one in inner for block in self.piece(one))
        if found or heading is not None:
            yield Section(found, heading, *elements.called(element))

    def is_headed(self, name: str, element: Element) -> bool:
        """Whether an element of whatever name is blocks under a heading."""
        may = name not in elements.CAPTIONED and (name in elements.BLOCKS or is_composite(element))
        return may and self.has_head(element)

    def has_head(self, element: Element) -> bool:
        """Whether a heading with words is first in an element."""
        first = next(element.iterchildren(f"{TEI}*"), None)
        bare = not (element.text or "").strip()
        return bare and first is not None and elements.local(first) == "head" and elements.has_words(first)

    def count_unknown(self, element: Element) -> None:
        """Count an element that has no place."""
        InlineBuilder(self.state, exact=False).count_unknown(element)
