"""The properties of a document: those that the format knows, and others under names of their own."""

from __future__ import annotations

from datetime import UTC, datetime

from docconv.formats.docx.xml import EPOCH, PACKAGE, escaped, node, part
from docconv.metadata.facts import told
from docconv.model import FACTS, Metadata
from docconv.tei.names import clean

CUSTOM_PART, CUSTOM = "docProps/custom.xml", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Properties under names of their own, and the format identifier that they have (ECMA-376, part 1, 22.3)."""
PLACED = ("author", "publisher", "idno", "source_description")
"""The facts that have a place among the properties that the format knows."""


def core_part(title: str, metadata: Metadata, created: datetime | None) -> str:
    """The core properties: title, authors, language, identifiers, source and dates."""
    moment = (created or EPOCH).astimezone(UTC)
    date = f"{moment.year:04}-{moment:%m-%dT%H:%M:%SZ}"
    names = {
        "xmlns:cp": f"{PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    said = {
        "title": escaped(clean(title)),
        "creator": _joined(metadata, "author") or "docconv",
        "description": _joined(metadata, "source_description"),
        "identifier": _joined(metadata, "idno"),
        "language": escaped(metadata.lang),
    }
    return part(
        "cp:coreProperties",
        names,
        *(f"<dc:{name}>{value}</dc:{name}>" for name, value in said.items() if value),
        *(node(f"dcterms:{name}", {"xsi:type": "dcterms:W3CDTF"}, date) for name in ("created", "modified")),
    )


def _joined(metadata: Metadata, *names: str) -> str:
    """All that is said of some facts, as XML content."""
    return escaped(clean("; ".join(told(metadata.fields, *names))))


def app_part(metadata: Metadata) -> str:
    """The program that made the file, and who publishes it."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    publisher = _joined(metadata, "publisher")
    company = [f"<Company>{publisher}</Company>"] if publisher else []
    return part("Properties", {"xmlns": namespace}, node("Application", {}, "docconv"), *company)


def custom_part(metadata: Metadata) -> str:
    """The facts for which the core properties have no place, each under its name. Empty without any."""
    facts = {name: _joined(metadata, name) for name in FACTS if name not in PLACED}
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    rows = (
        node(
            "property", {"fmtid": CUSTOM, "pid": str(number), "name": name}, f"<vt:lpwstr>{value}</vt:lpwstr>"
        )
        for number, (name, value) in enumerate(((name, value) for name, value in facts.items() if value), 2)
    )
    return part("Properties", {"xmlns": namespace, "xmlns:vt": types}, *rows) if any(facts.values()) else ""
