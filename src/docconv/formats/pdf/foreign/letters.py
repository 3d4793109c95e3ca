"""The letters on the pages of a PDF, read with PDFium: their places and their states, whole words at once
where nothing is between their letters.

Coordinates are in points, x to the right, y down, after the letters were turned upright.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Any, NamedTuple, TypeAlias

from attrs import define, field
from pypdfium2 import raw

from docconv.bidi import TURNING_SPACE, is_rtl
from docconv.patterns import regex

NO_BREAK = {0xA0: " ", 0x202F: " "}
"""No-break spaces."""
LINE_ENDS = frozenset((10, 13))
HYPHENS = frozenset((2, 0xFFFE))
"""What PDFium says for a hyphen at the end of a line."""
BOLD = ("bold", "black", "heavy", "semibold", "demi")
SLANTED = ("italic", "oblique")
SMALL_CAPITALS = ("smallcap", "small-cap")
ITALIC_FLAG, FORCE_BOLD_FLAG = 1 << 6, 1 << 18
OUTLINED = 2  # filled and stroked, as a font without a bold face is set
GREY = 40
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
WORD = regex("[^\\s\\x00\\x01\\x03-\\x1f\\ud800-\\udfff]+|[^\\r\\n]")
"""A word, or a character between words."""
HALVES = frozenset(map(chr, range(0xD800, 0xE000)))
LINE = regex(r"[^\r\n]+")
TIGHTER, WIDER = 0.12, 0.05
"""In parts of the type size: how much narrower or wider than its letters a word is, if nothing is between
them.
"""
FEWEST = 7
"""Words and spaces from which on it shows whether all gaps are much the same."""
WIDEST = 1.4
"""In parts of the type size: no gap that is wider is one between words."""
Span: TypeAlias = tuple[int, int]


class TextState(NamedTuple):
    """Size in points, features, the direction in degrees in which letters run."""

    size: float
    features: frozenset[str]
    turn: int


class Letter(NamedTuple):
    """A letter, or a word of letters close together, with its extent and its base line; no state where
    PDFium supplied it. `first_right` and `last_left` are the inner edges of the letters at both ends.
    """

    text: str
    left: float
    right: float
    y: float
    state: TextState | None
    first_right: float
    last_left: float


def letter_of(text: str, left: float, right: float, y: float, state: TextState | None) -> Letter:
    """A single letter."""
    return Letter(text, left, right, y, state, right, left)


Known: TypeAlias = tuple[TextState, dict[str, float]]
"""A state, and how wide letters are in it."""


# ------------ states


@define
class TextStates:
    """The states of the text objects of a file, and how wide letters are in each; what is alike is worked out
    once.
    """

    fonts: dict[int, frozenset[str]] = field(factory=dict)
    known: dict[tuple[float, ...], Known] = field(factory=dict)
    _font: Callable[..., int | None] = field(factory=lambda: _called(raw.FPDFTextObj_GetFont))
    _size: Any = field(factory=ctypes.c_float)
    _matrix: Any = field(factory=raw.FS_MATRIX)
    _paint: Any = field(factory=lambda: [ctypes.c_uint() for _ in range(4)])

    def of(self, thing: Any) -> Known:  # noqa: ANN401  a pointer of ctypes
        """The state of a text object, and the widths that are known of its letters."""
        size, matrix = self._size, self._matrix
        raw.FPDFTextObj_GetFontSize(thing, size)
        raw.FPDFPageObj_GetMatrix(thing, matrix)
        shape = matrix.a, matrix.b, matrix.c, matrix.d
        is_outlined = raw.FPDFTextObj_GetTextRenderMode(thing) == OUTLINED
        own = (size.value, *shape, self._font(thing) or 0, is_outlined, self._is_coloured(thing))
        if own not in self.known:
            features = self._of_font(thing) | ({"bold"} if is_outlined else set())
            features |= {"colour"} if own[-1] else set()
            self.known[own] = _state(size.value, shape, features), {}
        return self.known[own]

    def _of_font(self, thing: Any) -> frozenset[str]:  # noqa: ANN401  a pointer of ctypes
        """What the name and the flags of its font say."""
        address = self._font(thing) or 0
        if address not in self.fonts:
            self.fonts[address] = frozenset(_of_font(raw.FPDFTextObj_GetFont(thing)))
        return self.fonts[address]

    def _is_coloured(self, thing: Any) -> bool:  # noqa: ANN401  a pointer of ctypes
        if not raw.FPDFPageObj_GetFillColor(thing, *self._paint):
            return False
        paint = [part.value for part in self._paint[:3]]
        return bool(max(paint) - min(paint) > GREY)


def _state(size: float, matrix: tuple[float, ...], features: frozenset[str]) -> TextState:
    """The state for a size and a matrix."""
    a, b, c, d = matrix
    if abs(a * c + b * d) > 0.1 * abs(a * d - b * c):
        features |= {"italic"}
    return TextState(size * math.hypot(c, d), features, round(math.degrees(math.atan2(b, a))) % 360)


def _of_font(font: Any) -> Iterator[str]:  # noqa: ANN401  a pointer of ctypes
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    name, flags = buffer.value.decode("utf-8", "replace").casefold(), raw.FPDFFont_GetFlags(font)
    if any(part in name for part in BOLD) or flags & FORCE_BOLD_FLAG:
        yield "bold"
    if any(part in name for part in SLANTED) or flags & ITALIC_FLAG:
        yield "italic"
    if any(part in name for part in SMALL_CAPITALS):
        yield "capitals"


# ------------ letters


def letters(text: Any, states: TextStates) -> Iterator[Letter]:  # noqa: ANN401  a pointer of ctypes
    """The letters of a page, PDFium's `text`, in its order, which is that of reading within a line."""
    return _PageLetters(text, states, _codes(text, raw.FPDFText_CountChars(text))).letters()


def _codes(text: Any, count: int) -> str:  # noqa: ANN401  a pointer of ctypes
    """The characters of a page by their numbers, halves of pairs by themselves. Where most spaces are
    no-break ones, the font has given them for all.
    """
    found = _found(text, count)
    if sum(found.count(chr(code)) for code in NO_BREAK) > found.count(" "):
        return found.translate(NO_BREAK)
    return found


def _found(text: Any, count: int) -> str:  # noqa: ANN401  a pointer of ctypes
    """The characters as they are in the file."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        found = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(found) == count and REPLACEMENT not in found:
            return found
    return "".join(chr(raw.FPDFText_GetUnicode(text, index)) for index in range(count))  # some say nothing


def _called(function: Any) -> Callable[..., Any]:  # noqa: ANN401  a function of ctypes
    """A function of PDFium as one whose arguments are not looked at, which is half of what a call takes."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(ctypes.c_void_p)(address)


@define
class _PageLetters:
    """Reads the letters of a page, PDFium's `text`, whose characters are `codes`.

    `known` has for each text object its state, and how wide letters are in it.
    """

    text: Any
    states: TextStates
    codes: str
    known: dict[int, Known] = field(factory=dict)
    object_at: Callable[..., Any] = field(factory=lambda: _called(raw.FPDFText_GetTextObject))
    box_at: Callable[..., Any] = field(factory=lambda: _called(raw.FPDFText_GetLooseCharBox))
    origin_at: Callable[..., Any] = field(factory=lambda: _called(raw.FPDFText_GetCharOrigin))
    box: Any = field(factory=raw.FS_RECTF)
    x: Any = field(factory=ctypes.c_double)
    y: Any = field(factory=ctypes.c_double)
    _to_box: Any = field(init=False)
    _to_origin: Any = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._to_box = ctypes.byref(self.box)
        self._to_origin = ctypes.byref(self.x), ctypes.byref(self.y)

    def letters(self) -> Iterator[Letter]:
        """All of it; one by one where some run from the right."""
        if any(is_rtl(char) or char in HALVES for char in set(self.codes)):
            places = (at for at, char in enumerate(self.codes) if char not in "\r\n" and not self.turns(at))
            yield from filter(None, map(self.letter, places))
            return
        object_at, text = self.object_at, self.text
        for line in LINE.finditer(self.codes):
            words = [found.span() for found in WORD.finditer(self.codes, *line.span())]
            for address, group in groupby(words, key=lambda word: object_at(text, word[0])):
                some = list(group)
                yield from self.stretch(some) if address else map(self.supplied, some)

    def turns(self, at: int) -> bool:
        """Whether a character is a mark of direction beside a space, which is none of the words: it is what
        some files say for the sake of programs that take the order of letters from it.
        """
        return self.codes[at] == TURNING_SPACE[-1] and " " in self.codes[max(at - 1, 0) : at + 2]

    def supplied(self, word: Span) -> Letter:
        """What PDFium puts between two words."""
        return letter_of(plain(self.codes[slice(*word)]), 0, 0, 0, None)

    def stretch(self, words: Sequence[Span]) -> Iterator[Letter]:
        """Words of one text object and what is between them: all in one, if one gap is as wide as another."""
        spaces = [self.codes[at].isspace() for at, _ in words]
        begin = spaces.index(False) if False in spaces else len(words)
        end = len(words) - spaces[::-1].index(False) if False in spaces else begin
        inner = words[begin:end]
        alternate = not any(spaces[begin:end:2]) and all(spaces[begin + 1 : end : 2])
        whole = self.whole(inner) if alternate and len(inner) >= FEWEST else None
        yield from map(self.space, words[:begin])
        yield from (whole,) if whole else self.words(inner)
        yield from map(self.space, words[end:])

    def words(self, words: Iterable[Span]) -> Iterator[Letter]:
        """Each by itself."""
        for start, end in words:
            word = self.word(start, end) if end - start > 1 else None
            yield from (word,) if word else filter(None, map(self.letter, range(start, end)))

    def space(self, word: Span) -> Letter:
        """A space of the file."""
        state = self.state(word[0])
        return letter_of(plain(self.codes[slice(*word)]), 0, 0, 0, state and state[0])

    def whole(self, words: Sequence[Span]) -> Letter | None:
        """Words with a space between each two as one, if they run level, nothing is between their letters,
        and all gaps are much the same.
        """
        start, end = words[0][0], words[-1][1]
        known = self.common(start, end)
        if known is None:
            return None
        state, widths = known
        self.learn(start, end, widths)
        places = [0.0, *accumulate(map(widths.__getitem__, self.codes[start:end]))]
        shifts = [self.extent(at)[0] - places[at - start] for at, _ in words[::2]]
        steps = [after - before for before, after in pairwise(shifts)]
        gaps = [step + widths[self.codes[at]] for step, (at, _) in zip(steps, words[1::2], strict=True)]
        (left, first_right), (last_left, right) = self.extent(start), self.extent(end - 1)
        rest = right - shifts[-1] - places[-1]
        are_even = max(steps) - min(steps) <= (TIGHTER + WIDER) * state.size
        are_narrow = 0 <= min(gaps) <= max(gaps) <= WIDEST * state.size
        if not (are_even and are_narrow and self._is_tight(rest, state)):
            return None
        text = plain(self.codes[start:end])
        return Letter(text, left, right, -self.origin(start)[1], state, first_right, last_left)

    @staticmethod
    def _is_tight(beyond: float, state: TextState) -> bool:
        """Whether as much room as a word has beyond that of its letters is what kerning takes and gives."""
        return -TIGHTER * state.size <= beyond <= WIDER * state.size

    def learn(self, start: int, end: int, widths: dict[str, float]) -> None:
        """How wide letters are that have not been seen before."""
        for index in range(start, end) if not widths.keys() >= set(self.codes[start:end]) else ():
            begin, finish = self.extent(index)
            widths.setdefault(self.codes[index], finish - begin)

    def state(self, index: int) -> Known | None:
        """That of a letter and the widths of its kind; none where PDFium supplied the letter."""
        address = self.object_at(self.text, index)
        if not address:
            return None
        if address not in self.known:
            self.known[address] = self.states.of(raw.FPDFText_GetTextObject(self.text, index))
        return self.known[address]

    def common(self, start: int, end: int) -> Known | None:
        """The state of letters that run level, if the first and the last are in one text object: then all
        are.
        """
        if self.object_at(self.text, start) != self.object_at(self.text, end - 1):
            return None
        known = self.state(start)
        return None if known is None or known[0].turn else known

    def extent(self, index: int) -> tuple[float, float]:
        """From where to where a letter goes."""
        self.box_at(self.text, index, self._to_box)
        return self.box.left, self.box.right

    def origin(self, index: int) -> tuple[float, float]:
        """Where the base line of a letter begins."""
        self.origin_at(self.text, index, *self._to_origin)
        return self.x.value, self.y.value

    def word(self, start: int, end: int) -> Letter | None:
        """The word from `start` to before `end`, if nothing is between its letters and they run level."""
        known = self.common(start, end)
        if known is None:
            return None
        state, widths = known
        (left, first_right), (last_left, right) = self.extent(start), self.extent(end - 1)
        self.learn(start, end, widths)
        chars = self.codes[start:end]
        if not self._is_tight(right - left - sum(map(widths.__getitem__, chars)), state):
            return None
        return Letter(plain(chars), left, right, -self.origin(start)[1], state, first_right, last_left)

    def letter(self, index: int) -> Letter | None:
        """A single one; none for the first half of a pair."""
        char = self.codes[index]
        if "\ud800" <= char < "\udc00":
            return None
        if "\udc00" <= char < "\ue000":
            char = _pair(self.codes[index - 1 : index + 1])
        known = self.state(index)
        if known is None:
            return letter_of(plain(char), 0, 0, 0, None)
        state, _ = known
        (left, right), (x, y) = self.extent(index), self.origin(index)
        if state.turn == 0:
            return letter_of(plain(char), left, right, -y, state)
        return letter_of(plain(char), *_turned(self.box, (x, y), state.turn), state)


def _pair(halves: str) -> str:
    """The character of two halves; of one alone, that of what is unknown."""
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")[-1:]


def plain(chars: str) -> str:
    """Characters as one reads them: presentation forms as letters, white space as a blank, unless no line
    ends there.
    """
    return chars if chars.isascii() and chars.isprintable() else "".join(map(_plain, map(ord, chars)))


def _plain(code: int) -> str:
    if code in HYPHENS:
        return "-"
    if code in (0, 0xFFFF, 0xFFFD):
        return REPLACEMENT
    char = chr(code)
    if 0xFB00 <= code < 0xFE00 or 0xFE70 <= code < 0xFEFF:
        return unicodedata.normalize("NFKC", char)
    return " " if (char.isspace() and code not in NO_BREAK) or code < 0x20 else char


def _turned(box: Any, origin: tuple[float, float], turn: int) -> tuple[float, float, float]:  # noqa: ANN401
    """Left, right and base line of a letter, as if its line ran level."""
    angle = math.radians(turn)
    cosine, sine = math.cos(angle), math.sin(angle)
    along = [x * cosine + y * sine for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return min(along), max(along), origin[0] * sine - origin[1] * cosine
