"""Transcripts to TEI-XML, DOCX, PDF and HTML with consistent speaker markup.

    document = docconv.read("transcript.txt")
    data = docconv.write(document, "tei")
    docconv.convert("transcript.txt", "transcript.pdf")

The names below are loaded when they are first used, so that `import docconv` costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as that of `typing`, which takes longer to load than Python to start
if TYPE_CHECKING:
    from docconv.dataframe import to_dataframe
    from docconv.errors import (
        BadInputError,
        DocconvError,
        FileError,
        LimitError,
        MissingError,
        UsageError,
    )
    from docconv.limits import limited
    from docconv.model import (
        Boilerplate,
        CastItem,
        CastPart,
        Document,
        Draft,
        Emphasis,
        Foreign,
        Gap,
        Heading,
        Label,
        Metadata,
        Milestone,
        Narrative,
        Note,
        Paragraph,
        Resolved,
        Said,
        Section,
        Separator,
        Speaker,
        Stage,
        Text,
        Timing,
        Turn,
        Unclear,
        VerseLine,
    )
    from docconv.notices import Notice
    from docconv.pipeline import (
        ReadResult,
        WriteResult,
        convert,
        read,
        read_with_notices,
        to_docx,
        write,
        write_with_notices,
    )
    from docconv.verify.differences import Difference, differences

__version__ = "0.1.0"
__all__ = [
    "BadInputError",
    "Boilerplate",
    "CastItem",
    "CastPart",
    "Difference",
    "DocconvError",
    "Document",
    "Draft",
    "Emphasis",
    "FileError",
    "Foreign",
    "Gap",
    "Heading",
    "Label",
    "LimitError",
    "Metadata",
    "Milestone",
    "MissingError",
    "Narrative",
    "Note",
    "Notice",
    "Paragraph",
    "ReadResult",
    "Resolved",
    "Said",
    "Section",
    "Separator",
    "Speaker",
    "Stage",
    "Text",
    "Timing",
    "Turn",
    "Unclear",
    "UsageError",
    "VerseLine",
    "WriteResult",
    "__version__",
    "convert",
    "differences",
    "limited",
    "read",
    "read_with_notices",
    "to_dataframe",
    "to_docx",
    "write",
    "write_with_notices",
]

_HOMES = {
    "dataframe": ("to_dataframe",),
    "errors": ("BadInputError", "DocconvError", "FileError", "LimitError", "MissingError", "UsageError"),
    "limits": ("limited",),
    "notices": ("Notice",),
    "pipeline": (
        "ReadResult",
        "WriteResult",
        "convert",
        "read",
        "read_with_notices",
        "to_docx",
        "write",
        "write_with_notices",
    ),
    "verify": ("Difference", "differences"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415  the names below are all that needs it

    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"docconv.{_HOME.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
