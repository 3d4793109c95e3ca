"""What a file that was changed has to say when it is read back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, TypeAlias

from attrs import evolve

from docconv import model as m
from docconv.tei.reading.markup import renumbered
from docconv.walk import with_children

Node: TypeAlias = Any


def bare(document: m.Resolved, *, is_own: bool, pages: bool) -> tuple[object, ...]:
    """What is compared: parts without the reasons of attributions, and those who speak by their ids; without
    pages where these do not matter. Turns of others have no ids but their numbers.
    """

    def parts(node: Node) -> Node:
        if not pages and isinstance(node, m.Milestone) and node.kind == "page":
            return m.Text("")  # which a node does not keep
        node = with_children(node, parts)
        if isinstance(node, m.Turn | m.Said):
            who = tuple(m.Speaker(one.id) for one in node.speakers)
            certainty = m.Attribution(node.attribution.certainty)
            node = evolve(node, attribution=certainty, speakers=who)
            return node if is_own or not isinstance(node, m.Turn) else _unstopped(node)
        if isinstance(node, m.Paragraph) and not is_own:
            return evolve(node, children=tuple(_tiers_last(node.children)))
        if isinstance(node, m.Section) and not is_own:
            return evolve(node, blocks=_filled(node.blocks))
        return node

    without = with_children(document if is_own else renumbered(document), parts)
    return without.body if is_own else _filled(without.body), without.title


def _unstopped(turn: m.Turn[m.Speaker]) -> m.Turn[m.Speaker]:
    """A turn whose label is without a full stop: it is part of the label where few in a file have it."""
    return evolve(turn, label=turn.label.rstrip(".")) if turn.label else turn


def _tiers_last(inlines: tuple[Node, ...]) -> Iterator[Node]:
    """Inlines with those last that are of a tier, which belongs to an utterance as a whole."""
    tiers = [
        one
        for one in inlines
        if isinstance(one, m.Milestone) and one.kind == "annotation" and ":" in one.text
    ]
    for is_text, group in groupby((one for one in inlines if one not in tiers), key=_is_text):
        part = list(group)
        yield from (m.Text("".join(one.text for one in part)),) if is_text else part
    yield from tiers


def _is_text(node: Node) -> bool:
    return isinstance(node, m.Text)


def _filled(blocks: tuple[Node, ...]) -> tuple[Node, ...]:
    """Blocks without sections of nothing, which nobody reads from TEI of others."""
    return tuple(
        one for one in blocks if not isinstance(one, m.Section) or one.blocks or one.heading is not None
    )
