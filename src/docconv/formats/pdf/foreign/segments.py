"""What is on the pages of a PDF: stretches of letters with their place and state, read with PDFium.

Coordinates are in points, x to the right, y down, after the letters were turned upright. A page whose text
runs in several directions is read in the one that most of it has. One that is read from the right is
mirrored, so that lines begin at the left of all pages.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from attrs import define, evolve, field, frozen
from pypdfium2 import raw

from docconv.bidi import is_rtl
from docconv.formats.pdf.foreign.logical_order import in_order
from docconv.formats.pdf.foreign.pdfium import ALONE
from docconv.transcript.styled.paragraphs import StyledRun

LINE_ENDS = frozenset((10, 13))
HYPHENS = frozenset((2, 0xFFFE))
"""What PDFium says for a hyphen at the end of a line."""
BOLD = ("bold", "black", "heavy", "semibold", "demi")
SLANTED = ("italic", "oblique")
SMALL_CAPITALS = ("smallcap", "small-cap")
ITALIC_FLAG, FORCE_BOLD_FLAG = 1 << 6, 1 << 18
OUTLINED = 2  # filled and stroked, as a font without a bold face is set
GREY = 40
GLUED, APART, RAISED = 0.17, 1.4, 0.5
"""In parts of the type size: gaps up to here part no words; from here on parts of a line; the height of a
superscript over its line.
"""
JUMPED, TABBED = 0.9, 0.2
"""From here on gaps without a space part a line; and where the file has spaces in nearly all others."""
CLOSING = ")]}»"
MIRRORED = dict(zip("()[]{}«»", ")(][}{»«", strict=True))
MARKS = 4  # letters among which is one that bears a mark
SPACED, ENOUGH = 5, 20
"""How many spaces there are for each gap without one, and at least on a page, if the file has spaces."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class TextState(NamedTuple):
    """Size in points, features, the direction in degrees in which letters run."""

    size: float
    features: frozenset[str]
    turn: int


class Letter(NamedTuple):
    """A letter with its extent and its base line; no state where PDFium supplied it."""

    text: str
    left: float
    right: float
    y: float
    state: TextState | None


@frozen
class Segment:
    """Words on one line without a larger gap between them.

    - `pieces`: its runs.
    - `left`, `right`, `y`: its extent and its base line, in points.
    - `size`: of its type.
    """

    pieces: tuple[StyledRun, ...]
    left: float
    right: float
    y: float
    size: float

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)


@frozen
class SegmentedPage:
    """The segments of a page in the order of the file. `turned` counts letters that run in other directions,
    `unknown` those without a character.
    """

    number: int
    segments: tuple[Segment, ...]
    turned: int = 0
    unknown: int = 0


def pages(data: bytes) -> Iterator[SegmentedPage]:
    """The pages of a PDF. Raises `pypdfium2.PdfiumError` for what PDFium cannot open."""
    with ALONE:
        document = pdfium.PdfDocument(data)
        try:
            states = _TextStates()
            for index in range(len(document)):
                page = document[index]
                yield _page(index + 1, list(_letters(page, states)))
                page.close()
        finally:
            document.close()


def _page(number: int, letters: list[Letter]) -> SegmentedPage:
    turns = Counter(letter.state.turn for letter in letters if letter.state and not letter.text.isspace())
    main = turns.most_common(1)[0][0] if turns else 0
    kept = [letter for letter in letters if letter.state is None or letter.state.turn == main]
    backwards = sum(is_rtl(letter.text) for letter in kept)
    segments = _segments_backwards(kept) if backwards else _segments(kept)
    if backwards * 2 > sum(letter.text.isalpha() for letter in kept):
        segments = map(_mirrored, segments)
    unknown = sum(letter.text == REPLACEMENT for letter in kept)
    return SegmentedPage(number, tuple(segments), sum(turns.values()) - turns[main], unknown)


# ------------ letters


@define
class _TextStates:
    """The states of the text objects of a file; fonts are asked once."""

    fonts: dict[int, frozenset[str]] = field(factory=dict)

    def of(self, thing: Any) -> TextState:  # noqa: ANN401  a pointer of ctypes
        """The state of a text object."""
        size, matrix = ctypes.c_float(), raw.FS_MATRIX()
        raw.FPDFTextObj_GetFontSize(thing, size)
        raw.FPDFPageObj_GetMatrix(thing, matrix)
        features = self.font(raw.FPDFTextObj_GetFont(thing)) | _painted(thing)
        if abs(matrix.a * matrix.c + matrix.b * matrix.d) > 0.1 * abs(
            matrix.a * matrix.d - matrix.b * matrix.c
        ):
            features |= {"italic"}
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        return TextState(size.value * math.hypot(matrix.c, matrix.d), features, turn)

    def font(self, font: Any) -> frozenset[str]:  # noqa: ANN401  a pointer of ctypes
        """What the name and the flags of a font say."""
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self.fonts:
            self.fonts[address] = frozenset(_of_font(font))
        return self.fonts[address]


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


def _painted(thing: Any) -> frozenset[str]:  # noqa: ANN401  a pointer of ctypes
    """What the paint of a text object says."""
    found = set()
    if raw.FPDFTextObj_GetTextRenderMode(thing) == OUTLINED:
        found.add("bold")
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        paint = (red.value, green.value, blue.value)
        if max(paint) - min(paint) > GREY:
            found.add("colour")
    return frozenset(found)


def _letters(page: pdfium.PdfPage, states: _TextStates) -> Iterator[Letter]:
    """The letters of a page in the order of PDFium, which is that of reading within a line."""
    text = raw.FPDFText_LoadPage(page)
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    known: dict[int, TextState] = {}
    try:
        for index, char in _characters(text):
            thing = raw.FPDFText_GetTextObject(text, index)
            if not thing:
                yield Letter(char, 0, 0, 0, None)
                continue
            address = ctypes.cast(thing, ctypes.c_void_p).value or 0
            state = known.get(address) or known.setdefault(address, states.of(thing))
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            raw.FPDFText_GetLooseCharBox(text, index, box)
            if state.turn == 0:
                yield Letter(char, box.left, box.right, -y.value, state)
            else:
                yield Letter(char, *_turned(box, (x.value, y.value), state.turn), state)
    finally:
        raw.FPDFText_ClosePage(text)


def _characters(text: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401  a pointer of ctypes
    """The characters with their numbers; surrogates joined, presentation forms as letters."""
    high = 0
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in LINE_ENDS:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        yield index, _plain(code)


def _plain(code: int) -> str:
    if code in HYPHENS:
        return "-"
    if code in (0, 0xFFFF, 0xFFFD):
        return REPLACEMENT
    char = chr(code)
    if 0xFB00 <= code < 0xFE00 or 0xFE70 <= code < 0xFEFF:
        return unicodedata.normalize("NFKC", char)
    return " " if char.isspace() or code < 0x20 else char


def _turned(box: Any, origin: tuple[float, float], turn: int) -> tuple[float, float, float]:  # noqa: ANN401
    """Left, right and base line of a letter, as if its line ran level."""
    angle = math.radians(turn)
    cosine, sine = math.cos(angle), math.sin(angle)
    along = [x * cosine + y * sine for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return min(along), max(along), origin[0] * sine - origin[1] * cosine


# ------------ segments


def _segments(letters: Sequence[Letter]) -> Iterator[Segment]:
    """Letters in a row, until the line or the part of it ends."""
    jump = _jump(letters)
    row: list[Letter] = []
    space: Letter | None = None
    for letter in letters:
        if letter.text == " " or letter.state is None:
            space = letter if letter.text == " " else space
            continue
        if row and not _goes_on(row[-1], letter, APART if space is not None and space.state else jump):
            yield _segment(row)
            row = []
        elif row and (space is not None or _gap(row[-1], letter) > GLUED * _size(letter)):
            row.append(Letter(" ", row[-1].right, letter.left, letter.y, row[-1].state))
        space = None
        row.append(letter)
    if row:
        yield _segment(row)


def _mirrored(segment: Segment) -> Segment:
    """A segment of a page that is read from the right, as if that were read from the left."""
    return evolve(segment, left=-segment.right, right=-segment.left)


def _segments_backwards(letters: Iterable[Letter]) -> Iterator[Segment]:
    """The segments of such a page, from the places of its letters."""
    seen = sorted((one for one in letters if one.state and one.text != " "), key=lambda one: one.y)
    line: list[Letter] = []
    for letter in seen:
        if line and letter.y - line[0].y > RAISED * max(_size(letter), _size(line[0])):
            yield from _parts(line)
            line = []
        line.append(letter)
    yield from _parts(line)


def _parts(line: list[Letter]) -> Iterator[Segment]:
    """The parts of a line, each in the order of reading, with spaces."""
    part: list[Letter] = []
    for letter in sorted(line, key=lambda one: one.left):
        if part and letter.left - max(one.right for one in part[-MARKS:]) > APART * _size(letter):
            yield _segment(_spaced(in_order(part)))
            part = []
        part.append(letter)
    if part:
        yield _segment(_spaced(in_order(part)))


def _spaced(letters: Sequence[Letter]) -> list[Letter]:
    """Letters with a space in each gap. Brackets that close where they should open are known by their shape:
    they are turned.
    """
    row: list[Letter] = []
    for letter in letters:
        if row and _gap(row[-1], letter) > GLUED * _size(letter):
            row.append(Letter(" ", letter.left, letter.left, letter.y, row[-1].state))
        row.append(letter)
    brackets = [letter.text for letter in row if letter.text in MIRRORED]
    if brackets and brackets[0] in CLOSING and brackets[-1] not in CLOSING:
        return [letter._replace(text=MIRRORED.get(letter.text, letter.text)) for letter in row]
    return row


def _jump(letters: Iterable[Letter]) -> float:
    """How wide a gap without a space is at least, if it parts a line."""
    spaces = [letter.state is not None for letter in letters if letter.text == " "]
    own = sum(spaces)
    return TABBED if own >= ENOUGH and own >= SPACED * (len(spaces) - own) else JUMPED


def _size(letter: Letter) -> float:
    return letter.state.size if letter.state else 0


def _gap(before: Letter, letter: Letter) -> float:
    """The room between two letters, whichever is first; negative where they overlap."""
    return max(letter.left - before.right, before.left - letter.right)


def _goes_on(before: Letter, letter: Letter, widest: float) -> bool:
    """Whether a letter is on the line of another, no further away than a gap in type sizes."""
    size = max(_size(before), _size(letter))
    if abs(letter.y - before.y) > RAISED * size:
        return False
    if before.left - letter.right > GLUED * size:
        return False
    return _gap(before, letter) <= widest * size


def _segment(row: list[Letter]) -> Segment:
    sizes = Counter(round(_size(letter), 1) for letter in row)
    size = max(sizes, key=lambda one: (sizes[one], one))
    letters = [letter for letter in row if letter.text != " "]
    features = _with_capitals(row)
    pieces = tuple(
        StyledRun("".join(letter.text for letter, _ in group), state)
        for state, group in groupby(zip(row, features, strict=True), key=lambda one: one[1])
    )
    main = [letter.y for letter in letters if abs(_size(letter) - size) < 0.2] or [letters[0].y]
    return Segment(pieces, min(one.left for one in letters), max(one.right for one in letters), main[0], size)


def _with_capitals(row: list[Letter]) -> list[frozenset[str]]:
    """The features of each letter; capitals of two sizes in a row are small capitals."""
    features = [letter.state.features if letter.state else frozenset[str]() for letter in row]
    for start, stop in _stretches_of_capitals(row):
        sizes = {round(_size(row[at]), 1) for at in range(start, stop) if row[at].text.isalpha()}
        if len(sizes) == 2 and max(sizes) <= 1.6 * min(sizes):
            features[start:stop] = [one | {"capitals"} for one in features[start:stop]]
    return features


def _stretches_of_capitals(row: list[Letter]) -> Iterator[tuple[int, int]]:
    start = 0
    for is_capital, group in groupby(row, key=lambda one: not one.text.isalpha() or one.text.isupper()):
        stop = start + len(list(group))
        if is_capital and stop - start > 2:
            yield start, stop
        start = stop
