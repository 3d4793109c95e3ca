"""TEI before P5, which had no namespace, `TEI.2` as its root, and `id` and `lang` without a prefix."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from docconv.tei.names import TEI, XML_ID, XML_LANG
from docconv.tei.xml import Element

ROOTS = ("TEI", "TEI.2", "teiCorpus")


def renaming(root: Element) -> Callable[[Element], None] | None:
    """How to give the elements of such a file the names of P5, by its root; nothing for any other."""
    return _rename if not str(root.tag).startswith("{") and etree.QName(root).localname in ROOTS else None


def _rename(element: Element) -> None:
    tag = str(element.tag)
    if not tag.startswith("{"):
        element.tag = TEI + ("TEI" if tag == "TEI.2" else tag)
    for old, new in (("id", XML_ID), ("lang", XML_LANG), ("speaker", "who")):
        if element.get(old) and not element.get(new):
            element.set(new, element.get(old) or "")
