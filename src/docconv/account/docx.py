"""What a Word document prints: the text of the main part and of its notes, by the plain archive."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from docconv.account.text import with_notations
from docconv.account.words import SourceText
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.patterns import regex

Element = ET.Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TEI = b"http://www.tei-c.org/ns/1.0"
MAIN = regex(rb'<Relationship\b(?=[^<>]*/officeDocument")[^<>]*\bTarget="([^"]+)"')
MAPPING = regex(r"""xmlns:([\w.-]+)\s*=\s*(['"])(.*?)\2""")
ITEM = regex(r"customXml/item(\d+)\.xml")
STORE = regex(rb'itemID="([^"]+)"')
TITLE = regex(rb'<w:p(?: [^<>]*)?><w:pPr><w:pStyle w:val="Title"/>.*?</w:p>', re.DOTALL)
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
APART = {f"{W}{name}": " " for name in ("tab", "ptab", "br", "cr", "noBreakHyphen")} | {f"{W}p": "\n"}
EQUATION = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
TEXT, BOX, VAL = f"{W}t", f"{W}txbxContent", f"{W}val"
OFF = ("0", "false", "off", "none")
SPECIAL = (
    b"instrText",
    b"delText",
    b"moveFrom",
    b"vanish",
    b"docPartGallery",
    b"AlternateContent",
    b"posOffset",
    b"noteReference",
)
"""In a main part that has none of these, all characters are words, but for hidden styles."""
DEEPEST = 9
SIGNED = f"{W}customMarkFollows"
"""What says that the text after it is the sign of a note."""
SIGNS = ("footnotereference", "endnotereference")
NUMBERS = r"\d+|[ivxlcdm]+|[a-z]{1,3}"
GREEK = "[\u0370-\u03ff]+"
COUNTED = regex(r"\s*+(?:[#№]\s*+)?\d{1,5}[.):]?\s*+")
"""A cell that counts the rows of its table."""


def account(source: Source) -> Iterator[SourceText]:
    """The account of a Word document: all characters of its main part, or, where some are no words or others
    belong to them, paragraph by paragraph.
    """
    with zipfile.ZipFile(BytesIO(source.data)) as archive:
        parts = _Archive(archive)
        data = parts.data(parts.main)
        try:
            quick = _quick(data)
        except expat.ExpatError as error:
            message = f"its part {parts.main} is not well-formed XML: {expat.ErrorString(error.code)}"
            raise BadInputError(message, where=source.name, remedy="save it as .docx again") from error
        if not any(mark in data for mark in SPECIAL):
            yield SourceText(quick, is_quick=True, has_points=not parts.is_ours)
            if parts.is_ours:  # the title that it prints may be the name of a file
                yield SourceText(_quick(TITLE.sub(b"", data, 1)), is_quick=True, has_points=False)
        yield from with_notations(parts.account())


def _quick(data: bytes) -> str:
    """All characters of a part; paragraphs without words between them are the same letter by letter."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text, parser.CharacterDataHandler = True, found.append
    parser.Parse(data, True)  # noqa: FBT003  expat takes it by position
    return " ".join(found)


class _Archive:
    """The parts of a file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = frozenset(archive.namelist())
        found = MAIN.search(self.data("_rels/.rels"))
        self.main = posixpath.normpath(found[1].decode().lstrip("/")) if found else "word/document.xml"
        self.folder = posixpath.dirname(self.main)
        self.is_ours = any(TEI in self.data(name) for name in self.names if name.startswith("customXml/"))

    def data(self, name: str) -> bytes:
        """The bytes of a part, none where it is not there."""
        try:
            return self.archive.read(name).replace(STRICT, W[1:-1].encode()) if name in self.names else b""
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            return b""  # the reader refuses damage to any part that it needs

    def root(self, name: str) -> Element:
        """The root of a part; the reader has refused document types before."""
        return ET.fromstring(self.data(posixpath.join(self.folder, name)) or b"<none/>")  # noqa: S314

    def account(self) -> SourceText:
        """What is printed."""
        main = self.root(posixpath.basename(self.main))
        self.fill(main)
        free = "\n".join(_taken(main, _hidden(self.root("styles.xml")), is_ours=self.is_ours))
        cells = [cell for cell in map(_text, main.iter(f"{W}tc")) if COUNTED.fullmatch(cell)]
        moved = any(next(main.iter(name), None) is not None for name in (BOX, f"{W}tbl"))
        found = list(self.notes(main))
        for note in found if self.is_ours else ():
            list(_taken(note, frozenset(), is_ours=True))
        notes = list(map(_text, found))
        titles = [_text(one) for one in main.iter(f"{W}p") if self.is_ours and _style(one) == "Title"]
        titles += [_text(run) for run in main.iter(f"{W}r") if any(one.get(SIGNED) for one in run)]
        text = "".join((_text(main), *notes))
        return SourceText(
            text,
            "paragraph",
            free=free,
            again=lambda _: "\n".join((*cells, *titles)),
            more=self.more(),
            is_ordered=not (moved or notes),
            has_points=not self.is_ours,
        )

    def fill(self, main: Element) -> None:
        """Controls that are bound to a custom XML part show what it says."""
        bound = [(one, one.find(f"{W}sdtPr/{W}dataBinding")) for one in main.iter(f"{W}sdt")]
        stores = self.stores() if any(binding is not None for _, binding in bound) else {}
        for control, binding in bound:
            texts = list(control.iter(TEXT))
            if binding is None or not texts:
                continue
            names = {name: uri for name, _, uri in MAPPING.findall(binding.get(f"{W}prefixMappings", ""))}
            path = binding.get(f"{W}xpath", "").strip("/").partition("/")[2]
            store = stores.get(binding.get(f"{W}storeItemID", "").upper())
            found = None if store is None or not path else store.find(path, names)
            if found is not None and (value := "".join(found.itertext())):
                for number, text in enumerate(texts):
                    text.text = "" if number else value

    def stores(self) -> Mapping[str, Element]:
        """The roots of custom XML parts by their ids."""
        found = {}
        for name in self.names:
            number = ITEM.fullmatch(name)
            identifier = STORE.search(self.data(f"customXml/itemProps{number[1]}.xml")) if number else None
            if identifier is not None:
                found[identifier[1].decode().upper()] = ET.fromstring(self.data(name))  # noqa: S314
        return found

    def notes(self, main: Element) -> Iterator[Element]:
        """The notes to which the text refers, in order."""
        parts: dict[str, Mapping[str, Element]] = {}
        for kind in ("footnote", "endnote"):
            parts[f"{W}{kind}Reference"] = {
                note.get(f"{W}id", ""): note for note in self.root(f"{kind}s.xml")
            }
        found = (parts[one.tag].get(one.get(f"{W}id", "")) for one in main.iter() if one.tag in parts)
        yield from (note for note in found if note is not None)

    def more(self) -> str:
        """Numbers that lists and notes print, and the words around them."""
        levels = self.root("numbering.xml").iter(f"{W}lvlText")
        words = {word for level in levels for word in re.findall(r"[^\W\d_]+", level.get(VAL, ""))}
        return "|".join((NUMBERS, GREEK, *words))


def _text(root: Element) -> str:
    """The characters below an element, paragraphs on lines of their own."""
    return "".join(
        (node.text or "") if node.tag in (TEXT, EQUATION) else APART.get(node.tag, "") for node in root.iter()
    )


def _hidden(root: Element) -> frozenset[str]:
    """Styles, and those that are based on them, whose text is hidden or made from other text."""
    found: set[str] = set()
    bases: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        name, base = (style.find(f"{W}{one}") for one in ("name", "basedOn"))
        title = "" if name is None else name.get(VAL, "").casefold()
        identifier = style.get(f"{W}styleId", "")
        if _is_hidden(style.find(f"{W}rPr")) or title.startswith("toc"):
            found.add(identifier)
        bases[identifier] = "" if base is None else base.get(VAL, "")
    for _ in range(DEEPEST):
        found |= {identifier for identifier, base in bases.items() if base in found}
    return frozenset(found)


def _is_hidden(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(f"{W}vanish")
    return mark is not None and mark.get(VAL, "1") not in OFF


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(VAL, "")


def _taken(root: Element, hidden: frozenset[str], *, is_ours: bool) -> Iterator[str]:
    """Take away what a page does not print, and give what of it may be read or left out: hidden text, what is
    made from other text, text boxes in files of docconv.
    """
    for around in list(root.iter()):
        for child in list(around):
            gone = _is_gone(child, around, is_ours=is_ours)
            may_stay = _is_free(child, hidden, is_ours=is_ours)
            if may_stay:
                yield _text(child)
            if gone or may_stay:
                around.remove(child)


def _is_gone(element: Element, around: Element, *, is_ours: bool) -> bool:
    """Whether words were deleted or moved away, are another form of others, or the sign of a note."""
    if element.tag == f"{W}t":
        style = around.find(f"{W}rPr/{W}rStyle")
        return is_ours and style is not None and style.get(VAL) in SIGNS
    if element.tag == f"{W}tr":
        return element.find(f"{W}trPr/{W}del") is not None
    other = around.tag == ALTERNATIVES and element is not next(
        (form for form in around if form.find(f".//{BOX}") is not None), around[0]
    )
    return element.tag in (f"{W}del", f"{W}moveFrom") or other


def _is_free(element: Element, hidden: frozenset[str], *, is_ours: bool) -> bool:
    """Whether words may be read or left out."""
    match element.tag.removeprefix(W):
        case "p":
            return _style(element) in hidden
        case "r":
            style = element.find(f"{W}rPr/{W}rStyle")
            return _is_hidden(element.find(f"{W}rPr")) or (style is not None and style.get(VAL) in hidden)
        case "sdt":
            return element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") is not None
        case "txbxContent":
            return is_ours
        case _:
            return False
