"""One register of speakers over an archive: who in one file is who in another.

Nobody is taken for somebody else by likeness alone. People whose whole name is the same but for titles, or
who have a reference in common, and about whom nothing contradicts, are one person. Where a label has only
part of a name, the same label in files of one folder, which are of one source, is proposed, and somebody
has to say yes; so are initials that fit one whole name of that folder and no other, whole names that differ
by an initial, by spelling or by an order that capitals or a comma tell, a name and the one before it that a
label gives, and an office without a name on a day on which one person only is named with it. A family name
or a given name that fits one is told as possible, and no more: on another day somebody else of that name
may have been there. So is a part of a name with a party and without.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from attrs import evolve, field, frozen

from docconv.corpus.people.appearances import (
    WHOLE,
    Appearance,
    Identity,
    Key,
    contradiction,
    identity,
    labels,
    name_words,
    references,
)
from docconv.corpus.people.offices import offices
from docconv.corpus.people.proposals import bearers, fitted, hold, of_one_label
from docconv.model import Speaker
from docconv.speakers.labels.form import label_key


@frozen
class Registry:
    """Who is certain, by whole names, who is proposed, by parts of names in one source, and who may be
    somebody known, by a family name. `offices`: those that somebody without a name holds; it may be another
    one in each file, and they have no entry. `used`: for how many speakers of all files each label stands.
    """

    certain: tuple[Identity, ...] = ()
    proposed: tuple[Identity, ...] = ()
    possible: tuple[Identity, ...] = ()
    contradicted: tuple[Identity, ...] = ()
    offices: tuple[Identity, ...] = ()
    used: Mapping[str, int] = field(factory=dict)

    def entries(self, *, with_proposed: bool) -> tuple[Speaker, ...]:
        """The entries of a speaker file, each with an id of its own and aliases of its own: a label that
        stands for somebody else in any file is nobody's.
        """
        proposed = self.proposed if with_proposed else ()
        replaced = {each for one in proposed for each in one.appearances}
        chosen = [*(one for one in self.certain if one.appearances[0] not in replaced), *proposed]
        ids: Counter[str] = Counter()
        found = []
        for one in chosen:
            own = one.labels
            keys = {alias: label_key(alias) for alias in one.entry.aliases}
            aliases = tuple(alias for alias, key in keys.items() if own[key] == self.used[key])
            ids[one.entry.id] += 1
            number = f"-{ids[one.entry.id]}" * (ids[one.entry.id] > 1)
            if aliases:
                found.append(evolve(one.entry, id=f"{one.entry.id}{number}", aliases=aliases))
        return tuple(found)


def registry(everybody: Iterable[Appearance]) -> Registry:
    """The register of some speakers; voices that nobody can name have no part in it."""
    everybody = list(everybody)
    people = [one for one in everybody if one.speaker.kind == "person"]
    whole: dict[Key, list[Appearance]] = defaultdict(list)
    partial: dict[tuple[str, str], list[Appearance]] = defaultdict(list)
    before = {one.folder for one in people if one.family and one.words[:1] == one.family[:1]}
    for one in filter(lambda one: one.speaker.name, people):
        if is_whole(one.words) and (one.folder in before or not one.is_short):
            whole[one.words].append(one)
        else:
            partial[one.folder, label_key(one.speaker.name or "")].append(one)
    certain = [identity(group, WHOLE) for group in _joined(whole)]
    fitting = [one for one in certain if not one.contradiction]
    apart = [of_one_label(group) for group in partial.values()]
    near = [one for _, more in apart for one in more]
    known = bearers(fitting)
    possible, alone = fitted(known, chain.from_iterable(groups for groups, _ in apart))
    hold(known, (one for one in people if not one.speaker.name))
    proposed = [identity(one.group, ", ".join(one.reasons)) for one in known if one.reasons]
    proposed += [identity(group, "label in one folder") for group in alone]
    return Registry(
        tuple(fitting),
        tuple(one for one in proposed if not one.contradiction and len(one.files) > 1),
        (*possible, *(one for one in near if not one.contradiction)),
        tuple(one for one in (*certain, *proposed, *near) if one.contradiction),
        tuple(
            offices(people, {each for one in proposed for each in one.appearances if not each.speaker.name})
        ),
        labels(everybody),
    )


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
        marks: list[str | Key] = [key, *references(one.speaker for one in group), *filter(is_whole, said)]
        near = dict.fromkeys(owners[mark] for mark in marks if mark in owners)
        fits = [other for other in near if not contradiction([*joined[other], *group])]
        place = fits[0] if len(fits) == 1 else number
        joined.setdefault(place, []).extend(group)
        for mark in marks:
            owners.setdefault(mark, place)
    yield from joined.values()
