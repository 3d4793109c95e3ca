"""A source is read and written anew, or as it is where nothing but facts changes."""

from __future__ import annotations

import os
from functools import partial
from io import RawIOBase
from pathlib import Path
from typing import IO

from attrs import evolve

from docconv.errors import FileError, UsageError
from docconv.files import Outputs, created_at, is_stream, name_of, takes_text
from docconv.formats import Format, blame, load
from docconv.formats.docx.open_document import is_open
from docconv.formats.lookup import writer
from docconv.formats.options import build_options
from docconv.pipeline.given import (
    Conventions,
    GivenFacts,
    Input,
    Notices,
    Speakers,
    convention_of,
    facts_of,
    reader_of,
    source_of,
    speaker_table,
    taken,
)
from docconv.pipeline.reading import read_with_notices
from docconv.pipeline.writing import render_files, written
from docconv.sidecar import Sidecar, decisions_beside
from docconv.speakers.table import EMPTY_TABLE


def convert(  # noqa: PLR0913  what reading takes, and what writing takes
    source: Input, target: str | os.PathLike[str] | IO[bytes], *,
    format: str | None = None, encoding: str | None = None,
    speakers: Speakers | None = None, to: str | None = None, options: object = None, overwrite: bool = False,
    metadata: GivenFacts | None = None,
) -> Notices:  # fmt: skip
    """Read a source, `format` as in `read`, and write it in the format `to`, which the suffix of a file tells
    otherwise, to a file or to a stream of bytes, which stays open. A stream gets nothing of what belongs
    beside a file.
    """
    reading = partial(
        read_with_notices, source, format=format, encoding=encoding, speakers=speakers, metadata=metadata
    )
    if not isinstance(target, str | os.PathLike):
        row = _written_as(target, to)
        document, notices = reading()
        given = build_options(row, options, created=created_at(source))
        data, more = written(row, document, given)
        _into(target, data)
        return notices + more
    path = Path(target)
    row = writer(to or path)
    with Outputs(overwrite=overwrite) as outputs:
        if isinstance(source, str | os.PathLike):
            outputs.protect(Path(source))
        outputs.claim(path)
        same = as_it_is(source, row.name, options, format=format, speakers=speakers, metadata=metadata)
        if same is not None and encoding is None:
            outputs.stage(path, same)
            outputs.commit()
            return ()
        document, notices = reading()
        files, more = render_files(document, row.name, path.name, options=options, created=created_at(source))
        for name, data in files:
            if name != path.name:
                outputs.claim(path.with_name(name))
            outputs.stage(path.with_name(name), data)
        outputs.commit()
    return notices + more


def _into(stream: IO[bytes], data: bytes) -> None:
    """Write to a stream; one without a buffer may take a part at a time. Raises `FileError`."""
    try:
        count = stream.write(data)
        left = memoryview(data)
        while isinstance(stream, RawIOBase) and count != len(left):
            if not count:
                message = "it takes no more"
                raise BlockingIOError(message)
            left = left[count:]
            count = stream.write(left)
    except (OSError, ValueError) as error:
        message = f"the stream cannot be written: {error}"
        raise FileError(message, where=name_of(stream) or "", remedy="open it for writing bytes") from error


def as_it_is(
    source: Input, to: str | os.PathLike[str], options: object = None, *, format: str | None = None,
    speakers: Speakers | None = None, convention: Conventions | None = None,
    metadata: GivenFacts | None = None,
) -> bytes | None:  # fmt: skip
    """The bytes of a file that is written in its own format, and about which nothing but facts, or names of
    those who speak, is changed; nothing where it has to be read. Arguments as for `read` and `convert`.
    """
    row = writer(to if isinstance(to, str) else Path(to))
    if row.again is None or is_stream(source):
        return None
    given = taken(source, format, None)
    if reader_of(given, format) is not row or is_open(given):
        return None
    beside, facts = decisions_beside(given), facts_of(metadata)
    table = beside.speakers if speakers is None else speaker_table(speakers).over(beside.speakers)
    if evolve(beside, speakers=EMPTY_TABLE) != Sidecar() or convention_of(given, convention) is not None:
        return None
    is_named = table != EMPTY_TABLE
    if is_named and (facts or row.renamed is None):
        return None
    with blame(row, "writing"):
        again, given_options = load(row.renamed or "" if is_named else row.again), build_options(row, options)
        data: bytes | None = again(source_of(given, None), given_options, table if is_named else facts)
    return data


def _written_as(stream: IO[bytes], to: str | None) -> Format:
    """The format of a stream. Raises `UsageError` where nothing tells it, or where it takes text."""
    if takes_text(stream):
        message = "the stream takes text, and files are bytes"
        raise UsageError(message, remedy="open the file with mode 'wb', or give the buffer of the stream")
    if name := to or name_of(stream):
        return writer(to or Path(name))
    message = "nothing tells the format of the output"
    raise UsageError(message, remedy="name it, for instance to='tei'")
