"""TEI to document."""

from __future__ import annotations

from docconv.formats import Source
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.tei.reading.reader import document_of


def read(source: Source) -> tuple[Resolved, tuple[Notice, ...]]:
    """Bytes as TEI to a document, with what it includes from its folder. Raises `BadInputError` with line
    and column for what is not TEI.
    """
    return document_of(source.data, source.name, source.beside)
