"""Who may be one person though the whole name is not the same, and somebody has to say yes to it.

All of this is within a folder, whose files are of one source, and only where one person fits and no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from attrs import define, field

from docconv.corpus.people.appearances import (
    DIFFERING,
    Appearance,
    Identity,
    Key,
    contradiction,
    identity,
)
from docconv.corpus.people.spelling import difference, is_one_name, spellings
from docconv.speakers.labels.form import label_key

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
    """Whose whole names are known; those as one that are another spelling of one name, and one who is said
    to have had the name of another before.
    """
    found = {one: Bearer(list(one.appearances)) for one in certain}
    alike: dict[tuple[str, Key], dict[Identity, None]] = defaultdict(dict)
    for one in certain:
        for each in one.appearances:
            for spelling in spellings(each):
                alike[each.folder, spelling][one] = None
    for group in alike.values():
        near = list(dict.fromkeys(found[one] for one in group))
        everybody = [each for one in near for each in one.group]
        if len(near) > 1 and is_one_name(everybody):
            _join(found, near, f"name but for {difference(everybody)}")
    _under_former_names(found)
    return list(dict.fromkeys(found.values()))


def _join(found: dict[Identity, Bearer], near: Sequence[Bearer], reason: str) -> None:
    """Take all of some bearers for one, unless something contradicts."""
    first, *others = near
    joined = [each for one in others for each in one.group]
    if first.takes(joined, reason):
        first.reasons |= {reason: None for one in others for reason in one.reasons}
        found |= {one: first for one, bearer in found.items() if bearer in near}


def _under_former_names(found: dict[Identity, Bearer]) -> None:
    """Join whom a label gives a former name, `Nina Orme (née Falk)`, with the one of that name there."""
    named: dict[tuple[str, Key], dict[Identity, None]] = defaultdict(dict)
    for one in found:
        for each in one.appearances:
            named[each.folder, each.words][one] = None
    told = [(one, each) for one in found for each in one.appearances if each.former]
    for one, each in told:
        known = list(dict.fromkeys(found[other] for other in named.get((each.folder, each.former), ())))
        if len(known) == 1 and known[0] is not found[one]:
            _join(found, [known[0], found[one]], f"name before, as {each.file} says")


def fitted(known: Sequence[Bearer], partial: Iterable[Group]) -> tuple[list[Identity], list[Group]]:
    """Give bearers what fits them by initials and a family name. Who may be somebody by a family name or a
    given name alone, and the groups that fit nobody, are given back.
    """
    families, given = _by_name(known, -1), _by_name(known, 0)
    possible, alone = [], []
    for group in partial:
        words = group[0].words
        whole = _in_other_order(group, families)
        if len(whole) == 1 and whole[0].takes(group, "name in the other order"):
            continue
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


def _in_other_order(group: Group, families: Places) -> list[Bearer]:
    """Whose given name stands after the comma of all labels of a group: `LUND, Kim`."""
    one = group[0]
    if not one.words or not one.turned or any(each.turned != one.turned for each in group):
        return []
    words = (*one.turned, *one.words)
    near = families.get((one.folder, words[-1]), ())
    return [known for known in near if any(each.words == words for each in known.group)]


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
    label alone says nothing, and one with the party may be the one without, but no more. Two that differ by
    no more than what is in brackets are told with it: a party may have changed.
    """
    groups: list[Group] = []
    for part in _apart(group, lambda one: one.details):
        sexes = {one.speaker.sex for one in part} - {None}
        groups += _apart(part, lambda one: one.speaker.sex) if len(sexes) > 1 else [part]
    possible = []
    for first, second in combinations(groups, 2):
        if len(groups) == 2 and not contradiction([*first, *second]):
            possible.append(identity([*first, *second], "name, with and without brackets"))
    if len(groups) > 1 and contradiction(group).startswith(DIFFERING):
        possible.append(identity(group, "label in one folder"))
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
