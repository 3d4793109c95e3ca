"""Fonts: which face sets a character, how wide a word is, how it is encoded. All faces are embedded as subsets.

Text is set in Source Serif and Source Sans, other scripts in Noto Sans, Chinese, Japanese and Korean in WenQuanYi Micro
Hei. A word is set in one face if one has all of its characters, so that no letter stands out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypeAlias

from attrs import define, field, frozen
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from docconv.errors import FileError, MissingError

Style: TypeAlias = Literal["text", "italic", "bold", "bold-italic", "sans", "sans-italic", "sans-bold"]

SERIF, SANS, NOTO, CJK = "font_source_serif_pro", "font_source_sans_pro", "manimgx_fonts", "paperang_p2_fonts_cjk"
CHAINS: dict[Style, tuple[tuple[str, str], ...]] = {
    "text": ((SERIF, "files/SourceSerifPro-Regular.ttf"), (NOTO, "NotoSans[wght].ttf")),
    "italic": ((SERIF, "files/SourceSerifPro-It.ttf"), (SANS, "files/SourceSansPro-It.ttf"), (NOTO, "NotoSans-Italic[wght].ttf")),
    "bold": ((SERIF, "files/SourceSerifPro-Bold.ttf"), (NOTO, "NotoSans[wght].ttf")),
    "bold-italic": ((SERIF, "files/SourceSerifPro-BoldIt.ttf"), (SANS, "files/SourceSansPro-BoldIt.ttf"), (NOTO, "NotoSans-Italic[wght].ttf")),
    "sans": ((SANS, "files/SourceSansPro-Regular.ttf"), (NOTO, "NotoSans[wght].ttf")),
    "sans-italic": ((SANS, "files/SourceSansPro-It.ttf"), (NOTO, "NotoSans-Italic[wght].ttf")),
    "sans-bold": ((SANS, "files/SourceSansPro-Bold.ttf"), (NOTO, "NotoSans[wght].ttf")),
}
SCRIPTS = (
    (0x0530, 0x058F, NOTO, "NotoSansArmenian[wght].ttf"),
    (0x0590, 0x05FF, NOTO, "NotoSansHebrew[wght].ttf"),
    (0xFB1D, 0xFB4F, NOTO, "NotoSansHebrew[wght].ttf"),
    (0x0600, 0x08FF, NOTO, "NotoSansArabic[wght].ttf"),
    (0xFB50, 0xFEFC, NOTO, "NotoSansArabic[wght].ttf"),
    (0x0900, 0x097F, NOTO, "NotoSansDevanagari[wght].ttf"),
    (0x0980, 0x09FF, NOTO, "NotoSansBengali[wght].ttf"),
    (0x0A00, 0x0A7F, NOTO, "NotoSansGurmukhi[wght].ttf"),
    (0x0A80, 0x0AFF, NOTO, "NotoSansGujarati[wght].ttf"),
    (0x0B00, 0x0B7F, NOTO, "NotoSansOriya[wght].ttf"),
    (0x0B80, 0x0BFF, NOTO, "NotoSansTamil[wght].ttf"),
    (0x0C00, 0x0C7F, NOTO, "NotoSansTelugu[wght].ttf"),
    (0x0C80, 0x0CFF, NOTO, "NotoSansKannada[wght].ttf"),
    (0x0D00, 0x0D7F, NOTO, "NotoSansMalayalam[wght].ttf"),
    (0x0D80, 0x0DFF, NOTO, "NotoSansSinhala[wght].ttf"),
    (0x0E00, 0x0E7F, NOTO, "NotoSansThai[wght].ttf"),
    (0x0E80, 0x0EFF, NOTO, "NotoSansLao[wght].ttf"),
    (0x1000, 0x109F, NOTO, "NotoSansMyanmar[wght].ttf"),
    (0x10A0, 0x10FF, NOTO, "NotoSansGeorgian[wght].ttf"),
    (0x1780, 0x17FF, NOTO, "NotoSansKhmer[wght].ttf"),
    (0x1200, 0x139F, NOTO, "NotoSansEthiopic[wght].ttf"),
    (0x2E80, 0x9FFF, CJK, "fonts/wqy-microhei.ttc"),
    (0xAC00, 0xD7AF, CJK, "fonts/wqy-microhei.ttc"),
    (0xF900, 0xFAFF, CJK, "fonts/wqy-microhei.ttc"),
    (0xFF00, 0xFFEF, CJK, "fonts/wqy-microhei.ttc"),
    (0x20000, 0x2FFFF, CJK, "fonts/wqy-microhei.ttc"),
    (0x2000, 0x2BFF, NOTO, "NotoSansSymbols[wght].ttf"),
    (0x2000, 0x1FFFF, CJK, "fonts/wqy-microhei.ttc"),
    (0x2000, 0x1FFFF, NOTO, "NotoEmoji[wght].ttf"),
)
STAND_INS = "\ufffd\u25a1?"
UNITS = 1000


@cache
def _face(package: str, file: str) -> TTFont:
    """A face of an installed font package. Raises `MissingError` where the package is not there."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingError(f"the fonts of {package} are not installed", remedy=f"pip install {package.replace('_', '-')}")
    return _load(f"{package}/{file}", Path(spec.submodule_search_locations[0]) / file)


@cache
def _user_face(path: Path) -> TTFont:
    """A face from a file of the user. Raises `FileError` where it is no TrueType font."""
    return _load(str(path), path)


def _load(name: str, path: Path) -> TTFont:
    try:
        return TTFont(name, str(path), shapable=False)
    except (TTFError, OSError) as error:
        message = f"not a TrueType font that can be embedded: {error}"
        raise FileError(message, where=str(path), remedy="give a .ttf file with TrueType outlines") from error


def _ignorable(char: str) -> bool:
    """Whether a character draws nothing: format characters such as the zero-width joiner, and variation selectors."""
    return unicodedata.category(char) in ("Cf", "Zl", "Zp") or "\ufe00" <= char <= "\ufe0f"


@frozen
class Piece:
    """Characters of one face."""

    face: TTFont
    text: str


@define
class Fonts:
    """The fonts of one document. `user` is a font file that comes first for the text."""

    document: PDFDocument
    user: Path | None = None
    _chars: dict[tuple[Style, str], TTFont | None] = field(factory=dict)
    _words: dict[tuple[Style, str], tuple[tuple[Piece, ...], float]] = field(factory=dict)

    def missing(self, char: str, style: Style) -> bool:
        """Whether no face has a character that should be seen."""
        return self._for_char(char, style) is None and not char.isspace() and not _ignorable(char)

    def stand_in(self, style: Style) -> str:
        """What is drawn for a character that no face has."""
        return next(char for char in STAND_INS if self._for_char(char, style) is not None)

    def width(self, word: str, style: Style) -> float:
        """The width of a word in thousandths of the type size."""
        return self._measured(word, style)[1]

    def pieces(self, word: str, style: Style) -> tuple[Piece, ...]:
        """A word as pieces of one face each."""
        return self._measured(word, style)[0]

    def encode(self, face: TTFont, text: str) -> list[tuple[str, bytes]]:
        """Characters as PDF strings: the resource name of a font subset, and the escaped bytes."""
        shown = "".join(char for char in text if not _ignorable(char))
        parts = face.splitString(shown, self.document)
        return [(face.getSubsetInternalName(subset, self.document), _escaped(data)) for subset, data in parts]

    def _measured(self, word: str, style: Style) -> tuple[tuple[Piece, ...], float]:
        found = self._words.get((style, word))
        if found is None:
            pieces = tuple(self._split(word, style))
            width = sum(_char_width(piece.face, char) for piece in pieces for char in piece.text)
            found = self._words[style, word] = pieces, width
        return found

    def _split(self, word: str, style: Style) -> list[Piece]:
        whole = next((face for face in self._chain(style) if all(_has(face, char) for char in word)), None)
        if whole is not None:
            return [Piece(whole, word)]
        runs: list[Piece] = []
        for char in word:
            face = self._for_char(char, style) or (runs[-1].face if runs else self._chain(style)[0])
            if runs and runs[-1].face is face:
                runs[-1] = Piece(face, runs[-1].text + char)
            else:
                runs.append(Piece(face, char))
        return runs

    def _chain(self, style: Style) -> Sequence[TTFont]:
        own = [_user_face(self.user)] if self.user and style in ("text", "italic", "bold", "bold-italic") else []
        return [*own, *(_face(package, file) for package, file in CHAINS[style])]

    def _for_char(self, char: str, style: Style) -> TTFont | None:
        key = style, char
        if key not in self._chars:
            code = ord(char)
            wider = (_face(package, file) for low, high, package, file in SCRIPTS if low <= code <= high)
            self._chars[key] = next((face for face in (*self._chain(style), *wider) if code in face.face.charToGlyph), None)
        return self._chars[key]


def _has(face: TTFont, char: str) -> bool:
    return ord(char) in face.face.charToGlyph or char == "\u00a0" or _ignorable(char)


def _char_width(face: TTFont, char: str) -> float:
    return 0.0 if _ignorable(char) else face.face.charWidths.get(ord(char), face.face.defaultWidth)


def _escaped(data: bytes) -> bytes:
    """The bytes of a literal string, with what PDF 32000-1, 7.3.4.2 wants escaped."""
    for byte, escape in ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r"), (b"\n", b"\\n")):
        data = data.replace(byte, escape)
    return data
