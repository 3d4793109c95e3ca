"""What writers, readers and the checker ask of an XML element."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from docconv.tei.names import NAMESPACE, TEI, clean

Element = etree._Element  # noqa: SLF001  the only name lxml gives to the type
NS = {"t": NAMESPACE}


def add(
    parent: Element, name: str, text: str | None = None, attributes: Mapping[str, str | None] | None = None
) -> Element:
    """A child element with text and attributes, in the TEI namespace, without what XML forbids. An attribute
    that is `None` is left out.
    """
    child = etree.SubElement(parent, TEI + name)
    for key, value in (attributes or {}).items():
        if value is not None:
            child.set(key, clean(value))
    child.text = None if text is None else clean(text)
    return child


def append_text(parent: Element, text: str) -> None:
    """Text after the last child, or as the first text of an element, without what XML forbids."""
    text = clean(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def all_text(element: Element) -> str:
    """The text of an element and of all in it, exactly."""
    return "".join(map(str, element.itertext()))
