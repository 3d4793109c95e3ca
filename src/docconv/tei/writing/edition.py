"""The edition profile: turns as `sp`, narrative as `p` beside them.

Inside a paragraph no white space is added, so that the text reads back exactly; between blocks a line break
and two spaces a level make the file readable and its changes comparable line by line.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from attrs import define, field
from lxml import etree

from docconv import model as m
from docconv.tei.names import (
    CAST_PARTS,
    EMPHASIS,
    NAMESPACE,
    PLACES,
    REST,
    SECTION,
    XML_ID,
    XML_LANG,
    clean,
    fits_rend,
)
from docconv.tei.writing.header import add_header
from docconv.tei.writing.timeline import add_timeline, synchronous, with_instants
from docconv.tei.writing.words import WordMarker, with_marked, word_marker
from docconv.tei.xml import Element, add, append_text
from docconv.walk import printed_title, turns

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def edition(document: m.Resolved, *, created: datetime | None = None) -> bytes:
    """A document as TEI in UTF-8, valid against tei_all 4.9 and 4.12. `created` dates the file; the clock is
    not read.

    A body of nothing but separators and boilerplate is in a division, since a body cannot hold them
    alone.
    """
    # The stubs of lxml forget that the default namespace has no prefix.
    root = etree.Element(f"{{{NAMESPACE}}}TEI", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set(XML_LANG, document.metadata.lang)
    add_header(root, document, created)
    text = add(root, "text")
    add_timeline(text, document)
    body = add(text, "body")
    resumed = {turn.continues: turn.id for turn in turns(document) if turn.continues}
    writer = _Writer(resumed)
    derived = {"type": "catalogue"} if document.title is None else None
    writer.inlines(add(body, "head", None, derived), printed_title(document))
    sparse = all(isinstance(block, m.Separator | m.Boilerplate) for block in document.body)
    writer.blocks(add(body, "div", None, {"type": REST}) if sparse else body, document.body)
    indent(root, 0)
    data = with_marked(etree.tostring(root, encoding="utf-8"), writer.marked)
    return DECLARATION + with_instants(data, document) + b"\n"


@define(eq=False, repr=False)
class _Writer:
    """Writes blocks and inlines; counts the quotations, and knows which turn goes on with which. `marker`:
    what marks the words of the paragraph that is being written, where their times are known, and puts them
    into `marked`.
    """

    resumed: dict[str, str]
    quotations: int = field(default=0)
    marker: WordMarker | None = None
    marked: list[str] = field(factory=list)

    def blocks(self, parent: Element, blocks: Iterable[m.Block[m.Speaker]]) -> None:
        """Blocks in order. What follows a section is in a division of its own, as the schema wants it."""
        target, divided = parent, False
        cast: Element | None = None
        for block in blocks:
            if isinstance(block, m.Section) and not is_cast(block):
                target, divided, cast = parent, True, None
                self.section(add(parent, "div", None, _called(block)), block)
                continue
            if target is parent and divided:
                target = add(parent, "div", None, {"type": REST})
            if isinstance(block, m.CastItem) or (isinstance(block, m.Section) and cast is not None):
                cast = add(target, "castList") if cast is None else cast
                self.cast(cast, (block,))
            elif isinstance(block, m.Section):
                cast = self.cast_list(target, block)
            else:
                cast = None
                self.block(target, block)

    def cast_list(self, parent: Element, section: m.Section[m.Speaker]) -> Element | None:
        """A section of nothing but entries of a cast list. It is a list with a heading, or the first group of
        one without, which goes on.
        """
        cast = add(parent, "castList")
        if section.heading is None:
            self.cast(cast, (section,))
            return cast
        self.inlines(add(cast, "head"), section.heading.children)
        self.cast(cast, section.blocks)
        return None

    def cast(self, parent: Element, blocks: Iterable[m.Block[m.Speaker]]) -> None:
        """Entries of a cast list, and groups of them; in a group, what is said of all of them."""
        for block in blocks:
            if isinstance(block, m.Section):
                group = add(parent, "castGroup")
                if block.heading is not None:
                    self.inlines(add(group, "head"), block.heading.children)
                self.cast(group, block.blocks)
            elif isinstance(block, m.CastItem):
                match block.children:
                    case (m.CastPart(kind="description"),) if parent.tag == f"{{{NAMESPACE}}}castGroup":
                        self.inlines(parent, block.children)
                    case _:
                        self.inlines(add(parent, "castItem"), block.children)

    def section(self, division: Element, section: m.Section[m.Speaker]) -> None:
        """A `div` with its heading."""
        if section.heading is not None:
            self.inlines(add(division, "head"), section.heading.children)
        self.blocks(division, section.blocks)

    def block(self, parent: Element, block: m.Block[m.Speaker]) -> None:
        """One block that is no section."""
        match block:
            case m.Turn():
                self.turn(parent, block)
            case m.Narrative():
                self.inlines(add(parent, "p"), block.children)
            case m.Stage():
                self.inlines(add(parent, "stage", None, {"type": block.kind}), block.children)
            case m.Separator():
                _separator(parent, block)
            case m.Boilerplate():
                kind = "boilerplate" if block.kind == "notice" else block.kind
                self.inlines(add(parent, "note", None, {"type": kind}), block.children)
            case m.Section() | m.CastItem():
                self.blocks(parent, (block,))
            case _:
                assert_never(block)

    def turn(self, parent: Element, turn: m.Turn[m.Speaker]) -> None:
        """A turn as `sp`; one without content holds an empty paragraph (tei_all 4.9 wants one)."""
        spoken = {XML_ID: turn.id, **_attributes(turn), XML_LANG: turn.lang or None}
        halves = {
            "prev": f"#{turn.continues}" if turn.continues else None,
            "next": f"#{self.resumed[turn.id]}" if turn.id in self.resumed else None,
        }
        speech = add(parent, "sp", None, spoken | halves)
        if turn.label is not None:
            add(speech, "speaker", turn.label)
        for part in turn.blocks:
            match part:
                case m.Paragraph():
                    self.marker = word_marker(part, self.marked)
                    self.inlines(add(speech, "p", None, synchronous(part.timing)), part.children)
                    self.marker = None
                case m.Stage():
                    self.inlines(add(speech, "stage", None, {"type": part.kind}), part.children)
                case _:
                    assert_never(part)
        if not turn.blocks:
            add(speech, "p")

    def inlines(self, parent: Element, inlines: Iterable[m.Inline[m.Speaker]]) -> None:
        """Inlines into an element that has no content yet, or after what it has."""
        for inline in inlines:
            self.inline(parent, inline)

    def text(self, parent: Element, text: str) -> None:
        """A text, and the times of its words where they are known."""
        if self.marker is None:
            append_text(parent, text)
        else:
            self.marker.text(parent, text)

    def skip(self, size: int) -> None:
        """So many characters that are read are none of a text."""
        if self.marker is not None:
            self.marker.skip(size)

    def inline(self, parent: Element, inline: m.Inline[m.Speaker]) -> None:
        """One inline."""
        match inline:
            case m.Text(text):
                self.text(parent, text)
            case m.Emphasis():
                self.inlines(add(parent, "hi", None, {"rend": EMPHASIS[inline.kind]}), inline.children)
            case m.Said():
                self.quotations += 1
                name = f"q{self.quotations}" if inline.attribution.evidence else None
                self.inlines(add(parent, "said", None, _attributes(inline) | {XML_ID: name}), inline.children)
            case m.Stage():
                self.inlines(add(parent, "stage", None, {"type": inline.kind}), inline.children)
            case m.Gap():
                self.skip(len(inline.text))
                add(add(parent, "gap", None, {"reason": inline.reason}), "desc", inline.text)
            case m.Unclear():
                self.inlines(add(parent, "unclear"), inline.children)
            case m.Foreign():
                foreign = add(parent, "foreign", None, {XML_LANG: inline.lang})
                # TEI has no stage in foreign, but in a segment there.
                staged = any(isinstance(child, m.Stage) for child in inline.children)
                self.inlines(add(foreign, "seg") if staged else foreign, inline.children)
            case m.CastPart():
                self.inlines(add(parent, CAST_PARTS[inline.kind]), inline.children)
            case m.Note():
                facts = {"type": inline.kind, "place": PLACES[inline.place], "n": inline.n}
                marker, self.marker = self.marker, None
                self.inlines(add(parent, "note", None, facts), inline.children)
                self.marker = marker
            case m.Milestone():
                self.skip(int(inline.kind == "line"))
                _break(parent, inline)
            case _:
                assert_never(inline)


def is_cast(section: m.Section[m.Speaker]) -> bool:
    """Whether a section is a cast list or a group in one: it has nothing but entries and groups of them."""
    plain = section.kind is None and section.n is None and bool(section.blocks)
    return plain and all(
        isinstance(one, m.CastItem) or (isinstance(one, m.Section) and is_cast(one)) for one in section.blocks
    )


def _called(section: m.Section[m.Speaker]) -> dict[str, str | None]:
    """`@type` and `@n`; `@subtype` tells a section that is called as what follows one is from that."""
    return {"type": section.kind, "subtype": SECTION if section.kind == REST else None, "n": section.n}


def _attributes(spoken: m.Turn[m.Speaker] | m.Said[m.Speaker]) -> dict[str, str | None]:
    """`@who` and, below high certainty, `@cert`."""
    who = " ".join(f"#{speaker.id}" for speaker in spoken.speakers) or None
    certainty = spoken.attribution.certainty
    return {"who": who, "cert": None if certainty == "high" else certainty}


def _separator(parent: Element, separator: m.Separator) -> None:
    """A milestone: its print in `@rend`, or in `@n` where `@rend` cannot hold it."""
    text = clean(separator.text)
    add(parent, "milestone", None, {"unit": "section", "rend" if fits_rend(text) else "n": text})


def _break(parent: Element, point: m.Milestone) -> None:
    """A point of the text; what the source prints there is in `@n`."""
    if point.kind == "line":
        add(parent, "lb")
    elif point.kind == "page":
        add(parent, "pb", None, {"n": point.text or None})
    else:
        add(parent, "milestone", None, {"unit": point.kind, "n": point.text})


MIXED = frozenset(
    f"{{{NAMESPACE}}}{name}"
    for name in (
        "p",
        "seg",
        "head",
        "stage",
        "note",
        "speaker",
        "castItem",
        "role",
        "roleDesc",
        "actor",
        "bibl",
        "item",
        "persName",
        "title",
        "date",
        "language",
    )
)


def indent(element: Element, level: int) -> None:
    """Line breaks and indents between the children of elements that hold no text of their own."""
    if element.tag in MIXED or not len(element):
        return
    inside = "\n" + "  " * (level + 1)
    element.text = inside
    for child in element:
        indent(child, level + 1)
        child.tail = inside
    element[-1].tail = "\n" + "  " * level
