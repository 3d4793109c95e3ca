"""A draft with speakers in the place of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from docconv.model import Said, Text, Turn
from docconv.walk import with_children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docconv.model import Attribution, Draft, Node, Resolved, Speaker


@frozen
class Assignment:
    """Who speaks in one turn or quotation."""

    speakers: tuple[Speaker, ...]
    attribution: Attribution


def relabelled(document: Draft, assignments: Iterator[Assignment], speakers: tuple[Speaker, ...]) -> Resolved:
    """The document with its speakers; `assignments` are in the order of the turns and quotations."""

    def spoken(node: Node[Speaker]) -> Node[Speaker]:
        if isinstance(node, Text):  # by far the commonest
            return node
        if isinstance(node, Turn | Said):
            here = next(assignments)
            node = evolve(node, speakers=here.speakers, attribution=here.attribution)
        return cast("Node[Speaker]", with_children(node, spoken))

    return cast("Resolved", evolve(with_children(cast("Resolved", document), spoken), speakers=speakers))
