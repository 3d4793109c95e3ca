"""Themes: how a document looks, in every format that has styles.

A theme is a TOML file. It builds on one that comes along, such as `press`, and says
only what is different:

    based_on = "press"

    [page]
    paper = "Letter"
    line_numbers = 5

    [styles.speech]
    size = 12

Other packages add themes by entry points in the group `docconv.themes`.

The writers of DOCX, PDF and HTML read the same theme, so that all look like siblings. Lengths are in points.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from attrs import AttrsInstance, fields

from docconv.errors import UsageError
from docconv.files import content
from docconv.notices import Notice
from docconv.themes.model import (
    BUILT_IN,
    STYLE_NAMES,
    Fonts,
    GivenTheme,
    Labels,
    Logo,
    Page,
    ParagraphStyle,
    StyleOptions,
    Styles,
    Theme,
)
from docconv.themes.terms import in_language
from docconv.toml.faults import parse, place_of
from docconv.toml.given import as_parsed

Notices: TypeAlias = tuple[Notice, ...]
T = TypeVar("T", bound=AttrsInstance)
DEFAULT = "press"
SUFFIX = ".toml"
OF_PROGRAM = "theme"  # the name of one that a program gives as a mapping
REMEDY = "write it as TOML in UTF-8"
DEEPEST = 8  # themes that build on each other; more is a circle
TABLES: dict[str, type[AttrsInstance]] = {"page": Page, "labels": Labels, "fonts": Fonts, "logo": Logo}
"""What the tables of a theme are, but for those of paragraphs."""
OLD_KEYS = {
    "first": "first_line_indent",
    "narrow": "indent_end",
    "before": "space_before",
    "after": "space_after",
    "keep": "keep_with_next",
    "even": "balance",
}
"""Keys of paragraphs by the names that they had until version 0.1; accepted for one release."""


def theme(name: GivenTheme = DEFAULT) -> Theme:
    """The theme of a name, in a file that ends in `.toml`, or in a mapping with the keys of such a file; a
    theme as it is.

    Raises `UsageError` with file and key for what is wrong in it.
    """
    return name if isinstance(name, Theme) else _theme(name)[0]


def theme_and_page(options: StyleOptions, lang: str) -> tuple[Theme, Page, Notices]:
    """The theme that some options name, for a document in a language; its page with what the options say; and
    notices about keys of the theme that have other names now. Raises `UsageError`.
    """
    named = options.theme
    found, outdated = (named, ()) if isinstance(named, Theme) else _theme(named)
    try:
        return in_language(found, lang), options.page(found.page), outdated
    except ValueError as error:
        raise UsageError(str(error), remedy="see the keys of [page] in docs/themes.md") from error


@cache
def _built_in(name: str) -> Theme:
    return _brought(_rows(_complete(name, DEEPEST, [])))


def _theme(given: object) -> tuple[Theme, Notices]:
    if isinstance(given, str) and given in BUILT_IN:
        return _built_in(given), ()
    outdated: list[Notice] = []
    from docconv.themes.checked import checked  # noqa: PLC0415  only themes of others need it

    if isinstance(given, Mapping):
        data, text, name = _based(as_parsed(given), "", OF_PROGRAM, DEEPEST, outdated), "", OF_PROGRAM
    elif isinstance(given, str | os.PathLike):
        name = os.fspath(given)
        data, text = _complete(name, DEEPEST, outdated), _text(name)
    else:
        message = f"a theme cannot be of the type {type(given).__name__}"
        raise UsageError(message, remedy="give a name, the path of a file, a dictionary or a Theme")
    return checked(_rows(data), text, name), tuple(outdated)


def _complete(name: str, left: int, outdated: list[Notice]) -> dict[str, Any]:
    """The keys of a theme over those that it is based on; notices about old keys are added to `outdated`."""
    text = _text(name)
    return _based(parse(text, name, remedy=REMEDY), text, name, left, outdated)


def _based(data: dict[str, Any], text: str, name: str, left: int, outdated: list[Notice]) -> dict[str, Any]:
    """The keys of a theme with a name, over those that it is based on; its text tells lines."""
    outdated.extend(_rename_old_keys(data, name))
    if name == DEFAULT:
        return data
    logo = data.get("logo")
    if isinstance(logo, dict) and isinstance(logo.get("file"), str) and logo["file"].strip():
        logo["file"] = str(Path(name).parent / logo["file"])
    if not left:
        message = "themes are based on each other in a circle"
        raise UsageError(message, where=name, remedy="cut it: based_on")
    ground = data.pop("based_on", DEFAULT)
    if not isinstance(ground, str):
        message = "based_on names a theme"
        raise UsageError(
            message, where=place_of(text, name, ("based_on",)), remedy=f"write one of: {', '.join(BUILT_IN)}"
        )
    if ground.endswith(SUFFIX) and name not in BUILT_IN:
        ground = str(Path(name).parent / ground)
    return _over(_complete(ground, left - 1, outdated), data)


def _rename_old_keys(data: dict[str, Any], where: str) -> Iterator[Notice]:
    """Give the keys of paragraphs in a theme their names of today, those that were there before."""
    styles = data.get("styles")
    tables = {f"styles.{name}": table for name, table in styles.items()} if isinstance(styles, dict) else {}
    for path, table in {"all": data.get("all"), **tables}.items():
        for old, new in OLD_KEYS.items() if isinstance(table, dict) else ():
            if old in table and new not in table:
                table[new] = table.pop(old)
                message = f"{where}: the key {path}.{old} is called {new} now"
                yield Notice("theme-key-renamed", message, "info", remedy=f"write {new}")


def _over(ground: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """`ground` with the values of `data`, table by table."""
    both = dict(ground)
    for key, value in data.items():
        below = ground.get(key)
        both[key] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return both


def _text(name: str) -> str:
    """The TOML of a theme. Raises `UsageError`."""
    try:
        if name in BUILT_IN:
            return files(__name__).joinpath(name + SUFFIX).read_text(encoding="utf-8")
        file = _file(name)
        data: bytes = content(file) if isinstance(file, Path) else file.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        message = f"the theme cannot be read: {error.strerror}"
        raise UsageError(message, where=name, remedy="check the path") from error
    except UnicodeDecodeError as error:
        raise UsageError(str(error), where=name, remedy=REMEDY) from error


def _file(name: str) -> Any:  # noqa: ANN401  a path, or what a plug-in has in its place
    """The file of a theme that does not come along. Raises `UsageError` where there is none of that name."""
    if name.endswith(SUFFIX):
        return Path(name)
    from docconv.themes.plugged import plugged_themes  # noqa: PLC0415  only themes of plug-ins need it

    files, failures = plugged_themes()
    if name in files:
        return files[name]
    message = f"there is no theme {name!r}" + "".join(f" ({one.message})" for one in failures)
    known = ", ".join((*BUILT_IN, *files))
    raise UsageError(message, remedy=f"give one of {known}, or a file that ends in {SUFFIX}")


def _rows(data: dict[str, Any]) -> dict[str, Any]:
    """The keys of a theme, those of all paragraphs in the table of each."""
    common = data.pop("all", {})
    styles = data.get("styles", {})
    if isinstance(common, dict) and isinstance(styles, dict):
        rows = {name: _style(common, styles.get(name, {})) for name in (*STYLE_NAMES, *styles)}
        data = {**data, "styles": rows}
    return data


def _brought(data: dict[str, Any]) -> Theme:
    """A theme that comes along, whose keys and types are right: to load what checks those of others takes
    longer than all else of a small DOCX.
    """
    tables = {name: _made(kind, data[name]) for name, kind in TABLES.items() if name in data}
    styles = Styles(**{name: _made(ParagraphStyle, row) for name, row in data["styles"].items()})
    return Theme(**{**data, **tables, "styles": styles})


def _made(kind: type[T], row: dict[str, Any]) -> T:
    """An object of a table; whole numbers are numbers where any may be."""
    lengths = {one.name for one in fields(kind) if one.type in ("float", float)}
    return kind(**{key: float(value) if key in lengths else value for key, value in row.items()})


def _style(common: dict[str, Any], own: object) -> object:
    """The keys of a paragraph over those of all; what is no table stays, to be refused with its path."""
    return _over(common, own) if isinstance(own, dict) else own
