"""For each line the label of the best family in use, or none, and what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from attrs import field, frozen

from docconv.model import CERTAIN, Attribution, Certainty, Evidence
from docconv.transcript.annotations import Candidate, WeighedCandidate
from docconv.transcript.labels.convention.company import (
    ACCEPT,
    BEGUN,
    FEWEST_BEGUN,
    SEED,
    Family,
    begin_most,
    is_addressed,
    is_surname_alone,
    tells_how,
)
from docconv.transcript.labels.convention.ranking import LONE
from docconv.transcript.labels.evidence.family import BRACKETS, OFTEN, LabelType
from docconv.transcript.labels.evidence.position import begins_sentence
from docconv.transcript.labels.reasons import in_words
from docconv.transcript.labels.weights import fitted
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import is_full_name, likeness

FIRM, WEAK = 4.0, -1.5
FEWEST_THROUGHOUT = 4  # labels
AN_OFFICE = 2.0  # what the shape of a label says if it is one
ANOTHER_WAY = Evidence("other-convention", "the text prints its other labels in another way")
OF_A_LABEL = {"name-and-office", "names-itself", "same-delimiter", "surname-first", "nobody-in-particular"}
NOT_SURE = frozenset({"common-word", "no-sentences", "shouted", "ends-otherwise"})
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


@frozen(eq=False, repr=False)
class _Use:
    """The families in use, the best first.

    order: the place of each. known, names: those of their labels that are sure enough. faint: as `_faintest`
    says.
    """

    families: Mapping[Family, Mapping[str, LabelType]]
    ranked: Sequence[Family]
    lexicon: TranscriptLexicon
    order: Mapping[Family, int]
    known: tuple[str, ...]
    names: frozenset[str]
    faint: float
    _sure: dict[LabelType, tuple[Attribution, tuple[Evidence, ...]]] = field(factory=dict, init=False)

    def sureness(self, kind: LabelType) -> tuple[Attribution, tuple[Evidence, ...]]:
        """How sure a label is, and what speaks against it; the same for all of its lines."""
        found = self._sure.get(kind)
        if found is None:
            found = self._sure[kind] = _attribution(kind), _against(kind, in_use=True)
        return found

    def rank(self, placed: Placed, kind: LabelType, *, opens: bool) -> tuple[int, float] | None:
        """How far behind others a label comes, none where it cannot be taken; `opens` says whether its line
        opens a paragraph.
        """
        option, family, name = placed
        if kind.score < ACCEPT:
            return None
        place = self.order.get(family)
        if place is not None:
            return place, -kind.score
        named = name in self.names or tells_how(option.label, self.names)
        in_use = kind.is_taught or (named and kind.score > SEED)
        in_use = in_use or (named and bool(self.ranked) and family[::2] == self.ranked[0][::2])
        in_use = in_use or (opens and _is_beside(kind, family, self.ranked, self.lexicon))
        return (len(self.order) + 1, -kind.score) if in_use else None

    def is_rejected(self, placed: Placed, kind: LabelType) -> bool:
        """Whether what is not taken was near enough to be told of."""
        option, family, _ = placed
        near = kind.score >= SEED - 1 or (family in self.order and _may_name(kind, self.lexicon))
        return near and not option.rule.loose

    def is_doubtful(self, placed: Placed, kind: LabelType) -> bool:
        """Whether what is not taken may be a label for all that; one may begin with a name, as `Ann Lee,
        smiling, said` does.
        """
        option, family, name = placed
        if family in self.order and (
            kind.score > self.faint or (not option.rule.loose and name.startswith(self.known))
        ):
            return True
        return kind.score > WEAK and (
            "address-to-the-chair" in kind.raw or _is_office(kind, family, self.ranked)
        )


def choose(
    lines: Sequence[TranscriptLine],
    placed: Sequence[Sequence[Placed]],
    families: Mapping[Family, Mapping[str, LabelType]],
    ranked: Sequence[Family],
    lexicon: TranscriptLexicon,
) -> None:
    """For every line the label of the best family in use, if the label itself is good enough."""
    order = {family: place for place, family in enumerate(ranked)}
    known = tuple(name for family in ranked for name, kind in families[family].items() if kind.score >= SEED)
    faint = _faintest(families, ranked, lines)
    use = _Use(families, ranked, lexicon, order, known, frozenset(known), faint)
    for at, line in enumerate(lines):
        if line.choice is None:
            _choose(line, placed[at], use, begins=line.opens or begins_sentence(lines, at))


def _choose(line: TranscriptLine, options: Sequence[Placed], use: _Use, *, begins: bool) -> None:
    """The best label of a line; one that begins no sentence has to be a firm one."""
    best: tuple[tuple[int, float], Candidate, LabelType] | None = None
    for placed in options:
        option, family, name = placed
        kind = use.families[family].get(name) if family in use.families else None
        if kind is None or not (begins or kind.score >= FIRM):
            continue
        rank = use.rank(placed, kind, opens=line.opens)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, option, kind
        elif use.is_rejected(placed, kind):
            against = _against(kind, in_use=family in use.order)
            line.rejected = WeighedCandidate(option, Attribution("low", tuple(kind.reasons)), against)
        elif use.is_doubtful(placed, kind) or (
            line.opens and family in use.order and _begins_in_capitals(option.label, family, use.lexicon)
        ):
            line.is_doubtful = True
    if best is not None:
        line.choice = WeighedCandidate(best[1], *use.sureness(best[2]))
        line.rejected = None
    line.is_doubtful = line.choice is None and (line.is_doubtful or line.rejected is not None)


def is_variant(family: Family, ranked: Sequence[Family]) -> bool:
    """Whether a family has the delimiter of the main one and another style: `Mr Lee -` beside `Mr LEE -`."""
    return bool(ranked) and family[0].name != "period" and family[:2] == ranked[0][:2]


def _is_beside(kind: LabelType, family: Family, ranked: Sequence[Family], lexicon: TranscriptLexicon) -> bool:
    """Whether a label of a family that is not in use is one beside those that are."""
    akin = is_variant(family, ranked) or _is_otherwise_placed(family, ranked)
    akin = akin or is_surname_alone(kind, family, ranked) or _is_somebody(kind, family, ranked)
    return akin and _is_likely(kind, family, lexicon)


def _is_somebody(kind: LabelType, family: Family, ranked: Sequence[Family]) -> bool:
    """Whether a label is a word for somebody without a name, delimited as those of the main family:
    `Plusieurs députés du groupe GDR.` beside `M. Paul Oriol.`.
    """
    alike = bool(ranked) and family[:2] == ranked[0][:2]
    return alike and "nobody-in-particular" in kind.raw and kind.score >= FIRM


def _is_otherwise_placed(family: Family, ranked: Sequence[Family]) -> bool:
    """Whether a family is that of the main one, but alone on the line or not: in bold, `**ADA:** Yes.` beside
    `**BEN**` above his words; or in capitals with its mark above a song, `ALL —`.
    """
    alike = bool(ranked) and family[0] == ranked[0][0] and family[2] == ranked[0][2]
    alike = alike and family[1] != ranked[0][1]
    return alike and (family[0].name == "bold" or (family[0].name == "dash" and family[2] == "caps"))


def _is_likely(kind: LabelType, family: Family, lexicon: TranscriptLexicon) -> bool:
    """Whether a label in another style is one: after a form of address, or by its own score where sentences
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


def _begins_in_capitals(label: str, family: Family, lexicon: TranscriptLexicon) -> bool:
    """Whether a label begins with a name in capitals and a comma, where the labels in use are in capitals:
    `LUND, Chair of the works committee`.
    """
    name, comma, _ = label.partition(", ")
    return family[2] == "caps" and comma != "" and name.isupper() and likeness(name, lexicon) > 0


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
