"""TEI back to a document: exact for what docconv writes, with all words and speakers for what others
wrote.

read(edition(document)) is the document again, but for what TEI cannot distinguish:

- spans, which are positions in another file;
- characters that XML forbids, which were replaced.

In TEI that others wrote, an element that has no place here is read as the text in it, and a notice says
so. The file is read as a stream: what is in a division is forgotten as soon as it is a block.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from docconv.errors import BadInputError
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.tei.reading.document import TeiReader
from docconv.tei.reading.state import State

Beside: TypeAlias = Callable[[str], bytes | None]


def document_of(data: bytes, name: str, beside: Beside | None = None) -> tuple[Resolved, tuple[Notice, ...]]:
    """The document in TEI bytes, or in Akoma Ntoso. `beside` gives files of the same folder that it includes.

    Raises `BadInputError` with line and column for what is neither. No entity is expanded, no DTD is loaded.
    """
    reader = _read(data, TeiReader(name, beside))
    if reader.state.participants.late:
        # Lists after the text: read once more, knowing them.
        state = State(participants=reader.state.participants.afresh(), times=reader.state.times)
        reader = _read(data, TeiReader(name, beside, state))
    return reader.document(), tuple(reader.state.losses.notices())


def _read(data: bytes, reader: TeiReader) -> TeiReader:
    try:
        reader.read(data)
    except RecursionError:
        message = "its elements stand too deep in each other"
        raise BadInputError(message, where=reader.name, remedy="flatten lists and divisions in it") from None
    return reader
