"""The speakers: one for most labels, a new one each time for those that name nobody."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from docconv.model import Attribution, Speaker
from docconv.speakers.clusters import RANK
from docconv.speakers.labels.form import label_key
from docconv.speakers.labels.ids import Ids
from docconv.speakers.table import VOICES, completed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docconv.speakers.clusters import LabelClusters, Reason
    from docconv.speakers.profile import SpeakerProfiler
    from docconv.speakers.table import SpeakerTable


@define(eq=False, repr=False)
class SpeakerFactory:
    """Makes speakers, with their ids, in the order in which they are first heard."""

    clusters: LabelClusters
    profiler: SpeakerProfiler
    table: SpeakerTable
    ids: Ids
    _queues: dict[str, deque[Speaker]] = field(init=False)
    _of_cluster: dict[int, Speaker] = field(factory=dict, init=False)
    _unnamed: dict[int, Speaker] = field(factory=dict, init=False)
    _listed: dict[str, Speaker] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._queues = _queues(self.table)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody heard so far."""
        return tuple(self._listed.values())

    def speaker(self, label: int, *, is_printed: bool = True) -> Speaker:
        """The speaker of a label of the document; a new one each time where the label names nobody. One that
        is not printed may be the id of a voice without a name that was heard before.
        """
        before = None if is_printed else self._listed.get(self.clusters.forms[label].text)
        if before is not None and before.kind in VOICES:
            return before
        if self.clusters.is_many(label):
            return self._list(self._new_voice(label))
        root = self.clusters.find(label)
        known = self._of_cluster.get(root)
        if known is None:
            known = self._of_cluster[root] = self._list(self._one_speaker(root))
        return known

    def _list(self, speaker: Speaker) -> Speaker:
        return self._listed.setdefault(speaker.id, speaker)

    def _one_speaker(self, root: int) -> Speaker:
        labels = sorted(self.clusters.members[root])
        forms = [self.clusters.forms[at] for at in labels]
        named = next((self.clusters.names[at].name for at in labels if at in self.clusters.names), None)
        found = self.profiler.profile(forms, [self.clusters.counts[at] for at in labels])
        name = named or found.name
        entry = self.clusters.entry(root)
        if entry is not None:
            return completed(entry, evolve(found, name=name))
        number = self.ids.only(name or forms[0].office or " ".join(forms[0].words))
        return evolve(found, id=number, name=name)

    def _new_voice(self, label: int) -> Speaker:
        form = self.clusters.forms[label]
        found = self._unnamed.get(label)
        if found is None:
            found = self._unnamed[label] = self.profiler.profile([form], [1])
        waiting = self._queues.get(label_key(form.text))
        if waiting:
            return completed(waiting.popleft(), found)
        name = "unknown" if form.kind.kind == "unknown" else " ".join(form.words)
        return evolve(found, id=self.ids.one_of_many(name))


def _queues(table: SpeakerTable) -> dict[str, deque[Speaker]]:
    """The entries for voices without a name of their own in the text, under each of their labels."""
    queues: dict[str, deque[Speaker]] = {}
    shared = table.shared
    for entry in table.entries:
        for alias in dict.fromkeys(map(label_key, entry.aliases)):
            if entry.kind in VOICES or alias in shared:
                queues.setdefault(alias, deque()).append(entry)
    return queues


def lowered(attribution: Attribution, reasons: Iterable[Reason]) -> Attribution:
    """An attribution with the doubts and the evidence of how its labels were identified."""
    for reason in reasons:
        certainty = max(attribution.certainty, reason.certainty, key=RANK.index)
        attribution = Attribution(certainty, (*attribution.evidence, reason.evidence))
    return attribution
