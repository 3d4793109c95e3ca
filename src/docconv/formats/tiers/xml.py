"""XML of others, parsed with care: no entity, no document type, nothing from elsewhere; and XML for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.tei.names import FORBIDDEN, REPLACEMENT

Element = etree._Element  # noqa: SLF001  the only name lxml gives to the type
LATEST = 10**11
"""Milliseconds."""


def root_of(source: Source, name: str) -> Element:
    """The root of a file, an element of a name. Raises `BadInputError` with line and column."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        where = f"{source.name}:{line}:{column}" if line else source.name
        message = f"this is not well-formed XML: {error.msg}"
        raise BadInputError(" ".join(message.split()), where=where, remedy="get the file again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        message = "the file has a document type, which such files never have"
        raise BadInputError(message, where=source.name, remedy="take it out")
    if root.tag != name:
        message = f"the root of this file is {root.tag}, not {name}"
        raise BadInputError(message, where=source.name, remedy="give another format with -f")
    return root


def number(element: Element, name: str, unit: float = 1) -> int | None:
    """An attribute as a number of milliseconds, where it is one that a recording may have."""
    try:
        value = float(element.get(name, "")) * unit
    except ValueError:
        return None
    return round(value) if 0 <= value <= LATEST else None


def clean(text: str) -> str:
    """A text on one line, with what XML cannot carry replaced."""
    return FORBIDDEN.sub(REPLACEMENT, " ".join(text.split()))


def element(
    name: str, attributes: Mapping[str, str], text: str = "", below: Iterable[Element] = ()
) -> Element:
    """An element with attributes, a text and what is below it."""
    made = etree.Element(name, dict(attributes))
    made.text = text or None
    made.extend(below)
    return made


def as_bytes(root: Element) -> bytes:
    """A file in UTF-8, indented."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
