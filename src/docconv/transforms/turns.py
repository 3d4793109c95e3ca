"""Turns put together, and one label for each speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve

from docconv.model import Block, Certainty, Node, Resolved, Section, Speaker, Turn
from docconv.walk import map_blocks, turns, with_children

RANK: tuple[Certainty, ...] = ("low", "medium", "high")


def merge_turns(document: Resolved) -> Resolved:
    """Turns of the same speakers one right after the other are one, with the id and the label of the first,
    and as certain as the less certain. Turns of nobody stay apart, since they may be of two.
    """
    became: dict[str, str] = {}
    merged = evolve(document, body=tuple(_merged(document.body, became)))

    def change(node: Node[Speaker]) -> Node[Speaker]:
        if isinstance(node, Turn):
            new = became.get(node.continues or "", node.continues)
            return node if new == node.continues else evolve(node, continues=None if new == node.id else new)
        return with_children(node, change) if isinstance(node, Section) else node

    return with_children(merged, change)  # type: ignore[no-any-return]


def _merged(body: Iterable[Block[Speaker]], became: dict[str, str]) -> Iterator[Block[Speaker]]:
    """The blocks of a body; `became` gets the ids of turns that are gone, and which ones they are part of."""
    last: Turn[Speaker] | None = None
    for block in body:
        if isinstance(block, Turn) and last is not None and _is_same(last, block):
            became[block.id] = last.id
            last = _both(last, block)
            continue
        if last is not None:
            yield last
        last = block if isinstance(block, Turn) else None
        if last is None:
            inner = tuple(_merged(block.blocks, became)) if isinstance(block, Section) else ()
            yield evolve(block, blocks=inner) if isinstance(block, Section) else block
    if last is not None:
        yield last


def _is_same(one: Turn[Speaker], other: Turn[Speaker]) -> bool:
    return bool(one.speakers) and one.speakers == other.speakers and one.lang == other.lang


def _both(one: Turn[Speaker], other: Turn[Speaker]) -> Turn[Speaker]:
    weaker = min(one.attribution, other.attribution, key=lambda known: RANK.index(known.certainty))
    return evolve(one, blocks=(*one.blocks, *other.blocks), attribution=weaker)


def normalise_labels(document: Resolved) -> Resolved:
    """The label that stands most often before the turns of a speaker stands before all of them that have one,
    of several the earlier one; turns of several speakers are left as they are.
    """
    counts: dict[str, Counter[str]] = {}
    for turn in turns(document):
        if turn.label is not None and len(turn.speakers) == 1:
            counts.setdefault(turn.speakers[0].id, Counter())[turn.label] += 1
    usual = {who: labels.most_common(1)[0][0] for who, labels in counts.items()}

    def change(block: Block[Speaker]) -> Block[Speaker]:
        if not isinstance(block, Turn) or block.label is None or len(block.speakers) != 1:
            return block
        return evolve(block, label=usual[block.speakers[0].id])

    return map_blocks(document, change)
