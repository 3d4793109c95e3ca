"""The parliament profile: turns as `u`, as the corpora of parliaments have them (ParlaMint schema 4).

A document becomes a component: turns, events and notes, one division after the other. Who speaks is in
the corpus file beside it, see `docconv.tei.writing.corpus`. Divisions do not nest in the schema, so that
`@n` of divisions and headings says in which section they are: `1.2` is the second one in the first, `0` the
document itself.

The schema has nothing that encloses words. So the profile cannot carry:

- quotations, emphasis, words that are unclear or foreign: the words are there, what is said of them is not;
- when single words are heard;
- events, gaps, notes, times and annotations in narrative, headings and boilerplate, whose words stay alone;
- lines, pages, gaps and events within the description of an event;
- references to speakers that are no address in the web, and the sex of a group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import assert_never

from attrs import define, field
from lxml import etree

from docconv import model as m
from docconv.tei.names import CATALOGUE, TEI, TIMING, WHOLE, XML_ID, XML_LANG
from docconv.tei.writing import corpus
from docconv.tei.xml import Element, add, append_text
from docconv.walk import children, printed_title, text_of, walk

GAPS = ("editorial", "inaudible", "foreign")
EVENTS = {"vocal": ("vocal", "noise"), "kinesic": ("kinesic", None), "incident": ("incident", None)}


def component(document: m.Resolved, description: corpus.FileDescription) -> bytes:
    """The component of a document: header and turns, in UTF-8."""
    root = corpus.new_root("TEI", document, description.identifier)
    root.set("ana", f"#{corpus.MEETING}")
    text = etree.Element(f"{TEI}text", {"ana": f"#{corpus.MEETING}"})
    _Writer(add(text, "body")).document(document)
    tags = Counter(etree.QName(element).localname for element in text.iter(etree.Element))
    corpus.add_header(root, document, description, tags)
    root.append(text)
    return corpus.as_bytes(root)


@define(eq=False, repr=False)
class _Writer:
    """Writes divisions one after the other. `place` is the section that is written in, `heads` are headings
    that wait for something to be above.
    """

    body: Element
    division: Element | None = None
    place: str = WHOLE
    heads: list[tuple[str, str, m.Heading[m.Speaker]]] = field(factory=list)

    def document(self, document: m.Resolved) -> None:
        """The title and all blocks."""
        title = m.Heading(printed_title(document))
        self.heads.append((WHOLE, WHOLE if document.title is not None else CATALOGUE, title))
        self.blocks(document.body, WHOLE)
        if self.heads:
            self.open(self.heads[-1][0])
        for division in self.body:
            spoken = division.find(f"{TEI}u") is not None
            division.set("type", "debateSection" if spoken else "commentSection")
            if not spoken and division[-1].tag == f"{TEI}head":
                add(division, "pb")  # the schema wants something below a heading

    def blocks(self, blocks: Iterable[m.Block[m.Speaker]], place: str) -> None:
        """The blocks of a section in order, the sections among them numbered."""
        sections = 0
        for block in blocks:
            if isinstance(block, m.Section):
                sections += 1
                self.section(block, str(sections) if place == WHOLE else f"{place}.{sections}")
            else:
                self.block(self.open(place), block)

    def section(self, section: m.Section[m.Speaker], place: str) -> None:
        """A section; its heading opens a division once there is something below it."""
        if section.heading is not None:
            self.heads.append((place, place, section.heading))
        self.blocks(section.blocks, place)

    def open(self, place: str) -> Element:
        """The division to write in: a new one under the headings that wait, or for another section."""
        if self.division is None or self.heads or place != self.place:
            self.division = add(self.body, "div", None, {"n": place})
            self.place = place
            for _, number, heading in self.heads:
                _plain(add(self.division, "head", None, {"n": number}), heading.children)
            self.heads.clear()
        return self.division

    def block(self, division: Element, block: m.Block[m.Speaker]) -> None:
        """One block that is no section."""
        match block:
            case m.Turn():
                self.turn(division, block)
            case m.Narrative():
                _plain(add(division, "note", None, {"type": "narrative"}), block.children)
            case m.CastItem():
                _plain(add(division, "note", None, {"type": "narrative"}), block.children)
            case m.Stage():
                _event(division, block)
            case m.Separator():
                add(division, "note", block.text, {"type": "separator"})
            case m.Boilerplate():
                kind = "boilerplate" if block.kind == "notice" else block.kind
                _plain(add(division, "note", None, {"type": kind}), block.children)
            case m.Section():
                self.section(block, f"{self.place}.1")
            case _:
                assert_never(block)

    def turn(self, division: Element, turn: m.Turn[m.Speaker]) -> None:
        """A turn: its label, and one `u` for each stretch of it between events."""
        if turn.label is not None:
            add(division, "note", turn.label, {"type": "speaker"})
        pieces = list(_pieces(turn))
        for number, (stretch, events) in enumerate(pieces, 1):
            utterance = add(division, "u", None, _attributes(turn, number, len(pieces)))
            for part in stretch:
                if isinstance(part, m.Stage):
                    _event(utterance, part)
                else:
                    _segment(add(utterance, "seg"), part)
            if number == 1 and turn.attribution.certainty != "high":
                _certainty(utterance, turn.attribution.certainty)
            for event in events:
                _event(division, event)


def _segment(segment: Element, paragraph: m.Paragraph[m.Speaker]) -> None:
    """A paragraph of speech. The schema has no timeline: an empty note before the words has the milliseconds
    at which they begin and end.
    """
    if (timing := paragraph.timing) is not None:
        instants = (timing.begin,) if timing.end is None else (timing.begin, timing.end)
        add(segment, "note", None, {"type": TIMING, "n": " ".join(map(str, instants))})
    _inlines(segment, paragraph.children)


def _attributes(turn: m.Turn[m.Speaker], number: int, count: int) -> dict[str, str | None]:
    """Who speaks, and the stretches before and after. The schema has one pointer to a person: all others who
    speak are beside the function in `@ana`.
    """
    names = [turn.id, *(f"{turn.id}.{other}" for other in range(2, count + 1))]
    pointers = [f"#{speaker.id}" for speaker in turn.speakers]
    alone = len(pointers) == 1 and turn.speakers[0].kind not in ("group", "unknown")
    return {
        XML_ID: names[number - 1],
        XML_LANG: turn.lang or None,
        "corresp": f"#{turn.continues}" if turn.continues and number == 1 else None,
        "prev": f"#{names[number - 2]}" if number > 1 else None,
        "next": f"#{names[number]}" if number < count else None,
        "who": pointers.pop() if alone else None,
        "ana": " ".join([f"#{corpus.ROLE}", *pointers]),
    }


def _pieces(
    turn: m.Turn[m.Speaker],
) -> Iterator[tuple[list[m.TurnBlock[m.Speaker]], list[m.Stage[m.Speaker]]]]:
    """The stretches of a turn with the events after each. Events at its edges stay within it."""
    stretch: list[m.TurnBlock[m.Speaker]] = []
    events: list[m.Stage[m.Speaker]] = []
    for part in turn.blocks:
        if isinstance(part, m.Stage) and stretch and isinstance(stretch[-1], m.Paragraph):
            events.append(part)
            continue
        if events:
            yield stretch, events
            stretch, events = [], []
        stretch.append(part)
    yield [*stretch, *events] or [m.Paragraph(())], []


def _certainty(utterance: Element, certainty: str) -> None:
    """An empty note in the first paragraph: it is about the words and none of them."""
    paragraph = utterance.find(f"{TEI}seg")
    if paragraph is None:
        paragraph = add(utterance, "seg")
    note = etree.Element(f"{TEI}note", {"type": "certainty", "n": certainty})
    note.tail, paragraph.text = paragraph.text, None
    paragraph.insert(0, note)


def _event(parent: Element, stage: m.Stage[m.Speaker]) -> None:
    """A direction as an event with its text; its kind is in `@n` where the schema has no such element."""
    name, kind = EVENTS.get(stage.kind, ("incident", "action"))
    event = add(parent, name, None, {"type": kind, "n": None if stage.kind in EVENTS else stage.kind})
    add(event, "desc", corpus.line(text_of(stage.children)) or "…")


def _inlines(parent: Element, inlines: Iterable[m.Inline[m.Speaker]]) -> None:
    """Text, events, gaps and points into a paragraph of speech."""
    for inline in inlines:
        match inline:
            case m.Text(text):
                append_text(parent, text)
            case m.Emphasis() | m.Said() | m.Unclear() | m.Foreign() | m.CastPart():
                _inlines(parent, inline.children)
            case m.Stage():
                _event(parent, inline)
            case m.Gap():
                _gap(parent, inline)
            case m.Milestone(kind, text):
                if kind in ("time", "annotation"):
                    add(parent, "note", None, {"type": kind, "n": text})
                else:
                    _break(parent, inline)
            case m.Note():
                _plain(
                    add(parent, "note", None, {"type": f"{inline.kind}-{inline.place}", "n": inline.n}),
                    inline.children,
                )
            case _:
                assert_never(inline)


def _plain(parent: Element, inlines: Iterable[m.Inline[m.Speaker]]) -> None:
    """What a note or a heading can hold: text, lines and pages."""
    for inline in inlines:
        match inline:
            case m.Text(text) | m.Gap(text):
                append_text(parent, text)
            case m.Emphasis() | m.Said() | m.Unclear() | m.Foreign() | m.Stage() | m.CastPart():
                _plain(parent, inline.children)
            case m.Milestone():
                _break(parent, inline)
            case m.Note():
                pass
            case _:
                assert_never(inline)


def _gap(parent: Element, gap: m.Gap) -> None:
    """A gap; a reason that the schema does not know is in `@n`."""
    known = gap.reason in GAPS
    facts = {"reason": gap.reason if known else "editorial", "n": None if known else gap.reason}
    add(add(parent, "gap", None, facts), "desc", corpus.line(gap.text) or f"[{gap.reason}]")


def _break(parent: Element, point: m.Milestone) -> None:
    """A page as `pb`, a line as the end of one in the file."""
    if point.kind == "page":
        add(parent, "pb", None, {"n": point.text or None})
    elif point.kind == "line":
        append_text(parent, "\n")


# ------------ what is left out


def left_out(document: m.Resolved) -> tuple[str, ...]:
    """What of a document the profile cannot carry, each once."""
    inside = (name for node in walk(document) for name in _left_out(node))
    return tuple(dict.fromkeys((*inside, *_of_speakers(document.speakers))))


def _left_out(node: m.Node[m.Speaker]) -> Iterator[str]:
    match node:
        case m.Said():
            yield "quotations"
        case m.CastItem():
            yield "cast lists, whose entries are narrative"
        case m.Narrative() | m.Paragraph() if node.verse:
            yield "lines of verse, which are paragraphs"
        case m.Emphasis():
            yield "emphasis"
        case m.Foreign() | m.Unclear():
            yield "foreign words" if isinstance(node, m.Foreign) else "unclear words"
        case m.Narrative() | m.Heading() | m.Boilerplate():
            if any(isinstance(one, m.Stage | m.Gap | m.Note) or _is_mark(one) for one in _below(node)):
                yield "events, gaps, notes and times outside of speech"
        case m.Stage():
            if any(isinstance(one, m.Stage | m.Gap | m.Note | m.Milestone) for one in _below(node)):
                yield "lines, gaps and notes in events"
        case m.Paragraph(timing=m.Timing(words=words)) if words:
            yield "times of words"
        case m.Section(kind=kind, n=n) if kind or n:
            yield "kinds and numbers of sections"
        case _:
            pass


def _below(node: m.Node[m.Speaker]) -> Iterator[m.Node[m.Speaker]]:
    return (inner for child in children(node) for inner in walk(child))


def _is_mark(node: m.Node[m.Speaker]) -> bool:
    return isinstance(node, m.Milestone) and node.kind in ("time", "annotation")


def _of_speakers(speakers: Iterable[m.Speaker]) -> Iterator[str]:
    for speaker in speakers:
        if not all(map(corpus.ADDRESS.fullmatch, speaker.refs)):
            yield "references that are no address"
        if speaker.kind == "group" and speaker.sex:
            yield "the sex of groups"
