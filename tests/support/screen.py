"""Pages as a browser shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen
from playwright.sync_api import Browser, Page

import docconv
from docconv.model import Resolved

pytest_plugins = ["support.chromium"]


@frozen
class Screen:
    """Shows pages in one browser; `folder` has their files."""

    browser: Browser
    folder: Path

    def show(
        self,
        document: Resolved,
        width: int = 1280,
        height: int = 900,
        *,
        scripts: bool = True,
        **options: object,
    ) -> Page:
        """A document as a page in a window, where scripts may be run or not."""
        file = self.folder / "page.html"
        file.write_bytes(docconv.write(document, "html", options=options))
        page = self.browser.new_page(viewport={"width": width, "height": height}, java_script_enabled=scripts)
        page.goto(file.as_uri())
        return page


@pytest.fixture
def screen(chromium: Browser, tmp_path: Path) -> Iterator[Screen]:
    """A screen, whose windows are closed at the end."""
    yield Screen(chromium, tmp_path)
    for context in chromium.contexts:
        context.close()
