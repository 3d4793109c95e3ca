"""The DraCor profile: a play as the corpora of DraCor have it, by their schema 1.6.0.

It is the edition profile, but for what that schema and its rules ask otherwise: the root has an id, the
title and the cast list are in the front matter, all of the body is in divisions, sex is in `@sex` in its
words, what a text comes from is its original source, items of Wikidata are by their numbers, and days of
writing, print and first performance are events. `docconv.tei.reading.dracor` takes all of it back.

Source: the ODD and the Schematron rules of dracor-org/dracor-schema 1.6.0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import takewhile

from attrs import define, field

from docconv import model as m
from docconv.metadata.facts import split
from docconv.patterns import regex
from docconv.speakers.labels.ids import slug
from docconv.tei.names import (
    DIGITAL_SOURCE,
    DRACOR_EVENTS,
    DRACOR_SEXES,
    FROM_FILE,
    ORIGINAL_SOURCE,
    REST,
    UNKNOWN_SEX,
    WIKIDATA,
    XML_ID,
    wikidata_address,
)
from docconv.tei.writing.edition import EditionWriter, is_division, new_root, with_text
from docconv.tei.writing.header import add_header
from docconv.tei.xml import NS, Attributes, Element, add, element
from docconv.walk import text_of, walk
from docconv.wellformed.shapes import is_date

PLAY = "play"
OF_A_CORPUS = regex(r"[a-z]+[0-9]{6}")
ITEM = regex(r"Q[1-9]\d*")
ADDRESSED = regex(r"https?://\S+")
ADDRESS = regex(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9]\d*)")


def dracor(
    document: m.Resolved, identifier: str, *, created: datetime | None = None, options: str = ""
) -> bytes:
    """A document as TEI in UTF-8, valid against the schema of DraCor and tei_all. `identifier` is the id of
    the play, see `identifier_of`; `options` are told in the header.
    """
    root = new_root(document)
    root.set("type", "dracor")
    root.set(XML_ID, identifier)
    header = add_header(root, document, created, "dracor", options=options)
    _add_events(header, document.metadata)
    _sources(header)
    _add_file(header, document.metadata)
    _items(header)
    for entry in header.iterfind(".//t:listPerson/*", NS):
        _person(entry)
    return with_text(root, document, DracorWriter(roles=roles_of(document.speakers)))


def identifier_of(document: m.Resolved, name: str) -> str:
    """An id for the root that nobody in a document has, from the name of its file."""
    found = slug(name) or PLAY
    taken = {speaker.id for speaker in document.speakers}
    while found in taken:
        found = f"{found}-{PLAY}"
    return found


def is_of_a_corpus(identifier: str) -> bool:
    """Whether an id is as those of plays in the corpora of DraCor."""
    return OF_A_CORPUS.fullmatch(identifier) is not None


# ------------ the header


def _add_events(header: Element, metadata: m.Metadata) -> None:
    """When it was written, printed, first played: facts of the document that DraCor has as events."""
    told = [(name, value) for name, value in metadata.fields if name in DRACOR_EVENTS and is_date(value)]
    sources = header.find("t:fileDesc/t:sourceDesc", NS)
    if sources is not None and told:
        events = add(sources, "listEvent")
        for name, value in told:
            add(add(events, "event", None, {"type": name, "when": value}), "desc", value)


def _sources(header: Element) -> None:
    """The first description of the source, or else its name, is the original source; `@subtype` tells which
    of them it is.
    """
    found = header.findall("t:fileDesc/t:sourceDesc/t:bibl", NS)
    described = [one for one in found if one.get("type") == "description"]
    for one in (*described, *found)[:1]:
        one.set("subtype", one.get("type") or REST)
        one.set("type", ORIGINAL_SOURCE)


def _add_file(header: Element, metadata: m.Metadata) -> None:
    """The file that the text comes from, before what is its original source; DraCor knows one."""
    told = next((value for name, value in metadata.fields if name == FROM_FILE), None)
    sources = header.find("t:fileDesc/t:sourceDesc", NS)
    if told is None or sources is None:
        return
    name, address = split("licence", told)
    is_address = ADDRESSED.fullmatch(address) is not None
    source = add(sources, "bibl", None, {"type": DIGITAL_SOURCE})
    add(source, "ref", (name or address) if is_address else told, {"target": address if is_address else None})
    sources.insert(0, source)


def _items(header: Element) -> None:
    """The item of the play in Wikidata, where DraCor looks for it; what is no number is a `URI`."""
    sources = header.find("t:fileDesc/t:sourceDesc", NS)
    for number in header.iterfind("t:fileDesc/t:publicationStmt/t:idno[@type='wikidata']", NS):
        if not ITEM.fullmatch(number.text or ""):
            number.set("subtype", WIKIDATA)
            number.set("type", "URI")
        elif sources is not None and sources.find("t:bibl[@type='wikidata']", NS) is None:
            item = add(sources, "bibl", None, {"type": WIKIDATA})
            add(item, "idno", number.text, {"type": WIKIDATA})
            sources.insert(len(sources.findall("t:bibl", NS)) - 1, item)


def _person(entry: Element) -> None:
    """Sex in `@sex`, other names as variants, items of Wikidata by their number."""
    sex = entry.find("t:sex", NS)
    told = None if sex is None else sex.get("value")
    if told is None or told in DRACOR_SEXES:
        entry.set("sex", DRACOR_SEXES.get(told or "", UNKNOWN_SEX))
        if sex is not None:
            entry.remove(sex)
    for name in entry.iterfind("*[@type='alias']"):
        name.set("type", "variant")
    for reference in entry.iterfind("t:idno[@type='wikidata']", NS):
        address = reference.text or ""
        item = ADDRESS.fullmatch(address)
        if item is None:
            reference.set("type", "URI")
            continue
        reference.text = item[1]
        if address != wikidata_address(item[1]):
            reference.set("corresp", address)
    if not len(entry):
        add(entry, "p", entry.get(XML_ID))


# ------------ the text


@define(eq=False, repr=False)
class DracorWriter(EditionWriter):
    """Writes the front matter before the body, and all of the body in divisions. `roles` are the ids of those
    whom a role names.
    """

    roles: Mapping[str, str] = field(factory=dict)

    def entry(self, item: m.CastItem[m.Speaker]) -> Attributes:
        """Who of those who speak the role of an entry is, where that is told by one name."""
        parts = [one for one in item.children if isinstance(one, m.CastPart) and one.kind == "role"]
        found = {self.roles[name] for one in parts if (name := _called(text_of(one.children))) in self.roles}
        return {"corresp": f"#{found.pop()}"} if len(found) == len(parts) == 1 else None

    def whole(self, document: m.Resolved) -> None:
        """Front matter and body."""
        front, rest = parted(document.body)
        title = () if document.title is None else document.title.children
        printed = bool(text_of(title).strip())
        if not front and not printed:
            self.rows.append(b"<body>")
        else:
            self.rows.append(b"<front>")
            self.level += 1
            if printed:
                part = element("titlePart", self.inlines(title), {"type": "main"})
                self.row(element("titlePage", element("docTitle", part)))
            self.blocks(front)
            self.level -= 1
            self.row("</front>")
            self.row("<body>")
        self.level += 1
        if document.title is not None and not printed:
            self.row(element("head", self.inlines(title)))
        lead = tuple(takewhile(lambda block: not is_division(block), rest))
        if lead or not rest:
            self.division({"type": REST}, lead)
        self.blocks(rest[len(lead) :])
        self.level -= 1
        self.row("</body>")


def roles_of(speakers: Iterable[m.Speaker]) -> dict[str, str]:
    """Who is called by each of the names and labels that only one of some speakers has."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for speaker in speakers:
        for name in (speaker.name, *speaker.aliases):
            owners[_called(name or "")].add(speaker.id)
    return {name: next(iter(ids)) for name, ids in owners.items() if name and len(ids) == 1}


def _called(name: str) -> str:
    """A name without the marks at its end, in whatever letters."""
    return " ".join(name.split()).strip(" ,.;:").casefold()


def parted(
    blocks: tuple[m.Block[m.Speaker], ...],
) -> tuple[tuple[m.Block[m.Speaker], ...], tuple[m.Block[m.Speaker], ...]]:
    """The front matter, which is all up to the cast list, where nobody speaks and nothing happens before that
    and something follows it; and the rest.
    """
    end = 0
    for number, block in enumerate(blocks[:-1], 1):
        if not _is_front(block):
            break
        if any(isinstance(one, m.CastItem) for one in walk(block)):
            end = number
    return blocks[:end], blocks[end:]


def _is_front(block: m.Block[m.Speaker]) -> bool:
    """Whether a block may be in front matter, as the schema has it."""
    if isinstance(block, m.Narrative):
        return block.verse is None
    if isinstance(block, m.Section):
        return not _speaks(block.blocks)
    return isinstance(block, m.CastItem | m.Separator | m.Boilerplate)


def _speaks(blocks: Iterable[m.Block[m.Speaker]]) -> bool:
    return any(isinstance(one, m.Turn) for block in blocks for one in walk(block))
