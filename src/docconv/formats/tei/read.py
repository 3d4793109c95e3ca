"""TEI to document."""

from __future__ import annotations

from attrs import evolve

from docconv.formats import Source
from docconv.model import Origin, Resolved, Span
from docconv.notices import Notice, often
from docconv.tei.keeping.sources import empty_speech, is_remembered
from docconv.tei.reading.reader import document_of


def read(source: Source) -> tuple[Resolved, tuple[Notice, ...]]:
    """Bytes as TEI to a document, with what it includes from its folder. Raises `BadInputError` with line
    and column for what is not TEI.
    """
    document, notices = document_of(source.data, source.name, source.beside)
    if is_remembered(source.data):
        document = evolve(document, origin=Origin("tei", source.data, document))
    count, line, column = empty_speech(source.data)
    if not count:
        return document, notices
    message = f"{often(count)} a speech of nothing: with it the file is written anew, not kept as it is"
    return document, (*notices, Notice("not-kept", message, "warning", Span(line, column, 0, 0)))
