"""Facts of a document in the header of its file."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from docconv.model import FACTS, Metadata
from docconv.tei.names import TEI, XML_LANG
from docconv.tei.publication import PATHS, PUBLISHED, STATED, add_publication, add_revisions, add_statement
from docconv.tei.reading.metadata import DATED, DATES, is_own
from docconv.tei.xml import NS, Element, add, all_text

OPENERS = ("publisher", "distributor", "authority")
ORDER = ("fileDesc", "encodingDesc", "profileDesc", "xenoData", "revisionDesc")
PARTS = ("titleStmt", "editionStmt", "extent", "publicationStmt", "seriesStmt", "notesStmt", "sourceDesc")


def tell_facts(root: Element, before: Metadata, after: Metadata) -> None:
    """Say what has changed in the header, and let all else be."""
    header = next(root.iter(f"{TEI}teiHeader"))
    if before.title != after.title:
        _title(header, before.title, after.title)
    if before.date != after.date:
        _date(header, before.date, after.date)
    if before.lang != after.lang:
        _language(root, header, after.lang)
    if before.status != after.status:
        _note(header, "status", None, after.status)
    for name in dict.fromkeys(name for name, _ in (*before.fields, *after.fields)):
        old, new = ([value for key, value in one.fields if key == name] for one in (before, after))
        if old == new:
            continue
        if name in FACTS:
            _fact(header, name, old, new)
        else:
            for value in new:
                _note(header, "fact", name, value)


def are_told(back: Metadata, wanted: Metadata, read: Metadata) -> bool:
    """Whether the facts that have changed are read back, as far as headers have elements for them."""
    own = all(
        getattr(wanted, name) in (getattr(read, name), getattr(back, name))
        for name in ("title", "date", "lang")
    )
    told, now, before = (
        {name: [value for key, value in one.fields if key == name] for name in FACTS}
        for one in (back, wanted, read)
    )
    return own and all(now[name] in (before[name], told[name]) for name in FACTS)


def _title(header: Element, before: str | None, after: str | None) -> None:
    statement = _part(_child(header, "fileDesc", ORDER), "titleStmt")
    titles = statement.findall("t:title", NS)
    words = (before or "").split()
    own = next((one for one in titles if all_text(one).split() == words), None)
    first = own if own is not None else next(iter(titles), None)
    if first is None:
        first = add(statement, "title")
        statement.insert(0, first)
    del first[:]
    first.text = after or ""
    if is_own(header):
        _note(header, "title", None, after)


def _note(header: Element, kind: str, name: str | None, value: str | None) -> None:
    """A note of the kind that docconv has for facts without an element."""
    notes = _part(_child(header, "fileDesc", ORDER), "notesStmt")
    own = [one for one in notes.iterfind("t:note", NS) if (one.get("type"), one.get("n")) == (kind, name)]
    for one in own:
        notes.remove(one)
    if value:
        _end(notes, add(notes, "note", value, {"type": kind, "n": name}))
    elif not len(notes):
        _without(notes)


def _date(header: Element, before: str | None, after: str | None) -> None:
    for path in DATES if before else ():
        for one in header.iterfind(path, NS):
            for name in DATED:
                if (one.get(name) or "").startswith(before or "-"):
                    one.set(name, after or "")
                    if one.text and one.text.strip() == before:
                        one.text = after
                    return
    if after:
        profile = _child(header, "profileDesc", ORDER)
        creation = profile.find("t:creation", NS)
        if creation is None:
            creation = add(profile, "creation")
            _first(profile, creation)
        date = add(creation, "date", after, {"when": after})
        _first(creation, date)


def _language(root: Element, header: Element, lang: str) -> None:
    root.set(XML_LANG, lang)
    used = header.find("t:profileDesc/t:langUsage/t:language", NS)
    if used is not None:
        used.set("ident", lang)


def _fact(header: Element, name: str, before: Sequence[str], after: Sequence[str]) -> None:
    """The elements of a fact: one stays where its value does, others are written anew."""
    found = header.findall(PATHS[name], NS)
    kept = found[: len(after)] if len(found) == len(before) else []
    for element, old, new in zip(kept, before, after, strict=False):
        if old != new:
            fresh = _made(name, new)
            fresh.tail = element.tail
            around = element.getparent()
            if around is not None:
                around.replace(element, fresh)
    for element in found[len(kept) :]:
        _without(element)
    for value in after[len(kept) :]:
        _place(header, name, _made(name, value))


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


def _place(header: Element, name: str, fresh: Element) -> None:
    """A new element at its place."""
    file = _child(header, "fileDesc", ORDER)
    if name in ("subtitle", *STATED):
        statement = _part(file, "titleStmt")
        titles = statement.findall("t:title", NS)
        if name == "subtitle" and titles:
            _behind(titles[-1], fresh)
        else:
            _end(statement, fresh)
    elif name in PUBLISHED:
        _publish(_part(file, "publicationStmt"), name, fresh)
    elif name == "revision":
        _end(_child(header, "revisionDesc", ORDER), fresh)
    else:
        _end(_part(file, "sourceDesc"), fresh)


def _publish(publication: Element, name: str, fresh: Element) -> None:
    """A detail of who publishes: what was said in prose is about the availability then."""
    prose = [one for one in publication if one.tag in (f"{TEI}p", f"{TEI}ab")]
    opened = [one for one in publication if one.tag in {TEI + opener for opener in OPENERS}]
    if name == "publisher":
        _first(publication, fresh) if not opened else _behind(opened[-1], fresh)
    elif not opened:
        _first(publication, add(publication, "authority", "Not stated"))
    availability = publication.find("t:availability", NS)
    if (prose or name == "licence") and availability is None:
        availability = etree.Element(f"{TEI}availability")
        _end(publication, availability)
    if availability is not None:
        for one in prose:
            availability.append(one)
    if name == "licence" and availability is not None:
        _end(availability, fresh)
    elif name != "publisher":
        _end(publication, fresh)


def _child(parent: Element, name: str, order: Sequence[str]) -> Element:
    """A child of some name, a new one in its place in the order where there is none."""
    found = parent.find(f"t:{name}", NS)
    if found is not None:
        return found
    new = add(parent, name)
    later = {TEI + one for one in order[order.index(name) + 1 :]}
    behind = next((one for one in parent if one.tag in later), None)
    if behind is not None:
        new.tail = "\n"
        behind.addprevious(new)
    return new


def _part(file: Element, name: str) -> Element:
    return _child(file, name, PARTS)


def _first(parent: Element, new: Element) -> None:
    new.tail = parent.text
    parent.insert(0, new)


def _behind(before: Element, new: Element) -> None:
    new.tail = before.tail
    around = before.getparent()
    if around is not None:
        around.insert(around.index(before) + 1, new)


def _end(parent: Element, new: Element) -> None:
    """An element at the end, on a line as the others."""
    others = [one for one in parent if one is not new]
    if others:
        new.tail, others[-1].tail = others[-1].tail, parent.text
    parent.append(new)


def _without(element: Element) -> None:
    around, before = element.getparent(), element.getprevious()
    if around is not None:
        if before is not None and element.getnext() is None:
            before.tail = element.tail
        around.remove(element)
