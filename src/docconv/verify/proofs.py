"""A file against itself: what its markup tells, place by place, and what a reader made of it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from docconv.model import Block, Resolved, Speaker, Turn
from docconv.verify.bare import bare, voiceless
from docconv.verify.differences import Difference, differences
from docconv.verify.markup import Account, accounts
from docconv.verify.tokens import Aspect
from docconv.walk import map_blocks, turns

READ = "what was read"


def contradictions(
    data: bytes, format_name: str, document: Resolved | None, tolerances: frozenset[Aspect] = frozenset()
) -> tuple[Difference, ...]:
    """Where the places of a file contradict each other, and where a document contradicts them.

    The first are of the aspect `carried`. A file that docconv did not write tells nothing.
    """
    told = accounts(data, format_name)
    inner = [] if "carried" in tolerances else list(_between(told))
    if document is None or not told:
        return tuple(inner)
    read = Account(READ, bare(document), "all")
    against = told[:1] if inner or "carried" in tolerances else told
    found = (one for account in against for one in _compared(account, read, tolerances))
    return tuple(dict.fromkeys((*inner, *found)))


def _between(told: tuple[Account, ...]) -> Iterator[Difference]:
    """What the later places of a file tell differently from the first."""
    for account in told[1:]:
        for difference in _compared(told[0], account, frozenset()):
            yield evolve(difference, aspect="carried")


def _compared(one: Account, other: Account, tolerances: frozenset[Aspect]) -> Iterator[Difference]:
    """What two tell differently of what both tell."""
    first, second = one.document, other.document
    if "words" in (one.depth, other.depth):
        first, second = voiceless(first), voiceless(second)
        if READ in (one.place, other.place):  # turns are numbered anew when a document was edited
            first, second = _numbered(first), _numbered(second)
    elif "voices" in (one.depth, other.depth):
        first, second = evolve(first, speakers=()), evolve(second, speakers=())
    for difference in differences(first, second, tolerances=tolerances):
        yield evolve(difference, sides=(one.place, other.place))


def _numbered(document: Resolved) -> Resolved:
    new = {id(turn): f"t{number}" for number, turn in enumerate(turns(document), 1)}

    def change(block: Block[Speaker]) -> Block[Speaker]:
        return evolve(block, id=new[id(block)]) if isinstance(block, Turn) else block

    return map_blocks(document, change)
