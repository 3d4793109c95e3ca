"""What writers, readers and the checker ask of an XML element, and elements that are written as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from docconv.tei.names import NAMESPACE, TEI, clean
from docconv.wellformed.markup import escape

Element = etree._Element  # noqa: SLF001  the only name lxml gives to the type
Attributes: TypeAlias = Mapping[str, str | None] | None
NS = {"t": NAMESPACE}
IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
"""What is escaped there as well."""
MIXED = frozenset(
    f"{{{NAMESPACE}}}{name}"
    for name in (
        "p",
        "seg",
        "head",
        "stage",
        "note",
        "speaker",
        "castItem",
        "role",
        "roleDesc",
        "actor",
        "bibl",
        "item",
        "persName",
        "title",
        "date",
        "language",
    )
)
"""Elements that hold text of their own."""


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


def indent(element: Element, level: int) -> None:
    """Line breaks and indents between the children of elements that hold no text of their own."""
    if element.tag in MIXED or not len(element):
        return
    inside = "\n" + "  " * (level + 1)
    element.text = inside
    for child in element:
        indent(child, level + 1)
        child.tail = inside
    element[-1].tail = "\n" + "  " * level


def escaped(text: str) -> str:
    """Text as content of an element, without what XML forbids."""
    return escape(clean(text), quote=False).replace("\r", "&#13;")


def tag(name: str, attributes: Attributes = None) -> str:
    """The start of an element. An attribute that is `None` is left out."""
    found = f"<{name}"
    for key, value in (attributes or {}).items():
        if value is not None:
            found += f' {key}="{escaped(value).translate(IN_ATTRIBUTES)}"'
    return f"{found}>"


def element(name: str, inside: str = "", attributes: Attributes = None) -> str:
    """An element around what is XML already."""
    start = tag(name, attributes)
    return f"{start}{inside}</{name}>" if inside else f"{start[:-1]}/>"
