"""Notes: those of the document, and those on what is doubtful, with a choice whether these are shown. A mark
is in the text, the note at its end.

A mark has no text of its own, so that a turn has no words that nobody said.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from docconv.formats.html.names import FOOTNOTE, MARK, NOTE, REFERENCE
from docconv.formats.html.writing.markup import MarkupWriter
from docconv.model import Attribution, Note, Speaker

CHOICE = "Mark where it is not certain who speaks"
HEADING = "Where it is not certain who speaks"
QUOTATION = "a quotation"


@define
class FootNotes:
    """Collects the notes of a document."""

    markup: MarkupWriter
    notes: list[str] = field(factory=list)

    def mark(self, note: Note[Speaker], content: str) -> str:
        """The mark that leads to a note; what it says about the note is in attributes."""
        number = len(self.notes) + 1
        sign = self.markup.text(note.n or str(number))
        back = f'<a class="back" href="#{REFERENCE}{number}" aria-label="back {number}"></a>'
        self.notes.append(f'<li id="{FOOTNOTE}{number}" data-sign="{sign}">{content}{back}</li>')
        facts = f' data-type="{note.kind}" data-place="{note.place}"' + self.markup.attribute(
            "data-n", note.n
        )
        link = f'href="#{FOOTNOTE}{number}" role="doc-noteref" aria-label="{sign}" data-sign="{sign}"'
        return f'<a class="note" id="{REFERENCE}{number}" {link}{facts}></a>'

    def section(self) -> Iterator[str]:
        """The notes, if there are any."""
        if self.notes:
            yield from (
                '<section class="notes" role="doc-endnotes">',
                "<ol>",
                *self.notes,
                "</ol>",
                "</section>",
            )


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
