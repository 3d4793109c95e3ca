"""Pages to content streams: every mark is content of a structure element, or an artifact."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from attrs import define, evolve, field, frozen

from docconv.bidi import needs_order
from docconv.formats.pdf.fonts.fonts import UNITS, WORD, DocumentFonts, GlyphRun
from docconv.formats.pdf.fonts.shaping import needs_shaping
from docconv.formats.pdf.syntax.objects import literal
from docconv.formats.pdf.syntax.structure_tree import ROLES, STANDARD, StructureElement
from docconv.formats.pdf.typesetting.layout import ABOVE, Destination
from docconv.formats.pdf.typesetting.lines import LayoutParagraph, LineRun, MarginTime, PlacedLine
from docconv.formats.pdf.typesetting.reordering import marks_of, ordered_words, parts_of
from docconv.formats.pdf.writing.styles import StyleSheet
from docconv.themes.model import FontStyle, ParagraphStyle

TAGS = {tag: tag.encode("ascii") for tag in (*ROLES, *STANDARD)}
OUTLINE = 0.02  # of the type size: the width of the line that makes letters bold where there is no bold face
RULE = b"/Artifact <</Type /Layout>> BDC 0.5 w %.2f %.2f m %.2f %.2f l S EMC"
SHORT = 60.0  # points: the rule above notes
FRAME, DOUBLE = 8.0, 2.5  # points from the text to the rules of a frame, and between two of these
LEADER = 6.0  # points from one dot to the next
DOTS = b"/Artifact <</Type /Layout>> BDC q 0.9 w 1 J [0 6] 0 d %.2f %.2f m %.2f %.2f l S Q EMC"
BESIDE, CLOSELY = 12.0, 6.0  # points between the text and the line numbers: of one column, and of several
FAR = 2000.0  # thousandths of the type size: a mark that is further away is no part of the same string
FOOT, HEAD = 36.0, 26.0  # points from the text to the page number and to the running head


@frozen(eq=False, repr=False)
class LinkAnnotation:
    """A link over a part of a page: left, lower, right and upper edge."""

    paragraph: LayoutParagraph
    page: int
    box: tuple[float, float, float, float]


@frozen(eq=False, repr=False)
class MediaLink:
    """A link from a time in the margin to a place in the recording."""

    time: MarginTime
    page: int
    box: tuple[float, float, float, float]


@define(eq=False, repr=False)
class PagePainter:
    """Paints one page. Its text is one text object; an operator is written only where something changes.

    - `fonts`, `sheet`: what it paints with.
    - `number`: of the page, from 0.
    - `code`: the operators so far.
    - `marked`: the elements of the page by the ids of their marked content.
    - `links`, `media`, `rules`: what is drawn over and beside the text.
    - the others are the state of the text object and of the marked content.
    """

    fonts: DocumentFonts
    sheet: StyleSheet
    number: int
    code: list[bytes] = field(factory=lambda: [b"BT"])
    marked: list[StructureElement] = field(factory=list)
    links: list[LinkAnnotation] = field(factory=list)
    media: list[MediaLink] = field(factory=list)
    rules: list[bytes] = field(factory=list)
    _open_entries: list[tuple[int, PlacedLine]] = field(factory=list)
    _open: StructureElement | None = None
    _has_actual_text: bool = False
    _across: int = 0
    _up: int = 0
    _font: tuple[bytes, FontStyle, float] = (b"", "text", 0.0)
    _colour: str = "#000000"
    _spacing: float = 0.0
    _tracking: float = 0.0
    _outlined: bool = False

    def figure(self, element: StructureElement) -> None:
        """The logo in the box of its element, before the text."""
        left, low, right, high = element.box
        element.draw(self.number, len(self.marked))
        place = (TAGS[element.tag], len(self.marked), right - left, high - low, left, low)
        self.code.insert(0, b"/%s <</MCID %d>> BDC q %.2f 0 0 %.2f %.2f %.2f cm /Logo Do Q EMC" % place)
        self.marked.append(element)

    def lines(self, placed: Sequence[PlacedLine]) -> None:
        """All lines of the text; neighbouring marks of one element are one sequence."""
        for item in placed:
            if item.line.rtl or item.line.mixed:
                self._ordered(item)
            else:
                self._plain(item)
            if item.paragraph.target:
                self._entry(item)
            if item.continued:
                self._continued(item)
            if item.ruled:
                y = item.y + item.style.size + ABOVE / 2
                self.rules.append(RULE % (item.left, y, item.left + SHORT, y))
        self._switch(None)
        if self.sheet.page.line_numbers:
            self._line_numbers(placed)
        if self.sheet.page.times != "none":
            self._times(placed)
        if not self._open_entries:
            self.code = [b"\n".join(self.code)]

    def _continued(self, item: PlacedLine) -> None:
        """Whose turn goes on, beside or above its first line on the page."""
        sheet, rtl = self.sheet, item.line.rtl
        up = item.style.leading if item.paragraph.continued_above else 0.0
        labels = evolve(
            sheet.theme.styles.speech, font=sheet.theme.labels.font, colour=sheet.theme.labels.colour
        )
        place = item.right if rtl else item.left, item.y + up
        self._switch(None)
        self._artifact(item.continued, *place, b"", 1.0 if rtl else 0.0, style=labels)

    def furniture(self, head: str, count: int) -> None:
        """The running head, from the second page on, the page number, and the frame."""
        page = self.sheet.page
        if page.frame:
            left, right = page.left - FRAME, page.left + page.measure + FRAME
            second = right - DOUBLE if self.sheet.rtl else left + DOUBLE  # beside the numbers of lines
            for x in (left, second, right):
                self.rules.append(RULE % (x, page.bottom - FRAME, x, page.height - page.top + FRAME))
        foot = page.page_number.replace("{page}", str(self.number + 1)).replace("{pages}", str(count))
        if foot:
            self._centred(foot, page.bottom - FOOT, b"Footer")
        if self.number and head and page.running_head:
            at = 0.5
            if page.head_left:  # at the outer edge of the page
                at = 0.0 if (self.number % 2 == 1) != self.sheet.rtl else 1.0
            place = page.left + page.measure * at, page.height - page.top + HEAD
            self._artifact(head, *place, b"/Subtype /Header ", at)

    def stream(self, places: Mapping[str, Destination]) -> bytes:
        """The content stream; entries of lists end in the number of the page that they lead to, at the other
        edge of the text, and dots lead there.
        """
        for at, item in self._open_entries:
            style, number = item.style, str(places[item.paragraph.target][0] + 1)
            ((_, data),) = self.fonts.selection(style.font).shown((number,))
            room = self.fonts.width(f" {number}", style.font) * style.size / UNITS
            start, end = item.left + room, item.x
            back = 0.0
            if not item.line.rtl:
                start, end = item.x + item.line.width, item.right - room
                back = (start - end) * UNITS / style.size
            self.code[at] = b"[%d (%s)] TJ" % (round(back), data)
            if end - start > 3 * LEADER:
                self.rules.append(DOTS % (end - LEADER, item.y + 1, start + LEADER, item.y + 1))
        return b"\n".join((*self.code, b"ET", *self.rules))

    def _plain(self, item: PlacedLine) -> None:
        """A line of letters that follow each other as they are read."""
        x: float | None = item.x
        for run in item.line.runs:
            self._enter(run)
            at = x if run.at is None else item.left + run.at
            if at is not None:
                self._move(at, item.y)
            self._space(run.spacing, run.tracking)
            self._show(run.words, run.span.font, item.style.size, run.span.colour or item.style.colour)
            x = None

    def _ordered(self, item: PlacedLine) -> None:
        """A line whose letters change their order, or join: its runs in reading order, the letters of each
        from left to right, in one string of one font as far as can be. Few programs that read pages put
        letters in order by their places; most know how to turn those that were drawn from the left.
        """
        self._space(0.0, 0.0)
        style = item.style
        for parts in parts_of(item, self.fonts):
            span = parts.run.span
            self._enter(parts.run)
            self._colour_of(span.colour or style.colour)
            marks = marks_of(parts, self.fonts.selection(span.font), style.size, rtl_line=item.line.rtl)
            self._marks(marks, 0.0, item.y, span.font, style.size)

    def _marks(
        self, marks: Iterable[tuple[GlyphRun, float]], x: float, y: float, font: FontStyle, size: float
    ) -> None:
        """Marks from one place on, each with the way to its word: strings of one font, with the ways between
        them.
        """
        pen, strings = math.inf, list[bytes]()
        resource = self._font[0] if self._font[1:] == (font, size) else None
        for mark, left in marks:
            if mark.resource != resource:
                self._flush(strings)
                self._select(mark.resource, font, size)
                resource = mark.resource
            at = mark.x + left
            back = pen - at
            if abs(back) > FAR:
                self._flush(strings)
                self._move(x + at * size / UNITS, y)
                pen = at
            elif not -0.5 <= back <= 0.5:
                way = round(back)
                strings.append(b"%d" % way)
                pen -= way
            strings.append(b"(%s)" % mark.data)
            pen += mark.width
        self._flush(strings)

    def _flush(self, strings: list[bytes]) -> None:
        """Show the strings that are held."""
        if strings:
            self.code.append(b"[%s] TJ" % b"".join(strings))
            strings.clear()

    def _enter(self, run: LineRun) -> None:
        """Go on in the marked content of a run's element, or begin it."""
        if run.span.element is not self._open or run.actual_text is not None or self._has_actual_text:
            self._switch(run.span.element, run.actual_text)

    def _colour_of(self, colour: str) -> None:
        if colour != self._colour:
            self.code.append(_fill(colour))
            self._colour = colour

    def _show(self, words: Sequence[str], font: FontStyle, size: float, colour: str) -> None:
        """Words at the current place; the font changes where a word wants another face."""
        code = self.code
        self._colour_of(colour)
        for resource, data in self.fonts.selection(font).shown(words):
            if (resource, font, size) != self._font:
                self._select(resource, font, size)
            code.append(b"(%s) Tj" % data)

    def _select(self, resource: bytes, font: FontStyle, size: float) -> None:
        """Use a font; its letters get an outline where they are not as bold as the style."""
        if self.fonts.faint(resource, font) != self._outlined:
            self._outlined = not self._outlined
            self.code.append(b"2 Tr %g w" % (size * OUTLINE) if self._outlined else b"0 Tr")
        self.code.append(b"%s %g Tf" % (resource, size))
        self._font = resource, font, size

    def _space(self, spacing: float, tracking: float) -> None:
        """Points that spaces, and that all characters are wider than usual."""
        if spacing != self._spacing:
            self._spacing = spacing
            self.code.append(b"%.3g Tw" % spacing)
        if tracking != self._tracking:
            self._tracking = tracking
            self.code.append(b"%.3g Tc" % tracking)

    def _move(self, x: float, y: float) -> None:
        """Go to a place, relative to the last one in hundredths of a point, so that errors do not add up."""
        across, up = int(x * 100 + 0.5), int(y * 100 + 0.5)
        self.code.append(_moved(across - self._across, up - self._up))
        self._across, self._up = across, up

    def _switch(self, element: StructureElement | None, actual_text: str | None = None) -> None:
        """End the marked content of one element and begin that of another, whose
        `actual_text` replaces its marks, where it is given.
        """
        if self._open is not None:
            self.code.append(b"EMC")
        if element is not None:
            element.draw(self.number, len(self.marked))
            # Poppler looks for the actual text in marks that are called Span.
            tag = element.tag if actual_text is None else "Span"
            actual = b"" if actual_text is None else b" /ActualText " + literal(actual_text)
            self.code.append(b"/%s <</MCID %d%s>> BDC" % (TAGS[tag], len(self.marked), actual))
            self.marked.append(element)
        self._open, self._has_actual_text = element, actual_text is not None

    def _entry(self, item: PlacedLine) -> None:
        """A link over a line of an entry of a list, and after its last line the place of a page number."""
        style, top = item.style, item.y + item.style.size
        box = (item.left, top - style.leading, item.right, top)
        self.links.append(LinkAnnotation(item.paragraph, self.number, box))
        if item.closing:
            blank = self.fonts.width(" ", style.font) * style.size / UNITS
            self._space(0.0, 0.0)
            self._move(item.left - blank if item.line.rtl else item.x + item.line.width, item.y)
            self._show((" ",), style.font, style.size, style.colour)
            self._open_entries.append((len(self.code), item))
            self.code.append(b"")

    def _line_numbers(self, placed: Sequence[PlacedLine]) -> None:
        """The numbers of every so many lines, in the margin in which the lines of the document begin."""
        counted = [item for item in placed if item.paragraph.counted and item.line.runs]
        every = self.sheet.page.line_numbers
        beside = BESIDE if self.sheet.page.columns == 1 else CLOSELY
        for number, item in enumerate(counted, 1):
            if number % every == 0 or every == 1:
                x = item.right + beside if self.sheet.rtl else item.left - beside
                self._artifact(str(number), x, item.y, b"", 0.0 if self.sheet.rtl else 1.0)

    def _times(self, placed: Sequence[PlacedLine]) -> None:
        """When turns begin, in the margin beside their first lines: all of them, or the first of the page."""
        page = self.sheet.page
        for item in placed:
            time, item.paragraph.time = item.paragraph.time, None
            if time is None or (page.times == "pages" and self.media):
                continue
            style = self.sheet.theme.styles.running
            width = self.fonts.width(time.text, style.font) * style.size / UNITS
            away = BESIDE + (BESIDE * 2 if page.line_numbers else 0)
            is_right = self.sheet.rtl if page.columns == 1 else item.left > page.left
            x = min(item.right + away, page.width - width) if is_right else max(item.left - away - width, 0)
            self._artifact(time.text, x, item.y, b"", 0.0)
            box = x, item.y, x + width, item.y + style.size
            self.media.append(MediaLink(time, self.number, box))

    def _centred(self, text: str, y: float, kind: bytes) -> None:
        self._artifact(text, self.sheet.page.width / 2, y, b"/Subtype /%s " % kind, 0.5)

    def _artifact(
        self, text: str, x: float, y: float, kind: bytes, share: float, *,
        style: ParagraphStyle | None = None,
    ) -> None:  # fmt: skip
        """Text that is no part of the document, with `share` of its width to the left of a place. Those that
        read pages without their structure get no text.
        """
        style = style or self.sheet.theme.styles.running
        drawn, selection = self.fonts.drawable(text, style.font), self.fonts.selection(style.font)
        left = x - self.fonts.width(drawn, style.font) * style.size / UNITS * share
        self.code.append(b"/Artifact <</Type /Pagination %s>> BDC /Span <</ActualText ()>> BDC" % kind)
        self._space(0.0, 0.0)
        self._colour_of(style.colour)
        if needs_order(drawn) or needs_shaping(drawn):
            for word, rtl, at in ordered_words(drawn, selection, style.size):
                marks = ((mark, 0.0) for mark in selection.glyph_runs(word, rtl=rtl))
                self._marks(marks, left + at, y, style.font, style.size)
        else:
            self._move(left, y)
            self._show(WORD.findall(drawn), style.font, style.size, style.colour)
        self.code.append(b"EMC EMC")


@lru_cache(maxsize=4096)
def _moved(across: int, up: int) -> bytes:
    """The operator that moves by hundredths of a point."""
    return b"%g %g Td" % (across / 100, up / 100)


@cache
def _fill(colour: str) -> bytes:
    """The operator for a colour such as `#404040`."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return b"%.3g g" % red if red == green == blue else b"%.3g %.3g %.3g rg" % (red, green, blue)
