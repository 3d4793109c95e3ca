"""For each line the label of the best family in use, or none, and what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from docconv.model import CERTAIN, Attribution, Certainty, Evidence
from docconv.transcript.annotations import Candidate, WeighedCandidate
from docconv.transcript.labels.convention.company import (
    ACCEPT,
    BEGUN,
    BRACKETS,
    FEWEST_BEGUN,
    SEED,
    Family,
    begin_most,
    is_addressed,
    is_surname_alone,
    tells_how,
)
from docconv.transcript.labels.convention.ranking import LONE
from docconv.transcript.labels.evidence.family import OFTEN, LabelType
from docconv.transcript.labels.evidence.position import begins_sentence
from docconv.transcript.labels.reasons import in_words
from docconv.transcript.labels.weights import fitted
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import is_full_name

FIRM, WEAK = 4.0, -1.5
FEWEST_THROUGHOUT = 4  # labels
AN_OFFICE = 2.0  # what the shape of a label says if it is one
ANOTHER_WAY = Evidence("other-convention", "the text prints its other labels in another way")
OF_A_LABEL = {"name-and-office", "names-itself", "same-delimiter", "surname-first", "nobody-in-particular"}
NOT_SURE = frozenset({"common-word", "no-sentences"})
"""Evidence beside which no label is of high certainty, however much speaks for it."""

Placed: TypeAlias = tuple[Candidate, Family, str]
"""A candidate of a line, its family, and the name that its label is counted as."""


def _faintest(
    families: Mapping[Family, Mapping[str, LabelType]],
    ranked: Sequence[Family],
    lines: Sequence[TranscriptLine],
) -> float:
    """The score from which a label that was not taken is doubtful: less where no blank lines part paragraphs,
    most of which begin with a label, or where nearly all from the first label on do.
    """
    if not ranked:
        return WEAK
    kinds = families[ranked[0]].values()
    dense = sum(line.gap > 0 for line in lines) * FEWEST_BEGUN < len(lines)
    opening = frozenset(at for at, line in enumerate(lines) if line.opens and line.text[0] not in BRACKETS)
    begun = {at for kind in kinds if kind.score >= ACCEPT for at in kind.occurrences if at in opening}
    first = min(begun, default=0)
    later = sum(at >= first for at in opening)
    throughout = len(begun) >= FEWEST_THROUGHOUT and len(begun) * 10 >= later * 8
    return WEAK - BEGUN if throughout or (dense and begin_most(kinds, opening)) else WEAK


def choose(
    lines: Sequence[TranscriptLine],
    placed: Sequence[Sequence[Placed]],
    families: Mapping[Family, Mapping[str, LabelType]],
    ranked: Sequence[Family],
    lexicon: TranscriptLexicon,
) -> None:
    """For every line the label of the best family in use, if the label itself is good enough."""
    order = {family: place for place, family in enumerate(ranked)}
    names = {name for family in ranked for name, kind in families[family].items() if kind.score >= SEED}
    faint = _faintest(families, ranked, lines)
    known = tuple(names)  # what was not taken may begin with one of them: `Ann Lee, smiling, said`
    for at, line in enumerate(lines):
        if line.choice is not None:
            continue
        best: tuple[int, Candidate, LabelType] | None = None
        for option, family, name in placed[at]:
            kind = families[family].get(name) if family in families else None
            if kind is None or not (line.opens or kind.score >= FIRM or begins_sentence(lines, at)):
                continue
            place = order.get(family, len(order) + 1)
            named = name in names or tells_how(option.label, names)
            in_use = family in order or kind.is_taught or (named and kind.score > SEED)
            in_use = in_use or (named and bool(ranked) and family[::2] == ranked[0][::2])
            in_use = in_use or (line.opens and _is_beside(kind, family, ranked, lexicon))
            usable = kind.score >= ACCEPT and in_use
            if usable and (best is None or (place, -kind.score) < (best[0], -best[2].score)):
                best = place, option, kind
            elif not option.rule.loose and (
                kind.score >= SEED - 1 or (family in order and _may_name(kind, lexicon))
            ):
                against = _against(kind, in_use=family in order)
                line.rejected = WeighedCandidate(option, Attribution("low", tuple(kind.reasons)), against)
            elif (
                family in order and (kind.score > faint or (not option.rule.loose and name.startswith(known)))
            ) or (
                kind.score > WEAK and ("address-to-the-chair" in kind.raw or _is_office(kind, family, ranked))
            ):
                line.is_doubtful = True
        if best is not None:
            line.choice = WeighedCandidate(best[1], _attribution(best[2]), _against(best[2], in_use=True))
            line.rejected = None
        line.is_doubtful = line.choice is None and (line.is_doubtful or line.rejected is not None)


def is_variant(family: Family, ranked: Sequence[Family]) -> bool:
    """Whether a family has the delimiter of the main one and another style: `Mr Lee -` beside `Mr LEE -`."""
    return bool(ranked) and family[0].name != "period" and family[:2] == ranked[0][:2]


def _is_beside(kind: LabelType, family: Family, ranked: Sequence[Family], lexicon: TranscriptLexicon) -> bool:
    """Whether a label of a family that is not in use is one beside those that are."""
    akin = is_variant(family, ranked) or is_surname_alone(kind, family, ranked)
    return akin and _is_likely(kind, family, lexicon)


def _is_likely(kind: LabelType, family: Family, lexicon: TranscriptLexicon) -> bool:
    """Whether a label in another style is one: behind a form of address, or by its own score where sentences
    have no such delimiter, or where it comes back often, alone on its line.
    """
    often = family[0].bare and len(kind.occurrences) > OFTEN
    likely = not family[0].loose or often or not kind.raw.keys().isdisjoint(OF_A_LABEL)
    return is_addressed(kind, lexicon) or (likely and kind.score >= (ACCEPT if often else SEED))


def _is_office(kind: LabelType, family: Family, ranked: Sequence[Family]) -> bool:
    """Whether a label of another style, printed as those in use are, is an office by its words: `Prisoner.`
    beside `Q.` and `A.`.
    """
    return bool(ranked) and family[:2] == ranked[0][:2] and kind.raw["shape"] >= AN_OFFICE


def _may_name(kind: LabelType, lexicon: TranscriptLexicon) -> bool:
    """Whether what is no label for its value alone is the full name of somebody, printed as labels are."""
    return kind.score > WEAK and is_full_name(kind.label, lexicon)


def _against(kind: LabelType, *, in_use: bool) -> tuple[Evidence, ...]:
    """What speaks against a label, the heaviest first, and what is said of all its kind last; that it comes
    only once counts among it.
    """
    if in_use and kind.score >= LONE + 0.5 and NOT_SURE.isdisjoint(kind.raw):
        return ()
    weighed = sorted(zip(kind.weights, kind.reasons, strict=True), key=lambda pair: pair[0])
    found = [reason for weight, reason in weighed if weight < 0]
    if len(kind.occurrences) == 1 and not any(reason.rule.startswith("once-") for reason in found):
        found.append(Evidence("recurrence", in_words("recurrence", 0)))
    found.sort(key=lambda reason: reason.rule == "family")
    return tuple(found) if in_use else (ANOTHER_WAY, *found)


def _attribution(kind: LabelType) -> Attribution:
    """Certainty of a label as such: high from the score that calibration gives, see docs/explanation."""
    weights = fitted()
    high = kind.score >= weights.high and NOT_SURE.isdisjoint(kind.raw)
    certainty: Certainty = "medium" if kind.score >= weights.medium else "low"
    return CERTAIN if high else Attribution(certainty, tuple(kind.reasons))
