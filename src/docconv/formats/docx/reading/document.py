"""DOCX to document: what docconv wrote, also after somebody edited it in a word processor, and what others
wrote, which `docconv.formats.docx.foreign.document` reads.

The bookmark of a turn and the TEI in the file say who speaks; text, kinds and order are those of the page.
read(write(document)) is the document again, but for what TEI cannot tell apart (see
`docconv.tei.reading.reader`).

From a file that was edited these are lost:

- emphasis by hand on words that have a character style;
- paragraphs of a turn without any text;
- text boxes, pictures, and comments of others, of which notices speak;
- deletions and insertions as such: they are read as accepted.

A turn whose label was changed keeps its speaker, unless the new label is that of another who speaks. Turns
are numbered anew. Where the TEI is gone, the labels say once more who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from attrs import evolve

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.docx.names import (
    DELIMITER,
    DELIMITER_VARIABLE,
    END_OF_LABEL,
    NO_BLANK_VARIABLE,
    SPEECH,
)
from docconv.formats.docx.package.reading import (
    DEFAULT_LANGUAGE,
    VAL,
    WML,
    Element,
    Package,
    open_package,
    value,
)
from docconv.formats.docx.reading.assembly import assemble
from docconv.formats.docx.reading.bindings import bind
from docconv.formats.docx.reading.body import TURN, Body, Line, read_body
from docconv.formats.docx.reading.edited import EditedUnit, units
from docconv.formats.docx.reading.label_owners import labels_only, owners_in
from docconv.formats.docx.reading.original import Original, known
from docconv.model import Document, Draft, Label, Metadata, Resolved, Said, Speaker, Turn
from docconv.notices import Notice, often
from docconv.tei.names import NAMESPACE
from docconv.tei.reading.reader import document_of
from docconv.walk import walk
from docconv.wellformed.shapes import is_language

OURS = "docconv"
KINDS = ("footnote", "endnote")


def read(source: Source) -> tuple[Draft | Resolved, tuple[Notice, ...]]:
    """Bytes as DOCX to a document; to a draft where the file has no TEI.

    Raises `BadInputError` for what is no DOCX.
    """
    package = open_package(source)
    main = next(package.related("", "officeDocument"), "word/document.xml")
    root = package.xml(main)
    if root is None or root.tag != f"{WML}document":
        package.refuse_other_contents()
    before = _before(package, main)
    if before is None and not _is_ours(root):
        from docconv.formats.docx.foreign.document import read_foreign  # noqa: PLC0415  own files need none

        return read_foreign(package, main, root, source)
    styles = package.one(main, "styles")
    bind(root, package, main)
    body = read_body(root, styles, _behind_labels(package.one(main, "settings")), _notes(package, main))
    left_out = tuple(_notices(package, main, body))
    if before is not None:
        document, notices = _edited(body, before)
        return document, (*left_out, *notices)
    lang = value(styles, DEFAULT_LANGUAGE)
    draft, notices = _drafted(body, lang if is_language(lang) else "und")
    message = "the TEI in the file is gone: its speakers were told from the labels"
    return draft, (*left_out, *notices, Notice("not-read", message, remedy="check the speakers"))


def _notes(package: Package, main: str) -> list[Element]:
    """The roots of the parts of footnotes and endnotes."""
    return [root for kind in KINDS if (root := package.one(main, f"{kind}s")) is not None]


def _behind_labels(settings: Element | None) -> tuple[str, ...]:
    """What may follow labels, where the writer had to say it."""
    rows = () if settings is None else settings.iter(f"{WML}docVar")
    found = {row.get(f"{WML}name"): row.get(VAL, "") for row in rows}
    delimiter = found.get(DELIMITER_VARIABLE, DELIMITER)
    ends = ("",) if NO_BLANK_VARIABLE in found else END_OF_LABEL
    return tuple(delimiter + end for end in ends)


def _is_ours(root: Element) -> bool:
    """Whether there are bookmarks of turns, and labels in the style that the writer gives them."""
    marks = (mark.get(f"{WML}name", "") for mark in root.iter(f"{WML}bookmarkStart"))
    styles = (style.get(VAL) for style in root.iter(f"{WML}pStyle"))
    return any(map(TURN.fullmatch, marks)) and SPEECH in styles


def _before(package: Package, main: str) -> Resolved | None:
    """The document as it was when the file was written, from the TEI in it; `None` where that is gone."""
    for part in package.related(main, "customXml"):
        with suppress(BadInputError):
            root = package.xml(part)
            if root is not None and root.tag == f"{{{NAMESPACE}}}TEI":
                return document_of(package.data(part) or b"", part)[0]
    return None


def _edited(body: Body, before: Resolved) -> tuple[Resolved, tuple[Notice, ...]]:
    """The document with what was changed on the page."""
    layout = known(before)
    lines = (line for unit in layout.units for line in unit.as_read())
    if tuple(line for line in lines if line != Line(line.style)) == body.lines:  # blank ones are not read
        return before, ()
    document, notices = assemble(_units(body, layout), layout, before, owners_in(before))
    return evolve(document, speakers=_cast(document, before)), notices


def _drafted(body: Body, lang: str) -> tuple[Draft, tuple[Notice, ...]]:
    """The document that the page alone gives."""
    nothing: Original[Label] = Original()
    empty: Draft = Document((), Metadata(lang=lang))
    return assemble(_units(body, nothing), nothing, empty, labels_only())


def _units(body: Body, layout: Original[Label] | Original[Speaker]) -> tuple[EditedUnit, ...]:
    spoken = [unit for unit in layout.units if isinstance(unit.block, Turn)]
    names = {unit.block.label for unit in spoken if isinstance(unit.block, Turn) and unit.block.label}
    old = {line.text for unit in spoken for line in unit.lines}
    return tuple(units(body.lines, names, old))


def _cast(document: Resolved, before: Resolved) -> tuple[Speaker, ...]:
    """Those who speak in order of first appearance, then those who were listed without ever speaking."""
    heard, was_heard = _heard(document), _heard(before)
    if list(heard) == [one for one in before.speakers if one in was_heard]:
        return before.speakers
    return (*heard, *(one for one in before.speakers if one not in was_heard and one not in heard))


def _heard(document: Resolved) -> Mapping[Speaker, None]:
    nodes = (node for node in walk(document) if isinstance(node, Turn | Said))
    return dict.fromkeys(speaker for node in nodes for speaker in node.speakers)


def _notices(package: Package, main: str, body: Body) -> Iterator[Notice]:
    """What is in the file and not in the document."""
    counts = dict(body.simplified)
    foreign = sum(1 for comment in _comments(package, main) if comment.get(f"{WML}author") != OURS)
    if foreign:
        counts["comment"] = foreign
    for name, count in sorted(counts.items()):
        how = "read as accepted" if name == "tracked change" else "left out"
        yield Notice("not-read", f"{often(count)} {name}: {how}", "info")


def _comments(package: Package, main: str) -> Iterator[Element]:
    root = package.one(main, "comments")
    return iter(()) if root is None else root.iter(f"{WML}comment")
