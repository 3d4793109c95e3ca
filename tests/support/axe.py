"""What axe says of a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def faults_of(page: Page) -> list[str]:
    """What axe finds, as text."""
    found = Axe().run(page)
    assert found.response["passes"], "nothing was tried"
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]
