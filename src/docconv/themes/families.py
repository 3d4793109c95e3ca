"""Font families by their names: which files on this machine have their faces.

A family that a package of docconv brings needs no search. Others are sought in the folders where systems keep
fonts (freedesktop.org base directories, macOS, Windows), by the names in the fonts themselves (OpenType,
table `name`: 16 and 17, else 1 and 2).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from attrs import frozen

from docconv.errors import FileError, UsageError
from docconv.fonts.catalogue import FAMILIES, own
from docconv.fonts.instances import program
from docconv.themes.model import FontStyle

SUFFIXES = (".ttf", ".otf", ".ttc")
RESTRICTED, BITMAPS_ONLY = 0x0002, 0x0200
"""`fsType` of fonts that may not be embedded, or not as outlines (OpenType, table `OS/2`)."""
SHAPES: Mapping[FontStyle, tuple[bool, bool]] = {
    "text": (False, False),
    "italic": (False, True),
    "bold": (True, False),
    "bold-italic": (True, True),
    "sans": (False, False),
    "sans-italic": (False, True),
    "sans-bold": (True, False),
}
"""Whether a style of type is bold, and whether it is italic."""


@frozen(eq=False, repr=False)
class Family:
    """The files of a family by whether they are bold and italic; one for regular type is always there."""

    files: Mapping[tuple[bool, bool], Path]

    def file(self, style: FontStyle) -> Path:
        """The file for a style, the nearest there is."""
        bold, italic = SHAPES[style]
        nearest = ((bold, italic), (False, italic), (bold, False), (False, False))
        return next(self.files[shape] for shape in nearest if shape in self.files)


def family(name: str) -> Family | None:
    """A family by name, or one of a single file by its path; nothing for one that docconv brings.

    Raises `UsageError` where no such family is installed, and `FileError` for one that forbids embedding.
    """
    if name.casefold() in FAMILIES:
        return None
    if name.lower().endswith(SUFFIXES) or os.sep in name:
        return Family({(False, False): Path(name)})
    found = installed().get(name.casefold())
    if found is None:
        near = get_close_matches(name.casefold(), installed(), 3)
        message = f"no font family “{name}” is installed"
        names = ", ".join(_title(one) for one in near)
        remedy = f"near to it: {names}; or give a path" if names else "install it, or give the path of a file"
        raise UsageError(message, remedy=remedy)
    for file in found.files.values():
        check_embedding(file)
    return found


def packaged(name: str, style: FontStyle) -> bytes:
    """The font program of a family that docconv brings. Raises `MissingError`."""
    bold, italic = SHAPES[style]
    return program(own(name, bold=bold, italic=italic))


@cache
def installed() -> dict[str, Family]:
    """The families in the font folders of this machine, by name without case."""
    files: dict[str, dict[tuple[bool, bool], Path]] = {}
    for path in _files(_folders()):
        if found := _family_and_shape(path):
            name, shape = found
            files.setdefault(name.casefold(), {}).setdefault(shape, path)
    return {name: Family(shapes) for name, shapes in files.items() if (False, False) in shapes}


def _title(name: str) -> str:
    """A name as its font gives it."""
    found = _family_and_shape(installed()[name].file("text"))
    return found[0] if found else name


def _folders() -> Iterator[Path]:
    """Where systems keep fonts, the user's own first."""
    env = os.environ
    with suppress(RuntimeError):  # a user without a home
        home = Path.home()
        yield from (home / ".local/share/fonts", home / ".fonts", home / "Library/Fonts")
    for folder in env.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":"):
        yield Path(folder) / "fonts"
    yield from (Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    if "LOCALAPPDATA" in env:
        yield Path(env["LOCALAPPDATA"]) / "Microsoft/Windows/Fonts"
    if "WINDIR" in env:
        yield Path(env["WINDIR"]) / "Fonts"


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """Font files, in an order that does not change."""
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".ttf")


def _family_and_shape(path: Path) -> tuple[str, tuple[bool, bool]] | None:
    """The family of a font with TrueType outlines, and whether it is bold and italic; nothing for weights
    and widths between.
    """
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  loaded for those who name a family

    try:
        with TTFont(path, lazy=True) as font:
            names, style = font["name"], font["OS/2"]
            family_name = names.getDebugName(16) or names.getDebugName(1)
            shape = (names.getDebugName(17) or names.getDebugName(2) or "").casefold()
            selection, has_outlines = style.fsSelection, "glyf" in font
    except (TTLibError, OSError, KeyError, AttributeError, AssertionError):
        return None
    known = set(shape.split()) <= {"regular", "book", "roman", "bold", "italic", "oblique"}
    if not family_name or not has_outlines or not known:
        return None
    return family_name, (bool(selection & 1 << 5), bool(selection & (1 | 1 << 9)))


def check_embedding(path: Path) -> None:
    """Raises `FileError` for a font whose maker forbids that files carry it."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  see above

    with path.open("rb") as file, TTFont(file, lazy=True) as font:
        check_rights(font["OS/2"].fsType, str(path))


def check_rights(rights: int, where: str) -> None:
    """The same for a font whose `fsType` is known."""
    if rights & 0x000F == RESTRICTED or rights & BITMAPS_ONLY:
        message = "the maker of this font does not allow it to be embedded (fsType)"
        raise FileError(message, where=where, remedy="take another font")
