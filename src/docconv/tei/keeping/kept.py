"""A document that was read from TEI as TEI again: the tree of the file with what has changed since.

The tree is edited, and no parts of it are carried through the model: what an editor has added may stand in
any place, within a word too, and the model, which every format shares, would need a place for each.
"""

from __future__ import annotations

from attrs import evolve

from docconv.model import Resolved
from docconv.notices import Notice
from docconv.tei.keeping.sources import has_parts_as_read, is_alone, is_as_read, is_flat


def kept(document: Resolved) -> tuple[bytes, tuple[Notice, ...]] | None:
    """The bytes of the file that a document was read from, with its changes, and warnings of what was lost on
    the way; nothing where it was not read from TEI, or where it has parts that the file has not, so that it
    has to be written anew.
    """
    origin = document.origin
    if origin is None or origin.format != "tei" or is_flat(origin.data) or not is_alone(origin.data):
        return None
    if is_as_read(document, origin):
        return origin.data, ()
    if has_parts_as_read(document, origin):
        from docconv.tei.keeping.header.alone import HeaderAlone  # noqa: PLC0415  most files are not changed

        alone = HeaderAlone.of(origin.data)
        read = origin.document.metadata
        after = document.metadata if read.source else evolve(document.metadata, source=None)
        told = None if alone is None else alone.with_facts(read, after)
        if told is not None:
            return told, ()
    from docconv.tei.keeping.editing import edited  # noqa: PLC0415  most files are not changed
    from docconv.tei.keeping.stretches import edited_in_place  # noqa: PLC0415

    found = edited_in_place(document, origin) or edited(document, origin)
    if found is None:
        return None
    return found.data, tuple(Notice("not-kept", message, rule="tei-again") for message in found.lost)
