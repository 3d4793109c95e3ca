"""Labels whose number counts turns, and no people: `A.1`, `B.2`, `A.3`."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from docconv.speakers.labels.gazetteer import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docconv.speakers.labels.gazetteer import NameGazetteer

NUMBERED = re.compile(r"([^\W\d_]++)[ .:_#-]*+(\d{1,5})")
FEWEST_TURNS = 5
FEWEST_OF_EACH = 3
"""So many labels of each speaker, where every speaker's turns are counted apart."""


def without_turn_numbers(labels: Sequence[str], gazetteer: NameGazetteer) -> dict[str, str]:
    """The labels that count turns, in the order of the text, each without its number.

    The numbers go up through the document, or with each speaker, and no label comes twice: people who are
    numbered speak again.
    """
    found = [(label, match) for label in dict.fromkeys(labels) if (match := NUMBERED.fullmatch(label))]
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for _, match in found:
        by_stem[match[1]].append(int(match[2]))
    if (
        _returns(labels)
        or len(by_stem) < 2
        or len(found) < FEWEST_TURNS
        or not all(map(_rises, by_stem.values()))
    ):
        return {}
    through = _rises([int(match[2]) for _, match in found]) and min(map(len, by_stem.values())) > 1
    nouns = any((word(stem),) in gazetteer.anonymous for stem in by_stem)  # `Man 1`, `Woman 1`, `Man 2`
    apart = not nouns and min(map(len, by_stem.values())) >= FEWEST_OF_EACH
    return {label: match[1] for label, match in found} if through or apart else {}


def _rises(numbers: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(numbers))


def _returns(labels: Sequence[str]) -> bool:
    """Whether a numbered label comes back after others."""
    seen: set[str] = set()
    for before, label in pairwise(("", *labels)):
        if label in seen and label != before and NUMBERED.fullmatch(label):
            return True
        seen.add(label)
    return False
