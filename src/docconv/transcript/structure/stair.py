"""Lines of verse that are printed as steps, below each other, in the speech of one speaker.

What shows them is the page, where one step after the other is further in, or the measure: stanzas that have
the same number of syllables and are cut at different places are made of lines that end where all are cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from docconv.transcript.lexicon import words
from docconv.transcript.structure.measure import MEASURES, syllables
from docconv.transcript.structure.speech_rows import SpeechRow

FEWEST, FEWEST_STEPS, STEP = 3, 3, 2
"""Stanzas and refrains; steps of a stair, and columns by which each is further in."""
FEWEST_STAIRS, LONGEST = 2, 24
"""Lines of three steps, and rows of a refrain at most."""
Places = tuple[int, int]


def steps_by_place(rows: Sequence[SpeechRow]) -> Iterator[Places]:
    """The first and the last step of each line, where several have three steps, each further in than the one
    before.
    """
    columns = [row.line.indent if row.line else 0 for row in rows]
    stairs = list(_runs([below >= above + STEP for above, below in pairwise(columns)]))
    if sum(last - first + 1 >= FEWEST_STEPS for first, last in stairs) >= FEWEST_STAIRS:
        yield from stairs


def steps_by_measure(rows: Sequence[SpeechRow]) -> Iterator[Places]:
    """The first and the last step of each line, where stanzas between the same refrain, or between blank
    lines, have as many syllables as all others. A line of the refrain begins with a capital.
    """
    texts = [row.text for row in rows]
    size, starts = refrain(texts)
    inside = {at for start in starts for at in range(start, start + size)}
    counts = list(map(syllables, texts))
    stanzas = _without_title([*_stanzas(rows, inside)], counts)
    ends = _common_ends([[counts[at] for at in run] for run in stanzas])
    if not ends:
        return
    for run in stanzas:
        totals = accumulate(counts[at] for at in run)
        yield from _cut(run, [total in ends for total in totals])
    for start in starts:
        run = list(range(start, start + size))
        yield from _cut(run, [*(texts[at][:1].isupper() for at in run[1:]), True])


def refrain(texts: Sequence[str]) -> tuple[int, list[int]]:
    """How many rows the run of rows has that comes back several times, and where each begins; the one that
    makes up most of a text.
    """
    keys = [tuple(words(text)) for text in texts]
    best: tuple[int, list[int]] = 0, []
    for size in range(min(len(keys) // FEWEST, LONGEST), FEWEST_STEPS - 1, -1):
        runs = [tuple(keys[at : at + size]) for at in range(len(keys) - size + 1)]
        often = Counter(runs)
        if runs and (run := max(runs, key=often.__getitem__)) and often[run] >= FEWEST:
            starts = _apart([at for at, one in enumerate(runs) if one == run], size)
            best = max(best, (size, starts), key=lambda one: one[0] * len(one[1]))
    return best if len(best[1]) >= FEWEST else (0, [])


def _apart(starts: Sequence[int], size: int) -> list[int]:
    """Those places that are so far behind the one taken before."""
    taken: list[int] = []
    for at in starts:
        if not taken or at >= taken[-1] + size:
            taken.append(at)
    return taken


def _stanzas(rows: Sequence[SpeechRow], inside: set[int]) -> Iterator[list[int]]:
    """The places of rows of each stanza."""
    number = list(accumulate(row.begins for row in rows))
    for (is_refrain, _), run in groupby(range(len(rows)), key=lambda at: (at in inside, number[at])):
        if not is_refrain:
            yield list(run)


def _without_title(stanzas: list[list[int]], counts: Sequence[int]) -> list[list[int]]:
    """Stanzas, the first one without the rows above what has as many syllables as the last one."""
    if len(stanzas) < FEWEST:
        return stanzas
    total, first = sum(counts[at] for at in stanzas[-1]), stanzas[0]
    rest = next((at for at in range(len(first)) if sum(counts[one] for one in first[at:]) == total), 0)
    return [first[rest:], *stanzas[1:]]


def _common_ends(stanzas: Sequence[Sequence[int]]) -> set[int]:
    """After how many syllables lines end; none where the stanzas are not alike, or all cut alike."""
    ends = [set(accumulate(counts)) for counts in stanzas]
    if len(ends) < FEWEST or len({max(one) for one in ends}) > 1 or len(set(map(frozenset, ends))) == 1:
        return set()
    common = set.intersection(*ends)
    widths = [after - before for before, after in pairwise((0, *sorted(common)))]
    return common if all(width < MEASURES.stop for width in widths) else set()


def _cut(run: Sequence[int], ends: Sequence[bool]) -> Iterator[Places]:
    """The places of a run from one end of a line to the next, where there are several."""
    first = 0
    for at, is_end in enumerate(ends):
        if is_end:
            if at > first:
                yield run[first], run[at]
            first = at + 1


def _runs(joined: Sequence[bool]) -> Iterator[Places]:
    """The first and the last of things that are joined to the one before."""
    at = 0
    for is_joined, group in groupby(joined):
        size = len(list(group))
        if is_joined:
            yield at, at + size
        at += size
