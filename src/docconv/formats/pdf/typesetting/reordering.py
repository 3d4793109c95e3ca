"""Lines that are drawn in another order than they are read: words with their places, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, repeat
from operator import attrgetter

from attrs import define

from docconv.bidi import is_rtl, levels, visual_order
from docconv.formats.pdf.fonts.fonts import UNITS, DocumentFonts, FontSelection, GlyphRun
from docconv.formats.pdf.typesetting.lines import LineRun, PlacedLine
from docconv.patterns import regex

WORD = regex("[^ ]+| ")


@define(eq=False, repr=False)
class Part:
    """A word, or a piece of one, of one direction: its text, its left edge and its width in points."""

    run: LineRun
    text: str
    level: int
    width: float
    x: float = 0.0

    @property
    def rtl(self) -> bool:
        """Whether it runs from right to left."""
        return self.level % 2 == 1


def parts_of(item: PlacedLine, fonts: DocumentFonts) -> list[Part]:
    """The parts of a line, in the order of reading. What begins at a place of its own, as the words beside a
    label, is ordered by itself.
    """
    line, groups = item.line, list[list[LineRun]]()
    for run in line.runs:
        if not groups or run.at is not None:
            groups.append([])
        groups[-1].append(run)
    found: list[Part] = []
    for runs in groups:
        parts = list(_parts(runs, fonts, item.style.size, rtl=line.rtl))
        at = runs[0].at
        if line.rtl:
            right = item.x + line.width if at is None else item.right - at
            left = right - sum(part.width for part in parts)
        else:
            left = item.x if at is None else item.left + at
        _place(parts, left)
        found += parts
    return found


def _parts(runs: Sequence[LineRun], fonts: DocumentFonts, size: float, *, rtl: bool) -> Iterator[Part]:
    """Words and pieces of words of one direction."""
    texts = ["".join(run.words) for run in runs]
    found = levels("".join(texts), rtl=rtl)
    starts = accumulate(map(len, texts), initial=0)
    for run, text, start in zip(runs, texts, starts, strict=False):
        selection = fonts.selection(run.span.font)
        for piece, level in _pieces(text, found[start : start + len(text)]):
            width = selection.widths[piece] * size / UNITS + (
                run.spacing if piece == " " else run.tracking * len(piece)
            )
            yield Part(run, piece, level, width)


def _pieces(text: str, found: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Words and spaces, cut where the direction changes."""
    at = 0
    for level, group in groupby(found):
        end = at + len(list(group))
        yield from zip(WORD.findall(text, at, end), repeat(level), strict=False)
        at = end


def _place(parts: Sequence[Part], left: float) -> None:
    """Give each part its place."""
    for at in visual_order([part.level for part in parts]):
        parts[at].x = left
        left += parts[at].width


def marks_of(
    parts: Sequence[Part], selection: FontSelection, size: float
) -> Iterator[tuple[GlyphRun, float]]:
    """The marks of the parts of one run from left to right, each with where its word begins, in thousandths
    of the type size from the left edge of the page. What is among words that run from the right is in the
    font of these, and a space is in that of the word before it.
    """
    rtl = next(filter(None, (selection.host(part.text) for part in parts if part.rtl)), None)
    before = " "
    for part in sorted(parts, key=attrgetter("x")):
        text, level = part.text, part.level
        before = before if text == " " else text
        host = rtl if level else selection.host(before) if text == " " else None
        left = part.x * UNITS / size
        for mark in selection.marks(text, rtl=level % 2 == 1, host=host):
            yield mark, left


def ordered_words(text: str, selection: FontSelection, size: float) -> list[tuple[str, bool, float]]:
    """The words of a line by itself, whether each runs from right to left, and its place in points."""
    rows = list(_pieces(text, levels(text, rtl=is_rtl(text))))
    found, x = dict[int, float](), 0.0
    for at in visual_order([level for _, level in rows]):
        found[at] = x
        x += selection.widths[rows[at][0]] * size / UNITS
    return [(word, level % 2 == 1, found[at]) for at, (word, level) in enumerate(rows)]
