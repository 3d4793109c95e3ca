"""An OpenDocument file opened with care: its parts, none larger than it may be, no entity in any."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any, NoReturn

from attrs import frozen
from lxml import etree

from docconv.containers.zips import DAMAGED, SAVE_AGAIN, SAVED, TOO_LARGE, fault
from docconv.errors import BadInputError
from docconv.formats import Source

Element = etree._Element  # noqa: SLF001  the only name lxml gives to the type
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, STYLE, TEXT = (f"{{{OASIS}:{name}:1.0}}" for name in ("office", "style", "text"))
TABLE, DRAW, FO = (f"{{{OASIS}:{name}:1.0}}" for name in ("table", "drawing", "xsl-fo-compatible"))
CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
ENCRYPTED = b"encryption-data"
MOST_TAGS, TAGS_PER_BYTE = 2_000_000, 3
"""Tags of a part in a file of any size and for one byte of it: a tag takes a hundred bytes of memory."""


@frozen
class Parts:
    """The parts of a file. `name` is what the user calls it."""

    archive: zipfile.ZipFile
    name: str
    size: int

    def xml(self, part: str) -> Element | None:
        """The root of a part, `None` where there is no such part."""
        if part not in self.archive.namelist():
            return None
        try:
            data = self.archive.read(part)
        except DAMAGED as error:
            self.refuse(f"its part {part} is damaged", "get the file again", error)
        if data.count(b"<") > max(MOST_TAGS, TAGS_PER_BYTE * self.size):
            self.refuse(TOO_LARGE, SAVED)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            self.refuse(f"its part {part} is not well-formed XML", SAVE_AGAIN, error)
        declared: Any = root.getroottree().docinfo.internalDTD
        if declared is not None and any(declared.iterentities()):  # the first versions named their DTD
            self.refuse(f"its part {part} declares entities", SAVE_AGAIN)
        return root

    def refuse(self, message: str, remedy: str, cause: Exception | None = None) -> NoReturn:
        """Raise `BadInputError` for this file."""
        raise BadInputError(message, where=self.name, remedy=remedy) from cause


def parts_of(source: Source) -> Parts:
    """The parts in some bytes. Raises `BadInputError` where they are none, or unfold beyond measure."""
    try:
        parts = Parts(zipfile.ZipFile(BytesIO(source.data)), source.name, len(source.data))
    except DAMAGED as error:
        message = "not an OpenDocument file, or a damaged one"
        remedy = "get the file again, or give another format"
        raise BadInputError(message, where=source.name, remedy=remedy) from error
    if found := fault(parts.archive):
        parts.refuse(*found)
    names = parts.archive.namelist()
    if CONTENT not in names:
        parts.refuse("not an OpenDocument file, but another archive", "give another format")
    if MANIFEST in names and ENCRYPTED in parts.archive.read(MANIFEST):
        parts.refuse("it is protected by a password", "save it without the password")
    return parts
