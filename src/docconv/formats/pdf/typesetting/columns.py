"""Columns that are set: their last lines on one grid, and those of the last page as high as each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from docconv.formats.pdf.typesetting.lines import LayoutParagraph, PlacedLine

MOST_WIDER = 0.7  # of the leading: the most that a space between paragraphs becomes wider
MOST_CUTS = 4000  # ways to cut a page; where there are more, no column is balanced


def feather(lines: Sequence[PlacedLine], foot: float, leading: float) -> None:
    """Widen the spaces between the paragraphs of a full column, so that its last line is on the line at the
    foot of all columns; where they would be too wide, on a line of that grid above. `foot` is the baseline.
    """
    gaps = [at for at in range(1, len(lines)) if _is_gap(lines[at - 1], lines[at])]
    if not gaps:
        return
    missing = lines[-1].y - foot
    most = len(gaps) * leading * MOST_WIDER
    if missing > most:
        missing %= leading
    if not 0.0 < missing <= most:
        return
    share, down, starts = missing / len(gaps), 0.0, set(gaps)
    for at, item in enumerate(lines):
        if at in starts:
            down += share
        item.y -= down


def _is_gap(before: PlacedLine, item: PlacedLine) -> bool:
    """Whether there is a space between two lines that may be wider: not below a heading."""
    other = item.paragraph is not before.paragraph
    return other and item.style.space_before > 0.0 and not before.style.keep_with_next


def balance(lines: Sequence[PlacedLine], columns: int, step: float, together: int, *, rtl: bool) -> None:
    """Spread the lines of the last page evenly over its columns, each `step` points from the one before. What
    stands together stays so, as so many lines of a paragraph at least do; nothing changes where the lines
    cannot be parted.
    """
    cuts = [at for at in range(1, len(lines)) if _may_part(lines, at, together)]
    count = 1
    for number in range(columns - 1):
        count = count * max(len(cuts) - number, 0) // (number + 1)
    if not 0 < count <= MOST_CUTS:
        return
    heights = _heights(lines)

    def highest(way: tuple[int, ...]) -> float:
        places = (0, *way, len(lines))
        return max(heights[end - 1] - heights[begin] for begin, end in pairwise(places))

    best = min(combinations(cuts, columns - 1), key=highest)
    first, left = (
        lines[0].y,
        min(line.left for line in lines) if not rtl else max(line.left for line in lines),
    )
    for column, (begin, end) in enumerate(pairwise((0, *best, len(lines)))):
        across = left + column * (-step if rtl else step)
        for at in range(begin, end):
            item = lines[at]
            moved = across - item.left
            item.left, item.right, item.x = item.left + moved, item.right + moved, item.x + moved
            item.y = first - heights[at] + heights[begin]


def _heights(lines: Sequence[PlacedLine]) -> list[float]:
    """How far each line is below the first one, if all stood in one column."""
    heights = [0.0]
    for before, item in pairwise(lines):
        if item.left == before.left:
            down = before.y - item.y
        else:
            space = item.style.space_before if item.paragraph is not before.paragraph else 0.0
            down = item.style.leading + space
        heights.append(heights[-1] + down)
    return heights


def _may_part(lines: Sequence[PlacedLine], at: int, together: int) -> bool:
    """Whether a column may begin with a line: no widow, no orphan, nothing that leads to what follows."""
    before, item = lines[at - 1].paragraph, lines[at].paragraph
    if before is not item:
        return not before.style.keep_with_next
    ahead = _same(lines[at - 1 :: -1] if at > 1 else lines[:1], before)
    return ahead >= together + before.lead and _same(lines[at:], item) >= together


def _same(lines: Sequence[PlacedLine], paragraph: LayoutParagraph) -> int:
    """How many of the first lines are of one paragraph."""
    found = 0
    for line in lines:
        if line.paragraph is not paragraph:
            break
        found += 1
    return found
