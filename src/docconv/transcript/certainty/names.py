"""Lines in which a label stands that is one elsewhere, and was not taken for one there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    """Look behind each mark that a label ends in, since a mark is found faster than many labels are."""
    printed: Counter[str] = Counter()
    taken = set()
    for line in lines:
        if line.choice is not None:
            found = line.choice.candidate
            label = line.text[found.start : found.body].strip()
            if len(label) >= SHORTEST and not label[-1].isalnum():
                printed[label] += 1
                taken.add(line.start + line.text.find(label, found.start) + len(label))
    by_mark: dict[str, list[str]] = defaultdict(list)
    for label, _ in printed.most_common(MOST_LABELS):
        by_mark[label[-1]].append(label)
    starts = [line.start for line in lines]
    for mark, labels in by_mark.items():
        for end in _ends_in(text, mark, tuple(labels)):
            if end not in taken:
                at = lines[max(0, bisect_right(starts, end - 1) - 1)]
                at.has_name = at.has_name or any(_is_inside(at, end, label) for label in labels)


def _ends_in(text: str, mark: str, labels: tuple[str, ...]) -> Iterator[int]:
    """The ends of labels that all end in the same mark."""
    at = text.find(mark)
    while at >= 0:
        if text.endswith(labels, 0, at + 1):
            yield at + 1
        at = text.find(mark, at + 1)


def _is_inside(line: TranscriptLine, end: int, label: str) -> bool:
    """Whether a label ends at an offset and begins within what is said in a line."""
    body = 1 if line.choice is None else max(1, line.choice.candidate.body)
    inside = end - len(label) - line.start
    return (
        inside >= body
        and line.text.startswith(label, inside)
        and _parts(line.text[inside - 1 : inside], label)
    )


def _parts(before: str, label: str) -> bool:
    """Whether a label may begin after a character; a single letter after a space only, with a colon."""
    if len(label) > SHORTEST:
        return not before.isalnum()
    return before.isspace() and label[-1] in ":："


def _first(text: str) -> str:
    """The first word of a text, as small letters, without marks; empty where there is none."""
    return next(iter(text.split(maxsplit=1)), "").casefold().strip(".:,;-–—)]>*_|")


def _begins_with(bare: str, by_first: Mapping[str, Sequence[str]]) -> bool:
    """Whether a line begins with a label and a mark after it, or with another word that is no small one."""
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
