"""How many syllables lines of verse have, and which speeches together make one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docconv.patterns import regex

NUCLEUS = regex(r"[aeiouyàâäáãåæèéêëěìíîïòóôöõøőœùúûüűůýÿąęāēīōū]+|[аеёиоуыэюяіїєαεηιουωάέήίόύώϊϋΐΰ]")
"""What a syllable is sung on: a run of vowels in Latin letters, each vowel in Cyrillic and Greek ones."""
SPREADS, FEWEST_REGULAR = ((2, 0.85), (3, 0.6)), 20
"""How many numbers of syllables lines of one measure have, with the part of all lines that has them at least,
the stricter one first; and the fewest lines that have a measure.
"""
MEASURES, FEWEST_EVEN = range(7, 15), 8
"""Syllables of a line that short speeches may make, and such lines on end that chance does not make."""
Measure = range


def syllables(text: str) -> int:
    """About how many syllables a line has."""
    return len(NUCLEUS.findall(text.casefold()))


def measure_of(texts: Iterable[str]) -> Measure:
    """How many syllables most lines have, none where there is no such number."""
    counted = Counter(map(syllables, texts))
    total = counted.total()
    for spread, part in SPREADS if total >= FEWEST_REGULAR else ():
        ranges = (range(first, first + spread) for first in counted)
        best = max(ranges, key=lambda one: sum(counted[at] for at in one))
        if sum(counted[at] for at in best) >= part * total:
            return best
    return range(0)


def shared_lines(speeches: Sequence[Sequence[str]], measure: Measure) -> Iterator[tuple[int, int]]:
    """The first and the last of consecutive speeches that together make a line: the last line of the first,
    all between, and the first line of the last have as many syllables as the measure.
    """
    at = 0
    while measure and at < len(speeches):
        end = _completed(speeches, at, measure)
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _completed(speeches: Sequence[Sequence[str]], first: int, measure: Measure) -> int:
    """The speech that completes the line that one begins, or that one where none does."""
    count = syllables(speeches[first][-1]) if speeches[first] else 0
    for at in range(first + 1, len(speeches)):
        if not count or not speeches[at]:
            return first
        count += syllables(speeches[at][0])
        if count in measure:
            return at
        if count >= measure.stop or len(speeches[at]) > 1:
            return first
    return first


def even_lines(speeches: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """The first and the last of consecutive speeches of one line each that together make a line, where many
    such lines on end have the same number of syllables.
    """
    counts = [syllables(rows[0]) if len(rows) == 1 else 0 for rows in speeches]
    at = 0
    while at < len(counts):
        found = max((_even(counts, at, measure) for measure in MEASURES), key=len)
        even = len(found) >= FEWEST_EVEN
        yield from found if even else ()
        at = found[-1][1] + 1 if even else at + 1


def _even(counts: Sequence[int], first: int, measure: int) -> list[tuple[int, int]]:
    """The speeches from one on that make lines of a measure, up to where none is made."""
    found: list[tuple[int, int]] = []
    count = 0
    for at in range(first, len(counts)):
        count += counts[at]
        if not counts[at] or count > measure:
            break
        if count == measure:
            found.append((found[-1][1] + 1 if found else first, at))
            count = 0
    return found
