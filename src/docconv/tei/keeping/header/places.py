"""Places in a header: where an element of some name belongs."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from docconv.tei.keeping.shape.branches import take_out
from docconv.tei.names import TEI
from docconv.tei.xml import NS, Element, add

ORDER = ("fileDesc", "encodingDesc", "profileDesc", "xenoData", "revisionDesc")
PARTS = ("titleStmt", "editionStmt", "extent", "publicationStmt", "seriesStmt", "notesStmt", "sourceDesc")


def child(parent: Element, name: str, order: Sequence[str]) -> Element:
    """A child of some name, a new one in its place in the order where there is none."""
    found = parent.find(f"t:{name}", NS)
    if found is not None:
        return found
    new = add(parent, name)
    later = {TEI + one for one in order[order.index(name) + 1 :]}
    behind = next((one for one in parent if one.tag in later), None)
    if behind is not None:
        new.tail = "\n"
        behind.addprevious(new)
    return new


def part(header: Element, name: str) -> Element:
    """A part of the `fileDesc`, a new one where there is none."""
    return child(child(header, "fileDesc", ORDER), name, PARTS)


def put_first(parent: Element, new: Element) -> None:
    """An element at the beginning, on a line as the others; words that were there stand after it."""
    new.tail = parent.text
    if (parent.text or "").strip():
        parent.text = None
    parent.insert(0, new)


def put_behind(before: Element, new: Element) -> None:
    """An element after another one."""
    new.tail = before.tail
    around = before.getparent()
    if around is not None:
        around.insert(around.index(before) + 1, new)


def put_last(parent: Element, new: Element) -> None:
    """An element at the end, on a line as the others."""
    others = [one for one in parent if one is not new]
    if others and not (parent.text or others[-1].tail or "").strip():
        new.tail, others[-1].tail = others[-1].tail, parent.text
    parent.append(new)


def take_out_with(element: Element, *around: str) -> None:
    """Take an element away, with those of some names around it that have no other; comments stay."""
    parent = element.getparent()
    take_out(element)
    is_asked = parent is not None and parent.tag in {TEI + name for name in around}
    if parent is not None and is_asked and next(parent.iterchildren(etree.Element), None) is None:
        take_out_with(parent, *around)
