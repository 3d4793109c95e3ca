"""What rows of the registry promise."""

from __future__ import annotations

from docconv.formats import Format, load
from docconv.formats.options import build_options


def carries_all(row: Format) -> bool:
    """Whether files of a format that is read and written lose nothing of a document."""
    return bool(row.write and row.read) and not (row.losses and load(row.losses)(build_options(row)))
