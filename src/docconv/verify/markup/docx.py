"""DOCX that docconv wrote: paragraphs and runs by the names of their styles, turns by their bookmarks; and
the TEI in the file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from attrs import define
from lxml import etree

from docconv.patterns import regex
from docconv.verify.markup.tei import OWN_TEI, tei_projection
from docconv.verify.projection import DIRECTION, PLAIN, MarkupView, Piece, Role, Row, RowKind, of_rows

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PART = regex(r"customXml/item\d+\.xml")
TURN = regex(r"t\d+")
KINDS: dict[str, RowKind] = {
    "title": "title",
    "narrative": "narrative",
    "castitem": "cast",
    "stagedirection": "stage",
    "separator": "separator",
    "boilerplate": "boilerplate",
    **dict.fromkeys((f"heading{level}" for level in range(1, 7)), "heading"),
}
ROLES = {"said": Role("said"), "stagedirectionchar": DIRECTION}
NOTES = ("footnotereference", "endnotereference")
"""The signs of notes, which are at the foot."""
SPEAKER, NO_LABEL = "speaker", Role("", ("label",))
TEXT = f"{W}t"
SIGNS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011"}
VAL, ID, NAME = (f"{W}{name}" for name in ("val", "id", "name"))
START, RUN, END = (f"{W}{name}" for name in ("bookmarkStart", "r", "bookmarkEnd"))
OF_PARAGRAPH, OF_RUN = (f"{W}pPr", f"{W}pStyle"), (f"{W}rPr", f"{W}rStyle")
"""Where the style is named."""


def views(data: bytes) -> tuple[MarkupView, ...]:
    """What the pages say, and what the TEI in the file says."""
    if not data.startswith(b"PK"):
        return ()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = (archive.read(name) for name in archive.namelist() if PART.fullmatch(name))
        carried = next((part for part in parts if OWN_TEI in part), None)
        if carried is None:
            return ()
        names = _style_names(_part(archive, "word/styles.xml"))
        delimiter = _delimiter(_part(archive, "word/settings.xml"))
        pages = of_rows(_Body(names, delimiter).rows(_part(archive, "word/document.xml")))
    carries = MarkupView("the TEI in it", tei_projection(carried), "all")
    return (MarkupView("its pages", pages, "words"), carries)


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    """A part, an empty one where it is not there."""
    data = archive.read(name) if name in archive.namelist() else b"<none/>"
    return etree.fromstring(
        data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)
    )


def _style_names(styles: Element) -> dict[str, str]:
    """The names of styles by id, in small letters and without spaces."""
    rows = ((style.get(f"{W}styleId", ""), style.find(f"{W}name")) for style in styles.iter(f"{W}style"))
    return {one: _plain(name.get(f"{W}val", "")) for one, name in rows if name is not None}


def _plain(name: str) -> str:
    return name.replace(" ", "").lower()


def _delimiter(settings: Element) -> str:
    """What stands after labels: a colon, or what a document variable says."""
    rows = (row for row in settings.iter(f"{W}docVar") if row.get(f"{W}name") == "docconv.delimiter")
    return next((row.get(f"{W}val", "") for row in rows), ":")


@define
class _Body:
    """Reads paragraphs in order. `turn` is the one whose bookmark `mark` is open."""

    names: Mapping[str, str]
    delimiter: str
    turn: Row | None = None
    mark: str = ""

    def rows(self, root: Element) -> Iterator[Row]:
        """The rows of the main part."""
        for paragraph in root.iter(f"{W}p"):
            style = self._style(paragraph, OF_PARAGRAPH)
            if not style.startswith("toc"):
                yield from self._paragraph(paragraph, style)

    def _paragraph(self, paragraph: Element, style: str) -> Iterator[Row]:
        found: dict[str, list[Element]] = {START: [], RUN: [], END: []}
        for element in paragraph.iter(*found):
            found[element.tag].append(element)
        opening = next((mark for mark in found[START] if TURN.fullmatch(mark.get(NAME, ""))), None)
        if opening is not None:
            self.mark, self.turn = opening.get(ID, ""), Row("turn", opening.get(NAME, ""))
            yield self.turn
        pieces = list(self._pieces(found[RUN]))
        if self.turn is not None:
            self._add(self.turn, style, pieces)
        elif style in KINDS or any(text for _, text in pieces):
            yield Row(KINDS.get(style, "narrative"), parts=[("p", pieces)])
        if any(end.get(ID) == self.mark for end in found[END]):
            self.turn, self.mark = None, ""

    def _add(self, turn: Row, style: str, pieces: list[Piece]) -> None:
        """A paragraph of a turn; a label at its beginning is none of its words."""
        label = "".join(text for role, text in pieces if role is NO_LABEL)
        if label and not turn.parts:
            turn.label = label
            pieces = self._behind_label([piece for piece in pieces if piece[0] is not NO_LABEL])
        turn.parts.append(("stage" if style == "stagedirection" else "p", pieces))

    def _behind_label(self, pieces: list[Piece]) -> list[Piece]:
        """The words without the delimiter before them."""
        if pieces and pieces[0][0] == PLAIN:
            return [(PLAIN, pieces[0][1].removeprefix(self.delimiter)), *pieces[1:]]
        return pieces

    def _pieces(self, runs: Iterable[Element]) -> Iterator[Piece]:
        for run in runs:
            style = self._style(run, OF_RUN)
            if style in NOTES:
                continue
            role = NO_LABEL if style == SPEAKER else ROLES.get(style, PLAIN)
            for child in run.iterchildren(TEXT, *SIGNS):
                yield role, child.text or "" if child.tag == TEXT else SIGNS[child.tag]

    def _style(self, element: Element, place: tuple[str, str]) -> str:
        found = element
        for name in place:
            below = next(found.iterchildren(name), None)
            if below is None:
                return self.names.get("", "")
            found = below
        one = found.get(VAL, "")
        return self.names.get(one, _plain(one))
