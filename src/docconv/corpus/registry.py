"""One register of speakers over an archive: who in one file is who in another.

Nobody is taken for somebody else by likeness alone. People whose whole name is the same, and about whom
nothing contradicts, are one person. Where a label has only part of a name, the same label in files of one
folder, which are of one source, is proposed, and somebody has to say yes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TypeAlias

from attrs import evolve, frozen

from docconv.model import Speaker
from docconv.speakers.labels.gazetteer import gazetteer
from docconv.speakers.labels.names import label_key, taken_apart

Key: TypeAlias = tuple[str, ...]


@frozen
class Appearance:
    """A speaker of a file."""

    file: str
    speaker: Speaker


@frozen
class Identity:
    """Somebody who appears in several files, and what says that it is one person.

    entry: for the speaker file.
    files: where.
    evidence: in words.
    contradiction: what speaks against it; then no entry is written.
    """

    entry: Speaker
    files: tuple[str, ...]
    evidence: tuple[str, ...]
    contradiction: str = ""


@frozen
class Registry:
    """Who is certain, by whole names, and who is proposed, by parts of names in one source."""

    certain: tuple[Identity, ...] = ()
    proposed: tuple[Identity, ...] = ()
    contradicted: tuple[Identity, ...] = ()

    def entries(self, *, with_proposed: bool) -> tuple[Speaker, ...]:
        """The entries of a speaker file, each with an id of its own and aliases of its own."""
        chosen = [*self.certain, *(self.proposed if with_proposed else ())]
        owners = Counter(label_key(alias) for one in chosen for alias in one.entry.aliases)
        ids: Counter[str] = Counter()
        found = []
        for one in chosen:
            aliases = tuple(alias for alias in one.entry.aliases if owners[label_key(alias)] == 1)
            ids[one.entry.id] += 1
            number = f"-{ids[one.entry.id]}" * (ids[one.entry.id] > 1)
            if aliases:
                found.append(evolve(one.entry, id=f"{one.entry.id}{number}", aliases=aliases))
        return tuple(found)


def registry(appearances: Iterable[Appearance]) -> Registry:
    """The register of some speakers; voices that nobody can name have no part in it."""
    whole: dict[Key, list[Appearance]] = defaultdict(list)
    partial: dict[Key, list[Appearance]] = defaultdict(list)
    for one in appearances:
        if one.speaker.kind != "person" or not one.speaker.name:
            continue
        key = label_key(one.speaker.name)
        if _is_whole(one.speaker.name):
            whole[(key,)].append(one)
        else:
            partial[_folder(one.file), key].append(one)
    certain = [_identity(group, "whole name") for group in whole.values()]
    proposed = [_identity(group, "label in one folder") for group in partial.values()]
    told = [one for one in (*certain, *proposed) if one.contradiction]
    return Registry(
        tuple(one for one in certain if not one.contradiction),
        tuple(one for one in proposed if not one.contradiction and len(one.files) > 1),
        tuple(told),
    )


def _is_whole(name: str) -> bool:
    """Whether a name has a given name and a family name, both in full."""
    words = (taken_apart(name, gazetteer("und")).name or "").split()
    return sum(len(word.strip(".")) > 1 for word in words) > 1


def _folder(file: str) -> str:
    return str(PurePosixPath(file).parent)


def _identity(group: Sequence[Appearance], what: str) -> Identity:
    people = [one.speaker for one in group]
    files = tuple(dict.fromkeys(one.file for one in group))
    roles = Counter(person.role for person in people if person.role)
    shared = [ref for ref, count in Counter(_refs(people)).items() if count > 1]
    evidence = [f"the same {what} in {len(files)} files"] * (len(files) > 1)
    evidence += [f"reference {ref}" for ref in shared]
    evidence += [f"{role} in {count}" for role, count in roles.most_common(3)]
    name = people[0].name or ""
    entry = evolve(
        people[0],
        role=None,  # an office is of a time, and each file tells its own
        sex=next((person.sex for person in people if person.sex), None),
        aliases=tuple(dict.fromkeys((name, *_aliases(people, what)))),
        refs=tuple(dict.fromkeys(_refs(people))),
    )
    return Identity(entry, files, tuple(evidence), _contradiction(group))


def _aliases(people: Iterable[Speaker], what: str) -> Iterator[str]:
    """The labels that name a person by themselves, with the whole name in them; of a proposal, all."""
    for person in people:
        words = set(label_key(person.name or "").split())
        for alias in person.aliases:
            if what != "whole name" or words <= set(label_key(alias).split()):
                yield alias


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
