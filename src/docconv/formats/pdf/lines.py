"""Paragraphs to lines: words, and the places where a line may end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import sub

from attrs import define, field, frozen

from docconv.formats.pdf.bidi import graphemes, is_rtl, needs_order
from docconv.formats.pdf.faces import Style
from docconv.formats.pdf.fonts import UNITS, Fonts
from docconv.formats.pdf.styles import ParagraphStyle
from docconv.formats.pdf.tags import Element

WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
SPECIAL = re.compile(f"[—–{WIDE}]|  |[^\\S \n\u00a0\u2007\u202f]")
TOKEN = re.compile(rf"[{WIDE}] ?|(?:(?![{WIDE}])[^ ])+? ?(?:(?<=\w[—–])(?=[^\W\d_])|(?<= )|(?=[{WIDE}])|$)| ")
BLANKS = re.compile("[^\\S\n\u00a0\u2007\u202f]+")
NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》’”…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:?!)]}»")
NOT_LAST = frozenset("（「『【〔〈《‘“([{«")
SLACK = 0.01


@frozen
class Span:
    """Text of one structure element in one style of type."""

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


@define
class Run:
    """Words of one span on one line, each with the space behind it, and their width in points."""

    span: Span
    words: Sequence[str]
    width: float


@define
class Line:
    """The runs of one line, in the order of reading, and its width without the space at its end.

    `rtl` is the direction of its paragraph, `mixed` whether the paragraph has letters of both directions.
    """

    runs: tuple[Run, ...]
    width: float
    rtl: bool = False
    mixed: bool = False


def break_lines(paragraph: Paragraph, measure: float, fonts: Fonts) -> list[Line]:
    """Greedy lines, ragged at the end. A word wider than the line is broken between characters."""
    style = paragraph.style
    room = (measure - style.indent - style.narrow) * UNITS / style.size
    first = room - style.first * UNITS / style.size
    text = paragraph.text()
    rtl, mixed = is_rtl(text), needs_order(text)
    verses = list(_verses(paragraph.spans))
    lines: list[Line] = []
    for number, spans in enumerate(verses, 1):
        verse = _Tokens(fonts, rtl, mixed)
        for span in spans:
            verse.add(span)
        if number < len(verses):
            verse.add(Span(" ", spans[-1].font, spans[-1].element))
        lines += verse.lines(room if lines else first, room, style.size / UNITS)
    return lines


def _verses(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans between forced line ends."""
    verse: list[Span] = []
    for span in spans:
        if "\n" not in span.text:
            verse.append(span)
            continue
        head, *rest = span.text.split("\n")
        verse.append(Span(head, span.font, span.element))
        for text in rest:
            yield verse
            verse = [Span(text, span.font, span.element)]
    yield verse


@define
class _Tokens:
    """The words of a paragraph, each with the space behind it.

    `sizes` are their widths in thousandths of the type size, `trims` the part of them that may hang over the
    end of a line. A line does not end before a word whose index is in `glued`. Span `n` begins at word
    `starts[n]`.
    """

    fonts: Fonts
    rtl: bool
    mixed: bool
    words: list[str] = field(factory=list)
    sizes: list[float] = field(factory=list)
    trims: list[float] = field(factory=list)
    glued: list[int] = field(factory=list)
    starts: list[int] = field(factory=list)
    spans: list[Span] = field(factory=list)
    divisible: bool = True

    def add(self, span: Span) -> None:
        """The words of a span."""
        words, special = _words(span.text)
        if not words:
            return
        start = len(self.words)
        widths = self.fonts.setting(span.font).widths
        space = widths[" "]
        if start and not _may_end(self.words[-1], words[0], same=False):
            self.glued.append(start)
        if special:
            pairs = enumerate(pairwise(words), start + 1)
            self.glued += [at for at, (one, two) in pairs if not _may_end(one, two, same=True)]
            self.trims += [space if word[-1] == " " else 0.0 for word in words]
        else:
            self.trims += [space] * len(words)
            self.trims[-1] = space if words[-1][-1] == " " else 0.0
        self.words += words
        self.sizes += map(widths.__getitem__, words)
        self.starts.append(start)
        self.spans.append(span)

    def lines(self, first: float, room: float, scale: float) -> list[Line]:
        """The lines; `first` is the room on the first one. `scale` makes points of widths."""
        sizes, trims = self._held_together()
        if self.divisible and max(map(sub, sizes, trims), default=0.0) > min(first, room):
            return self._divided(min(first, room)).lines(first, room, scale)
        lines, start, at = [], 0, 0
        self.starts.append(len(self.words))
        for end in _ends(sizes, trims, first, room):
            runs = []
            while at < len(self.spans) and self.starts[at] < end:
                inside = slice(max(start, self.starts[at]), min(end, self.starts[at + 1]))
                runs.append(Run(self.spans[at], self.words[inside], sum(self.sizes[inside]) * scale))
                if self.starts[at + 1] > end:
                    break
                at += 1
            trim = self.trims[end - 1] * scale if end else 0.0
            lines.append(Line(tuple(runs), sum(run.width for run in runs) - trim, self.rtl, self.mixed))
            start = end
        return lines

    def _held_together(self) -> tuple[list[float], list[float]]:
        """Sizes and trims in which the first of words that are held together bears the width of all."""
        if not self.glued:
            return self.sizes, self.trims
        sizes, trims = self.sizes.copy(), self.trims.copy()
        for at in reversed(self.glued):
            sizes[at - 1] += sizes[at]
            sizes[at] = 0.0
            trims[at - 1] = trims[at]
        return sizes, trims

    def _divided(self, room: float) -> _Tokens:
        """The same with every word that is part of something wider than a line in single characters."""
        sizes, trims = self._held_together()
        glued = set(self.glued)
        divided = _Tokens(self.fonts, self.rtl, self.mixed, divisible=False)
        wide = False
        borders = dict(zip(self.starts, self.spans, strict=True))
        for at, word in enumerate(self.words):
            wide = sizes[at] - trims[at] > room if at not in glued else wide
            if at in borders:
                divided.starts.append(len(divided.words))
                divided.spans.append(borders[at])
            if at in glued and not wide:
                divided.glued.append(len(divided.words))
            divided.extend(graphemes(word) if wide else [word])
        return divided

    def extend(self, words: Sequence[str]) -> None:
        """Further words of the last span; a line may end before each but a space."""
        widths = self.fonts.setting(self.spans[-1].font).widths
        for word in words:
            if word == " " and self.words and len(words) > 1:
                self.glued.append(len(self.words))
            self.words.append(word)
            self.sizes.append(widths[word])
            self.trims.append(widths[" "] if word[-1] == " " else 0.0)


def _words(text: str) -> tuple[list[str], bool]:
    """Words with the space behind each; whether there are places among them where no line may end."""
    if SPECIAL.search(text):
        return TOKEN.findall(BLANKS.sub(" ", text)), True
    words = [word + " " for word in text.split(" ")]
    last = words.pop()[:-1]
    if last:
        words.append(last)
    return words, False


def _ends(sizes: Sequence[float], trims: Sequence[float], first: float, room: float) -> Iterator[int]:
    """Greedy line ends: the index behind the last word of each line."""
    used, limit = 0.0, first + SLACK
    for index, (size, trim) in enumerate(zip(sizes, trims, strict=True)):
        used += size
        if used - trim > limit and used > size > 0:
            yield index
            used, limit = size, room + SLACK
    yield len(sizes)


def _may_end(before: str, after: str, *, same: bool) -> bool:
    """Whether a line may end between two tokens: at spaces, behind dashes, beside wide characters."""
    if before[-1] == " ":
        return after != " "
    if before[-1] in "—–":
        return same
    wide = before[-1] >= "\u2e80" or after[0] >= "\u2e80"
    hangul = "\uac00" <= before[-1] <= "\ud7ff" and "\uac00" <= after[0] <= "\ud7ff"
    return wide and not hangul and after[0] not in NOT_FIRST and before[-1] not in NOT_LAST
