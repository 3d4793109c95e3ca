"""Divisions that are open while a file is read, and the sections that become of them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, evolve, field

from docconv.model import Block, Heading, Milestone, Section, Speaker, Stage, Text, Turn
from docconv.tei.reading.body.inlines import Inlines


@define
class DivisionBuilder:
    """A section, or the document, that is not complete. `part` is one that a heading in its midst opened,
    `whole` says that it is the document, which has no heading; `number` is its place among others, where
    the file counts them. `kind` and `n` are those of the section.
    """

    heads: list[Inlines] = field(factory=list)
    blocks: list[Block[Speaker]] = field(factory=list)
    part: DivisionBuilder | None = None
    whole: bool = False
    number: str = ""
    kind: str | None = None
    n: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is in it yet."""
        return not self.heads and not self.blocks and self.part is None

    @property
    def heading(self) -> Heading[Speaker] | None:
        """The headings at the beginning, each on a line of its own."""
        first, *others = self.heads or [()]
        more = [part for words in others for part in (Text(" "), Milestone(), *words)]
        return Heading((*first, *more)) if self.heads else None

    def head(self, words: Inlines) -> None:
        """A heading: that of the section if nothing is before it, another line of it, or one of its
        own.
        """
        target = self.part or self
        if target.blocks or (self.whole and target is self):
            self.close_part()
            self.part = DivisionBuilder([words])
        else:
            target.heads.append(words)

    def add(self, block: Block[Speaker]) -> None:
        """A block at the end."""
        self.last.blocks.append(block)

    @property
    def last(self) -> DivisionBuilder:
        """The innermost section that is open."""
        division = self
        while division.part is not None:
            division = division.part
        return division

    def at(self, place: Iterable[str]) -> DivisionBuilder:
        """The section at a place, such as the second in the first; what is open elsewhere ends."""
        division = self
        for number in place:
            if division.part is None or division.part.number != number:
                division.close_part()
                division.part = DivisionBuilder(number=number)
            division = division.part
        division.close_part()
        return division

    def close_part(self) -> None:
        """What a heading in the midst opened ends here."""
        if self.part is not None:
            part, self.part = self.part, None
            self.blocks.append(part.section())

    def section(self) -> Section[Speaker]:
        """The section that it is."""
        self.close_part()
        return Section(tuple(self.blocks), self.heading, self.kind, self.n)

    def resume(self, turn: Turn[Speaker], earlier: str) -> bool:
        """Put the words of an interrupted turn back into one, if only directions are between its parts."""
        blocks = self.last.blocks
        at = len(blocks)
        while at and isinstance(blocks[at - 1], Stage):
            at -= 1
        first = blocks[at - 1] if at else None
        if not isinstance(first, Turn) or first.id != earlier or turn.label is not None:
            return False
        between = tuple(block for block in blocks[at:] if isinstance(block, Stage))
        blocks[at - 1 :] = [evolve(first, blocks=(*first.blocks, *between, *turn.blocks))]
        return True
