"""The edition profile: turns as `sp`, narrative as `p` beside them.

Inside a paragraph no white space is added, so that the text reads back exactly; between blocks a line break
and two spaces a level make the file readable and its changes comparable line by line. The header is a tree;
the body is written as text, row by row, for as a tree it would take several times its memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TypeAlias, assert_never
from weakref import ref

from attrs import define, field
from lxml import etree

from docconv import model as m
from docconv.tei.names import (
    CAST_PARTS,
    CATALOGUE,
    EMPHASIS,
    NAMESPACE,
    PLACES,
    REST,
    SECTION,
    XML_LANG,
    clean,
    fits_rend,
)
from docconv.tei.writing.header import NOBODY, add_header
from docconv.tei.writing.timeline import add_timeline, synchronous, with_instants
from docconv.tei.writing.words import WordMarker, word_marker
from docconv.tei.xml import Attributes, Element, add, element, escaped, indent, tag
from docconv.walk import printed_title, turns

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
BODY = "body"
"""The name of the instruction in the place of the body, before that is written."""
LEVEL = 2
"""How many elements the body is in."""
_Told: TypeAlias = tuple[datetime | None, str]
KEPT: dict[int, tuple[Callable[[], m.Resolved | None], _Told, bytes]] = {}
"""The last document, by its identity, and its TEI: DOCX and PDF carry what the file of TEI is."""
_NOTHING: tuple[Callable[[], m.Resolved | None], _Told, bytes] = (lambda: None, (None, ""), b"")


def edition(
    document: m.Resolved, *,
    created: datetime | None = None, persons: Mapping[str, str] = NOBODY, options: str = "",
) -> bytes:  # fmt: skip
    """A document as TEI in UTF-8, valid against tei_all 4.9 and 4.12. `created` dates the file; the clock is
    not read. `persons` has pointers such as `persons.xml#ann` for the ids of those whom another file lists.
    `options` are told in the header.

    A body of nothing but separators and boilerplate is in a division, since a body cannot hold them
    alone.
    """
    kept, told, data = KEPT.get(id(document), _NOTHING)
    if kept() is document and told == (created, options) and not persons:
        return data
    root = new_root(document)
    add_header(root, document, created, persons=persons, options=options)
    data = with_text(root, document, EditionWriter(persons=persons))
    if not persons:
        _keep(document, (created, options), data)
    return data


def _keep(document: m.Resolved, told: _Told, data: bytes) -> None:
    """Keep what was written until the document is gone or another is written."""
    key, kept = id(document), KEPT  # by a name of its own, since those of modules are gone when Python ends
    kept.clear()
    kept[key] = (ref(document, lambda _: kept.pop(key, None)), told, data)


def new_root(document: m.Resolved) -> Element:
    """The root of a TEI file, and its language."""
    # The stubs of lxml forget that the default namespace has no prefix.
    root = etree.Element(f"{{{NAMESPACE}}}TEI", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set(XML_LANG, document.metadata.lang)
    return root


def with_text(root: Element, document: m.Resolved, writer: EditionWriter) -> bytes:
    """A file of a root that has its header, in UTF-8, its text as a writer writes it."""
    text = add(root, "text")
    add_timeline(text, document)
    place = etree.ProcessingInstruction(BODY)
    mark = etree.tostring(place)
    text.append(place)
    indent(root, 0)
    above, _, below = etree.tostring(root, encoding="utf-8").partition(mark)
    writer.resumed = {turn.continues: turn.id for turn in turns(document) if turn.continues}
    writer.whole(document)
    return b"".join((DECLARATION, *with_instants(above, document), *writer.rows, below, b"\n"))


@define(eq=False, repr=False)
class EditionWriter:
    """Writes blocks as rows, each after its line break and indent, and inlines as text; counts the
    quotations, and knows which turn goes on with which. `level`: how many elements the next row is in.
    `marker`: what marks the words of the paragraph that is being written, where their times are known.
    `grouped`: whether a group of lines of verse is open. `persons`: as for `edition`.
    """

    resumed: dict[str, str] = field(factory=dict)
    rows: list[bytes] = field(factory=list)
    level: int = field(default=LEVEL)
    quotations: int = field(default=0)
    marker: WordMarker | None = None
    grouped: bool = False
    persons: Mapping[str, str] = NOBODY

    def whole(self, document: m.Resolved) -> None:
        """What is in `text`: a body with the title and all blocks."""
        self.rows.append(b"<body>")
        self.body(document)

    def body(self, document: m.Resolved) -> None:
        """The title and all blocks, after the tag of the body, and the tag at its end."""
        derived = {"type": CATALOGUE} if document.title is None else None
        self.level += 1
        self.row(element("head", self.inlines(printed_title(document)), derived))
        if all(map(self.is_global, document.body)):
            self.division({"type": REST}, document.body)
        else:
            self.blocks(document.body)
        self.end_group()
        self.level -= 1
        self.row("</body>")

    def is_global(self, block: m.Block[m.Speaker]) -> bool:
        """Whether a block is written as what a body cannot hold alone."""
        return isinstance(block, m.Separator | m.Boilerplate)

    def row(self, text: str) -> None:
        """An element on a line of its own."""
        self.rows.append(f"\n{'  ' * self.level}{text}".encode())

    def around(self, name: str, attributes: Attributes, write: Callable[[], None]) -> None:
        """An element around the rows that something writes."""
        self.end_group()
        start = len(self.rows)
        self.row(tag(name, attributes))
        self.level += 1
        write()
        self.end_group()
        self.level -= 1
        if len(self.rows) > start + 1:
            self.row(f"</{name}>")
        else:
            del self.rows[start:]
            self.row(element(name, "", attributes))

    def paragraph(
        self, words: str, verse: m.VerseLine | None, more: Attributes = None, name: str = "p"
    ) -> None:
        """A paragraph, or a line of verse, with which a group of them may begin."""
        if verse is None or verse.stanza:
            self.end_group()
        if verse is None:
            self.row(element(name, words, more))
            return
        if verse.stanza:
            self.row("<lg>")
            self.level += 1
            self.grouped = True
        self.row(element("l", words, {"part": verse.part, "n": verse.n, **(more or {})}))

    def end_group(self) -> None:
        """The group of lines that is open ends."""
        if self.grouped:
            self.level -= 1
            self.row("</lg>")
            self.grouped = False

    def division(self, attributes: Attributes, blocks: Iterable[m.Block[m.Speaker]]) -> None:
        """A `div` around blocks."""
        self.around("div", attributes, partial(self.blocks, blocks))

    def blocks(self, blocks: Iterable[m.Block[m.Speaker]]) -> None:
        """Blocks in order. What follows a section is in a division of its own, as the schema wants it."""
        divided = False
        for divides, some in groupby(blocks, is_division):
            if divides:
                divided = True
                for section in some:
                    self.block(section)
            elif divided:
                self.around("div", {"type": REST}, partial(self.undivided, some))
            else:
                self.undivided(some)

    def undivided(self, blocks: Iterable[m.Block[m.Speaker]]) -> None:
        """Blocks that are no sections but cast lists, whose entries one after the other are in one list; a
        section of them with a heading is a list by itself, unless a list goes on with it.
        """
        entries: list[m.Block[m.Speaker]] = []
        for block in blocks:
            if isinstance(block, m.CastItem | m.Section):
                if isinstance(block, m.Section) and block.heading is not None and not entries:
                    self.cast_list("castList", block)
                else:
                    entries.append(block)
                continue
            self.entries(entries)
            entries = []
            self.block(block)
        self.entries(entries)

    def entries(self, entries: list[m.Block[m.Speaker]]) -> None:
        """A cast list without a heading; nothing where it has no entries."""
        if entries:
            self.around("castList", None, partial(self.cast, entries))

    def cast_list(self, name: str, section: m.Section[m.Speaker]) -> None:
        """A section of nothing but entries of a cast list, as a list or as a group in one."""
        self.around(name, None, partial(self.headed, section, partial(self.cast, section.blocks, name)))

    def headed(self, section: m.Section[m.Speaker], write: Callable[[], None]) -> None:
        """The heading of a section, and what something writes."""
        if section.heading is not None:
            self.row(element("head", self.inlines(section.heading.children)))
        write()

    def cast(self, blocks: Iterable[m.Block[m.Speaker]], name: str = "castList") -> None:
        """Entries of a cast list, and groups of them; in a group, what is said of all of them."""
        for block in blocks:
            if isinstance(block, m.Section):
                self.cast_list("castGroup", block)
            elif isinstance(block, m.CastItem):
                match block.children:
                    case (m.CastPart(kind="description"),) if name == "castGroup":
                        self.row(self.inlines(block.children))
                    case _:
                        self.row(element("castItem", self.inlines(block.children), self.entry(block)))

    def entry(self, item: m.CastItem[m.Speaker]) -> Attributes:  # noqa: ARG002  profiles say more
        """The attributes of an entry of a cast list."""
        return None

    def block(self, block: m.Block[m.Speaker]) -> None:
        """One block."""
        if not isinstance(block, m.Narrative):
            self.end_group()
        match block:
            case m.Turn():
                self.turn(block)
            case m.Narrative():
                self.paragraph(self.inlines(block.children), block.verse)
            case m.Stage():
                self.row(self.stage(block))
            case m.Separator():
                self.row(_separator(block))
            case m.Boilerplate():
                kind = "boilerplate" if block.kind == "notice" else block.kind
                self.row(element("note", self.inlines(block.children), {"type": kind}))
            case m.Section():
                inside = partial(self.headed, block, partial(self.blocks, block.blocks))
                self.around("div", _called(block), inside)
            case m.CastItem():
                self.entries([block])
            case _:
                assert_never(block)

    def turn(self, turn: m.Turn[m.Speaker]) -> None:
        """A turn as `sp`; one without content holds an empty paragraph (tei_all 4.9 wants one)."""
        self.row(tag("sp", self.facts(turn)))
        self.level += 1
        if turn.label is not None:
            self.row(f"<speaker>{escaped(turn.label)}</speaker>")
        for part in turn.blocks:
            self.part(part)
        self.end_group()
        if not turn.blocks:
            self.row("<p/>")
        self.level -= 1
        self.row("</sp>")

    def facts(self, turn: m.Turn[m.Speaker]) -> dict[str, str | None]:
        """The attributes of a turn: who speaks, in which language, and which turns it goes on with."""
        return {
            "xml:id": turn.id,
            **self.attributed(turn),
            "xml:lang": turn.lang or None,
            "prev": f"#{turn.continues}" if turn.continues else None,
            "next": f"#{self.resumed[turn.id]}" if turn.id in self.resumed else None,
        }

    def attributed(self, spoken: m.Turn[m.Speaker] | m.Said[m.Speaker]) -> dict[str, str | None]:
        """`@who` and, below high certainty, `@cert`."""
        pointers = (self.persons.get(speaker.id) or f"#{speaker.id}" for speaker in spoken.speakers)
        certainty = spoken.attribution.certainty
        return {"who": " ".join(pointers) or None, "cert": None if certainty == "high" else certainty}

    def part(self, part: m.TurnBlock[m.Speaker], name: str = "p", *, is_timed: bool = True) -> None:
        """A part of a turn, a paragraph under a name, with the times of its own."""
        match part:
            case m.Paragraph():
                self.marker = word_marker(part)
                times = synchronous(part.timing) if is_timed else None
                self.paragraph(self.inlines(part.children), part.verse, times, name)
                self.marker = None
            case m.Stage():
                self.end_group()
                self.row(self.stage(part))
            case _:
                assert_never(part)

    def stage(self, stage: m.Stage[m.Speaker]) -> str:
        """A direction, among blocks or words."""
        return element("stage", self.inlines(stage.children), {"type": stage.kind})

    def milestone(self, point: m.Milestone) -> str:
        """A point of the text."""
        return _break(point)

    def inlines(self, inlines: Iterable[m.Inline[m.Speaker]]) -> str:
        """Inlines, one after the other."""
        return "".join(map(self.inline, inlines))

    def text(self, text: str) -> str:
        """A text, and the times of its words where they are known."""
        return escaped(text) if self.marker is None else self.marker.text(text)

    def skip(self, size: int) -> None:
        """So many characters that are read are none of a text."""
        if self.marker is not None:
            self.marker.skip(size)

    def inline(self, inline: m.Inline[m.Speaker]) -> str:
        """One inline."""
        match inline:
            case m.Text(text):
                return self.text(text)
            case m.Emphasis():
                return element("hi", self.inlines(inline.children), {"rend": EMPHASIS[inline.kind]})
            case m.Said():
                return self.said(inline)
            case m.Stage():
                return self.stage(inline)
            case m.Gap():
                self.skip(len(inline.text))
                return element("gap", f"<desc>{escaped(inline.text)}</desc>", {"reason": inline.reason})
            case m.Unclear():
                return element("unclear", self.inlines(inline.children))
            case m.Foreign():
                inside = self.inlines(inline.children)
                # TEI has no stage in foreign, but in a segment there.
                staged = any(isinstance(child, m.Stage) for child in inline.children)
                inside = element("seg", inside) if staged else inside
                return element("foreign", inside, {"xml:lang": inline.lang})
            case m.CastPart():
                return element(CAST_PARTS[inline.kind], self.inlines(inline.children))
            case m.Note():
                return self.note(inline)
            case m.Milestone():
                self.skip(int(inline.kind == "line"))
                return self.milestone(inline)
            case _:
                assert_never(inline)

    def said(self, said: m.Said[m.Speaker]) -> str:
        """A quotation; one with reasons is named, so that they can be told in the header."""
        self.quotations += 1
        name = f"q{self.quotations}" if said.attribution.evidence else None
        return element("said", self.inlines(said.children), self.attributed(said) | {"xml:id": name})

    def note(self, note: m.Note[m.Speaker]) -> str:
        """A note, whose words are none of the paragraph."""
        facts = {"type": note.kind, "place": PLACES[note.place], "n": note.n}
        marker, self.marker = self.marker, None
        inside = self.inlines(note.children)
        self.marker = marker
        return element("note", inside, facts)


def is_cast(section: m.Section[m.Speaker]) -> bool:
    """Whether a section is a cast list or a group in one: it has nothing but entries and groups of them."""
    plain = section.kind is None and section.n is None and bool(section.blocks)
    return plain and all(
        isinstance(one, m.CastItem) or (isinstance(one, m.Section) and is_cast(one)) for one in section.blocks
    )


def is_division(block: m.Block[m.Speaker]) -> bool:
    """Whether a block is a section that is no cast list."""
    return isinstance(block, m.Section) and not is_cast(block)


def _called(section: m.Section[m.Speaker]) -> dict[str, str | None]:
    """`@type` and `@n`; `@subtype` tells a section that is called as what follows one is from that."""
    return {"type": section.kind, "subtype": SECTION if section.kind == REST else None, "n": section.n}


def _separator(separator: m.Separator) -> str:
    """A milestone: its print in `@rend`, or in `@n` where `@rend` cannot hold it."""
    text = clean(separator.text)
    return element("milestone", "", {"unit": "section", "rend" if fits_rend(text) else "n": text})


def _break(point: m.Milestone) -> str:
    """A point of the text; what the source prints there is in `@n`."""
    match point.kind:
        case "line":
            return "<lb/>"
        case "page":
            return element("pb", "", {"n": point.text or None})
        case _:
            return element("milestone", "", {"unit": point.kind, "n": point.text})
