"""How far two spellings of a name are from each other."""

from __future__ import annotations

import tracemalloc
from functools import cache
from itertools import product

import pytest

from docconv.speakers.rules.edit_distance import DeletionIndex, distance, misspelt

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


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("jensen", "jenssen", True),
        ("jensn", "jensen", False),  # too short
        ("jensen", "jansen", False),  # a letter exchanged in a short word
        ("jensen", "jnesen", True),  # neighbours swapped
        ("jenness", "jxnness", False),
        ("jennesss", "jxnnesss", True),  # long enough to exchange
        ("jennesss", "jxnnyszs", False),
        ("jennesss", "jxnnyyss", False),
        ("jennessss", "jxnnyssss", True),
        ("jenness", "jneensss", False),  # two edits in a short word
        ("abcdefg", "acbedfg", False),
        ("abcdefgh", "acbedfgh", True),
        ("jensen", "hensen", False),
        ("ivanov", "ivanova", False),
        ("jensen2x", "jensen3x", False),
        ("abrahamson", "abrhmson", True),
        ("abrahamson", "abrmson", False),
    ],
)
def test_two_words_may_be_spellings_of_one(one: str, other: str, may_be: bool) -> None:  # noqa: FBT001
    """Long enough, with the same ends, and an edit or two apart; in either order."""
    assert misspelt(one, other) is misspelt(other, one) is may_be


def test_words_that_are_near_are_found() -> None:
    """Of many, those that a word may be a misspelling of, and not the word itself."""
    index = DeletionIndex()
    for word in ("abramson", "abrahamson", "jensen", "hansen", "abramsen"):
        index.add(word)
    assert index.to("abrahmson") == {"abramson", "abrahamson"}
    assert index.to("abramson") == {"abramsen"}
    assert index.to("jnesen") == {"jensen"}
    assert index.to("olsen") == set()


def test_a_word_that_is_no_name_takes_no_room() -> None:
    """All its spellings without one letter would be the square of its length."""
    index = DeletionIndex()
    tracemalloc.start()
    index.add("x" * 20_000)
    found, peak = index.to("x" * 20_001), tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found, peak < 2**20) == (set(), True)
