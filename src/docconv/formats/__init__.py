"""The registry of formats: one row a format, built-in and third-party alike.

A row is a `Format`. It names its reader, its writer and their options as `module:name`, so that listing the
formats loads none of the libraries behind them. Other packages add rows through the entry point group
`docconv.formats`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, field, frozen

from docconv.errors import MissingError
from docconv.model import Draft, Resolved
from docconv.notices import Notice

if TYPE_CHECKING:
    from docconv.transcript.labels.corrections import Correction

BUILT_IN = (
    "docconv.formats.text:FORMAT",
    "docconv.formats.tei:FORMAT",
    "docconv.formats.docx:FORMAT",
    "docconv.formats.pdf:FORMAT",
    "docconv.formats.json:FORMAT",
)
GROUP = "docconv.formats"


@frozen
class Source:
    """Bytes to read, the name to show for them, the encoding if one was given, decisions about lines.

    `beside` gives a file of the same folder by its name, or nothing; a reader uses it for what a file
    includes.
    """

    data: bytes = field(repr=False)
    name: str = "-"
    encoding: str | None = None
    corrections: tuple[Correction, ...] = ()
    beside: Callable[[str], bytes | None] | None = field(default=None, repr=False, eq=False)


Read: TypeAlias = Callable[[Source], tuple[Draft | Resolved, tuple[Notice, ...]]]
"""Bytes to a document. Raises `BadInputError` where the bytes are not of the format."""

Write: TypeAlias = Callable[[Resolved, Any], tuple[bytes, tuple[Notice, ...]]]
"""A document and the options of its format to bytes. Pure: the same arguments give the same bytes."""

Companions: TypeAlias = Callable[[Resolved, Any, str], tuple[tuple[str, bytes], ...]]
"""A document, the options of its format and the name of the file to the files that belong beside it: name and
bytes.
"""


@frozen
class Format:
    """One row: `read`, `account`, `write`, `companions` and `options` name a callable or a class as
    `module:name`, or `None` where there is none. `account` gives what a source prints, by a route that shares
    nothing with the reader: a `docconv.account.SourceText`.

    `suffixes` are lower case with the dot, the preferred one first. `origin` is the plug-in, empty for
    built-in formats.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_type: str
    read: str | None = None
    write: str | None = None
    options: str | None = None
    companions: str | None = None
    account: str | None = None
    origin: str = ""


def load(name: str) -> Any:  # noqa: ANN401  the rows name callables and classes of several types
    """The object that `module:name` names.

    Raises `MissingError` where a library behind it is not installed.
    """
    module, _, attribute = name.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        message = f"{name} needs the module {error.name}, which is not installed"
        raise MissingError(message, remedy="reinstall docconv, or the plug-in behind it") from error
    except AttributeError as error:
        message = f"{module} has no {attribute}, which the format's row names"
        raise MissingError(message, remedy="reinstall docconv, or the plug-in behind it") from error


@cache
def formats() -> tuple[dict[str, Format], tuple[Notice, ...]]:
    """All formats by name, and a notice for each plug-in that could not be loaded."""
    from importlib.metadata import entry_points  # noqa: PLC0415  who asks for one built-in format needs none

    rows = {row.name: row for row in map(load, BUILT_IN)}
    notices: list[Notice] = []
    for point in entry_points(group=GROUP):
        try:
            row = point.load()
        except Exception as error:  # noqa: BLE001  whatever a foreign module raises is its failure, not ours
            notices.append(_failed(point.name, f"{type(error).__name__}: {error}"))
            continue
        if not isinstance(row, Format):
            notices.append(_failed(point.name, f"it names {type(row).__name__}, not a Format"))
        elif row.name in rows:
            notices.append(_failed(point.name, f"there is a format {row.name} already"))
        else:
            rows[row.name] = evolve(row, origin=row.origin or point.name)
    return rows, tuple(notices)


def _failed(plugin: str, reason: str) -> Notice:
    return Notice(
        "plugin-failed",
        f"the format plug-in {plugin} could not be loaded: {reason}",
        remedy="reinstall or remove it",
    )
