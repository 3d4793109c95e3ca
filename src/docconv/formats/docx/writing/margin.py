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


def time_paragraph(text: str, page: Page, above: float) -> str:
    """A time in a frame beside the paragraph that follows, whose space above is so many points; on a line of
    its own where columns leave no margin. In text from right to left some programs count from the right.
    """
    if page.columns > 1:
        space = node("w:spacing", {"w:before": twips(2 * above)})
        properties = (val("w:pStyle", TIME), node("w:keepNext"), space, val("w:jc", "left"))
        return node("w:p", {}, node("w:pPr", {}, *properties), run(text))
    away = AWAY + (NUMBERS if page.line_numbers else 0.0)
    frame = node("w:framePr", {
        "w:w": twips(WIDTH), "w:hSpace": 0, "w:wrap": "around", "w:vAnchor": "text", "w:hAnchor": "margin",
        "w:x": twips(-WIDTH - away), "w:y": max(twips(above), 1),
    })  # fmt: skip
    return node("w:p", {}, node("w:pPr", {}, val("w:pStyle", TIME), frame, val("w:jc", "right")), run(text))
