"""docs/themes.md names every key of a theme, with the value that it has if nobody sets it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from attrs import NOTHING, fields

from docconv.themes import theme
from docconv.themes.model import BUILT_IN, STYLE_NAMES, Fonts, Labels, Page, ParagraphStyle
from support.places import ROOT

PAGE = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| `(.*?)` \|", re.MULTILINE)
TABLES = {"page": Page, "labels": Labels, "styles.NAME": ParagraphStyle, "fonts": Fonts}
PRESS = theme("press")
SET = {"page": PRESS.page, "labels": PRESS.labels, "styles.NAME": ParagraphStyle(), "fonts": PRESS.fonts}


def rows(name: str) -> dict[str, str]:
    """The keys of a table of the page, and their values."""
    (section,) = re.findall(
        rf"^### `\[{re.escape(name)}\]`.*?\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
    return dict(ROW.findall(section))


def shown(value: object) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case float() | int():
            return f"{value:g}"
        case _:
            raise TypeError(value)


def words() -> Iterator[str]:
    """The words in code on the page."""
    return iter(re.findall(r"`([\w-]+)`", PAGE))


@pytest.mark.parametrize("name", TABLES)
def test_every_key_is_on_the_page(name: str) -> None:
    """In the order of the model, with its value."""
    keys = [one.name for one in fields(TABLES[name]) if one.default is not NOTHING]
    assert rows(name) == {key: shown(getattr(SET[name], key)) for key in keys}
    assert list(rows(name)) == keys


def test_every_kind_of_paragraph_and_every_theme_is_on_the_page() -> None:
    """By its name."""
    assert {*STYLE_NAMES, *BUILT_IN} - set(words()) == set()
