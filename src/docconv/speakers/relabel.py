"""A draft with speakers in the place of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never, cast

from attrs import define, frozen

from docconv.model import (
    Boilerplate,
    Document,
    Emphasis,
    Foreign,
    Gap,
    Heading,
    Label,
    Milestone,
    Narrative,
    Paragraph,
    Said,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
    Unclear,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docconv.model import Attribution, Block, Draft, Inline, Resolved, TurnBlock


@frozen
class Assignment:
    """Who speaks in one turn or quotation."""

    speakers: tuple[Speaker, ...]
    attribution: Attribution


def relabelled(document: Draft, assignments: Iterator[Assignment], speakers: tuple[Speaker, ...]) -> Resolved:
    """The document with its speakers; `assignments` are in the order of the turns and quotations."""
    writing = _Relabelling(assignments)
    title = None if document.title is None else writing.heading(document.title)
    return Document(writing.blocks(document.body), document.metadata, title, speakers)


@define
class _Relabelling:
    """Goes through a document once and takes the next assignment at every turn and quotation."""

    assignments: Iterator[Assignment]

    def blocks(self, blocks: tuple[Block[Label], ...]) -> tuple[Block[Speaker], ...]:
        return tuple([self.block(block) for block in blocks])

    def block(self, block: Block[Label]) -> Block[Speaker]:
        match block:
            case Turn():
                return self.turn(block)
            case Section():
                heading = None if block.heading is None else self.heading(block.heading)
                return Section(self.blocks(block.blocks), heading)
            case Narrative():
                return Narrative(self.inlines(block.children), block.span)
            case Stage():
                return Stage(self.inlines(block.children), block.kind, block.span)
            case Boilerplate():
                return Boilerplate(self.inlines(block.children), block.kind, block.span)
            case Separator():
                return block
            case _:
                assert_never(block)

    def heading(self, heading: Heading[Label]) -> Heading[Speaker]:
        return Heading(self.inlines(heading.children), heading.span)

    def turn(self, turn: Turn[Label]) -> Turn[Speaker]:
        here = next(self.assignments)
        blocks = tuple([self.turn_block(block) for block in turn.blocks])
        return Turn(
            turn.id, blocks, here.speakers, turn.label, here.attribution, turn.lang, turn.continues, turn.span
        )

    def turn_block(self, block: TurnBlock[Label]) -> TurnBlock[Speaker]:
        children = self.inlines(block.children)
        if isinstance(block, Paragraph):
            return Paragraph(children, block.span)
        return Stage(children, block.kind, block.span)

    def inlines(self, inlines: tuple[Inline[Label], ...]) -> tuple[Inline[Speaker], ...]:
        if all(type(inline) is Text for inline in inlines):  # by far the commonest, and nobody speaks in it
            return cast("tuple[Inline[Speaker], ...]", inlines)
        return tuple([self.inline(inline) for inline in inlines])

    def inline(self, inline: Inline[Label]) -> Inline[Speaker]:
        match inline:
            case Text() | Gap() | Milestone():
                return inline
            case Said():
                here = next(self.assignments)
                return Said(self.inlines(inline.children), here.speakers, here.attribution)
            case Stage():
                return Stage(self.inlines(inline.children), inline.kind, inline.span)
            case Emphasis():
                return Emphasis(self.inlines(inline.children), inline.kind)
            case Unclear():
                return Unclear(self.inlines(inline.children))
            case Foreign():
                return Foreign(self.inlines(inline.children), inline.lang)
            case _:
                assert_never(inline)
