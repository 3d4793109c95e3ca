"""When two labels are one speaker: ordered rules, each of which proposes links between labels.

A rule proposes only what is unambiguous: a surname that two people bear stays a speaker of its own.
`LabelClusters.join` refuses what the facts forbid. The evidence and the notice name the rule.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from docconv.patterns import regex
from docconv.speakers.clusters import ANSWERS_ITSELF, LabelClusters, LabelLink
from docconv.speakers.labels.form import label_key
from docconv.speakers.labels.gazetteer import Words, distinguishing, given_names, numbering, word, words
from docconv.speakers.labels.initials import initials_of
from docconv.speakers.labels.kinds import without_article
from docconv.speakers.labels.names import is_short_form
from docconv.speakers.rules.edit_distance import DeletionIndex

if TYPE_CHECKING:
    from docconv.model import Certainty, Sex
    from docconv.speakers.labels.form import Form

Rule: TypeAlias = Callable[[LabelClusters], Iterable[LabelLink]]

MANY = 20
"""With more bearers of a name than this, its short form says nothing."""

CALLED = regex(r".*[\s:,、–—-]\W{0,2}(\w{1,5})\W{0,2}$")
"""What ends in how somebody is called from there on: `hereafter “L.”`."""
FREQUENT = 3
LONGEST_VOICE = 4  # letters
MOST_LETTERS = 4
MOST_WORDS = 40
SHORT_TITLE, FEWEST_LEFT_OUT = range(3, 5), 3  # letters
FEWEST_SHORT, MOST_IN_FULL = 2, 2
"""So many speakers are called by the first letters of names that were said in full so often."""
NAME_IN_OFFICE = range(2, 5)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi")


def same_name(clusters: LabelClusters) -> Iterator[LabelLink]:
    """Labels that agree once titles and brackets are off, unless these tell two people of one name apart."""
    by_key: defaultdict[tuple[bool, str, str], list[int]] = defaultdict(list)
    for at, form in enumerate(clusters.forms):
        if clusters.is_free(at):
            by_key[form.is_person, form.kind.kind, form.key].append(at)
    for bearers in by_key.values():
        if len(bearers) > 1:
            yield from _namesakes(clusters, bearers)


def _namesakes(clusters: LabelClusters, bearers: list[int]) -> Iterator[LabelLink]:
    """Bearers of one name are one person for each set of facts; who has no such fact may be any of them."""
    people: list[list[int]] = []
    for at in sorted(bearers, key=lambda one: (not _signed(clusters.forms[one]), one)):
        form = clusters.forms[at]
        fits = [one for one in people if all(_agree(form, clusters.forms[other]) for other in one)]
        fits = [one for one in fits if not any(_stands_in(form, clusters.forms[at], clusters) for at in one)]
        if len(fits) == 1:
            certainty = _same_title(form, clusters.forms[fits[0][0]])
            if any(_are_two(at, other, clusters) for other in fits[0]):
                clusters.keep_namesakes_apart(at, fits[0][0])
                people.append([at])
                continue
            yield LabelLink(at, fits[0][0], certainty, firm=certainty == "high")
            if len(fits[0]) < MANY:
                fits[0].append(at)
        elif len(people) < MANY:
            people.append([at])


def _are_two(one: int, other: int, clusters: LabelClusters) -> bool:
    """Whether labels of one surname under different titles are two speakers, by how they take turns."""
    a, b = clusters.forms[one], clusters.forms[other]
    within = {_within(a.titles, b.titles), _within(b.titles, a.titles)}
    if len(a.words) > 1 or within == {True}:
        return False
    if within == {False}:
        return clusters.take_turns(one, other)
    wife = {a.sex, b.sex} == {
        "F",
        None,
    }  # `FRAU BRANDT` and `BRANDT`, `FRAU KONSUL BRANDT` and `KONSUL BRANDT`
    return clusters.answers(one, other) >= (1 if wife else ANSWERS_ITSELF)


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


def _stands_in(one: Form, other: Form, clusters: LabelClusters) -> bool:
    """Whether one of two surnames has its office as a deputy: `Mayor Bell`, `Deputy Mayor Bell`."""
    deputies = clusters.gazetteer.deputies
    held = [deputies.isdisjoint(form.titles) for form in (one, other) if form.titles]
    return len(one.words) == 1 and len(held) > 1 and held[0] != held[1]


def _same_title(one: Form, other: Form) -> Certainty:
    """Surnames under different titles (`Chairman Lee`, `Senator Lee`) are less sure than full names."""
    within = _within(one.titles, other.titles) or _within(other.titles, one.titles)
    return "high" if len(one.words) > 1 or within else "medium"


def _within(titles: Words, others: Words) -> bool:
    """Whether all titles of a label are among those of another, in full or in short: `Sen.`, `Professor`."""
    return all(any(one == other or _abbreviates(one, other) for other in others) for one in titles)


def _abbreviates(one: str, other: str) -> bool:
    """Whether one of two words is the first letters of the other, up to a consonant, and much shorter."""
    short, full = sorted((one, other), key=len)
    much = len(short) in SHORT_TITLE and len(full) >= len(short) + FEWEST_LEFT_OUT
    return much and full.startswith(short) and short[-1] not in "aeiouy"


def initials(clusters: LabelClusters) -> Iterator[LabelLink]:
    """`MF` after `Milo Fenwick (MF)`; without such a key, initials that only one name has."""
    printed, possible = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    persons = clusters.persons()
    for at in persons:
        form = clusters.forms[at]
        if form.initials:
            printed[word(form.initials)].append(at)
        if len(form.words) > 1:
            for short in initials_of(form.name or ""):
                possible[short].append(at)
    for at in persons:
        form = clusters.forms[at]
        if form.may_be_initials:
            named = printed.get(form.letters) or possible.get(form.letters, [])
            named = [one for one in named if one != at]
            named = [one for one in named if len(clusters.forms[one].words[-1]) > 1] or named  # not `Ada B.`
            if len({clusters.find(one) for one in named}) == 1:
                yield LabelLink(at, named[0], "high" if form.letters in printed else "medium")


def short_form(clusters: LabelClusters) -> Iterator[LabelLink]:
    """`R1` after `Respondent (R1)`, `MF` after `Milo Fenwick (MF)`, `R` after `Respondent (hereafter R)`.
    Where two people have one short form in brackets, `Mia Falk (MF)` as well, it is that of the first of
    them, perhaps. Capitals that begin with the letter of a name that comes once, and speak from then on, may
    be more than it: `Fred (FSM)`.
    """
    by_text = {label_key(form.text): at for at, form in enumerate(clusters.forms)}
    called: defaultdict[int, list[int]] = defaultdict(list)
    for at, form in enumerate(clusters.forms):
        for bracket in form.brackets:
            short = by_text.get(label_key(bracket), at)
            told = CALLED.match(bracket) if short == at else None
            short = by_text.get(label_key(told[1]), at) if told else short
            later = clusters.first_heard[at] < clusters.first_heard[short]
            if short != at and ((told and later) or is_short_form(bracket, form)):
                called[short].append(at)
            elif short != at and _is_called_from_then_on(at, short, clusters):
                yield LabelLink(short, at, "medium")
    for short, whole in called.items():
        people = {clusters.forms[at].key: at for at in reversed(whole)}
        if len(people) == 1:
            yield from (LabelLink(short, at, firm=True) for at in whole)
            continue
        for one, other in combinations(people.values(), 2):
            clusters.keep_apart(one, other)
        detail = f"{clusters.forms[short].text} is in brackets behind several names"
        yield LabelLink(short, whole[0], "medium", detail, firm=True)


def _is_called_from_then_on(at: int, short: int, clusters: LabelClusters) -> bool:
    """Whether a label in capitals comes back after one that comes once and begins with the same letter; one
    that ends in the letter of the last name, too, may come once: `Eric Rowe (EKR)`, `EKR`.
    """
    form, letters = clusters.forms[at], clusters.forms[short].text
    initials = form.is_person and letters.isupper() and letters.isalpha() and len(letters) <= MOST_LETTERS
    ends = len(letters) > 1 < len(form.words) and form.words[-1][:1] == letters[-1].casefold()
    later = clusters.counts[at] == 1 and (ends or clusters.counts[short] > 1)
    later = later and clusters.first_heard[at] < clusters.first_heard[short]
    return initials and later and form.text[:1] == letters[0]


def voice_in_short(clusters: LabelClusters) -> Iterator[LabelLink]:
    """`P.` after `Pregunta.`: the word for whoever asks, or answers, said once, and then its first letters;
    `Rep.` after `Reporter`, where it begins no other word for a voice or an office.
    """
    for voices in (clusters.gazetteer.question, clusters.gazetteer.answer):
        found = [at for at, form in enumerate(clusters.forms) if form.words in voices]
        whole = [at for at in found if len(clusters.forms[at].key) > 1 and clusters.counts[at] == 1]
        for at in found:
            letter = clusters.forms[at].key
            brief = len(letter) <= LONGEST_VOICE and len(whole) == 1 and at != whole[0]
            if brief and clusters.forms[whole[0]].key.startswith(letter):
                yield LabelLink(at, whole[0], firm=True)
    spoken = {form.key: at for at, form in enumerate(clusters.forms) if not form.is_person}
    for at in (*clusters.persons(), *clusters.offices()):
        short = clusters.forms[at].key
        full = [other for key, other in spoken.items() if key.isalpha() and _abbreviates(short, key)]
        if len(full) == 1 and " " not in short and clusters.forms[full[0]].key.startswith(short):
            yield LabelLink(at, full[0], "medium")


def first_letters(clusters: LabelClusters) -> Iterator[LabelLink]:
    """`SOC.` after `SOCRATES.` and `MEN.` after `MENO.`: several who are named in full at first have a few
    letters of their names from then on, or their first one.
    """
    names = sorted((form.key, at) for at, form in enumerate(clusters.forms) if len(form.words) == 1)
    found: list[tuple[int, int]] = []
    for place, (key, short) in enumerate(names):
        longer = [at for name, at in names[place + 1 : place + 3] if name.startswith(key)]
        if (
            len(longer) == 1
            and (len(key) in SHORT_TITLE or _is_letter_of(short, longer[0], clusters))
            and len(clusters.forms[longer[0]].key) > len(key)
            and clusters.counts[longer[0]] <= MOST_IN_FULL
            and clusters.last_heard[longer[0]] < clusters.first_heard[short]
        ):
            found.append((short, longer[0]))
    if len({full for _, full in found}) >= FEWEST_SHORT:
        yield from (LabelLink(short, full, "medium") for short, full in found)


def _is_letter_of(short: int, full: int, clusters: LabelClusters) -> bool:
    """Whether a label of one letter may stand for the name of a person that is said once."""
    letter, name = clusters.forms[short], clusters.forms[full]
    return len(letter.key) == 1 and letter.key.isalpha() and name.is_person and clusters.counts[full] == 1


def short_name(clusters: LabelClusters) -> Iterator[LabelLink]:
    """A surname, a given name or a name with initials, where one bearer only of the full name speaks."""
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    persons = sorted(clusters.persons(), key=lambda at: -len(clusters.forms[at].words))
    bearers: defaultdict[Words, set[int]] = defaultdict(set)
    for at in persons:
        bearers[clusters.forms[at].words].add(clusters.find(at))
    for at in persons:
        form = clusters.forms[at]
        if not _is_common(form, clusters):
            longer = [other for other in _candidates(form, by_word) if _shortens(form, clusters.forms[other])]
            if len({clusters.find(other) for other in longer}) > 1 and form.sex:
                longer = [other for other in longer if clusters.forms[other].sex == form.sex]
            if len(bearers[form.words]) > 1 and form.titles:  # `OLD VOSS`, `MRS. VOSS`, `DOCTOR VOSS`
                longer = [other for other in longer if _sex_of_name(clusters.forms[other], form)]
            if len({clusters.find(other) for other in longer}) == 1 and not _answers_namesake(
                at, longer[0], clusters
            ):
                surname = form.words[-1] == clusters.forms[longer[0]].words[-1]
                certain: Certainty = "high" if surname and not _has_initial(form.words) else "medium"
                certain = certain if _may_be_addressed(form, clusters.forms[longer[0]]) else "medium"
                yield LabelLink(at, longer[0], certain)
        for one in set(form.words) if not clusters.gazetteer.conjunctions.intersection(form.words) else ():
            by_word[one].append(at)


def _answers_namesake(short: int, longer: int, clusters: LabelClusters) -> bool:
    """Whether `MRS. HOLM` answers `GROCER HOLM`, or is not of the sex that the first name says, so that they
    are two; which may be wrong.
    """
    form, full = clusters.forms[short], clusters.forms[longer]
    other_sex = form.sex and not full.sex and _sex_of_name(full, form) not in (None, form.sex)
    if not other_sex and not (form.titles and clusters.answers(short, longer)):
        return False
    clusters.keep_namesakes_apart(short, longer)
    return True


def _sex_of_name(full: Form, short: Form) -> Sex | None:
    """The sex that the label of a full name says, or its words that a short form of it leaves out."""
    if full.sex:
        return full.sex
    said = {sex for one in full.words if one not in short.words and (sex := given_names().get(one))}
    return said.pop() if len(said) == 1 else None


def _may_be_addressed(form: Form, full: Form) -> bool:
    """Whether nothing is strange in a form of address that says `woman` for a full name: where its label has
    an office instead and its first name tells nothing, `Mayor Robin Holm`, `Mrs. Holm` may be his wife.
    """
    return form.sex != "F" or _sex_of_name(full, form) is not None or _within(full.titles, form.titles)


def _candidates(form: Form, by_word: dict[str, list[int]]) -> list[int]:
    some = min((by_word.get(one, []) for one in form.words if len(one) > 1), key=len, default=[])
    return some if len(some) <= MANY else []


def _is_common(form: Form, clusters: LabelClusters) -> bool:
    """Whether a label of one word is a common noun, which `Handsome man` does not abbreviate to."""
    gazetteer = clusters.gazetteer
    lists = (gazetteer.anonymous, gazetteer.groups, gazetteer.roles, gazetteer.honorifics)
    return any(form.words in some for some in lists)


def _shortens(form: Form, longer: Form) -> bool:
    """Whether the words of one name are in another in their order, with its first or its last word."""
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
    before = full[: full.index(short[0])] if short[0] in full else ()
    if distinguishing().intersection(before) or _numbered(full[-1], short) or any(map(_is_whose, before)):
        return False
    whole = at == len(short) and short != full
    ends = short[-1] == full[-1] or (short[0] == full[0] and (len(short) < len(full) or len(short[-1]) == 1))
    return whole and ends and any(len(one) > 1 for one in short)


def _is_whose(word: str) -> bool:
    """Whether a word says whose somebody is: `Deponent’s Lawyer` is not the `Lawyer` who asks."""
    return word.endswith(("'s", "’s", "s'", "s’"))


def _numbered(last: str, short: Words) -> bool:
    """Whether a label ends in a number that its shorter form has not: `Docker II`, `Marinero segundo`."""
    return last not in short and (last.isdigit() or last in ROMAN or last in numbering())


def _has_initial(sequence: Words) -> bool:
    return any(len(one) == 1 for one in sequence)


def office_in_name(clusters: LabelClusters) -> Iterator[LabelLink]:
    """`PRESIDENT OF THE REPUBLIC ANN LEE`, where capitals hide the name, ends in a name that speaks."""
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for at in clusters.persons():
        by_key[clusters.forms[at].key].append(at)
    for at in clusters.offices():
        sequence = clusters.forms[at].words
        for length in NAME_IN_OFFICE:
            if length < len(sequence) and (bearers := by_key.get(" ".join(sequence[-length:]))):
                yield LabelLink(at, bearers[0])


def front_matter(clusters: LabelClusters) -> Iterator[LabelLink]:
    """An office whose holder the front matter names, and that name, or the surname alone, which nobody else
    has: `The Chair` and `Mayor Lee` below `Mayor Ann Lee (Chair)`.
    """
    by_key = {clusters.forms[at].key: at for at in reversed(clusters.persons())}
    surnames = Counter(clusters.forms[at].words[-1] for at in clusters.persons())
    for at, form in clusters.names.items():
        detail = f"the front matter names {form.name}"
        if form.key in by_key:
            yield LabelLink(at, by_key[form.key], detail=detail)
        elif (
            (short := by_key.get(form.words[-1])) is not None
            and surnames[form.words[-1]] == 1
            and set(clusters.forms[short].titles) <= set(form.titles)
        ):
            yield LabelLink(at, short, "medium", detail=detail)


def office_holder(clusters: LabelClusters) -> Iterator[LabelLink]:
    """`The CHAIR` after `The CHAIR (Ann Lee)`, where one person only is named so, and not again later.

    Where the name comes back after `The CHAIR`, the bare office is somebody else. A label that goes on with
    the name in brackets leaves no doubt.
    """
    holders: defaultdict[Words, list[int]] = defaultdict(list)
    for at in clusters.persons():
        for office in (clusters.forms[at].office or "").split(", "):
            sequence = without_article(words(office), clusters.gazetteer)
            for length in range(1, len(sequence) + 1):
                holders[sequence[:length]].append(at)
    for at in clusters.offices():
        named = holders.get(clusters.forms[at].words, [])
        people = {clusters.find(one) for one in named}
        if len(people) == 1 and max(clusters.last_heard[one] for one in named) < clusters.first_heard[at]:
            whole = clusters.forms[named[0]].text.startswith(f"{clusters.forms[at].text} (")
            yield LabelLink(at, named[0], "high" if whole else "medium")


def numbered(clusters: LabelClusters) -> Iterator[LabelLink]:
    """`Panelist 2` after `Panelist 2 (Ann Lee)`, where no other name has that number."""
    by_text = {label_key(form.text): at for at, form in enumerate(clusters.forms)}
    named: defaultdict[int, list[int]] = defaultdict(list)
    for at in clusters.persons():
        head = clusters.forms[at].text.partition(" (")[0]
        short = by_text.get(label_key(head), at) if head[-1:].isdecimal() else at
        if short != at:
            named[short].append(at)
    for short, whole in named.items():
        first = min(whole, key=lambda at: clusters.first_heard[at])
        if len({clusters.forms[at].key for at in whole}) == 1:
            yield LabelLink(short, first, firm=True)


def accents(clusters: LabelClusters) -> Iterator[LabelLink]:
    """Names that differ in accents only, which capitals often lose."""
    by_letters: defaultdict[str, list[int]] = defaultdict(list)
    for at in (*clusters.persons(), *clusters.offices()):
        by_letters[_without_marks(clusters.forms[at].key)].append(at)
    for bearers in by_letters.values():
        people = {clusters.find(at): at for at in bearers}
        if len(people) == 2 and len({_named(clusters.forms[at]) for at in people.values()}) > 1:
            fewer, more = sorted(people.values(), key=lambda at: (clusters.counts[at], -at))
            yield LabelLink(fewer, more, "high" if clusters.forms[fewer].text.isupper() else "medium")


def _named(form: Form) -> tuple[bool, str]:
    """What `same_name` compares: who agrees in this is one or is told apart by it."""
    return form.is_person, form.key


def _without_marks(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def misspelling(clusters: LabelClusters) -> Iterator[LabelLink]:
    """A label heard once that is an edit or two away from a frequent one, all other words the same."""
    places: defaultdict[tuple[int, Words], DeletionIndex] = defaultdict(DeletionIndex)
    owners: defaultdict[Words, list[int]] = defaultdict(list)
    labels = [*clusters.persons(), *clusters.offices()]
    for at in labels:
        if clusters.counts[at] >= FREQUENT:
            owners[clusters.forms[at].words].append(at)
            for place, one, rest in _one_out(clusters.forms[at].words):
                places[place, rest].add(one)
    for at in labels:
        if clusters.counts[at] == 1:
            found = {
                clusters.find(owner): owner for owner in _meant(clusters.forms[at].words, places, owners)
            }
            if len(found) == 1 and not clusters.answers(at, next(iter(found.values()))):
                yield LabelLink(at, next(iter(found.values())), "medium", "one of the two labels is misspelt")


def _one_out(sequence: Words) -> Iterator[tuple[int, str, Words]]:
    """Each word with its place and all others; none of what is too long to be somebody's label."""
    some = sequence if len(sequence) <= MOST_WORDS else ()
    return ((at, one, (*some[:at], *some[at + 1 :])) for at, one in enumerate(some))


def _meant(
    sequence: Words, places: dict[tuple[int, Words], DeletionIndex], owners: dict[Words, list[int]]
) -> Iterator[int]:
    for place, one, rest in _one_out(sequence):
        near = places.get((place, rest))
        for other in near.to(one) if near else ():
            yield from owners.get((*rest[:place], other, *rest[place:]), ())


RULES: tuple[tuple[str, Rule], ...] = (
    ("same-name", same_name),
    ("short-form", short_form),
    ("voice-in-short", voice_in_short),
    ("numbered", numbered),
    ("first-letters", first_letters),
    ("initials", initials),
    ("short-name", short_name),
    ("office-in-name", office_in_name),
    ("front-matter", front_matter),
    ("office-holder", office_holder),
    ("accents", accents),
    ("misspelling", misspelling),
)
