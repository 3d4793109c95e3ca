"""Debian's Chromium, for the tests of pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from support.programs import need, path_of

PATIENCE = 60_000
"""Milliseconds after which a page is taken to hang. No test depends on how long one takes."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, started once for a file of tests."""
    need("chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path_of("chromium"), args=["--no-sandbox"])
        yield started
        started.close()
