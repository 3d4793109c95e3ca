"""Whose a label is that somebody typed: one of those who speak already, or somebody new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from attrs import evolve, frozen

from docconv.languages import fold
from docconv.model import Document, Label, Metadata, Paragraph, Resolved, Speaker, Text, Turn
from docconv.speakers import resolve
from docconv.speakers.labels.ids import Ids
from docconv.walk import turns

S = TypeVar("S", Label, Speaker)


@frozen
class LabelOwners(Generic[S]):
    """`owners` are speakers by folded label; `newcomer` makes a speaker of a label that nobody has."""

    newcomer: Callable[[str], tuple[S, ...]]
    owners: Mapping[str, tuple[S, ...]]

    def of(self, label: str | None) -> tuple[S, ...]:
        """The speakers of a turn under a label."""
        return () if label is None else self.owner(label) or self.newcomer(label)

    def owner(self, label: str) -> tuple[S, ...]:
        """The speakers who have a label, none where nobody or more than one has it."""
        return self.owners.get(fold(label), ())


def labels_only() -> LabelOwners[Label]:
    """Every label as it stands: who that is will be told later."""
    return LabelOwners(lambda label: (Label(label),), {})


def owners_in(document: Resolved) -> LabelOwners[Speaker]:
    """The speakers of a document under the labels, names and aliases that lead to one of them only."""
    found: dict[str, tuple[Speaker, ...]] = {}
    doubtful: set[str] = set()
    for label, speakers in _labels(document):
        if found.setdefault(fold(label), speakers) != speakers:
            doubtful.add(fold(label))
    owners = {label: speakers for label, speakers in found.items() if label not in doubtful}
    return LabelOwners(_Newcomers(document, owners), owners)


def _labels(document: Resolved) -> Iterator[tuple[str, tuple[Speaker, ...]]]:
    """What leads to speakers; not the labels of nameless voices, which are somebody else each time."""
    for turn in turns(document):
        if turn.label and turn.speakers and all(_is_named(speaker) for speaker in turn.speakers):
            yield turn.label, turn.speakers
    for speaker in filter(_is_named, document.speakers):
        for name in filter(None, (speaker.name, *speaker.aliases)):
            yield name, (speaker,)


def _is_named(speaker: Speaker) -> bool:
    return speaker.kind in ("person", "group")


class _Newcomers:
    """Makes speakers as the resolver would, with ids that nobody has, and remembers those with a name."""

    def __init__(self, document: Resolved, owners: dict[str, tuple[Speaker, ...]]) -> None:
        self._lang = document.metadata.lang
        self._ids = Ids({speaker.id for speaker in document.speakers})
        self._owners = owners

    def __call__(self, label: str) -> tuple[Speaker, ...]:
        spoken = Turn("t1", (Paragraph((Text(label),)),), (Label(label),), label)
        resolved, _ = resolve(Document((spoken,), Metadata(lang=self._lang)))
        found = tuple(speaker for turn in turns(resolved) for speaker in turn.speakers)
        if all(map(_is_named, found)):
            new = tuple(evolve(speaker, id=self._ids.only(speaker.id)) for speaker in found)
            self._owners[fold(label)] = new
            return new
        return tuple(evolve(speaker, id=self._ids.one_of_many(label)) for speaker in found)
