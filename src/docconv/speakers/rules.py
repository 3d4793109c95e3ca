"""When two labels are one speaker: ordered rules, each of which proposes links between labels on the roll.

A rule proposes only what is unambiguous: a surname that two people bear stays a speaker of its own.
`Roll.join` refuses what the facts forbid. The name of the rule stands in the evidence and in the notice.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from docconv.speakers.clusters import Link, Roll
from docconv.speakers.edit_distance import Near
from docconv.speakers.labels.kinds import without_article
from docconv.speakers.labels.names import INITIALS, initials_of
from docconv.speakers.labels.vocabulary import Words, word, words

if TYPE_CHECKING:
    from docconv.model import Certainty
    from docconv.speakers.labels.names import Form

Rule: TypeAlias = Callable[[Roll], Iterable[Link]]

MANY = 20
"""With more bearers of a name than this, its short form says nothing."""

FREQUENT = 3
NAME_IN_OFFICE = range(2, 5)


def same_name(roll: Roll) -> Iterator[Link]:
    """Labels that agree once titles and brackets are off, unless these tell two people of one name apart."""
    by_key: defaultdict[tuple[bool, str, str], list[int]] = defaultdict(list)
    for at, form in enumerate(roll.forms):
        if roll.is_free(at):
            by_key[form.is_person, form.kind.kind, form.key].append(at)
    for bearers in by_key.values():
        if len(bearers) > 1:
            yield from _namesakes(roll, bearers)


def _namesakes(roll: Roll, bearers: list[int]) -> Iterator[Link]:
    """Bearers of one name are one person for each set of facts; who has no such fact may be any of them."""
    people: list[list[int]] = []
    for at in sorted(bearers, key=lambda one: (not _signed(roll.forms[one]), one)):
        form = roll.forms[at]
        fits = [one for one in people if all(_agree(form, roll.forms[other]) for other in one)]
        if len(fits) == 1:
            yield Link(at, fits[0][0], _same_title(form, roll.forms[fits[0][0]]), firm=True)
            if _signed(form) and len(fits[0]) < MANY:
                fits[0].append(at)
        elif len(people) < MANY:
            people.append([at])


def _signed(form: Form) -> bool:
    return bool(form.sex or form.ranks or form.qualifiers)


def _agree(one: Form, other: Form) -> bool:
    if one.sex and other.sex and one.sex != other.sex:
        return False
    if one.name is not None and len(one.words) > 1:
        return True
    ranks = one.ranks and other.ranks and not one.ranks & other.ranks
    qualifiers = one.qualifiers and other.qualifiers and not set(one.qualifiers) & set(other.qualifiers)
    return not (ranks or qualifiers)


def _same_title(one: Form, other: Form) -> Certainty:
    """Surnames under different titles (`Chairman Lee`, `Senator Lee`) are less sure than full names."""
    a, b = set(one.titles), set(other.titles)
    return "high" if len(one.words) > 1 or a <= b or b <= a else "medium"


def initials(roll: Roll) -> Iterator[Link]:
    """`MF` after `Michael Folkson (MF)`; without such a key, initials that only one name has."""
    told, possible = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    persons = roll.persons()
    for at in persons:
        form = roll.forms[at]
        if form.initials:
            told[word(form.initials)].append(at)
        if len(form.words) > 1:
            for short in initials_of(form.name or ""):
                possible[short].append(at)
    for at in persons:
        form = roll.forms[at]
        if len(form.words) == 1 and len(form.key) in INITIALS and not form.text.islower():
            named = told.get(form.key) or possible.get(form.key, [])
            if len({roll.find(one) for one in named}) == 1:
                yield Link(at, named[0], "high" if form.key in told else "medium")


def short_name(roll: Roll) -> Iterator[Link]:
    """A surname, a given name or a name with initials, where one bearer only of the full name speaks."""
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    persons = sorted(roll.persons(), key=lambda at: -len(roll.forms[at].words))
    for at in persons:
        form = roll.forms[at]
        if not _is_common(form, roll):
            longer = [other for other in _candidates(form, by_word) if _shortens(form, roll.forms[other])]
            if len({roll.find(other) for other in longer}) == 1:
                surname = form.words[-1] == roll.forms[longer[0]].words[-1]
                certain: Certainty = "high" if surname and not _has_initial(form.words) else "medium"
                yield Link(at, longer[0], certain)
        for one in set(form.words) if not roll.vocabulary.conjunctions.intersection(form.words) else ():
            by_word[one].append(at)


def _candidates(form: Form, by_word: dict[str, list[int]]) -> list[int]:
    some = min((by_word.get(one, []) for one in form.words if len(one) > 1), key=len, default=[])
    return some if len(some) <= MANY else []


def _is_common(form: Form, roll: Roll) -> bool:
    """Whether a label of one word is a common noun, which `Handsome man` does not abbreviate to."""
    vocabulary = roll.vocabulary
    lists = (vocabulary.anonymous, vocabulary.groups, vocabulary.roles, vocabulary.honorifics)
    return any(form.words in some for some in lists)


def _shortens(form: Form, longer: Form) -> bool:
    """Whether the words of one name stand in another in their order, with its first or its last word."""
    short, full = form.words, longer.words
    if form.qualifiers and longer.qualifiers and not set(form.qualifiers) & set(longer.qualifiers):
        return False
    if len(short) >= len(full) and not (len(short) == len(full) and _has_initial(short)):
        return False
    at = 0
    for one in full:
        if at < len(short) and (
            one == short[at] or (len(short[at]) == 1 and one.startswith(short[at]) and len(short) > 1)
        ):
            at += 1
    whole = at == len(short) and short != full
    ends = short[-1] == full[-1] or (short[0] == full[0] and len(short) < len(full))
    return whole and ends and any(len(one) > 1 for one in short)


def _has_initial(sequence: Words) -> bool:
    return any(len(one) == 1 for one in sequence)


def office_in_name(roll: Roll) -> Iterator[Link]:
    """`PRESIDENT OF THE REPUBLIC ANN LEE`, where capitals hide the name, ends in a name that speaks."""
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for at in roll.persons():
        by_key[roll.forms[at].key].append(at)
    for at in roll.offices():
        sequence = roll.forms[at].words
        for length in NAME_IN_OFFICE:
            if length < len(sequence) and (bearers := by_key.get(" ".join(sequence[-length:]))):
                yield Link(at, bearers[0])


def front_matter(roll: Roll) -> Iterator[Link]:
    """An office whose holder the front matter names, and that name."""
    by_key = {roll.forms[at].key: at for at in reversed(roll.persons())}
    for at, form in roll.names.items():
        if form.key in by_key:
            yield Link(at, by_key[form.key], detail=f"the front matter names {form.name}")


def office_holder(roll: Roll) -> Iterator[Link]:
    """`The CHAIR` after `The CHAIR (Ann Lee)`, where one person only is named so, and not again later.

    Where the name comes back after `The CHAIR`, the bare office is somebody else.
    """
    holders: defaultdict[Words, list[int]] = defaultdict(list)
    for at in roll.persons():
        for office in (roll.forms[at].office or "").split(", "):
            sequence = without_article(words(office), roll.vocabulary)
            for length in range(1, len(sequence) + 1):
                holders[sequence[:length]].append(at)
    for at in roll.offices():
        named = holders.get(roll.forms[at].words, [])
        people = {roll.find(one) for one in named}
        if len(people) == 1 and max(roll.last_heard[one] for one in named) < roll.first_heard[at]:
            yield Link(at, named[0], "medium")


def accents(roll: Roll) -> Iterator[Link]:
    """Names that differ in accents only, which capitals often lose."""
    by_letters: defaultdict[str, list[int]] = defaultdict(list)
    for at in (*roll.persons(), *roll.offices()):
        by_letters[_without_marks(roll.forms[at].key)].append(at)
    for bearers in by_letters.values():
        people = {roll.find(at): at for at in bearers}
        if len(people) == 2:
            fewer, more = sorted(people.values(), key=lambda at: (roll.counts[at], -at))
            yield Link(fewer, more, "high" if roll.forms[fewer].text.isupper() else "medium")


def _without_marks(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def misspelling(roll: Roll) -> Iterator[Link]:
    """A label heard once that is an edit or two away from a frequent one, all other words the same."""
    places: defaultdict[tuple[int, Words], Near] = defaultdict(Near)
    owners: defaultdict[Words, list[int]] = defaultdict(list)
    labels = [*roll.persons(), *roll.offices()]
    for at in labels:
        if roll.counts[at] >= FREQUENT:
            owners[roll.forms[at].words].append(at)
            for place, one, rest in _one_out(roll.forms[at].words):
                places[place, rest].add(one)
    for at in labels:
        if roll.counts[at] == 1:
            found = {roll.find(owner): owner for owner in _meant(roll.forms[at].words, places, owners)}
            if len(found) == 1 and not roll.answers(at, next(iter(found.values()))):
                yield Link(at, next(iter(found.values())), "medium", "one of the two labels is misspelt")


def _one_out(sequence: Words) -> Iterator[tuple[int, str, Words]]:
    return ((at, one, (*sequence[:at], *sequence[at + 1 :])) for at, one in enumerate(sequence))


def _meant(
    sequence: Words, places: dict[tuple[int, Words], Near], owners: dict[Words, list[int]]
) -> Iterator[int]:
    for place, one, rest in _one_out(sequence):
        near = places.get((place, rest))
        for other in near.to(one) if near else ():
            yield from owners.get((*rest[:place], other, *rest[place:]), ())


RULES: tuple[tuple[str, Rule], ...] = (
    ("same-name", same_name),
    ("initials", initials),
    ("short-name", short_name),
    ("office-in-name", office_in_name),
    ("front-matter", front_matter),
    ("office-holder", office_holder),
    ("accents", accents),
    ("misspelling", misspelling),
)
