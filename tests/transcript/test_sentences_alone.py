"""Many short sentences, each a paragraph: they recur by chance alone, and none of them is a speaker."""

from __future__ import annotations

from random import Random

import pytest

import docconv

SAID = (
    "the committee met again in the old hall and spoke of roads bridges schools water and the price of bread"
)
WORDS = tuple(SAID.split())


def sentences(count: int) -> list[str]:
    """So many sentences of five words, a few of which come twice."""
    chance = Random(1)  # noqa: S311  the same sentences each time
    return [f"{' '.join(chance.choices(WORDS, k=5)).capitalize()}." for _ in range(count)]


@pytest.mark.parametrize("count", [1000, 3000])
def test_sentences_that_come_twice_by_chance_are_nobodys(count: int) -> None:
    """And nobody is said to be doubtful for each of them."""
    found = docconv.read_with_notices("\n\n".join(sentences(count)).encode(), format="text")
    assert len({*sentences(count)}) < count
    assert not found.document.turns()
    assert [notice.code for notice in found.notices] == ["nobody-speaks"]


def test_names_that_come_often_are_speakers_among_such_sentences() -> None:
    """However many sentences there are beside them."""
    names = ("Anna Bell.", "Ben Cole.", "Dora Ek.")
    lines = [
        line
        for at, said in enumerate(sentences(900))
        for line in ((names[at // 3 % 3], said) if at % 3 == 0 else (said,))
    ]
    found = docconv.read("\n\n".join(lines).encode(), format="text")
    assert {"Anna Bell", "Ben Cole", "Dora Ek"} <= {turn.label for turn in found.turns()}
