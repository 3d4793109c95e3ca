"""A document as plain text: a paragraph a line, parted by blank lines, labels before the words of a turn.

That is the convention of which the reader of text is surest. Where it would still read a paragraph otherwise,
or somebody is not told by their labels, the file of decisions beside the text says it, see
`docconv.formats.text.decisions`.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen

from docconv.formats.text.decisions import decisions
from docconv.formats.text.rows import PrintedRow, plain, rows
from docconv.languages import load
from docconv.model import Resolved
from docconv.notices import Notice

LOST = frozenset[Any](
    ("breaks", "certainty", "emphasis", "gaps", "language", "quotations", "sections", "stages", "times")
)
"""What a text does not carry, as aspects of `verify`."""


@frozen(kw_only=True)
class Options:
    """`decisions`: whether what the text cannot say stands in a file beside it, where there is any."""

    decisions: bool = True


def losses(_: Options) -> frozenset[Any]:
    """What a text loses, whatever its options."""
    return LOST


def write(document: Resolved, _: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as text in UTF-8."""
    return _text(document, list(rows(document, plain))).encode(), ()


def companions(document: Resolved, options: Options, name: str) -> tuple[tuple[str, bytes], ...]:
    """The decisions that belong beside a text of some name."""
    if not options.decisions:
        return ()
    found = list(rows(document, plain))
    return decisions(document, found, _text(document, found), name)


def _text(document: Resolved, found: list[PrintedRow]) -> str:
    mark = load(document.metadata.lang).delimiter
    return "\n\n".join(_paragraph(row, mark) for row in found) + "\n"


def _paragraph(row: PrintedRow, mark: str) -> str:
    return f"{row.label}{mark} {row.text}".rstrip() if row.label else row.text
