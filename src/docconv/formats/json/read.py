"""JSON to document."""

from __future__ import annotations

import json

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.json.coding import decode
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.wellformed import check_well_formed


def read(source: Source) -> tuple[Resolved, tuple[Notice, ...]]:
    """Bytes as JSON to a document. Raises `BadInputError` with line and column, or with the path of what does
    not fit.
    """
    try:
        document = decode(json.loads(source.data), source.name)
    except json.JSONDecodeError as error:
        where = f"{source.name}:{error.lineno}:{error.colno}"
        msg = f"not JSON: {error.msg}"
        raise BadInputError(msg, where=where, remedy="give another format with -f") from error
    except (ValueError, RecursionError) as error:
        msg = f"not JSON that can be read: {error}"
        raise BadInputError(msg, where=source.name, remedy="give another format with -f") from error
    check_well_formed(document, source.name)
    return document, ()
