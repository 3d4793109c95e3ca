"""A corpus of TEI files: `teiCorpus`, which includes each of them and lists who speaks in all, and files in
which no id is that of another file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from attrs import frozen
from lxml import etree

from docconv.containers.xml import root_element
from docconv.model import Speaker
from docconv.tei import names as tei
from docconv.tei.names import CUSTOMISATION, CUSTOMISATIONS, NAMESPACE, TEI, XML_ID
from docconv.tei.prefixes import add_prefix, rename_ids, with_prefix
from docconv.tei.writing.edition import DECLARATION
from docconv.tei.xml import Element, add, indent

XINCLUDE = "http://www.w3.org/2001/XInclude"


@frozen
class CorpusPerson:
    """Somebody in several files: what each says of that person, and pairs of a file and an id in it."""

    told: tuple[Speaker, ...]
    places: tuple[tuple[str, str], ...]


def collection(title: str, files: Sequence[str], participants: Sequence[CorpusPerson]) -> bytes:
    """The corpus file; `files` are paths from where it stands."""
    root = etree.Element(f"{TEI}teiCorpus", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    persons = _add_header(root, tei.clean(title), len(files))
    for number, one in enumerate(participants, 1):
        _add_person(persons, number, one)
    for name in files:
        # The stubs of lxml forget that the default namespace has no prefix.
        include = etree.SubElement(root, f"{{{XINCLUDE}}}include", nsmap={None: XINCLUDE})  # type: ignore[dict-item]
        include.set("href", _address(name))
    indent(root, 0)
    return DECLARATION + etree.tostring(root, encoding="utf-8") + b"\n"


def with_own_ids(data: bytes, where: str, prefix: str) -> bytes:
    """A TEI file in which each id begins with a prefix, and so does what points to it. Raises
    `BadInputError`.
    """
    root = root_element(data, where, "TEI")
    ids = [str(one.get(XML_ID)) for one in root.iter(etree.Element) if one.get(XML_ID)]
    rename_ids(root, {one: f"{prefix}{one}" for one in ids})
    return DECLARATION + etree.tostring(root, encoding="utf-8") + b"\n"


def with_prefixes(data: bytes, ids: str, others: Mapping[str, str]) -> bytes:
    """A TEI file in which each id begins with `ids`, and each of the other prefixes is said to mean what it
    does. It follows no customisation of docconv's own then.
    """
    root = root_element(data, "", "TEI")
    customisation = CUSTOMISATIONS["prefixed"]
    for one in root.iterfind(f".//{TEI}encodingDesc/{TEI}schemaRef[@key='{CUSTOMISATION}']"):
        one.set("key", customisation.key)
        one.set("url", customisation.schema)
    for prefix, target in others.items():
        add_prefix(root, prefix, target)
    if ids:
        with_prefix(root, ids)
    indent(next(root.iter(f"{TEI}encodingDesc")), 2)
    return DECLARATION + etree.tostring(root, encoding="utf-8") + b"\n"


def _add_header(root: Element, title: str, count: int) -> Element:
    """The header; the list of persons in it, still empty."""
    header = add(root, "teiHeader")
    file = add(header, "fileDesc")
    add(add(file, "titleStmt"), "title", title)
    add(add(file, "extent"), "measure", f"{count} texts", {"unit": "texts", "quantity": str(count)})
    add(add(file, "publicationStmt"), "p", tei.NOT_STATED)
    add(add(file, "sourceDesc"), "p", "Each text says its own.")
    add(add(add(header, "encodingDesc"), "projectDesc"), "p", tei.MAKER)
    return add(add(add(header, "profileDesc"), "particDesc"), "listPerson")


def _add_person(persons: Element, number: int, one: CorpusPerson) -> None:
    places = " ".join(f"{_address(file)}#{name}" for file, name in one.places)
    entry = add(persons, "person", None, {XML_ID: f"person.{number}", "corresp": places})
    for form in dict.fromkeys(speaker.name for speaker in one.told if speaker.name):
        add(entry, "persName", tei.clean(form))
    if sex := next((speaker.sex for speaker in one.told if speaker.sex), None):
        add(entry, "sex", sex, {"value": sex})
    for reference in dict.fromkeys(ref for speaker in one.told for ref in speaker.refs):
        add(entry, "idno", tei.clean(reference), {"type": tei.reference_type(reference)})


def _address(name: str) -> str:
    return quote(name, errors="surrogateescape")
