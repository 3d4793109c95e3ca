"""RTF to a draft: through the transcript engine, the look as evidence, as DOCX by others.

Kept: paragraphs, tables, headings, emphasis, notes (at the end, as notices). Left out, with notices:
comments, pictures, drawings, hidden text. Heads and feet of pages are none of the text.
"""

from __future__ import annotations

from attrs import evolve

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.rtf.body import RtfBody
from docconv.model import Boilerplate, Draft, Text
from docconv.notices import Notice
from docconv.transcript import analyse
from docconv.transcript.styled.tables import styled_paragraphs
from docconv.transcript.styled.text import printed

BEGIN = b"{\\rtf"


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Bytes as RTF to a draft, and what was guessed or left out. Raises `BadInputError` for what is none."""
    if not source.data.lstrip().startswith(BEGIN):
        message = "this is no RTF file, which begins with {\\rtf"
        raise BadInputError(message, where=f"{source.name}:1:1", remedy="give another format with -f")
    body = RtfBody()
    page = printed(list(styled_paragraphs(list(body.blocks(source.data)))))
    if not page.text.strip():
        message = "nothing is said in this RTF file"
        raise BadInputError(message, where=source.name, remedy="give a transcript with text in it")
    source.seen(page.text, page.formatting)
    analysis = analyse(page.text, source.corrections, page.formatting, convention=source.convention)
    notes = [Boilerplate((Text(f"[{n}] {text}"),)) for n, text in enumerate(filter(None, body.notes), 1)]
    draft = evolve(analysis.draft, body=(*analysis.draft.body, *notes))
    told = [f"{count} times {name}: left out" for name, count in sorted(body.counts.items())]
    if notes:
        told.append(f"{len(notes)} notes: kept at the end of the document")
    left_out = tuple(Notice("not-read", one, "info") for one in told)
    cut = (Notice("not-read", "groups are open at the end of the file, which may be cut off"),)
    return draft, (*left_out, *(cut if body.depth else ()), *map(page.placed, analysis.notices))
