"""The fonts of a theme in the page itself: of each face the characters that the page has, as WOFF2."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO

from docconv.errors import FileError, MissingError
from docconv.files import content
from docconv.themes.families import SHAPES, check_rights, family, packaged
from docconv.themes.model import Fonts, FontStyle


def font_faces(fonts: Fonts, text: str) -> Iterator[tuple[FontStyle, str]]:
    """The data of each style of type, as the source of an `@font-face`; with capitals, which themes may show.

    Raises `MissingError` without brotli, `UsageError` and `FileError` for fonts that cannot be used.
    """
    if find_spec("brotli") is None:
        message = "fonts are put into a page by brotli, which is not installed"
        raise MissingError(message, remedy="install docconv[web-fonts], or leave embed_fonts out")
    characters = sorted({ord(char) for char in text + text.upper()})
    for style in SHAPES:
        data = _subset(*_program(fonts.sans if style.startswith("sans") else fonts.text, style), characters)
        yield style, f"url(data:font/woff2;base64,{b64encode(data).decode('ascii')})"


def _program(name: str, style: FontStyle) -> tuple[str, bytes]:
    """The font of a family for a style: what it is called in messages, and its bytes."""
    found = family(name)
    if found is None:
        return name, packaged(name, style)
    file = found.file(style)
    try:
        return str(file), content(file)
    except OSError as error:
        raise _unusable(str(file), error) from error


def _subset(name: str, program: bytes, characters: list[int]) -> bytes:
    """A font with some characters only, the same bytes each time."""
    from fontTools.subset import Options, Subsetter, save_font  # noqa: PLC0415  for those who embed fonts
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  the same

    options = Options(flavor="woff2", hinting=False, notdef_outline=True, name_IDs=[])
    try:
        with TTFont(BytesIO(program), recalcTimestamp=False, fontNumber=0) as font:
            check_rights(font["OS/2"].fsType, name)
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=characters)
            subsetter.subset(font)
            save_font(font, out := BytesIO(), options)
    except (TTLibError, OSError, KeyError) as error:
        raise _unusable(name, error) from error
    return out.getvalue()


def _unusable(name: str, error: Exception) -> FileError:
    message = f"the font cannot be used: {error}"
    return FileError(message, where=name, remedy="give a font with TrueType outlines")
