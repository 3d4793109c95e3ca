"""Word documents that others wrote: their text through the transcript engine, their formatting as evidence.

Kept: paragraphs, tables (who speaks beside the words, or cell by cell), headings, emphasis, numbers of lists,
text boxes, notes where they stand. Read as accepted: tracked changes. Left out, with notices:
comments, pictures, hidden text, tables of contents. Heads and feet of pages are none of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from docconv.formats import Source
from docconv.formats.docx.foreign.formatting import resolved_styles
from docconv.formats.docx.foreign.numbering import numbering_of
from docconv.formats.docx.foreign.paragraphs import StyledBodyReader
from docconv.formats.docx.package.reading import DEFAULT_LANGUAGE, WML, Element, Package, value
from docconv.model import Draft, NotePlace
from docconv.notices import Notice, Severity, counted, often
from docconv.transcript import analyse
from docconv.transcript.styled.notes import PlacedNote, note_of, with_notes
from docconv.transcript.styled.tables import styled_paragraphs
from docconv.transcript.styled.text import Printed, printed
from docconv.wellformed.shapes import is_language

CHANGES = ("insertion", "deletion", "move")
KEPT = {"text box": "read after the paragraph that it is anchored to", "equation": "read as its characters"}
REMEDIES = {"embedded file": "open it in a word processor that shows its words and save it again"}
MOST_COMMENTS = 20
LONGEST_COMMENT = 200


def read_foreign(
    package: Package, main: str, root: Element, source: Source
) -> tuple[Draft, tuple[Notice, ...]]:
    """A draft of the document whose main part has some root, and what was guessed or left out."""
    styles = package.one(main, "styles")
    reader = StyledBodyReader(resolved_styles(styles), numbering_of(package.one(main, "numbering")))
    body = root.find(f"{WML}body")
    page = printed(list(styled_paragraphs(list(reader.blocks(body)))) if body is not None else [])
    source.seen(page.text, page.formatting)
    analysis = analyse(
        page.text, source.corrections, page.formatting, convention=source.convention, before=source.before
    )
    draft = with_notes(_in_language(analysis.draft, styles), page.text, _notes(reader, package, main, page))
    said = (*_changes(reader.counts), *_left_out(reader.counts), *_comments(package, main))
    return draft, (*said, *map(page.formatting.placed, analysis.notices))


def _in_language(draft: Draft, styles: Element | None) -> Draft:
    """The language that the file says, where its words do not show it."""
    lang = value(styles, DEFAULT_LANGUAGE)
    if draft.metadata.lang != "und" or not is_language(lang):
        return draft
    return evolve(draft, metadata=evolve(draft.metadata, lang=lang))


def _notes(reader: StyledBodyReader, package: Package, main: str, page: Printed) -> Iterator[PlacedNote]:
    """Footnotes and endnotes where the text refers to them."""
    found = {kind: _by_id(package.one(main, f"{kind}s"), kind) for kind in ("footnote", "endnote")}
    for offset, name in page.notes:
        reference = reader.notes[int(name)]
        element = found[reference.kind].get(reference.identifier)
        place: NotePlace = "end" if reference.kind == "endnote" else "foot"
        paragraphs = () if element is None else tuple(reader.flat(element))
        if note := note_of(paragraphs, place, reference.sign):
            yield PlacedNote(offset, note)


def _by_id(root: Element | None, kind: str) -> Mapping[str, Element]:
    notes = () if root is None else root.iter(f"{WML}{kind}")
    return {note.get(f"{WML}id", ""): note for note in notes}


def _changes(counts: Mapping[str, int]) -> Iterator[Notice]:
    parts = [counted(counts[name], name) for name in CHANGES if counts.get(name)]
    if parts:
        yield Notice("not-read", f"tracked changes, {', '.join(parts)}: read as accepted", "info")


def _left_out(counts: Mapping[str, int]) -> Iterator[Notice]:
    for name, count in sorted(counts.items()):
        if name not in CHANGES and count:
            how = KEPT.get(name, "left out")
            severity: Severity = "warning" if name == "embedded file" else "info"
            yield Notice("not-read", f"{often(count)} {name}: {how}", severity, remedy=REMEDIES.get(name, ""))


def _comments(package: Package, main: str) -> Iterator[Notice]:
    """What readers noted at the margin: the first of them word by word, then how many more."""
    root = package.one(main, "comments")
    found = [] if root is None else list(root.iter(f"{WML}comment"))
    for comment in found[:MOST_COMMENTS]:
        text = " ".join("".join(t.text or "" for t in comment.iter(f"{WML}t")).split())
        short = text if len(text) <= LONGEST_COMMENT else f"{text[:LONGEST_COMMENT]}…"
        author = comment.get(f"{WML}author") or "somebody"
        yield Notice("not-read", f"comment of {author}, left out: “{short}”", "info")
    if found[MOST_COMMENTS:]:
        yield Notice("not-read", f"{len(found) - MOST_COMMENTS} more comments: left out", "info")
