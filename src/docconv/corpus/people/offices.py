"""Offices that files of one folder name without saying who holds them: it may be several, one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from docconv.corpus.people.appearances import Appearance, Identity
from docconv.languages import fold

MOST_HOLDERS = 3
"""So many are told."""


def offices(people: Iterable[Appearance], held: Container[Appearance]) -> Iterator[Identity]:
    """The offices of each folder that somebody without a name holds, in several files or where another one
    names the holder; without the appearances that somebody is proposed for.
    """
    found: dict[tuple[str, str], list[Appearance]] = defaultdict(list)
    for one in people:
        if one.speaker.role and one not in held:
            found[one.folder, fold(one.speaker.role)].append(one)
    for group in found.values():
        unnamed = [one for one in group if not one.speaker.name]
        if unnamed and len({one.file for one in group}) > 1:
            named = list(dict.fromkeys(_told(one) for one in group if one.speaker.name))
            yield Identity(unnamed[0].speaker, tuple(group), (_evidence(named),))


def _told(one: Appearance) -> str:
    when = f" on {one.date}" * bool(one.date)
    return f"{one.speaker.name} in {one.file}{when}"


def _evidence(named: list[str]) -> str:
    more = ", ..." * (len(named) > MOST_HOLDERS)
    return (
        f"held by {', '.join(named[:MOST_HOLDERS])}{more}; elsewhere nobody is named"
        if named
        else "nobody is named"
    )
