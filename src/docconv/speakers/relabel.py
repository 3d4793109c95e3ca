"""A draft with speakers in the place of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from docconv.model import Said, Section, Turn
from docconv.walk import turns, with_children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docconv.model import Attribution, Draft, Node, Resolved, Speaker


VOICED = (Turn, Said)


@frozen
class Assignment:
    """Who speaks in one turn or quotation."""

    speakers: tuple[Speaker, ...]
    attribution: Attribution


def relabelled(document: Draft, assignments: Sequence[Assignment], speakers: tuple[Speaker, ...]) -> Resolved:
    """The document with its speakers; `assignments` are in the order of the turns and quotations."""
    waiting = iter(assignments)
    is_quoting = len(assignments) > sum(1 for _ in turns(document))

    def spoken(node: Node[Speaker]) -> Node[Speaker]:
        if isinstance(node, VOICED):
            here = next(waiting)
            node = evolve(node, speakers=here.speakers, attribution=here.attribution)
        if not is_quoting and not isinstance(node, Section):  # nobody speaks further in
            return node
        return cast("Node[Speaker]", with_children(node, spoken))

    return cast("Resolved", evolve(with_children(cast("Resolved", document), spoken), speakers=speakers))
