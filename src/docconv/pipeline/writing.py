"""A document is written, as bytes and as files."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from docconv.formats import Format, blame, checked, load
from docconv.formats.docx.open_document import OpenDocument, opened
from docconv.formats.lookup import writer
from docconv.formats.options import build_options
from docconv.limits import log, step
from docconv.metadata.facts import with_facts
from docconv.model import Resolved
from docconv.pipeline.given import GivenFacts, Notices, facts_of
from docconv.wellformed import check_well_formed


class WriteResult(NamedTuple):
    """The bytes of a file, and what its format cannot carry."""

    data: bytes
    notices: Notices

    def __repr__(self) -> str:
        return f"<WriteResult: {len(self.data)} bytes, {len(self.notices)} notices>"


def write(
    document: Resolved, format: str, *, options: object = None, metadata: GivenFacts | None = None
) -> bytes:
    """A document in a format.

    `options` are an object of the format's Options class, or a mapping by their names. `metadata` as for
    `read`.
    """
    return write_with_notices(with_facts(document, facts_of(metadata)), format, options=options)[0]


def write_with_notices(
    document: Resolved, format: str, *, options: object = None, created: datetime | None = None
) -> WriteResult:
    """As `write`, and beside the bytes what the format cannot carry.

    `created` goes into options that have it and do not set it.
    """
    row = writer(format)
    return WriteResult(*written(row, document, build_options(row, options, created=created)))


def to_docx(document: Resolved, *, options: object = None) -> OpenDocument:
    """A document open in python-docx, to go on with; `options` are those of the DOCX writer."""
    return opened(write(document, "docx", options=options))


def render_files(
    document: Resolved, format: str, name: str, *, options: object = None, created: datetime | None = None
) -> tuple[tuple[tuple[str, bytes], ...], Notices]:
    """A document as files, name and bytes: the one called `name`, and what belongs beside it."""
    row = writer(format)
    built = build_options(row, options, created=created)
    data, notices = written(row, document, built)
    with blame(row, "writing"):
        beside = load(row.companions)(document, built, name) if row.companions else ()
    return ((name, data), *beside), notices


def written(row: Format, document: Resolved, options: object) -> tuple[bytes, Notices]:
    """A document in the format of a row, whose options are built. Raises the errors of `docconv.errors`."""
    check_well_formed(document)
    step(f"write: {row.name}", 0)
    with blame(row, "writing"):
        data, notices = checked(*load(row.write or "")(document, options), kind=bytes)
    step(f"write: {row.name}", 1)
    log("wrote %s: %d bytes, %d notices", row.name, len(data), len(notices))
    return data, notices
