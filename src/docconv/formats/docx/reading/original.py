"""The document before it was edited, laid out as the writer lays it out: units of lines, each with what it
stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeAlias, TypeVar, assert_never

from attrs import frozen

from docconv import model as m
from docconv.formats.docx.names import (
    BLOCKS,
    CONTINUATION,
    SPEECH,
    STAGE,
    TITLE,
    VERSE,
    heading_style,
)
from docconv.formats.docx.reading.body import Line
from docconv.formats.docx.reading.leaves import Leaf, leaves, runs_of
from docconv.walk import has_bare_label, inline_content, printed_title

S = TypeVar("S", m.Label, m.Speaker)
Leafy: TypeAlias = m.Turn[S] | m.Narrative[S] | m.CastItem[S] | m.Stage[S] | m.Separator | m.Boilerplate[S]


@frozen
class OriginalLine(Generic[S]):
    """A paragraph as the writer wrote it, without its label. `part` is the block of a turn that it is."""

    style: str
    leaves: tuple[Leaf[S], ...]
    part: m.TurnBlock[S] | None = None

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(leaf.text for leaf in self.leaves)


@frozen
class OriginalUnit(Generic[S]):
    """A title, a heading, a turn or another block with its lines.

    `path` are the sections around it by their numbers, in a heading with the one that it opens.
    """

    lines: tuple[OriginalLine[S], ...]
    path: tuple[int, ...] = ()
    block: Leafy[S] | None = None

    @property
    def style(self) -> str:
        """The style of the first line."""
        return self.lines[0].style

    @property
    def text(self) -> str:
        """The characters of all lines."""
        return "\n".join(line.text for line in self.lines)

    def as_read(self) -> Iterator[Line]:
        """The lines as they are read where nobody changed them."""
        turn = self.block if isinstance(self.block, m.Turn) else None
        for number, line in enumerate(self.lines):
            label = None if turn is None or number else turn.label
            yield Line(line.style, runs_of(line.leaves), label, turn.id if turn else "")


@frozen
class Original(Generic[S]):
    """All units in order, and the sections by their numbers."""

    units: tuple[OriginalUnit[S], ...] = ()
    sections: tuple[m.Section[S], ...] = ()


def known(document: m.Document[S]) -> Original[S]:
    """A document as the writer lays it out."""
    sections: list[m.Section[S]] = []
    found: list[OriginalUnit[S]] = [_unit(TITLE, printed_title(document), ())]
    found.extend(_units(document.body, (), sections))
    return Original(tuple(found), tuple(sections))


def _unit(
    style: str, inlines: Iterable[m.Inline[S]], path: tuple[int, ...], block: Leafy[S] | None = None
) -> OriginalUnit[S]:
    return OriginalUnit((OriginalLine(style, tuple(leaves(inlines))),), path, block)


def _units(
    blocks: Iterable[m.Block[S]], path: tuple[int, ...], sections: list[m.Section[S]]
) -> Iterator[OriginalUnit[S]]:
    for block in blocks:
        match block:
            case m.Section():
                inside = (*path, len(sections))
                sections.append(block)
                if block.heading is not None:
                    yield _unit(heading_style(len(inside)), block.heading.children, inside)
                yield from _units(block.blocks, inside, sections)
            case m.Turn():
                yield OriginalUnit(tuple(_turn_lines(block)), path, block)
            case m.Narrative() | m.CastItem() | m.Stage() | m.Separator() | m.Boilerplate():
                yield _unit(BLOCKS[type(block)], inline_content(block), path, block)
            case _:
                assert_never(block)


def _turn_lines(turn: m.Turn[S]) -> Iterator[OriginalLine[S]]:
    """A label that has no paragraph of its own has a line of its own."""
    alone = has_bare_label(turn)
    if alone:
        yield OriginalLine(SPEECH, ())
    speech = CONTINUATION if alone else SPEECH
    for part in turn.blocks:
        match part:
            case m.Paragraph():
                style = VERSE if part.verse and speech == CONTINUATION else speech
                yield OriginalLine(style, tuple(leaves(part.children)), part)
                speech = CONTINUATION
            case m.Stage():
                yield OriginalLine(STAGE, tuple(leaves(part.children)), part)
            case _:
                assert_never(part)
