"""Documents that are open in python-docx: a user goes on with one that docconv made, or gives one to read.

python-docx is loaded when it is first needed. Who reads and writes files only never waits for it.
"""

from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from docx.document import Document
    from typing_extensions import TypeIs

OpenDocument: TypeAlias = "Document"


def opened(data: bytes) -> OpenDocument:
    """The document in the bytes of a file that docconv wrote."""
    from docx import Document  # noqa: PLC0415  takes longer to load than to open a document

    return Document(BytesIO(data))


def is_open(source: object) -> TypeIs[OpenDocument]:
    """Whether something is an open document; whoever has one has loaded python-docx."""
    module = sys.modules.get("docx.document")
    return module is not None and isinstance(source, module.Document)


def saved(document: OpenDocument) -> bytes:
    """The file of an open document as it is now."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
