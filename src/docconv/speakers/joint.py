"""Labels of several speakers: `Anna and Bela`, `MAN & WOMAN`, `Jetter, Soest`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docconv.speakers.labels.gazetteer import word
from docconv.speakers.labels.names import taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docconv.speakers.clusters import LabelClusters

SIGNS = re.compile(r"\s*[,;/&+、،]\s*")


def joint_labels(clusters: LabelClusters) -> dict[int, tuple[int, ...]]:
    """The labels that are made of others, and which; a part that never speaks alone is no proof."""
    by_key: dict[str, int] = {}
    for at, form in enumerate(clusters.forms):
        by_key.setdefault(form.key, at)
    joint: dict[int, tuple[int, ...]] = {}
    for at, form in enumerate(clusters.forms):
        parts = (
            list(_parts(form.text, clusters)) if clusters.entry(at) is None and clusters.is_free(at) else []
        )
        if len(parts) > 1:
            keys = [taken_apart(part, clusters.gazetteer).key for part in parts]
            known = tuple(by_key[key] for key in keys if key in by_key and by_key[key] != at)
            if len(set(known)) == len(parts):
                joint[at] = known
                clusters.keep_alone(at)
    return joint


def _parts(text: str, clusters: LabelClusters) -> Iterator[str]:
    """The pieces of a label between conjunctions."""
    for piece in SIGNS.split(text):
        part: list[str] = []
        for token in piece.split():
            if word(token) in clusters.gazetteer.conjunctions:
                yield " ".join(part)
                part = []
            else:
                part.append(token)
        yield " ".join(part)
