"""The elements of an XML file as they begin and end, so that a large file needs no tree of all of it.

Entities are not expanded, no DTD and no other file is loaded, and no more than 256 elements are in each
other.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from xml.parsers import expat

from lxml import etree

from docconv.errors import BadInputError
from docconv.patterns import regex
from docconv.tei.reading.source.elements import line_of
from docconv.tei.xml import Element

STRETCH = 1 << 16
LINE_END = "\n"
MARKS_OF_ORDER = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OURS = regex(r"\AResource limit exceeded: |,? (?:try|use) XML_PARSE_HUGE.*", re.DOTALL)
"""What the parser says to programmers."""
LIMITS = regex(
    r"Resource limit exceeded|Excessive depth|Name too long|(?:Comment|PI .*|CData section) too big"
)
MEND = "mend it there, or give another format"


def events(data: bytes, name: str) -> Iterator[tuple[bool, Element]]:
    """Every element twice: when it begins (true) and when it is complete.

    Raises `BadInputError` with line and column for what is not XML, and for entities.
    """
    try:
        declared, known = _has_dtd(data, name), set[object]()
        for event, element in _steps(_parser(ids=declared), data):
            if declared and event == "end":
                _refuse_entities(element, name)
            if event == "start" and element.tag not in known:
                _refuse_colons(element, name)
                known.add(element.tag)
            yield event == "start", element
    except etree.XMLSyntaxError as error:
        raise _malformed(data, name, error) from error


def _refuse_colons(element: Element, name: str) -> None:
    """Raise `BadInputError` for a name with a colon that parts no prefix from it: no name in a namespace."""
    tag: object = element.tag
    local = tag.partition("}")[2] or tag if isinstance(tag, str) else ""
    if ":" in local or "}" in local:
        message = f"an element is named {local}, which is no name with a prefix"
        raise BadInputError(message, where=f"{name}:{element.sourceline}", remedy=MEND)


def _parser(*, ids: bool) -> etree.XMLPullParser:
    """A parser that loads nothing.

    Without `ids`, it takes files in which an id occurs twice, but would load a DTD: lxml 6.1 has libxml2 skip
    the ids by a flag that makes it load the external subset, too.
    """
    return etree.XMLPullParser(
        ("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=ids,
    )


def _has_dtd(data: bytes, name: str) -> bool:
    """Whether a document type is declared before the root element.

    The parser puts what a DTD declares into attributes, whatever it is told. So entities that are used, and
    attributes with defaults, are refused: raises `BadInputError`.
    """
    _, root = next(_steps(_parser(ids=True), data))
    info = root.getroottree().docinfo
    declared: Any = info.internalDTD
    if declared is None:
        return False
    text = _text(data, info.encoding, name)
    for entity in declared.iterentities():
        at = text.find(f"&{entity.name};")
        if at >= 0:
            where = f"{name}:{text.count(LINE_END, 0, at) + 1}"
            message = f"it uses entities of its own, such as {entity.name}, which are not expanded"
            raise BadInputError(message, where=where, remedy="write out the entities")
    for attribute in _filled_in(text):
        message = f"its DTD has a value for {attribute}, which is not filled in"
        raise BadInputError(message, where=name, remedy="write it out and take off the DTD")
    return True


def _filled_in(text: str) -> list[str]:
    """The attributes to which a DTD gives values, be it by an entity that holds declarations; lxml knows only
    those of elements that it declares, too. What the DTD would load is passed over.
    """
    found: list[str] = []

    def declared(element: str, attribute: str, _kind: str, value: str | None, _needed: bool) -> None:  # noqa: FBT001  expat gives it
        if value is not None:
            found.append(f"{element}/@{attribute}")

    parser = expat.ParserCreate()
    parser.AttlistDeclHandler = declared
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    parser.ExternalEntityRefHandler = lambda *_: 1
    with suppress(expat.ExpatError):  # the account of words refuses what expat does not read
        parser.Parse(text, True)  # noqa: FBT003  expat takes it by position
    return found


def _text(data: bytes, encoding: str | None, name: str) -> str:
    """A file with a DTD as text, decoded as the parser does: by its mark of order, or as it says."""
    marked = "utf-16" if data.startswith(MARKS_OF_ORDER) else encoding or "utf-8"
    try:
        return data.decode(marked)
    except (LookupError, UnicodeError) as error:
        message = f"it has a DTD, and an encoding in which entities cannot be looked for: {marked}"
        raise BadInputError(message, where=name, remedy="save it as UTF-8") from error


def _steps(parser: etree.XMLPullParser, data: bytes) -> Iterator[tuple[str, Element]]:
    """The events of the parser, a stretch of bytes at a time."""
    view = memoryview(data)
    for start in range(0, len(data), STRETCH):
        parser.feed(bytes(view[start : start + STRETCH]))
        yield from parser.read_events()  # type: ignore[misc]  # start and end come with elements
    parser.close()
    yield from parser.read_events()  # type: ignore[misc]


def _refuse_entities(element: Element, name: str) -> None:
    """Raise where an element holds an entity that the file declares, or that a DTD may declare."""
    for entity in element.iterchildren(etree.Entity):
        message = f"it uses entities of its own, such as {entity.text}, which are not expanded"
        raise BadInputError(message, where=f"{name}:{line_of(entity)}", remedy="write out the entities")


def _malformed(data: bytes, name: str, error: etree.XMLSyntaxError) -> BadInputError:
    """The error at its place. For a few errors the stream knows no place, so that they are sought in a
    tree.
    """
    if not error.lineno:
        try:
            etree.fromstring(
                data,
                etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False),
            )
        except etree.XMLSyntaxError as better:
            error = better
    message = str(error.msg).partition(", line ")[0]
    where = f"{name}:{error.lineno}:{error.offset}"
    if LIMITS.match(message):
        limit = f"it is well-formed so far, but too much of one piece: {OURS.sub('', message)}"
        return BadInputError(limit, where=where, remedy="divide what is there")
    return BadInputError(f"not well-formed XML: {message}", where=where, remedy=MEND)
