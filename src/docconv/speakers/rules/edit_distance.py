"""Misspelt words: how far two words are from each other, and which of many words are near."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST = 6
SHORTEST_TO_EXCHANGE = 8
FARTHEST = 2
LONGEST = 60
"""Letters: no name is longer, and the work for a word grows with the square of them."""


def distance(one: str, other: str) -> int:
    """Edits between two words: letters put in, left out, exchanged, neighbours swapped (Damerau)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        last, row = rows[-1], [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def misspelt(one: str, other: str) -> bool:
    """Whether two words may be spellings of one, as far as their letters tell.

    Their ends agree, since what differs there is grammar (`Ivanov`, `Ivanova`); a letter exchanged makes
    another name of a short word (`Jensen`, `Jansen`).
    """
    shorter = min(len(one), len(other))
    if shorter < SHORTEST or one[0] != other[0] or one[-1] != other[-1] or not (one + other).isalpha():
        return False
    swapped = sorted(one) == sorted(other)
    if len(one) == len(other) and not swapped and shorter < SHORTEST_TO_EXCHANGE:
        return False
    return distance(one, other) <= (FARTHEST if shorter >= SHORTEST_TO_EXCHANGE else 1)


@define(eq=False, repr=False)
class DeletionIndex:
    """An index of words by their letters, and by their letters but one (symmetric deletion)."""

    _by_deletion: defaultdict[str, list[str]] = field(factory=lambda: defaultdict(list), init=False)

    def add(self, word: str) -> None:
        """Put a word in."""
        for deletion in set(_deletions(word)):
            self._by_deletion[deletion].append(word)

    def to(self, word: str) -> set[str]:
        """The words that a word may be a misspelling of."""
        found = {other for deletion in set(_deletions(word)) for other in self._by_deletion.get(deletion, ())}
        return {other for other in found if other != word and misspelt(word, other)}


def _deletions(word: str) -> Iterator[str]:
    if len(word) > LONGEST:
        return
    yield "".join(sorted(word))
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
