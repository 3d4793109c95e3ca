"""The faces that set a style of type, in the order in which they are asked for a character."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from attrs import define, field
from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

from docconv.errors import FileError
from docconv.fonts.catalogue import PackagedFace, noto_sans, others, own
from docconv.fonts.instances import program
from docconv.themes.families import SHAPES, Family
from docconv.themes.model import FontStyle

Style: TypeAlias = FontStyle

UNNEEDED = ("name", "OS/2")
"""Tables that a font in a PDF file need not have (PDF 32000-1, 9.9)."""
SPACE = 32  # what is below are controls, which some fonts have an empty glyph for
SERIFS = frozenset[Style](("text", "italic", "bold", "bold-italic"))
SERIF, SANS = "source serif 4", "source sans 3"


@define(eq=False)
class Face:
    """A face: `glyphs` and `widths`, in thousandths of the type size, by code point; `program`: its bytes."""

    file: TTFontFile
    program: bytes = field(repr=False)
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
def packaged(face: PackagedFace) -> Face:
    """A face that docconv brings. Raises `MissingError` where its package is not there."""
    loaded = _load(program(face), face.file.path)
    loaded.file.name = face.name.encode("ascii")
    return loaded


@cache
def from_file(path: Path) -> Face:
    """A face from a file of the user. Raises `FileError` where it is no TrueType font."""
    try:
        return _load(path.read_bytes(), str(path))
    except OSError as error:
        raise _unusable(str(path), error.strerror or "it cannot be read") from error


def chain(style: Style, family: Family | None) -> tuple[Face, ...]:
    """The faces that set a style of type, the preferred one first: that of a family, if one was chosen."""
    bold, italic = SHAPES[style]
    chosen = () if family is None else (from_file(family.file(style)),)
    names = (SERIF, SANS) if style in SERIFS and italic else (SERIF,) if style in SERIFS else (SANS,)
    brought = (*(own(name, bold=bold, italic=italic) for name in names), noto_sans(bold=bold, italic=italic))
    return (*chosen, *map(packaged, brought))


def wider(code: int, style: Style) -> Iterator[Face]:
    """The faces of other scripts that may have a character."""
    return map(packaged, others(code, bold=SHAPES[style][0], serif=style in SERIFS))


def _load(data: bytes, name: str) -> Face:
    try:
        file = TTFontFile(BytesIO(data))
    except (TTFError, OSError, ValueError, LookupError, struct.error) as error:
        raise _unusable(name, str(error).partition(": version=")[0]) from error  # what follows may be secret
    for table in UNNEEDED:
        file.table.pop(table, None)  # so that no subset copies it
    visible = {code: glyph for code, glyph in file.charToGlyph.items() if code >= SPACE}
    return Face(file, data, visible, {SPACE: file.defaultWidth, **file.charWidths})


def _unusable(name: str, reason: str) -> FileError:
    message = f"not a TrueType font that can be embedded: {reason}"
    return FileError(message, where=name, remedy="give a .ttf file with TrueType outlines")
