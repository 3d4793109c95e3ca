"""What the user has decided in the speaker file, carried out before any rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from docconv.notices import Notice
from docconv.patterns import regex
from docconv.speakers.labels.form import label_key
from docconv.speakers.labels.names import taken_apart
from docconv.speakers.table import VOICES

ONE_OF_MANY = regex(r".*-\d+").fullmatch
OF_A_VOICE = (
    "of people without a name say who speaks each turn: [[line]] with speaker = and the first one's id"
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docconv.model import Speaker
    from docconv.speakers.clusters import LabelClusters
    from docconv.speakers.table import SpeakerTable


def decided(clusters: LabelClusters, table: SpeakerTable) -> tuple[Notice, ...]:
    """Carry out the decisions of the table; a notice for each alias and entry that no label has."""
    by_text = {label_key(form.text): at for at, form in enumerate(clusters.forms)}
    for label in table.do_not_match:
        if (at := by_text.get(label_key(label))) is not None:
            clusters.keep_alone(at)
    for one, other in table.do_not_merge:
        if label_key(one) in by_text and label_key(other) in by_text:
            clusters.keep_apart(by_text[label_key(one)], by_text[label_key(other)])
    for labels in table.merge:
        clusters.unite([by_text[label_key(label)] for label in labels if label_key(label) in by_text])
    named = {
        "merge": [label for labels in table.merge for label in labels],
        "do_not_merge": [label for pair in table.do_not_merge for label in pair],
        "do_not_match": table.do_not_match,
    }
    missing = (
        _notice(
            f"no label in the text is {label!r}, which {key} has", OF_A_VOICE if ONE_OF_MANY(label) else ""
        )
        for key, labels in named.items()
        for label in labels
        if label_key(label) not in by_text and label not in table.usual
    )
    return (*_entered(clusters, table, by_text), *missing)


def _entered(clusters: LabelClusters, table: SpeakerTable, by_text: dict[str, int]) -> Iterator[Notice]:
    by_name = _labels_by_name(clusters)
    given: set[int] = set()
    shared = table.shared
    names = [_keys(entry, clusters) for entry in table.entries]
    often = Counter(key for keys in names for key in keys)
    texts = {form.text for form in clusters.forms}
    for entry, keys in zip(table.entries, names, strict=True):
        said = [label for label in map(label_key, entry.aliases) if label in by_text]
        said += [label_key(entry.id)] if entry.id in texts else []
        is_voice = entry.kind in VOICES
        labels = [
            by_text[label]
            for label in said
            if not (is_voice or label in shared)
            or clusters.forms[by_text[label]].kind.reference != "indefinite"
        ]
        if not is_voice:
            labels += [at for key in keys if often[key] == 1 for at in by_name.get(key, ())]
        labels = [at for at in dict.fromkeys(labels) if at not in given]
        if labels:
            clusters.assign(labels, entry)
            given.update(labels)
        if entry.id not in table.usual:
            yield from _unused(entry, by_text, found=bool(labels or said))


def _labels_by_name(clusters: LabelClusters) -> dict[str, list[int]]:
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for at in clusters.persons():
        by_name[clusters.forms[at].key].append(at)
    return by_name


def _keys(entry: Speaker, clusters: LabelClusters) -> frozenset[str]:
    """What the names of an entry are compared by."""
    forms = (taken_apart(name, clusters.gazetteer) for name in (entry.name, *entry.aliases) if name)
    return frozenset(form.key for form in forms if form.is_person)


def _unused(entry: Speaker, by_text: dict[str, int], *, found: bool) -> Iterator[Notice]:
    if not found:
        yield _notice(f"nobody in the text is the speaker {entry.id!r} of the speaker file")
        return
    for alias in entry.aliases:
        if label_key(alias) not in by_text:
            yield _notice(f"no label in the text is {alias!r}, an alias of {entry.id!r} in the speaker file")


def _notice(message: str, remedy: str = "") -> Notice:
    return Notice(
        "label-unused", message, "info", rule="speaker-file", remedy=remedy or "correct it or take it out"
    )
