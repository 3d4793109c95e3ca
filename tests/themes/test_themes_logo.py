"""The logo of a theme: which files are taken, where they are sought, and how large the picture becomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from docconv.errors import FileError, UsageError
from docconv.themes import theme
from docconv.themes.model import Logo, Page
from docconv.themes.picture import picture

SAID = 'alt = "Three herons"'


def image(
    folder: Path, name: str = "herons.png", *, mode: str = "RGB", size: tuple[int, int] = (40, 20)
) -> str:
    """The path of a picture."""
    path = folder / name
    Image.new(mode, size).save(path)
    return str(path)


def house(folder: Path, keys: str) -> str:
    """The path of a theme with a logo."""
    path = folder / "house.toml"
    path.write_text(f"[logo]\n{keys}\n", encoding="utf-8")
    return str(path)


def test_a_logo_is_sought_beside_its_theme(tmp_path: Path) -> None:
    """Also by a theme that is based on it from another folder."""
    house(tmp_path, f'file = "herons.png"\n{SAID}')
    (tmp_path / "law").mkdir()
    law = tmp_path / "law" / "law.toml"
    law.write_text('based_on = "../house.toml"\n', encoding="utf-8")
    logo = theme(str(law)).logo
    assert logo is not None
    assert Path(logo.file).resolve() == (tmp_path / "herons.png").resolve()


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ('file = "herons.png"', "alt"),
        ('file = "herons.png"\nalt = " "', "alt is empty"),
        (f'file = ""\n{SAID}', "file is empty"),
        (f'file = "herons.png"\n{SAID}\nheight = 2', "height is 2, not from 8 to 300"),
        (f'file = "herons.png"\n{SAID}\nwidth = 2', "width"),
    ],
)
def test_what_is_wrong_in_the_theme_is_named(tmp_path: Path, keys: str, message: str) -> None:
    """Nobody is left without the words for the picture."""
    with pytest.raises(UsageError, match=message):
        theme(house(tmp_path, keys))


def test_a_picture_fits_the_text(tmp_path: Path) -> None:
    """As high as the theme says, unless it would be wider than the text or take most of the page."""
    page = Page()
    assert picture(Logo(file=image(tmp_path), alt="x"), page).height == 48
    wide = picture(Logo(file=image(tmp_path, size=(400, 10)), alt="x"), page)
    assert [wide.width, wide.height] == pytest.approx([page.measure, page.measure / 40])
    low = Page(paper="150x60mm", top=30, bottom=30, measure=200)
    assert picture(Logo(file=image(tmp_path), alt="x"), low).height == pytest.approx(0.4 * (low.height - 60))


def test_only_whole_pictures_are_taken(tmp_path: Path) -> None:
    """A file that is missing, damaged, or of another kind is named."""
    cut = Path(image(tmp_path, "cut.png", size=(300, 300)))
    cut.write_bytes(cut.read_bytes()[:-30])
    Path(tmp_path / "text.png").write_text("herons", encoding="utf-8")
    for name, message in (
        ("none.png", "cannot be read"),
        ("cut.png", "damaged"),
        ("text.png", "no PNG or JPEG"),
        (image(tmp_path, "herons.gif"), "no PNG or JPEG"),
        (image(tmp_path, "deep.png", mode="I;16"), "more than 8 bits"),
    ):
        with pytest.raises(FileError, match=message) as caught:
            picture(Logo(file=str(tmp_path / name), alt="x"), Page())
        assert Path(name).name in caught.value.where


@pytest.mark.parametrize(
    ("limit", "message"), [("LARGEST", "more than 0 MB"), ("MOST_PIXELS", "million pixels")]
)
def test_a_picture_has_its_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, message: str
) -> None:
    """In bytes, and in pixels before they are decoded."""
    logo = Logo(file=image(tmp_path), alt="x")
    monkeypatch.setattr(f"docconv.themes.picture.{limit}", 50)
    with pytest.raises(FileError, match=message):
        picture(logo, Page())


def test_a_picture_of_very_many_pixels_is_not_decoded(tmp_path: Path) -> None:
    """A small file can hold a huge picture."""
    logo = Logo(file=image(tmp_path, mode="1", size=(20_000, 20_000)), alt="x")
    with pytest.raises(FileError, match="more than 16 million pixels"):
        picture(logo, Page())
