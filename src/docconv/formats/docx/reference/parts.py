"""The parts of a reference document that go into the new file: heads and feet of its pages with their
pictures, its theme, fonts and numberings.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from attrs import define, field
from lxml import etree

from docconv.formats.docx.package.reading import RELATIONSHIP, WML, Element, Package
from docconv.formats.docx.package.writing import ExtraParts, Relationship, relationships
from docconv.formats.docx.reference.styles import renamed
from docconv.formats.docx.xml import PACKAGE, R
from docconv.patterns import regex

ID = f"{{{R}}}id"
TYPES = f"{{{PACKAGE}/content-types}}"
REFERENCES = (f"{WML}headerReference", f"{WML}footerReference")
MEMBERS = ("theme", "fontTable", "numbering")
OURS = regex(r"word/(document|styles|settings|comments)\.xml|(customXml|docProps|_rels)/.*", re.DOTALL)


def extra_parts(package: Package, main: str, layout: Element, changed: Mapping[str, str]) -> ExtraParts:
    """What goes along with a section. Its references to heads and feet get new ids; `changed` are new ids of
    styles by old ones.
    """
    taken = _PartCollector(package, changed, *_content_types(package))
    relations = {relation.id: (relation, part) for relation, part in _relations(package, main)}
    kept: list[Relationship] = []
    for old, (relation, part) in relations.items():
        users = [one for one in layout.iterchildren(*REFERENCES) if one.get(ID) == old]
        if users or relation.kind.rpartition("/")[2] in MEMBERS:
            if relation.external or not taken.take(part):
                continue
            new = f"house{len(kept) + 1}"
            kept.append(
                Relationship(
                    new, relation.kind, part.removeprefix("word/") if part.startswith("word/") else f"/{part}"
                )
            )
            for user in users:
                user.set(ID, new)
    ids = {relation.id for relation in kept}
    for one in [one for one in layout.iterchildren(*REFERENCES) if one.get(ID) not in ids]:
        layout.remove(one)
    return ExtraParts(taken.parts, taken.types, tuple(kept))


def _relations(package: Package, part: str) -> Iterator[tuple[Relationship, str]]:
    """The relationships of a part, each with the name of the part that it leads to."""
    folder, base = posixpath.split(part)
    root = package.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    for element in () if root is None else root.iter(RELATIONSHIP):
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relationship(element.get("Id", ""), element.get("Type", ""), target, external), name


def _content_types(package: Package) -> tuple[dict[str, str], dict[str, str]]:
    """The content types of parts by name, and by suffix."""
    root = package.xml("[Content_Types].xml")
    rows = () if root is None else tuple(root.iterchildren(f"{TYPES}Override", f"{TYPES}Default"))
    names = {row.get("PartName", "").lstrip("/"): row.get("ContentType", "") for row in rows}
    suffixes = {row.get("Extension", "").lower(): row.get("ContentType", "") for row in rows}
    return names, suffixes


@define(eq=False, repr=False)
class _PartCollector:
    """Takes parts with all that they lead to.

    - `package`: the reference document.
    - `changed`: new ids of styles by old ones.
    - `names`, `suffixes`: content types by part and by suffix.
    - `parts`, `types`: what was taken, and its content types.
    """

    package: Package
    changed: Mapping[str, str]
    names: Mapping[str, str]
    suffixes: Mapping[str, str]
    parts: dict[str, bytes] = field(factory=dict)
    types: dict[str, str] = field(factory=dict)

    def take(self, part: str) -> bool:
        """Take a part; whether it is there and may be taken."""
        if part in self.types:
            return True
        data = None if OURS.fullmatch(part) else self.package.data(part)
        if data is None:
            return False
        default = self.suffixes.get(part.rpartition(".")[2].lower(), "application/octet-stream")
        self.types[part] = self.names.get(part, default)
        self.parts[part] = self.with_style_ids(part, data)
        relations = [
            relation
            for relation, target in _relations(self.package, part)
            if relation.external or self.take(target)
        ]
        if relations:
            folder, base = posixpath.split(part)
            rels = posixpath.join(folder, "_rels", f"{base}.rels")
            self.parts[rels] = relationships(relations).encode()
        return True

    def with_style_ids(self, part: str, data: bytes) -> bytes:
        """The part with the new ids of styles."""
        root = self.package.xml(part) if self.changed and part.endswith(".xml") else None
        if root is None:
            return data
        renamed(root, self.changed)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
