"""A review in Debian's Chromium: the server as a user starts it, and its page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from attrs import frozen
from playwright.sync_api import Browser, Page, expect

from support.reviewing import served

pytest_plugins = ["support.chromium"]


@frozen
class Desk:
    """Where somebody reviews the files in a folder."""

    browser: Browser
    folder: Path
    stack: ExitStack

    def write(self, text: str, name: str = "talk.txt") -> Path:
        """A transcript in the folder."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def copy(self, source: Path) -> Path:
        """A file of others in the folder."""
        return Path(shutil.copy(source, self.folder))

    def open(
        self, given: str | Path, *more: str, width: int = 1280, height: int = 800, look: str = "light"
    ) -> Page:
        """The page of a review of a text, a file or a folder, once its transcript is shown; by day, in the `dark`, or in `forced` colours."""
        path = given if isinstance(given, Path) else self.write(given)
        server = self.stack.enter_context(served(str(path), *more))
        context = self.browser.new_context(viewport={"width": width, "height": height})
        self.stack.callback(context.close)
        page = context.new_page()
        page.emulate_media(
            color_scheme="dark" if look == "dark" else "light",
            forced_colors="active" if look == "forced" else "none",
        )
        page.goto(server.address)
        expect(page.locator("#lines [role=option]").first).to_be_attached()
        return page


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[Desk]:
    """A desk, whose windows and servers are closed at the end."""
    with ExitStack() as stack:
        yield Desk(chromium, tmp_path, stack)
