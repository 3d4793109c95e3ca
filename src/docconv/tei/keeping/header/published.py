"""Who made a text, who publishes it, under which licence: each fact in its element of a header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from lxml import etree

from docconv.tei.keeping.header.places import (
    ORDER,
    child,
    part,
    put_behind,
    put_first,
    put_last,
    take_out_with,
)
from docconv.tei.keeping.header.retelling import is_same, named, retell, without_pointers
from docconv.tei.keeping.shape.branches import take_out
from docconv.tei.names import NOT_STATED, TEI, XML_LANG
from docconv.tei.publication import (
    NAMES,
    PUBLISHED,
    STATED,
    add_publication,
    add_revisions,
    add_statement,
    publication,
)
from docconv.tei.reading.metadata import name_in, told
from docconv.tei.reading.source.elements import is_element, local, words
from docconv.tei.xml import NS, Element, add, all_text

OPENERS = tuple(TEI + name for name in ("publisher", "distributor", "authority"))
PROSE = (f"{TEI}p", f"{TEI}ab")
FORMED = (f"{TEI}author", f"{TEI}editor", f"{TEI}funder", f"{TEI}publisher")
VALUED = {"licence": "target", "idno": "type", "published": "when", "revision": "when"}
"""The attribute that says a part of a fact."""


def tell_fact(header: Element, name: str, after: Sequence[str], lang: str) -> Counter[str]:
    """The elements of a fact: one stays where its value does, and has other words where these change. Gives
    what had to go, by name.
    """
    found = [(value, element) for key, value, element in told(header, lang) if key == name]
    gone, last = Counter[str](), None
    for _, i1, i2, j1, j2 in SequenceMatcher(None, [one for one, _ in found], after).get_opcodes():
        pairs = zip_longest(found[i1:i2], after[j1:j2])
        for own, new in pairs:
            if own is None:
                last = _placed(header, name, new, last)
            elif new is None:
                _take_out(header, own[1])
            else:
                gone += _retold(own[1], name, own[0], new, lang) if own[0] != new else Counter()
                last = own[1]
    values = (one for one, _ in found)
    if not after or not all(any(is_same(one, other) for other in after) for one in values):
        gone += _without_forms(header, name, [one for _, one in found])
    return gone if after else Counter()


def _without_forms(header: Element, name: str, told_by: Sequence[Element]) -> Counter[str]:
    """Take forms of a name in other languages away, which somebody else does not have."""
    others = [one for key, _, one in publication(header) if key == name and one.getparent() is not None]
    forms = [one for one in others if one.tag in FORMED and one not in told_by and one.get(XML_LANG)]
    for one in forms:
        _take_out(header, one)
    return named([inner for one in forms for inner in one.iter(etree.Element)])


def _retold(element: Element, name: str, before: str, after: str, lang: str) -> Counter[str]:
    """Another value in the element of a fact; what points to whom or to what it named does not stay."""
    fresh, gone = _made(name, after), Counter[str]()
    own = VALUED.get(name, "")
    had = bool(own) and own in element.attrib
    if had and own not in fresh.attrib:
        del element.attrib[own]
    for key, value in fresh.items():
        element.set(key, value)
    if name == "resp":
        gone += _responsible(element, fresh)
    elif words(element) or not (had and own in fresh.attrib):
        form = name_in(element, lang)
        one = element if form is None else form
        gone += retell(one, words(one), all_text(fresh))
        for other in list(element) if one is not element and not is_same(before, after) else ():
            if other is not one and is_element(other) and words(other):
                gone += named([*other.iter(etree.Element)])
                take_out(other)
    return gone + without_pointers(element, before, after)


def _responsible(element: Element, fresh: Element) -> Counter[str]:
    """What was done, and by whom, where each stands in an element of its own; others do not stay."""
    gone = Counter[str]()
    for kinds, new in ((("resp",), fresh[0]), (NAMES, fresh[1])):
        found = [one for kind in kinds for one in element.iterfind(f"t:{kind}", NS)]
        for one in found[1:]:
            gone += named([*one.iter(etree.Element)])
            take_out_with(one)
        if found:
            gone += retell(found[0], words(found[0]), all_text(new))
        else:
            element.append(new)
    return gone


def _take_out(header: Element, element: Element) -> None:
    """Take the element of a fact away; what cannot be without it says that nothing is stated."""
    around = element.getparent()
    if around is not None and local(around) == "availability" and around.attrib and len(around) == 1:
        add(around, "p", NOT_STATED)
    take_out_with(element, "availability", "listChange", "revisionDesc")
    made = header.find("t:fileDesc/t:publicationStmt", NS)
    first = None if made is None else next(made.iterchildren(etree.Element), None)
    if made is not None and (first is None or first.tag not in (*OPENERS, *PROSE)):
        put_first(made, add(made, "authority", NOT_STATED))
    source = header.find("t:fileDesc/t:sourceDesc", NS)
    if source is not None and next(source.iterchildren(etree.Element), None) is None:
        add(source, "p", NOT_STATED)


def _made(name: str, value: str) -> Element:
    """The element of a fact, as docconv writes it."""
    around = etree.Element(f"{TEI}teiHeader", nsmap={None: TEI[1:-1]})  # type: ignore[dict-item]
    if name in ("subtitle", *STATED):
        add_statement(around, ((name, value),))
        return around[-1]
    if name in PUBLISHED:
        add_publication(around, ((name, value),))
        last = around[-1]
        return last[-1] if name == "licence" else last
    if name == "revision":
        add_revisions(around, ((name, value),))
        return around[-1][-1]
    return add(around, "bibl", value, {"type": "description"})


def _placed(header: Element, name: str, value: str, last: Element | None) -> Element:
    """A new element at its place, after the last one of its kind."""
    fresh = _made(name, value)
    if last is not None and last.tag == fresh.tag:
        put_behind(last, fresh)
    elif name in ("subtitle", *STATED):
        statement = part(header, "titleStmt")
        titles = statement.findall("t:title", NS)
        if name == "subtitle" and titles:
            put_behind(titles[-1], fresh)
        else:
            put_last(statement, fresh)
    elif name in PUBLISHED:
        _publish(part(header, "publicationStmt"), name, fresh)
    elif name == "revision":
        return _revised(child(header, "revisionDesc", ORDER), fresh, value)
    else:
        _described(part(header, "sourceDesc"), fresh)
    return fresh


def _revised(revisions: Element, fresh: Element, value: str) -> Element:
    """A change among those that there are: an entry of a list where others list them so."""
    listed = next(revisions.iterchildren(f"{TEI}list", f"{TEI}listChange"), None)
    if listed is not None and local(listed) == "list":
        fresh = etree.Element(f"{TEI}item")
        fresh.text = value
    put_last(revisions if listed is None else listed, fresh)
    return fresh


def _described(source: Element, fresh: Element) -> None:
    """What is said of the source, in a paragraph where others describe it in these."""
    prose = [one for one in source if one.tag in PROSE]
    if prose:
        around = etree.Element(f"{TEI}p")
        around.append(fresh)
        put_last(source, around)
    else:
        put_last(source, fresh)


def _publish(made: Element, name: str, fresh: Element) -> None:
    """A detail of who publishes: what was said in prose is about the availability then."""
    prose = [one for one in made if one.tag in PROSE]
    opened = [one for one in made if one.tag in OPENERS]
    if name == "publisher":
        if opened:
            put_behind(opened[-1], fresh)
        else:
            put_first(made, fresh)
    elif not opened:
        put_first(made, add(made, "authority", NOT_STATED))
    availability = made.find("t:availability", NS)
    if (prose or name == "licence") and availability is None:
        availability = etree.Element(f"{TEI}availability")
        put_last(made, availability)
    if availability is not None:
        for one in prose:
            availability.append(one)
    if name == "licence" and availability is not None:
        put_last(availability, fresh)
    elif name != "publisher":
        put_last(made, fresh)
