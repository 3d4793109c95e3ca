"""The registry of formats: one row a format, built-in and third-party alike.

A row is a `Format`. It names its reader, its writer and their options as `module:name`, so that listing the
formats loads none of the libraries after them. Other packages add rows through the entry point group
`docconv.formats`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, field, frozen

from docconv import plugins
from docconv.errors import MissingError
from docconv.model import Draft, Resolved, Value
from docconv.notices import Notice
from docconv.patterns import regex

if TYPE_CHECKING:
    from docconv.transcript import Formatting, TextBefore
    from docconv.transcript.labels.corrections import Correction
    from docconv.transcript.taught import SourceConvention

BUILT_IN = (
    "docconv.formats.text:FORMAT",
    "docconv.formats.tei:FORMAT",
    "docconv.formats.docx:FORMAT",
    "docconv.formats.pdf:FORMAT",
    "docconv.formats.html:FORMAT",
    "docconv.formats.json:FORMAT",
    "docconv.formats.json:PANDOC",
    "docconv.formats.text:PLAIN",
    "docconv.formats.text:MARKDOWN",
    "docconv.formats.text:FOUNTAIN",
    "docconv.formats.captions:WEBVTT",
    "docconv.formats.captions:SUBRIP",
    "docconv.formats.captions:TTML",
    "docconv.formats.sheets:FORMAT",
    "docconv.formats.final_draft:FORMAT",
    "docconv.formats.chat:FORMAT",
    "docconv.formats.text:OHMS",
    "docconv.formats.text:EZDRAMA",
    "docconv.formats.tiers:EXMARALDA",
    "docconv.formats.tiers:ELAN",
    "docconv.formats.tiers:PRAAT",
    "docconv.formats.odt:FORMAT",
    "docconv.formats.rtf:FORMAT",
)
GROUP = "docconv.formats"
PROLOG = regex(rb"(?:\xef\xbb\xbf)?\s*+(?:(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<([A-Za-z_][\w.-]*+)", re.DOTALL)
WINDOW = 4096
"""Bytes in which the root of XML begins."""


def _nothing(text: str, formatting: Formatting) -> None:
    """What is done with the text of a source where nobody asks for it."""


@frozen(repr=False)
class Source(Value):
    """Bytes to read, the name to show for them, the encoding if one was given, decisions about lines, what is
    known of where they come from.

    `beside` gives a file of the same folder by its name, or nothing; a reader uses it for what a file
    includes. A reader calls `seen` with the text whose lines decisions are about, and with its formatting.
    `before` is what is kept of its text from one reading to the next, with other decisions about its lines.
    `parsed` has what a reader and the account of words would else ask for twice each: the values of JSON, the
    text of the pages of a PDF.
    """

    data: bytes = field(repr=False)
    name: str = "-"
    encoding: str | None = None
    corrections: tuple[Correction, ...] = ()
    convention: SourceConvention | None = None
    beside: Callable[[str], bytes | None] | None = field(default=None, repr=False, eq=False)
    seen: Callable[[str, Formatting], None] = field(default=_nothing, repr=False, eq=False)
    before: TextBefore | None = field(default=None, repr=False, eq=False)
    parsed: dict[str, Any] = field(factory=dict, init=False, repr=False, eq=False)


Read: TypeAlias = Callable[[Source], tuple[Draft | Resolved, tuple[Notice, ...]]]
"""Bytes to a document. Raises `BadInputError` where the bytes are not of the format."""

Write: TypeAlias = Callable[[Resolved, Any], tuple[bytes, tuple[Notice, ...]]]
"""A document and the options of its format to bytes. Pure: the same arguments give the same bytes."""

Companions: TypeAlias = Callable[[Resolved, Any, str], tuple[tuple[str, bytes], ...]]
"""A document, the options of its format and the name of the file to the files that belong beside it: name and
bytes.
"""


Losses: TypeAlias = Callable[[Any], frozenset[str]]
"""The options of a format to what its files do not carry, as aspects of `docconv.verify`."""


@frozen(repr=False)
class Format(Value):
    """One row of the registry. What it can do it names as `module:name`, `None` where it cannot.

    name: by which the format is asked for.
    title: its name for people.
    suffixes: lower case with the dot, the preferred one first.
    media_type: the IANA media type of its files.
    read: a `Read`.
    write: a `Write`.
    options: the class of the writer's options, an attrs class with defaults.
    companions: a `Companions`.
    is_read_as_text: whether its files may be transcripts, about whose lines decisions can be made.
    account: gives the words that a source prints, by a route that shares nothing with the reader: a `Source`
        to `docconv.account.SourceText`s.
    root: the root element by which its XML is known, whatever suffix of XML a file has.
    again: gives the bytes of a file that is written in its own format as it is, but for facts: a `Source`,
        the options of the writer and pairs of facts to them, or to nothing where it has to be read.
    renamed: the same with a `SpeakerTable` in the place of facts, where all that it says are names.
    losses: a `Losses`; without it files carry all.
    markup: gives what a file says in its markup, by a route that shares nothing with reader and writer: bytes
        to `docconv.verify.projection.MarkupView`s.
    check: gives what is wrong with a file by the rules of its format: bytes to faults as in
        `docconv.tei.schema.validation`.
    origin: the plug-in, empty for built-in formats.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_type: str
    read: str | None = None
    write: str | None = None
    options: str | None = None
    companions: str | None = None
    is_read_as_text: bool = False
    account: str | None = None
    root: str = ""
    again: str | None = None
    renamed: str | None = None
    losses: str | None = None
    markup: str | None = None
    check: str | None = None
    origin: str = ""


def load(name: str) -> Any:  # noqa: ANN401  the rows name callables and classes of several types
    """The object that `module:name` names.

    Raises `MissingError` where a library after it is not installed.
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


def blame(row: Format, doing: str) -> AbstractContextManager[None]:
    """As `docconv.plugins.blame`, for what is done with a format."""
    return plugins.blame(row.origin, f"{doing} {row.name}")


def checked(result: Any, notices: Iterable[Notice], *, kind: type) -> tuple[Any, tuple[Notice, ...]]:  # noqa: ANN401
    """What a format gives, if it is what the contract says; formats of others may do anything."""
    told = tuple(notices)
    for one, right in ((result, kind), *((notice, Notice) for notice in told)):
        if not isinstance(one, right):
            message = f"it gives {type(one).__name__}, not {right.__name__}"
            raise TypeError(message)
    return result, told


def each_built_in() -> Iterator[Format]:
    """The formats that come with docconv, each loaded in its turn: those that most are after come first."""
    return map(load, BUILT_IN)


@cache
def built_in() -> dict[str, Format]:
    """The formats that come with docconv, by name; no plug-in takes the place of one."""
    return {row.name: row for row in each_built_in()}


@cache
def formats() -> tuple[dict[str, Format], tuple[Notice, ...]]:
    """All formats by name, and a notice for each plug-in that could not be loaded or wants a suffix that
    another format has.
    """
    rows = dict(built_in())
    found, notices = plugins.plugins(GROUP)
    for plugin in found:
        row, origin = plugin.thing, plugin.origin
        if not isinstance(row, Format):
            notices.append(plugins.failed(GROUP, origin, f"it names {type(row).__name__}, not a Format"))
        elif row.name in rows:
            notices.append(plugins.failed(GROUP, origin, f"there is a format {row.name} already"))
        else:
            notices += [_taken_notice(origin, reason) for reason in _taken(row, rows.values())]
            rows[row.name] = evolve(row, origin=row.origin or origin)
    return rows, tuple(notices)


def rooted(data: bytes) -> Format | None:
    """The format whose root a file has, if it is XML of a format with a root."""
    found = PROLOG.match(data[:WINDOW]) if b"<" in data[:WINDOW] else None
    if found is None:
        return None
    root = found[1].decode()
    own = (other for other in each_built_in() if other.root == root and other.read)
    if first := next(own, None):
        return first
    return next((other for other in formats()[0].values() if other.root == root and other.read), None)


def _taken(row: Format, others: Iterable[Format]) -> Iterator[str]:
    """The suffixes that lead to another format already: each has one reader and one writer."""
    for other in others:
        for suffix in row.suffixes:
            if suffix in other.suffixes and ((row.read and other.read) or (row.write and other.write)):
                yield f"does not get the suffix {suffix}, which {other.name} has; name its format instead"


def _taken_notice(origin: str, what: str) -> Notice:
    return Notice("plugin-failed", f"the format plug-in {origin} {what}", remedy="reinstall or remove it")
