"""A speaker file and a document that names its speakers itself: who they are is as the user has decided.

An entry is about everybody who has its id, or whom its name or one of its aliases names alone: by name, by
label.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from docconv.model import CERTAIN, Node, Resolved, Said, Speaker, Turn
from docconv.notices import Notice
from docconv.speakers.labels.form import label_key
from docconv.speakers.table import VOICES, SpeakerTable
from docconv.walk import turns, with_children


def with_table(document: Resolved, table: SpeakerTable) -> tuple[Resolved, tuple[Notice, ...]]:
    """A document whose speakers are those of a table, as far as it has them, and a notice for each entry that
    nobody is. Turns of nobody whose label an entry has are theirs.
    """
    table = table.on(document.metadata.date)
    if not (table.entries or table.merge):
        return document, ()
    named = _named(document)
    people = {one.id: one for one in document.speakers}
    became: dict[str, Speaker] = {}
    labelled: dict[str, Speaker] = {}
    missing = []
    for entry in table.entries:
        keys = [label_key(one) for one in (entry.name, *entry.aliases) if one and entry.kind not in VOICES]
        found = [entry.id] if entry.id in people else []
        found += [next(iter(named[key])) for key in keys if len(named.get(key, ())) == 1]
        mine = [people[one] for one in dict.fromkeys(found) if one not in became]
        became |= dict.fromkeys((one.id for one in mine), _entered(entry, mine))
        silent = [key for key in keys if named.get(key) == set()]
        labelled |= dict.fromkeys(silent, became[mine[0].id] if mine else _entered(entry, mine))
        if not mine and not silent and entry.id not in table.usual:
            missing.append(_notice(f"nobody in the text is the speaker {entry.id!r} of the speaker file"))
    for labels in table.merge:
        ids = [one for label in labels for one in sorted(named.get(label_key(label), ()))]
        if ids:
            became |= dict.fromkeys(ids, became.get(ids[0], people[ids[0]]))
    return _spoken(document, became, labelled), tuple(missing)


def _named(document: Resolved) -> dict[str, set[str]]:
    """The ids of those whom a folded name or label names; nobody for a label of nobody."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for one in document.speakers:
        for name in (one.name, *one.aliases):
            if name:
                named[label_key(name)].add(one.id)
    for turn in turns(document):
        if turn.label and len(turn.speakers) < 2:
            named[label_key(turn.label)].update(one.id for one in turn.speakers)
    return named


def _entered(entry: Speaker, mine: Iterable[Speaker]) -> Speaker:
    """Somebody as an entry has them; what it does not say is taken from the document."""

    def told(name: str) -> Any:  # noqa: ANN401  a text, or a sex
        own = getattr(entry, name)
        found = [getattr(one, name) for one in mine]
        return (own if own is not None else next(filter(None, found), None)) or None

    kinds = [one.kind for one in mine]
    return evolve(
        entry,
        kind=kinds[0] if kinds and entry.kind == "person" else entry.kind,
        name=told("name"),
        role=told("role"),
        sex=told("sex"),
        aliases=tuple(dict.fromkeys((*(alias for one in mine for alias in one.aliases), *entry.aliases))),
        refs=tuple(dict.fromkeys((*entry.refs, *(one for each in mine for one in each.refs)))),
    )


def _spoken(document: Resolved, became: dict[str, Speaker], labelled: dict[str, Speaker]) -> Resolved:
    """A document in which others speak."""

    def spoken(node: Node[Speaker]) -> Node[Speaker]:
        node = with_children(node, spoken)
        if not isinstance(node, Turn | Said):
            return node
        who = tuple(dict.fromkeys(became.get(one.id, one) for one in node.speakers))
        own = labelled.get(label_key(node.label or "")) if isinstance(node, Turn) and not who else None
        if own is not None:
            return evolve(node, speakers=(own,), attribution=CERTAIN)
        return node if who == node.speakers else evolve(node, speakers=who)

    there: Resolved = with_children(document, spoken)
    people = (*(became.get(one.id, one) for one in document.speakers), *_heard(there))
    return evolve(there, speakers=tuple({one.id: one for one in people}.values()))


def _heard(document: Resolved) -> Iterator[Speaker]:
    return (one for turn in turns(document) for one in turn.speakers)


def _notice(message: str) -> Notice:
    return Notice("label-unused", message, "info", rule="speaker-file", remedy="correct it or take it out")
