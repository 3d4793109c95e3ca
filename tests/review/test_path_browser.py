"""The path of docs/review.md from a raw transcript to a right one, once by mouse and once by keyboard, step by step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define
from playwright.sync_api import Locator, Page, expect

import docconv
from support.ferry import FERRY, RIGHT
from support.outline import outline
from support.places import ROOT

if TYPE_CHECKING:
    from support.review_desk import Desk

pytest_plugins = ["support.review_desk"]


@define
class Hand:
    """Somebody at the page. A click, a key and a name that is written are a step each."""

    page: Page
    steps: int = 0

    def click(self, what: Locator) -> None:
        """One click, on what is in sight or can be scrolled to."""
        what.click()
        self.steps += 1

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.steps += 1

    def write(self, words: str) -> None:
        """A name, and Enter."""
        self.page.keyboard.type(words)
        self.steps += 1
        self.press("Enter")

    def go(self, key: str, until: str) -> None:
        """Press a key until what has the focus fits a selector; never more than the page has stops."""
        for _ in range(40):
            if self.page.evaluate("until => document.activeElement.matches(until)", until):
                return
            self.press(key)
        message = f"{until} is not reached by {key}"
        raise AssertionError(message)

    def told(self, words: str) -> None:
        """Wait until something is said."""
        expect(self.page.locator("#status")).to_contain_text(words)


def promised(way: str) -> int:
    """How many steps the page of the documentation says that the path has."""
    found = re.search(rf"(\d+) steps by {way}", (ROOT / "docs" / "review.md").read_text(encoding="utf-8"))
    assert found is not None
    return int(found[1])


def by_mouse(hand: Hand) -> None:
    """As the page of the documentation says, word by word."""
    page, tools = hand.page, hand.page.locator("#tools")
    hand.click(page.locator("#doubt-alike"))
    hand.click(page.get_by_role("button", name="A label, as it is read"))
    expect(page.locator("#doubts")).to_contain_text("Nothing is in doubt")
    for words, kind in (("Applause in the hall.", "Stage direction"), ("Note: the plans", "Narrative")):
        hand.click(page.locator("#text [role=option]", has_text=words))
        hand.click(tools.get_by_role("button", name=kind))
        hand.told(f"is {'a stage direction' if kind != 'Narrative' else 'narrative'}")
    hand.click(page.get_by_role("tab", name="Speakers"))
    hand.click(page.get_by_role("button", name="Rename …: Chair"))
    hand.write("Astrid Holm")
    hand.told("Astrid Holm")
    hand.click(page.get_by_role("tab", name="Finish"))
    hand.click(page.get_by_role("button", name="Convert"))


def by_keyboard(hand: Hand) -> None:
    """With what the list of keys tells."""
    hand.go("Tab", "#doubts *")
    hand.go("Tab", "#doubt-alike")
    hand.press("Space", "1")
    expect(hand.page.locator("#doubts")).to_contain_text("Nothing is in doubt")
    for words, key, said in (("Applause", "g", "a stage direction"), ("Note: the", "n", "narrative")):
        hand.press("/")
        hand.write(words)
        hand.go("Tab", "#lines [role=option]")
        hand.press(key)
        hand.told(f"is {said}")
    hand.go("Shift+Tab", "body, #search")
    hand.go("Tab", "[role=tab]")
    hand.go("ArrowRight", "[data-view=people]")
    hand.press("Enter")
    hand.go("Tab", "[aria-label='Rename …: Chair']")
    hand.press("Enter")
    hand.write("Astrid Holm")
    hand.told("Astrid Holm")
    hand.go("Shift+Tab", "[role=tab]")
    hand.go("ArrowRight", "[data-view=finish]")
    hand.press("Enter")
    hand.go("Tab", "#finish button")
    hand.press("Enter")


def finished(hand: Hand, desk: Desk) -> None:
    """The files are there, and the transcript is right."""
    expect(hand.page.locator("#converted li").first).to_be_visible()
    assert outline(docconv.read(desk.folder / "ferry.html")) == RIGHT
    assert {path.suffix for path in desk.folder.iterdir()} == {".txt", ".toml", ".docx", ".pdf", ".html"}


def test_the_path_by_mouse(desk: Desk) -> None:
    """Only with what is in sight, in as many steps as the page promises."""
    hand = Hand(desk.open(desk.copy(FERRY)))
    by_mouse(hand)
    finished(hand, desk)
    assert hand.steps == promised("mouse")


def test_the_path_by_keyboard(desk: Desk) -> None:
    """No mouse at all."""
    hand = Hand(desk.open(desk.copy(FERRY)))
    by_keyboard(hand)
    finished(hand, desk)
    assert hand.steps == promised("keyboard")


TALK = """The gate

Ann Lund: Good evening. The gate is old.

Bo Vik: I can mend it.

It rains outside.

Bo Vig: My sister brings wood.
"""


def test_every_act_is_done_by_keyboard(desk: Desk) -> None:
    """What a line is, who speaks, turns cut and joined, what was decided taken back, people merged, named and split, facts."""
    hand = Hand(desk.open(TALK))
    hand.press("/")
    hand.write("rains")
    hand.go("Tab", "#lines [role=option]")
    for key, said in (
        ("g", "a stage"),
        ("h", "a heading"),
        ("b", "an imprint"),
        ("n", "narrative"),
        ("e", "speech"),
    ):
        hand.press(key)
        hand.told(f"Line 7 is {said}")
    for key, name, said in (
        ("f", "", "is taken back"), ("s", "Ann Lund", "The speaker of line 7"), ("f", "", "is taken back"),
        ("c", "Dora Quill", "A new turn begins"), ("j", "", "goes on with the turn above"),
        ("l", "It", "begins with a label"), ("t", "", "has no label"), ("Control+z", "", "Undone"), ("Control+y", "", "Redone"),
    ):  # fmt: skip
        hand.press(key)
        if name:
            hand.page.keyboard.press("Control+a")
            hand.write(name)
        hand.told(said)
    hand.go("Tab", "[role=tab]")
    hand.go("ArrowRight", "[data-view=people]")
    hand.press("Enter")
    hand.go("Tab", "[aria-label='Same as …: Bo Vig']")
    hand.press("Enter")
    hand.write("Bo Vik")
    hand.told("are one person")
    hand.go("Tab", "[aria-label='Somebody else: Bo Vig']")
    hand.press("Enter")
    hand.told("is somebody else than")
    hand.go("Shift+Tab", "[role=tab]")
    hand.go("ArrowRight", "[data-view=facts]")
    hand.press("Enter")
    hand.go("Tab", "#facts input")
    hand.page.keyboard.press("Control+a")
    hand.write("The gate of 1900")
    hand.told("is changed")
