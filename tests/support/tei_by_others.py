"""TEI for the tests of the reader, and what a second pair of eyes finds in it: its words, and who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from docconv.formats import Source
from docconv.formats.tei.read import read
from docconv.model import (
    Block,
    Document,
    Narrative,
    Paragraph,
    Resolved,
    Section,
    Speaker,
    Stage,
    Turn,
)
from docconv.notices import Notice
from docconv.tei.writing.edition import edition
from docconv.walk import text_of, turns, walk

TEI = "{http://www.tei-c.org/ns/1.0}"
SPEECHES = (f"{TEI}sp", f"{TEI}u")
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
WORD = re.compile(r"\w+")


def tei(text: str, header: str = "", root: str = 'xml:lang="en"') -> str:
    """A TEI file with the content of `text` and of the header."""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {root}><teiHeader>{header}</teiHeader><text>{text}</text></TEI>'


def body(content: str, header: str = "") -> str:
    """A TEI file with the content of `body`."""
    return tei(f"<body>{content}</body>", header)


def taken(data: str | bytes) -> tuple[Resolved, tuple[Notice, ...]]:
    """What the reader makes of a file called a.xml."""
    document, notices = read(Source(data.encode() if isinstance(data, str) else data, "a.xml"))
    assert isinstance(document, Document)
    return document, notices


def reading(data: str | bytes) -> Resolved:
    """The document in a file."""
    return taken(data)[0]


def told(data: str) -> list[str]:
    """The notices of a file, `line: message`."""
    return [f"{notice.span.line if notice.span else '-'}: {notice.message}" for notice in taken(data)[1]]


def lines(document: Resolved) -> list[str]:
    """The blocks of a document, one a line: `>` is a section, `A|` a turn with its label, `*` a direction."""
    return list(_lines(document.body, ""))


def _lines(blocks: tuple[Block[Speaker], ...], margin: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case Section(heading=head):
                yield f"{margin}> {text_of(head.children) if head else ''}".rstrip()
                yield from _lines(block.blocks, f"{margin}  ")
            case Turn():
                parts = " / ".join(map(_part, block.blocks))
                yield f"{margin}{'+'.join(one.id for one in block.speakers)} {block.label}| {parts}".rstrip()
            case Narrative() | Stage():
                yield margin + _part(block)
            case _:
                kind = type(block).__name__
                yield f"{margin}{kind}: {text_of(getattr(block, 'children', ())) or getattr(block, 'text', '')}"


def _part(block: Paragraph[Speaker] | Stage[Speaker] | Narrative[Speaker]) -> str:
    return ("*" if isinstance(block, Stage) else "") + text_of(block.children).replace("\n", "//")


def inlines(content: str) -> tuple[Any, ...]:
    """What stands in the first paragraph of a body."""
    found = next(one for one in walk(reading(body(content))) if isinstance(one, Narrative | Paragraph))
    return found.children


def words(data: str | bytes) -> list[str]:
    """The words in the text of a file, without the title that docconv adds where none is printed; those of a
    label before what it is about.
    """
    root = _root(data)
    text = root if root.tag == f"{TEI}text" else root.find(f"{TEI}text")
    assert text is not None
    for head in text.iterfind(f"{TEI}body/{TEI}head[@type='catalogue']"):
        head.clear()
    for speech in list(text.iter(f"{TEI}sp")):
        _label_first(speech)
    return WORD.findall(" ".join(str(part) for part in text.itertext(etree.Element)))


def has_late_label_within(data: str | bytes) -> bool:
    """Whether a label is behind words of a speech that is within a block: whether that is a turn, so that the
    label goes before them, depends on the block.
    """
    around = {f"{TEI}{name}" for name in ("TEI", "text", "front", "body", "back", "div")}
    speeches = _root(data).iter(f"{TEI}sp")
    inner = [one for one in speeches if not around.issuperset(outer.tag for outer in one.iterancestors())]
    return any(
        WORD.search("".join(map(str, before.itertext(etree.Element))))
        for speech in inner
        for label in speech.iterchildren(f"{TEI}speaker")
        for before in label.itersiblings(etree.Element, preceding=True)
    )


def _label_first(speech: etree._Element) -> None:
    """Put a label that stands behind directions, or behind all the words of its speech, before them."""
    labels = [
        one for one in speech.iterchildren(f"{TEI}speaker") if WORD.search("".join(map(str, one.itertext())))
    ]
    if not labels:
        return
    before = list(labels[0].itersiblings(etree.Element, preceding=True))
    loose = [speech.text, *(one.tail for one in before)]
    staged = all(one.tag == f"{TEI}stage" for one in before) and not any((one or "").strip() for one in loose)
    behind = [one for one in labels[0].itersiblings() if one not in labels]
    elements = [one for one in labels[0].itersiblings(etree.Element) if one not in labels]
    said = any(WORD.search("".join(map(str, one.itertext(etree.Element)))) for one in elements)
    said = said or any((one.tail or "").strip() for one in (*labels, *behind))
    for label in reversed(labels[:1] if said else labels):
        if staged or not said:
            earlier, speech.text = speech.text, None
            copy = etree.Element(f"{TEI}speaker")
            copy.text = " ".join(map(str, label.itertext(etree.Element)))
            copy.tail = f" {earlier or ''}"
            label.text = None
            for child in list(label):
                label.remove(child)
            speech.insert(0, copy)


def who(data: str | bytes) -> list[list[str]]:
    """To whom each speech of a file points; one that goes on with the one before it is no other."""
    speeches = list(_root(data).iter(*SPEECHES))
    ids = ["", *(f"#{one.get(XML_ID)}" for one in speeches)]
    others = [one for one, before in zip(speeches, ids, strict=False) if one.get("prev") != before]
    return [(one.get("who") or "").replace("#", "").split() for one in others]


def written(data: str | bytes) -> bytes:
    """A file as docconv writes it after reading it."""
    return edition(reading(data))


def spoken(data: str) -> list[str]:
    """Who speaks in each turn, by name."""
    return [" + ".join(one.name or one.id for one in turn.speakers) for turn in turns(reading(data))]


def _root(data: str | bytes) -> etree._Element:
    return etree.fromstring(data.encode() if isinstance(data, str) else data)
