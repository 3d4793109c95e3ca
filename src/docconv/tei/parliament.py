"""The parliament profile: turns as `u`, as the corpora of parliaments have them (ParlaMint schema 4).

A document becomes a component: turns, events and notes, one division behind the other. Who speaks stands in a
corpus file beside it, which includes the component: the schema has no list of persons in a component.

What the profile cannot carry: quotations and their speakers, emphasis, foreign and unclear words, line ends
in verse, time codes and annotations, sections without a heading, the reasons of an attribution, and all
speakers of a turn that is spoken together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import assert_never

from attrs import define, field, frozen
from lxml import etree

from docconv.model import (
    Block,
    Boilerplate,
    Break,
    Emphasis,
    Foreign,
    Gap,
    Heading,
    Inline,
    Narrative,
    Paragraph,
    Resolved,
    Said,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
    TurnBlock,
    Unclear,
)
from docconv.speakers.ids import slug
from docconv.tei.edition import DECLARATION, indent
from docconv.tei.header import Element, add
from docconv.tei.names import NAMESPACE, XML_ID, XML_LANG, clean
from docconv.walk import catalogue_title, printed_title, text_of, turns, walk

LICENCE = "http://creativecommons.org/licenses/by/4.0/"
"""The only licence that the schema has."""
UNKNOWN_ADDRESS = "https://example.org/"
MEETING, ROLE = "parliament.meeting", "speakers.unspecified"
"""Categories that the corpus file declares: the kind of session, the function in which somebody speaks."""
NO_GROUP, NO_PERSON = "group.none", "person.none"
"""Ids of the entries in a list that would be empty, which the schema forbids."""
GAPS = ("editorial", "inaudible", "foreign")
EVENTS = {"vocal": ("vocal", "noise"), "kinesic": ("kinesic", None), "incident": ("incident", None)}
XINCLUDE = "http://www.w3.org/2001/XInclude"


@frozen(kw_only=True)
class Frame:
    """What the schema wants to be said of a file, and a transcript does not tell."""

    name: str
    created: datetime | None = None
    address: str = UNKNOWN_ADDRESS

    @property
    def date(self) -> str:
        """The date of the file, ISO 8601."""
        return (self.created or datetime.fromtimestamp(0, UTC)).date().isoformat()


def component(document: Resolved, frame: Frame) -> bytes:
    """The component of a document: header and turns, in UTF-8."""
    root = _root("TEI", document, slug(frame.name) or "transcript")
    root.set("ana", f"#{MEETING}")
    header = add(root, "teiHeader")
    _add_file(header, document, frame, meeting=True)
    encoding = add(header, "encodingDesc")
    add(add(encoding, "projectDesc"), "p", "Made with docconv")
    profile = add(header, "profileDesc")
    _add_setting(profile, document, frame)
    body = add(add(root, "text", None, {"ana": f"#{MEETING}"}), "body")
    _Writer(body).document(document)
    _add_tags(encoding, root)
    return _bytes(root)


def corpus(document: Resolved, frame: Frame) -> bytes:
    """The corpus file: the lists of persons and groups, and the component `NAME.xml` included."""
    root = _root("teiCorpus", document, f"{slug(frame.name) or 'transcript'}-corpus")
    header = add(root, "teiHeader")
    _add_file(header, document, frame, meeting=False)
    encoding = add(header, "encodingDesc")
    add(add(encoding, "projectDesc"), "p", "Made with docconv")
    declaration = add(encoding, "editorialDecl")
    for name in ("correction", "normalization", "hyphenation", "quotation", "segmentation"):
        add(add(declaration, name), "p", "As in the source.")
    _add_classes(encoding)
    profile = add(header, "profileDesc")
    _add_setting(profile, document, frame)
    _add_participants(profile, document)
    language = document.metadata.lang
    add(add(profile, "langUsage"), "language", language, {"ident": language})
    etree.SubElement(root, f"{{{XINCLUDE}}}include", {"href": f"{frame.name}.xml"}, {None: XINCLUDE})  # type: ignore[dict-item]
    _add_tags(encoding, root, before="classDecl")
    return _bytes(root)


def _root(name: str, document: Resolved, identifier: str) -> Element:
    root = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set(XML_ID, identifier)
    root.set(XML_LANG, document.metadata.lang)
    return root


def _bytes(root: Element) -> bytes:
    indent(root, 0)
    return DECLARATION + etree.tostring(root, encoding="utf-8") + b"\n"


def _add_file(header: Element, document: Resolved, frame: Frame, *, meeting: bool) -> None:
    """The description of the file."""
    title = catalogue_title(document)
    file = add(header, "fileDesc")
    statement = add(file, "titleStmt")
    add(statement, "title", title, {"type": "main"})
    if meeting:
        add(statement, "meeting", title, {"ana": f"#{MEETING}"})
    else:
        responsible = add(statement, "respStmt")
        add(responsible, "persName", "Not stated")
        add(responsible, "resp", "Transcription")
        add(add(statement, "funder"), "orgName", "Not stated")
    add(add(file, "editionStmt"), "edition", "1.0")
    count = str(sum(1 for _ in turns(document)))
    add(add(file, "extent"), "measure", count, {"unit": "speeches", "quantity": count})
    publication = add(file, "publicationStmt")
    add(publication, "publisher", "Not stated")
    add(publication, "idno", frame.address, {"type": "URI"})
    availability = add(publication, "availability", None, {"status": "free"})
    add(availability, "licence", LICENCE)
    add(availability, "p", "The schema knows this licence only: publish the file only where it holds.")
    add(publication, "date", frame.date, {"when": frame.date})
    source = add(add(file, "sourceDesc"), "bibl")
    add(source, "title", _line(document.metadata.source or title))
    add(source, "idno", frame.address, {"type": "URI"})


def _add_setting(profile: Element, document: Resolved, frame: Frame) -> None:
    """Where and when: the day, if the transcript tells it."""
    setting = add(add(profile, "settingDesc"), "setting")
    add(setting, "name", "Not stated", {"type": "place"})
    day = document.metadata.date
    unknown = {"notBefore": "0001-01-01", "notAfter": frame.date}
    add(setting, "date", day or "Not stated", {"when": day} if day else unknown)


def _add_tags(encoding: Element, root: Element, before: str = "") -> None:
    """How often each element stands in the text; in a corpus file, that there is none."""
    body = root.find(f"{{{NAMESPACE}}}text")
    names = [] if body is None else sorted(etree.QName(one).localname for one in body.iter(etree.Element))
    declaration = add(encoding, "tagsDecl")
    if before and (later := encoding.find(f"{{{NAMESPACE}}}{before}")) is not None:
        later.addprevious(declaration)
    space = add(declaration, "namespace", None, {"name": NAMESPACE})
    for name, found in groupby(names or ["u"]):
        occurs = len(list(found)) if names else 0
        add(space, "tagUsage", None, {"gi": name, "occurs": str(occurs)})


def _add_classes(encoding: Element) -> None:
    """The categories that the files point to."""
    classes = add(encoding, "classDecl")
    for name, category, text in (
        ("parliament", MEETING, "Meeting"),
        ("speakers", ROLE, "Speaker whose function is not stated"),
    ):
        taxonomy = add(classes, "taxonomy")
        taxonomy.set(XML_ID, f"taxonomy.{name}")
        add(add(taxonomy, "desc"), "term", name.capitalize())
        entry = add(taxonomy, "category")
        entry.set(XML_ID, category)
        add(add(entry, "catDesc"), "term", text)


def _add_participants(profile: Element, document: Resolved) -> None:
    """Groups as organisations, everybody else as persons; the schema wants at least one of both."""
    participants = add(profile, "particDesc")
    groups = [one for one in document.speakers if one.kind == "group"]
    people = [one for one in document.speakers if one.kind != "group"]
    organisations = add(participants, "listOrg")
    for group in groups or [Speaker(NO_GROUP, name="Not stated")]:
        entry = add(organisations, "org", None, {"role": "institution"})
        entry.set(XML_ID, group.id)
        for name in _names(group):
            add(entry, "orgName", name, {"full": "yes"})
    persons = add(participants, "listPerson")
    for person in people or [Speaker(NO_PERSON, name="Not stated")]:
        _add_person(persons, person)


def _add_person(persons: Element, person: Speaker) -> None:
    entry = add(persons, "person")
    entry.set(XML_ID, person.id)
    for name in _names(person):
        add(add(entry, "persName"), "term", name)
    if person.sex in ("F", "M"):
        add(entry, "sex", None, {"value": person.sex})
    if person.role and _line(person.role):
        add(entry, "occupation", _line(person.role))
    for reference in person.refs:
        if reference.startswith(("http://", "https://")):
            add(entry, "idno", reference, {"type": "URI"})


def _names(speaker: Speaker) -> list[str]:
    """The name and the labels of a speaker, at least the id."""
    names = [_line(name) for name in (speaker.name or "", *speaker.aliases)]
    return [name for name in dict.fromkeys(names) if name] or [speaker.id]


def _line(text: str) -> str:
    """A text on one line, as the schema wants names and descriptions."""
    return " ".join(clean(text).split())


@define
class _Writer:
    """Writes divisions one behind the other. `heads` are headings that wait for something to stand above."""

    body: Element
    division: Element | None = None
    level: int = 0
    heads: list[tuple[str, str]] = field(factory=list)

    def document(self, document: Resolved) -> None:
        """The title and all blocks."""
        level = "catalogue" if document.title is None else "0"
        self.heads.append((level, text_of(printed_title(document))))
        self.blocks(document.body, 1)
        if self.heads:
            self.open()
        for division in self.body:
            spoken = division.find(f"{{{NAMESPACE}}}u") is not None
            division.set("type", "debateSection" if spoken else "commentSection")
            if not spoken and division[-1].tag == f"{{{NAMESPACE}}}head":
                add(division, "pb")  # the schema wants something below a heading

    def blocks(self, blocks: Iterable[Block[Speaker]], level: int) -> None:
        """Blocks in order; `level` is that of the headings among them."""
        for block in blocks:
            if isinstance(block, Section):
                self.section(block, level)
            else:
                self.block(self.open(level - 1), block)

    def section(self, section: Section[Speaker], level: int) -> None:
        """A section; sections in it follow in divisions of their own."""
        if section.heading is not None:
            self.heading(section.heading, level)
        self.blocks(section.blocks, level + (section.heading is not None))

    def heading(self, heading: Heading[Speaker], level: int) -> None:
        """A heading, which opens a division once there is something below it."""
        self.heads.append((str(level), text_of(heading.children)))

    def open(self, level: int = 0) -> Element:
        """The division to write in: a new one under the headings that wait, or where a section has ended."""
        if self.division is None or self.heads or level != self.level:
            self.division = add(self.body, "div")
            self.level = level
            for depth, text in self.heads:
                add(self.division, "head", text, {"n": depth})
            self.heads.clear()
        return self.division

    def block(self, division: Element, block: Block[Speaker]) -> None:
        """One block that is no section."""
        match block:
            case Turn():
                self.turn(division, block)
            case Narrative():
                add(division, "note", _note_text(block.children), {"type": "narrative"})
            case Stage():
                _event(division, block)
            case Separator():
                add(division, "note", block.text, {"type": "separator"})
            case Boilerplate():
                kind = "boilerplate" if block.kind == "notice" else block.kind
                add(division, "note", _note_text(block.children), {"type": kind})
            case Section():
                self.section(block, self.level + 1)
            case _:
                assert_never(block)

    def turn(self, division: Element, turn: Turn[Speaker]) -> None:
        """A turn: its label, and one `u` for each stretch of it between events."""
        if turn.label is not None:
            add(division, "note", turn.label, {"type": "speaker"})
        pieces = list(_pieces(turn))
        for number, (stretch, events) in enumerate(pieces, 1):
            utterance = add(division, "u")
            utterance.set(XML_ID, turn.id if number == 1 else f"{turn.id}.{number}")
            self.attributes(utterance, turn, number, len(pieces))
            for part in stretch:
                if isinstance(part, Stage):
                    _event(utterance, part)
                else:
                    _inlines(add(utterance, "seg"), part.children)
            if number == 1 and turn.attribution.certainty != "high":
                _certainty(utterance, turn.attribution.certainty)
            for event in events:
                _event(division, event)

    def attributes(self, utterance: Element, turn: Turn[Speaker], number: int, count: int) -> None:
        """Who speaks, where one person does; the stretches before and behind."""
        if turn.lang:
            utterance.set(XML_LANG, turn.lang)
        if turn.continues and number == 1:
            utterance.set("corresp", f"#{turn.continues}")
        if number > 1:
            utterance.set("prev", f"#{turn.id}" if number == 2 else f"#{turn.id}.{number - 1}")
        if number < count:
            utterance.set("next", f"#{turn.id}.{number + 1}")
        if len(turn.speakers) == 1 and turn.speakers[0].kind not in ("group", "unknown"):
            utterance.set("who", f"#{turn.speakers[0].id}")
        utterance.set("ana", f"#{ROLE}")


def _pieces(turn: Turn[Speaker]) -> Iterator[tuple[list[TurnBlock[Speaker]], list[Stage[Speaker]]]]:
    """The stretches of a turn with the events behind each. Events at its edges stay within it."""
    stretch: list[TurnBlock[Speaker]] = []
    events: list[Stage[Speaker]] = []
    for part in turn.blocks:
        if isinstance(part, Stage) and any(isinstance(one, Paragraph) for one in stretch):
            events.append(part)
            continue
        if events:
            yield stretch, events
            stretch, events = [], []
        stretch.append(part)
    if not any(isinstance(one, Paragraph) for one in stretch):
        stretch.append(Paragraph(()))
    yield [*stretch, *events], []


def _certainty(utterance: Element, certainty: str) -> None:
    """An empty note in the first paragraph: it is about the words and none of them."""
    paragraph = utterance.find(f"{{{NAMESPACE}}}seg")
    if paragraph is not None:
        note = etree.Element(f"{{{NAMESPACE}}}note", {"type": "certainty", "n": certainty})
        note.tail, paragraph.text = paragraph.text, None
        paragraph.insert(0, note)


def _event(parent: Element, stage: Stage[Speaker]) -> None:
    """A direction as an event with its text; its kind stands in `@n` where the schema has no such element."""
    name, kind = EVENTS.get(stage.kind, ("incident", "action"))
    event = add(parent, name, None, {"type": kind} if kind else None)
    if stage.kind not in EVENTS:
        event.set("n", stage.kind)
    add(event, "desc", _line(text_of(stage.children)) or "…")


def _note_text(inlines: tuple[Inline[Speaker], ...]) -> str:
    """What a note can hold, text alone."""
    return text_of(inlines)


def _inlines(parent: Element, inlines: Iterable[Inline[Speaker]]) -> None:
    """Text, events and gaps into a paragraph."""
    for inline in inlines:
        match inline:
            case Text(text):
                _append(parent, text)
            case Emphasis() | Said() | Unclear() | Foreign():
                _inlines(parent, inline.children)
            case Stage():
                _event(parent, inline)
            case Gap():
                reason = inline.reason if inline.reason in GAPS else "editorial"
                gap = add(parent, "gap", None, {"reason": reason})
                add(gap, "desc", _line(inline.text) or f"[{inline.reason}]")
            case Break():
                _break(parent, inline)
            case _:
                assert_never(inline)


def _break(parent: Element, point: Break) -> None:
    """A page as `pb`; a line end as white space; the rest has no place here."""
    if point.kind == "page":
        page = add(parent, "pb")
        if point.text:
            page.set("n", clean(point.text))
    elif point.kind == "line":
        _append(parent, "\n")


def _append(parent: Element, text: str) -> None:
    text = clean(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def left_out(document: Resolved) -> Iterator[str]:
    """What of a document the profile cannot carry, named once each."""
    seen: set[str] = set()
    for node in walk(document):
        name = _left_out(node)
        if name and name not in seen:
            seen.add(name)
            yield name


def _left_out(node: object) -> str:
    match node:
        case Said():
            return "quotations"
        case Emphasis():
            return "emphasis"
        case Foreign():
            return "foreign words"
        case Unclear():
            return "unclear words"
        case Break(kind) if kind in ("time", "annotation"):
            return "time codes and annotations"
        case Turn(speakers=(_, _, *_)):
            return "the speakers of turns that are spoken together"
        case Turn(attribution=attribution) if attribution.evidence:
            return "the reasons of doubtful attributions"
        case _:
            return ""
