"""Labels whose number counts turns, and no people: `A.1`, `B.2`, `A.3`; `S1.1`, `S2.1`, `S1.2`; `Question 1`,
`Question 2`; `1 Lee`, `2 Oakes`, `3 Lee`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from docconv.patterns import regex
from docconv.speakers.labels.gazetteer import word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docconv.speakers.labels.gazetteer import NameGazetteer

NUMBERED = regex(
    r"([^\W\d_]++(?:[ _-]?\d{1,2}(?=[.:_#/-]\d))?+)[ .:_#/-]*+(?:(?:n[or]?|№)[.°º]*+ ?)?+(\d{1,5})",
    re.IGNORECASE,
)
NUMBER_AHEAD = regex(r"(\d{1,5})[.)]?\s++([^\W\d_][^\n]*+)")
FEWEST_TURNS = 5
FEWEST_QUESTIONS = 2
"""So many labels of a word for what is said."""
FEWEST_OF_EACH = 3
"""So many labels of each speaker, where every speaker's turns are counted apart."""


def without_turn_numbers(labels: Sequence[str], gazetteer: NameGazetteer) -> dict[str, str]:
    """The labels that count turns, in the order of the text, each without its number.

    The numbers go up through the document, or with each speaker, and no label comes twice: people who are
    numbered speak again.
    """
    if counted := _counted_ahead(labels):
        return counted
    found = [(label, match) for label in dict.fromkeys(labels) if (match := NUMBERED.fullmatch(label))]
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for _, match in found:
        by_stem[match[1]].append(int(match[2]))
    if _returns(labels) or not all(map(_rises, by_stem.values())):
        return {}
    said = _said(labels, by_stem, gazetteer)
    if len(by_stem) < 2 or len(found) < FEWEST_TURNS:
        return {label: match[1] for label, match in found if match[1] in said}
    through = _rises([int(match[2]) for _, match in found]) and min(map(len, by_stem.values())) > 1
    nouns = any((word(stem),) in gazetteer.anonymous for stem in by_stem)  # `Man 1`, `Woman 1`, `Man 2`
    apart = not nouns and min(map(len, by_stem.values())) >= FEWEST_OF_EACH
    return {label: match[1] for label, match in found if through or apart or match[1] in said}


def _counted_ahead(labels: Sequence[str]) -> dict[str, str]:
    """The labels without the numbers before them: each has one, they go up, and somebody speaks again."""
    found = [(label, match) for label in labels if (match := NUMBER_AHEAD.fullmatch(label))]
    again = len({match[2] for _, match in found}) < len(found)
    if len(found) < max(FEWEST_TURNS, len(labels)) or not again:
        return {}
    return {label: match[2] for label, match in found} if _rises([int(one[1]) for _, one in found]) else {}


def _said(
    labels: Sequence[str], by_stem: Mapping[str, Sequence[int]], gazetteer: NameGazetteer
) -> frozenset[str]:
    """The numbered words that name what is said: `Question`, and `Q` where `A` is there as well."""
    stems = {word(match[1] if (match := NUMBERED.fullmatch(label)) else label) for label in set(labels)}
    talk = all(any((one,) in some for one in stems) for some in (gazetteer.question, gazetteer.answer))
    talk = talk or all((one,) in gazetteer.question for one in stems)  # nobody is named who answers

    def is_said(stem: str) -> bool:
        either = (stem,) in gazetteer.question or (stem,) in gazetteer.answer
        return (stem,) in gazetteer.voices or (talk and either and (stem,) not in gazetteer.roles)

    often = (stem for stem, numbers in by_stem.items() if len(numbers) >= FEWEST_QUESTIONS)
    return frozenset(stem for stem in often if is_said(word(stem)))


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
