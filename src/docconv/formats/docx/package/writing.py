"""The package around the text: its parts, what they are, and how they relate (ECMA-376, part 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from attrs import field, frozen

from docconv.formats.docx.package.archive import zipped
from docconv.formats.docx.package.properties import CUSTOM_PART
from docconv.formats.docx.xml import EPOCH, PACKAGE, R, node, part

WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STORE = "{6D6F6465-6C20-4F6E-6520-547275746821}"
DEFLATE, DEFLATE_LARGE = 4, 1
"""How much is looked for what repeats; in a large part that programs alone read, a third less of the time is
worth a quarter more of its size.
"""
LARGE = 1 << 20
LATEST = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
"""The last moment that a zip file can tell."""
TYPES = {
    "word/document.xml": f"{WML}.document.main+xml",
    "word/styles.xml": f"{WML}.styles+xml",
    "word/settings.xml": f"{WML}.settings+xml",
    "word/header1.xml": f"{WML}.header+xml",
    "word/header2.xml": f"{WML}.header+xml",
    "word/header3.xml": f"{WML}.header+xml",
    "word/footer1.xml": f"{WML}.footer+xml",
    "word/fontTable.xml": f"{WML}.fontTable+xml",
    "word/comments.xml": f"{WML}.comments+xml",
    "word/footnotes.xml": f"{WML}.footnotes+xml",
    "word/endnotes.xml": f"{WML}.endnotes+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    CUSTOM_PART: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}
RELATIONSHIPS = (
    ("styles", "styles.xml"),
    ("settings", "settings.xml"),
    ("header", "header1.xml"),
    ("header", "header2.xml"),
    ("footer", "footer1.xml"),
    ("customXml", "../customXml/item1.xml"),
    ("comments", "comments.xml"),
    ("footnotes", "footnotes.xml"),
    ("endnotes", "endnotes.xml"),
    ("header", "header3.xml"),
    ("fontTable", "fontTable.xml"),
)


@frozen(eq=False, repr=False)
class Relationship:
    """A relationship: its id, the URI of its type, and the part, or address outside, that it leads to."""

    id: str
    kind: str
    target: str
    external: bool = False

    def xml(self) -> str:
        """The element."""
        mode = {"TargetMode": "External"} if self.external else {}
        return node("Relationship", {"Id": self.id, "Type": self.kind, "Target": self.target, **mode})


@frozen(eq=False, repr=False)
class ExtraParts:
    """Parts of another document: their bytes and content types by name, and what leads to them from the
    text.
    """

    parts: Mapping[str, bytes] = field(factory=dict)
    types: Mapping[str, str] = field(factory=dict)
    relations: tuple[Relationship, ...] = ()


NOTHING = ExtraParts()


def write_package(
    parts: Mapping[str, str | bytes], created: datetime | None, extra: ExtraParts = NOTHING
) -> bytes:
    """A zip file of the parts, content types and relationships added; the same parts and date give the same
    bytes.
    """
    everything: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(parts, extra),
        "_rels/.rels": _package_relationships(parts),
    }
    everything |= {**parts, **extra.parts}
    everything["word/_rels/document.xml.rels"] = relationships(
        (*_relationships(parts, extra), *extra.relations)
    )
    everything["customXml/_rels/item1.xml.rels"] = relationships(
        [Relationship("rId1", f"{R}/customXmlProps", "itemProps1.xml")]
    )
    date = (created or EPOCH).astimezone(UTC)
    date = min(max(date, EPOCH), LATEST)
    return zipped(((name, *_shrinking(name, data)) for name, data in everything.items()), date)


def _shrinking(name: str, data: str | bytes) -> tuple[bytes, int]:
    """The bytes of a part, and how much is looked in them for what repeats."""
    is_large = name.startswith("customXml/") and len(data) > LARGE
    return data.encode() if isinstance(data, str) else data, DEFLATE_LARGE if is_large else DEFLATE


def _content_types(parts: Mapping[str, str | bytes], extra: ExtraParts) -> str:
    known = {**{name: kind for name, kind in TYPES.items() if name in parts}, **extra.types}
    suffixes = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    return part(
        "Types",
        {"xmlns": f"{PACKAGE}/content-types"},
        *(node("Default", {"Extension": end, "ContentType": kind}) for end, kind in suffixes.items()),
        *(node("Override", {"PartName": f"/{name}", "ContentType": kind}) for name, kind in known.items()),
    )


def relationships(relations: Iterable[Relationship]) -> str:
    """A part of relationships."""
    rows = (relation.xml() for relation in relations)
    return part("Relationships", {"xmlns": f"{PACKAGE}/relationships"}, *rows)


def _package_relationships(parts: Mapping[str, str | bytes]) -> str:
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    return relationships(
        [
            Relationship("rId1", f"{R}/officeDocument", "word/document.xml"),
            Relationship("rId2", core, "docProps/core.xml"),
            Relationship("rId3", f"{R}/extended-properties", "docProps/app.xml"),
            *([Relationship("rId4", f"{R}/custom-properties", CUSTOM_PART)] if CUSTOM_PART in parts else []),
        ]
    )


def _relationships(parts: Mapping[str, str | bytes], extra: ExtraParts) -> Iterable[Relationship]:
    """What leads from the text to the parts that are there."""
    for kind, target in RELATIONSHIPS:
        name = target.removeprefix("../") if target.startswith("../") else f"word/{target}"
        if name in parts and name not in extra.parts:
            yield Relationship(relationship_id(target), f"{R}/{kind}", target)


def relationship_id(target: str) -> str:
    """The relationship id of a part of the main document."""
    return f"rId{[name for _, name in RELATIONSHIPS].index(target) + 1}"


def language_tag(lang: str) -> str:
    """A language as WordprocessingML names it, which knows no `und`."""
    return "x-none" if lang == "und" else lang


def item_properties() -> str:
    """The properties of the custom XML part; one identifier serves all files, as each has one part."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    schema = node("ds:schemaRef", {"ds:uri": "http://www.tei-c.org/ns/1.0"})
    names = {"xmlns:ds": namespace, "ds:itemID": STORE}
    return part("ds:datastoreItem", names, node("ds:schemaRefs", {}, schema))
