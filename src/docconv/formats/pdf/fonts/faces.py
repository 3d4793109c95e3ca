"""The faces: which font packages there are, and in which order they are asked for a character.

Text is set in Source Serif and Source Sans, other scripts in Noto Sans, Chinese and Japanese in WenQuanYi
Micro Hei. All have TrueType outlines and free licences (SIL OFL; WenQuanYi: Apache 2.0).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from attrs import define, field
from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

from docconv.errors import FileError, MissingError
from docconv.themes.families import Family
from docconv.themes.model import FontStyle

Style: TypeAlias = FontStyle
Place: TypeAlias = tuple[str, str]

UNNEEDED = ("name", "OS/2")
"""Tables that a font in a PDF file need not have (PDF 32000-1, 9.9)."""
SPACE = 32  # what is below are controls, which some fonts have an empty glyph for
SERIF, SANS = "font_source_serif_pro", "font_source_sans_pro"
NOTO, CJK = "manimgx_fonts", "paperang_p2_fonts_cjk"
UPRIGHT: Place = (NOTO, "NotoSans[wght].ttf")
SLANTED: Place = (NOTO, "NotoSans-Italic[wght].ttf")
HAN: Place = (CJK, "fonts/wqy-microhei.ttc")
CHAINS: dict[Style, tuple[Place, ...]] = {
    "text": ((SERIF, "files/SourceSerifPro-Regular.ttf"), UPRIGHT),
    "italic": ((SERIF, "files/SourceSerifPro-It.ttf"), (SANS, "files/SourceSansPro-It.ttf"), SLANTED),
    "bold": ((SERIF, "files/SourceSerifPro-Bold.ttf"), UPRIGHT),
    "bold-italic": (
        (SERIF, "files/SourceSerifPro-BoldIt.ttf"),
        (SANS, "files/SourceSansPro-BoldIt.ttf"),
        SLANTED,
    ),
    "sans": ((SANS, "files/SourceSansPro-Regular.ttf"), UPRIGHT),
    "sans-italic": ((SANS, "files/SourceSansPro-It.ttf"), SLANTED),
    "sans-bold": ((SANS, "files/SourceSansPro-Bold.ttf"), UPRIGHT),
}
SERIFS = frozenset[Style](("text", "italic", "bold", "bold-italic"))
NOTO_SCRIPTS = (
    ("Armenian", 0x0530, 0x058F),
    ("Hebrew", 0x0590, 0x05FF),
    ("Hebrew", 0xFB1D, 0xFB4F),
    ("Arabic", 0x0600, 0x08FF),
    ("Arabic", 0xFB50, 0xFEFC),
    ("Devanagari", 0x0900, 0x097F),
    ("Bengali", 0x0980, 0x09FF),
    ("Gurmukhi", 0x0A00, 0x0A7F),
    ("Gujarati", 0x0A80, 0x0AFF),
    ("Oriya", 0x0B00, 0x0B7F),
    ("Tamil", 0x0B80, 0x0BFF),
    ("Telugu", 0x0C00, 0x0C7F),
    ("Kannada", 0x0C80, 0x0CFF),
    ("Malayalam", 0x0D00, 0x0D7F),
    ("Sinhala", 0x0D80, 0x0DFF),
    ("Thai", 0x0E00, 0x0E7F),
    ("Lao", 0x0E80, 0x0EFF),
    ("Myanmar", 0x1000, 0x109F),
    ("Georgian", 0x10A0, 0x10FF),
    ("Ethiopic", 0x1200, 0x139F),
    ("Khmer", 0x1780, 0x17FF),
)
SCRIPTS: tuple[tuple[int, int, Place], ...] = (
    *((low, high, (NOTO, f"NotoSans{script}[wght].ttf")) for script, low, high in NOTO_SCRIPTS),
    (0x1100, 0x11FF, HAN),
    (0x2E80, 0x9FFF, HAN),
    (0xAC00, 0xD7AF, HAN),
    (0xF900, 0xFAFF, HAN),
    (0xFF00, 0xFFEF, HAN),
    (0x20000, 0x3FFFF, HAN),
    (0x2000, 0x2BFF, (NOTO, "NotoSansSymbols[wght].ttf")),
    (0x2000, 0x1FFFF, HAN),
    (0x2000, 0x1FFFF, (NOTO, "NotoEmoji[wght].ttf")),
)


@define(eq=False)
class Face:
    """A face: `glyphs` and `widths`, in thousandths of the type size, by code point."""

    file: TTFontFile
    glyphs: dict[int, int] = field(repr=False)
    widths: dict[int, float] = field(repr=False)
    _covered: set[int] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._covered = set(self.glyphs)

    @property
    def heavy(self) -> bool:
        """Whether the letters are bold."""
        return any(weight in self.file.name for weight in (b"Bold", b"Semibold", b"Black", b"Heavy"))

    def covers(self, text: str) -> bool:
        """Whether the face has all characters of a text; white space that it lacks is drawn as its space."""
        if self._covered.issuperset(map(ord, text)):
            return True
        self._covered |= {ord(char) for char in text if char.isspace()}
        return self._covered.issuperset(map(ord, text))

    def width(self, code: int) -> float:
        """The width of a character; that of the space where the face has no such character."""
        return self.widths[code] if code in self.widths else self.widths[SPACE]


@cache
def packaged(place: Place) -> Face:
    """A face of an installed font package. Raises `MissingError` where the package is not there."""
    package, file = place
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        message = f"the fonts of {package} are not installed"
        raise MissingError(message, remedy=f"pip install {package.replace('_', '-')}")
    return _load(Path(next(iter(spec.submodule_search_locations))) / file)


@cache
def from_file(path: Path) -> Face:
    """A face from a file of the user. Raises `FileError` where it is no TrueType font."""
    return _load(path)


def chain(style: Style, family: Family | None) -> tuple[Face, ...]:
    """The faces that set a style of type, the preferred one first: that of a family, if one was chosen."""
    own = () if family is None else (from_file(family.file(style)),)
    return (*own, *map(packaged, CHAINS[style]))


def wider(code: int) -> Iterator[Face]:
    """The faces of other scripts that may have a character."""
    return (packaged(place) for low, high, place in SCRIPTS if low <= code <= high)


def _load(path: Path) -> Face:
    try:
        file = TTFontFile(str(path))
    except (TTFError, OSError, ValueError, LookupError, struct.error) as error:
        reason = str(error).partition(": version=")[0]  # the first bytes of what may be a secret
        message = f"not a TrueType font that can be embedded: {reason}"
        raise FileError(message, where=str(path), remedy="give a .ttf file with TrueType outlines") from error
    for table in UNNEEDED:
        file.table.pop(table, None)  # so that no subset copies it
    visible = {code: glyph for code, glyph in file.charToGlyph.items() if code >= SPACE}
    return Face(file, visible, {SPACE: file.defaultWidth, **file.charWidths})
