"""The report on an archive in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docconv.corpus.page import page
from docconv.corpus.report import report
from docconv.corpus.unit import Record
from support.axe import faults_of

if TYPE_CHECKING:
    from support.screen import Screen

pytest_plugins = ["support.screen"]

ROWS = (
    Record(source="good.txt", turns=40, certainty={"high": 40}, speakers=2, seconds=0.02),
    Record(source="part/half.txt", turns=4, certainty={"high": 2, "none": 2}, notices={"label-unused": 3}),
    Record(source="a-long-name-without-blanks" * 6, code=1, error="bad: it is empty"),
)


def test_a_report_has_no_barrier(screen: Screen, tmp_path: Path) -> None:
    """On a desktop and a phone, where nothing needs to be scrolled sideways."""
    file = tmp_path / "report.html"
    file.write_text(page(report(ROWS), "manifest.jsonl", None), encoding="utf-8")
    for width in (1280, 320):
        shown = screen.browser.new_page(viewport={"width": width, "height": 900})
        shown.goto(file.as_uri())
        assert faults_of(shown) == []
        sizes = shown.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert sizes[0] <= sizes[1]
