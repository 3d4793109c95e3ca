"""Who may be one person though the whole name is not the same, and somebody has to say yes to it.

All of this is within a folder, whose files are of one source, and only where one person fits and no other.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from attrs import define, field

from docconv.corpus.people.appearances import Appearance, Identity, Key, contradiction, identity
from docconv.speakers.labels.names import label_key

Group: TypeAlias = list[Appearance]


@define(eq=False)
class Bearer:
    """Somebody whose whole name is known, and why others may be the same person."""

    group: Group
    reasons: dict[str, None] = field(factory=dict)

    def takes(self, others: Iterable[Appearance], reason: str) -> bool:
        """Whether others can be this one, and then they are."""
        joined = [*self.group, *others]
        if contradiction(joined):
            return False
        self.group, self.reasons[reason] = joined, None
        return True


Places: TypeAlias = Mapping[tuple[str, str], Mapping[Bearer, None]]
"""By a folder and a name or an office, who has it."""


def bearers(certain: Sequence[Identity]) -> list[Bearer]:
    """Whose whole names are known; those as one that differ by an initial between the names, or by accents
    that capitals have lost.
    """
    found = {one: Bearer(list(one.appearances)) for one in certain}
    alike: dict[tuple[str, Key], dict[Identity, None]] = defaultdict(dict)
    for one in certain:
        for each in one.appearances:
            alike[each.folder, _plain(each.words)][one] = None
    for group in alike.values():
        near = list(dict.fromkeys(found[one] for one in group))
        if len(near) > 1 and _is_one_name([each for one in near for each in one.group]):
            joined = [each for one in near[1:] for each in one.group]
            if near[0].takes(joined, "name but for an initial or accents"):
                found |= {one: near[0] for one, bearer in found.items() if bearer in near}
    return list(dict.fromkeys(found.values()))


def _plain(words: Key) -> Key:
    """A name without the initials behind its first word, and without accents."""
    return tuple(_unmarked(one) for one in (*words[:1], *(word for word in words[1:] if len(word) > 1)))


def _unmarked(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))


def _is_one_name(group: Group) -> bool:
    """Whether names agree in initials, where they have some, and in accents, save those in capitals."""
    initials = {tuple(one for one in each.words if len(one) == 1) for each in group} - {()}
    spelt = {tuple(one for one in each.words if len(one) > 1) for each in group if not each.is_capitals}
    return len(initials) <= 1 and len(spelt) == 1


def fitted(known: Sequence[Bearer], partial: Iterable[Group]) -> tuple[list[Identity], list[Group]]:
    """Give bearers what fits them by initials and a family name. Who may be somebody by a family name or a
    given name alone, and the groups that fit nobody, are given back.
    """
    families, given = _by_name(known, -1), _by_name(known, 0)
    possible, alone = [], []
    for group in partial:
        words = group[0].words
        last = _fitting(group, families) if words else []
        if len(last) == 1 and len(words) > 1 and last[0].takes(group, "initials and family name"):
            continue
        alone.append(group)
        near, what = (last, "family name") if last else (_fitting(group, given), "given name")
        joined = [*near[0].group, *group] if len(near) == len(words) == 1 else []
        if joined and not contradiction(joined):
            possible.append(identity(joined, what))
    return possible, alone


def _by_name(known: Iterable[Bearer], place: int) -> Places:
    """Who bears each family name, or each given one, in each folder."""
    found: dict[tuple[str, str], dict[Bearer, None]] = defaultdict(dict)
    for one in known:
        for each in one.group:
            found[each.folder, each.words[place]][one] = None
    return found


def _fitting(group: Group, places: Places) -> list[Bearer]:
    """Whom the name of a group fits."""
    words = group[0].words
    return [one for one in places.get((group[0].folder, words[-1]), ()) if _fits(words, one)]


def _fits(words: Key, one: Bearer) -> bool:
    """Whether all that stands before a family name begins a given name of somebody, in order."""
    for each in one.group:
        given = iter(each.words[:-1])
        if all(any(name.startswith(part) for name in given) for part in words[:-1]):
            return True
    return False


def of_one_label(group: Group) -> tuple[list[Group], list[Identity]]:
    """The appearances of a part of a name, `SMITH`, in one folder, as groups that may be one person each, and
    who may be one besides: where `Mr. Smith` and `Ms. Smith` speak, or `SMITH (Hull)` and `SMITH (Kent)`, the
    label alone says nothing, and one with the party may be the one without, but no more.
    """
    groups: list[Group] = []
    for part in _apart(group, lambda one: one.details):
        sexes = {one.speaker.sex for one in part} - {None}
        groups += _apart(part, lambda one: one.speaker.sex) if len(sexes) > 1 else [part]
    possible = []
    for first, second in combinations(groups, 2):
        if len(groups) == 2 and not contradiction([*first, *second]):
            possible.append(identity([*first, *second], "name, with and without brackets"))
    return groups, possible


def _apart(group: Group, detail: Callable[[Appearance], object]) -> list[Group]:
    """A group by what is known of each."""
    parts: dict[object, Group] = defaultdict(list)
    for one in group:
        parts[detail(one)].append(one)
    return list(parts.values())


def hold(known: Sequence[Bearer], unnamed: Iterable[Appearance]) -> None:
    """Give bearers the offices without a name, of the same day, that they alone hold there."""
    holders: dict[tuple[str, str, str], dict[Bearer, None]] = defaultdict(dict)
    for one in known:
        for each in one.group:
            for alias in each.speaker.aliases:
                holders[each.folder, each.date, label_key(alias)][one] = None
    for each in unnamed:
        named = [holders.get((each.folder, each.date, label_key(one)), {}) for one in each.speaker.aliases]
        people = list({one: None for found in named for one in found})
        if each.date and len(people) == 1:
            people[0].takes([each], f"office on {each.date}")
