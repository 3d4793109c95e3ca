"""Who the front matter says holds an office: `Interviewer: Ann Lee`, `Chair: Bo Ek`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from docconv.speakers.labels.kinds import without_article
from docconv.speakers.labels.names import taken_apart
from docconv.speakers.labels.vocabulary import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docconv.speakers.clusters import Roll
    from docconv.speakers.labels.vocabulary import Vocabulary

LONGEST_NAME = 5


def name_offices(roll: Roll, items: Iterable[tuple[str, str]]) -> None:
    """Note the names of offices on the roll; what is not one name, a list or a date, is left alone."""
    labels: defaultdict[Words, list[int]] = defaultdict(list)
    for at, form in enumerate(roll.forms):
        if roll.is_free(at) and form.kind.kind == "person":
            labels[_office(form.words, roll.vocabulary)].append(at)
    for key, value in items:
        form = taken_apart(value, roll.vocabulary)
        is_name = form.is_person and len(form.words) in range(2, LONGEST_NAME) and "," not in value
        if is_name and all(one.isalpha() for one in form.key if one not in " .-'’"):
            roll.names.update(dict.fromkeys(labels.get(_office(words(key), roll.vocabulary), ()), form))


def _office(sequence: Words, vocabulary: Vocabulary) -> Words:
    """The office without its article; questions and answers are one office each, however they are called."""
    if sequence in vocabulary.question:
        return ("?",)
    if sequence in vocabulary.answer:
        return ("!",)
    return without_article(sequence, vocabulary) if sequence else sequence
