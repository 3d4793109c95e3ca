"""TEI that docconv wrote, in the edition profile, element by element."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from docconv.model import Resolved, Speaker
from docconv.verify import projection

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

OWN_TEI = b'<schemaRef key="docconv"'
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
KINDS: dict[str, projection.RowKind] = {
    "head": "heading",
    "sp": "turn",
    "p": "narrative",
    "l": "narrative",
    "castItem": "cast",
    "roleDesc": "cast",
    "stage": "stage",
    "milestone": "separator",
    "note": "boilerplate",
}

DIVISIONS = ("div", "castList", "castGroup")
PARAGRAPHS = ("p", "l")


def views(data: bytes) -> tuple[projection.MarkupView, ...]:
    """What a file says in its markup."""
    return (projection.MarkupView("its markup", tei_projection(data), "all"),) if OWN_TEI in data else ()


@lru_cache(maxsize=1)  # the outputs of one document carry the same
def tei_projection(data: bytes) -> Resolved:
    """What the file tells."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
    )
    root = etree.fromstring(data, parser)
    body = root.find(f"{TEI}text/{TEI}body")
    return projection.of_rows(() if body is None else _rows(body), _people(root))


def _people(root: Element) -> Iterator[Speaker]:
    for entry in root.iter(f"{TEI}person", f"{TEI}personGrp"):
        group = entry.tag == f"{TEI}personGrp"
        names = (each for each in entry.iter(f"{TEI}persName", f"{TEI}name") if each.get("type") != "alias")
        name = next(("".join(map(str, each.itertext())) for each in names), None)
        yield Speaker(entry.get(ID, ""), "group" if group else "person", name)


def _rows(body: Element) -> Iterator[projection.Row]:
    """The blocks that stand in the body or in a division of it."""
    for element in body.iter(*(f"{TEI}{name}" for name in KINDS)):
        parent, name = element.getparent(), _name(element)
        around = "" if parent is None else _name(parent)
        if name == "roleDesc" and around != "castGroup":
            continue
        above = None if parent is None or around != "lg" else parent.getparent()
        if above is not None:
            parent, around = above, _name(above)
        if parent is not body and around not in DIVISIONS:
            continue
        if name == "sp":
            yield _turn(element)
        elif name == "milestone":
            text = element.get("rend") or element.get("n") or ""
            yield projection.Row("separator", parts=[("p", [(projection.PLAIN, text)])])
        else:
            titled = name == "head" and parent is body
            yield projection.Row("title" if titled else KINDS[name], parts=[("p", list(_pieces(element)))])


def _turn(element: Element) -> projection.Row:
    row = projection.Row("turn", element.get(ID, ""), _who(element), element.get("cert", "high"))
    children = (
        one for child in element.iterchildren() for one in (child if child.tag == f"{TEI}lg" else (child,))
    )
    for child in children:
        if _name(child) == "speaker":
            row.label = "".join(map(str, child.itertext()))
        elif _name(child) in (*PARAGRAPHS, "stage"):
            kind: projection.PartKind = "p" if _name(child) in PARAGRAPHS else "stage"
            row.parts.append((kind, list(_pieces(child))))
    return row


def _pieces(element: Element) -> Iterator[projection.Piece]:
    """The text of an element, each piece with what it stands in."""
    roles = [projection.PLAIN]
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            roles.append(roles[-1] if node is element else _role(node, roles[-1]))
            yield roles[-1], "\n" if _name(node) == "lb" else node.text or ""
            continue
        if event == "end":
            roles.pop()
        if node is not element:
            yield roles[-1], node.tail or ""


def _role(element: Element, outer: projection.Role) -> projection.Role:
    match _name(element):
        case "said":
            return projection.Role("said", _who(element), element.get("cert", "high"))
        case "stage":
            return projection.DIRECTION
        case "note":
            return projection.NOTE
        case _:
            return outer


def _who(element: Element) -> tuple[str, ...]:
    return tuple(one.removeprefix("#") for one in element.get("who", "").split())


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(TEI)
