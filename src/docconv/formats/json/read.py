"""JSON to document."""

from __future__ import annotations

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.json.coding import decode
from docconv.formats.json.foreign.document import read_foreign
from docconv.formats.json.pandoc.read import is_pandoc, read_tree
from docconv.formats.json.parsing import parsed
from docconv.model import Draft, Resolved
from docconv.notices import Notice
from docconv.wellformed import check_well_formed


def read(source: Source) -> tuple[Draft | Resolved, tuple[Notice, ...]]:
    """Bytes as JSON to a document, or to a draft where a recogniser wrote it. Raises `BadInputError` with
    line and column, or with the path of what does not fit.
    """
    found = parsed(source)
    try:
        if is_pandoc(found):
            return read_tree(found, source)
        if _is_foreign(found):
            return read_foreign(found, source.name)
        document = decode(found, source.name)
    except (ValueError, RecursionError) as error:
        msg = f"not JSON that can be read: {error}"
        raise BadInputError(msg, where=source.name, remedy="give another format") from error
    check_well_formed(document, source.name)
    return document, ()


def _is_foreign(found: object) -> bool:
    """Whether JSON does not say that it is docconv's own; a list without objects is nobody's."""
    if isinstance(found, list):
        return bool(found) and isinstance(found[0], dict)
    return isinstance(found, dict) and "docconv" not in found
