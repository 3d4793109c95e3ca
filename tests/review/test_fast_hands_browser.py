"""Somebody who is faster than the page: what is typed while it waits for an answer, or opens and closes, is not lost, and is
never about another line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from docconv.sidecar import path_beside
from support.review_places import TALK, line, part, told

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from support.review_desk import Desk

pytest_plugins = ["support.review_desk"]


def test_keys_that_follow_at_once_lose_nothing(desk: Desk) -> None:
    """The next question is put before the browser tells that the one before is closed."""
    page = desk.open(TALK)
    line(page, 5).click()
    page.evaluate(
        """() => { const press = key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        press('y'); document.getElementById('dialog').close();
        press('l'); document.getElementById('dialog').close();
        press('s'); }"""
    )
    expect(page.get_by_role("heading", name="Who speaks here?")).to_be_visible()
    page.evaluate("new Promise(done => setTimeout(done, 200))")
    page.keyboard.type("Dora Quill")
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("The speaker of line 5 is changed.")
    expect(part(page, 5)).to_contain_text("Dora Quill")
    expect(line(page, 5)).to_be_focused()


def test_what_is_asked_is_about_the_lines_that_were_chosen(desk: Desk) -> None:
    """Also where the answer to an earlier decision leads on to the next doubt meanwhile."""
    page = desk.open(
        f"{TALK}\nAnn Lund: Done.\n\nIt rains on the roof of the shed.\n\nAnn Lund: So it does.\n"
    )
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/decide", hold)
    page.locator("#doubts .card").focus()
    with page.expect_request("**/decide"):
        page.keyboard.press("1")
    line(page, 15).click()
    page.keyboard.press("s")
    page.keyboard.type("Dora Quill")
    held[0].continue_()
    page.unroute("**/decide")
    expect(told(page)).to_contain_text("Decided:")
    expect(line(page, 15)).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("The speaker of line 15 is changed.")
    expect(part(page, 15)).to_contain_text("Dora Quill")


def test_a_question_about_what_is_no_more_is_not_answered(desk: Desk) -> None:
    """Where the text was changed elsewhere meanwhile, its lines may be others."""
    page = desk.open(TALK)
    line(page, 5).click()
    page.keyboard.press("s")
    desk.write(f"A line more\n\n{TALK}")
    expect(line(page, 17)).to_be_attached()
    page.keyboard.type("Dora Quill")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("decide again")
    assert not path_beside(desk.folder / "talk.txt").exists()


def test_a_late_look_is_no_edit_outside(desk: Desk) -> None:
    """What the page asked before a decision may be answered after it."""
    page = desk.open(TALK)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/version", hold)
    line(page, 5).click()
    with page.expect_request("**/version"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    old = page.request.get(f"{page.url}api/files/1/version")
    page.keyboard.press("n")
    expect(told(page)).to_contain_text("Line 5 is narrative.")
    for route in held:
        route.fulfill(response=old)
    page.unroute("**/version")
    page.wait_for_timeout(300)
    expect(page.get_by_role("alert")).to_be_empty()
    expect(told(page)).to_contain_text("Line 5 is narrative.")
