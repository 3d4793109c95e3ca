"""The file as a whole: what opens and closes divisions, and what is read in them, piece by piece."""

from __future__ import annotations

from pathlib import PurePath

from attrs import define, evolve, field
from lxml import etree

from docconv import model as m
from docconv.errors import BadInputError
from docconv.tei.names import CATALOGUE, TEI, XML_ID, XML_LANG
from docconv.tei.prefixes import prefix_of, take_off
from docconv.tei.reading import metadata as facts
from docconv.tei.reading.body.blocks import paragraph
from docconv.tei.reading.body.divisions import DivisionBuilder
from docconv.tei.reading.body.units import UnitBuilder
from docconv.tei.reading.markup import ParliamentMarkup, own_markup
from docconv.tei.reading.parliament import companion, flat_evidence, flat_facts, is_flat
from docconv.tei.reading.source import akoma_ntoso, tei_p4
from docconv.tei.reading.source.elements import CONTAINERS, TURNS, called, has_words, local, plain
from docconv.tei.reading.source.inclusion import INCLUDE, Beside, Inclusion, instead_of
from docconv.tei.reading.source.losses import NOT_KEPT
from docconv.tei.reading.source.personography import Pointers
from docconv.tei.reading.source.stream import events
from docconv.tei.reading.state import State
from docconv.tei.xml import Element
from docconv.wellformed.shapes import is_date, is_language, is_name

LISTS = frozenset(("listPerson", "listOrg", "particDesc", "castList"))
TITLES = frozenset(("titlePage", "docTitle"))
KNOWN_BY_ID = frozenset(("person", "personGrp", "org", "role", "castItem", *TURNS))
NO_NAME = "it is no name of XML, so that the file is not valid anywhere"


@define
class TeiReader:
    """Reads one file and what it includes. `divisions` are the sections that are open, one for each
    element of `names`; several elements may share one. `prefix` is what the ids of the file begin with.
    """

    name: str
    beside: Beside | None = None
    state: State = field(factory=State)
    metadata: m.Metadata = field(factory=m.Metadata)
    title: m.Heading[m.Speaker] | None = None
    renaming: akoma_ntoso.Renaming | None = None
    names: list[str] = field(factory=list)
    divisions: list[DivisionBuilder] = field(factory=lambda: [DivisionBuilder(whole=True)])
    units: UnitBuilder = field(init=False)
    inclusion: Inclusion = field(init=False)
    texts: int = 0
    headers: int = 0
    days: set[str | None] = field(factory=set)
    place: tuple[str, ...] | None = None
    prefix: str = ""

    def __attrs_post_init__(self) -> None:
        self.units = UnitBuilder(self.state)
        self.inclusion = Inclusion(self.state.losses, self.beside, {PurePath(self.name).name})
        self.state.participants.elsewhere = Pointers(self.inclusion)

    # ------------ the stream

    def read(self, data: bytes, name: str | None = None) -> None:
        """Read a file. Elements in a division are read when they are complete, and then forgotten."""
        depth, ids = 0, set[str]()
        for begins, element in events(data, name or self.name):
            if begins:
                if element.getparent() is None:
                    self.root(element, name)
                if self.renaming is not None:
                    self.renaming(element)
                self.attributes(element, ids)
            if begins and (depth or local(element) not in CONTAINERS):
                depth += 1
            elif begins:
                self.open(element)
            elif depth:
                depth -= 1
                if not depth:
                    self.unit(element)
            else:
                self.close(element)

    def root(self, element: Element, included: str | None) -> None:
        """The root element. Raises `BadInputError` for one that is not TEI; included files may be lists."""
        self.renaming = akoma_ntoso.renaming(element) or tei_p4.renaming(element)
        name = etree.QName(element)
        known = local(element) in ("TEI", "teiCorpus") or self.renaming is not None
        if not known and included is None:
            message = f"the root element is {name.localname}, not a TEI with a body"
            remedy = "read it with format='html'" if name.localname == "html" else "give another format"
            raise BadInputError(message, where=self.name, remedy=remedy)

    def attributes(self, element: Element, ids: set[str]) -> None:
        """Put right what every element may have: spaces around an id, ids that are no names or there twice,
        a language that is none.
        """
        if self.prefix:
            take_off(element, self.prefix)
        lang, key = element.get(XML_LANG), element.get(XML_ID)
        if lang and not is_language(lang):
            element.set(XML_LANG, facts.tag_of(lang) or "")
            if not element.get(XML_LANG):
                self.state.losses.count("xml:lang", element, "it is no language tag, and was not read")
        if key is None:
            return
        element.set(XML_ID, key := key.strip())
        if not is_name(key):
            self.state.losses.count("xml:id", element, NO_NAME, severity="warning")
        if key in ids and local(element) in KNOWN_BY_ID:
            name = local(element)
            fate = "was read as another turn" if name in TURNS else "is not used"
            message = f"the id {key} is there twice: the second {name} {fate}"
            self.state.losses.note(message, element, "warning")
        ids.add(key)

    def document(self) -> m.Resolved:
        """What was read. Raises `BadInputError` where there was no text at all."""
        if not self.texts:
            missed = "the files that it includes were not read" if self.inclusion.missed else "it has no text"
            message = f"this is not a TEI with a body: {missed}"
            raise BadInputError(message, where=self.name, remedy="give the file that holds the text")
        if self.state.waiting:
            self.state.losses.note(f"{len(self.state.waiting)} marks behind the last words were not read")
        top = self.divisions[0]
        top.close_part()
        markup = self.state.markup
        speakers = markup.listed(self.state.participants)
        return markup.finished(m.Document(tuple(top.blocks), self.metadata, self.title, speakers))

    # ------------ divisions

    def open(self, element: Element) -> None:
        """A division begins."""
        self.loose(element)
        self.flush()
        name, around = local(element), self.names[-1] if self.names else ""
        self.texts += name in ("body", "group")
        markup = self.state.markup
        self.place = markup.place(element)
        self.names.append(name)
        is_section = markup.is_section(element, around)
        kind, n = called(element)
        self.divisions.append(DivisionBuilder(kind=kind, n=n) if is_section else self.divisions[-1])
        lang = element.get(XML_LANG)
        if not self.headers and lang:
            self.metadata = evolve(self.metadata, lang=lang)

    def close(self, element: Element) -> None:
        """A division ends."""
        self.loose(element, inside=True)
        self.flush()
        self.names.pop()
        division = self.divisions.pop()
        if self.state.markup.is_nested or not self.names:
            division.close_part()
        if division is not self.divisions[-1]:
            section = division.section()
            if section.heading is not None or section.blocks or self.state.markup.is_docconv:
                self.divisions[-1].add(section)
        forget(element)

    def unit(self, element: Element) -> None:
        """An element in a division is complete."""
        self.loose(element)
        name = local(element)
        if "front" in self.names and not self.state.markup.is_docconv:
            self.metadata = facts.with_title_page(self.metadata, element)
        if element.tag == INCLUDE:
            self.include(element)
        elif name == "teiHeader":
            self.header(element)
        elif "text" not in self.names:
            self.beyond(element)
        else:
            self.inner(name, element)
        forget(element)

    def inner(self, name: str, element: Element) -> None:
        """An element of the text."""
        participants, markup = self.state.participants, self.state.markup
        if self.place is not None and name != "head":  # the first block after the headings of a division
            self.divisions[-1].at(self.place)
            self.place = None
        markup.restore(element)
        if name == "pb" and not markup.is_nested:  # it fills a division that the schema wants filled
            return
        name = local(element)
        if name in LISTS and not markup.is_docconv:
            participants.add(element, self.metadata.lang)
            participants.add_cast(element)
        if name == "head" and (markup.is_docconv or has_words(element)):
            self.flush()
            self.head(element)
        elif name in TITLES and self.untouched and has_words(element):
            self.title_page(element)
        else:
            for block in self.units.read(element):
                self.add(block)

    # ------------ headings, blocks

    @property
    def untouched(self) -> bool:
        """Whether nothing of a document that is alone has been read."""
        top = self.divisions[0]
        return self.title is None and self.divisions[-1] is top and top.empty

    def head(self, element: Element) -> None:
        """A heading; that of a body is the title, if nothing is before it."""
        words = paragraph(self.state, element)
        markup = self.state.markup
        place = markup.place(element)
        if place:
            self.divisions[-1].at(place).heads.append(words)
        elif markup.is_docconv and CATALOGUE in (element.get("n"), element.get("type")):
            pass  # a title that nobody printed
        elif (place is not None and self.title is None) or (self.untouched and self.names[-1] == "body"):
            self.title = m.Heading(words)
        else:
            self.divisions[-1].head(words)

    def title_page(self, page: Element) -> None:
        """The title, and what is after it on its page; all of the page, if the title is not what it
        begins with.
        """
        first = next(filter(has_words, page.iterchildren(f"{TEI}*")), page)
        alone = first is not page and local(first) == "docTitle" and not (page.text or "").strip()
        self.title = m.Heading(paragraph(self.state, first if alone else page))
        if alone:
            page.remove(first)
            for block in self.units.read(page):
                self.add(block)

    def add(self, block: m.Block[m.Speaker]) -> None:
        """A block at the end of what is open. A turn that was interrupted by directions becomes one again."""
        division = self.divisions[-1]
        if isinstance(block, m.Turn) and block.id in self.state.resumed:
            earlier = self.state.resumed.pop(block.id)
            if division.resume(block, earlier):
                self.state.unnumber(block.id, earlier)
                return
        division.add(block)

    def flush(self) -> None:
        """What waits for something after it has waited in vain."""
        for block in self.units.end():
            self.add(block)

    def loose(self, element: Element, *, inside: bool = False) -> None:
        """Text that is directly in a division, before an element of it or at its end."""
        around = element if inside else element.getparent()
        if around is None:
            return
        before = list(element) if inside else list(element.itersiblings(preceding=True))[::-1]
        text = plain(" ".join([around.text or "", *(one.tail or "" for one in before)]))
        around.text = None
        for one in before:
            one.tail = None
        if text and "text" in self.names:
            self.flush()
            self.state.losses.count(f"text in {local(around)}", around, "it was read as a paragraph")
            self.add(m.Narrative((m.Text(text),)))

    # ------------ what is outside the text

    def header(self, header: Element) -> None:
        """The header of the file, or of a component."""
        self.headers += 1
        for include in header.iter(INCLUDE):
            self.include(include)
        if self.state.participants.elsewhere is not None:
            self.state.participants.elsewhere.define(header)
        if next(header.iter(f"{TEI}identification", f"{TEI}references"), None) is not None:
            self.metadata = akoma_ntoso.metadata(header)
            self.state.participants.known.update(akoma_ntoso.people(header))
        elif is_flat(header):
            self.flat_header(header)
        elif self.headers == 1 and facts.is_own(header):
            self.prefix = prefix_of(header)
            for one in header.iter(etree.Element) if self.prefix else ():
                take_off(one, self.prefix)
            self.state.markup = own_markup(facts.own_profile(header))
            self.state.markup.restore_header(header)
            self.state.evidence = facts.evidence(header)
            self.state.participants.add_own(header)
            self.metadata = facts.own_facts(header, self.metadata.lang)
        else:
            self.foreign_header(header)
        day = self.metadata.date
        if day is not None and not is_date(day):
            self.state.losses.note(f"the date {day} is none, and was not read", header, "warning")
            self.metadata = evolve(self.metadata, date=None)

    def foreign_header(self, header: Element) -> None:
        """A header by others; those of components give their titles and people."""
        around = header.getparent()
        found = facts.facts(header, None if around is None else around.get(XML_LANG))
        if self.headers == 1:
            self.metadata = found
        else:
            self.component(found)
        self.state.participants.add(header, found.lang)

    def component(self, found: m.Metadata) -> None:
        """The facts of a component: its title, and its day if it is that of all and the corpus has none."""
        if found.title:
            self.metadata = evolve(self.metadata, fields=(*self.metadata.fields, ("part", found.title)))
        if self.days or not self.metadata.date:
            self.days.add(found.date)
            self.metadata = evolve(self.metadata, date=found.date if len(self.days) == 1 else None)

    def flat_header(self, header: Element) -> None:
        """The header of a component or of a corpus file that docconv wrote; a component that is not included
        has its corpus file beside it.
        """
        self.state.markup = ParliamentMarkup()
        self.state.participants.add_counted(header)
        if self.headers == 1 and self.names == ["TEI"]:
            self.companion()
        self.state.evidence = flat_evidence(header)
        self.metadata = flat_facts(header, self.metadata.lang)

    def companion(self) -> None:
        """Read the corpus file beside a component."""
        name = companion(self.name)
        data = None if self.beside is None else self.beside(name)
        if data is None:
            message = f"who speaks is told by {name}, which was not read: speakers are called by their labels"
            self.state.losses.note(message, severity="warning")
            return
        self.inclusion.given.add(PurePath(self.name).name)
        renaming = self.renaming
        self.read(data, name)
        self.renaming = renaming

    def beyond(self, element: Element) -> None:
        """What is beside header and text: lists of people, events; facsimiles and the like are not
        read.
        """
        name = local(element)
        if name == "standOff":
            self.state.participants.add(element, self.metadata.lang)
            self.metadata = facts.with_events(self.metadata, element)
        elif name in LISTS:
            self.state.participants.add(element, self.metadata.lang)
        else:
            self.state.losses.count(name or str(element.tag), element, NOT_KEPT)

    def include(self, include: Element) -> None:
        """Read an included file: a list of people, or a component of a corpus; in a text, what stands there
        for one that cannot be read.
        """
        found = self.inclusion.data(include)
        if found is None and "text" in self.names:
            for one in instead_of(include):
                self.inner(local(one), one)
        if found is not None:
            href, data = found
            renaming = self.renaming
            self.read(data, href)
            self.renaming = renaming


def forget(element: Element) -> None:
    """Free the memory of an element that has been read, and of all before it."""
    around = element.getparent()
    element.clear(keep_tail=True)  # type: ignore[call-arg]  # the stubs of lxml lack it
    if around is not None:
        while element.getprevious() is not None:
            del around[0]
