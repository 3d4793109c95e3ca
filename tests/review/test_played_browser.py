"""Transcripts that are not read rightly at first, played on the page to the end: few decisions, and all is right."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import define
from playwright.sync_api import Page, expect

import docconv
from support.ferry import FERRY, RIGHT
from support.outline import outline

if TYPE_CHECKING:
    from support.review_desk import Desk

pytest_plugins = ["support.review_desk"]

MOST = 6
MOUTHS = {
    "h01-bare-name-once": [("doubt", 24, "a label, as it is read")],
    "w01-heckle-over-lines": [("line", 64, "Stage direction")],
    "w05-utterance-numbers": [],
    "w08-front-matter-fields": [
        ("doubt", 15, "the turn above goes on"), ("doubt", 17, "a label, as it is read"), ("line", 3, "Heading"),
    ],
}  # fmt: skip
"""By file what an editor decides: how a doubt is answered, or what a line is."""
PERFECT = {
    "speaker_acc": 1.0, "kind_acc": 1.0, "boundary_f1": 1.0, "change_f1": 1.0, "who_f1": 1.0,
    "misattributed": 0.0, "label_fp": 0, "lost_words": 0,
}  # fmt: skip


@define
class Editor:
    """Somebody who decides on the page, and counts how often."""

    page: Page
    decisions: int = 0

    def decide(self, what: str, line: int, answer: str) -> None:
        """Answer the doubt about a line and all like it, or say what a line is."""
        if what == "doubt":
            self.page.locator(".row-button", has_text=re.compile(rf"^line {line}(?!\d)")).dispatch_event(
                "click"
            )
            expect(self.page.locator(".card > .where")).to_contain_text(re.compile(rf"line {line}$"))
            for box in self.page.locator("#doubt-alike").all():
                box.check()
            found = self.page.locator(".choice", has_text=answer)
        else:
            self.page.locator(f"#lines [data-n='{line}']").click()
            found = self.page.locator("#tools").get_by_role("button", name=answer)
        self.count(found.click)

    def count(self, act: Callable[[], None]) -> None:
        """Do what decides, and wait until it is told."""
        self.page.evaluate("document.getElementById('status').textContent = ''")
        act()
        expect(self.page.locator("#status")).not_to_be_empty()
        self.decisions += 1

    def convert(self, name: str) -> None:
        """Write the transcript in one format."""
        self.page.locator("[role=tab][data-view=finish]").click()
        for box in self.page.locator("[name=format]").all():
            box.set_checked(box.get_attribute("value") == name)
        self.page.get_by_role("button", name="Convert").click()
        expect(self.page.locator("#converted li").first).to_be_visible()


@pytest.mark.parametrize("name", MOUTHS)
def test_a_transcript_is_made_right_in_few_decisions(desk: Desk, shared: Path, name: str) -> None:
    """No doubt is left, and what comes with the decisions is right in every figure of the scorer."""
    source, _ = (
        desk.copy(shared / "faults" / "mouths" / f"{name}{suffix}") for suffix in (".txt", ".gold.json")
    )
    editor = Editor(desk.open(source))
    for what, line, answer in MOUTHS[name]:
        editor.decide(what, line, answer)
    expect(editor.page.locator("#doubts")).to_contain_text("Nothing is in doubt")
    assert editor.decisions <= MOST
    figures = desk.folder / "figures.json"
    command = [sys.executable, str(shared / "gold" / "run.py"), str(desk.folder), "--json", str(figures)]
    subprocess.run([*command, "--docconv", f"{sys.executable} -m docconv"], check=True, capture_output=True)
    row = json.loads(figures.read_text(encoding="utf-8"))["rows"][name]
    assert {figure: row[figure] for figure in PERFECT} == PERFECT


def test_a_report_without_signs_behind_its_names_is_made_right(desk: Desk) -> None:
    """Two names that come once, applause, a note, and the name of who presides: four decisions."""
    editor = Editor(desk.open(desk.copy(FERRY)))
    page = editor.page
    editor.decide("doubt", 10, "a label, as it is read")
    editor.decide("line", 8, "Stage direction")
    editor.decide("line", 21, "Narrative")
    page.locator("[role=tab][data-view=people]").click()
    page.get_by_role("button", name="Rename …: Chair").click()
    page.keyboard.type("Astrid Holm")
    editor.count(lambda: page.keyboard.press("Enter"))
    assert editor.decisions <= MOST
    editor.convert("tei")
    assert outline(docconv.read(desk.folder / "ferry.xml")) == RIGHT
