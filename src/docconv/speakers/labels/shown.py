"""Which labels a publication shows: those that the text prints, the names of the speakers, or none."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import evolve

from docconv.model import Block, Resolved, Speaker, Turn
from docconv.walk import map_blocks

ShownLabels: TypeAlias = Literal["printed", "names", "none"]


def with_labels(document: Resolved, shown: ShownLabels) -> Resolved:
    """A document with other labels. Where `names` finds a speaker without a name, the printed label stays;
    turns without a label get none.
    """
    if shown == "printed":
        return document

    def change(block: Block[Speaker]) -> Block[Speaker]:
        if not isinstance(block, Turn) or block.label is None:
            return block
        return evolve(block, label=None if shown == "none" else _names(block))

    return map_blocks(document, change)


def _names(turn: Turn[Speaker]) -> str | None:
    names = [speaker.name for speaker in turn.speakers if speaker.name]
    return ", ".join(names) if names and len(names) == len(turn.speakers) else turn.label
