"""Lines in which a label stands that is one elsewhere, and was not taken for one there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.turns.doubts import is_decided

MOST_LABELS = 24
"""So many labels, the most frequent ones, are looked for inside paragraphs."""
OPENING = '[(*_<«“"-–—•> '
MARKS = frozenset(".:-–—|])>;=/*_,，、،：）】")
REACH, HEAD = 120, 2  # characters
SHORTEST = 2  # characters


def mark_names(text: str, lines: Sequence[TranscriptLine], labels: Iterable[str]) -> None:
    """Say of every line whether it begins with one of these labels, or has one inside as it is printed
    elsewhere, though it was not taken for one.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for label in labels:
        by_first[_first(label)].append(label.casefold())
    heads = frozenset(first[:HEAD] for first in by_first)
    for line in lines:
        free = line.choice is None and (line.opens or line.breaks)
        if free and not line.is_furniture and not line.in_cast and not is_decided(line):
            bare = line.text.lstrip(OPENING)
            head = bare[:HEAD].casefold()
            line.has_name = (head in heads or head[:1] in heads) and _begins_with(bare, by_first)
    _mark_inside(text, lines)


def _mark_inside(text: str, lines: Sequence[TranscriptLine]) -> None:
    printed: Counter[str] = Counter()
    for line in lines:
        if line.choice is not None:
            found = line.choice.candidate
            label = line.text[found.start : found.body].strip()
            if len(label) >= SHORTEST and not label[-1].isalnum():
                printed[label] += 1
    starts = [line.start for line in lines]
    for label, count in printed.most_common(MOST_LABELS):
        at = text.find(label) if text.count(label) > count else -1
        while at >= 0:
            line = lines[max(0, bisect_right(starts, at) - 1)]
            body = 1 if line.choice is None else max(1, line.choice.candidate.body)
            inside = at - line.start
            if inside >= body and _parts(line.text[inside - 1 : inside], label):
                line.has_name = True
            at = text.find(label, at + len(label))


def _parts(before: str, label: str) -> bool:
    """Whether a label may begin behind a character; a single letter behind a space only, with a colon."""
    if len(label) > SHORTEST:
        return not before.isalnum()
    return before.isspace() and label[-1] in ":："


def _first(text: str) -> str:
    """The first word of a text, as small letters, without marks."""
    return text.split(maxsplit=1)[0].casefold().strip(".:,;-–—)]>*_|")


def _begins_with(bare: str, by_first: Mapping[str, Sequence[str]]) -> bool:
    """Whether a line begins with a label and a mark behind it, or with another word that is no small one."""
    known = by_first.get(_first(bare), ())
    folded = bare[:REACH].casefold() if known else ""
    return any(folded.startswith(label) and _ends(bare[len(label) :], label) for label in known)


def _ends(rest: str, label: str) -> bool:
    """Whether a label ends where the rest of a line begins."""
    mark = rest.lstrip(" ")[:1]
    if not mark or rest[0].isalnum():
        return False
    follows = mark.isalnum() and not mark.islower() and len(label) >= SHORTEST
    return mark in MARKS or follows
