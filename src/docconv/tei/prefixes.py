"""Prefixes that a project has: of all ids in a file, and for those whom a list of people of its own has.

Source: TEI guidelines P5, chapter 16 (`prefixDef`). That of ids is told as what `docconv:` stands for,
`replacementPattern="#x-$1"`, by which it is taken off again where the file is read.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from docconv.tei.names import CUSTOMISATION, TEI, XML_ID
from docconv.tei.xml import Element, add

REST = "$1"
"""What stands after the prefix."""


def rename_ids(root: Element, names: Mapping[str, str]) -> None:
    """Give ids of a file other names, also where something points to them."""
    pointers = {f"#{old}": f"#{new}" for old, new in names.items()}
    attributes = ((element, *pair) for element in root.iter(etree.Element) for pair in element.items())
    for element, name, value in attributes:
        if name == XML_ID:
            element.set(name, names.get(str(value), str(value)))
        elif not pointers.keys().isdisjoint(words := str(value).split()):
            element.set(name, " ".join(pointers.get(one, one) for one in words))


def add_prefix(root: Element, ident: str, target: str) -> None:
    """Say in the header of a file what is meant by a prefix: whatever is after it stands after `target`."""
    encoding = next(root.iter(f"{TEI}encodingDesc"))
    known = encoding.find(f"{TEI}listPrefixDef")
    listed = add(encoding, "listPrefixDef") if known is None else known
    if known is None:
        encoding.insert(len(encoding) - 2, listed)  # before the schema that is named last
    pattern = {"ident": ident, "matchPattern": "(.+)", "replacementPattern": f"{target}{REST}"}
    add(listed, "prefixDef", None, pattern)


def with_prefix(root: Element, prefix: str) -> None:
    """Let all ids of a file begin with a prefix, and so what points to them; but for the id of the file."""
    put_on(root, prefix)
    add_prefix(root, CUSTOMISATION, f"#{prefix}")


def put_on(root: Element, prefix: str) -> None:
    """The same of the ids alone."""
    ids = (str(one.get(XML_ID)) for one in root.iterdescendants(etree.Element) if one.get(XML_ID))
    rename_ids(root, {one: f"{prefix}{one}" for one in ids})


def prefix_of(header: Element) -> str:
    """The prefix of the ids in a file that docconv wrote."""
    for one in header.iter(f"{TEI}prefixDef"):
        target = one.get("replacementPattern") or ""
        if one.get("ident") == CUSTOMISATION and target.startswith("#") and target.endswith(REST):
            return target[1 : -len(REST)]
    return ""


def take_off(element: Element, prefix: str) -> None:
    """The id of an element and what it points to without a prefix."""
    for name, value in element.items() if element.tag != f"{TEI}prefixDef" else ():
        if name == XML_ID:
            element.set(name, str(value).removeprefix(prefix))
        elif f"#{prefix}" in str(value):
            words = (
                f"#{one[1:].removeprefix(prefix)}" if one[0] == "#" else one for one in str(value).split()
            )
            element.set(name, " ".join(words))
