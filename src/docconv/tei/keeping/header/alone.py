"""Facts that change in the header of a file, whose other bytes nobody reads into a tree or changes.

The header is put before a text of nothing, changed there, read back, and put in the place of the old one: of
20 MB no more is in memory than the bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.parsers import expat

from attrs import frozen
from lxml import etree

from docconv.errors import DocconvError
from docconv.metadata.facts import FactPairs, with_facts
from docconv.model import Metadata, Resolved
from docconv.patterns import regex
from docconv.tei.keeping.header.facts import OF_THE_TEXT, are_told, tell_facts
from docconv.tei.keeping.sources import ROOT, WINDOW
from docconv.tei.names import NAMESPACE
from docconv.tei.reading.reader import document_of

HEADERS = regex(rb"<(?:[^\s<>/:]++:)?teiHeader[\s/>]")
STRETCH = 1 << 16


@frozen
class HeaderAlone:
    """The only header of a file, by the places of its bytes and of the root before it."""

    data: bytes
    root: int
    start: int
    end: int
    small: bytes
    """The file with a text of nothing."""
    tag: bytes
    """The prefix of elements, with its colon."""

    @classmethod
    def of(cls, data: bytes) -> HeaderAlone | None:
        """That of a well-formed file; nothing where it has none, or several as a corpus has."""
        root = ROOT.match(data[:WINDOW])
        prefix, _, local = (root[1].split()[0] if root else b"").rpartition(b":")
        place = _place(data) if local == b"TEI" else None
        if root is None or place is None or HEADERS.search(data, place[1]):
            return None
        tag = prefix + b":" if prefix else prefix
        return cls(data, root.start(1) - 1, *place, data[: place[1]] + _text(tag), tag)

    def spoken_by(self, speeches: Iterable[tuple[bytes, bytes]]) -> bytes:
        """The file with speeches of nothing, as `@who` has it, in quotes, and as `speaker` has it or not."""
        label = b"<?speaker>%s</?speaker>".replace(b"?", self.tag)
        speech = b"<?sp who=%s>%s<?p>.</?p></?sp>".replace(b"?", self.tag)
        said = (speech % (who, label % name if name else b"") for who, name in speeches)
        return self.data[: self.end] + _text(self.tag, b"".join(said))

    def with_text(self, blocks: Iterable[bytes]) -> bytes:
        """The file with a text of some blocks."""
        return self.data[: self.end] + _text(self.tag, b"".join(blocks))

    def with_header_of(self, small: bytes) -> bytes | None:
        """The file with the header of another one, in the same encoding."""
        place = _place(small)
        return (
            None if place is None else self.data[: self.start] + small[slice(*place)] + self.data[self.end :]
        )

    def given(self, facts: FactPairs) -> bytes | None:
        """The file with facts in the place of those that the header has."""
        read = _read(self.small)
        return None if read is None else self.with_facts(read.metadata, with_facts(read, facts).metadata)

    def with_facts(self, before: Metadata, after: Metadata) -> bytes | None:
        """The file with facts that have changed; nothing where its text has a say in them, or where something
        that is not right of them any more had to go.
        """
        gone = any(getattr(before, one) and not getattr(after, one) for one in OF_THE_TEXT)
        spoken = before.lang != after.lang
        if gone or (spoken and self.data.find(b"xml:lang", self.start) >= 0):
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False, collect_ids=False
        )
        tree = etree.ElementTree(etree.fromstring(self.small, parser))
        if tell_facts(tree.getroot(), before, after):
            return None  # which a notice has to tell
        charset: Any = tree.docinfo.encoding or "UTF-8"  # the stubs of lxml cannot tell bytes from text by it
        inside: Any = etree.tostring(tree.getroot(), encoding=charset, with_tail=False, xml_declaration=False)
        small: bytes = self.data[: self.root] + inside
        place = _place(small)
        if place is None or not self._says(small, before, after):
            return None
        head = small[: place[0]] if spoken else self.data[: self.start]
        return head + small[place[0] : place[1]] + self.data[self.end :]

    def _says(self, small: bytes, before: Metadata, after: Metadata) -> bool:
        """Whether a header says what is wanted, and of those who speak what it said."""
        read, back = _read(self.small), _read(small)
        if read is None or back is None:
            return False
        return back.speakers == read.speakers and are_told(back.metadata, after, before)


def _read(data: bytes) -> Resolved | None:
    """What a header says; nothing where it is refused."""
    try:
        return document_of(data, "header.xml")[0]
    except DocconvError:
        return None


def _text(tag: bytes, blocks: bytes = b"") -> bytes:
    """A text of some blocks, or of nothing, and the end of its file; `tag` is the prefix."""
    around = b"<?text><?body>%s</?body></?text></?TEI>".replace(b"?", tag)
    return around % (blocks or b"<?p>.</?p>".replace(b"?", tag))


def _place(data: bytes) -> tuple[int, int] | None:
    """Where the header begins and where it ends, in bytes; nothing where the root has no such child."""
    parser = expat.ParserCreate(namespace_separator=" ")
    header, around, found = f"{NAMESPACE} teiHeader", list[str](), list[int]()

    def start(tag: str, _: object) -> None:
        if tag == header and len(around) == 1:
            found.append(parser.CurrentByteIndex)
        around.append(tag)

    def end(tag: str) -> None:
        around.pop()
        if tag == header and len(around) == 1:
            found.append(parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    for at in range(0, len(data), STRETCH):
        parser.Parse(data[at : at + STRETCH])
        if len(found) > 1:
            filled = data.startswith(b"</", found[1])
            return (found[0], data.index(b">", found[1]) + 1) if filled else None
    return None
