"""A draft with speakers in the place of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from attrs import define, evolve

from docconv.model import Said, Section, Turn
from docconv.walk import turns, with_children

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docconv.model import Attribution, Draft, Node, Resolved, Speaker


class Assignment(NamedTuple):
    """Who speaks in one turn or quotation."""

    speakers: tuple[Speaker, ...]
    attribution: Attribution


def relabelled(document: Draft, assignments: Sequence[Assignment], speakers: tuple[Speaker, ...]) -> Resolved:
    """The document with its speakers; `assignments` are in the order of the turns and quotations."""
    is_quoting = len(assignments) > sum(1 for _ in turns(document))
    relabelling = _Relabelling(iter(assignments), is_quoting)
    named = with_children(cast("Resolved", document), relabelling.spoken)
    return cast("Resolved", evolve(named, speakers=speakers))


@define(eq=False, repr=False)
class _Relabelling:
    """Gives the next speakers to each turn or quotation; a method, since a function that calls itself from
    within another is circular, and keeps all of this until somebody looks for what is.
    """

    waiting: Iterator[Assignment]
    is_quoting: bool

    def spoken(self, node: Node[Speaker]) -> Node[Speaker]:
        """A node with those who speak it, and all that is in it."""
        if isinstance(node, Turn):  # as `evolve` does, in a third of the time: most nodes are turns
            here = next(self.waiting)
            node = Turn(
                node.id, node.blocks, here.speakers, node.label, here.attribution,
                lang=node.lang, continues=node.continues, span=node.span,
            )  # fmt: skip
        elif isinstance(node, Said):
            here = next(self.waiting)
            node = evolve(node, speakers=here.speakers, attribution=here.attribution)
        if not self.is_quoting and not isinstance(node, Section):  # nobody speaks further in
            return node
        return cast("Node[Speaker]", with_children(node, self.spoken))
