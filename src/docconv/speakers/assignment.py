"""Who is heard in each voice: one speaker for most labels, a new one each time for those that name nobody."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from attrs import evolve

from docconv.languages import fold
from docconv.model import Attribution, Speaker
from docconv.speakers.clusters import RANK
from docconv.speakers.labels.ids import Ids
from docconv.speakers.labels.names import clean
from docconv.speakers.table import VOICES, completed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docconv.speakers.clusters import Reason, Roll
    from docconv.speakers.profile import Painter
    from docconv.speakers.table import SpeakerTable


class Cast:
    """Gives out speakers in the order in which they are first heard, and with them their ids."""

    def __init__(self, roll: Roll, painter: Painter, table: SpeakerTable) -> None:
        self._roll = roll
        self._painter = painter
        self._ids = Ids(frozenset(entry.id for entry in table.entries))
        self._queues = _queues(table)
        self._by_root: dict[int, Speaker] = {}
        self._voices: dict[int, Speaker] = {}
        self._listed: dict[str, Speaker] = {}

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody heard so far."""
        return tuple(self._listed.values())

    def speaker(self, label: int) -> Speaker:
        """The speaker of a label on the roll; a new one each time where the label names nobody."""
        if self._roll.is_many(label):
            return self._list(self._new_voice(label))
        root = self._roll.find(label)
        known = self._by_root.get(root)
        if known is None:
            known = self._by_root[root] = self._list(self._one_speaker(root))
        return known

    def _list(self, speaker: Speaker) -> Speaker:
        return self._listed.setdefault(speaker.id, speaker)

    def _one_speaker(self, root: int) -> Speaker:
        labels = sorted(self._roll.members[root])
        forms = [self._roll.forms[at] for at in labels]
        told = next((self._roll.names[at].name for at in labels if at in self._roll.names), None)
        found = self._painter.portrait(forms, [self._roll.counts[at] for at in labels])
        found = evolve(found, name=told or found.name)
        entry = self._roll.entry(root)
        if entry is not None:
            return completed(entry, found)
        return evolve(found, id=self._ids.only(found.name or forms[0].office or " ".join(forms[0].words)))

    def _new_voice(self, label: int) -> Speaker:
        form = self._roll.forms[label]
        found = self._voices.get(label)
        if found is None:
            found = self._voices[label] = self._painter.portrait([form], [1])
        waiting = self._queues.get(fold(form.text))
        if waiting:
            return completed(waiting.popleft(), found)
        name = "unknown" if form.kind.kind == "unknown" else " ".join(form.words)
        return evolve(found, id=self._ids.one_of_many(name))


def _queues(table: SpeakerTable) -> dict[str, deque[Speaker]]:
    """The entries for voices without a name, under each of their labels."""
    queues: dict[str, deque[Speaker]] = {}
    for entry in table.entries:
        for alias in entry.aliases if entry.kind in VOICES else ():
            queues.setdefault(fold(clean(alias)), deque()).append(entry)
    return queues


def lowered(attribution: Attribution, reasons: Iterable[Reason]) -> Attribution:
    """An attribution with the doubts and the evidence of how its labels were identified."""
    for reason in reasons:
        certainty = max(attribution.certainty, reason.certainty, key=RANK.__getitem__)
        attribution = Attribution(certainty, (*attribution.evidence, reason.evidence))
    return attribution
