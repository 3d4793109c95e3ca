"""Who made a text, who publishes it, under which licence: where a header says so, written and read.

Every fact of `docconv.model.FACTS` has an element of its own, as the TEI has it for that purpose. In each of
them the words are all of the fact, so that reading gives what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from docconv.metadata.facts import split
from docconv.tei.names import NOT_STATED
from docconv.tei.xml import NS, Element, add, all_text
from docconv.wellformed.shapes import is_date

STATED = ("author", "editor", "funder", "resp", "meeting")
PUBLISHED = ("publisher", "published", "idno", "licence")
Words = Callable[[Element], str]
Pairs = tuple[tuple[str, str], ...]
PATHS: Mapping[str, str] = {
    "subtitle": "t:fileDesc/t:titleStmt/t:title[@type='sub']",
    "author": "t:fileDesc/t:titleStmt/t:author",
    "editor": "t:fileDesc/t:titleStmt/t:editor",
    "funder": "t:fileDesc/t:titleStmt/t:funder",
    "resp": "t:fileDesc/t:titleStmt/t:respStmt",
    "meeting": "t:fileDesc/t:titleStmt/t:meeting",
    "publisher": "t:fileDesc/t:publicationStmt/t:publisher",
    "published": "t:fileDesc/t:publicationStmt/t:date",
    "idno": "t:fileDesc/t:publicationStmt/t:idno",
    "licence": "t:fileDesc/t:publicationStmt/t:availability/t:licence",
    "source_description": "t:fileDesc/t:sourceDesc//t:bibl[@type='description']",
    "revision": "t:revisionDesc//t:change",
}
"""Where each fact stands in a header."""
LISTED = "t:revisionDesc/t:list/t:item"
"""Changes as those list them who have no `change`."""
NAMES = ("persName", "orgName", "name")


def told(fields: Pairs, *names: str) -> Iterator[tuple[str, str]]:
    """The facts of some names, in their order."""
    return (pair for pair in fields if pair[0] in names)


# ------------ written


def add_statement(statement: Element, fields: Pairs) -> None:
    """What `titleStmt` has after the title."""
    for _, value in told(fields, "subtitle"):
        add(statement, "title", value, {"type": "sub"})
    for name, value in told(fields, *STATED):
        if name != "resp":
            add(statement, name, value)
            continue
        done, who = split(name, value)
        responsible = add(statement, "respStmt")
        add(responsible, "resp", done or value)
        add(responsible, "name", who or None)


def add_publication(publication: Element, fields: Pairs) -> None:
    """What `publicationStmt` has. Its details need somebody who publishes, which is `authority` where nobody
    says who does.
    """
    facts = list(told(fields, *PUBLISHED))
    if facts and facts[0][0] != "publisher":
        add(publication, "authority", NOT_STATED)
    availability = None
    for name, value in facts:
        first, second = split(name, value)
        if name == "licence":
            availability = add(publication, "availability") if availability is None else availability
            add_licence(availability, value)
        elif name == "idno":
            add(publication, name, second if first else value, {"type": first or None})
        else:
            date = name == "published"
            when = {"when": value} if date and is_date(value) else None
            add(publication, "date" if date else name, value, when)


def add_licence(availability: Element, value: str) -> None:
    """A licence by its name, with its address if that is after it in angles, or if it is all."""
    name, address = split("licence", value)
    named = bool(name) and name != address and value == f"{name} <{address}>"
    target = address if named or value == address else ""
    add(availability, "licence", name if named else value, {"target": target or None})


def add_revisions(header: Element, fields: Pairs) -> None:
    """What was changed, and when."""
    changes = list(told(fields, "revision"))
    revisions = add(header, "revisionDesc") if changes else header
    for name, value in changes:
        day, change = split(name, value)
        add(revisions, "change", change if is_date(day) else value, {"when": day if is_date(day) else None})


# ------------ read


def publication(header: Element, words: Words = all_text) -> Iterator[tuple[str, str, Element]]:
    """The facts that a header says, each with its name and its element; `words` reads those of an element."""
    for name, path in PATHS.items():
        for one in header.iterfind(path, NS):
            yield name, _value(name, one, words), one
    for one in header.iterfind(LISTED, NS):
        yield "revision", _value("revision", one, words), one


def _value(name: str, element: Element, words: Words) -> str:
    text = words(element)
    if name == "resp":
        done = "; ".join(filter(None, (words(one) for one in element.iterfind("t:resp", NS))))
        who = [words(one) for kind in NAMES for one in element.iterfind(f"t:{kind}", NS)]
        named = ", ".join(filter(None, who))
        return f"{done}: {named}" if done and named else done or named
    if name == "licence":
        target = element.get("target") or ""
        return f"{text} <{target}>" if text and target not in ("", text) else text or target
    if name == "idno":
        kind = element.get("type")
        return f"{kind}: {text}" if kind else text
    if name == "published":
        return element.get("when") or text
    if name == "revision":
        return f"{element.get('when')}: {text}" if element.get("when") else text
    return text
