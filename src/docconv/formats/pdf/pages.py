"""Laid-out pages to objects: contents, links, fonts, and the tree of pages."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from docconv.formats.pdf.embedding import write_fonts
from docconv.formats.pdf.fonts import Fonts
from docconv.formats.pdf.layout import Placed, openings
from docconv.formats.pdf.lines import Paragraph
from docconv.formats.pdf.objects import Objects, literal
from docconv.formats.pdf.painting import Painter
from docconv.formats.pdf.styles import Sheet
from docconv.formats.pdf.tags import Annotated, Element

LINK = b"<< /Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F 4 /StructParent %d "
OutlineEntry = tuple[int, str, int, float]


@define
class Written:
    """Pages in a file: the number of their tree, their own numbers, the elements marked on each, the elements
    of links, and the outline entries (level, text, page, height).
    """

    objects: Objects
    tree: int
    numbers: list[int]
    marked: list[list[Element]] = field(factory=list)
    links: list[Element] = field(factory=list)
    outline: list[OutlineEntry] = field(factory=list)


def write_pages(laid_out: list[list[Placed]], fonts: Fonts, sheet: Sheet, head: str) -> Written:
    """All pages, with a running head."""
    objects = Objects()
    tree, resources = objects.reserve(), objects.reserve()
    written = Written(objects, tree, [objects.reserve() for _ in laid_out])
    places = openings(laid_out)
    written.outline = list(_outline(places))
    for number, placed in enumerate(laid_out):
        painter = Painter(fonts, sheet, number)
        painter.lines(placed, places)
        painter.furniture(head, len(laid_out), placed)
        content = objects.stream(b"", painter.stream())
        entries = b"/Type /Page /Parent %d 0 R /Resources %d 0 R /Contents %d 0 R /StructParents %d /Tabs /S"
        links = [_link(written, item, len(laid_out), places) for item in placed if item.paragraph.target]
        annotations = b" /Annots [%s]" % b" ".join(b"%d 0 R" % link for link in links) if links else b""
        page = b"<< %s%s >>" % (entries % (tree, resources, content, number), annotations)
        objects.put(written.numbers[number], page)
        written.marked.append(painter.marked)
    objects.put(resources, b"<< /Font << %s >> >>" % write_fonts(objects, fonts.subsets))
    kids = b" ".join(b"%d 0 R" % number for number in written.numbers)
    body = b"<< /Type /Pages /Count %d /MediaBox [0 0 %g %g] /Kids [%s] >>"
    objects.put(tree, body % (len(laid_out), *sheet.page.size, kids))
    return written


def _outline(places: dict[Paragraph, tuple[int, float]]) -> Iterable[OutlineEntry]:
    for paragraph, (page, height) in places.items():
        if paragraph.outline is not None:
            yield *paragraph.outline, page, height


def _link(written: Written, item: Placed, pages: int, places: dict[Paragraph, tuple[int, float]]) -> int:
    """The annotation over one line of an entry of a list; its object number."""
    target = item.paragraph.target
    if target is None:
        message = "a line that leads nowhere has no link"
        raise AssertionError(message)
    page, height = places[target]
    element = item.paragraph.spans[0].element
    top = item.y + item.style.size
    box = LINK % (item.left, top - item.style.leading, item.right, top, pages + len(written.links))
    contents = literal(item.paragraph.text())
    destination = b"/Dest [%d 0 R /XYZ null %.1f null]" % (written.numbers[page], height)
    number = written.objects.add(box + destination + b" /Contents " + contents + b" >>")
    element.kids.append(Annotated(next(kid[0] for kid in element.kids if isinstance(kid, tuple)), number))
    written.links.append(element)
    return number
