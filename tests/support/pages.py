"""Pages as html5lib reads them, which knows nothing of docconv; errors of a page fail the test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import html5lib
from attrs import frozen

import docconv
from docconv.model import Resolved

Element: TypeAlias = ET.Element
TEI = "{http://www.tei-c.org/ns/1.0}"
ENDS = ("p", "br", f"{TEI}lb", f"{TEI}l")


def page(document: Resolved, **options: object) -> Element:
    """A document as a page, parsed."""
    return parsed(docconv.write(document, "html", options=options))


def parsed(data: bytes) -> Element:
    """A page by the algorithm of HTML; whatever that calls an error is one."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(data, transport_encoding="utf-8")
    return root


def facts(root: Element) -> dict[str, Any]:
    """The JSON-LD of a page."""
    script = root.find("head/script")
    assert script is not None
    found: dict[str, Any] = json.loads(script.text or "")
    return found


def article(root: Element) -> Element:
    """The article of a page."""
    found = root.find("body/main/article")
    assert found is not None
    return found


def words(element: Element) -> str:
    """All text below an element of a page or a TEI file, a blank where a line or a paragraph ends."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    yield " " if element.tag in ENDS else ""
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


@frozen
class Block:
    """What a page or a TEI file says of a block: what it is, who speaks, the label, the words."""

    kind: str
    id: str = ""
    who: str = ""
    label: str = ""
    words: str = ""


def page_blocks(root: Element) -> Iterator[Block]:
    """The blocks of a page, by the names of elements and classes alone."""
    top = article(root)
    delimiter = top.get("data-delimiter", "")
    title = top.find("header/h1")
    assert title is not None
    yield Block("head", words=words(title))
    yield from _below(top, delimiter)


def _below(parent: Element, delimiter: str) -> Iterator[Block]:
    for child in parent:
        kind = child.get("class", "")
        if child.tag == "section" or kind == "section":
            yield from _below(child, delimiter)
        elif child.tag in ("h2", "h3", "h4", "h5", "h6"):
            yield Block("head", words=words(child))
        elif child.tag == "div" and child.get("id"):
            label = child.find("p/b")
            said = words(child)
            if label is not None:
                said = said.removeprefix(words(label)).strip().removeprefix(delimiter.strip()).strip()
            named = "" if label is None else words(label)
            yield Block("turn", child.get("id", ""), child.get("data-who", ""), named, said)
        elif child.tag not in ("header", "footer"):
            yield Block(kind, words=words(child))


XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI_KINDS = {
    "p": "narrative",
    "l": "narrative",
    "stage": "stage",
    "note": "boilerplate",
    "milestone": "separator",
    "head": "head",
}


def tei_blocks(data: bytes) -> Iterator[Block]:
    """The same of a TEI file, by the names of elements and attributes alone."""
    body = ET.fromstring(data).find(f"{TEI}text/{TEI}body")  # noqa: S314  our own file
    assert body is not None
    yield from _tei_below(body)


def _tei_below(parent: Element) -> Iterator[Block]:
    for child in parent:
        name = child.tag.removeprefix(TEI)
        if name in ("div", "lg"):
            yield from _tei_below(child)
        elif name == "sp":
            label = child.find(f"{TEI}speaker")
            said = " ".join(words(one) for one in child if one.tag != f"{TEI}speaker")
            who = child.get("who", "").replace("#", "")
            named = "" if label is None else words(label)
            yield Block("turn", child.get(XML_ID, ""), who, named, said.strip())
        elif name == "milestone":
            yield Block("separator", words=child.get("rend") or child.get("n") or "")
        else:
            yield Block(TEI_KINDS[name], words=words(child))


def page_people(root: Element) -> dict[str, list[str]]:
    """Everybody who speaks by the facts of a page: the names of each, by their id."""
    people = facts(root).get("contributor", [])
    return {one["@id"].removeprefix("#"): sorted({*_names(one)}) for one in people}


def _names(person: dict[str, Any]) -> Iterator[str]:
    yield from filter(None, [person.get("name")])
    yield from person.get("alternateName", ())


def tei_people(data: bytes) -> dict[str, list[str]]:
    """The same of a TEI file."""
    root = ET.fromstring(data)  # noqa: S314  our own file
    named = [
        (one, one.findall(f"{TEI}{name}"))
        for kind, name in (("person", "persName"), ("personGrp", "name"))
        for one in root.iter(f"{TEI}{kind}")
    ]
    return {one.get(XML_ID, ""): sorted(set(map(words, names))) for one, names in named}
