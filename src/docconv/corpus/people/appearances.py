"""The speakers of files, as far as one may be another: their names, and what speaks for and against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, combinations
from pathlib import PurePosixPath
from typing import TypeAlias

from attrs import evolve, frozen

from docconv.languages import fold
from docconv.model import Resolved, Speaker
from docconv.speakers.labels.form import label_key
from docconv.speakers.labels.gazetteer import before_birth_names, gazetteer, given_names, words
from docconv.speakers.labels.names import taken_apart

Key: TypeAlias = tuple[str, ...]
WHOLE = "whole name"
SHORTEST_MARK = 2  # letters in capitals; as many may be initials or a title
LONGEST_SHORT = 5  # letters of an office
MOST_DETAILS = 4  # that are told
SHORTEST_PARTY = 3  # letters of one that is cut short
DIFFERING = "what stands in brackets differs"


@frozen
class Appearance:
    """A speaker of a file; `date` is that of the document, in ISO 8601."""

    file: str
    speaker: Speaker
    date: str = ""

    @property
    def folder(self) -> str:
        """Where the file is; the files of a folder are of one source."""
        return str(PurePosixPath(self.file).parent)

    @property
    def words(self) -> Key:
        """Those of the name."""
        return name_words(self.speaker.name or "", is_name=True)

    @property
    def is_capitals(self) -> bool:
        """Whether the name is printed in capitals, titles apart."""
        name = self.speaker.name or ""
        return (taken_apart(name, gazetteer("und")).name or name).isupper()

    @property
    def family(self) -> Key:
        """The words that capitals tell from given names, `Jean DUPRÉ`; none where all is in capitals."""
        if self.is_capitals:
            return ()
        printed = (self.speaker.name or "").split()
        marked = [one for one in printed if one.isupper() and len(one.strip(".,")) > SHORTEST_MARK]
        return name_words(" ".join(marked), is_name=True) if marked else ()

    @property
    def is_short(self) -> bool:
        """Whether no given name is before the family name, but what may be an office or initials: `StR Lund`,
        `OB Lund`, `TJ Lund`. A family name of two letters, `LI Wei`, looks the same.
        """
        first, _, rest = (self.speaker.name or "").partition(" ")
        bare = first.strip(".")
        is_mixed = any(map(str.isupper, bare[1:]))
        return bool(rest) and not self.is_capitals and is_mixed and len(bare) <= LONGEST_SHORT

    @property
    def turned(self) -> Key:
        """What stands after the comma of each label, which may be the given name: `LUND, Kim`."""
        tails = {label_key(alias.partition(", ")[2]) for alias in self.speaker.aliases}
        return tuple(next(iter(tails)).split()) if len(tails) == 1 else ()

    @property
    def former(self) -> Key:
        """The words of the whole name before, where a label tells one: `Nina Orme (née Falk)`."""
        given = self.words[:-1]
        for alias in self.speaker.aliases:
            _, _, inside = alias.replace("(", ",").replace("[", ",").partition(",")
            birth = _birth_name(words(inside))
            if birth and given:
                return birth if birth[0] == given[0] else (*given, *birth)
        return ()

    @property
    def details(self) -> frozenset[str]:
        """What labels have in brackets that is neither name nor office: a party, a place. What is in small
        letters says how somebody speaks.
        """
        return frozenset(self.printed_details)

    @property
    def printed_details(self) -> dict[str, str]:
        """The details, each with how it is printed. What only the language of the file tells from how
        somebody speaks, as `(Ind)`, is the role there.
        """
        found: dict[str, str] = {}
        for form in (taken_apart(alias, gazetteer("und")) for alias in self.speaker.aliases):
            read = (one for one in form.brackets if one == self.speaker.role and not form.office)
            found |= {fold(one): one for one in (*form.qualifiers, *read) if not one[0].islower()}
        return found


def appearances(file: str, document: Resolved) -> Iterator[Appearance]:
    """The speakers of a document."""
    return (Appearance(file, one, document.metadata.date or "") for one in document.speakers)


@frozen
class Identity:
    """Somebody who appears in several files, and what says that it is one person.

    entry: for the speaker file.
    appearances: in order.
    evidence: in words.
    contradiction: what speaks against it; then no entry is written.
    """

    entry: Speaker
    appearances: tuple[Appearance, ...]
    evidence: tuple[str, ...]
    contradiction: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """Where."""
        return tuple(dict.fromkeys(one.file for one in self.appearances))

    @property
    def labels(self) -> Counter[str]:
        """For how many of the appearances each label stands."""
        return labels(self.appearances)


def identity(group: Sequence[Appearance], what: str) -> Identity:
    """A group as one person, of whom the same `what` is in all files."""
    people = [one.speaker for one in group]
    count = len({one.file for one in group})
    roles = Counter(person.role for person in people if person.role)
    shared = [ref for ref, number in Counter(references(people)).items() if number > 1]
    evidence = [f"the same {what} in {count} files"] * (count > 1)
    evidence += [f"reference {ref}" for ref in shared]
    evidence += [f"{role} in {number}" for role, number in roles.most_common(3)]
    name = people[0].name or ""
    entry = evolve(
        people[0],
        role=None,  # an office is of a time, and each file tells its own
        sex=next((person.sex for person in people if person.sex), None),
        aliases=tuple(dict.fromkeys((name, *_aliases(people, what)))),
        refs=tuple(dict.fromkeys(references(people))),
    )
    return Identity(entry, tuple(group), tuple(evidence), contradiction(group))


def name_words(label: str, *, is_name: bool = False) -> Key:
    """The words of a name without titles and brackets, folded; none for an office, unless it is known to be a
    name, as Cook may be.
    """
    form = taken_apart(label, gazetteer("und"))
    given = given_names()
    own = [one for one in form.titles if len(one) == 1 or one in given]  # before a name as a title, as Anne
    return (*own, *form.words) if is_name or form.name else ()


def labels(group: Iterable[Appearance]) -> Counter[str]:
    """For how many speakers each label stands."""
    speakers = (one.speaker for one in group)
    keys = ({label_key(alias) for alias in (one.name or "", *one.aliases)} for one in speakers)
    return Counter(chain.from_iterable(keys))


def references(people: Iterable[Speaker]) -> Iterator[str]:
    """All that people have."""
    for person in people:
        yield from person.refs


def contradiction(group: Sequence[Appearance]) -> str:
    """Two in one file, two sexes, or references, parties or the like of which no two are the same."""
    files = Counter(one.file for one in group)
    if twice := [file for file, count in files.items() if count > 1]:
        return f"there are two in {twice[0]}"
    sexes = {one.speaker.sex for one in group} - {None}
    if len(sexes) > 1:
        return "they are of two sexes"
    referred = [set(one.speaker.refs) for one in group if one.speaker.refs]
    if referred and not set.intersection(*referred):
        return "their references differ"
    if differing := _in_brackets(group):
        return differing
    families = {one.family for one in group} - {()}
    if any(set(first).isdisjoint(second) for first, second in combinations(families, 2)):
        return "other words are the family name"
    return ""


def _in_brackets(group: Sequence[Appearance]) -> str:
    """What differs in brackets, with files and days, since a party may have changed; nothing where it agrees,
    but for how far it is spelt out: `(Lab)` and `(Labour)`.
    """
    given = {word for one in group for word in one.words[:-1]}
    stated = [(one, found) for one in group if (found := _stated(one, given))]
    every = frozenset(detail for _, found in stated for detail in found)
    short = {one: min((two for two in every if _is_short(two, one)), key=len, default=one) for one in every}
    if not stated or frozenset.intersection(*(frozenset(map(short.get, found)) for _, found in stated)):
        return ""
    first: dict[str, str] = {}
    for one, found in sorted(stated, key=lambda each: (each[0].date, each[0].file)):
        when = f" on {one.date}" * bool(one.date)
        for detail in sorted(found):
            first.setdefault(detail, f"{one.printed_details[detail]} in {one.file}{when}")
    named = ", ".join(list(first.values())[:MOST_DETAILS])
    return f"{DIFFERING}: {named}" + ", ..." * (len(first) > MOST_DETAILS)


def _is_short(one: str, other: str) -> bool:
    """Whether a word is the begin of another one: `lab` and `labour`, but not `hull` and `hull east`."""
    return len(one) >= SHORTEST_PARTY and other.startswith(one) and " " not in other[len(one) :]


def _birth_name(inside: Key) -> Key:
    """What stands after the words for a name of birth."""
    counts = (count for count in (1, 2) if " ".join(inside[:count]) in before_birth_names())
    count = next(counts, 0)
    return inside[count:] if count else ()


def _stated(one: Appearance, given: Container[str]) -> frozenset[str]:
    """The details of a speaker but for a given name after a comma."""
    is_given = bool(one.turned) and all(word in given for word in one.turned)
    return one.details - {" ".join(one.turned)} if is_given else one.details


def _aliases(people: Iterable[Speaker], what: str) -> Iterator[str]:
    """The labels that name a person by themselves, with the whole name in them; of a proposal, all."""
    for person in people:
        words = set(name_words(person.name or "", is_name=True))
        for alias in filter(None, (person.name, *person.aliases)):
            if what != WHOLE or words <= set(name_words(alias, is_name=alias == person.name)):
                yield alias
