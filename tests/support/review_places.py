"""A talk that is reviewed, and the places of the page where it is."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

TALK = """The orchard at Lower Marrow

Ann Lund: Good evening. The orchard needs a new gate.

Nobody has mended it since the storm.

Bo Vik: I can mend it on Sunday.

Ann Lund: Thank you. Who brings the wood?

Bo Vik: My sister does.

Cora Moss: I do not mind bringing some.

Ann Lund: Then we meet at nine.
"""


def line(page: Page, number: int) -> Locator:
    """A line of the source."""
    return page.locator(f"#lines [data-n='{number}']")


def part(page: Page, number: int) -> Locator:
    """What is understood from a line on."""
    return page.locator(f"#text [role=option][data-n='{number}']").first


def told(page: Page) -> Locator:
    """What was said last to those who listen."""
    return page.locator("#status")
