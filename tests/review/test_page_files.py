"""The files of the page: every text stands in the catalogue, and words of a transcript can become nothing but text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from support.places import ROOT

PAGE = ROOT / "src" / "docconv" / "review" / "page"
MODULES = sorted(PAGE.glob("*.js"))
CATALOGUE: dict[str, str | dict[str, str]] = json.loads((PAGE / "texts.en.json").read_text(encoding="utf-8"))
KEY = re.compile(
    rf"""["'`]((?:{"|".join({key.partition(".")[0] for key in CATALOGUE})})\.[\w.${{}}]+)["'`]"""
)
"""A string that names a text."""
MARKUP = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "Function(")


def keys(path: Path) -> set[str]:
    """The texts that a file names; a name that is put together stands for all that begin like it."""
    found = set(KEY.findall(path.read_text(encoding="utf-8")))
    begins = tuple(key.partition("$")[0] for key in found if "$" in key)
    return {key for key in found if "$" not in key} | {key for key in CATALOGUE if key.startswith(begins)}


def test_every_text_is_in_the_catalogue_and_is_used() -> None:
    """None is missing in a language, and none is left over."""
    used = set().union(*(keys(path) for path in (*MODULES, PAGE / "index.html", PAGE.parent / "doubts.py")))
    assert used - set(CATALOGUE) == set()
    assert set(CATALOGUE) - used == set()


def test_the_catalogue_is_in_order() -> None:
    """By its keys, so that translators find their place; what depends on a number has the form that is used for most."""
    assert list(CATALOGUE) == sorted(CATALOGUE)
    assert all("other" in text for text in CATALOGUE.values() if isinstance(text, dict))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_makes_markup_of_words(path: Path) -> None:
    """Nor runs them, nor goes to the network for a module."""
    written = path.read_text(encoding="utf-8")
    assert [name for name in MARKUP if name in written] == []
    assert all(name.startswith("./") for name in re.findall(r'from "([^"]+)"', written))


def test_nothing_in_the_page_is_inline() -> None:
    """No script, no style and no handler, which its policy would refuse; nothing from elsewhere."""
    written = (PAGE / "index.html").read_text(encoding="utf-8")
    assert (
        re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|(?:src|href)=\"(?:https?:)?//", written)
        == []
    )


@pytest.mark.parametrize("path", sorted(PAGE.iterdir()), ids=lambda path: path.name)
def test_files_of_the_page_stay_small(path: Path) -> None:
    """As those of the house."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200
