"""XML of tools with tiers: numbers in it, and elements for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from docconv.containers.xml import Element, root_element
from docconv.formats import Source
from docconv.tei.names import FORBIDDEN, REPLACEMENT

LATEST = 10**11
"""Milliseconds."""


def root_of(source: Source, name: str) -> Element:
    """The root of a file, an element of a name. Raises `BadInputError` with line and column."""
    return root_element(source.data, source.name, name)


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
