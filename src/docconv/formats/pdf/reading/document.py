"""PDF to document.

Of what docconv wrote, the document comes from the TEI that the file carries. The structure tree must say the
same, so that a file whose pages were changed afterwards is not taken for what it no longer is. Of what others
wrote, it comes from the text on the pages.
"""

from __future__ import annotations

from io import BytesIO
from typing import NoReturn

import pikepdf
from attrs import evolve

from docconv.errors import BadInputError, ContradictionError
from docconv.formats import Source
from docconv.formats.pdf.foreign.pdfium import PRINTED
from docconv.formats.pdf.reading.agreement import disagreement
from docconv.formats.pdf.reading.attachment import source_of
from docconv.formats.pdf.reading.budget import (
    UnfoldingError,
    content,
    refuse_bombs,
    refuse_packed_objects,
    refuse_repetition,
)
from docconv.formats.pdf.reading.structure import StructureError, events
from docconv.model import Draft, Resolved
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.tei.reading.reader import document_of

MARK = ("read from", "pages of a PDF")
LANGUAGE = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
STREAM = regex(r"^stream <[^>]*+>: ")
"""Where qpdf has found a fault in what has no name."""
DAMAGED = (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError, ValueError, RuntimeError)


def read(source: Source) -> tuple[Draft | Resolved, tuple[Notice, ...]]:
    """Bytes as PDF to a document; a draft where others wrote it. Raises `BadInputError` for what is not PDF,
    and `ContradictionError` where the pages of docconv's own say something else than the TEI.
    """
    try:
        refuse_packed_objects(source.data)
        with pikepdf.open(BytesIO(source.data)) as pdf:
            refuse_bombs(pdf, len(source.data))
            refuse_repetition(pdf, len(source.data))
            attached = source_of(pdf)
            if attached is None:
                return _of_foreign(source, pdf)
            source.parsed[PRINTED] = ()
            document, notices = document_of(content(attached), source.name)
            place = disagreement(events(pdf), document)
    except pikepdf.PasswordError:
        _refuse(source, "it is encrypted", "save it without a password")
    except UnfoldingError as error:
        _refuse(source, str(error), "print fewer pages into one file")
    except StructureError as error:
        _refuse(source, f"it was changed since docconv wrote it: {error}", "read the text it was made from")
    except DAMAGED as error:
        reason = STREAM.sub("", " ".join(str(error).split()))
        _refuse(
            source,
            f"not a PDF, or a damaged one: {reason}",
            "get the file again, or give another format",
        )
    if place:
        message = f"its pages and the TEI in it differ at {place}"
        remedy = "it was changed after it was written: convert its source anew"
        raise ContradictionError(message, where=source.name, remedy=remedy)
    return document, notices


def _refuse(source: Source, message: str, remedy: str) -> NoReturn:
    raise BadInputError(message, where=source.name, remedy=remedy) from None


def _of_foreign(source: Source, pdf: pikepdf.Pdf) -> tuple[Draft, tuple[Notice, ...]]:
    """A draft of what is on the pages, marked as such; in the language that the file names, where its words
    do not show it.
    """
    from docconv.formats.pdf.foreign.document import read_foreign  # noqa: PLC0415  own files need none

    draft, notices = read_foreign(source)
    metadata = evolve(draft.metadata, fields=(*draft.metadata.fields, MARK))
    lang = str(pdf.Root.get("/Lang", "")).strip()
    if metadata.lang == "und" and LANGUAGE.fullmatch(lang):
        metadata = evolve(metadata, lang=lang)
    return evolve(draft, metadata=metadata), notices
