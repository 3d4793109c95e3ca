"""The fonts of one document: which face sets a word, how wide it is, which bytes show it.

A word is set in one face if one has all of its characters, so that no letter looks odd. Widths and bytes are
kept for each word, since the words of a language are few.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import TypeVar

from attrs import define, evolve, field, frozen

from docconv.bidi import TURNING_SPACE, mirrored, needs_order
from docconv.formats.pdf.fonts.embedding import Subsets
from docconv.formats.pdf.fonts.face import Face
from docconv.formats.pdf.fonts.faces import SERIFS, FaceChain, Style, chain, wider
from docconv.formats.pdf.fonts.shaping import Shaped, needs_shaping, shaper
from docconv.patterns import regex
from docconv.themes.families import Family

V = TypeVar("V")
SHY = "\u00ad"
HANGING = {SHY: 0.5, "-": 0.5, ".": 0.7, ",": 0.7, "’": 0.5, "”": 0.4, "“": 0.4}
"""How much of its width a mark at the end of a justified line hangs beyond the edge."""
WITH_HAN = regex("[“”‘’]+ ?|…+ ?|——+ ?")
"""Marks that Latin and Chinese share and that are a square each in Chinese and Japanese (GB/T 15834, 5.1)."""
HAN_LANGUAGES, HAN_FIRST = ("zh", "yue", "ja"), 0x4E00
STAND_INS = "\ufffd\u25a1?"
UNITS = 1000
TOUCHING = 1e-6  # of a unit
PRINTABLE = "".join(map(chr, range(32, 127)))
WORD = regex("[^ ]+ ?| ")


def invisible(char: str) -> bool:
    """Whether a character draws nothing, as joiners and variation selectors do."""
    return unicodedata.category(char) in ("Cf", "Zl", "Zp") or "\ufe00" <= char <= "\ufe0f"


def seen(word: str) -> str:
    """A word without what draws nothing. A soft hyphen at its end is drawn as a plain one: the search of
    pdf.js joins a word that this divides, and no other.
    """
    if word.isascii():
        return word
    drawn = word[:-1] + "-" if word[-1] == SHY else word
    return "".join(char for char in drawn if not invisible(char))


@define(eq=False, repr=False)
class GlyphRun:
    """Bytes of one font: where they begin from the left edge of their text, and how wide they are, in
    thousandths of the type size.
    """

    resource: bytes
    data: bytes
    x: float
    width: float


@frozen(eq=False, repr=False)
class FontRun:
    """Characters of one face."""

    face: Face
    text: str


class Filled(dict[str, V]):
    """Values by words, made as words are asked for."""

    def __init__(self, make: Callable[[str], V]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, word: str) -> V:
        """The value of a word that is asked for the first time."""
        value = self[word] = self.make(word)
        return value


@define(eq=False)
class FontSelection:
    """The faces for one style of type in one document.

    - `style`: of the type.
    - `lang`: of the document, a BCP 47 tag.
    - `faces`: the preferred one first.
    - `subsets`: of all faces of the document.
    - `home`: the resource name of the first subset of the first face.
    - `widths`: of words, in thousandths of the type size.
    - `trims`, `hangs`: of the width of a word, the space after it; and what hangs of the mark before that.
    - `face`: of a character; none where no face has it.
    - `pieces`: a word as runs of one face each, without what draws nothing.
    - `encoded`: a word as strings: the resource name of a font, and the bytes.
    """

    style: Style
    lang: str
    faces: FaceChain
    subsets: Subsets
    home: bytes = field(init=False)
    widths: Filled[float] = field(init=False)
    trims: Filled[float] = field(init=False)
    hangs: Filled[float] = field(init=False)
    _plain: Filled[bytes] = field(init=False)
    _latin: bool = field(init=False)
    _is_han: bool = field(init=False)
    _fine: set[str] = field(factory=set)
    _hosts: Filled[Face | None] = field(init=False)
    _marks: dict[tuple[bool, Face | None], Filled[tuple[GlyphRun, ...]]] = field(factory=dict)
    face: Filled[Face | None] = field(init=False)
    pieces: Filled[list[FontRun]] = field(init=False)
    encoded: Filled[tuple[tuple[bytes, bytes], ...]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.home = self.subsets.first(self.faces.first)
        self.face, self.pieces, self.encoded = Filled(self._face), Filled(self._pieces), Filled(self._encoded)
        self.widths, self._plain = Filled(self._width), Filled(self._in_home)
        self._hosts = Filled(self._host)
        self.trims, self.hangs = Filled(self._trim), Filled(self._hang)
        self._latin = self.faces.first.covers(PRINTABLE)
        self._is_han = self.lang.lower().split("-")[0] in HAN_LANGUAGES

    def _face(self, char: str) -> Face | None:
        for faces in (self.faces, wider(ord(char), self.style, self.lang)):
            if found := next((face for face in faces if ord(char) in face.glyphs), None):
                return found
        return None

    def lost(self, text: str) -> set[str]:
        """The characters that should be seen and that no face has."""
        if (self._latin and text.isascii() and text.isprintable()) or self._fine.issuperset(text):
            return set()
        chars = set(text)
        lost = {c for c in chars - self._fine if self.face[c] is None and not (c.isspace() or invisible(c))}
        self._fine |= chars - lost
        return lost

    def _pieces(self, word: str) -> list[FontRun]:
        drawn = seen(word)
        faces: Iterable[Face] = self.faces
        if self._is_han and not drawn.isascii() and WITH_HAN.fullmatch(drawn):
            faces = wider(HAN_FIRST, self.style, self.lang)
        whole = next((face for face in faces if face.covers(drawn)), None)
        shown = word if needs_shaping(word) else drawn
        return self._mixed(shown) if whole is None else [FontRun(whole, shown)]

    def _mixed(self, word: str) -> list[FontRun]:
        """A word that needs several faces; white space stays in the face of the letters before it."""
        pieces: list[FontRun] = []
        for char in word:
            before = pieces[-1].face if pieces else self.faces.first
            face = before if char.isspace() or invisible(char) else self.face[char] or before
            if pieces and before is face:
                pieces[-1] = FontRun(face, pieces[-1].text + char)
            else:
                pieces.append(FontRun(face, char))
        return pieces

    def width(self, piece: FontRun) -> float:
        """The width of a piece."""
        if _is_shaped(piece):
            return sum(shaped.width for shaped in _shaped(piece, rtl=needs_order(piece.text)))
        return sum(piece.face.width(ord(char)) for char in piece.text)

    def host(self, word: str) -> Face | None:
        """The first face of a word whose letters join, bear marks, or run from right to left."""
        return self._hosts[word]

    def _host(self, word: str) -> Face | None:
        fit = (one.face for one in self.pieces[word] if needs_order(one.text) or needs_shaping(one.text))
        return next((face for face in fit if face.program is not None), None)

    def marks(self, *, rtl: bool, host: Face | None) -> Filled[tuple[GlyphRun, ...]]:
        """Words as `glyph_runs`, from left to right, neighbours as one; kept, since the words of a text are
        few.
        """
        if (rtl, host) not in self._marks:
            self._marks[rtl, host] = Filled(partial(self._side_by_side, rtl=rtl, host=host))
        return self._marks[rtl, host]

    def _side_by_side(self, word: str, *, rtl: bool, host: Face | None) -> tuple[GlyphRun, ...]:
        """Marks of one font right behind each other as one, each still a string of its own."""
        found: list[GlyphRun] = []
        for run in sorted(self.glyph_runs(word, rtl=rtl, host=host), key=attrgetter("x")):
            last = found[-1] if found else None
            if last and last.resource == run.resource and abs(last.x + last.width - run.x) < TOUCHING:
                found[-1] = GlyphRun(
                    run.resource, last.data + b")(" + run.data, last.x, last.width + run.width
                )
            else:
                found.append(run)
        return tuple(found)

    def glyph_runs(self, word: str, *, rtl: bool, host: Face | None = None) -> Iterator[GlyphRun]:
        """A word of one direction as marks, in the order of the text. Where there is a `host`, the font of
        its shaped glyphs has those of all faces that can be shaped.
        """
        pen = self.widths[word] if rtl else 0.0
        for piece in self.pieces[word]:
            width = self.width(piece)
            if _is_shaped(piece):
                yield from self._clusters(piece, pen, host or piece.face, rtl=rtl)
            elif host and piece.face.program is not None:
                yield from self._borrowed(piece, pen, host, rtl=rtl)
            elif rtl:
                yield from self._letters(piece, pen)
            else:
                yield from self._strings(piece, pen)
            pen += -width if rtl else width

    def turning_space(self, host: Face) -> GlyphRun:
        """A space in the font of a host, whose text is the space and a mark of direction behind it."""
        font, width = self.subsets.composite(host), self.widths[" "]
        (shaped,) = _shaped(FontRun(self.pieces[" "][0].face, " "), rtl=True)
        return GlyphRun(font.resource, font.code(evolve(shaped, text=TURNING_SPACE)), 0.0, width)

    def _borrowed(self, piece: FontRun, pen: float, host: Face, *, rtl: bool) -> Iterator[GlyphRun]:
        """Letters one by one in the font of another face."""
        for char in piece.text:
            yield from self._clusters(FontRun(piece.face, char), pen, host, rtl=rtl)
            width = piece.face.width(ord(char))
            pen += -width if rtl else width

    def _clusters(self, piece: FontRun, pen: float, host: Face, *, rtl: bool) -> Iterator[GlyphRun]:
        """Shaped clusters, from the pen on."""
        font = self.subsets.composite(host)
        for shaped in _shaped(piece, rtl=rtl):
            if all(map(invisible, shaped.text)):
                continue
            pen -= shaped.width if rtl else 0.0
            signs = [(font.code(one), one.width) for one in shaped.signs()]
            x = pen
            for data, width in reversed(signs) if rtl else signs:
                yield GlyphRun(font.resource, data, x, width)
                x += width
            pen += 0.0 if rtl else shaped.width

    def _letters(self, piece: FontRun, pen: float) -> Iterator[GlyphRun]:
        """Letters one by one, from right to left; brackets are shaped, so that they look as from there and
        give what they are.
        """
        for char in piece.text:
            if piece.face.program is not None and mirrored(char) != char:
                yield from self._clusters(FontRun(piece.face, char), pen, piece.face, rtl=True)
                pen -= piece.face.width(ord(char))
                continue
            width = piece.face.width(ord(char))
            pen -= width
            ((resource, data),) = self.subsets.encode(piece.face, char)
            yield GlyphRun(resource, data, pen, width)

    def _strings(self, piece: FontRun, pen: float) -> Iterator[GlyphRun]:
        """Letters together, as far as one font has them."""
        for char in piece.text:
            width = piece.face.width(ord(char))
            ((resource, data),) = self.subsets.encode(piece.face, char)
            yield GlyphRun(resource, data, pen, width)
            pen += width

    def _width(self, word: str) -> float:
        return sum(map(self.width, self.pieces[word]))

    def _trim(self, word: str) -> float:
        return self.widths[" "] if word[-1] == " " else 0.0

    def _hang(self, word: str) -> float:
        mark = word.rstrip(" ")[-1:]
        return self.trims[word] + (self.widths[mark] * HANGING[mark] if mark in HANGING else 0.0)

    def _encoded(self, word: str) -> tuple[tuple[bytes, bytes], ...]:
        parts = (self.subsets.encode(piece.face, piece.text) for piece in self.pieces[word])
        return tuple(part for piece in parts for part in piece)

    def _in_home(self, word: str) -> bytes:
        """The bytes of a word that the first subset of the first face can show; `KeyError` for all others."""
        shown = self.encoded[word]
        if len(shown) != 1 or shown[0][0] != self.home:
            raise KeyError(word)
        return shown[0][1]

    def shown(self, words: Sequence[str]) -> list[tuple[bytes, bytes]]:
        """Words, with the spaces that follow them, as strings of one font each."""
        try:
            return [(self.home, b"".join(map(self._plain.__getitem__, words)))]
        except KeyError:
            return _joined(part for word in words for part in self.encoded[word])


def _is_shaped(piece: FontRun) -> bool:
    """Whether a piece cannot be set letter by letter; one whose face shapes nothing is."""
    return piece.face.program is not None and needs_shaping(piece.text)


def _shaped(piece: FontRun, *, rtl: bool) -> tuple[Shaped, ...]:
    return shaper(piece.face.program or b"").clusters(piece.text, rtl=rtl)


def _joined(parts: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Neighbours in one font as one string."""
    joined: list[tuple[bytes, bytes]] = []
    for font, data in parts:
        if joined and joined[-1][0] == font:
            joined[-1] = font, joined[-1][1] + data
        else:
            joined.append((font, data))
    return joined


@define(eq=False, repr=False)
class DocumentFonts:
    """The fonts of one document in a language, a BCP 47 tag. `text` and `sans` are families in the place of
    docconv's own.
    """

    text: Family | None = None
    sans: Family | None = None
    lang: str = ""
    subsets: Subsets = field(factory=Subsets)
    _selections: dict[Style, FontSelection] = field(factory=dict)

    def selection(self, style: Style) -> FontSelection:
        """A style of type."""
        if style not in self._selections:
            family = self.text if style in SERIFS else self.sans
            self._selections[style] = FontSelection(style, self.lang, chain(style, family), self.subsets)
        return self._selections[style]

    def missing(self, text: str, style: Style) -> set[str]:
        """The characters of a text that no face has and that should be seen."""
        return self.selection(style).lost(text)

    def faint(self, resource: bytes, style: Style) -> bool:
        """Whether a font is not bold where the style is: then its letters are drawn with an outline."""
        return "bold" in style and not self.subsets.heavy[resource]

    def width(self, text: str, style: Style) -> float:
        """The width of a text in thousandths of the type size."""
        widths = self.selection(style).widths
        return sum(widths[word] for word in WORD.findall(text))

    def drawable(self, text: str, style: Style) -> str:
        """A text as it is drawn: composed letters, and a stand-in for each character that no face has."""
        text = unicodedata.normalize("NFC", text)
        lost = self.missing(text, style)
        if not lost:
            return text
        selection = self.selection(style)
        stand_in = next(char for char in STAND_INS if selection.face[char] is not None)
        return "".join(stand_in if char in lost else char for char in text)
