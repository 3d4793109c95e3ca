"""What a call is given: a source, and what is decided and known of it, in each way that users may give it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from attrs import evolve

from docconv.errors import UsageError
from docconv.files import (
    Stream,
    configurations,
    folder_of,
    is_stream,
    kind_of,
    name_of,
    read_bytes,
    read_stream,
    read_toml,
)
from docconv.formats import Format, Source
from docconv.formats.docx.open_document import OpenDocument, is_open, saved
from docconv.formats.lookup import reader
from docconv.formats.text.decode import check_encoding
from docconv.metadata.facts import FactPairs, facts_in
from docconv.metadata.file import given_facts, read_metadata
from docconv.model import Metadata
from docconv.notices import Notice
from docconv.sidecar import Sidecar
from docconv.speakers.table import SpeakerTable, read_table, table_given
from docconv.transcript.labels.rules import rules_without
from docconv.transcript.taught import NOTHING_TAUGHT, SourceConvention

if TYPE_CHECKING:
    from docconv.convention.file import ConventionFile

Given: TypeAlias = "str | os.PathLike[str] | bytes | Source | OpenDocument"
Input: TypeAlias = "Given | Stream | bytearray | memoryview"
Speakers: TypeAlias = str | os.PathLike[str] | Mapping[str, Any] | SpeakerTable
Conventions: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any] | ConventionFile"
GivenFacts: TypeAlias = "str | os.PathLike[str] | Mapping[str, str | Sequence[str]] | FactPairs | Metadata"
Notices: TypeAlias = tuple[Notice, ...]
UNNAMED = Source(b"").name
PLAIN = ("text/plain", "application/json")
"""Media types whose files may be given as text."""


def taken(source: Input, format: str | None, encoding: str | None) -> Given:
    """A source that can be read again. Raises `UsageError` for what is none, and for a text in the place of a
    path.
    """
    if isinstance(source, bytearray | memoryview):
        return bytes(source)
    if isinstance(source, str) and source.count("\n") > 1 and kind_of(Path(source)) == "nothing":
        message = "this is a text, and a path is expected"
        raise UsageError(message, remedy="give io.StringIO(text), and format='text'")
    if isinstance(source, str | os.PathLike | bytes | Source) or is_open(source):
        return source
    if not is_stream(source):
        unfit("a source", source, "a path, bytes, a stream or a document open in python-docx")
    data, is_text = read_stream(source)
    given = Source(data, name_of(source) or UNNAMED, "utf-8" if is_text else encoding)
    row = reader_of(given, format) if is_text else None
    if row and row.media_type not in PLAIN:
        message = f"{row.name} is no plain text, so that it cannot be read from a stream of text"
        raise UsageError(message, where=given.name, remedy="open the file for bytes, with mode 'rb'")
    return given


def unfit(name: str, value: object, right: str) -> NoReturn:
    """Raises `UsageError` for what is of a wrong type."""
    message = f"{name} cannot be of the type {type(value).__name__}"
    raise UsageError(message, remedy=f"give {right}")


def reader_of(source: Given, format: str | None) -> Format:
    """The format of a source, named or told by its own name. Raises `UsageError` where neither does so."""
    if format is not None:
        return reader(format)
    if is_open(source):
        return reader("docx")
    name = source.name if isinstance(source, Source) else source
    if isinstance(name, str | os.PathLike) and name != UNNAMED:
        return reader(Path(name))
    message = "nothing tells the format of the input"
    raise UsageError(message, remedy="name it, for instance format='text'")


def source_of(source: Given, encoding: str | None) -> Source:
    """The bytes of a source, with its name. Raises `UsageError` for an unknown encoding, and `FileError`."""
    check_encoding(encoding)
    match source:
        case Source():
            return evolve(source, encoding=encoding or source.encoding)
        case bytes():
            return Source(source, encoding=encoding)
        case _ if is_open(source):
            return Source(saved(source))
        case _:
            path = Path(source)
            return Source(read_bytes(path), str(source), encoding, beside=folder_of(path))


def taught_by(
    known: SourceConvention | None, beside: Sidecar, without: Iterable[str] = (), facts: FactPairs = ()
) -> SourceConvention:
    """What is known of a text: of its source, by decisions about it, and label rules that are not used."""
    taught, without = known or NOTHING_TAUGHT, (*beside.without, *without)
    rules_without(without)  # a name that no rule has is refused whatever the format
    lang = dict((*beside.facts, *facts)).get("lang", "")
    return evolve(taught, without=(*taught.without, *without), lang=lang) if without or lang else taught


def convention_of(source: Input, convention: Conventions | None = None) -> ConventionFile | None:
    """What holds for the source of an input: as given, else as the nearest `docconv.toml` has it.

    Raises the errors of `docconv.errors`.
    """
    if isinstance(convention, str | os.PathLike | Mapping):
        from docconv.convention.file import load_convention  # noqa: PLC0415  most texts have none

        return load_convention(convention)
    if convention is not None:
        return _known(convention)
    if not isinstance(source, str | os.PathLike) or not any(configurations(Path(source))):
        return None
    from docconv.convention.file import find_convention  # noqa: PLC0415

    return find_convention(Path(source))


def _known(convention: ConventionFile) -> ConventionFile:
    from docconv.convention.file import ConventionFile  # noqa: PLC0415

    if not isinstance(convention, ConventionFile):
        unfit("the convention", convention, "a dictionary, or the path of a file")
    return convention


def facts_of(metadata: GivenFacts | None) -> FactPairs:
    """The facts in a file, which is UTF-8, or as a program gives them. Raises `UsageError`, `FileError`."""
    if isinstance(metadata, str | os.PathLike):
        return read_metadata(read_toml(Path(metadata)), str(metadata))
    if isinstance(metadata, Mapping):
        return given_facts(metadata)
    if isinstance(metadata, Metadata):
        return facts_in(metadata)
    if metadata is not None and not isinstance(metadata, tuple):
        unfit("metadata", metadata, "a dictionary, a Metadata, or the path of a file")
    return metadata or ()


def speaker_table(speakers: Speakers) -> SpeakerTable:
    """The table in a speaker file (UTF-8), in a mapping of its keys, or in people of TEI; a table as it is.

    Raises the errors of `docconv.errors`.
    """
    if isinstance(speakers, SpeakerTable):
        return speakers
    if isinstance(speakers, Mapping):
        return table_given(speakers)
    if not isinstance(speakers, str | os.PathLike):
        unfit("speakers", speakers, "a dictionary, a SpeakerTable, or the path of a file")
    if Path(speakers).suffix.lower() == ".xml":
        from docconv.formats.tei.persons import table_of_people  # noqa: PLC0415  most files are TOML

        return table_of_people(read_bytes(Path(speakers)), str(speakers))
    return read_table(read_toml(Path(speakers)), str(speakers))
