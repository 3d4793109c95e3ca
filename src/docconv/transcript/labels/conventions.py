"""Which way of printing labels a document uses, told from all its candidates together.

Candidates fall into families: those that one rule found, in one place (on the line or alone on it) and one
style. The labels of a family are weighed by shape, recurrence and position; families are weighed by the
labels that stand on their own feet. The best family explains the document; another is kept only if it names
the same speakers, or is strong itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from docconv.model import CERTAIN, Attribution, Certainty, Evidence
from docconv.transcript.annotations import (
    DECIDED_LABEL,
    SET_APART,
    Candidate,
    LineMark,
    WeighedCandidate,
)
from docconv.transcript.labels.company import (
    ACCEPT,
    BEGUN,
    BRACKETS,
    FEWEST_BEGUN,
    MANY,
    SEED,
    SHORT,
    Family,
    are_sentences_alone,
    begin_most,
    by_company,
    by_delimiter,
    by_share,
    is_addressed,
    is_seed,
    is_surname_alone,
    tells_how,
    usual_gap,
)
from docconv.transcript.labels.evidence import (
    OFTEN,
    FamilyContext,
    LabelType,
    by_recurrence,
    by_speech,
    by_words,
    is_somebody,
    opening_of,
    places,
    said_behind,
    takes_turns,
)
from docconv.transcript.labels.position import (
    are_heads,
    are_sentences,
    are_stamped,
    begins_sentence,
    between_speech,
    by_place,
    field_block,
    name_facts,
)
from docconv.transcript.labels.reasons import in_words
from docconv.transcript.labels.weights import fitted
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import (
    NO_LABEL,
    counted_as,
    is_caseless,
    is_full_name,
    key,
    last_name,
    likeness,
    style,
)

ANOTHER_WAY = Evidence("other-convention", "the text prints its other labels in another way")
CONFIRMED = 9.0  # a user has said of one line that it is this label
LONE, FIRM, WEAK = 3.0, 4.0, -1.5
PLAIN, ALIKE = -3.0, 2.5
TAUGHT = 3.0  # where the text does not show how its labels are printed
OF_A_LABEL = {"name-and-office", "names-itself", "same-delimiter", "surname-first", "nobody-in-particular"}
ONE_LETTER = 8.0  # what `likeness` takes from a single letter


@frozen(eq=False, repr=False)
class Convention:
    """The families in use, the main one first, and all labels of all families with their evidence."""

    families: tuple[Family, ...]
    types: Mapping[Family, Mapping[str, LabelType]]


def family_of(candidate: Candidate) -> Family:
    """The family that a candidate belongs to."""
    if candidate.rule is SET_APART:
        return candidate.rule, candidate.alone, candidate.look
    styled = style(candidate.weighed or candidate.label) if candidate.rule.by_style else ""
    return candidate.rule, candidate.alone, styled


def find_convention(
    lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon, known: frozenset[str]
) -> Convention:
    """Weigh all candidates of a document, and choose one for each line, or none.

    `known` are the names that a cast list or front matter gives. Lines that no paragraph need begin at count
    only for labels that are firm elsewhere.
    """
    families: dict[Family, dict[str, LabelType]] = defaultdict(dict)
    fields = {**field_block(lines), **dict.fromkeys(name_facts(lines, lexicon), True)}
    if fields.get(0):
        lines[0].mark = LineMark("narrative")  # no title
    placed = [
        [
            (option, family_of(option), counted_as(option.label, lexicon, alone=option.alone))
            for option in line.candidates
            if not fields.get(at)
        ]
        for at, line in enumerate(lines)
    ]
    for index, options in enumerate(placed):
        for option, family, name in options:
            if option.rule is DECIDED_LABEL or _opens_a_bracket(option.label):
                continue
            kind = (kinds := families[family]).get(name)
            if kind is None:
                kind = kinds[name] = LabelType(option.weighed or option.label)
            kind.occurrences.append(index)
            kind.bodies.append(option.body)
            kind.times += bool(option.time)
            kind.apart += option.apart
            kind.numbered += option.number[:1].isdigit()
            kind.in_form += option.in_form
            kind.is_taught |= option.is_taught
    _confirm(families, lines)
    for family in [one for one, kinds in families.items() if are_sentences_alone(one, kinds, known)]:
        del families[family]
    for family, kinds in families.items():
        shapes = {name: likeness(kind.label, lexicon) for name, kind in kinds.items()}
        context = _context(family, kinds, shapes, lines, lexicon)
        _weigh(kinds, shapes, evolve(context, known=known, fields=frozenset(fields)))
    _by_look(families)
    ranked = _rank(families, len(lines), lexicon)
    for family in filter(lambda family: _is_variant(family, ranked), families):
        if family != ranked[0]:
            by_delimiter(families[family], families[ranked[0]], lines)
    _choose(lines, placed, families, ranked, lexicon)
    return Convention(ranked, families)


def _opens_a_bracket(label: str) -> bool:
    """Whether a label is the beginning of a direction: `(ANNA` of `(ANNA. BEN.)`."""
    return label[0] == "(" and ")" not in label


def _confirm(families: Mapping[Family, Mapping[str, LabelType]], lines: Sequence[TranscriptLine]) -> None:
    """Say of each label that a user has confirmed one line of it."""
    decided = [line.choice.candidate for line in lines if line.choice is not None]
    confirmed = {(option.rule, key(option.label)) for option in decided}
    for (rule, _, _), kinds in families.items() if confirmed else ():
        for name, kind in kinds.items():
            kind.is_confirmed = (rule, name) in confirmed


def _by_look(families: Mapping[Family, Mapping[str, LabelType]]) -> None:
    """Where the type sets many labels apart, a label that it never sets apart is none, or one of those; and
    where it sets nothing else apart, what it does is a label.
    """
    for family, kinds in families.items():
        if family[0] is SET_APART and not family[2].startswith("bare"):
            _by_consistency(kinds)
    apart = {
        name: len(kind.occurrences)
        for family, kinds in families.items()
        for name, kind in kinds.items()
        if family[0] is SET_APART and kind.score >= SEED and len(kind.occurrences) > 1
    }
    if sum(apart.values()) < MANY:
        return
    for kinds in families.values():
        for name, kind in kinds.items():
            if not kind.apart and name not in apart:
                kind.add("not-set-apart", PLAIN)


def _by_consistency(kinds: Mapping[str, LabelType]) -> None:
    """One look that mostly sets labels apart lends weight to the rare ones."""
    firm = sum(
        len(kind.occurrences) for kind in kinds.values() if kind.score >= SEED and len(kind.occurrences) > 1
    )
    if firm * 4 >= 3 * sum(len(kind.occurrences) for kind in kinds.values()):
        for kind in kinds.values():
            if len(kind.occurrences) == 1:
                kind.add("formatting", ALIKE, "the look of labels only")


def _context(
    family: Family,
    kinds: Mapping[str, LabelType],
    shapes: Mapping[str, float],
    lines: Sequence[TranscriptLine],
    lexicon: TranscriptLexicon,
) -> FamilyContext:
    """What the evidence of a family is taken from."""
    rule, alone, styled = family
    firm = frozenset(at for kind in kinds.values() if len(kind.occurrences) > 1 for at in kind.occurrences)
    labels = frozenset(at for kind in kinds.values() for at in kind.occurrences)
    names = [at for kind in kinds.values() if is_full_name(kind.label, lexicon) for at in kind.occurrences]
    named = [kind for name, kind in kinds.items() if shapes[name] > 0]
    listed = {at for kind in named if rule.bare for at in kind.occurrences}
    return FamilyContext(
        rule,
        styled,
        alone,
        lines,
        lexicon,
        listed=listed,
        farthest=max(usual_gap(kinds.values(), lines), 0 if rule.bare else 1),
        firm=firm,
        named=frozenset(at for name, kind in kinds.items() if shapes[name] > 0 for at in kind.occurrences),
        inside=not alone and sum(not lines[at].opens for at in firm) * 2 > len(firm),
        heads=rule.bare
        and (are_heads(lines, firm, labels) or (len(names) >= MANY and are_heads(lines, names, labels))),
        between=between_speech(named, lines, capitals=styled == "caps") if rule.bare else frozenset(),
        numbered=sum(kind.numbered for kind in kinds.values() if len(kind.occurrences) > 1) * 2 > len(firm),
        stamped=rule.bare and are_stamped(list(kinds.values()), lines),
        punctuated=not alone and len(firm) >= MANY and are_sentences(lines[at].text[-1] for at in firm),
        openings=_openings(kinds, shapes, lines) if rule.bare else frozenset(),
    )


def _openings(
    kinds: Mapping[str, LabelType], shapes: Mapping[str, float], lines: Sequence[TranscriptLine]
) -> frozenset[str]:
    """The words with which several begin to speak below their names."""
    counts = Counter(
        opening
        for name, kind in kinds.items()
        if shapes[name] > 0
        for opening in {opening_of(said_behind(lines, at, body)) for at, body in places(kind)}
    )
    return frozenset(opening for opening, count in counts.items() if opening and count >= OFTEN)


def _weigh(kinds: Mapping[str, LabelType], shapes: dict[str, float], context: FamilyContext) -> None:
    """The evidence of each label, by itself and then by the company it keeps in its family."""
    rule, alone, lexicon = context.rule, context.alone, context.lexicon
    prior = rule.prior_of(context.style) + (0.5 if alone and not rule.bare else 0.0)
    for name, kind in kinds.items():
        kind.add("shape", shapes[name])
        if is_somebody(name, kind, context):
            kind.add("takes-turns", -NO_LABEL)
            shapes[name] -= NO_LABEL
        if rule is SET_APART:
            kind.add("formatting", prior, context.style)
        else:
            kind.add("family", prior)
        if kind.is_confirmed:
            kind.add("confirmed", CONFIRMED)
        elif kind.is_taught:
            kind.add("taught", CONFIRMED)
        for evidence, weight, detail in (
            *by_recurrence(name, kind, shapes[name], context),
            *by_words(name, kind, context),
            *by_speech(kind, context),
            *by_place(kind, context),
        ):
            kind.add(evidence, weight, detail)
    if not alone:
        by_share(kinds, shapes, context)
    if rule.lettered:
        _by_letters(kinds, context)
    if not any(is_seed(kind) for kind in kinds.values()):
        for kind in kinds.values():
            if kind.in_form:
                kind.add("taught", TAUGHT)
    by_company(kinds, shapes, rule, lexicon)


def _faintest(
    families: Mapping[Family, Mapping[str, LabelType]],
    ranked: Sequence[Family],
    lines: Sequence[TranscriptLine],
) -> float:
    """The score from which a label that was not taken is doubtful: less where no blank lines part paragraphs,
    most of which begin with a label.
    """
    dense = sum(line.gap > 0 for line in lines) * FEWEST_BEGUN < len(lines)
    opening = frozenset(at for at, line in enumerate(lines) if line.opens and line.text[0] not in BRACKETS)
    most = bool(ranked) and dense and begin_most(families[ranked[0]].values(), opening)
    return WEAK - BEGUN if most else WEAK


def _by_letters(kinds: Mapping[str, LabelType], context: FamilyContext) -> None:
    """Single letters that take turns, `I:` and `R:`, `A:` and `B:`, are speakers, as is one that does so with
    other labels, and one that another label has in brackets, `Interviewer (I)`; those that count, `A:`, `B:`,
    `C:` in this order each time, are items of a list.
    """
    letters = {
        name: kind
        for name, kind in kinds.items()
        if len(name) == 1 and (kind.label.isupper() or (is_caseless(name) and name.isalpha()))
    }
    order = [
        name for _, name in sorted((at, name) for name, kind in letters.items() for at in kind.occurrences)
    ]
    only = next(iter(letters.values())) if len(letters) == 1 else None
    if only and _is_short_for(only, kinds.values()):
        only.add("short-form", ONE_LETTER)
    elif only and len(only.occurrences) >= OFTEN and takes_turns(only, context):
        only.add("letters-take-turns", ONE_LETTER)
    if len(letters) < 2 or len(order) < 2 * len(letters):
        return
    first = min(letters)
    counted = sum(ord(two) == ord(one) + 1 or two == first for one, two in pairwise(order))
    items = len(letters) > 2 and counted * 5 >= (len(order) - 1) * 4
    for kind in letters.values():
        if items:
            kind.add("letters-of-a-list", -ONE_LETTER)
        elif len(kind.occurrences) > 1:
            kind.add("letters-take-turns", ONE_LETTER)


def _is_short_for(letter: LabelType, kinds: Iterable[LabelType]) -> bool:
    """Whether another label has a letter in brackets that begins one of its words: `Interviewer (I)`."""
    behind = f"({letter.label})"
    longer = (kind.label.removesuffix(behind) for kind in kinds if kind.label.endswith(behind))
    return any(word[0] == letter.label for label in longer for word in label.split())


def _rank(
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
            or (seeds and _lone(seeds, size))
        ):
            support[family] = weight
    if not support:
        return ()
    main = max(support, key=lambda family: (support[family], _evidence(families[family]), _order(family)))
    names = {name for name, kind in families[main].items() if kind.score >= ACCEPT}
    kept = [main]
    for family in sorted(support, key=lambda family: (-support[family], _order(family))):
        enough = 0.2 * support[main] if not _questions(families[main], lexicon) else 0.0
        others = {name for name, kind in families[family].items() if kind.score >= ACCEPT} - names
        asks = bool(others) and others <= lexicon.question | lexicon.answer
        strong = asks or (support[family] >= enough and _is_firm(family, main))
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
    letters = sum(
        len(kind.occurrences) for name, kind in kinds.items() if name in lexicon.question | lexicon.answer
    )
    return letters * 2 > sum(len(kind.occurrences) for kind in kinds.values() if kind.score >= ACCEPT)


def _lone(seeds: Sequence[LabelType], size: int) -> bool:
    """A label that stands once is enough in a short text, or if its shape leaves no doubt."""
    return any(kind.score >= LONE for kind in seeds) or (size < SHORT and len(seeds) > 1)


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


def _choose(
    lines: Sequence[TranscriptLine],
    placed: Sequence[Sequence[tuple[Candidate, Family, str]]],
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
            in_use = in_use or (
                line.opens
                and (_is_variant(family, ranked) or is_surname_alone(kind, family, ranked))
                and _is_likely(kind, family, lexicon)
            )
            usable = kind.score >= ACCEPT and in_use
            if usable and (best is None or (place, -kind.score) < (best[0], -best[2].score)):
                best = place, option, kind
            elif not option.rule.loose and (
                kind.score >= SEED - 1 or (family in order and _may_name(kind, lexicon))
            ):
                line.rejected = WeighedCandidate(
                    option, Attribution("low", tuple(kind.reasons)), _against(kind, in_use=family in order)
                )
            elif (
                family in order and (kind.score > faint or (not option.rule.loose and name.startswith(known)))
            ) or ("address-to-the-chair" in kind.raw and kind.score > WEAK):
                line.is_doubtful = True
        if best is not None:
            line.choice = WeighedCandidate(best[1], _attribution(best[2]), _against(best[2], in_use=True))
            line.rejected = None
        line.is_doubtful = line.choice is None and (line.is_doubtful or line.rejected is not None)


def _is_variant(family: Family, ranked: Sequence[Family]) -> bool:
    """Whether a family has the delimiter of the main one and another style: `Mr Lee -` beside `Mr LEE -`."""
    return bool(ranked) and family[0].name != "period" and family[:2] == ranked[0][:2]


def _is_likely(kind: LabelType, family: Family, lexicon: TranscriptLexicon) -> bool:
    """Whether a label in another style is one: behind a form of address, or by its own score where sentences
    have no such delimiter, or where it comes back often, alone on its line.
    """
    often = family[0].bare and len(kind.occurrences) > OFTEN
    likely = not family[0].loose or often or not kind.raw.keys().isdisjoint(OF_A_LABEL)
    return is_addressed(kind, lexicon) or (likely and kind.score >= (ACCEPT if often else SEED))


def _may_name(kind: LabelType, lexicon: TranscriptLexicon) -> bool:
    """Whether what is no label for its value alone is the full name of somebody, printed as labels are."""
    return kind.score > WEAK and is_full_name(kind.label, lexicon)


def _against(kind: LabelType, *, in_use: bool) -> tuple[Evidence, ...]:
    """What speaks against a label, the heaviest first, and what is said of all its kind last; that it comes
    only once counts among it.
    """
    if in_use and kind.score >= LONE + 0.5 and "no-sentences" not in kind.raw:
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
    high = kind.score >= weights.high and "no-sentences" not in kind.raw
    certainty: Certainty = "medium" if kind.score >= weights.medium else "low"
    return CERTAIN if high else Attribution(certainty, tuple(kind.reasons))
