"""Documents without notes and cast lists, for readers of tests that know none."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from docconv import model as m
from docconv.walk import with_children


def without_notes(document: m.Resolved) -> m.Resolved:
    """The document without notes."""
    found: m.Resolved = _unnoted(document)
    return found


def _unnoted(node: Any) -> Any:  # noqa: ANN401  any part of a document
    """The same part without notes."""
    if hasattr(node, "children"):
        kept = tuple(one for one in node.children if not isinstance(one, m.Note))
        node = evolve(node, children=kept)
    return with_children(node, _unnoted)


def without_cast_lists(document: m.Resolved) -> m.Resolved:
    """The document with the entries of cast lists as narrative."""
    found: m.Resolved = _unlisted(document)
    return found


def _unlisted(node: Any) -> Any:  # noqa: ANN401  any part of a document
    """The same part, parts of entries as their words."""
    if isinstance(node, m.CastItem):
        parts = (one.children if isinstance(one, m.CastPart) else (one,) for one in node.children)
        return m.Narrative(tuple(inline for part in parts for inline in part))
    return with_children(node, _unlisted)
