"""Which families of labels a document uses, the main one first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docconv.transcript.labels.convention.company import (
    ACCEPT,
    SEED,
    SHORT,
    Family,
)
from docconv.transcript.labels.evidence.family import LabelType
from docconv.transcript.lexicon import TranscriptLexicon, all_offices, words
from docconv.transcript.shape import last_name

LONE = 3.0  # the score of a label that is enough by itself
FEWEST_ADDRESSED = 2  # labels
OF_SOMEBODY = {"cast-list", "nobody-in-particular", "names-itself"}


def ranked_families(
    families: Mapping[Family, Mapping[str, LabelType]], size: int, lexicon: TranscriptLexicon
) -> tuple[Family, ...]:
    """The families in use. The main one has most labelled lines; others must name the same speakers or be
    strong.
    """
    support: dict[Family, float] = {}
    for family, kinds in families.items():
        good = [kind for kind in kinds.values() if kind.score >= ACCEPT]
        seeds = [kind for kind in good if kind.score >= SEED]
        weight = sum(len(kind.occurrences) * min(1.0, (kind.score - ACCEPT + 0.5) / 6) for kind in good)
        if (
            any(len(kind.occurrences) > 1 for kind in seeds)
            or len(seeds) > 2
            or (seeds and _lone(seeds, size, family))
        ):
            support[family] = weight
    if not support:
        return ()
    main = max(support, key=lambda family: (support[family], _evidence(families[family]), _order(family)))
    names = {name for name, kind in families[main].items() if kind.score >= ACCEPT}
    kept = [main]
    for family in sorted(support, key=lambda family: (-support[family], _order(family))):
        enough = 0.2 * support[main] if not _questions(families[main], lexicon) else 0.0
        strong = _asks(families[family], names, lexicon) or (
            support[family] >= enough
            and _is_firm(family, main)
            and not (
                family[0].name == "colon" != main[0].name
                and _are_other_words(families[family], families[main], lexicon)
            )
        )
        if family != main and _belongs(families[family], names, firm=family[0].firm, strong=strong):
            kept.append(family)
    return tuple(kept)


def _evidence(kinds: Mapping[str, LabelType]) -> float:
    """All that speaks for the labels of a family, where support is as high as it gets."""
    return sum(len(kind.occurrences) * kind.score for kind in kinds.values() if kind.score >= ACCEPT)


def _order(family: Family) -> tuple[str, bool, str]:
    """What decides between families that are as good as each other."""
    return family[0].name, *family[1:]


def _questions(kinds: Mapping[str, LabelType], lexicon: TranscriptLexicon) -> bool:
    """Whether most labels of a family are those of questions and answers; others then interrupt."""
    asked = lexicon.question | lexicon.answer
    letters = sum(len(kind.occurrences) for name, kind in kinds.items() if name in asked)
    return letters * 2 > sum(len(kind.occurrences) for kind in kinds.values() if kind.score >= ACCEPT)


def _asks(kinds: Mapping[str, LabelType], names: set[str], lexicon: TranscriptLexicon) -> bool:
    """Whether what a family has beside the main one are labels of questions and answers, or most of it is,
    and both come back: the examination of a witness in the record of a trial.
    """
    others = {name: kind for name, kind in kinds.items() if kind.score >= ACCEPT and name not in names}
    both = (others.keys() & lexicon.question, others.keys() & lexicon.answer)
    letters = [kind for some in both for kind in (others[name] for name in some)]
    if len(letters) == len(others) > 0:
        return True
    recurring = all(any(len(others[name].occurrences) > 1 for name in some) for some in both)
    every = sum(len(kind.occurrences) for kind in others.values())
    return recurring and sum(len(kind.occurrences) for kind in letters) * 2 > every


def _lone(seeds: Sequence[LabelType], size: int, family: Family) -> bool:
    """A label that stands once is enough in a short text, or if its shape leaves no doubt. After a time in a
    longer one, where sentences may begin as it does, `00:01:56 ABC. It was hard.`, it is the end of one.
    """
    sure = [kind for kind in seeds if not (family[0].loose and kind.times and size >= SHORT)]
    return any(kind.score >= LONE for kind in sure) or (size < SHORT and len(seeds) > 1)


def _are_other_words(
    kinds: Mapping[str, LabelType], main: Mapping[str, LabelType], lexicon: TranscriptLexicon
) -> bool:
    """Whether all labels of the main family have a form of address, and what a colon ends has none, nor an
    office or a word for somebody: `Informes:` beside `El señor LEAL.-`.
    """
    good = [kind for kind in main.values() if kind.score >= ACCEPT]
    if len(good) < FEWEST_ADDRESSED or any(lexicon.honorifics.isdisjoint(words(kind.label)) for kind in good):
        return False
    known = (lexicon.honorifics - lexicon.stop_words) | all_offices()
    others = [kind for kind in kinds.values() if kind.score >= ACCEPT]
    told = any(OF_SOMEBODY.intersection(kind.raw) for kind in others)
    return not told and all(known.isdisjoint(words(kind.label)) for kind in others)


def _is_firm(family: Family, main: Family) -> bool:
    """Whether a family may stand beside the main one: by its delimiter, as another style of the same, or in
    capitals as that is, on the line or alone on it; beside names alone also in small letters.
    """
    alike = family[0] == main[0] and family[2] == main[2] and (main[2] == "caps" or main[1])
    return family[0].firm or family[:2] == main[:2] or alike


def _belongs(kinds: Mapping[str, LabelType], names: set[str], *, firm: bool, strong: bool) -> bool:
    """Whether a second family names the speakers of the main one, a firm one also in full, or is strong
    enough to stand beside it.
    """
    accepted = {name: kind for name, kind in kinds.items() if kind.score >= ACCEPT}
    places = sum(len(kind.occurrences) for kind in accepted.values())
    shared = sum(
        len(kind.occurrences)
        for name, kind in accepted.items()
        if name in names or (firm and last_name(kind.label) in names)
    )
    return strong or shared * 2 >= places
