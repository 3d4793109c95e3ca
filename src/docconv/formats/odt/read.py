"""OpenDocument text to a draft: through the transcript engine, the look as evidence, as DOCX by others.

Kept: paragraphs, tables, headings, emphasis, text boxes, notes where they stand. Deleted text is left
out, and so are comments, pictures, hidden text, tables of contents and numbers of lists, with notices. Heads
and feet of pages are none of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from docconv.formats import Source
from docconv.formats.odt.body import OdtBody
from docconv.formats.odt.parts import CONTENT, FO, OFFICE, STYLE, STYLES, TEXT, Element, parts_of
from docconv.formats.odt.styles import odt_styles
from docconv.model import Draft, NotePlace
from docconv.notices import Notice, often
from docconv.transcript import analyse
from docconv.transcript.styled.notes import PlacedNote, note_of, with_notes
from docconv.transcript.styled.tables import styled_paragraphs
from docconv.transcript.styled.text import Printed, printed
from docconv.wellformed.shapes import is_language

KEPT = {
    "text box": "read after the paragraph that it is anchored to",
    "list": "read without its numbers and signs",
}


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Bytes as OpenDocument text to a draft, and what was guessed or left out. Raises `BadInputError`."""
    parts = parts_of(source)
    content, styles = parts.xml(CONTENT), parts.xml(STYLES)
    roots = [root for root in (styles, content) if root is not None]
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        parts.refuse("it holds no text, but a table, a drawing or something else", "give a text document")
    reader = OdtBody(odt_styles(roots))
    page = printed(list(styled_paragraphs(list(reader.blocks(body)))))
    source.seen(page.text, page.formatting)
    analysis = analyse(page.text, source.corrections, page.formatting, convention=source.convention)
    draft = with_notes(_in_language(analysis.draft, roots), page.text, _notes(reader, page))
    return draft, (*_left_out(reader.counts), *map(page.formatting.placed, analysis.notices))


def _in_language(draft: Draft, roots: Iterable[Element]) -> Draft:
    """The language that the file says, where its words do not show it."""
    named = (
        properties.get(f"{FO}language", "")
        for root in roots
        for style in root.iter(f"{STYLE}default-style")
        for properties in style.iterchildren(f"{STYLE}text-properties")
    )
    lang = next((one for one in named if one not in ("none", "zxx") and is_language(one)), "")
    if draft.metadata.lang != "und" or not lang:
        return draft
    return evolve(draft, metadata=evolve(draft.metadata, lang=lang))


def _notes(reader: OdtBody, page: Printed) -> Iterator[PlacedNote]:
    """Notes where they stand, with their signs."""
    for offset, name in page.notes:
        found = reader.notes[int(name)]
        sign = "".join((found.findtext(f"{TEXT}note-citation") or "").split())
        place: NotePlace = "end" if found.get(f"{TEXT}note-class") == "endnote" else "foot"
        bodies = found.iterchildren(f"{TEXT}note-body")
        if note := note_of((one for body in bodies for one in reader.flat(body)), place, sign):
            yield PlacedNote(offset, note)


def _left_out(counts: Mapping[str, int]) -> Iterator[Notice]:
    for name, count in sorted(counts.items()):
        if count:
            yield Notice("not-read", f"{often(count)} {name}: {KEPT.get(name, 'left out')}", "info")
