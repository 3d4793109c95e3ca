"""The structure tree: elements, their content on the pages, and the objects that say so in the file
(PDF 32000-1, 14.7).
"""

from __future__ import annotations

from functools import lru_cache

from attrs import define, field, frozen

from docconv.formats.pdf.syntax.objects import Objects, literal, name

ROLES = {
    "Speech": "Div",
    "Speaker": "Span",
    "Narrative": "P",
    "CastItem": "P",
    "Stage": "P",
    "StageInline": "Span",
    "Separator": "P",
    "Boilerplate": "P",
    "Participants": "TOC",
}

HEADINGS = tuple(f"H{level}" for level in range(1, 7))
STANDARD = (*HEADINGS, "P", "Span", "Quote", "Caption", "Link", "Note", "Lbl", "Figure")
"""The standard types that hold marked content (PDF 32000-1, 14.8.4)."""
ENTRIES = (b"ID", b"Lang", b"T", b"ActualText", b"Alt")


@frozen(eq=False, repr=False)
class ObjectReference:
    """An annotation that belongs to an element: its page from 0, and its object number."""

    page: int
    number: int


@define(eq=False)
class StructureElement:
    """A structure element (PDF 32000-1, 14.7.2).

    - `tag`: its structure type.
    - `parent`: the element above; none for the root.
    - `id`, `lang`, `title`: the entries of these names, where they are given.
    - `actual_text`: what replaces its marks (14.9.4).
    - `alt`, `box`: of a figure: what it shows, in words (14.9.3), and where it is on its page.
    - `properties`: user properties, names and values (14.7.5.4).
    - `kids`: elements, page and id of marked content, or annotations, in the order in which they are drawn.
    - `attached`: it is among the kids of its parent.
    - `number`: of its object.
    """

    tag: str
    parent: StructureElement | None = None
    id: str = ""
    lang: str = ""
    title: str = ""
    actual_text: str = ""
    alt: str = ""
    box: tuple[float, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    kids: list[StructureElement | tuple[int, int] | ObjectReference] = field(factory=list)
    attached: bool = False
    number: int = 0

    def child(self, tag: str, *, lang: str = "", title: str = "") -> StructureElement:
        """A block-level child, in its place at once."""
        element = StructureElement(tag, self, lang=lang, title=title, attached=True)
        self.kids.append(element)
        return element

    def inline(self, tag: str) -> StructureElement:
        """An inline child, which takes its place when it is first drawn."""
        return StructureElement(tag, self)

    def draw(self, page: int, content: int) -> None:
        """Note that marked content of this element is on a page."""
        self.attach()
        self.kids.append((page, content))

    def attach(self) -> None:
        """Take the place after what the parent has, once there is something to show."""
        if not self.attached and self.parent is not None:
            self.parent.attach()
            self.parent.kids.append(self)
            self.attached = True


def write_tree(
    objects: Objects,
    root: StructureElement,
    pages: list[int],
    marked: list[list[StructureElement]],
    links: list[StructureElement],
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


def _numbered(objects: Objects, root: StructureElement) -> list[StructureElement]:
    """All elements in document order, each with an object number."""
    order, stack = [], [root]
    while stack:
        element = stack.pop()
        element.number = objects.reserve()
        order.append(element)
        stack += [kid for kid in reversed(element.kids) if isinstance(kid, StructureElement)]
    return order


def _element(element: StructureElement, top: int, pages: list[int]) -> bytes:
    """The dictionary of one element."""
    own: int | None = None
    kids = list[bytes]()
    for kid in element.kids:
        if isinstance(kid, StructureElement):
            kids.append(b"%d 0 R" % kid.number)
        elif isinstance(kid, ObjectReference):
            kids.append(b"<< /Type /OBJR /Pg %d 0 R /Obj %d 0 R >>" % (pages[kid.page], kid.number))
        else:
            own = kid[0] if own is None else own
            far = b"<< /Type /MCR /Pg %d 0 R /MCID %d >>"
            kids.append(b"%d" % kid[1] if kid[0] == own else far % (pages[kid[0]], kid[1]))
    parent = element.parent.number if element.parent else top
    page = b"" if own is None else b" /Pg %d 0 R" % pages[own]
    parts = (name(element.tag), parent, page, b" ".join(kids), _attributes(element))
    return b"<< /Type /StructElem /S %s /P %d 0 R%s /K [%s]%s >>" % parts


def _attributes(element: StructureElement) -> bytes:
    """The entries for what is given of id, language, title, text and properties; of most, nothing is."""
    texts = element.id, element.lang, element.title, element.actual_text, element.alt
    found = b""
    if any(texts):
        pairs = zip(ENTRIES, texts, strict=True)
        found = b"".join(b" /%s %s" % (entry, literal(text)) for entry, text in pairs if text)
    if element.box:
        found += b" /A << /O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f] >>" % element.box
    return found + _properties(element.properties) if element.properties else found


@lru_cache(maxsize=1024)
def _properties(properties: tuple[tuple[str, str], ...]) -> bytes:
    """The entry for properties, which are the same for all turns of a speaker."""
    values = b" ".join(b"<< /N %s /V %s >>" % (literal(key), literal(value)) for key, value in properties)
    return b" /A << /O /UserProperties /P [" + values + b"] >>"


def _references(elements: list[StructureElement]) -> bytes:
    return b"[" + b" ".join(b"%d 0 R" % element.number for element in elements) + b"]"


def _id_tree(objects: Objects, order: list[StructureElement]) -> bytes:
    """The `/IDTree` entry; its names are sorted as byte strings."""
    named = sorted((literal(element.id), element.number) for element in order if element.id)
    if not named:
        return b""
    pairs = b" ".join(b"%s %d 0 R" % pair for pair in named)
    leaf = objects.add(b"<< /Limits [%s %s] /Names [%s] >>" % (named[0][0], named[-1][0], pairs))
    return b" /IDTree << /Kids [%d 0 R] >>" % leaf
