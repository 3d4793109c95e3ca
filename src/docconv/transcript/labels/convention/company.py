"""What the labels of one family say of each other: firm labels lend weight to the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby, pairwise
from math import log2
from typing import TypeAlias

from docconv.patterns import regex
from docconv.transcript.annotations import LabelRule
from docconv.transcript.kinds import is_indirect
from docconv.transcript.labels.convention.introductions import by_introduction
from docconv.transcript.labels.evidence.family import (
    OFTEN,
    FamilyContext,
    LabelType,
    mostly,
    places,
)
from docconv.transcript.labels.evidence.words import SENTENCE
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import FULL_STOPS, SENTENCE_ENDS
from docconv.transcript.shape import (
    NO_LABEL,
    core,
    given_name_first,
    is_caseless,
    is_full_name,
    key,
    style,
)

Family: TypeAlias = tuple[LabelRule, bool, str]
"""Rule, whether the label stands alone on its line, style where the rule depends on it."""

SEED = 2.0
SHORT = 12  # lines
BEGUN, FEWEST_BEGUN, UNLIKELY = 2.0, 8, -1.0
FEWEST_SPOKEN = 6  # spaces
SPEAKING = frozenset({"first-person", "address-to-the-chair", "names-itself"})
ACCEPT = 1.2
MANY, MANY_ONCE = 6, 200
AKIN = 2.0
LETTERS_ALIKE = 1.0
LETTERS_BEHIND = regex(r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*\s){2,4}([^\W\d_a-zß-ÿ]{2,3})$")
CAPITALS, MANY_SEEDS = frozenset({"capitals"}), 12  # traits, labels that recur
AS_THE_OTHERS, FEWEST_RECURRING = 2.0, 4
FEWEST_LED, PAIR = 3, 2  # labels
A_PAIR = 2.0  # what a question lends to an answer that comes once
CLAUSE, NO_ANSWER = -10.0, -10.0
SAME_DELIMITER = 3.0
NUMBERS, FEWEST_NUMBERED = regex(r"\d+"), 4  # labels
NUMBERED_HEAD = regex(r"(.{0,60}[^\W\d_]\.?)\s\d+")
ADDRESSED = -6.0
STAMPED = 2.0  # what a time lends to a label where all others have one


def _facts(kinds: Mapping[str, LabelType], voices: AbstractSet[str]) -> frozenset[str]:
    """Those of some words for who asks, or answers, that are facts at the head: `Befragte: Ruth Kessler`
    above `A:`.
    """
    sole = len(voices) == 1
    once = (name for name in voices if "field" in kinds[name].raw and len(kinds[name].occurrences) == 1)
    blocks = (name for name in voices if "field-block" in kinds[name].raw)
    return frozenset(blocks) if sole else frozenset((*blocks, *once))


def by_company(
    kinds: Mapping[str, LabelType], shapes: Mapping[str, float], rule: LabelRule, lexicon: TranscriptLexicon
) -> None:
    """What the labels of a family say of each other: firm labels lend weight to the rest."""
    asked, answered = (kinds.keys() & some for some in (lexicon.question, lexicon.answer))
    rare = not asked or _count(kinds, answered) * 2 < _count(kinds, asked)
    if rule.name == "letter" and rare:  # `A ship is near.`
        for name in answered:
            kinds[name].add("question-answer", NO_ANSWER)
    elif asked and answered:
        facts = _facts(kinds, asked) | _facts(kinds, answered)
        for name in (asked | answered) - facts:
            single = A_PAIR * ("once-only" in kinds[name].raw)
            kinds[name].add("question-answer", 4.0 + single - NO_LABEL * (name in lexicon.not_labels))
    seeds = [kind for kind in kinds.values() if is_seed(kind)]
    if rule.loose:
        _by_clauses(kinds, seeds, lexicon)
    support = sum(len(kind.occurrences) for kind in seeds)
    timed = sum(kind.times for kind in seeds) * 10 >= support * 9
    if support:
        if rule.loose and rule.name != "period" and _are_alike(kinds, shapes):
            _by_likeness(kinds, shapes, lexicon)
        by_introduction(kinds, lexicon)
        habits = _habits(seeds, lexicon)
        for name, kind in kinds.items():
            if shapes[name] > SENTENCE:
                kind.add("convention", min(3.0, 0.6 * log2(1 + support)), f"{support} labels of this kind")
            if timed and support >= MANY and kind.times * 2 > len(kind.occurrences):
                kind.add("time-code", STAMPED)
            if len(kind.occurrences) < 3 and "introduced" not in kind.raw:
                _compare(kind, habits, lexicon, sure=support >= MANY_SEEDS)
        _by_kinship(kinds, lexicon)
        _by_letters_behind(kinds)


def is_surname_alone(kind: LabelType, family: Family, ranked: Sequence[Family]) -> bool:
    """Whether a label is alone on its line, and else as those of the main family: `BERG A. I., party.`, `A.
    Berg (chair).`.
    """
    alike = bool(ranked) and family[0] == ranked[0][0] and family[2] == ranked[0][2]
    named = "name-and-office" in kind.raw or (alike and family[2] == "caps" and "surname-first" in kind.raw)
    return alike and named and kind.score >= SEED


def tells_how(label: str, names: AbstractSet[str]) -> bool:
    """Whether a label is one that is in use and how it is said, `ADA, ALONE`: no second one is in it."""
    first, *rest = (key(part) for part in label.split(", "))
    return bool(rest) and first in names and names.isdisjoint(rest)


def is_addressed(kind: LabelType, lexicon: TranscriptLexicon) -> bool:
    """Whether a label is a full name after a form of address."""
    first, _, name = kind.label.partition(" ")
    return first.casefold().strip(".") in lexicon.honorifics and is_full_name(name, lexicon)


def _count(kinds: Mapping[str, LabelType], names: Iterable[str]) -> int:
    return sum(len(kinds[name].occurrences) for name in names)


def _by_clauses(
    kinds: Mapping[str, LabelType], seeds: Iterable[LabelType], lexicon: TranscriptLexicon
) -> None:
    """A name in capitals that is a firm label elsewhere begins a sentence about somebody where words in small
    letters follow, the first no particle: `ANNA climbs into the boat.`.
    """
    firm = {core(kind.label) for kind in seeds if kind.label.isupper()}
    for kind in kinds.values() if firm else ():
        tokens = kind.label.split()
        small = next((place for place, token in enumerate(tokens) if token.islower()), 0)
        clause = tokens[small:]
        if (
            len(kind.occurrences) < OFTEN
            and small
            and len(clause) > 1
            and clause[0] not in lexicon.particles
            and " ".join(tokens[:small]) in firm
        ):
            kind.add("reporting-clause", CLAUSE)


def _by_likeness(
    kinds: Mapping[str, LabelType], shapes: Mapping[str, float], lexicon: TranscriptLexicon
) -> None:
    """Rare names count for more where nearly all that is printed so is a label."""
    for name, kind in kinds.items():
        if len(kind.occurrences) < OFTEN and shapes[name] > 0 and _is_named(kind.label, lexicon):
            kind.add("as-the-others", AS_THE_OTHERS)


def _are_alike(kinds: Mapping[str, LabelType], shapes: Mapping[str, float]) -> bool:
    """Whether, from the first label that recurs, most lines that could have a label of the family have one
    that recurs, and nearly all have a name or an office.
    """
    recurring = [at for kind in kinds.values() if is_seed(kind) for at in kind.occurrences]
    named = [at for name, kind in kinds.items() if shapes[name] > 0 for at in kind.occurrences]
    first = min(recurring, default=0)
    every = [at for kind in kinds.values() for at in kind.occurrences if at >= first]
    named = [at for at in named if at >= first]
    return (
        len(recurring) >= FEWEST_RECURRING
        and len(recurring) * 10 >= len(every) * 4
        and len(named) * 10 >= len(every) * 9
    )


def _is_named(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a label is a first and a last name, the first no little word, two words in a script without
    capitals, or an office.
    """
    bare = given_name_first(core(label))
    two = is_caseless(bare) and bare.count(" ") == 1
    first = bare.partition(" ")[0].casefold()
    begins = first in lexicon.first_person or (
        first in lexicon.stop_words and first not in lexicon.particles
    )  # `Das Wichtigste`
    return two or (is_full_name(bare, lexicon) and not begins) or lexicon.naming.issuperset(words(bare))


def _by_kinship(kinds: Mapping[str, LabelType], lexicon: TranscriptLexicon) -> None:
    """A label counts for more if a firm one has as many words and the same one first, an office: `Counsel for
    the city`; or is the same but for its number.
    """
    firm = (kind for kind in kinds.values() if kind.score >= ACCEPT and len(kind.occurrences) > 1)
    beginnings = {_beginning(key(kind.label)) for kind in firm}
    numbered = {_without_number(name) for name, kind in kinds.items() if is_seed(kind)} - {""}
    for name, kind in kinds.items():
        if len(kind.occurrences) == 1 and _without_number(name) in numbered:
            kind.add("akin", AKIN, name)
            continue
        first, more = _beginning(name)
        if more and kind.score < ACCEPT and (first, more) in beginnings and first not in lexicon.stop_words:
            kind.add("akin", AKIN, first)


def _by_letters_behind(kinds: Mapping[str, LabelType]) -> None:
    """A full name counts for more if the same letters are behind another: `Ann Lee MP`, `Bo Ek MP`."""
    behind = {name: match[1] for name, kind in kinds.items() if (match := LETTERS_BEHIND.match(kind.label))}
    counts = Counter(behind.values())
    for name, letters in behind.items():
        if counts[letters] > 1:
            kinds[name].add("letters-behind", LETTERS_ALIKE, letters)


def _without_number(name: str) -> str:
    """What a number counts, `participant` of `participant 3`; nothing where there is none."""
    word, _, number = name.rpartition(" ")
    return word if number.isdecimal() else ""


def _beginning(name: str) -> tuple[str, int]:
    """The first word of a name, and how many come after it."""
    return name.partition(" ")[0], name.count(" ")


def are_sentences_alone(family: Family, kinds: Mapping[str, LabelType], known: frozenset[str]) -> bool:
    """Whether a family is nothing but short sentences of a text, alone on their lines: so few of many recur,
    and so seldom, that it may be by chance.
    """
    rule, alone, _ = family
    if not alone or rule.firm or len(kinds) < MANY_ONCE or not known.isdisjoint(kinds):
        return False
    often = [len(kind.occurrences) for kind in kinds.values() if len(kind.occurrences) > 1]
    if len(often) * 20 > len(kinds) or sum(often) > 3 * len(often):
        return False
    return not any(kind.is_confirmed or kind.is_taught for kind in kinds.values())


def is_seed(kind: LabelType) -> bool:
    """Whether a label shows by itself how the text prints its labels."""
    return kind.score >= SEED and len(kind.occurrences) > 1


def _traits(label: str, lexicon: TranscriptLexicon) -> frozenset[str]:
    """What labels of one document tend to share: capitals, an office or a form of address, more than one
    word.
    """
    folded = words(core(label))
    found = {"capitals"} if style(label) == "caps" else set()
    found |= {"office"} if any(word in lexicon.naming for word in folded) else set()
    return frozenset(found | ({"several-words"} if len(folded) > 1 else set()))


def _habits(seeds: Sequence[LabelType], lexicon: TranscriptLexicon) -> frozenset[str]:
    """The traits that nearly all firm labels of a family share."""
    total = sum(len(kind.occurrences) for kind in seeds)
    counts: Counter[str] = Counter()
    for kind in seeds:
        for trait in _traits(kind.label, lexicon):
            counts[trait] += len(kind.occurrences)
    some = counts if len(seeds) > 2 else CAPITALS & counts.keys() if total >= MANY_SEEDS else ()
    return frozenset(trait for trait in some if counts[trait] >= 0.93 * total)


def _compare(
    kind: LabelType, habits: frozenset[str], lexicon: TranscriptLexicon, *, sure: bool = False
) -> None:
    """A rare label that lacks what all others share is less of a label, and one in small letters that is no
    name among many in capitals, `sure`, hardly any; two names in a row make up for an office, and several
    people, or somebody without a name, have none.
    """
    missing = habits - _traits(kind.label, lexicon)
    if "capitals" not in missing and len(core(kind.label).split()) > 1:
        missing -= {"office"}
    if lexicon.nobody.issuperset(words(core(kind.label))):
        missing -= {"office", "several-words"}
    if missing:
        small = "capitals" in missing and sure and not is_full_name(core(kind.label), lexicon)
        kind.add(
            "unlike-the-others", -1.7 * (len(missing) + small), ", ".join(sorted(missing)).replace("-", " ")
        )


def by_share(kinds: Mapping[str, LabelType], shapes: Mapping[str, float], context: FamilyContext) -> None:
    """Labels that begin nearly every paragraph of a short text, or a few that begin most of any; of those
    alone on their lines what their numbers say.
    """
    lines = context.lines
    if context.alone:
        _by_numbers(kinds.values(), context)
        return
    if context.rule.loose:
        opening = context.whole.opening
        _by_beginnings(kinds, shapes, opening)
        _by_names(kinds, shapes, context, opening)
    _by_list_within(kinds, context)
    _by_indirect_speech([kind for name, kind in kinds.items() if shapes[name] > 0], context)
    if _throughout(kinds.values(), lines):
        for name, kind in kinds.items():
            if shapes[name] > 0:
                kind.add("throughout", 0.9, "nearly every paragraph begins so")
    often = [kind for kind in kinds.values() if len(kind.occurrences) >= OFTEN]
    most = 2 * sum(len(kind.occurrences) for kind in often) >= len(lines)
    if not most and context.rule.loose:
        often = [
            kind for name, kind in kinds.items() if len(kind.occurrences) > 1 and shapes[name] > UNLIKELY
        ]
        most = _begin_only(often, context.whole.opening)
    for kind in often if most else ():
        kind.add("throughout", 2.5, "most paragraphs begin with one of a few")


def _by_numbers(kinds: Iterable[LabelType], context: FamilyContext) -> None:
    """Letters with another number each time, alone on their lines, are no labels but heads, four and more:
    `S. 37`, `S. 285`; words for somebody may be, `Speaker 4`, and what has a time beside it.
    """
    found: dict[str, list[tuple[str, LabelType]]] = {}
    persons = (context.lexicon.naming, context.lexicon.nobody)
    for kind in kinds:
        head = NUMBERED_HEAD.fullmatch(kind.label) if not kind.times else None
        if head is None or any(word in some for word in words(head[1]) for some in persons):
            continue
        for at in kind.occurrences:
            text = context.lines[at].text
            found.setdefault(NUMBERS.sub("", text), []).append((text, kind))
    for same in found.values():
        heads = len({text for text, _ in same}) == len(same) >= FEWEST_NUMBERED
        for kind in {id(kind): kind for _, kind in same}.values() if heads else ():
            kind.add("item-of-a-list", NO_ANSWER)


def _by_list_within(kinds: Mapping[str, LabelType], context: FamilyContext) -> None:
    """The items of a list within an answer are no labels, where all others are of two who take turns: three
    or more in a row that come once each, half of them no full names, with sentences after that say neither I
    nor you: `Lamp: The new one has come.`.
    """
    pair = {name for name, kind in kinds.items() if is_seed(kind)}
    order = sorted((at, name) for name, kind in kinds.items() for at in kind.occurrences)
    runs = [
        (in_pair, [name for _, name in run]) for in_pair, run in groupby(order, lambda one: one[1] in pair)
    ]
    spoken = [name for in_pair, run in runs if in_pair for name in run]
    changes = sum(one != two for one, two in pairwise(spoken))
    if len(pair) != PAIR or len(spoken) < FEWEST_BEGUN or changes * 5 < (len(spoken) - 1) * 4:
        return
    for (_, before), (in_pair, run), (_, behind) in zip(runs, runs[1:], runs[2:], strict=False):
        items = [kinds[name] for name in run]
        plain = sum(not is_full_name(core(kind.label), context.lexicon) for kind in items)
        told = all(len(kind.occurrences) == 1 and _is_told_of(kind, context) for kind in items)
        listed = not in_pair and len(run) >= FEWEST_LED and plain * 2 >= len(run) and before[-1] != behind[0]
        for kind in items if listed and told else ():
            kind.add("list-within", CLAUSE)


def _is_told_of(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a sentence of some words is after a label in its line, and says neither I nor you."""
    said = context.lines[kind.occurrences[0]].text[kind.bodies[0] :].strip()
    plain = SPEAKING.isdisjoint(kind.raw) and not (kind.is_confirmed or kind.is_taught)
    return plain and said.count(" ") >= FEWEST_SPOKEN and said[-1] in FULL_STOPS


def _by_indirect_speech(named: Sequence[LabelType], context: FamilyContext) -> None:
    """Names before a colon are no labels where minutes tell after nearly all what somebody did or said:
    `Councillor Berg: moved to adjourn.`.
    """
    if len(named) < OFTEN - 1:
        return
    told = list[LabelType]()
    for count, kind in enumerate(named, 1):
        if mostly(_is_indirect(*place, context) for place in places(kind)):
            told.append(kind)
        elif (count - len(told)) * 10 > len(named):
            return
    for kind in told:
        kind.add("indirect-speech", CLAUSE)


def _is_indirect(at: int, body: int, context: FamilyContext) -> bool:
    return is_indirect(context.lines[at].text[body:], context.lexicon)


def _by_beginnings(
    kinds: Mapping[str, LabelType], shapes: Mapping[str, float], opening: frozenset[int]
) -> None:
    """Where a few labels begin most paragraphs, a rare name that begins one is a label, too."""
    if not begin_most(kinds.values(), opening):
        return
    for name, kind in kinds.items():
        if shapes[name] > UNLIKELY and len(kind.occurrences) < OFTEN and opening.issuperset(kind.occurrences):
            kind.add("throughout", BEGUN, "nearly every paragraph begins so")


def _by_names(
    kinds: Mapping[str, LabelType],
    shapes: Mapping[str, float],
    context: FamilyContext,
    opening: frozenset[int],
) -> None:
    """People speak one after the other, most of them once, where nearly all that is printed so is a full name
    or an office that opens a paragraph, with several words after; some come back, and some say I.
    """
    named = {
        name: kind
        for name, kind in kinds.items()
        if shapes[name] > 0 and _is_named(kind.label, context.lexicon)
    }
    spoken = sum(
        at in opening and context.lines[at].text[body:].count(" ") > FEWEST_SPOKEN
        for kind in named.values()
        for at, body in places(kind)
    )
    back = sum(len(kind.occurrences) > 1 for kind in named.values())
    of_self = sum(not SPEAKING.isdisjoint(kind.raw) for kind in named.values())
    every = sum(len(kind.occurrences) for kind in kinds.values())
    if spoken >= FEWEST_BEGUN and spoken * 10 >= every * 9 and min(back, of_self) > 1:
        for kind in named.values():
            kind.add("as-the-others", AS_THE_OTHERS)


def begin_most(kinds: Iterable[LabelType], opening: frozenset[int]) -> bool:
    """Whether labels that come often begin most paragraphs of many."""
    often = [kind for kind in kinds if len(kind.occurrences) >= OFTEN]
    begun = {at for kind in often for at in kind.occurrences if at in opening}
    return len(begun) >= FEWEST_BEGUN and len(begun) * 10 >= len(opening) * 7


def _begin_only(often: Sequence[LabelType], opening: frozenset[int]) -> bool:
    """Whether labels that come often are only at the beginnings of paragraphs, and begin most from the first
    on.
    """
    begun = {at for kind in often for at in kind.occurrences}
    first = min(begun, default=0)
    later = sum(at >= first for at in opening) if begun <= opening else 0
    return later > 0 and len(begun) >= MANY and len(begun) * 5 >= later * 3


def _throughout(kinds: Iterable[LabelType], lines: Sequence[TranscriptLine]) -> bool:
    """Whether a short text is labels with sentences after them; in a longer one labels recur."""
    places = {at: body for kind in kinds for at, body in zip(kind.occurrences, kind.bodies, strict=True)}
    spoken = sum(lines[at].text[body:].rstrip()[-1:] in SENTENCE_ENDS for at, body in places.items())
    return 1 < len(lines) < SHORT and spoken * 5 >= len(lines) * 4


def usual_gap(kinds: Iterable[LabelType], lines: Sequence[TranscriptLine]) -> int:
    """Blank lines between labels that recur and the text below, as most have it."""
    gaps = sorted(
        lines[at + 1].gap
        for kind in kinds
        if len(kind.occurrences) > 1
        for at in kind.occurrences
        if at + 1 < len(lines)
    )
    return gaps[len(gaps) // 2] if gaps else 1
