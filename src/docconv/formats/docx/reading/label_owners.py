"""Whose a label is that somebody typed: one of those who speak already, or somebody new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from attrs import evolve, frozen

from docconv.languages import fold
from docconv.model import Document, Label, Metadata, Paragraph, Resolved, Speaker, Text, Turn
from docconv.speakers import resolve
from docconv.speakers.labels.gazetteer import NameGazetteer, gazetteer, words
from docconv.speakers.labels.ids import Ids
from docconv.speakers.labels.names import taken_apart
from docconv.speakers.rules.edit_distance import misspelt
from docconv.walk import turns

S = TypeVar("S", Label, Speaker)


@frozen
class LabelOwners(Generic[S]):
    """`owners` are speakers by folded label; `newcomer` makes a speaker of a label that nobody has; `lang` is
    the language of the document.
    """

    newcomer: Callable[[str], tuple[S, ...]]
    owners: Mapping[str, tuple[S, ...]]
    lang: str = "und"

    def of(self, label: str | None) -> tuple[S, ...]:
        """The speakers of a turn under a label."""
        return () if label is None else self.owner(label) or self.newcomer(label)

    def owner(self, label: str) -> tuple[S, ...]:
        """The speakers who have a label, none where nobody or more than one has it."""
        return self.owners.get(fold(label), ())

    def may_be(self, label: str, turn: Turn[S]) -> bool:
        """Whether a label may be another print of who speaks in a turn: it shares a word with the label or a
        name of theirs, or spells one in another way.
        """
        known = [turn.label, *(name for speaker in turn.speakers for name in _names(speaker))]
        return not any(known) or any(_share_a_word(label, one, gazetteer(self.lang)) for one in known if one)


def _names(speaker: Label | Speaker) -> tuple[str | None, ...]:
    return (speaker.text,) if isinstance(speaker, Label) else (speaker.name, *speaker.aliases)


def _share_a_word(one: str, other: str, known: NameGazetteer) -> bool:
    """Whether two labels have a word in common: one of the name where both have a name."""
    forms = [taken_apart(label, known) for label in (one, other)]
    named = all(form.is_person for form in forms)
    left, right = [form.words if named else words(form.text) for form in forms]
    return any(a == b or misspelt(a, b) for a in left for b in right)


def labels_only() -> LabelOwners[Label]:
    """Every label as it is: who that is will be found later."""
    return LabelOwners(lambda label: (Label(label),), {})


def owners_in(document: Resolved) -> LabelOwners[Speaker]:
    """The speakers of a document under the labels, names and aliases that lead to one of them only."""
    found: dict[str, tuple[Speaker, ...]] = {}
    doubtful: set[str] = set()
    for label, speakers in _labels(document):
        if found.setdefault(fold(label), speakers) != speakers:
            doubtful.add(fold(label))
    owners = {label: speakers for label, speakers in found.items() if label not in doubtful}
    return LabelOwners(_Newcomers(document, owners), owners, document.metadata.lang)


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
