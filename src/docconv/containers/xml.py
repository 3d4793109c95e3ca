"""XML of others, parsed with care: no entity, no document type, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docconv.errors import BadInputError

Element = etree._Element  # noqa: SLF001  the only name lxml gives to the type


def root_element(data: bytes, where: str, name: str) -> Element:
    """The root of a file, an element of a local name. Raises `BadInputError` with line and column."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        place = f"{where}:{line}:{column}" if line else where
        message = f"this is not well-formed XML: {error.msg}"
        raise BadInputError(" ".join(message.split()), where=place, remedy="get the file again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        message = "the file has a document type, which such files never have"
        raise BadInputError(message, where=where, remedy="take it out")
    if local(root) != name:
        message = f"the root of this file is {local(root)}, not {name}"
        raise BadInputError(message, where=where, remedy="give another format")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty where there is none."""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def below(element: Element, name: str) -> Iterator[Element]:
    """All elements in another one that have a local name."""
    return (one for one in element.iter() if local(one) == name)
