"""Notes on what is doubtful: a mark in the text, the reasons at its end, and a choice whether they are shown.

A mark has no text of its own, so that a turn has no words that nobody said.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from docconv.formats.html.names import MARK, NOTE
from docconv.formats.html.writing.markup import MarkupWriter
from docconv.model import Attribution

CHOICE = "Mark where it is not certain who speaks"
HEADING = "Where it is not certain who speaks"
QUOTATION = "a quotation"


@define
class DoubtNotes:
    """Collects notes."""

    markup: MarkupWriter
    notes: list[str] = field(factory=list)

    def mark(self, attribution: Attribution, turn: str) -> str:
        """The mark that leads to a note on who speaks in a turn, or in a quotation where no turn is named;
        nothing where it is certain.
        """
        if attribution.certainty == "high":
            return ""
        number = len(self.notes) + 1
        said = (self.markup.text(one.detail or one.rule) for one in attribution.evidence)
        reasons = "".join(f"; <bdi>{reason}</bdi>" for reason in said)
        back = f'<a href="#{MARK}{number}">{turn or QUOTATION}</a>'
        self.notes.append(f'<li id="{NOTE}{number}">{back}: {attribution.certainty}{reasons}</li>')
        return f'<a class="doubt" id="{MARK}{number}" href="#{NOTE}{number}" aria-label="note {number}"></a>'

    def choice(self, *, checked: bool) -> Iterator[str]:
        """The choice for whoever reads the page, if there are notes."""
        if self.notes:
            box = f'<input type="checkbox"{" checked" if checked else ""}>'
            yield f'<p class="choice" lang="en" dir="ltr"><label>{box} {CHOICE}</label></p>'

    def footer(self) -> Iterator[str]:
        """The notes, if there are any."""
        if self.notes:
            yield '<footer lang="en" dir="ltr">'
            yield f"<h2>{HEADING}</h2>"
            yield from ("<ol>", *self.notes, "</ol>", "</footer>")
