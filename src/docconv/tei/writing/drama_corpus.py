"""A corpus of plays as DraCor has it: its file, which has a header and no text, and a play with an id."""

from __future__ import annotations

from lxml import etree

from docconv.containers.xml import root_element
from docconv.tei import names as tei
from docconv.tei.names import NAMESPACE, TEI, XML_ID
from docconv.tei.writing.edition import DECLARATION
from docconv.tei.xml import add, indent

BASE = "https://dracor.org/"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def drama_corpus(title: str, name: str) -> bytes:
    """The file of a corpus of this name, as `xy`."""
    root = etree.Element(f"{TEI}teiCorpus", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    header = add(root, "teiHeader")
    file = add(header, "fileDesc")
    add(add(file, "titleStmt"), "title", tei.clean(title))
    add(add(file, "publicationStmt"), "idno", name, {"type": "URI", XML_BASE: BASE})
    add(add(file, "sourceDesc"), "p", "Each text says its own.")
    add(add(add(header, "encodingDesc"), "projectDesc"), "p", tei.MAKER)
    indent(root, 0)
    return DECLARATION + etree.tostring(root, encoding="utf-8") + b"\n"


def play(data: bytes, where: str, identifier: str) -> bytes:
    """A TEI file with an id; one that it has is kept. Raises `BadInputError`."""
    root = root_element(data, where, "TEI")
    if not root.get(XML_ID):
        root.set(XML_ID, identifier)
    return DECLARATION + etree.tostring(root, encoding="utf-8") + b"\n"
