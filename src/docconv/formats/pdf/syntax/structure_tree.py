"""The structure tree: elements, their content on the pages, and the objects that say so in the file
(PDF 32000-1, 14.7).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

from docconv.formats.pdf.syntax.objects import Objects, literal, name

ROLES = {
    "Speech": "Div",
    "Speaker": "Span",
    "Narrative": "P",
    "Stage": "P",
    "StageInline": "Span",
    "Separator": "P",
    "Boilerplate": "P",
    "Participants": "TOC",
}

STANDARD = ("H1", "H2", "H3", "H4", "H5", "H6", "P", "Span", "Quote", "Caption", "Link", "Note", "Lbl")
"""The standard types that hold marked content (PDF 32000-1, 14.8.4)."""


@frozen
class Annotated:
    """An annotation that belongs to an element: its page from 0, and its object number."""

    page: int
    number: int


@define(eq=False)
class Element:
    """A structure element. `kids` are elements, page and id of marked content, or annotations, as they are
    drawn.
    """

    tag: str
    parent: Element | None = None
    id: str = ""
    lang: str = ""
    title: str = ""
    actual: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    kids: list[Element | tuple[int, int] | Annotated] = field(factory=list)
    attached: bool = False
    number: int = 0

    def child(self, tag: str, *, lang: str = "", title: str = "") -> Element:
        """A block-level child, in its place at once."""
        element = Element(tag, self, lang=lang, title=title, attached=True)
        self.kids.append(element)
        return element

    def inline(self, tag: str) -> Element:
        """An inline child, which takes its place when it is first drawn."""
        return Element(tag, self)

    def draw(self, page: int, content: int) -> None:
        """Note that marked content of this element is on a page."""
        self.attach()
        self.kids.append((page, content))

    def attach(self) -> None:
        """Take the place behind what the parent has, once there is something to show."""
        if not self.attached and self.parent is not None:
            self.parent.attach()
            self.parent.kids.append(self)
            self.attached = True


def write_tree(
    objects: Objects, root: Element, pages: list[int], marked: list[list[Element]], links: list[Element]
) -> int:
    """Write the tree; returns the object number of its root.

    `pages` are the object numbers of the pages, `marked` the elements of each page by marked-content id,
    `links` the elements of the annotations, whose numbers in the parent tree follow on those of the pages.
    """
    top = objects.reserve()
    order = _numbered(objects, root)
    for element in order:
        objects.put(element.number, _element(element, top, pages))
        element.kids.clear()  # it is known to its kids, and would wait for the collection of garbage
    parents = b" ".join(b"%d %s" % (page, _references(elements)) for page, elements in enumerate(marked))
    parents += b"".join(b" %d %d 0 R" % (key, link.number) for key, link in enumerate(links, len(marked)))
    parent_tree = objects.add(b"<< /Nums [%s] >>" % parents)
    roles = b" ".join(b"%s %s" % (name(tag), name(role)) for tag, role in sorted(ROLES.items()))
    parts = b"/K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d /RoleMap << %s >>"
    body = parts % (root.number, parent_tree, len(marked) + len(links), roles) + _id_tree(objects, order)
    objects.put(top, b"<< /Type /StructTreeRoot %s >>" % body)
    return top


def _numbered(objects: Objects, root: Element) -> list[Element]:
    """All elements in document order, each with an object number."""
    order, stack = [], [root]
    while stack:
        element = stack.pop()
        element.number = objects.reserve()
        order.append(element)
        stack += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
    return order


def _element(element: Element, top: int, pages: list[int]) -> bytes:
    """The dictionary of one element."""
    own = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(b"%d 0 R" % kid.number)
        elif isinstance(kid, Annotated):
            kids.append(b"<< /Type /OBJR /Pg %d 0 R /Obj %d 0 R >>" % (pages[kid.page], kid.number))
        elif kid[0] == own:
            kids.append(b"%d" % kid[1])
        else:
            kids.append(b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (pages[kid[0]], kid[1]))
    parent = element.parent.number if element.parent else top
    page = b"" if own is None else b" /Pg %d 0 R" % pages[own]
    parts = (name(element.tag), parent, page, b" ".join(kids), b"".join(_attributes(element)))
    return b"<< /Type /StructElem /S %s /P %d 0 R%s /K [%s]%s >>" % parts


def _attributes(element: Element) -> Iterator[bytes]:
    """The entries that tell what is given of id, language, title, text and properties."""
    if element.id:
        yield b" /ID " + literal(element.id)
    if element.lang:
        yield b" /Lang " + literal(element.lang)
    if element.title:
        yield b" /T " + literal(element.title)
    if element.actual:
        yield b" /ActualText " + literal(element.actual)
    if element.properties:
        values = b" ".join(
            b"<< /N %s /V %s >>" % (literal(key), literal(value)) for key, value in element.properties
        )
        yield b" /A << /O /UserProperties /P [" + values + b"] >>"


def _references(elements: list[Element]) -> bytes:
    return b"[" + b" ".join(b"%d 0 R" % element.number for element in elements) + b"]"


def _id_tree(objects: Objects, order: list[Element]) -> bytes:
    """The `/IDTree` entry; its names are sorted as byte strings."""
    named = sorted((literal(element.id), element.number) for element in order if element.id)
    if not named:
        return b""
    pairs = b" ".join(b"%s %d 0 R" % pair for pair in named)
    leaf = objects.add(b"<< /Limits [%s %s] /Names [%s] >>" % (named[0][0], named[-1][0], pairs))
    return b" /IDTree << /Kids [%d 0 R] >>" % leaf
