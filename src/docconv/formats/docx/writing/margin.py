"""What is in the margin beside a turn: when it begins."""

from __future__ import annotations

from docconv.formats.docx.names import TIME
from docconv.formats.docx.styles import twips
from docconv.formats.docx.xml import node, run, val
from docconv.themes.model import Page

WIDTH, AWAY = 44.0, 8.0
"""Points: of the frame, and between it and the text."""
NUMBERS = 24.0
"""What the numbers of lines take beside the text."""


def time_paragraph(text: str, page: Page, above: float, *, rtl: bool) -> str:
    """A time in a frame beside the paragraph that follows, whose space above is so many points; on a line of
    its own where columns leave no margin.
    """
    if page.columns > 1:
        return node("w:p", {}, node("w:pPr", {}, val("w:pStyle", TIME), node("w:keepNext")), run(text))
    away = AWAY + (NUMBERS if page.line_numbers else 0.0)
    frame = node("w:framePr", {
        "w:w": twips(WIDTH), "w:hSpace": 0, "w:wrap": "around", "w:vAnchor": "text", "w:hAnchor": "margin",
        "w:x": twips(page.measure + away if rtl else -WIDTH - away), "w:y": max(twips(above), 1),
    })  # fmt: skip
    align = val("w:jc", "left" if rtl else "right")
    return node("w:p", {}, node("w:pPr", {}, val("w:pStyle", TIME), frame, align), run(text))
