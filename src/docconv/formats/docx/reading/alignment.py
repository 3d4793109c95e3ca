"""What of an old row is where in a new one: equal things in order, then edited ones, then moved ones."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

ALIKE = 0.4


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    """Stretches that are equal, in order: where they begin in the old row, in the new one, and how long they
    are. What is equal at both ends is found without any search.
    """
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    yield 0, 0, head
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    for i, j, size in matcher.get_matching_blocks():
        if size:
            yield head + i, head + j, size
    yield len(old) - tail, len(new) - tail, tail


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """How many things are equal from the beginning on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def paired(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> dict[int, int]:
    """New things -> old ones, both as kind and text, in order. Between equal ones, those of one kind pair
    whose texts are alike, and those that are alone there whatever their texts are.
    """
    found: dict[int, int] = {}
    at, to = 0, 0
    for i, j, size in (*matches(old, new), (len(old), len(new), 0)):
        found.update(_edited(old, new, range(at, i), range(to, j)))
        found.update(zip(range(j, j + size), range(i, i + size), strict=True))
        at, to = i + size, j + size
    return found


def _edited(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], ours: range, theirs: range
) -> Iterator[tuple[int, int]]:
    """The pairs in two stretches that have nothing equal."""
    if len(ours) == len(theirs) == 1:
        yield theirs[0], ours[0]
        return
    free = list(ours)
    for j in theirs:
        twin = next((i for i in free if old[i][0] == new[j][0] and alike(old[i][1], new[j][1])), None)
        if twin is not None:
            free = [i for i in free if i > twin]
            yield j, twin


def alike(one: str, other: str) -> bool:
    """Whether two texts share much of their words."""
    ours, theirs = set(one.split()), set(other.split())
    return len(ours & theirs) >= ALIKE * max(len(ours), len(theirs), 1)
