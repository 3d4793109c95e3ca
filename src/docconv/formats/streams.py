"""Streams that are open already: files, sockets, what is in memory."""

from __future__ import annotations

from io import TextIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias, cast

from docconv.errors import BadInputError, UsageError
from docconv.formats import Format, Source
from docconv.formats.lookup import reader, writer

if TYPE_CHECKING:
    from typing_extensions import TypeIs

Stream: TypeAlias = "IO[bytes] | IO[str]"
UNNAMED = Source(b"").name


def is_stream(source: object) -> TypeIs[Stream]:
    """Whether something is an open stream."""
    return callable(getattr(source, "read", None))


def read_stream(stream: Stream, format_name: str | None, encoding: str | None) -> Source:
    """What a stream still has to give, with the name of its file if it has one.

    Text is for formats that are plain text. Raises `UsageError` for text in another format, and where the
    stream does not give any content; `BadInputError` for text that is none.
    """
    given: Any = stream.read()
    name = getattr(stream, "name", None)
    name = name if isinstance(name, str) else UNNAMED
    if isinstance(given, bytes | bytearray | memoryview):
        return Source(bytes(given), name, encoding)
    if not isinstance(given, str):
        message = f"the stream gives {type(given).__name__}, not bytes or text"
        raise UsageError(message, where=name, remedy="give one that is open for reading and waits")
    row = reader(format_name or Path(name))
    if row.media_type not in {"text/plain", "application/json"}:
        message = f"{row.name} is no plain text, so that it cannot be read from a stream of text"
        raise UsageError(message, where=name, remedy="open the file for bytes, with mode 'rb'")
    try:
        return Source(given.encode(), name, "utf-8")
    except UnicodeEncodeError as error:
        message = f"half of a character, U+{ord(given[error.start]):04X}, is at character {error.start}"
        raise BadInputError(message, where=name, remedy="give text that is whole") from error


def written_format(stream: IO[bytes], to: str | None) -> Format:
    """The format in which a stream is written, `to` or that of the name of its file.

    Raises `UsageError` where nothing tells it, or where the stream takes text.
    """
    if isinstance(cast("object", stream), TextIOBase):
        message = "the stream takes text, and files are bytes"
        raise UsageError(message, remedy="open the file with mode 'wb', or give the buffer of the stream")
    name = getattr(stream, "name", None)
    if to is None and not isinstance(name, str):
        message = "nothing tells the format of the output"
        raise UsageError(message, remedy="name it, for instance to='tei'")
    return writer(to or Path(str(name)))
