"""Lists after the title that are made from the text: the table of contents, and who takes part.

The entries are there from the beginning, so that programs which update no fields show them, and lead to what
they name. Page numbers are known to the word processor only: it adds them when the table is updated. The file
does not ask it to do so on opening, as Word would first frighten its reader with a question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from docconv.bidi import is_rtl
from docconv.formats.docx.names import CONTENTS, CONTENTS_HEADING, EMPHASIS, LISTED, PARTICIPANTS
from docconv.formats.docx.writing.controls import Controls
from docconv.formats.docx.writing.runs import text_run, text_runs
from docconv.formats.docx.xml import escaped, node, paragraph
from docconv.model import Block, Resolved, Section, Speaker
from docconv.themes.model import Page
from docconv.themes.terms import Term, term
from docconv.walk import is_play, numbered, participants, text_of

FIELD = f'TOC \\o "1-{LISTED}" \\h \\z'


def heading_name(number: int) -> str:
    """The bookmark of a heading, numbered from 1, as Word names those of its tables of contents."""
    return f"_Toc{number:08d}"


def headings(blocks: tuple[Block[Speaker], ...], level: int = 1) -> Iterator[tuple[int, str]]:
    """Level and text of the headings that a table of contents lists."""
    for block in blocks:
        if isinstance(block, Section):
            if block.heading is not None and level <= LISTED:
                yield level, " ".join(text_of(block.heading.children).split())
            yield from headings(block.blocks, level + 1)


@frozen(eq=False, repr=False)
class FrontMatterLists:
    """Writes the lists of a document; `add` takes a paragraph."""

    document: Resolved
    controls: Controls | None
    add: Callable[[str], None]

    def write(self, page: Page) -> None:
        """The lists that a page has, those with entries."""
        if page.participants:
            self.participants()
        if page.contents:
            self.contents()

    def contents(self) -> None:
        """The table of contents: one field around all its entries.

        It ends in a paragraph of its own, as in Word; LibreOffice 7.4 formats the next one by hand.
        """
        found = list(headings(self.document.body))
        if not found:
            return
        self.heading("contents")
        for number, (level, text) in enumerate(found, 1):
            rtl = is_rtl(text)
            entry = _link(heading_name(number), text_runs(text, rtl=rtl)) if text else ""
            begin = _field_start() if number == 1 else ""
            self.add(paragraph(CONTENTS[level - 1], begin + entry, rtl=rtl))
        self.add(paragraph(CONTENTS[0], _field_mark("end")))

    def participants(self) -> None:
        """Everybody who takes the floor: name and office. The names lead to the first turns."""
        for number, entry in enumerate(participants(self.document)):
            if number == 0:
                self.heading("cast" if is_play(self.document) else "participants")
            self.participant(*entry)

    def participant(self, speakers: list[Speaker], name: str, office: str, turn: str) -> None:
        """One of them. A name in a control is no link, since LibreOffice 7.4 damages both together."""
        rtl = is_rtl(name)
        if self.controls is None:
            shown = _link(turn, text_runs(numbered(speakers, name), rtl=rtl))
        else:
            runs = text_run(numbered(speakers, name), rtl=rtl)
            shown = self.controls.bound(tuple(speakers), name, runs, "")
        role = text_runs(f", {office}", EMPHASIS["italic"], rtl=rtl) if office else ""
        self.add(paragraph(PARTICIPANTS, shown + role, rtl=rtl))

    def heading(self, name: Term) -> None:
        """The heading of a list, in the language of the document."""
        text = term(name, self.document.metadata.lang)
        rtl = is_rtl(text)
        self.add(paragraph(CONTENTS_HEADING, text_runs(text, rtl=rtl), rtl=rtl))


def _link(target: str, runs: str) -> str:
    return node("w:hyperlink", {"w:anchor": target, "w:history": 1}, runs)


def _field_start() -> str:
    instruction = node("w:instrText", {"xml:space": "preserve"}, escaped(f" {FIELD} "))
    return _field_mark("begin") + node("w:r", {}, instruction) + _field_mark("separate")


def _field_mark(kind: str) -> str:
    return node("w:r", {}, node("w:fldChar", {"w:fldCharType": kind}))
