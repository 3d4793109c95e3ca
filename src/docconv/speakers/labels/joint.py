"""Labels of several speakers: `Anna and Bela`, `MAN & WOMAN`, `Jetter, Soest`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docconv.speakers.labels.names import taken_apart
from docconv.speakers.labels.vocabulary import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docconv.speakers.clusters import Roll

SIGNS = re.compile(r"\s*[,;/&+、،]\s*")


def joint_labels(roll: Roll) -> dict[int, tuple[int, ...]]:
    """The labels that are made of others, and which; a part that never speaks alone is no proof."""
    by_key: dict[str, int] = {}
    for at, form in enumerate(roll.forms):
        by_key.setdefault(form.key, at)
    joint: dict[int, tuple[int, ...]] = {}
    for at, form in enumerate(roll.forms):
        parts = list(_parts(form.text, roll)) if roll.entry(at) is None and roll.is_free(at) else []
        if len(parts) > 1:
            keys = [taken_apart(part, roll.vocabulary).key for part in parts]
            known = tuple(by_key[key] for key in keys if key in by_key and by_key[key] != at)
            if len(set(known)) == len(parts):
                joint[at] = known
                roll.keep_alone(at)
    return joint


def _parts(text: str, roll: Roll) -> Iterator[str]:
    """The pieces of a label between conjunctions."""
    for piece in SIGNS.split(text):
        part: list[str] = []
        for token in piece.split():
            if word(token) in roll.vocabulary.conjunctions:
                yield " ".join(part)
                part = []
            else:
                part.append(token)
        yield " ".join(part)
