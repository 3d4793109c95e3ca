"""Printed labels: where they are, and what is between a label and the words."""

from __future__ import annotations

import unicodedata

from attrs import frozen

from docconv.formats.docx.names import SPEAKER
from docconv.formats.docx.writing.controls import Controls
from docconv.formats.docx.writing.runs import text_run, text_runs
from docconv.formats.docx.xml import node
from docconv.model import Speaker, Turn
from docconv.themes.model import Labels
from docconv.themes.terms import before_words

GAP = 6.0  # points between a label in its column and the words
NARROW, WIDE, FULL = 0.54, 0.68, 1.0
"""Widths of letters in the size of the type, rather too wide than too narrow: small ones, capitals and
figures, East Asian ones.
"""


@frozen(eq=False, repr=False)
class LabelWriter:
    """Writes labels as a theme wants them, `size` being that of speech."""

    labels: Labels
    size: float
    controls: Controls | None

    @property
    def column(self) -> bool:
        """Whether labels are in a column."""
        return self.labels.position == "hanging"

    def label(self, turn: Turn[Speaker], *, followed: bool, rtl: bool) -> str:
        """The label of a turn and what follows it; `followed` says whether words do."""
        if turn.label is None:
            return ""
        if self.controls is None:
            label = text_runs(turn.label, SPEAKER, turn.lang, rtl=rtl)
        else:
            shown = text_run(turn.label, SPEAKER, turn.lang, rtl=rtl)
            label = self.controls.bound(turn.speakers, turn.label, shown)
        return label + self.gap(turn.label, turn.lang, followed=followed, rtl=rtl)

    def gap(self, label: str, lang: str | None, *, followed: bool, rtl: bool) -> str:
        """Between a label and the words: the delimiter, then a blank, the end of the line or the way to the
        column; the end of the line, too, where the label is wider than its column.
        """
        delimiter, position = self.labels.delimiter, self.labels.position
        if position == "run-in":
            return text_run(before_words(delimiter), "", lang, rtl=rtl)
        mark = text_run(delimiter, "", lang, rtl=rtl) if delimiter else ""
        beside = self.column and self.width(label + delimiter) <= self.labels.width - GAP
        return mark + (node("w:r", {}, node("w:tab" if beside else "w:br")) if followed else "")

    def width(self, label: str) -> float:
        """About how wide a label is, in points."""
        return width_of(label.upper() if self.labels.case == "capitals" else label, self.size)


def width_of(text: str, size: float) -> float:
    """About how wide a text is in a size of type, in points."""
    return size * sum(map(_width, text))


def _width(char: str) -> float:
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return FULL
    return WIDE if char.isupper() or char.isdigit() else NARROW if char.isalpha() else NARROW / 2
