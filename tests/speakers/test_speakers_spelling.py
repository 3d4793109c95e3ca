"""How far two spellings of a name are from each other."""

from __future__ import annotations

from functools import cache
from itertools import product

from docconv.speakers.rules.edit_distance import distance

WORDS = ["".join(letters) for length in range(5) for letters in product("abc", repeat=length)]


@cache
def edits(one: str, other: str) -> int:
    """The same by definition: the least of all ways to change the last letters."""
    if not one or not other:
        return len(one) + len(other)
    ways = [edits(one[:-1], other) + 1, edits(one, other[:-1]) + 1]
    ways.append(edits(one[:-1], other[:-1]) + (one[-1] != other[-1]))
    if len(one) > 1 and one[-2:] == other[-2:][::-1]:
        ways.append(edits(one[:-2], other[:-2]) + 1)
    return min(ways)


def test_the_distance_is_the_least_number_of_edits() -> None:
    """Letters put in, left out, exchanged, and neighbours swapped: for all words of up to four letters."""
    wrong = [
        (one, other) for one, other in product(WORDS, WORDS) if distance(one, other) != edits(one, other)
    ]
    assert wrong == []
