"""Lines that are drawn in another order than they are read: words with their places, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from unicodedata import bidirectional

from attrs import define, field

from docconv.bidi import is_rtl, levels, visual_order
from docconv.formats.pdf.fonts.fonts import UNITS, DocumentFonts, FontSelection, GlyphRun
from docconv.formats.pdf.typesetting.lines import LineRun, PlacedLine
from docconv.patterns import regex

WORD = regex("[^ ]+| ")
SIGNS = frozenset(("AN", "CS", "EN", "ES", "ET", "L"))
"""Bidirectional classes (UAX #9): letters and numbers from the left, and signs that stand in numbers."""


@define(eq=False, repr=False)
class RunParts:
    """The words of a run, or pieces of words of one direction, and the spaces, in the order of reading: the
    text of each, its level, odd where it runs from right to left, its width and its left edge in points.
    """

    run: LineRun
    texts: list[str]
    levels: list[int]
    widths: list[float]
    lefts: list[float] = field(factory=list)


def parts_of(item: PlacedLine, fonts: DocumentFonts) -> list[RunParts]:
    """The parts of a line, run by run in the order of reading. What begins at a place of its own, as the
    words beside a label, is ordered by itself.
    """
    line, groups = item.line, list[list[LineRun]]()
    for run in line.runs:
        if not groups or run.at is not None:
            groups.append([])
        groups[-1].append(run)
    found: list[RunParts] = []
    for runs in groups:
        parts = list(_parts(runs, fonts, item.style.size, rtl=line.rtl))
        at = runs[0].at
        if line.rtl:
            right = item.x + line.width if at is None else item.right - at
            left = right - sum(width for part in parts for width in part.widths)
        else:
            left = item.x if at is None else item.left + at
        _place(parts, left)
        found += parts
    return found


def _parts(runs: Sequence[LineRun], fonts: DocumentFonts, size: float, *, rtl: bool) -> Iterator[RunParts]:
    """Words and pieces of words of one direction, of each run that has any."""
    texts = ["".join(run.words) for run in runs]
    found = levels("".join(texts), rtl=rtl)
    starts = accumulate(map(len, texts), initial=0)
    for run, text, start in zip(runs, texts, starts, strict=False):
        if not text:
            continue
        sizes, spacing, tracking = fonts.selection(run.span.font).widths, run.spacing, run.tracking
        pieces, own = _pieces(text, found[start : start + len(text)])
        widths = [
            sizes[piece] * size / UNITS + (spacing if piece == " " else tracking * len(piece))
            for piece in pieces
        ]
        yield RunParts(run, pieces, own, widths)


def _pieces(text: str, found: Sequence[int]) -> tuple[list[str], list[int]]:
    """Words and spaces, cut where the direction changes, and the level of each."""
    if found and found.count(found[0]) == len(found):
        words = WORD.findall(text)
        return words, [found[0]] * len(words)
    words, own, at = list[str](), list[int](), 0
    for level, group in groupby(found):
        end = at + len(list(group))
        words += WORD.findall(text, at, end)
        own += [level] * (len(words) - len(own))
        at = end
    return words, own


def _place(parts: Sequence[RunParts], left: float) -> None:
    """Give each part its place."""
    order = visual_order([level for part in parts for level in part.levels])
    widths = [width for part in parts for width in part.widths]
    lefts, start = [left] * len(order), 0
    for at in order:
        lefts[at] = left
        left += widths[at]
    for part in parts:
        part.lefts = lefts[start : start + len(part.texts)]
        start += len(part.texts)


def marks_of(
    parts: RunParts, selection: FontSelection, size: float, *, rtl_line: bool
) -> Iterator[tuple[GlyphRun, float]]:
    """The marks of the parts of one run from left to right, each with where its word begins, in thousandths
    of the type size from the left edge of the page. What is among words that run from the right is in the
    font of these, and a space is in that of the word before it. In a line that runs from the right a space
    behind a sign or a number says so.
    """
    texts, lefts = parts.texts, parts.lefts
    odd = (text for text, level in zip(texts, parts.levels, strict=True) if level % 2 == 1)
    rtl = next(filter(None, map(selection.host, odd)), None)
    from_right, from_left = selection.marks(rtl=True, host=rtl), selection.marks(rtl=False, host=rtl)
    before = " "
    marks: tuple[GlyphRun, ...]
    for at in sorted(range(len(texts)), key=lefts.__getitem__):
        text, level = texts[at], parts.levels[at]
        before = before if text == " " else text
        left = lefts[at] * UNITS / size
        if rtl_line and rtl and level == 1 and text == " " and at and _turns(texts[at - 1]):
            mark = selection.turning_space(rtl)
            left += parts.widths[at] * UNITS / size - mark.width  # a wider space is not wider beside the sign
            marks = (mark,)
        elif level % 2 == 1:
            marks = from_right[text]
        elif level:
            marks = from_left[text]
        else:
            host = selection.host(before) if text == " " else None
            marks = selection.marks(rtl=False, host=host)[text]
        for mark in marks:
            yield mark, left


def _turns(word: str) -> bool:
    """Whether a word ends in a sign or a number, which programs may take for one from the left."""
    return bidirectional(word[-1]) in SIGNS


def ordered_words(text: str, selection: FontSelection, size: float) -> list[tuple[str, bool, float]]:
    """The words of a line by itself, whether each runs from right to left, and its place in points."""
    words, own = _pieces(text, levels(text, rtl=is_rtl(text)))
    found, x = dict[int, float](), 0.0
    for at in visual_order(own):
        found[at] = x
        x += selection.widths[words[at]] * size / UNITS
    return [
        (word, level % 2 == 1, found[at]) for at, (word, level) in enumerate(zip(words, own, strict=True))
    ]
