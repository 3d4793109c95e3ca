"""PDF to document: what docconv wrote.

The document comes from the TEI that the file carries. The structure tree must say the same, so that a file
whose pages were changed afterwards is not taken for what it no longer is.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import NoReturn

from docconv.errors import BadInputError, ContradictionError, MissingError
from docconv.formats import Source
from docconv.formats.pdf.agreement import disagreement
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.tei.reader import document_of

try:
    import pikepdf

    from docconv.formats.pdf.structure import StructureError, events
except ModuleNotFoundError as error:
    MESSAGE = "reading PDF needs pikepdf, which is not installed"
    raise MissingError(MESSAGE, remedy="pip install 'docconv[read-pdf]'") from error

LARGEST = 256 * 2**20
DAMAGED = (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError, ValueError, RuntimeError)


def read(source: Source) -> tuple[Resolved, tuple[Notice, ...]]:
    """Bytes as PDF to a document. Raises `BadInputError` for what is not PDF, and for PDF of others."""
    try:
        with pikepdf.open(BytesIO(source.data)) as pdf:
            document, notices = document_of(_attached(pdf), source.name)
            place = disagreement(events(pdf), document)
    except pikepdf.PasswordError:
        _refuse(source, "it is encrypted", "save it without a password")
    except StructureError as error:
        _refuse(source, f"not a PDF that docconv wrote: {error}", "read the text it was made from")
    except DAMAGED as error:
        reason = " ".join(str(error).split())
        _refuse(
            source,
            f"not a PDF, or a damaged one: {reason}",
            "get the file again, or give another format with -f",
        )
    if place:
        message = f"its pages and the TEI in it differ at {place}"
        remedy = "it was changed after it was written: convert its source anew"
        raise ContradictionError(message, where=source.name, remedy=remedy)
    return document, notices


def _refuse(source: Source, message: str, remedy: str) -> NoReturn:
    raise BadInputError(message, where=source.name, remedy=remedy) from None


def _attached(pdf: pikepdf.Pdf) -> bytes:
    """The TEI that the file carries as its source. Raises `StructureError` where there is none."""
    for file in pdf.Root.get("/AF", []):
        if file.get("/AFRelationship") == pikepdf.Name.Source and "/EF" in file:
            return _content(file.EF.F)
    message = "it carries no source"
    raise StructureError(message)


def _content(stream: pikepdf.Object) -> bytes:
    """The bytes of a stream, inflated up to a bound."""
    raw = stream.read_raw_bytes()
    if stream.get("/Filter") is None:
        return raw
    inflater = zlib.decompressobj()
    data = inflater.decompress(raw, LARGEST)
    if inflater.unconsumed_tail:
        message = f"its source has more than {LARGEST} bytes"
        raise StructureError(message)
    return data
