"""Objects of a PDF file in their written form, inside a ReportLab document, which embeds the fonts and writes the file."""

from __future__ import annotations

import hashlib
import zlib

from attrs import define, field
from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFStream

DEFLATE = 6


def name(text: str) -> bytes:
    """A name object; only letters, digits and a few signs are used."""
    return b"/" + text.encode("ascii")


def literal(text: str) -> bytes:
    """A text string: ASCII as it is, all else in UTF-16 with a byte order mark."""
    if text.isascii() and text.isprintable():
        return b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("ascii") + b")"
    return b"<" + ("\ufeff" + text).encode("utf-16-be", "surrogatepass").hex().upper().encode("ascii") + b">"


class Raw(PDFObject):  # type: ignore[misc]  ReportLab has no types
    """An object whose bytes are given."""

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:
        """The bytes as they are."""
        del document
        return self.data


class Ended(PDFObject):  # type: ignore[misc]  ReportLab has no types
    """A stream of ReportLab with the line end before `endstream` that PDF/A wants (ISO 19005-3, 6.1.7.1)."""

    def __init__(self, stream: PDFStream) -> None:
        self.stream = stream

    def format(self, document: PDFDocument) -> bytes:
        """The stream's bytes, mended."""
        data: bytes = self.stream.format(document)
        return data.removesuffix(b"endstream\n") + b"\nendstream\n"


@define
class Objects:
    """Numbered objects of one document."""

    document: PDFDocument = field(factory=lambda: PDFDocument(invariant=1, pdfVersion=(1, 7)))
    _raw: dict[int, Raw] = field(factory=dict)

    def reserve(self) -> int:
        """The number of an object that is written later."""
        raw = Raw()
        key = f"docconv{len(self._raw)}"
        self.document.Reference(raw, key)
        number: int = self.document.idToObjectNumberAndVersion[key][0]
        self._raw[number] = raw
        return number

    def put(self, number: int, data: bytes) -> None:
        """Write a reserved object."""
        self._raw[number].data = data

    def add(self, data: bytes) -> int:
        """Write an object; returns its number."""
        number = self.reserve()
        self.put(number, data)
        return number

    def stream(self, entries: bytes, data: bytes, *, deflate: bool = True) -> int:
        """Write a stream with the entries of its dictionary."""
        if deflate:
            data = zlib.compress(data, DEFLATE)
            entries += b" /Filter /FlateDecode"
        return self.add(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data))

    def font_resources(self) -> bytes:
        """The reference to the dictionary that holds all fonts."""
        number = self.document.idToObjectNumberAndVersion["BasicFonts"][0]
        return b"<< /Font %d 0 R >>" % number

    def number_of(self, key: str) -> int:
        """The number of an object of ReportLab's own."""
        number: int = self.document.idToObjectNumberAndVersion[key][0]
        return number

    def finish(self, root: bytes, info: bytes) -> bytes:
        """The file: fonts are embedded as far as they were used, the identifier is a digest of the content."""
        document = self.document
        multiline, rl_config.pdfMultiLine = rl_config.pdfMultiLine, 0
        try:
            for font in document.delayedFonts:
                font.addObjects(document)
            for key, thing in list(document.idToObject.items()):
                if isinstance(thing, PDFStream):
                    document.idToObject[key] = Ended(thing)
            document.Catalog, document.info = Raw(root), Raw(info)
            digest = hashlib.md5(b"".join(raw.data for raw in self._raw.values()), usedforsecurity=False).hexdigest().encode()
            document._ID = b"[<%s> <%s>]" % (digest, digest)  # noqa: SLF001  no other way to give a fixed identifier
            data: bytes = document.format()
        finally:
            rl_config.pdfMultiLine = multiline
        return data
