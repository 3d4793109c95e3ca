"""Pages to content streams: every mark is content of a structure element, or an artifact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field

from docconv.formats.pdf.bidi import is_rtl, reordered
from docconv.formats.pdf.faces import Style
from docconv.formats.pdf.fonts import UNITS, WORD, Fonts
from docconv.formats.pdf.layout import Placed
from docconv.formats.pdf.lines import Line, Run
from docconv.formats.pdf.styles import FURNITURE, Page
from docconv.formats.pdf.tags import Element

OUTLINE = 0.03  # of the type size: the width of the line that makes letters bold where there is no bold face


@define
class Painter:
    """Paints one page. Its text is one text object; place, font and grey are told only where they change."""

    fonts: Fonts
    page: Page
    number: int
    code: list[bytes] = field(factory=lambda: [b"BT"])
    marked: list[Element] = field(factory=list)
    _open: Element | None = None
    _at: tuple[float, float] = (0.0, 0.0)
    _font: tuple[bytes, float] = (b"", 0.0)
    _grey: float = 0.0
    _outlined: bool = False

    def lines(self, placed: Iterable[Placed]) -> None:
        """All lines of the text; neighbouring marks of one element are one sequence."""
        for item in placed:
            for run, x in _positions(item.line, item.x):
                if run.span.element is not self._open:
                    self._switch(run.span.element)
                if x is not None:
                    self._move(x, item.y)
                self._run(run, item)
        self._switch(None)

    def furniture(self, head: str, count: int) -> None:
        """The running head, from the second page on, and the page number."""
        foot = f"{self.number + 1} / {count}"
        self._artifact(foot, self.page.bottom - 36, b"Footer")
        if self.number and head:
            self._artifact(head, self.page.height - self.page.top + 26, b"Header")

    def stream(self) -> bytes:
        """The content stream."""
        return b"\n".join((*self.code, b"ET"))

    def _run(self, run: Run, placed: Placed) -> None:
        """A run; right-to-left text is drawn as it looks. Its element tells it as it is read."""
        style, words, line = placed.style, run.words, placed.line
        if line.rtl or line.mixed:
            words = WORD.findall(reordered("".join(words), rtl=line.rtl))
        self._show(words, run.span.font, style.size, style.grey)

    def _show(self, words: Sequence[str], font: Style, size: float, grey: float) -> None:
        """Words at the current place; the font changes where a word wants another face."""
        code = self.code
        if grey != self._grey:
            code.append(b"%g g" % grey)
            self._grey = grey
        for resource, data in self.fonts.setting(font).shown(words):
            if self.fonts.faint(resource, font) != self._outlined:
                self._outlined = not self._outlined
                code.append(b"2 Tr %g w" % (size * OUTLINE) if self._outlined else b"0 Tr")
            if (resource, size) != self._font:
                code.append(b"%s %g Tf" % (resource, size))
                self._font = resource, size
            code.append(b"(%s) Tj" % data)

    def _move(self, x: float, y: float) -> None:
        """Go to a place, told from the last one in hundredths of a point, so that errors do not add up."""
        x, y = round(x, 2), round(y, 2)
        self.code.append(b"%g %g Td" % (round(x - self._at[0], 2), round(y - self._at[1], 2)))
        self._at = x, y

    def _switch(self, element: Element | None) -> None:
        """End the marked content of one element and begin that of another."""
        if self._open is not None:
            self.code.append(b"EMC")
        if element is not None:
            element.draw(self.number, len(self.marked))
            self.code.append(b"/%s <</MCID %d>> BDC" % (element.tag.encode("ascii"), len(self.marked)))
            self.marked.append(element)
        self._open = element

    def _artifact(self, text: str, y: float, kind: bytes) -> None:
        style = FURNITURE
        drawn = self.fonts.drawable(text, style.font)
        shown = reordered(drawn, rtl=is_rtl(drawn))
        width = self.fonts.width(shown, style.font) * style.size / UNITS
        self.code.append(b"/Artifact <</Type /Pagination /Subtype /%s>> BDC" % kind)
        self._move((self.page.width - width) / 2, y)
        self._show(WORD.findall(shown), style.font, style.size, style.grey)
        self.code.append(b"EMC")


def _positions(line: Line, x: float) -> Iterator[tuple[Run, float | None]]:
    """The runs of a line as they are read, with their places; none where a run follows on the one before.

    In right-to-left lines the first run stands at the right edge, and the space at the end of the line hangs
    over the left one.
    """
    if not line.rtl:
        for number, run in enumerate(line.runs):
            yield run, None if number else x
        return
    right = x + line.width
    for run in line.runs:
        right -= run.width
        yield run, right
