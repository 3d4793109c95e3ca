"""Text to words, and the places between them where a line may end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import sub

from attrs import define, field

from docconv.bidi import graphemes
from docconv.formats.pdf.fonts.fonts import UNITS, DocumentFonts
from docconv.formats.pdf.typesetting.lines import TaggedSpan
from docconv.formats.pdf.typesetting.segmentation import SPACELESS, is_spaceless, segments
from docconv.patterns import regex

WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
SPECIAL = regex(f"[—–{WIDE}{SPACELESS}]|  | -|[^\\S \n\u00a0\u2007\u202f]")
TOKEN = regex(rf"[{WIDE}] ?|(?:(?![{WIDE}])[^ ])+? ?(?:(?<=\w[—–])(?=[^\W\d_])|(?<= )|(?=[{WIDE}])|$)| ")
PIECE = regex(r".+?(?:[/_.?&=#-](?![/_.?&=# -])|$)")
"""A piece of an address, after which a line may end."""
BLANKS = regex("[^\\S\n\u00a0\u2007\u202f]+")
NOT_FIRST = frozenset(
    "、。，．・：；？！‼⁇⁈⁉）］｝」』】〕〉》〗〙〛｠〟’”…‥〜～ー゠々〻ゝゞヽヾ゛゜"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ％‰℃,.;:?!)]}»%"
)
"""Signs that begin no line (JIS X 4051, 4.3; GB/T 15834, 5.1)."""
DASHES = frozenset(f"{dash}{space}" for dash in ("—", "–", "-", "--") for space in (" ", ""))
NOT_LAST = frozenset("（［｛「『【〔〈《〖〘〚｟〝‘“([{«￥＄￡№＃")
"""Signs that end no line."""
OPENING = frozenset("（［｛「『【〔〈《〖〘〚｟〝‘“")
CLOSING = frozenset("）］｝」』】〕〉》〗〙〛｠〟’”")
LOW_STOPS = frozenset("、。，．")
"""Signs with ink in one half of their square; that of stops is in the middle in Taiwan and Hong Kong."""
HALF = 500.0  # thousandths of the type size
MIDDLE_STOPS = ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue")


@define(eq=False, repr=False)
class Tokens:
    """The words of a verse.

    - `fonts`: measure the words.
    - `hangs`: marks at the end of a line hang over it.
    - `words`: each with the space after it.
    - `sizes`: their widths, in thousandths of the type size.
    - `trims`: the part of a width that may hang over the end of a line.
    - `glued`: the indexes of words before which no line ends.
    - `closed_up`: the indexes of marks without the blank half of their square, since another follows.
    - `starts`, `spans`: the spans, and the word at which each begins.
    - `regular`: all words but the last of a span end in a space.
    """

    fonts: DocumentFonts
    hangs: bool = False
    words: list[str] = field(factory=list)
    sizes: list[float] = field(factory=list)
    trims: list[float] = field(factory=list)
    glued: list[int] = field(factory=list)
    closed_up: set[int] = field(factory=set)
    starts: list[int] = field(factory=list)
    spans: list[TaggedSpan] = field(factory=list)
    regular: bool = True

    def add(self, span: TaggedSpan) -> None:
        """The words of a span."""
        words, special = _words(span.text)
        if not words:
            return
        start = len(self.words)
        selection = self.fonts.selection(span.font)
        widths = selection.widths
        if start and not _may_end(self.words[-1], words[0], same=False):
            self.glued.append(start)
        if special:
            pairs = enumerate(pairwise(words), start + 1)
            self.glued += [at for at, (one, two) in pairs if not _may_end(one, two, same=True)]
            self.regular = False
        trims = selection.hangs if self.hangs else selection.trims
        self.trims += map(trims.__getitem__, words)
        self.words += words
        self.sizes += map(widths.__getitem__, words)
        if span.letter_spacing:
            self.sizes[start:] = [
                size + len(word) * span.letter_spacing * UNITS
                for size, word in zip(self.sizes[start:], words, strict=True)
            ]
        if special and not span.actual_text:
            self._close_up(start)
        self.starts.append(start)
        self.spans.append(span)

    def _close_up(self, start: int) -> None:
        """Take the blank half from marks before other marks, and let it hang at the end of a line
        (JLREQ 3.1.4, CLREQ 3.1.6). A face in which they are no squares is left as it is.
        """
        words, middle = self.words, self.fonts.lang.lower().startswith(MIDDLE_STOPS)
        closing = CLOSING | LOW_STOPS
        trailing = CLOSING if middle else closing
        for at in range(start, len(words)):
            mark, after = words[at], words[at + 1][0] if at + 1 < len(words) else ""
            if self.sizes[at] != UNITS or not (mark in trailing or mark in OPENING):
                continue
            if after in OPENING or (mark in trailing and after in closing):
                self.sizes[at] -= HALF
                self.closed_up.add(at)
            elif mark in trailing:
                self.trims[at] = HALF

    def fitting(self, room: float) -> Tokens:
        """The same, with what is wider than a line, in thousandths of the type size, in single characters."""
        if max(self.sizes, default=0.0) + sum(self.sizes[at] for at in self.glued) <= room:
            return self
        sizes, trims = self.held_together()
        if max(map(sub, sizes, trims)) <= room:
            return self
        return self._divided(room)

    def held_together(self) -> tuple[list[float], list[float]]:
        """Sizes and trims in which the first of words that are held together bears the width of all."""
        if not self.glued:
            return self.sizes, self.trims
        sizes, trims = self.sizes.copy(), self.trims.copy()
        for at in reversed(self.glued):
            sizes[at - 1] += sizes[at]
            sizes[at] = 0.0
            trims[at - 1] = trims[at]
        return sizes, trims

    def _divided(self, room: float) -> Tokens:
        """The same with every word that is part of something wider than a line in single characters."""
        sizes, trims = self.held_together()
        glued = set(self.glued)
        divided = Tokens(self.fonts, self.hangs, regular=False)
        wide = False
        borders = dict(zip(self.starts, self.spans, strict=True))
        for at, word in enumerate(self.words):
            wide = sizes[at] - trims[at] > room if at not in glued else wide
            if at in borders:
                divided.starts.append(len(divided.words))
                divided.spans.append(borders[at])
            if at in glued and not wide:
                divided.glued.append(len(divided.words))
            divided.extend(divided._pieces(word, room) if wide else [word])
        return divided

    def _pieces(self, word: str, room: float) -> list[str]:
        """A word of the last span in pieces that fit on a line: what the signs of an address part, else
        single characters.
        """
        widths = self.fonts.selection(self.spans[-1].font).widths
        parts = (
            part
            for piece in PIECE.findall(word.rstrip(" "))
            for part in ([piece] if widths[piece] <= room else graphemes(piece))
        )
        return [*parts, *(" " if word[-1] == " " else "")]

    def extend(self, words: Sequence[str]) -> None:
        """Further words of the last span; a line may end before each but a space."""
        selection = self.fonts.selection(self.spans[-1].font)
        widths, trims = selection.widths, selection.hangs if self.hangs else selection.trims
        for word in words:
            if word == " " and self.words and len(words) > 1:
                self.glued.append(len(self.words))
            self.words.append(word)
            self.sizes.append(widths[word] + len(word) * self.spans[-1].letter_spacing * UNITS)
            self.trims.append(trims[word])


def _words(text: str) -> tuple[list[str], bool]:
    """Words with the space after each; whether there are places among them where no line may end."""
    plain = text.isascii() and "  " not in text and " -" not in text and text.isprintable()
    if not plain and SPECIAL.search(text):
        tokens = TOKEN.findall(BLANKS.sub(" ", text))
        return [part for token in tokens for part in segments(token)], True
    words = text.replace(" ", " \n").split("\n")  # in C; no line ends are left here
    if not words[-1]:
        words.pop()
    return words, False


def _may_end(before: str, after: str, *, same: bool) -> bool:
    """Whether a line may end between two tokens: at spaces, but not before a dash that stands alone, after
    dashes, beside wide characters, between words of scripts without spaces.
    """
    if before[-1] == " ":
        return after != " " and after not in DASHES
    if before[-1] in "—–":
        return same
    if same and (is_spaceless(before[-1]) or is_spaceless(after[0])):
        return True
    wide = before[-1] >= "\u2e80" or after[0] >= "\u2e80"
    hangul = "\uac00" <= before[-1] <= "\ud7ff" and "\uac00" <= after[0] <= "\ud7ff"
    return wide and not hangul and after[0] not in NOT_FIRST and before[-1] not in NOT_LAST
