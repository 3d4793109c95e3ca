"""One register of speakers over an archive: who in one file is who in another.

Nobody is taken for somebody else by likeness alone. People whose whole name is the same but for titles, or
who have a reference in common, and about whom nothing contradicts, are one person. Where a label has only
part of a name, the same label in files of one folder, which are of one source, is proposed, and somebody has
to say yes; so are initials that fit one whole name of that folder and no other. A family name that fits one
is told as possible, and no more: on another day somebody else of that name may have been there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import TypeAlias

from attrs import evolve, field, frozen

from docconv.model import Speaker
from docconv.speakers.labels.gazetteer import gazetteer
from docconv.speakers.labels.names import label_key, taken_apart

Key: TypeAlias = tuple[str, ...]


@frozen
class Appearance:
    """A speaker of a file."""

    file: str
    speaker: Speaker

    @property
    def folder(self) -> str:
        """Where the file is; the files of a folder are of one source."""
        return str(PurePosixPath(self.file).parent)


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
        return _labels(self.appearances)


@frozen
class Registry:
    """Who is certain, by whole names, who is proposed, by parts of names in one source, and who may be
    somebody known, by a family name. `used`: for how many speakers of all files each label stands.
    """

    certain: tuple[Identity, ...] = ()
    proposed: tuple[Identity, ...] = ()
    possible: tuple[Identity, ...] = ()
    contradicted: tuple[Identity, ...] = ()
    used: Mapping[str, int] = field(factory=dict)

    def entries(self, *, with_proposed: bool) -> tuple[Speaker, ...]:
        """The entries of a speaker file, each with an id of its own and aliases of its own: a label that
        stands for somebody else in any file is nobody's.
        """
        proposed = self.proposed if with_proposed else ()
        begun = {one.appearances[0] for one in proposed}
        chosen = [*(one for one in self.certain if one.appearances[0] not in begun), *proposed]
        ids: Counter[str] = Counter()
        found = []
        for one in chosen:
            labels = one.labels
            keys = {alias: label_key(alias) for alias in one.entry.aliases}
            aliases = tuple(alias for alias, key in keys.items() if labels[key] == self.used[key])
            ids[one.entry.id] += 1
            number = f"-{ids[one.entry.id]}" * (ids[one.entry.id] > 1)
            if aliases:
                found.append(evolve(one.entry, id=f"{one.entry.id}{number}", aliases=aliases))
        return tuple(found)


def registry(appearances: Iterable[Appearance]) -> Registry:
    """The register of some speakers; voices that nobody can name have no part in it."""
    everybody = list(appearances)
    people = [one for one in everybody if one.speaker.kind == "person" and one.speaker.name]
    whole: dict[Key, list[Appearance]] = defaultdict(list)
    partial: dict[Key, list[Appearance]] = defaultdict(list)
    for one in people:
        key = _words(one)
        if is_whole(key):
            whole[key].append(one)
        else:
            partial[one.folder, label_key(one.speaker.name or "")].append(one)
    groups = list(_joined(whole))
    certain = [_identity(group, WHOLE) for group in groups]
    fitting = [one for one in certain if not one.contradiction]
    initials, possible, alone = _fitted(fitting, list(partial.values()))
    proposed = [*initials, *(_identity(group, "label in one folder") for group in alone)]
    return Registry(
        tuple(fitting),
        tuple(one for one in proposed if not one.contradiction and len(one.files) > 1),
        tuple(possible),
        tuple(one for one in (*certain, *proposed) if one.contradiction),
        _labels(everybody),
    )


WHOLE = "whole name"


def name_words(label: str, *, is_name: bool = False) -> Key:
    """The words of a name without titles and brackets, folded; none for an office, unless it is known to be a
    name, as Cook may be.
    """
    form = taken_apart(label, gazetteer("und"))
    initials = [one for one in form.titles if len(one) == 1]  # before a name they may look like a title
    return (*initials, *form.words) if is_name or form.name else ()


def _words(one: Appearance) -> Key:
    return name_words(one.speaker.name or "", is_name=True)


def is_whole(words: Key) -> bool:
    """Whether a name has a given name and a family name, both in full."""
    return sum(len(one) > 1 for one in words) > 1


def _joined(whole: Mapping[Key, list[Appearance]]) -> Iterator[list[Appearance]]:
    """The groups of whole names as one that have a reference in common, or of which a file says that both
    names are of one person, unless something contradicts that.
    """
    owners: dict[str | Key, int] = {}
    joined: dict[int, list[Appearance]] = {}
    for number, (key, group) in enumerate(whole.items()):
        said = (name_words(alias) for one in group for alias in one.speaker.aliases)
        marks: list[str | Key] = [key, *_refs(one.speaker for one in group), *filter(is_whole, said)]
        near = dict.fromkeys(owners[mark] for mark in marks if mark in owners)
        fits = [other for other in near if not _contradiction([*joined[other], *group])]
        place = fits[0] if len(fits) == 1 else number
        joined.setdefault(place, []).extend(group)
        for mark in marks:
            owners.setdefault(mark, place)
    yield from joined.values()


def _fitted(
    certain: Sequence[Identity], partial: Sequence[list[Appearance]]
) -> tuple[list[Identity], list[Identity], list[list[Appearance]]]:
    """What parts of names fit: identities with initials of theirs, with a family name of theirs, and the
    groups that fit none.
    """
    families: dict[Key, dict[int, None]] = defaultdict(dict)
    for number, one in enumerate(certain):
        for each in one.appearances:
            families[each.folder, _words(each)[-1]][number] = None
    extended: dict[int, list[Appearance]] = {}
    possible, alone = [], []
    for group in partial:
        words = _words(group[0])
        near = families.get((group[0].folder, words[-1]), {}) if words else {}
        fits = [number for number in near if _fits(words, certain[number])]
        joined = [*extended.get(fits[0], certain[fits[0]].appearances), *group] if len(fits) == 1 else []
        if not joined or _contradiction(joined):
            alone.append(group)
        elif len(words) > 1:
            extended[fits[0]] = joined
        else:
            alone.append(group)
            possible.append(_identity(joined, "family name"))
    return [_identity(one, "initials and family name") for one in extended.values()], possible, alone


def _fits(words: Key, one: Identity) -> bool:
    """Whether all that stands before a family name begins a given name of somebody, in order."""
    for each in one.appearances:
        given = iter(_words(each)[:-1])
        if all(any(name.startswith(part) for name in given) for part in words[:-1]):
            return True
    return False


def _identity(group: Sequence[Appearance], what: str) -> Identity:
    people = [one.speaker for one in group]
    count = len({one.file for one in group})
    roles = Counter(person.role for person in people if person.role)
    shared = [ref for ref, number in Counter(_refs(people)).items() if number > 1]
    evidence = [f"the same {what} in {count} files"] * (count > 1)
    evidence += [f"reference {ref}" for ref in shared]
    evidence += [f"{role} in {number}" for role, number in roles.most_common(3)]
    name = people[0].name or ""
    entry = evolve(
        people[0],
        role=None,  # an office is of a time, and each file tells its own
        sex=next((person.sex for person in people if person.sex), None),
        aliases=tuple(dict.fromkeys((name, *_aliases(people, what)))),
        refs=tuple(dict.fromkeys(_refs(people))),
    )
    return Identity(entry, tuple(group), tuple(evidence), _contradiction(group))


def _aliases(people: Iterable[Speaker], what: str) -> Iterator[str]:
    """The labels that name a person by themselves, with the whole name in them; of a proposal, all."""
    for person in people:
        words = set(name_words(person.name or "", is_name=True))
        for alias in (person.name or "", *person.aliases):
            if what != WHOLE or words <= set(name_words(alias, is_name=alias == person.name)):
                yield alias


def _labels(appearances: Iterable[Appearance]) -> Counter[str]:
    """For how many speakers each label stands."""
    speakers = (one.speaker for one in appearances)
    keys = ({label_key(alias) for alias in (one.name or "", *one.aliases)} for one in speakers)
    return Counter(chain.from_iterable(keys))


def _refs(people: Iterable[Speaker]) -> Iterator[str]:
    for person in people:
        yield from person.refs


def _contradiction(group: Sequence[Appearance]) -> str:
    """Two in one file, two sexes, or references of which no two are the same."""
    files = Counter(one.file for one in group)
    if twice := [file for file, count in files.items() if count > 1]:
        return f"there are two in {twice[0]}"
    sexes = {one.speaker.sex for one in group} - {None}
    if len(sexes) > 1:
        return "they are of two sexes"
    referred = [set(one.speaker.refs) for one in group if one.speaker.refs]
    if referred and not set.intersection(*referred):
        return "their references differ"
    return ""
