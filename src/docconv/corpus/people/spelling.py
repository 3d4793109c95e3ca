"""How one name is spelt in several ways: accents, umlauts, hyphens, and which of its names comes first.

Spellings that agree are no more than a reason to ask: `proposals` does, where nobody else of the name is
there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain

from docconv.corpus.people.appearances import Appearance, Key

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"})
_SHARP_S = str.maketrans({"ß": "ss"})


def spellings(one: Appearance) -> frozenset[Key]:
    """What names are alike by: without initials after the first word, family name last where capitals tell
    it, hyphens as spaces, and accents left out or umlauts spelt out.
    """
    words = _family_last(one)
    long = (*words[:1], *(word for word in words[1:] if len(word) > 1))
    return frozenset({_parted(map(_unmarked, long)), _parted(map(_spelt_out, long))})


def is_one_name(group: Sequence[Appearance]) -> bool:
    """Whether names agree in initials, where they have some, and in accents, save those in capitals."""
    initials = {tuple(one for one in each.words if len(one) == 1) for each in group} - {()}
    spelt = {_whole(each) for each in group}
    small = {_whole(each) for each in group if not each.is_capitals}
    return len(initials) <= 1 and (len(small) == 1 or len(spelt) == 1)


def difference(group: Sequence[Appearance]) -> str:
    """What the whole names of a group, which are one name, differ by, in words."""
    every = [each.words for each in group]
    initials = {tuple(word for word in words if len(word) == 1) for words in every}
    long = [tuple(word for word in words if len(word) > 1) for words in every]
    parted = [_parted(words) for words in long]
    reasons = {
        "an initial": len(initials) > 1,
        "a hyphen": len(set(long)) > len(set(parted)),
        "the order": any(_family_last(each) != each.words for each in group),
        "accents": len({tuple(sorted(words)) for words in parted}) > 1,
    }
    return " and ".join(reason for reason, holds in reasons.items() if holds)


def _whole(one: Appearance) -> Key:
    return tuple(sorted(_parted(_spelt_out(word) for word in one.words if len(word) > 1)))


def _family_last(one: Appearance) -> Key:
    """`DUPRÉ Jean` as `Jean Dupré`."""
    count = len(one.family)
    return (*one.words[count:], *one.family) if one.family == one.words[:count] else one.words


def _parted(words: Iterable[str]) -> Key:
    return tuple(chain.from_iterable(word.replace("-", " ").split() for word in words))


def _unmarked(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(_SHARP_S))
    return "".join(one for one in plain if not unicodedata.combining(one))


def _spelt_out(word: str) -> str:
    return word.translate(_SPELT_OUT)
