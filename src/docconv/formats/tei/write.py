"""Document to TEI."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from attrs import frozen

from docconv.model import Resolved
from docconv.notices import Notice
from docconv.tei.edition import edition
from docconv.tei.names import REPLACEMENT
from docconv.walk import walk


@frozen(kw_only=True)
class Options:
    """`profile`: how turns are encoded, `edition` as `sp`. `created`: the date that the header gives the
    file.
    """

    profile: Literal["edition"] = "edition"
    created: datetime | None = None


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as TEI in UTF-8; a notice if characters had to be replaced."""
    data = edition(document, created=options.created)
    replaced = data.count(REPLACEMENT.encode()) - _own(document)
    if replaced <= 0:
        return data, ()
    message = f"{replaced} characters that XML cannot carry were replaced by U+FFFD"
    return data, (Notice("text-changed", message, rule="xml-characters"),)


def _own(document: Resolved) -> int:
    """How often the replacement character stands in the texts themselves."""
    return sum(
        getattr(node, "text", "").count(REPLACEMENT) for node in walk(document) if hasattr(node, "text")
    )
