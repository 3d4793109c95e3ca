"""TEI back to a document: exact for what docconv writes, with all words and speakers for what others
wrote.

read(edition(document)) is the document again, but for what TEI cannot distinguish:

- spans, which are positions in another file;
- characters that XML forbids, which were replaced.

In TEI that others wrote, an element that has no place here is read as the text in it, and a notice says
so. The file is read as a stream: what is in a division is forgotten as soon as it is a block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

from docconv.errors import BadInputError
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.tei.reading.document import TeiReader
from docconv.tei.reading.state import State

Beside: TypeAlias = Callable[[str], bytes | None]
Found: TypeAlias = tuple[Resolved, tuple[Notice, ...]]
_KEPT: ContextVar[dict[bytes, Found] | None] = ContextVar("what was read", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Bytes that come again are not read again: the outputs of one document carry the same TEI."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def document_of(data: bytes, name: str, beside: Beside | None = None) -> Found:
    """The document in TEI bytes, or in Akoma Ntoso. `beside` gives files of the same folder that it includes.

    Raises `BadInputError` with line and column for what is neither. No entity is expanded, no DTD is loaded.
    """
    kept = _KEPT.get() if beside is None else None
    found = None if kept is None else kept.get(data)
    if found is None:
        found = _document_of(data, name, beside)
    if kept is not None:
        kept[data] = found
    return found


def _document_of(data: bytes, name: str, beside: Beside | None) -> Found:
    reader = _read(data, TeiReader(name, beside))
    if reader.state.participants.late:
        # Lists after the text: read once more, knowing them.
        known = reader.state
        state = State(participants=known.participants.afresh(), times=known.times, instants=known.instants)
        reader = _read(data, TeiReader(name, beside, state))
    return reader.document(), tuple(reader.state.losses.notices())


def _read(data: bytes, reader: TeiReader) -> TeiReader:
    try:
        reader.read(data)
    except RecursionError:
        message = "its elements stand too deep in each other"
        raise BadInputError(message, where=reader.name, remedy="flatten lists and divisions in it") from None
    return reader
