"""The parts of the file around the pages: catalog, metadata, output intent, attached TEI, outline, labels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files

from attrs import frozen

from docconv.formats.pdf.syntax.colour import srgb
from docconv.formats.pdf.syntax.objects import Objects, literal
from docconv.formats.pdf.syntax.structure_tree import StructureElement, write_tree
from docconv.formats.pdf.typesetting.layout import OutlineEntry
from docconv.formats.pdf.writing.pages import Pages
from docconv.metadata.facts import told
from docconv.model import Metadata
from docconv.tei.names import clean
from docconv.wellformed.markup import escape

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
PRODUCER = "docconv"
DUBLIN_CORE = {
    ("Seq", "creator"): ("author",),
    ("Bag", "contributor"): ("editor", "funder", "resp"),
    ("Bag", "publisher"): ("publisher",),
    ("Seq", "date"): ("published",),
    ("Alt", "rights"): ("licence",),
}
"""Kind of list and word of Dublin Core, as XMP has them, for named facts."""


@frozen(kw_only=True, eq=False, repr=False)
class DocumentInfo:
    """What the file says of itself. `attachment` is the name of the source that it carries."""

    title: str
    metadata: Metadata
    created: datetime | None
    attachment: str

    @property
    def lang(self) -> str:
        """The language of the text."""
        return self.metadata.lang

    @property
    def authors(self) -> str:
        """All authors as one text, since PDF/A wants that of the information in the metadata, too."""
        return self.said("author")

    def said(self, *names: str) -> str:
        """All that is said of some facts."""
        return clean("; ".join(told(self.metadata.fields, *names)))

    @property
    def date(self) -> datetime:
        """The date of the file, in UTC; a fixed one where none is given."""
        return (self.created or EPOCH).astimezone(UTC)


def attach(objects: Objects, info: DocumentInfo, data: bytes) -> int:
    """Write the attached source; the number of its file specification."""
    name = info.attachment
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest().encode()
    date = literal(f"D:{info.date.year:04}{info.date:%m%d%H%M%S}+00'00'")
    parameters = b"/Params << /Size %d /ModDate %s /CheckSum <%s> >>" % (len(data), date, digest)
    file = objects.stream(b"/Type /EmbeddedFile /Subtype /application#2Ftei+xml " + parameters, data)
    return objects.add(
        b"<< /Type /Filespec /F %s /UF %s /AFRelationship /Source /Desc (TEI source of this transcript) "
        b"/EF << /F %d 0 R /UF %d 0 R >> >>" % (literal(name), literal(name), file, file)
    )


def finish(
    pages: Pages, root: StructureElement, outline: list[OutlineEntry], info: DocumentInfo, attached: int
) -> bytes:
    """The whole file."""
    objects = pages.objects
    marked = [painter.marked for painter in pages.painters]
    tree = write_tree(objects, root, pages.numbers, marked, pages.links)
    entries = [
        b"/Type /Catalog /Pages %d 0 R" % pages.tree,
        b"/StructTreeRoot %d 0 R /MarkInfo << /Marked true /UserProperties true >>" % tree,
        b"/ViewerPreferences << /DisplayDocTitle true >> /Lang " + literal(info.lang),
        b"/Metadata %d 0 R" % _metadata(objects, info),
        b"/OutputIntents [%d 0 R]" % _output_intent(objects),
        b"/AF [%d 0 R] /Names << /EmbeddedFiles << /Names [%s %d 0 R] >> >>"
        % (attached, literal(info.attachment), attached),
        b"/PageLabels << /Nums [0 << /S /D >>] >>",
    ]
    if outline:
        entries.append(b"/Outlines %d 0 R /PageMode /UseOutlines" % _outline(objects, outline, pages.numbers))
    date, producer = literal(f"D:{info.date.year:04}{info.date:%m%d%H%M%S}+00'00'"), literal(PRODUCER)
    author = b" /Author " + literal(info.authors) if info.authors else b""
    entry = b"<< /Title %s%s /Creator %s /Producer %s /CreationDate %s /ModDate %s >>"
    catalog = objects.add(b"<< " + b"\n".join(entries) + b" >>")
    return objects.file(
        catalog, objects.add(entry % (literal(info.title), author, producer, producer, date, date))
    )


def _metadata(objects: Objects, info: DocumentInfo) -> int:
    template = files("docconv.formats.pdf.writing").joinpath("metadata.xmp").read_text("utf-8")
    xmp = template.format(
        title=escape(clean(info.title), quote=False),
        lang=escape(info.lang, quote=False),
        date=f"{info.date.year:04}-{info.date:%m-%dT%H:%M:%SZ}",
        producer=PRODUCER,
        facts="\n".join(_dublin_core(info)),
    )
    return objects.stream(b"/Type /Metadata /Subtype /XML", xmp.encode("utf-8"), deflate=False)


def _dublin_core(info: DocumentInfo) -> Iterator[str]:
    """Who made the text and who publishes it, in the words of Dublin Core; nothing where nobody says so."""
    for (kind, word), names in DUBLIN_CORE.items():
        if said := escape(info.said(*names), quote=False):
            lang = ' xml:lang="x-default"' if kind == "Alt" else ""
            yield f"<dc:{word}><rdf:{kind}><rdf:li{lang}>{said}</rdf:li></rdf:{kind}></dc:{word}>"
    if said := escape(info.said("idno"), quote=False):
        yield f"<dc:identifier>{said}</dc:identifier>"
    if said := escape(info.said("source_description"), quote=False):
        yield f"<dc:source>{said}</dc:source>"


def _output_intent(objects: Objects) -> int:
    profile = objects.stream(b"/N 3", srgb())
    return objects.add(
        b"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB) "
        b"/DestOutputProfile %d 0 R >>" % profile
    )


def _outline(objects: Objects, entries: list[OutlineEntry], pages: list[int]) -> int:
    """The outline as linked lists, one a level."""
    root = objects.reserve()
    numbers = [objects.reserve() for _ in entries]
    parents = _parents([entry[0] for entry in entries])
    children: dict[int | None, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    for parent, siblings in children.items():
        for before, index, after in zip((None, *siblings), siblings, (*siblings[1:], None), strict=False):
            _, text, (page, height) = entries[index]
            above = root if parent is None else numbers[parent]
            parts = [b"/Title %s /Parent %d 0 R" % (literal(" ".join(text.split())), above)]
            parts.append(b"/Dest [%d 0 R /XYZ null %.1f null]" % (pages[page], height))
            parts += [b"/Prev %d 0 R" % numbers[before]] if before is not None else []
            parts += [b"/Next %d 0 R" % numbers[after]] if after is not None else []
            parts.append(_family(children.get(index, []), numbers))
            objects.put(numbers[index], b"<< " + b" ".join(parts) + b" >>")
    objects.put(root, b"<< /Type /Outlines " + _family(children.get(None, []), numbers) + b" >>")
    return root


def _family(members: list[int], numbers: list[int]) -> bytes:
    if not members:
        return b""
    return b"/First %d 0 R /Last %d 0 R /Count %d" % (numbers[members[0]], numbers[members[-1]], len(members))


def _parents(levels: list[int]) -> list[int | None]:
    """For each entry the nearest one before it of a higher level."""
    parents: list[int | None] = []
    stack: list[int] = []
    for index, level in enumerate(levels):
        while stack and levels[stack[-1]] >= level:
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(index)
    return parents
