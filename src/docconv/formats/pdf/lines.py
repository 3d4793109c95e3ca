"""Paragraphs to lines: words, places where a line may end, and right-to-left order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from docconv.formats.pdf.fonts import UNITS, Fonts, Style
from docconv.formats.pdf.styles import ParagraphStyle
from docconv.formats.pdf.tags import Element

WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0002ffff"
ATOM = re.compile(rf"[{WIDE}]|[^\s{WIDE}]+|[^\S\n]+|\n")
NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》’”…ー々,.;:?!)]}»")
DASHES = ("—", "–", "-", "\u2010")
RTL = frozenset(("R", "AL"))
MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@frozen
class Span:
    """Text of one structure element in one font."""

    text: str
    font: Style
    element: Element


@define
class Paragraph:
    """A paragraph to set: its spans, its style, and the outline entry that leads to it, if any."""

    style: ParagraphStyle
    spans: list[Span] = field(factory=list)
    outline: tuple[int, str] | None = None

    def text(self) -> str:
        """All characters."""
        return "".join(span.text for span in self.spans)


@frozen
class Atom:
    """Characters that no line end parts, or white space. `width` is in points."""

    text: str
    span: Span
    width: float
    space: bool = False


@frozen
class Line:
    """The atoms of one line, from left to right as they are read, and its width without the space at its end."""

    atoms: tuple[Atom, ...]
    width: float
    rtl: bool = False
    last: bool = False


def is_rtl(text: str) -> bool:
    """Whether the first strong character of a text runs from right to left (UAX #9, P2 and P3)."""
    if text.isascii():
        return False
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L":
            return False
        if direction in RTL:
            return True
    return False


def break_lines(paragraph: Paragraph, measure: float, fonts: Fonts) -> list[Line]:
    """Greedy lines, ragged at the end. A word wider than the line is broken between characters."""
    style = paragraph.style
    width = measure - style.indent - style.narrow
    rtl = is_rtl(paragraph.text())
    lines: list[Line] = []
    current: list[Atom] = []
    used, room = 0.0, width - style.first
    for cluster in _clusters(_atoms(paragraph.spans, style.size, fonts)):
        if cluster[0].text == "\n":
            lines.append(_line([*current, _space(cluster[0])], rtl=rtl))
            current, used, room = [], 0.0, width
            continue
        size = sum(atom.width for atom in cluster)
        if used + size > room + 0.01 and current and not cluster[0].space:
            lines.append(_line(current, rtl=rtl))
            current, used, room = [], 0.0, width
        for piece in _fitting(cluster, room - used, room, style.size, fonts) if size > room else (cluster,):
            if current and used + sum(atom.width for atom in piece) > room + 0.01 and not piece[0].space:
                lines.append(_line(current, rtl=rtl))
                current, used, room = [], 0.0, width
            current.extend(piece)
            used += sum(atom.width for atom in piece)
    if current or not lines:
        lines.append(_line(current, rtl=rtl))
    lines[-1] = Line(lines[-1].atoms, lines[-1].width, rtl, last=True)
    return lines


def _space(atom: Atom) -> Atom:
    """A line feed as the space that ends its line, so that words do not join for those who listen or copy."""
    return Atom(" ", atom.span, 0.0, space=True)


def _line(atoms: list[Atom], *, rtl: bool) -> Line:
    visible = list(atoms)
    while visible and visible[-1].space:
        visible.pop()
    return Line(tuple(atoms), sum(atom.width for atom in visible), rtl)


def _atoms(spans: Iterable[Span], size: float, fonts: Fonts) -> Iterator[Atom]:
    scale = size / UNITS
    for span in spans:
        for match in ATOM.finditer(span.text):
            text = match[0]
            if text == "\n":
                yield Atom(text, span, 0.0, space=True)
            elif text.isspace():
                yield Atom(" ", span, fonts.width(" ", span.font) * scale, space=True)
            else:
                yield Atom(text, span, fonts.width(text, span.font) * scale)


def _clusters(atoms: Iterable[Atom]) -> Iterator[list[Atom]]:
    """Atoms between which a line may not end, together."""
    cluster: list[Atom] = []
    for atom in atoms:
        if cluster and _may_end(cluster[-1], atom):
            yield cluster
            cluster = []
        cluster.append(atom)
    if cluster:
        yield cluster


def _may_end(before: Atom, after: Atom) -> bool:
    """Whether a line may end between two atoms: at spaces, behind dashes inside words, around wide characters."""
    if before.space or after.space:
        return True
    wide = "\u2e80" <= before.text[-1] or "\u2e80" <= after.text[0]
    return wide and after.text[0] not in NOT_FIRST and not ("\u2e80" > before.text[-1] and "\u2e80" > after.text[0])


def _fitting(
    cluster: list[Atom], first: float, room: float, size: float, fonts: Fonts
) -> Iterator[tuple[Atom, ...]]:
    """A cluster wider than a line, in parts that fit: the first into what is left of the line."""
    del first
    scale = size / UNITS
    for atom in cluster:
        part = ""
        for char in atom.text:
            if part and fonts.width(part + char, atom.span.font) * scale > room:
                yield (Atom(part, atom.span, fonts.width(part, atom.span.font) * scale),)
                part = ""
            part += char
        if part:
            yield (Atom(part, atom.span, fonts.width(part, atom.span.font) * scale),)


def visual(text: str) -> str:
    """The characters of right-to-left text as they stand from left to right; numbers and Latin words keep their order."""
    runs: list[str] = []
    for cluster in _graphemes(text):
        left = unicodedata.bidirectional(cluster[0]) in ("L", "EN", "AN")
        if left and runs and unicodedata.bidirectional(runs[-1][0]) in ("L", "EN", "AN"):
            runs[-1] += cluster
        else:
            runs.append(cluster)
    return "".join(run if unicodedata.bidirectional(run[0]) in ("L", "EN", "AN") else run.translate(MIRROR) for run in reversed(runs))


def _graphemes(text: str) -> list[str]:
    """Characters with the marks that sit on them."""
    out: list[str] = []
    for char in text:
        if out and unicodedata.combining(char):
            out[-1] += char
        else:
            out.append(char)
    return out
