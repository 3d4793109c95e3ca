"""Labels of several speakers: `Anna and Bela`, `MAN & WOMAN`, `Jetter, Soest`, `BEPPE TONINO`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docconv.patterns import regex
from docconv.speakers.labels.gazetteer import every_conjunction, word, words
from docconv.speakers.labels.names import is_short_form, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docconv.speakers.clusters import LabelClusters
    from docconv.speakers.labels.gazetteer import Words

SIGNS = regex(r"(?:(?<!\s)\s++)?+[,;/&+、،]\s*+")


def joint_labels(clusters: LabelClusters) -> dict[int, tuple[int, ...]]:
    """The labels that are made of others, and which; a part that never speaks alone is no proof.

    Without a sign between them, two names may be one person's; who answers each other is two.
    """
    parts = [list(_parts(form.text, clusters)) for form in clusters.forms]
    printed = {words(form.text): at for at, form in enumerate(clusters.forms) if clusters.is_free(at)}
    for at, form in enumerate(clusters.forms):
        for bracket in form.brackets:  # `P1/P2` after `Participant 1 (P1)`
            if is_short_form(bracket, form):
                printed.setdefault(words(bracket), at)
    single: dict[Words, int] = {}
    for at, form in enumerate(clusters.forms):
        if len(parts[at]) == 1 and clusters.is_free(at):
            single.setdefault(form.words, at)
    joint: dict[int, tuple[int, ...]] = {}
    for at, form in enumerate(clusters.forms):
        signed = len(parts[at]) > 1
        if signed:
            found = _known(_with_surname(parts[at], clusters), printed, single, clusters)
        else:
            found = () if form.initials else _names_in_a_row(words(form.text), printed, at)
            if not found and (tied := _tied(form.text, printed)):
                signed, found = True, tied
        if clusters.entry(at) is None and at not in found and 1 < len(set(found)) == len(found):
            clusters.keep_alone(at)
            if signed or clusters.answers(found[0], found[1]):
                joint[at] = found
    return joint


def _known(
    parts: list[str], printed: Mapping[Words, int], single: Mapping[Words, int], clusters: LabelClusters
) -> tuple[int, ...]:
    """The labels that some parts are, as printed or by the name in them; none if a part is no label."""
    keys = ((words(part), taken_apart(part, clusters.gazetteer).words) for part in parts)
    found = tuple(printed.get(text, single.get(name, -1)) for text, name in keys)
    return () if -1 in found else found


def _with_surname(parts: list[str], clusters: LabelClusters) -> list[str]:
    """The parts, each form of address alone with the surname of the last: `Mr. and Mrs. Lee`."""
    surname = parts[-1].split()[-1:]
    alone = (words(part) in clusters.gazetteer.honorifics for part in parts)
    return [" ".join([part, *surname]) if one else part for part, one in zip(parts, alone, strict=True)]


def _names_in_a_row(sequence: Words, single: Mapping[Words, int], label: int) -> tuple[int, ...]:
    """The labels that a sequence of words is made of, the longest first; none if some of it is no label. One
    with the same words and a comma is no part of it.
    """
    found: list[int] = []
    start = 0
    while start < len(sequence):
        for end in range(len(sequence) - (not start), start, -1):
            at = single.get(sequence[start:end], label)
            if at != label:
                found.append(at)
                start = end
                break
        else:
            return ()
    return tuple(found)


def _tied(text: str, printed: Mapping[Words, int]) -> tuple[int, ...]:
    """The two labels that a word of any language joins, as in a text of two languages; the second may have
    an article more: `HANNE UND DIE MATROSEN`. A word of one letter is a small one: `Ann Lee y Bo Ek`.
    """
    sequence = words(text)
    for at in range(1, len(sequence) - 1):
        one, rest = printed.get(sequence[:at]), sequence[at + 1 :]
        other = printed.get(rest, printed.get(rest[1:]))
        if one is None or other is None:
            continue
        if sequence[at] in every_conjunction() or (len(sequence[at]) == 1 and f" {sequence[at]} " in text):
            return one, other
    return ()


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
