"""Facts of a document in the header of its file."""

from __future__ import annotations

from collections import Counter

from docconv.model import FACTS, Metadata
from docconv.tei.keeping.header.places import ORDER, child, part, put_first, put_last, take_out_with
from docconv.tei.keeping.header.published import tell_fact
from docconv.tei.keeping.header.retelling import retell, without_pointers
from docconv.tei.names import TEI, XML_LANG
from docconv.tei.reading.metadata import DATED, DATES, is_own, tag_of
from docconv.tei.reading.source.elements import local, words
from docconv.tei.xml import NS, Element, add

OF_THE_TEXT = ("title", "date")
"""Facts that the text tells where the header does not."""
ENDS = ("to", "notAfter", "to-iso", "notAfter-iso")


def tell_facts(root: Element, before: Metadata, after: Metadata) -> Counter[str]:
    """Say what has changed in the header, and let all else be. Gives what had to go, by name, since it is not
    right of what is said by now.
    """
    header, gone = next(root.iter(f"{TEI}teiHeader")), Counter[str]()
    if before.title != after.title:
        gone += _title(header, before.title, after.title)
    if before.date != after.date:
        gone += _date(header, before.date, after.date)
    for name in dict.fromkeys(name for name, _ in (*before.fields, *after.fields)):
        old, new = ([value for key, value in one.fields if key == name] for one in (before, after))
        if old == new:
            continue
        if name in FACTS:
            gone += tell_fact(header, name, new, before.lang)
        else:
            for value in new:
                gone += _note(header, "fact", name, value)
    if before.lang != after.lang:
        _language(root, header, before.lang, after.lang)
    if before.status != after.status:
        gone += _note(header, "status", None, after.status)
    return gone


def are_told(back: Metadata, wanted: Metadata, read: Metadata) -> bool:
    """Whether the facts that have changed are read back, as far as headers have elements for them."""
    own = all(
        getattr(wanted, name)
        in (getattr(read, name), getattr(back, name), *([None] if name in OF_THE_TEXT else []))
        for name in ("title", "date", "lang")
    )
    told, now, before = (
        {name: [value for key, value in one.fields if key == name] for name in FACTS}
        for one in (back, wanted, read)
    )
    return own and all(now[name] in (before[name], told[name]) for name in FACTS)


def _title(header: Element, before: str | None, after: str | None) -> Counter[str]:
    statement = part(header, "titleStmt")
    titles = statement.findall("t:title", NS)
    said = (before or "").split()
    own = next((one for one in titles if words(one).split() == said), None)
    first = own if own is not None else next(iter(titles), None)
    if first is None:
        first = add(statement, "title")
        statement.insert(0, first)
    gone = retell(first, words(first), after or "") + without_pointers(first, before or "", after or "")
    if is_own(header):
        gone += _note(header, "title", None, after)
    return gone


def _note(header: Element, kind: str, name: str | None, value: str | None) -> Counter[str]:
    """A note of the kind that docconv has for facts without an element; one of others says another status,
    and stays where none is said.
    """
    own = header.findall("t:fileDesc/t:notesStmt/t:note", NS)
    own = [one for one in own if (one.get("type"), one.get("n")) == (kind, name)]
    gone = retell(own[0], words(own[0]), value) if own and value else Counter[str]()
    for one in own[bool(value) :] if is_own(header) else ():
        take_out_with(one, "notesStmt")
    if value and not own:
        notes = part(header, "notesStmt")
        put_last(notes, add(notes, "note", value, {"type": kind, "n": name}))
    return gone


def _date(header: Element, before: str | None, after: str | None) -> Counter[str]:
    found = (one for path in DATES for one in header.iterfind(path, NS)) if before else ()
    for one in found:
        name = next((each for each in DATED if (one.get(each) or "").startswith(before or "-")), None)
        if name is not None:
            return _dated(one, name, after)
    if after:
        profile = child(header, "profileDesc", ORDER)
        creation = profile.find("t:creation", NS)
        if creation is None:
            creation = add(profile, "creation")
            put_first(profile, creation)
        put_first(creation, add(creation, "date", after, {"when": after}))
    return Counter()


def _dated(element: Element, name: str, after: str | None) -> Counter[str]:
    """Another date in an attribute of an element, or none; the words of a `date`, which said it too, and the
    end of a time that was over before do not stay.
    """
    gone = Counter[str]()
    for other in ENDS if after else ():
        if name != "when" and (element.get(other) or "9") < (after or ""):
            del element.attrib[other]
            gone[f"@{other}"] += 1
    if after:
        element.set(name, after)
    else:
        del element.attrib[name]
    if local(element) == "date" and words(element):
        gone += retell(element, words(element), after or "")
    return gone


def _language(root: Element, header: Element, before: str, after: str) -> None:
    """The language of the text, where the root says it; the entry of the old one is that of the new one, but
    for words that name it.
    """
    root.set(XML_LANG, after)
    used = header.findall("t:profileDesc/t:langUsage/t:language", NS)
    known = {tag_of(one.get("ident") or "") for one in used}
    own = [one for one in used if tag_of(one.get("ident") or "") in (before, None)]
    if own and after not in known:
        own[0].set("ident", after)
        retell(own[0], words(own[0]), "")
