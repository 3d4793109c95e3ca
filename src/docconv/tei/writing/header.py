"""The `teiHeader`: title, source, facts of the front matter, and the list of those who speak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from docconv import __version__
from docconv.model import FACTS, Attribution, Resolved, Said, Speaker, Turn
from docconv.tei.names import CUSTOMISATION, CUSTOMISATIONS, MAKER, OPTIONS, XML_ID, reference_type
from docconv.tei.publication import add_publication, add_revisions, add_statement, told
from docconv.tei.xml import Element, add
from docconv.walk import catalogue_title, walk

NOBODY: Mapping[str, str] = MappingProxyType({})


def add_header(
    root: Element, document: Resolved, created: datetime | None, profile: str = "edition", *,
    persons: Mapping[str, str] = NOBODY, options: str = "",
) -> Element:  # fmt: skip
    """The header of a document. `created` is the date of the electronic file, if it shall say one; `profile`
    is one of `CUSTOMISATIONS`. Those of `persons` are listed in another file, and not here. `options` are
    those that made the file.
    """
    customisation = CUSTOMISATIONS[profile]
    header = add(root, "teiHeader")
    _add_file(header, document)
    encoding = add(header, "encodingDesc")
    _add_application(encoding, created, f"{customisation.title} profile.{options and OPTIONS}{options}")
    _add_evidence(encoding, document)
    add(encoding, "schemaRef", None, {"key": customisation.key, "url": customisation.schema})
    about = add(header, "profileDesc")
    if document.metadata.date:
        add(add(about, "creation"), "date", document.metadata.date, {"when": document.metadata.date})
    add(add(about, "langUsage"), "language", None, {"ident": document.metadata.lang})
    own = [speaker for speaker in document.speakers if speaker.id not in persons]
    if own:
        people = add(add(about, "particDesc"), "listPerson")
        for speaker in own:
            add_speaker(people, speaker)
    add_revisions(header, document.metadata.fields)
    return header


def _add_application(encoding: Element, created: datetime | None, how: str) -> None:
    """What made the file, how, and on which day."""
    day = None if created is None else created.date().isoformat()
    name = {"ident": CUSTOMISATION, "version": __version__, "when": day}
    application = add(add(encoding, "appInfo"), "application", None, name)
    add(application, "label", CUSTOMISATION)
    add(application, "p", how)


def _add_file(header: Element, document: Resolved) -> None:
    """What the file is: its title, who made and publishes it, the facts of the front matter, its source."""
    metadata = document.metadata
    description = add(header, "fileDesc")
    statement = add(description, "titleStmt")
    add(statement, "title", catalogue_title(document))
    add_statement(statement, metadata.fields)
    publication = add(description, "publicationStmt")
    add_publication(publication, metadata.fields)
    if not len(publication):
        add(publication, "p", MAKER)
    single = {"title": metadata.title, "status": metadata.status, "media": metadata.media}
    facts = [(value, {"type": name}) for name, value in single.items() if value]
    facts += [(value, {"type": "fact", "n": name}) for name, value in metadata.fields if name not in FACTS]
    notes = add(description, "notesStmt") if facts else description
    for value, kind in facts:
        add(notes, "note", value, kind)
    named = {"type": "source" if metadata.source else None}
    sources = add(description, "sourceDesc")
    add(sources, "bibl", metadata.source or "Transcript", named)
    for _, value in told(metadata.fields, "source_description"):
        add(sources, "bibl", value, {"type": "description"})


def attributions(document: Resolved) -> Iterator[tuple[str, Attribution]]:
    """The attributions below high certainty with the id of what they are about: a turn, or the n-th
    quotation.
    """
    quotations = 0
    for node in walk(document):
        match node:
            case Turn(id=turn_id, attribution=attribution):
                if attribution.evidence:
                    yield turn_id, attribution
            case Said(attribution=attribution):
                quotations += 1
                if attribution.evidence:
                    yield f"q{quotations}", attribution
            case _:
                pass


def _add_evidence(encoding: Element, document: Resolved) -> None:
    """What decided the attributions that are not certain: one item a reason, in `interpretation`."""
    found = list(attributions(document))
    if not found:
        return
    interpretation = add(add(encoding, "editorialDecl"), "interpretation")
    reasons = add(add(interpretation, "p"), "list", None, {"type": "evidence"})
    for target, attribution in found:
        for evidence in attribution.evidence:
            add(reasons, "item", evidence.detail, {"corresp": f"#{target}", "n": evidence.rule})


def add_speaker(people: Element, speaker: Speaker) -> Element:
    """A `person` or a `personGrp`; `@role` says what kind of speaker it is where it is no named person."""
    kind, name = ("personGrp", "name") if speaker.kind == "group" else ("person", "persName")
    role = speaker.kind if speaker.kind in ("anonymous", "unknown") else None
    entry = add(people, kind, None, {XML_ID: speaker.id, "role": role})
    if speaker.name:
        add(entry, name, speaker.name)
    for alias in speaker.aliases:
        add(entry, name, alias, {"type": "alias"})
    if speaker.sex:
        add(entry, "sex", speaker.sex, {"value": speaker.sex})
    if speaker.role:
        add(entry, "occupation", speaker.role)
    for reference in speaker.refs:
        add(entry, "idno", reference, {"type": reference_type(reference)})
    if not len(entry):
        add(entry, "p", speaker.id)
    return entry
