"""The main part of a document that others wrote, as styled paragraphs.

Tracked changes are read as accepted, fields by what they show; pictures are left out. A text box comes
after the paragraph to which it is anchored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import define, evolve, field, frozen

from docconv.formats.docx.foreign.formatting import ResolvedStyles
from docconv.formats.docx.foreign.numbering import ListMark, Numbering
from docconv.formats.docx.foreign.symbols import symbol
from docconv.formats.docx.package.reading import CHARACTER, VAL, WML, Element, value
from docconv.transcript.styled.paragraphs import (
    SPEAKER,
    Features,
    ParagraphFormat,
    StyledParagraph,
    StyledRun,
    beside,
)
from docconv.transcript.styled.tables import Table, cell_by_cell

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
EQUATIONS = frozenset((f"{MATH}oMath", f"{MATH}oMathPara"))
MCE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BOX = f"{WML}txbxContent"
PARAGRAPH, RUN, OF_PARAGRAPH, OF_RUN = (f"{WML}{name}" for name in ("p", "r", "pPr", "rPr"))
INSIDE = frozenset(
    f"{WML}{name}"
    for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir")
)
INSERTED = {f"{WML}ins": "insertion", f"{WML}moveTo": "move"}
GONE = {f"{WML}del": "deletion", f"{WML}moveFrom": ""}
NOTES = {f"{WML}footnoteReference": "footnote", f"{WML}endnoteReference": "endnote"}
ON = ("1", "true", "on")
CLEAN = str.maketrans({"\r": " ", "\n": " ", "\x85": " ", "\u2028": " ", "\u2029": " ", "\u00ad": None})
"""What is written otherwise, or left out; all of it counts as not printable."""
UNLISTED = ListMark()
MOST_BLANK = 3  # blank lines in a row that still mean something
MOST_COLUMNS, LONGEST_SPAN = 100, 6
CONTENTS = ("Table of Contents", "Bibliography")


@frozen
class NoteReference:
    """A note by its kind, `footnote` or `endnote`, and its id; the sign, where the text prints its own."""

    kind: str
    identifier: str
    sign: str = ""


@define
class StyledBodyReader:
    """Reads paragraphs and tables.

    - `styles`, `numbering`: of the file.
    - `counts`: what was met and is not read as it is.
    - `notes`: the notes that the text refers to, in order; the name of one in runs is its number.
    - `known`: features of runs by what says them.
    - `joined`: the runs of a paragraph whose end was deleted.
    - `boxes`: text boxes of the paragraph that is being read.
    """

    styles: ResolvedStyles
    numbering: Numbering
    counts: Counter[str] = field(factory=Counter)
    notes: list[NoteReference] = field(factory=list)
    known: dict[object, frozenset[str]] = field(factory=dict)
    joined: tuple[StyledRun, ...] = ()
    boxes: list[Element] = field(factory=list)

    def blocks(self, element: Element) -> Iterator[StyledParagraph | Table]:
        """What is below a body, a cell, a text box, a note."""
        blank = 0
        for child in element:
            tag = child.tag
            blank = blank + 1 if tag == PARAGRAPH and not len(child) else 0
            if blank > MOST_BLANK:
                continue
            if tag == PARAGRAPH:
                yield from self.paragraph(child)
            elif tag == f"{WML}tbl":
                yield self.table(child)
            elif tag == f"{WML}altChunk":
                self.counts["embedded file"] += 1
            elif tag == f"{WML}sdt" and _is_contents(child):
                self.counts["table of contents"] += 1
            elif tag in INSIDE or tag in INSERTED:
                yield from self.blocks(child)

    def flat(self, element: Element) -> Iterator[StyledParagraph]:
        """As `blocks`, tables cell by cell."""
        return cell_by_cell(self.blocks(element))

    def paragraph(self, element: Element) -> Iterator[StyledParagraph]:
        """A paragraph, joined to the one before whose end was deleted, and the text boxes in it."""
        properties = next(element.iterchildren(OF_PARAGRAPH), None)
        formatting = self.styles.paragraph(properties)
        if formatting.derived:
            self.counts["table of contents"] += 1
            return
        outer, self.boxes = self.boxes, []
        pieces = (*self.joined, *self.runs(element, formatting))
        self.joined = ()
        if properties is not None and _is_joined(properties):
            self.joined = pieces
        else:
            mark = self.numbering.next(*formatting.listed) if formatting.listed and pieces else UNLISTED
            if mark.worded:
                yield StyledParagraph((StyledRun(f"{mark.text} "), *pieces), formatting)
            else:
                yield StyledParagraph(pieces, formatting, mark.text)
        boxes, self.boxes = self.boxes, outer
        for box in boxes:
            self.counts["text box"] += 1
            yield from beside(self.flat(box))

    def table(self, element: Element) -> Table:
        """A table, rows that were deleted left out."""
        rows: list[tuple[tuple[StyledParagraph, ...], ...]] = []
        headers: set[int] = set()
        covered: set[tuple[int, int]] = set()
        for row in element.iter(f"{WML}tr"):
            if _table_of(row) is not element:
                continue
            properties = row.find(f"{WML}trPr")
            if properties is not None and properties.find(f"{WML}del") is not None:
                self.counts["deletion"] += 1
                continue
            if properties is not None and properties.find(f"{WML}tblHeader") is not None:
                headers.add(len(rows))
            cells: list[tuple[StyledParagraph, ...]] = [()] * _span(row, "trPr/gridBefore")
            for cell in _cells(row):
                cells.append(tuple(self.flat(cell)))
                more = range(len(cells), len(cells) + _span(cell, "tcPr/gridSpan") - 1)
                covered.update((len(rows), place) for place in more)
                cells += [()] * len(more)
            rows.append(tuple(cells))
        return Table(tuple(rows), frozenset(headers), frozenset(covered))

    def runs(self, element: Element, formatting: ParagraphFormat) -> Iterator[StyledRun]:
        """The words below an element."""
        for child in element:
            tag = child.tag
            if tag == RUN:
                yield from self.run(child, formatting)
            elif tag in GONE:
                if GONE[tag]:
                    self.counts[GONE[tag]] += 1
            elif tag in INSIDE or tag in INSERTED:
                if tag in INSERTED:
                    self.counts[INSERTED[tag]] += 1
                yield from self.runs(child, formatting)
            elif tag in EQUATIONS and (text := " ".join(one.text or "" for one in child.iter(f"{MATH}t"))):
                self.counts["equation"] += 1
                yield StyledRun(text)
            elif tag == f"{MCE}AlternateContent":
                yield from self.runs(child[0], formatting)
            elif next(child.iter(RUN), None) is not None:
                yield from self.runs(child, formatting)

    def run(self, element: Element, formatting: ParagraphFormat) -> Iterator[StyledRun]:
        """The words of one run, none where they are hidden, and the notes in it."""
        parts = list(element)
        if any([part.tag in NOTES for part in parts]):  # noqa: C419 (half the time)
            yield from self.noted(element, formatting)
        elif text := "".join([char for part in parts for char in self.characters_of(part)]):
            yield from self.words(element, formatting, text)

    def words(self, element: Element, formatting: ParagraphFormat, text: str) -> Iterator[StyledRun]:
        """Characters of a run with its features."""
        features = self.features(next(element.iterchildren(OF_RUN), None), formatting)
        if "hidden" in features:
            self.counts["hidden text"] += 1
        else:
            yield StyledRun(text, features)

    def noted(self, element: Element, formatting: ParagraphFormat) -> Iterator[StyledRun]:
        """A run with notes. What stands after one that has a sign of its own is the sign."""
        is_signed = False
        for child in element:
            if child.tag in NOTES:
                is_signed = child.get(f"{WML}customMarkFollows") in ON
                yield StyledRun("", note=str(len(self.notes)))
                self.notes.append(NoteReference(NOTES[child.tag], child.get(f"{WML}id", "")))
                continue
            text = "".join(self.characters_of(child))
            if is_signed and text.strip():
                self.notes[-1] = evolve(self.notes[-1], sign=" ".join(text.split()))
                is_signed = False
            elif text:
                yield from self.words(element, formatting, text)

    def features(self, properties: Element | None, formatting: ParagraphFormat) -> frozenset[str]:
        """The features of a run in a paragraph."""
        direct = () if properties is None else tuple((child.tag, child.get(VAL)) for child in properties)
        key = (formatting.style, direct)
        if key not in self.known:
            style = None if properties is None else properties.find(f"{WML}rStyle")
            inherited, speaker = ({}, False) if style is None else self.styles.character(style.get(VAL, ""))
            found: Features = {**formatting.features, **inherited, **self.styles.features(properties)}
            names = {name for name, on in found.items() if on}
            self.known[key] = frozenset(names | ({SPEAKER} if speaker or formatting.speaker else set()))
        return self.known[key]

    def characters(self, element: Element) -> Iterator[str]:
        """The characters of a run."""
        for child in element:
            yield from self.characters_of(child)

    def characters_of(self, child: Element) -> Iterable[str]:
        """The characters of a part of a run."""
        name = child.tag.rpartition("}")[2]
        if name == "t":
            text = child.text or ""
            return (text if text.isprintable() else text.translate(CLEAN),)
        if name in CHARACTER:
            return (CHARACTER[name],)
        if name == "sym":
            return (symbol(child.get(f"{WML}font", ""), child.get(f"{WML}char", "")),)
        if name == "ruby":
            return self.ruby(child)
        if name in ("drawing", "pict", "object", "AlternateContent"):
            self.drawing(child)
        return ()

    def ruby(self, element: Element) -> Iterator[str]:
        """Words with their reading after them, in brackets, as of TEI."""
        for part, around in ((f"{WML}rubyBase", "{}"), (f"{WML}rt", " [{}]")):
            runs = (run for found in element.iter(part) for run in found.iter(RUN))
            yield around.format("".join(char for run in runs for char in self.characters(run)))

    def drawing(self, element: Element) -> None:
        """The text boxes of a drawing, once where it is there in two forms."""
        forms = list(element) if element.tag == f"{MCE}AlternateContent" else [element]
        for form in forms:
            found = [box for box in form.iter(BOX) if not any(up.tag == BOX for up in box.iterancestors(BOX))]
            if found:
                self.boxes.extend(found)
                return
        self.counts["picture"] += 1


def _is_contents(control: Element) -> bool:
    return value(control, "sdtPr/docPartObj/docPartGallery") in CONTENTS


def _is_joined(properties: Element) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one belongs to it."""
    mark = properties.find(OF_RUN)
    return mark is not None and next(mark.iterchildren(*GONE), None) is not None


def _table_of(element: Element) -> Element | None:
    return next(element.iterancestors(f"{WML}tbl"), None)


def _span(element: Element, path: str) -> int:
    """How many columns of the grid something takes."""
    number = value(element, path)
    return min(int(number), MOST_COLUMNS) if number.isdecimal() and len(number) < LONGEST_SPAN else 0


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, also those in content controls."""
    for child in row:
        if child.tag == f"{WML}tc":
            yield child
        elif child.tag in INSIDE:
            yield from _cells(child)
