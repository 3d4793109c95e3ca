"""A DOCX file open_package with care: its parts, how they relate, and none of them larger than it may be."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import NoReturn

from attrs import field, frozen
from lxml import etree

from docconv.containers.zips import DAMAGED, SAVED, TOO_LARGE, fault
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.docx.xml import PACKAGE, W

Element = etree._Element  # noqa: SLF001  the only name lxml gives to the type
WML = f"{{{W}}}"
VAL = f"{WML}val"
OFF = frozenset(("0", "false", "off", "none"))
CHARACTER = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
"""Elements of a run that are characters."""
DEFAULT_LANGUAGE = "docDefaults/rPrDefault/rPr/lang"
RELATIONSHIP = f"{{{PACKAGE}/relationships}}Relationship"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""What the strict form of Open XML (ISO/IEC 29500-1) calls the same names."""
DOCTYPE = b"<!DOCTYPE"
OTHERS = (
    ("mimetype", "an OpenDocument or EPUB file"),
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("META-INF/", "a Java archive or the like"),
)
MOST_TAGS, TAGS_PER_BYTE = 2_000_000, 3
"""Tags of all parts that are read, in a file of any size and for one byte of it: a tag of some characters
takes a hundred bytes of memory.
"""
SAVE_AGAIN = "open it in a word processor and save it as .docx again"


@cache
def _path(steps: str) -> tuple[str, ...]:
    return tuple(f"{WML}{step}" for step in steps.split("/"))


def below(element: Element, path: str) -> Element | None:
    """The first element at a path such as `pPr/pStyle`: what `find` gives, in half of the time."""
    return _first(element, _path(path))


def _first(element: Element, steps: tuple[str, ...]) -> Element | None:
    found = element.iterchildren(steps[0])
    if len(steps) == 1:
        return next(found, None)
    deeper = (_first(one, steps[1:]) for one in found)
    return next((one for one in deeper if one is not None), None)


def value(element: Element | None, path: str, otherwise: str = "") -> str:
    """The value of a property, such as `pPr/pStyle`, below an element."""
    found = None if element is None else _first(element, _path(path))
    return otherwise if found is None else found.get(VAL, otherwise)


def is_on(toggle: Element | None) -> bool:
    """Whether a property that can be on or off is there and on."""
    return toggle is not None and toggle.get(VAL, "1") not in OFF


@frozen(eq=False, repr=False)
class Package:
    """The parts of a file. `name` is what the user calls it."""

    archive: zipfile.ZipFile
    name: str
    size: int = 0
    tags: list[int] = field(factory=list)

    def xml(self, part: str) -> Element | None:
        """The root of a part, `None` where there is no such part. No entity is expanded."""
        data = self.data(part)
        if data is None:
            return None
        self.tags.append(data.count(b"<"))
        if sum(self.tags) > max(MOST_TAGS, TAGS_PER_BYTE * self.size):
            self.refuse(TOO_LARGE, SAVED)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,  # of libxml2 an xml:id that came with the fifth edition of XML is none
        )
        try:
            root = etree.fromstring(data.replace(STRICT, W.encode()), parser)
        except etree.XMLSyntaxError as error:
            if DOCTYPE in data:
                self.refuse(f"its part {part} has a document type, which DOCX forbids", SAVE_AGAIN, error)
            self.refuse(f"its part {part} is not well-formed XML", SAVE_AGAIN, error)
        if root.getroottree().docinfo.internalDTD is not None:
            self.refuse(f"its part {part} has a document type, which DOCX forbids", SAVE_AGAIN)
        return root

    def data(self, part: str) -> bytes | None:
        """The bytes of a part, `None` where there is no such part."""
        try:
            return self.archive.read(part)
        except KeyError:
            return None
        except DAMAGED as error:
            self.refuse(f"its part {part} is damaged", "get the file again", error)

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts that a part, or with `""` the package, points to with relationships of a kind."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in () if root is None else root.iter(RELATIONSHIP):
            inside = relation.get("TargetMode") != "External"
            if inside and relation.get("Type", "").endswith(f"/{kind}"):
                yield posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")

    def one(self, part: str, kind: str) -> Element | None:
        """The root of the first part that a part points to with a relationship of a kind."""
        target = next(self.related(part, kind), None)
        return None if target is None else self.xml(target)

    def refuse_other_contents(self) -> NoReturn:
        """Raise `BadInputError` for an archive that holds no Word document, with what it is instead."""
        names = self.archive.namelist()
        known = (kind for begin, kind in OTHERS if any(name.startswith(begin) for name in names))
        kind = next(known, "an archive without one")
        self.refuse(f"not a Word document, but {kind}", "save it as .docx")

    def refuse(self, message: str, remedy: str, cause: Exception | None = None) -> NoReturn:
        """Raise `BadInputError` for this file."""
        raise BadInputError(message, where=self.name, remedy=remedy) from cause


def open_package(source: Source) -> Package:
    """The package in some bytes. Raises `BadInputError` where they are none, or unfold beyond measure."""
    _refuse_other_files(source)
    try:
        package = Package(zipfile.ZipFile(BytesIO(source.data)), source.name, len(source.data))
    except DAMAGED as error:
        message = "not a DOCX file, or a damaged one"
        remedy = "get the file again, or give another format"
        raise BadInputError(message, where=source.name, remedy=remedy) from error
    if found := fault(package.archive):
        package.refuse(*found)
    return package


def _refuse_other_files(source: Source) -> None:
    """Password-protected DOCX and the older DOC are both OLE files [MS-CFB]."""
    if not source.data:
        message = "the file is empty"
        raise BadInputError(message, where=source.name, remedy="give a DOCX file")
    if not source.data.startswith(OLE):
        return
    if ENCRYPTED in source.data:
        message, remedy = "it is protected by a password", "save it without the password"
    else:
        message, remedy = "this is an old Office file, such as .doc", "save it as .docx"
    raise BadInputError(message, where=source.name, remedy=remedy)
