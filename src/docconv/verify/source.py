"""A transcript against what was read from it, by plain words: none is lost, added or elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from docconv.model import Gap, Milestone, Resolved, Separator, Text, Turn
from docconv.verify.differences import NOTHING, Difference
from docconv.verify.stretch import CONTEXT, merged, opcodes, quoted
from docconv.walk import walk

WORD = re.compile(r"[^\W\d_]+|\d+")
SIGNS = re.compile(r"<v(?=[. ])|^@(title|subtitle|author)\b", re.MULTILINE)
"""Signs of notations that are letters: a voice in WebVTT, keys of ezdrama."""
Words: TypeAlias = Sequence[tuple[str, str]]


def source_differences(text: str, document: Resolved) -> tuple[Difference, ...]:
    """Words that a source and its document do not share, with the line where they stand; words in another
    order.

    Facts of the front matter, and labels that one voice repeats in a notation of units, may stand once.
    """
    ours, theirs = _in_source(text), list(_in_document(document))
    free = set(_free(document))
    had, has = (Counter(word for word, _ in words if word not in free) for words in (ours, theirs))
    if had == has and _order(ours, had) == _order(theirs, had):
        return ()
    return tuple(_misplaced(ours, theirs, free))


def _in_source(text: str) -> list[tuple[str, str]]:
    """Words with their lines."""
    bare = SIGNS.sub(lambda sign: " " * len(sign[0]), text)
    lines = enumerate(bare.splitlines(), 1)
    return [(word, f"line {number}") for number, line in lines for word in _words(line)]


def _in_document(document: Resolved) -> Iterator[tuple[str, str]]:
    """Words with the turn in which or behind which they stand."""
    place = "beginning"
    for node in walk(document):
        if isinstance(node, Turn):
            place = f"turn {node.id}"
            yield from ((word, place) for word in _words(node.label or ""))
        elif isinstance(node, Text | Gap | Separator | Milestone):
            yield from ((word, place) for word in _words(node.text))


def _words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text))


def _free(document: Resolved) -> Iterator[str]:
    """Words that may stand more often in one than in the other."""
    facts = document.metadata
    known = [facts.title, facts.date, facts.status, *(text for item in facts.fields for text in item)]
    labels = (node.label for node in walk(document) if isinstance(node, Turn))
    yield from (word for text in (*known, *labels) for word in _words(text or ""))


def _order(words: Words, counts: Counter[str]) -> list[str]:
    """The words that stand once, in order: where they are the same, nothing stands elsewhere."""
    return [word for word, _ in words if counts[word] == 1]


def _misplaced(ours: Words, theirs: Words, free: set[str]) -> Iterator[Difference]:
    first, second = _plain(ours), _plain(theirs)
    for tag, i1, i2, j1, j2 in merged(opcodes(first, second), first):
        lost, more = _letters(ours[i1:i2], free), _letters(theirs[j1:j2], free)
        if tag != "equal" and lost != more:  # a word that a line end divides is the same
            place = ours[min(i1, len(ours) - 1)][1] if ours else theirs[j1][1]
            sides = _phrase(ours, i1, i2), _phrase(theirs, j1, j2)
            yield Difference("words", place, "words of the source differ", *sides)


def _letters(words: Words, free: set[str]) -> str:
    return "".join(word for word, _ in words if word not in free)


def _phrase(words: Words, start: int, end: int) -> str:
    """Words with those around them."""
    if start == end and not words:
        return NOTHING
    return quoted(_plain(words[max(0, start - CONTEXT) : end + CONTEXT]))


def _plain(words: Iterable[tuple[str, str]]) -> list[str]:
    return [word for word, _ in words]
