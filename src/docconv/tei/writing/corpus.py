"""What the schemas of ParlaMint want around a text: the headers of both files, and who speaks.

Who speaks is in the corpus file, for a component has no list of persons. Where the schemas want what a
transcript does not say, the files say `Not stated`. What the schemas have no place for is in attributes:
facts of the front matter in further paragraphs of `projectDesc`, the place of a speaker among all in `@n`,
what kind of speaker it is in `@corresp`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

from attrs import frozen
from lxml import etree

from docconv.model import Resolved, Speaker
from docconv.patterns import regex
from docconv.speakers.labels.ids import slug
from docconv.tei import names as tei
from docconv.tei.names import NAMESPACE, TEI, UNKNOWN_ADDRESS, XML_ID, XML_LANG
from docconv.tei.writing.edition import DECLARATION
from docconv.tei.xml import Element, add, indent
from docconv.walk import catalogue_title, turns

LICENCE = "http://creativecommons.org/licenses/by/4.0/"
"""The only licence that the schema has."""
XINCLUDE = "http://www.w3.org/2001/XInclude"
MEETING, ROLE = "parliament.meeting", "speakers.unspecified"
"""The kind of session, and the function in which somebody speaks."""
TAXONOMIES = {
    "parliament": {MEETING: "Meeting"},
    "speakers": {
        ROLE: "Speaker whose function is not stated",
        tei.ANONYMOUS: "Speaker whom the transcript does not name",
        tei.UNKNOWN: "Voice that could not be told",
        tei.UNNAMED: "Speaker who has labels and no name",
        tei.LABELLED: "Speaker whose name is the first label, too",
    },
}
SEXES = {"F": "F", "M": "M", "X": "O"}
ADDRESS = regex(r"https?://[^\s<>\"{}|\\^`]+")
DAY = regex(r"\d{4}(-\d\d){0,2}")
BLANK = regex(r"[ \t\r\n]+")


@frozen(kw_only=True, eq=False, repr=False)
class FileDescription:
    """What the schema wants to be said of a file, and a transcript does not say."""

    name: str
    created: datetime | None = None
    address: str = UNKNOWN_ADDRESS
    corpus_title: str = ""
    publisher: str = ""
    place: str = ""

    @property
    def date(self) -> str:
        """The date of the file, ISO 8601."""
        return (self.created or datetime.fromtimestamp(0, UTC)).date().isoformat()

    @property
    def identifier(self) -> str:
        """The id of the component; the dot keeps it apart from those of turns and speakers."""
        return f"transcript.{slug(self.name) or 'text'}"

    def facts(self, document: Resolved) -> dict[str, str]:
        """What the options or the front matter say of the session and its publication; empty where nothing
        does.
        """
        told = {name.casefold(): line(value) for name, value in document.metadata.fields}
        day = document.metadata.date or ""
        return {
            "publisher": line(self.publisher) or told.get("publisher", ""),
            "place": line(self.place) or told.get("place", "") or told.get("location", ""),
            "day": day if is_day(day) else "",
        }


def line(text: str) -> str:
    """A text on one line, as the schema wants names and descriptions."""
    return BLANK.sub(" ", tei.clean(text)).strip(" ")


def is_day(text: str | None) -> bool:
    """Whether a text is a day, a month or a year, as the schema knows them."""
    if not text or not DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def corpus(document: Resolved, description: FileDescription) -> bytes:
    """The corpus file: the lists of persons and groups, and the component `NAME.xml` included."""
    root = new_root("teiCorpus", document, f"{description.identifier}-corpus")
    header = add(root, "teiHeader")
    _add_file(header, document, description, meeting=False)
    encoding = add(header, "encodingDesc")
    add(add(encoding, "projectDesc"), "p", tei.MAKER)
    declaration = add(encoding, "editorialDecl")
    for name in ("correction", "normalization", "hyphenation", "quotation", "segmentation"):
        add(add(declaration, name), "p", "As in the source.")
    add_tags(encoding, {"u": 0})
    _add_classes(encoding)
    profile = add(header, "profileDesc")
    _add_setting(profile, document, description)
    _add_participants(profile, document)
    language = document.metadata.lang
    add(add(profile, "langUsage"), "language", language, {"ident": language})
    # The stubs of lxml forget that the default namespace has no prefix.
    include = etree.SubElement(root, f"{{{XINCLUDE}}}include", nsmap={None: XINCLUDE})  # type: ignore[dict-item]
    include.set("href", f"{description.name}.xml")
    return as_bytes(root)


def new_root(name: str, document: Resolved, identifier: str) -> Element:
    """The root element of a file."""
    root = etree.Element(f"{TEI}{name}", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set(XML_ID, identifier)
    root.set(XML_LANG, document.metadata.lang)
    return root


def as_bytes(root: Element) -> bytes:
    """A file in UTF-8."""
    indent(root, 0)
    return DECLARATION + etree.tostring(root, encoding="utf-8") + b"\n"


# ------------ the header of a component


def add_header(root: Element, document: Resolved, description: FileDescription, tags: Counter[str]) -> None:
    """The header of a component, `tags` being how often each element is in its text."""
    header = add(root, "teiHeader")
    _add_file(header, document, description, meeting=True)
    encoding = add(header, "encodingDesc")
    project = add(encoding, "projectDesc")
    add(project, "p", tei.MAKER)
    _add_facts(project, document)
    add_tags(encoding, tags)
    _add_setting(add(header, "profileDesc"), document, description)


def _add_facts(project: Element, document: Resolved) -> None:
    """The facts of the front matter, and the reasons of attributions that are not certain."""
    metadata = document.metadata
    day = None if is_day(metadata.date) else metadata.date
    single = {"title": metadata.title, "date": day, "status": metadata.status, "source": metadata.source}
    single["media"] = metadata.media
    for name, value in single.items():
        if value is not None:
            add(project, "p", value, {"n": name})
    for name, value in metadata.fields:
        add(project, "p", value, {"n": f"fact {name}"})
    for turn in turns(document):
        for reason in turn.attribution.evidence:
            add(project, "p", reason.detail, {"n": f"reason {reason.rule}", "corresp": f"#{turn.id}"})


def _add_file(header: Element, document: Resolved, description: FileDescription, *, meeting: bool) -> None:
    """The description of a file; a component names its meeting, a corpus those who made it."""
    title, facts = line(catalogue_title(document)), description.facts(document)
    file = add(header, "fileDesc")
    statement = add(file, "titleStmt")
    add(statement, "title", title if meeting else line(description.corpus_title) or title, {"type": "main"})
    if meeting:
        told = {name.casefold(): line(value) for name, value in document.metadata.fields}
        add(statement, "meeting", told.get("meeting") or title, {"ana": f"#{MEETING}"})
    else:
        responsible = add(statement, "respStmt")
        add(responsible, "persName", tei.NOT_STATED)
        add(responsible, "resp", "Transcription")
        add(add(statement, "funder"), "orgName", tei.NOT_STATED)
    add(add(file, "editionStmt"), "edition", "1.0")
    count = str(sum(1 for _ in turns(document)))
    add(add(file, "extent"), "measure", f"{count} speeches", {"unit": "speeches", "quantity": count})
    _add_publication(file, description, facts["publisher"])
    source = add(add(file, "sourceDesc"), "bibl")
    add(source, "title", line(document.metadata.source or "") or title)
    add(source, "idno", description.address, {"type": "URI"})


def _add_publication(file: Element, description: FileDescription, publisher: str) -> None:
    publication = add(file, "publicationStmt")
    add(publication, "publisher", publisher or tei.NOT_STATED)
    add(publication, "idno", description.address, {"type": "URI"})
    availability = add(publication, "availability", None, {"status": "free"})
    add(availability, "licence", LICENCE)
    add(availability, "p", "The schema knows this licence only: publish the file only where it holds.")
    add(publication, "date", description.date, {"when": description.date})


def _add_setting(profile: Element, document: Resolved, description: FileDescription) -> None:
    """Where and when."""
    facts = description.facts(document)
    setting = add(add(profile, "settingDesc"), "setting")
    add(setting, "name", facts["place"] or tei.NOT_STATED, {"type": "place"})
    day = facts["day"]
    unknown = {"notBefore": tei.UNKNOWN_DAY, "notAfter": description.date}
    add(setting, "date", day or tei.NOT_STATED, {"when": day} if day else unknown)


def add_tags(encoding: Element, tags: dict[str, int]) -> None:
    """How often each element is in the text."""
    space = add(add(encoding, "tagsDecl"), "namespace", None, {"name": NAMESPACE})
    for name in sorted(tags):
        add(space, "tagUsage", None, {"gi": name, "occurs": str(tags[name])})


# ------------ what only the corpus file has


def _add_classes(encoding: Element) -> None:
    """The categories that both files point to."""
    classes = add(encoding, "classDecl")
    for name, categories in TAXONOMIES.items():
        taxonomy = add(classes, "taxonomy", None, {XML_ID: f"taxonomy.{name}"})
        add(add(taxonomy, "desc"), "term", name.capitalize())
        for category, text in categories.items():
            add(add(add(taxonomy, "category", None, {XML_ID: category}), "catDesc"), "term", text)


def _add_participants(profile: Element, document: Resolved) -> None:
    """Groups as organisations, everybody else as persons; the schema wants at least one of both."""
    participants = add(profile, "particDesc")
    organisations, persons = add(participants, "listOrg"), add(participants, "listPerson")
    for number, speaker in enumerate(document.speakers, 1):
        if speaker.kind == "group":
            _add_group(organisations, speaker, str(number))
        else:
            _add_person(persons, speaker, str(number))
    if not len(organisations):
        _add_group(organisations, Speaker(tei.NO_GROUP, name=tei.NOT_STATED), "")
    if not len(persons):
        _add_person(persons, Speaker(tei.NO_PERSON, name=tei.NOT_STATED), "")


def _add_group(organisations: Element, group: Speaker, number: str) -> None:
    entry = _entry(organisations, "org", group, number)
    entry.set("role", "institution")
    for name in _names(group):
        add(entry, "orgName", name, {"full": "yes"})
    _add_references(entry, group)
    if line(group.role or ""):
        add(entry, "desc", line(group.role or ""))


def _add_person(persons: Element, person: Speaker, number: str) -> None:
    entry = _entry(persons, "person", person, number)
    for name in _names(person):
        add(add(entry, "persName"), "term", name)
    if person.sex:
        add(entry, "sex", None, {"value": SEXES[person.sex]})
    if line(person.role or ""):
        add(entry, "occupation", line(person.role or ""))
    _add_references(entry, person)


def _entry(parent: Element, name: str, speaker: Speaker, number: str) -> Element:
    kinds = " ".join(f"#{kind}" for kind in _kinds(speaker))
    return add(parent, name, None, {XML_ID: speaker.id, "n": number or None, "corresp": kinds or None})


def _kinds(speaker: Speaker) -> Iterator[str]:
    """The categories that say what the elements do not."""
    if speaker.kind == "anonymous":
        yield tei.ANONYMOUS
    if speaker.kind == "unknown":
        yield tei.UNKNOWN
    if not line(speaker.name or ""):
        yield tei.UNNAMED
    elif _is_labelled(speaker):
        yield tei.LABELLED


def _is_labelled(speaker: Speaker) -> bool:
    return speaker.aliases[:1] == (speaker.name,)


def _names(speaker: Speaker) -> list[str]:
    """The name, then the labels but for a first one that is the name."""
    labels = speaker.aliases[1:] if _is_labelled(speaker) else speaker.aliases
    return [name for name in map(line, (speaker.name or "", *labels)) if name] or [tei.NOT_STATED]


def _add_references(entry: Element, speaker: Speaker) -> None:
    for reference in speaker.refs:
        if ADDRESS.fullmatch(reference):
            add(entry, "idno", reference, {"type": tei.reference_type(reference)})
