"""Pages to content streams: every mark is content of a structure element, or an artifact."""

from __future__ import annotations

from itertools import groupby

from attrs import define, field

from docconv.formats.pdf.fonts import Fonts
from docconv.formats.pdf.layout import Placed
from docconv.formats.pdf.lines import Atom, Line, Span, is_rtl, visual
from docconv.formats.pdf.objects import literal
from docconv.formats.pdf.styles import FURNITURE, Page
from docconv.formats.pdf.tags import Element


@define
class Painter:
    """Paints one page."""

    fonts: Fonts
    page: Page
    number: int
    code: list[bytes] = field(factory=list)
    marked: list[Element] = field(factory=list)
    open: Element | None = None

    def lines(self, placed: list[Placed]) -> None:
        """All lines of the text; neighbouring marks of one element are one sequence."""
        for item in placed:
            self._line(item)
        self._switch(None)

    def furniture(self, head: str, count: int) -> None:
        """The running head, from the second page on, and the page number."""
        foot = f"{self.number + 1} / {count}"
        self._artifact(foot, self.page.bottom - 36, b"Footer")
        if self.number and head:
            self._artifact(head, self.page.height - self.page.top + 26, b"Header")

    def stream(self) -> bytes:
        """The content stream."""
        return b"\n".join(self.code)

    def _line(self, placed: Placed) -> None:
        x = placed.x
        grey = b"%g g" % placed.style.grey
        for span, atoms in _grouped(placed.line):
            self._switch(span.element)
            text = "".join(atom.text for atom in atoms)
            width = sum(atom.width for atom in atoms)
            if placed.line.rtl or is_rtl(text):
                self._visual(span, text, placed, x)
            else:
                self._show(span, text, placed.style.size, x, placed.y, grey)
            x += width

    def _visual(self, span: Span, text: str, placed: Placed, x: float) -> None:
        """Right-to-left text: drawn as it looks, told as it is read."""
        self.code.append(b"/Span << /ActualText %s >> BDC" % literal(text))
        self._show(span, visual(text), placed.style.size, x, placed.y, b"%g g" % placed.style.grey)
        self.code.append(b"EMC")

    def _show(self, span: Span, text: str, size: float, x: float, y: float, grey: bytes) -> None:
        """Text at a place; the font changes where a piece wants another face."""
        parts = [b"BT %s 1 0 0 1 %.2f %.2f Tm" % (grey, x, y)]
        for face, pieces in groupby(
            (piece for word in _words(text) for piece in self.fonts.pieces(word, span.font)), key=lambda piece: piece.face
        ):
            for resource, data in self.fonts.encode(face, "".join(piece.text for piece in pieces)):
                parts.append(b"%s %g Tf (%s) Tj" % (resource.encode("ascii"), size, data))
        parts.append(b"ET")
        self.code.append(b" ".join(parts))

    def _switch(self, element: Element | None) -> None:
        if element is self.open:
            return
        if self.open is not None:
            self.code.append(b"EMC")
        if element is not None:
            element.draw(self.number, len(self.marked))
            self.code.append(b"/%s << /MCID %d >> BDC" % (element.tag.encode("ascii"), len(self.marked)))
            self.marked.append(element)
        self.open = element

    def _artifact(self, text: str, y: float, kind: bytes) -> None:
        style = FURNITURE
        drawn = "".join(self.fonts.stand_in(style.font) if self.fonts.missing(char, style.font) else char for char in text)
        width = sum(self.fonts.width(word, style.font) for word in _words(drawn)) * style.size / 1000
        self.code.append(b"/Artifact << /Type /Pagination /Subtype /%s >> BDC" % kind)
        span = Span(drawn, style.font, Element("Artifact"))
        shown = visual(drawn) if is_rtl(drawn) else drawn
        self._show(span, shown, style.size, (self.page.width - width) / 2, y, b"%g g" % style.grey)
        self.code.append(b"EMC")


def _words(text: str) -> list[str]:
    """Words and spaces, as they were measured."""
    words = []
    for number, word in enumerate(text.split(" ")):
        if number:
            words.append(" ")
        if word:
            words.append(word)
    return words


def _grouped(line: Line) -> list[tuple[Span, list[Atom]]]:
    """The atoms of a line span by span, in the order in which they stand on paper.

    A line ends in a space unless the paragraph ends with it or a hyphen or a wide character stands there.
    """
    atoms = list(line.atoms)
    groups = [(span, list(members)) for span, members in groupby(atoms, key=lambda atom: atom.span)]
    return groups[::-1] if line.rtl else groups

