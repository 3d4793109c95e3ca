"""Laid-out pages to objects: contents, links, fonts, and the tree of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import TypeAlias

from attrs import define, field

from docconv.formats.pdf.fonts.embedding import write_fonts
from docconv.formats.pdf.fonts.fonts import DocumentFonts
from docconv.formats.pdf.syntax.objects import Objects, literal
from docconv.formats.pdf.syntax.structure_tree import ObjectReference, StructureElement
from docconv.formats.pdf.typesetting.layout import Destination, Flow
from docconv.formats.pdf.typesetting.lines import PlacedLine
from docconv.formats.pdf.writing.painting import LinkAnnotation, MediaLink, PagePainter
from docconv.formats.pdf.writing.styles import StyleSheet
from docconv.model import Resolved
from docconv.themes.model import Page
from docconv.themes.picture import BELOW, Picture
from docconv.walk import running_head

Box: TypeAlias = tuple[float, float, float, float]
PICTURE = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /"
LINK = b"<< /Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F 4 /StructParent %d "
PAGE = b"<< /Type /Page /Parent %d 0 R /Resources %d 0 R /Contents %d 0 R /StructParents %d /Tabs /S%s >>"


@define(eq=False, repr=False)
class Pages:
    """The pages of a file: `numbers` are their object numbers, `links` the elements of the links on them."""

    objects: Objects
    fonts: DocumentFonts
    sheet: StyleSheet
    tree: int = field(init=False)
    numbers: list[int] = field(factory=list)
    painters: list[PagePainter] = field(factory=list)
    links: list[StructureElement] = field(factory=list)
    logo: tuple[Picture, StructureElement] | None = None

    def __attrs_post_init__(self) -> None:
        self.tree = self.objects.reserve()

    def head_with(self, picture: Picture, element: StructureElement) -> float:
        """Put a logo at the head of the first page, where the lines of the title begin or in their midst; the
        height that it takes.
        """
        page, free = self.sheet.page, self.sheet.page.measure - picture.width
        is_centred = self.sheet.theme.styles.title.align == "centre"
        left = page.left + (free / 2 if is_centred else free if self.sheet.rtl else 0.0)
        high = page.height - page.top
        element.alt = picture.alt
        element.box = left, high - picture.height, left + picture.width, high
        self.logo = picture, element
        return picture.height + BELOW

    def paint(self, placed: list[PlacedLine]) -> None:
        """Paint the next page; it is written in the end, when their number is known."""
        painter = PagePainter(self.fonts, self.sheet, len(self.painters))
        if self.logo is not None and not self.painters:
            painter.figure(self.logo[1])
        painter.lines(placed)
        self.painters.append(painter)
        self.numbers.append(self.objects.reserve())

    def write(self, heads: Sequence[str], places: Mapping[str, Destination]) -> None:
        """Write all pages, each with its running head."""
        resources = self.objects.reserve()
        for painter, number in zip(self.painters, self.numbers, strict=True):
            painter.furniture(heads[painter.number], len(self.painters))
            content = self.objects.stream(b"", painter.stream(places))
            painter.code.clear()
            numbers = [self._link(link, places) for link in painter.links]
            numbers += [self._media_link(link) for link in painter.media if link.time.link is not None]
            links = b" ".join(b"%d 0 R" % one for one in numbers)
            annotations = b" /Annots [%s]" % links if links else b""
            page = PAGE % (self.tree, resources, content, painter.number, annotations)
            self.objects.put(number, page)
        fonts = write_fonts(self.objects, self.fonts.subsets)
        logo = b"" if self.logo is None else b" /XObject << /Logo %d 0 R >>" % self._picture(self.logo[0])
        self.objects.put(resources, b"<< /Font << %s >>%s >>" % (fonts, logo))
        kids = b" ".join(b"%d 0 R" % number for number in self.numbers)
        body = b"<< /Type /Pages /Count %d /MediaBox [0 0 %g %g] /Kids [%s] >>"
        self.objects.put(self.tree, body % (len(self.numbers), *self.sheet.page.size, kids))

    def _picture(self, picture: Picture) -> int:
        """The object number of a picture; a JPEG file stays as it is, save one in the colours of print."""
        entries = PICTURE % picture.image.size
        if picture.kind == "jpeg" and picture.image.mode in ("L", "RGB"):
            colours = b"DeviceGray" if picture.image.mode == "L" else b"DeviceRGB"
            return self.objects.stream(
                entries + colours + b" /Filter /DCTDecode", picture.data, deflate=False
            )
        return self.objects.stream(entries + b"DeviceRGB", picture.on_white().tobytes())

    def _link(self, link: LinkAnnotation, places: Mapping[str, Destination]) -> int:
        """The annotation of a link; its object number."""
        page, height = places[link.paragraph.target]
        element = link.paragraph.spans[0].element
        while element.tag != "Link" and element.parent is not None:
            element = element.parent
        destination = b"/Dest [%d 0 R /XYZ null %.1f null]" % (self.numbers[page], height)
        return self._annotation(link.box, link.page, element, destination, link.paragraph.text())

    def _media_link(self, link: MediaLink) -> int:
        """The annotation of a time that leads to the recording; its object number."""
        time, element = link.time, link.time.link
        assert element is not None  # noqa: S101  those without one are no links
        action = b"/A << /S /URI /URI " + literal(time.address) + b" >>"
        return self._annotation(link.box, link.page, element, action, time.text)

    def _annotation(self, box: Box, page: int, element: StructureElement, does: bytes, contents: str) -> int:
        """A link that an element owns; its object number."""
        key = len(self.painters) + len(self.links)
        says = b" /Contents " + literal(contents) + b" >>"
        number = self.objects.add(LINK % (*box, key) + does + says)
        element.attach()
        element.kids.append(ObjectReference(page, number))
        self.links.append(element)
        return number


def running_heads(document: Resolved, page: Page, flow: Flow) -> list[str]:
    """The running head of each page: of a page on which sections begin, the first of them, else the last one
    before. A page that begins with what has a page of its own has none.
    """
    first, heads, section = dict[int, str](), list[str](), ""
    last = dict(flow.sections)
    for number, name in flow.sections:
        first.setdefault(number, name)
    said = cache(partial(running_head, document))  # a title may be as long as the text
    for number in range(flow.number + 1):
        pattern = page.head_left if number % 2 and page.head_left else page.head
        heads.append("" if number in flow.opened else said(pattern, first.get(number, section)))
        section = last.get(number, section)
    return heads
