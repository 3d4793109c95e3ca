"""Pages that carry their fonts: of each face the characters that the page has, and nothing else."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import docconv
from docconv.errors import FileError, MissingError
from docconv.model import Resolved
from docconv.themes.families import packaged
from support.pages import page

FACE = re.compile(
    r'@font-face\{font-family:"([^"]+)";font-weight:(\w+);font-style:(\w+);'
    r"src:url\(data:font/woff2;base64,([\w+/=]+)\)\}"
)
TALK: Resolved = docconv.read(b"Ann Bell: Good day.\n\nBo Lund: Yes?\n\nAnn Bell: No.\n", format="text")


def faces_of(document: Resolved, **options: object) -> dict[tuple[str, str, str], TTFont]:
    """The fonts in a page by family, weight and slant."""
    style = page(document, embed_fonts=True, **options).find("head/style")
    assert style is not None
    found = FACE.findall(style.text or "")
    return {(name, bold, slant): TTFont(BytesIO(b64decode(data))) for name, bold, slant, data in found}


def test_a_page_carries_the_faces_of_its_theme() -> None:
    """With all characters of the page, capitals for themes that show them, and few others."""
    found = faces_of(TALK)
    assert set(found) == {
        ("Source Serif 4", "normal", "normal"),
        ("Source Serif 4", "normal", "italic"),
        ("Source Serif 4", "bold", "normal"),
        ("Source Serif 4", "bold", "italic"),
        ("Source Sans 3", "normal", "normal"),
        ("Source Sans 3", "normal", "italic"),
        ("Source Sans 3", "bold", "normal"),
    }
    for font in found.values():
        assert font.flavor == "woff2"
        has = {chr(code) for code in font.getBestCmap()}
        assert set("Ann Bell: Good day.NB") <= has
        assert has.isdisjoint("ÄßЖж€")


def test_the_same_page_has_the_same_fonts() -> None:
    """No clock, no order of chance; and the policy of the page allows them."""
    first, second = (docconv.write(TALK, "html", options={"embed_fonts": True}) for _ in range(2))
    assert first == second
    assert b"font-src data:" in first
    assert docconv.read(first, format="html") == docconv.read(docconv.write(TALK, "html"), format="html")


def test_a_font_of_ones_own_is_carried_by_its_name(tmp_path: Path) -> None:
    """As the theme names it, for upright and slanted words alike."""
    mine = tmp_path / "Mine.ttf"
    mine.write_bytes(packaged("Source Sans 3", "bold"))
    theme = tmp_path / "house.toml"
    theme.write_text(f'[fonts]\ntext = "{mine}"\n', "utf-8")
    assert ("Mine", "normal", "italic") in faces_of(TALK, theme=str(theme))
    mine.write_bytes(b"no font")
    with pytest.raises(FileError, match="the font cannot be used"):
        faces_of(TALK, theme=str(theme))
    mine.unlink()
    with pytest.raises(FileError, match="the font cannot be used"):
        faces_of(TALK, theme=str(theme))


def test_without_brotli_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that names its fonts needs nothing."""
    monkeypatch.setattr("docconv.formats.html.writing.faces.find_spec", lambda _: None)
    with pytest.raises(MissingError, match="brotli"):
        docconv.write(TALK, "html", options={"embed_fonts": True})
    assert docconv.write(TALK, "html")
