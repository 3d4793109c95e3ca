"""RTF to a draft: through the transcript engine, the look as evidence, as DOCX by others.

Kept: paragraphs, tables, headings, emphasis, notes where they stand. Left out, with notices:
comments, pictures, drawings, hidden text. Heads and feet of pages are none of the text.
"""

from __future__ import annotations

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.rtf.body import RtfBody
from docconv.model import Draft, Label, Note
from docconv.notices import Notice, often
from docconv.transcript import analyse
from docconv.transcript.styled.notes import PlacedNote, note_of, with_notes
from docconv.transcript.styled.paragraphs import StyledParagraph, StyledRun
from docconv.transcript.styled.tables import styled_paragraphs
from docconv.transcript.styled.text import printed

BEGIN = b"{\\rtf"


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Bytes as RTF to a draft, and what was guessed or left out. Raises `BadInputError` for what is none."""
    if not source.data.lstrip().startswith(BEGIN):
        message = "this is no RTF file, which begins with {\\rtf"
        raise BadInputError(message, where=f"{source.name}:1:1", remedy="give another format")
    body = RtfBody()
    page = printed(list(styled_paragraphs(list(body.blocks(source.data)))))
    if not page.text.strip():
        message = "nothing is said in this RTF file"
        raise BadInputError(message, where=source.name, remedy="give a transcript with text in it")
    source.seen(page.text, page.formatting)
    analysis = analyse(page.text, source.corrections, page.formatting, convention=source.convention)
    notes = (
        PlacedNote(offset, note) for offset, name in page.notes if (note := _note(body.notes[int(name)]))
    )
    draft = with_notes(analysis.draft, page.text, notes)
    told = [f"{often(count)} {name}: left out" for name, count in sorted(body.counts.items())]
    left_out = tuple(Notice("not-read", one, "info") for one in told)
    cut = (Notice("not-read", "groups are open at the end of the file, which may be cut off"),)
    return draft, (*left_out, *(cut if body.depth else ()), *map(page.formatting.placed, analysis.notices))


def _note(text: str) -> Note[Label] | None:
    """A note, none where it has no words."""
    return note_of((StyledParagraph((StyledRun(text),)),))
