"""The fonts of a theme in the page itself: of each face the characters that the page has, as WOFF2."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from docconv.errors import FileError, MissingError
from docconv.themes.families import SHAPES, check_embedding, family, packaged_file
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
        data = _subset(_file(fonts.sans if style.startswith("sans") else fonts.text, style), characters)
        yield style, f"url(data:font/woff2;base64,{b64encode(data).decode('ascii')})"


def _file(name: str, style: FontStyle) -> Path:
    """The file of a family for a style."""
    found = family(name)
    return packaged_file(name, style) if found is None else found.file(style)


def _subset(file: Path, characters: list[int]) -> bytes:
    """A font with some characters only, the same bytes each time."""
    from fontTools.subset import Options, Subsetter, save_font  # noqa: PLC0415  for those who embed fonts
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  the same

    options = Options(flavor="woff2", hinting=False, notdef_outline=True, name_IDs=[])
    try:
        check_embedding(file)
        with file.open("rb") as data, TTFont(data, recalcTimestamp=False, fontNumber=0) as font:
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=characters)
            subsetter.subset(font)
            save_font(font, out := BytesIO(), options)
    except (TTLibError, OSError, KeyError) as error:
        message = f"the font cannot be used: {error}"
        raise FileError(message, where=str(file), remedy="give a font with TrueType outlines") from error
    return out.getvalue()
