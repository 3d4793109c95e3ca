"""A file against itself: what its markup tells, place by place, and what a reader made of it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from docconv.formats import Format, blame, load
from docconv.model import Block, Resolved, Speaker, Turn
from docconv.verify.differences import Difference, differences
from docconv.verify.projection import MarkupView, project, without_attribution, without_notes
from docconv.verify.tokens import Aspect
from docconv.walk import map_blocks, turns

READ = "what was read"


def contradictions(
    data: bytes, row: Format, document: Resolved | None, tolerances: frozenset[Aspect] = frozenset()
) -> tuple[Difference, ...]:
    """Where the places of a file contradict each other, and where a document contradicts them.

    The first are of the aspect `carried`. A file that docconv did not write says nothing.
    """
    found = views(data, row)
    inner = [] if "carried" in tolerances else list(_between(found))
    if document is None or not found:
        return tuple(inner)
    read = MarkupView(READ, project(document), "all")
    against = found[:1] if inner or "carried" in tolerances else found
    fullest = next((view for view in reversed(against) if view.depth == "all"), None)
    if fullest is not None and not inner and not any(_compared(fullest, read, tolerances)):
        return ()  # the others tell less, and the same
    outer = (one for view in against for one in _compared(view, read, tolerances))
    return tuple(dict.fromkeys((*inner, *outer)))


def views(data: bytes, row: Format) -> tuple[MarkupView, ...]:
    """What the markup of a file says, each time with the place in it."""
    with blame(row, "comparing"):
        return tuple(load(row.markup)(data)) if row.markup else ()


def _between(found: tuple[MarkupView, ...]) -> Iterator[Difference]:
    """What the later places of a file say differently from the first."""
    for view in found[1:]:
        for difference in _compared(found[0], view, frozenset()):
            yield evolve(difference, aspect="carried")


def _compared(one: MarkupView, other: MarkupView, tolerances: frozenset[Aspect]) -> Iterator[Difference]:
    """What two tell differently of what both tell."""
    first, second = one.document, other.document
    if not one.depth == other.depth == "all":
        first, second = without_notes(first), without_notes(second)  # on pages they are at the foot
    if "words" in (one.depth, other.depth):
        first, second = without_attribution(first), without_attribution(second)
        if READ in (one.place, other.place):  # turns are numbered anew when a document was edited
            first, second = _numbered(first), _numbered(second)
    elif "voices" in (one.depth, other.depth):
        first, second = evolve(first, speakers=()), evolve(second, speakers=())
    for difference in differences(first, second, tolerances=tolerances):
        yield evolve(difference, sides=(one.place, other.place))


def _numbered(document: Resolved) -> Resolved:
    new = {id(turn): f"t{number}" for number, turn in enumerate(turns(document), 1)}

    def change(block: Block[Speaker]) -> Block[Speaker]:
        if not isinstance(block, Turn) or block.id == new[id(block)]:
            return block
        return evolve(block, id=new[id(block)])

    return map_blocks(document, change)
