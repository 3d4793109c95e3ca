"""TEI back to a document: exact for what docconv writes.

read(edition(document)) is the document again, but for what TEI cannot tell apart:

- spans, which are positions in another file;
- a turn without blocks from one with an empty paragraph;
- characters that XML forbids, which were replaced.

In TEI that others wrote, an element that has no place here is read as the text in it, and a notice says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import cast, get_args

from attrs import define, field
from lxml import etree

from docconv.errors import BadInputError
from docconv.model import (
    Attribution,
    Block,
    Boilerplate,
    BoilerplateKind,
    Break,
    BreakKind,
    Certainty,
    Document,
    Emphasis,
    EmphasisKind,
    Evidence,
    Foreign,
    Gap,
    Heading,
    Inline,
    Metadata,
    Narrative,
    Paragraph,
    Resolved,
    Said,
    Section,
    Separator,
    Sex,
    Speaker,
    SpeakerKind,
    Stage,
    StageKind,
    Text,
    Turn,
    TurnBlock,
    Unclear,
)
from docconv.notices import Notice
from docconv.tei.header import Element
from docconv.tei.names import NAMESPACE, TEI, XML_ID, XML_LANG

NS = {"t": NAMESPACE}
REST = "rest"


def document_of(data: bytes, name: str) -> tuple[Resolved, tuple[Notice, ...]]:
    """The document in TEI bytes. Raises `BadInputError` with line and column for what is not TEI.

    No entity is expanded, no DTD and no other file is loaded.
    """
    root = _parsed(data, name)
    body = root.find("t:text/t:body", NS)
    if root.tag != f"{TEI}TEI" or body is None:
        message = f"the root element is {etree.QName(root).localname}, not a TEI with a body"
        raise BadInputError(message, where=name, remedy="give another format with -f")
    speakers = tuple(_speaker(entry) for entry in root.iterfind(".//t:listPerson/*", NS) if entry.get(XML_ID))
    reader = _Reader({speaker.id: speaker for speaker in speakers}, _evidence(root))
    head = next(iter(body), None)
    title = None
    if head is not None and head.tag == f"{TEI}head":
        title = None if head.get("type") == "catalogue" else Heading(reader.inlines(head))
    document = Document(tuple(reader.blocks(body)), _metadata(root), title, speakers)
    return document, tuple(reader.notices())


def _parsed(data: bytes, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        where = f"{name}:{error.lineno}:{error.offset}"
        message = f"not well-formed XML: {error.msg}"
        raise BadInputError(
            message, where=where, remedy="mend it there, or give another format with -f"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None and any(True for _ in root.iter(etree.Entity)):
        message = "it uses entities of its own, which are not expanded"
        raise BadInputError(message, where=name, remedy="write out the entities")
    return root


def _metadata(root: Element) -> Metadata:
    """The facts of the header."""
    notes: dict[str, list[Element]] = defaultdict(list)
    for note in root.iterfind(".//t:notesStmt/t:note", NS):
        notes[note.get("type", "")].append(note)
    date = root.find(".//t:creation/t:date", NS)
    source = root.find(".//t:sourceDesc/t:bibl[@type='source']", NS)
    return Metadata(
        title=_only_text(notes["title"]),
        lang=root.get(XML_LANG, "und"),
        date=None if date is None else date.get("when"),
        status=_only_text(notes["status"]),
        source=None if source is None else _words(source),
        items=tuple((note.get("n", ""), _words(note)) for note in notes["fact"]),
    )


def _only_text(notes: list[Element]) -> str | None:
    return _words(notes[0]) if notes else None


def _words(element: Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _speaker(entry: Element) -> Speaker:
    """A `person`, a `personGrp` or an `org`."""
    group = etree.QName(entry).localname != "person"
    role = entry.get("role")
    kind: SpeakerKind = "group" if group else "person"
    if role in ("anonymous", "unknown"):
        kind = cast("SpeakerKind", role)
    names = entry.findall("t:name" if group else "t:persName", NS)
    sex = entry.find("t:sex", NS)
    value = None if sex is None else sex.get("value")
    return Speaker(
        entry.get(XML_ID, ""),
        kind,
        next((_words(one) for one in names if one.get("type") != "alias"), None),
        next((_words(one) for one in entry.findall("t:occupation", NS)), None),
        cast("Sex", value) if value in get_args(Sex) else None,
        tuple(_words(one) for one in names if one.get("type") == "alias"),
        tuple(_words(one) for one in entry.findall("t:idno", NS)),
    )


def _evidence(root: Element) -> Mapping[str, tuple[Evidence, ...]]:
    """The reasons for attributions, by the id of what they are about."""
    found: dict[str, tuple[Evidence, ...]] = defaultdict(tuple)
    for item in root.iterfind(".//t:list[@type='evidence']/t:item", NS):
        found[item.get("corresp", "").lstrip("#")] += (Evidence(item.get("n", ""), item.text or ""),)
    return found


@define
class _Reader:
    """Reads blocks and inlines; counts the elements that it had to simplify."""

    speakers: Mapping[str, Speaker]
    evidence: Mapping[str, tuple[Evidence, ...]]
    simplified: Counter[str] = field(factory=Counter)
    turns: int = 0

    def notices(self) -> Iterator[Notice]:
        """One notice for each kind of element that was simplified."""
        for name, count in sorted(self.simplified.items()):
            yield Notice("not-read", f"{count} times {name}: its text was kept, its meaning was not", "info")

    def blocks(self, parent: Element) -> Iterator[Block[Speaker]]:
        """The blocks in a body or a division."""
        for child in parent.iterchildren(f"{TEI}*"):
            name = etree.QName(child).localname
            if name == "div" and child.get("type") == REST:
                yield from self.blocks(child)
            elif name != "head":
                yield self.block(name, child)

    def block(self, name: str, element: Element) -> Block[Speaker]:
        """One block by the name of its element."""
        match name:
            case "div":
                head = element.find("t:head", NS)
                heading = None if head is None else Heading(self.inlines(head))
                return Section(tuple(self.blocks(element)), heading)
            case "sp" | "u":
                return self.turn(element)
            case "stage":
                return self.stage(element)
            case "milestone":
                return Separator(element.get("rend") or element.get("n") or "")
            case "note":
                kind = "furniture" if element.get("type") == "furniture" else "notice"
                return Boilerplate(self.inlines(element), cast("BoilerplateKind", kind))
            case "p":
                return Narrative(self.inlines(element))
            case _:
                self.simplified[name] += 1
                return Narrative(self.inlines(element))

    def turn(self, element: Element) -> Turn[Speaker]:
        """A turn from `sp`."""
        self.turns += 1
        label: str | None = None
        parts: list[TurnBlock[Speaker]] = []
        for child in element.iterchildren(f"{TEI}*"):
            name = etree.QName(child).localname
            if name == "speaker":
                label = _words(child)
            else:
                parts.append(self.part(name, child))
        empty: list[TurnBlock[Speaker]] = [Paragraph(())]
        blocks = () if parts == empty else tuple(parts)
        return Turn(
            element.get(XML_ID) or f"t{self.turns}",
            blocks,
            self.who(element),
            label,
            self.attribution(element),
            element.get(XML_LANG),
            element.get("prev", "").lstrip("#") or None,
        )

    def part(self, name: str, element: Element) -> TurnBlock[Speaker]:
        """A paragraph or a direction of a turn."""
        if name == "stage":
            return self.stage(element)
        if name != "p":
            self.simplified[name] += 1
        return Paragraph(self.inlines(element))

    def stage(self, element: Element) -> Stage[Speaker]:
        """A direction."""
        kind = element.get("type", "")
        return Stage(
            self.inlines(element), cast("StageKind", kind) if kind in get_args(StageKind) else "incident"
        )

    def who(self, element: Element) -> tuple[Speaker, ...]:
        """The speakers that `@who` points to; one that is not listed bears only the id."""
        ids = [pointer.rpartition("#")[2] for pointer in element.get("who", "").split()]
        return tuple(self.speakers.get(one) or Speaker(one) for one in ids)

    def attribution(self, element: Element) -> Attribution:
        """Certainty and its reasons."""
        cert = element.get("cert")
        certainty = cast("Certainty", cert) if cert in get_args(Certainty) else "high"
        return Attribution(certainty, self.evidence.get(element.get(XML_ID, ""), ()))

    def inlines(self, element: Element) -> tuple[Inline[Speaker], ...]:
        """The content of an element."""
        found: list[Inline[Speaker]] = [Text(element.text)] if element.text else []
        for child in element:
            if isinstance(child.tag, str):
                found.extend(self.inline(etree.QName(child).localname, child))
            if child.tail:
                found.append(Text(child.tail))
        return tuple(_joined(found))

    def inline(self, name: str, element: Element) -> Iterable[Inline[Speaker]]:
        """One inline by the name of its element."""
        match name:
            case "hi":
                kind = element.get("rend", "")
                known = cast("EmphasisKind", kind) if kind in get_args(EmphasisKind) else "italic"
                return [Emphasis(self.inlines(element), known)]
            case "said":
                return [Said(self.inlines(element), self.who(element), self.attribution(element))]
            case "stage":
                return [self.stage(element)]
            case "gap":
                return [Gap(_words(element), element.get("reason", "inaudible"))]
            case "unclear":
                return [Unclear(self.inlines(element))]
            case "foreign":
                return [Foreign(self.inlines(_segment(element)), element.get(XML_LANG, "und"))]
            case "lb" | "pb" | "milestone":
                return [_point(name, element)]
            case _:
                self.simplified[name] += 1
                return self.inlines(element)


def _segment(element: Element) -> Element:
    """The segment that holds all that is in an element, or else the element."""
    whole = len(element) == 1 and not element.text and not element[0].tail
    return element[0] if whole and element[0].tag == f"{TEI}seg" else element


def _point(name: str, element: Element) -> Break:
    """A point of the text: `lb`, `pb`, or a milestone by its unit."""
    kind = {"lb": "line", "pb": "page"}.get(name) or element.get("unit", "")
    known = cast("BreakKind", kind) if kind in get_args(BreakKind) else "annotation"
    return Break(known, element.get("n", ""))


def _joined(inlines: Iterable[Inline[Speaker]]) -> Iterator[Inline[Speaker]]:
    """Neighbouring texts as one."""
    held = ""
    for inline in inlines:
        if isinstance(inline, Text):
            held += inline.text
            continue
        if held:
            yield Text(held)
            held = ""
        yield inline
    if held:
        yield Text(held)
