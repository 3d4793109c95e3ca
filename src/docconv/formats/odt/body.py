"""The text of an OpenDocument file as styled paragraphs.

Deleted text, comments and what is made from other text are left out; a text box comes after the paragraph
to which it is anchored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import define, evolve, field

from docconv.formats.odt.parts import DRAW, OFFICE, TABLE, TEXT, Element
from docconv.formats.odt.styles import OdtStyles
from docconv.transcript.styled.paragraphs import (
    SPEAKER,
    Features,
    ParagraphFormat,
    StyledParagraph,
    StyledRun,
    beside,
)
from docconv.transcript.styled.tables import Table, cell_by_cell

CLEAN = str.maketrans(
    {"\r": " ", "\n": " ", "\t": " ", "\x85": " ", "\u2028": " ", "\u2029": " ", "\u00ad": None}
)
LEFT_OUT = {
    f"{TEXT}tracked-changes": "tracked change", f"{OFFICE}annotation": "comment",
    f"{TEXT}table-of-content": "table of contents", f"{TEXT}alphabetical-index": "table of contents",
    f"{TEXT}illustration-index": "table of contents", f"{TEXT}bibliography": "table of contents",
    f"{DRAW}image": "picture", f"{DRAW}object": "picture", f"{TEXT}hidden-text": "hidden text",
}  # fmt: skip
SILENT = frozenset(
    f"{space}{name}"
    for space, names in (
        (TEXT, ("sequence-decls", "variable-decls", "user-field-decls", "note-citation", "ruby-text")),
        (OFFICE, ("forms", "event-listeners", "annotation-end")),
        (TABLE, ("table-columns", "table-column", "title", "desc")),
    )
    for name in names
)
MOST_SPACES, MOST_REPEATED = 200, 60
DEEPEST = 9


@define
class OdtBody:
    """Reads paragraphs and tables. `counts`: what was met and is not read as it is; `notes`: notes in order,
    whose numbers are their names in runs; `boxes`: text boxes of the paragraph that is being read.
    """

    styles: OdtStyles
    counts: Counter[str] = field(factory=Counter)
    notes: list[Element] = field(factory=list)
    boxes: list[Element] = field(factory=list)

    def blocks(self, element: Element, depth: int = 0, listed: str = "") -> Iterator[StyledParagraph | Table]:
        """What is below a body, a cell, a list, a section, a note."""
        for child in element:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self.paragraph(child, (listed, depth) if listed else None)
            elif child.tag == f"{TABLE}table":
                yield self.table(child)
            elif child.tag == f"{TEXT}list":
                self.counts["list"] += not depth
                name = listed or child.get(f"{TEXT}style-name") or "list"
                yield from self.blocks(child, depth + 1, name)
            elif child.tag in LEFT_OUT:
                self.counts[LEFT_OUT[child.tag]] += 1
            elif child.tag not in SILENT:
                yield from self.blocks(child, depth, listed)

    def flat(self, element: Element) -> Iterator[StyledParagraph]:
        """As `blocks`, tables cell by cell."""
        return cell_by_cell(self.blocks(element))

    def paragraph(self, element: Element, listed: tuple[str, int] | None) -> Iterator[StyledParagraph]:
        """A paragraph and the text boxes in it."""
        look = evolve(self.styles.paragraph(element.get(f"{TEXT}style-name", "")), listed=listed)
        if element.tag == f"{TEXT}h":
            level = element.get(f"{TEXT}outline-level", "1")
            look = evolve(
                look, kind=look.kind or "heading", level=min(int(level), DEEPEST) if level.isdecimal() else 1
            )
        outer, self.boxes = self.boxes, []
        yield StyledParagraph(tuple(self.runs(element, look, look.features)), look)
        boxes, self.boxes = self.boxes, outer
        for box in boxes:
            self.counts["text box"] += 1
            yield from beside(self.flat(box))

    def runs(
        self, element: Element, look: ParagraphFormat, features: Features, *, speaker: bool = False
    ) -> Iterator[StyledRun]:
        """The words below an element, none where they are hidden."""
        yield from self.run(element.text, look, features, speaker=speaker)
        for child in element:
            if child.tag == f"{TEXT}span":
                more, is_speaker = self.styles.character(child.get(f"{TEXT}style-name", ""))
                inner = {**features, **more}
                yield from self.runs(child, look, inner, speaker=speaker or is_speaker)
            elif child.tag == f"{TEXT}note":
                yield StyledRun("", note=str(len(self.notes)))
                self.notes.append(child)
            elif child.tag == f"{DRAW}text-box" or (
                child.tag.startswith(DRAW) and child.find(f"{TEXT}p") is not None
            ):
                self.boxes.append(child)
            elif child.tag in LEFT_OUT:
                self.counts[LEFT_OUT[child.tag]] += 1
            elif (point := _character(child)) is not None:
                yield from self.run(point, look, features, speaker=speaker, is_clean=True)
            elif child.tag not in SILENT:
                yield from self.runs(child, look, features, speaker=speaker)
            yield from self.run(child.tail, look, features, speaker=speaker)

    def run(
        self,
        text: str | None,
        look: ParagraphFormat,
        features: Features,
        *,
        speaker: bool,
        is_clean: bool = False,
    ) -> Iterator[StyledRun]:
        """Words of one look."""
        names = {name for name, on in features.items() if on}
        if not text:
            return
        if "hidden" in names:
            self.counts["hidden text"] += 1
            return
        names |= {SPEAKER} if speaker or look.speaker else set()
        yield StyledRun(text if is_clean else text.translate(CLEAN), frozenset(names))

    def table(self, element: Element) -> Table:
        """A table with the rows that a page repeats."""
        rows: list[tuple[tuple[StyledParagraph, ...], ...]] = []
        headers: set[int] = set()
        covered: set[tuple[int, int]] = set()
        for row in element.iter(f"{TABLE}table-row"):
            around = row.getparent()
            if next(row.iterancestors(f"{TABLE}table")) is not element:
                continue
            if around is not None and around.tag == f"{TABLE}table-header-rows":
                headers.add(len(rows))
            cells: list[tuple[StyledParagraph, ...]] = []
            for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                passages = tuple(self.flat(cell))
                cells.append(passages)
                more = range(1, _number(cell, f"{TABLE}number-columns-spanned", MOST_REPEATED))
                covered.update((len(rows), len(cells) - 1 + step) for step in more)
                if not any(one.text.strip() for one in passages):
                    cells += [()] * (_number(cell, f"{TABLE}number-columns-repeated", MOST_REPEATED) - 1)
            rows.append(tuple(cells))
        return Table(tuple(rows), frozenset(headers), frozenset(covered))


def _number(element: Element, name: str, most: int) -> int:
    value = element.get(name, "1")
    return min(int(value), most) if value.isdecimal() and len(value) < len("1000000") else 1


def _character(element: Element) -> str | None:
    """The characters that an element stands for, if it does."""
    match element.tag.removeprefix(TEXT):
        case "s":
            return " " * _number(element, f"{TEXT}c", MOST_SPACES)
        case "tab":
            return "\t"
        case "line-break":
            return "\n"
        case _:
            return None
