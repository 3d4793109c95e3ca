"""What the elements of TEI are to the reader, and the little that one asks of an element.

Sources: the TEI guidelines P5 4.9, chapters 4 (structure), 7 (drama), 8 (speech), 17 (analysis).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from lxml import etree

from docconv.patterns import regex
from docconv.tei.names import TEI, XML_LANG
from docconv.tei.xml import Element
from docconv.wellformed.shapes import is_word, on_one_line


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


NAMED = frozenset(("prologue", "epilogue"))
DIVISIONS = NAMED | {"div", *(f"div{level}" for level in range(8))}
CONTAINERS = DIVISIONS | {"TEI", "teiCorpus", "text", "group", "front", "body", "back", "performance"}
"""Opened where they begin, closed where they end; what is in them is read and forgotten at once."""

TURNS = frozenset(("sp", "u"))
TEXTUAL = frozenset(("p", "ab", "seg", "s", "l", "head", "speaker", "said"))
"""One paragraph each, unless somebody speaks in them."""

TITLE_PAGE = _names("titlePage docTitle titlePart docAuthor docImprint docDate docEdition imprimatur")
LETTER = _names("argument epigraph opener closer trailer byline dateline salute signed postscript")
CAST = _names("castList castItem castGroup set performance")
TABULAR = _names("list item table row figure figDesc address addrLine")
CAPTIONED = _names("castGroup castItem table row item figure")
"""A heading in them is a caption; it opens no section."""

IMPRINT = _names("docTitle docAuthor docDate")
"""They are on lines of their own, unless they are words of a line."""

FIELDS = _names("role roleDesc actor cell")
"""Parts of an entry: a space is between them, even where the file has none."""

ENTRIES = _names(
    "listPerson person personGrp listOrg org listPlace place listEvent event"
    " listBibl biblStruct biblFull entry"
)
FLOATING = _names("floatingText text body front back group")
BLOCKS = (
    DIVISIONS | TURNS | TITLE_PAGE | LETTER | CAST | TABULAR | ENTRIES | FLOATING
    | _names("p ab lg head spGrp annotationBlock eg")
)  # fmt: skip
"""They are on lines of their own; several of them in one element are several blocks."""

ALTERNATIVES = frozenset(("choice", "app", "ruby", "subst"))
"""Several readings of one place; the first is the text, the others follow it in brackets."""

FILM = frozenset(("camera", "caption", "sound", "tech", "view"))
MARKS = frozenset(("pause", "shift", "vocal", "kinesic", "incident"))
POINTS = frozenset(("pb", "lb", "cb", "gb", "milestone", "anchor"))
"""Empty by the schema of TEI; where one has words, they are words of the text."""

PLAIN = CONTAINERS | _names(
    "p sp u speaker stage head hi said gap unclear foreign lb pb seg s l lg desc note vocal kinesic incident"
    " pause shift milestone castList castItem role roleDesc titlePage docTitle titlePart item list timeline"
    " when annotationBlock spanGrp span emph anchor choice app ruby"
    " sic corr orig reg abbr expan lem rdg rb rt"
)
"""Not reported as simplified: they have a place, or are reported in another way."""

BLANK = regex(r"[ \t\r\n]+")


def local(element: Element) -> str:
    """The name of a TEI element; empty for comments, instructions and elements of other namespaces."""
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: object) -> str:
    return tag[len(TEI) :] if isinstance(tag, str) and tag.startswith(TEI) else ""


def is_element(node: Element) -> bool:
    """Whether a node is neither a comment nor an instruction."""
    tag: object = node.tag
    return isinstance(tag, str)


def shown(element: Element) -> str:
    """The name of an element of any namespace, for a notice."""
    return str(etree.QName(element).localname)


def line_of(element: Element) -> int:
    """The line where an element begins, from 1."""
    return cast("int | None", element.sourceline) or 1


def words(element: Element) -> str:
    """The text of an element and of all in it, white space as one space; no comments, no instructions."""
    return plain("".join(str(part) for part in element.itertext(etree.Element)))


def plain(text: str) -> str:
    """Text with single spaces and none of any kind at its ends."""
    return BLANK.sub(" ", text).strip()


def called(element: Element) -> tuple[str | None, str | None]:
    """The kind and the number of a division: `@type`, else its name where that says it, and `@n`."""
    name = local(element)
    if name not in DIVISIONS:
        return None, None
    kind = "-".join((element.get("type") or (name if name in NAMED else "")).split())
    return kind if is_word(kind) else None, on_one_line(element.get("n") or "") or None


def has_words(element: Element) -> bool:
    """Whether there is text in an element."""
    return any(str(part).strip() for part in element.itertext(etree.Element))


def is_point(element: Element) -> bool:
    """Whether an element is a point of the text and not, against the schema, around words of it."""
    return local(element) in POINTS and not has_words(element)


def is_between_words(element: Element) -> bool:
    """Whether text is right before or after an element."""
    before = element.getprevious()
    around = element.getparent()
    text = (None if around is None else around.text) if before is None else before.tail
    return bool((text or "").strip() or (element.tail or "").strip())


def is_block(element: Element) -> bool:
    """Whether an element is on lines of its own."""
    name = local(element)
    return name in BLOCKS and not (name in IMPRINT and is_between_words(element))


def below(element: Element) -> Iterator[Element]:
    """The child elements."""
    return element.iterchildren(etree.Element)


def pointers(value: str | None) -> Iterator[str]:
    """The ids that an attribute points to: after `#`, or after the colon of a prefix, or as they are."""
    for pointer in (value or "").split():
        found = pointer.rpartition("#")[2] if "#" in pointer else pointer.rpartition(":")[2]
        if found:
            yield found


def other_language(element: Element) -> str | None:
    """`@xml:lang`, if it is not that of what is around the element."""
    lang = element.get(XML_LANG)
    if not lang:
        return None
    around = next(filter(None, (one.get(XML_LANG) for one in element.iterancestors())), None)
    return None if lang == around else lang
