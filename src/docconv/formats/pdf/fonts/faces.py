"""The faces that set a style of type, in the order in which they are asked for a character."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from attrs import evolve, frozen

from docconv.errors import FileError
from docconv.files import content
from docconv.fonts.catalogue import PackagedFace, noto_sans, others, own
from docconv.fonts.instances import program
from docconv.formats.pdf.fonts.drawn import drawn
from docconv.formats.pdf.fonts.face import SPACE, Face, FontMetrics
from docconv.formats.pdf.fonts.truetype import TTFError, TTFontFile
from docconv.themes.families import SHAPES, Family
from docconv.themes.model import FontStyle

Style: TypeAlias = FontStyle

UNNEEDED = ("name", "OS/2")
"""Tables that a font in a PDF file need not have (PDF 32000-1, 9.9)."""
SERIFS = frozenset[Style](("text", "italic", "bold", "bold-italic"))
SERIF, SANS = "source serif 4", "source sans 3"


_FACES: dict[PackagedFace | Path, Face] = {}
"""One object for each, whichever thread was first: a document has a font for each face that it meets."""


def packaged(face: PackagedFace) -> Face:
    """A face that docconv brings. Raises `MissingError` where its package is not there."""
    found = _FACES.get(face)
    if found is not None:
        return found
    if face.file.cubic:
        made = drawn(face)
    else:
        made = evolve(_load(program(face), face.file.path), name=face.name.encode("ascii"))
    return _FACES.setdefault(face, made)


def from_file(path: Path) -> Face:
    """A face from a file of the user. Raises `FileError` where it is no TrueType font."""
    found = _FACES.get(path)
    if found is not None:
        return found
    try:
        return _FACES.setdefault(path, _load(content(path), str(path)))
    except OSError as error:
        raise _unusable(str(path), error.strerror or "it cannot be read") from error


@frozen(eq=False, repr=False)
class FaceChain:
    """Faces, the preferred one first; those that docconv brings are loaded when they are asked for, since
    most texts need few of them.
    """

    chosen: tuple[Face, ...]
    brought: tuple[PackagedFace, ...]

    def __iter__(self) -> Iterator[Face]:
        yield from self.chosen
        yield from map(packaged, self.brought)

    @property
    def first(self) -> Face:
        """The preferred one."""
        return next(iter(self))


def chain(style: Style, family: Family | None) -> FaceChain:
    """The faces that set a style of type, the preferred one first: that of a family, if one was chosen."""
    bold, italic = SHAPES[style]
    chosen = () if family is None else (from_file(family.file(style)),)
    names = (SERIF, SANS) if style in SERIFS and italic else (SERIF,) if style in SERIFS else (SANS,)
    brought = (*(own(name, bold=bold, italic=italic) for name in names), noto_sans(bold=bold, italic=italic))
    return FaceChain(chosen, brought)


def wider(code: int, style: Style, lang: str) -> Iterator[Face]:
    """The faces of other scripts that may have a character of a text in a language, a BCP 47 tag."""
    return map(packaged, others(code, lang, bold=SHAPES[style][0], serif=style in SERIFS))


def _load(data: bytes, name: str) -> Face:
    try:
        file = TTFontFile(BytesIO(data))
    except (TTFError, OSError, ValueError, LookupError, struct.error) as error:
        raise _unusable(name, str(error).partition(": version=")[0]) from error  # what follows may be secret
    for table in UNNEEDED:
        file.table.pop(table, None)  # so that no subset copies it
    visible = {code: glyph for code, glyph in file.charToGlyph.items() if code >= SPACE}
    metrics = FontMetrics(
        file.flags, tuple(file.bbox), file.ascent, file.descent, file.capHeight, file.italicAngle, file.stemV
    )
    widths = {SPACE: file.defaultWidth, **file.charWidths}

    def cut(chars: list[int]) -> bytes:
        subset: bytes = file.makeSubset(chars)
        return subset

    return Face(file.name, metrics, visible, widths, cut, data)


def _unusable(name: str, reason: str) -> FileError:
    message = f"not a TrueType font that can be embedded: {reason}"
    return FileError(message, where=name, remedy="give a .ttf file with TrueType outlines")
