"""Which way of printing labels a document uses, told from all its candidates together.

Candidates fall into families: those that one rule found, in one place (on the line or alone on it) and one
style. The labels of a family are weighed by shape, recurrence and position; families are weighed by the
labels that stand on their own feet. The best family explains the document; another is kept only if it names
the same speakers, or is strong itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from attrs import evolve, frozen

from docconv.transcript import times
from docconv.transcript.annotations import (
    DECIDED_LABEL,
    SET_APART,
    Candidate,
    LineMark,
)
from docconv.transcript.labels.convention.across import (
    by_answers,
    by_colon,
    by_delimiter,
    by_manner,
    by_mention,
    by_verbs,
)
from docconv.transcript.labels.convention.choice import Placed, choose, is_variant
from docconv.transcript.labels.convention.company import (
    MANY,
    SEED,
    Family,
    are_sentences_alone,
    by_company,
    by_share,
    is_seed,
    usual_gap,
)
from docconv.transcript.labels.convention.examination import by_examination
from docconv.transcript.labels.convention.introductions import by_calling
from docconv.transcript.labels.convention.kept import KeptText
from docconv.transcript.labels.convention.ranking import ranked_families
from docconv.transcript.labels.convention.roles import take_directions, take_roles
from docconv.transcript.labels.evidence.alone import heads
from docconv.transcript.labels.evidence.facts import (
    field_block,
    head_holders,
    held_offices,
    indexed_names,
    name_facts,
    repeated_heads,
)
from docconv.transcript.labels.evidence.family import (
    OFTEN,
    FamilyContext,
    Heads,
    LabelType,
    WholeText,
    are_sentences,
    is_exchange,
    places,
    takes_turns,
)
from docconv.transcript.labels.evidence.position import by_place
from docconv.transcript.labels.evidence.words import (
    by_recurrence,
    by_speech,
    by_words,
    opening_of,
    said_behind,
    somebody,
)
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import (
    counted_as,
    is_caseless,
    key,
    likeness,
    style,
)

SIGNS = frozenset("○◯〇◇◆■□▶▷●▲△▼▽◎★☆※•·")
"""What may be before labels."""

TIME_BEGINS = frozenset("0123456789[(<{")
CONFIRMED = 9.0  # a user has said of one line that it is this label
PLAIN, ALIKE = -3.0, 2.5
TAUGHT = 3.0  # where the text does not show how its labels are printed, or sentences hardly look so
USUAL = ("colon", "glued-colon")
ONE_LETTER = 8.0  # what `likeness` takes from a single letter
SURE = 2.0  # more where the letter comes once only, as part of another label


@frozen(eq=False, repr=False)
class Convention:
    """The families in use, the main one first, and all labels of all families with their evidence."""

    families: tuple[Family, ...]
    types: Mapping[Family, Mapping[str, LabelType]]


FACTS = (name_facts, held_offices, head_holders, indexed_names)
"""What finds the lines of named facts that are no labels."""


def family_of(candidate: Candidate) -> Family:
    """The family that a candidate belongs to."""
    if candidate.rule is SET_APART:
        return candidate.rule, candidate.alone, candidate.look
    styled = style(candidate.weighed or candidate.label) if candidate.rule.by_style else ""
    return candidate.rule, candidate.alone, styled


def find_convention(
    lines: Sequence[TranscriptLine],
    lexicon: TranscriptLexicon,
    known: frozenset[str],
    kept: KeptText | None = None,
) -> Convention:
    """Weigh all candidates of a document, and choose one for each line, or none.

    `known` are the names that a cast list or front matter gives. Lines that no paragraph need begin at count
    only for labels that are firm elsewhere. `kept` is what is kept of the text.
    """
    take_roles(lines, lexicon)
    take_directions(lines, lexicon)
    named = chain(*(find(lines, lexicon) for find in FACTS))
    again = list(repeated_heads(lines, lexicon))
    fields = {**field_block(lines), **dict.fromkeys((*named, *again), True)}
    if fields.get(0):
        lines[0].mark = LineMark("narrative")  # no title
    for at in again:
        lines[at].mark = lines[at].mark or LineMark("narrative")
    found = _placed(lines, lexicon, kept)
    placed = [() if fields.get(at) else options for at, options in enumerate(found)]
    families = _families(placed, lines)
    _confirm(families, lines)
    for family in [one for one, kinds in families.items() if are_sentences_alone(one, kinds, known)]:
        del families[family]
    whole = WholeText(lines, kept.whole if kept else None)
    for family, kinds in families.items():
        shapes = {name: likeness(kind.label, lexicon) for name, kind in kinds.items()}
        context = _context(family, kinds, shapes, whole, lexicon)
        _weigh(kinds, shapes, evolve(context, known=known, fields=frozenset(fields)))
    _by_look(families)
    by_calling(families)
    by_answers(families, lexicon)
    ranked = ranked_families(families, len(lines), lexicon)
    if ranked:
        by_manner(families, ranked[0], lines, lexicon)
    for family in filter(lambda family: is_variant(family, ranked), families):
        if family != ranked[0]:
            by_delimiter(families[family], families[ranked[0]], lines)
    by_colon(families, lines)
    by_verbs(families, lexicon)
    by_mention(families, lexicon)
    by_examination(families, ranked, lines, lexicon)
    if len(lines) > MANY:
        from docconv.transcript.labels.convention.appendix import by_closing  # noqa: PLC0415  of records alone

        by_closing(families, ranked, lines, lexicon)
    choose(lines, placed, families, ranked, lexicon)
    return Convention(ranked, families)


def _placed(
    lines: Iterable[TranscriptLine], lexicon: TranscriptLexicon, kept: KeptText | None
) -> Iterator[Sequence[Placed]]:
    """For each line its candidates with their families; what is known of just these is not found anew."""
    known = kept.placed if kept is not None else {}
    for at, line in enumerate(lines):
        before = known.get(at)
        if before is not None and before[0] is line.candidates:
            yield before[1]
            continue
        found = [
            (option, family_of(option), counted_as(option.label, lexicon, alone=option.alone))
            for option in line.candidates
        ]
        if kept is not None:
            known[at] = line.candidates, found
        yield found


def _families(
    placed: Sequence[Sequence[Placed]], lines: Sequence[TranscriptLine]
) -> dict[Family, dict[str, LabelType]]:
    """The families of all candidates, and in each its labels, by what they are counted as."""
    families: dict[Family, dict[str, LabelType]] = defaultdict(dict)
    for index, options in enumerate(placed):
        for option, family, name in options:
            label = option.label
            if option.rule is DECIDED_LABEL or (label[0] == "(" and ")" not in label):
                continue  # `(ANNA` of `(ANNA. BEN.)` opens a direction
            kind = (kinds := families[family]).get(name)
            if kind is None:
                kind = kinds[name] = LabelType(option.weighed or label)
            kind.occurrences.append(index)
            kind.bodies.append(option.body)
            kind.times += bool(option.time) or (option.alone and _is_above_time(lines, index))
            kind.apart += option.apart
            kind.numbered += option.number[:1].isdigit()
            kind.in_form += option.in_form
            kind.is_taught |= option.is_taught
    return families


def _is_above_time(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether nothing but a time is on the line below, as where names, times and words are a line each; of
    captions, the times of the next ones are there.
    """
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    is_time = below[:1] in TIME_BEGINS and below != "" and times.ONLY.match(below) is not None
    return is_time and "-->" not in below


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
    whole: WholeText,
    lexicon: TranscriptLexicon,
) -> FamilyContext:
    """What the evidence of a family is taken from."""
    (rule, alone, styled), lines = family, whole.lines
    firm = frozenset(at for kind in kinds.values() if len(kind.occurrences) > 1 for at in kind.occurrences)
    named = [kind for name, kind in kinds.items() if shapes[name] > 0]
    places_of_named = frozenset(at for kind in named for at in kind.occurrences)
    return FamilyContext(
        rule,
        styled,
        alone,
        whole,
        lines,
        lexicon,
        listed=places_of_named if rule.bare else frozenset(),
        farthest=max(usual_gap(kinds.values(), lines), 0 if rule.bare else 1),
        firm=firm,
        named=places_of_named,
        inside=not alone and sum(not lines[at].opens for at in firm) * 2 > len(firm),
        heads=heads(kinds, named, lines, lexicon, capitals=styled == "caps") if rule.bare else Heads(),
        numbered=sum(kind.numbered for kind in kinds.values() if len(kind.occurrences) > 1) * 2 > len(firm),
        punctuated=not alone and len(firm) >= MANY and are_sentences(lines[at].text[-1] for at in firm),
        openings=_openings(kinds, shapes, lines) if rule.bare else frozenset(),
        throughout=not alone and _is_throughout(kinds.values(), lines),
        sign=_sign(kinds.values(), firm, lines),
        is_exchange=not alone and is_exchange(kinds.values(), lines),
    )


def _sign(kinds: Iterable[LabelType], firm: Collection[int], lines: Sequence[TranscriptLine]) -> str:
    """The sign that is before each firm label, where every line that begins with it may be a label."""
    signs = {lines[at].text[0] for at in firm}
    sign = signs.pop() if len(signs) == 1 and len(firm) >= MANY else ""
    if sign not in SIGNS:
        return ""
    labelled = {at for kind in kinds for at in kind.occurrences}
    return sign if all(at in labelled for at, line in enumerate(lines) if line.text[0] == sign) else ""


def _is_throughout(kinds: Iterable[LabelType], lines: Sequence[TranscriptLine]) -> bool:
    """Whether nearly all paragraphs from the first label on begin with one."""
    labelled = {at for kind in kinds for at in kind.occurrences}
    opening = [at for at in range(min(labelled), len(lines)) if lines[at].opens]
    return sum(at in labelled for at in opening) * 10 >= len(opening) * 9


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
        if worth := somebody(name, kind, context):
            kind.add("takes-turns", worth)
            shapes[name] += worth
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
    by_share(kinds, shapes, context)
    if rule.lettered:
        _by_letters(kinds, context)
    is_telling = not rule.loose and rule.name not in USUAL
    if is_telling or not any(is_seed(kind) for kind in kinds.values()):
        for kind in kinds.values():
            if kind.in_form:
                kind.add("taught", TAUGHT)
    by_company(kinds, shapes, rule, lexicon)


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
    short = [kind for kind in letters.values() if _is_short_for(kind, kinds.values())]
    for kind in short:
        kind.add("short-form", ONE_LETTER + SURE)
    only = next(iter(letters.values())) if len(letters) == 1 else None
    if only and not short and len(only.occurrences) >= OFTEN and takes_turns(only, context):
        only.add("letters-take-turns", ONE_LETTER)
    if len(letters) < 2 or len(order) < 2 * len(letters):
        return
    first = min(letters)
    counted = sum(ord(two) == ord(one) + 1 or two == first for one, two in pairwise(order))
    items = len(letters) > 2 and counted * 5 >= (len(order) - 1) * 4
    for kind in letters.values():
        if items:
            kind.add("letters-of-a-list", -ONE_LETTER)
        elif len(kind.occurrences) > 1 and kind not in short:
            kind.add("letters-take-turns", ONE_LETTER)


def _is_short_for(letter: LabelType, kinds: Iterable[LabelType]) -> bool:
    """Whether another label has a letter in brackets that begins one of its words: `Interviewer (I)`."""
    behind = f"({letter.label})"
    longer = (kind.label.removesuffix(behind) for kind in kinds if kind.label.endswith(behind))
    return any(word[0] == letter.label for label in longer for word in label.split())
