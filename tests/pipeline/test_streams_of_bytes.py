"""Files that are open already, and what is in memory."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

import docconv
from docconv.errors import BadInputError, DocconvError, FileError, UsageError
from docconv.formats import Source
from support.command import TRANSCRIPT

pytestmark = pytest.mark.usefixtures("workdir")


def test_an_open_file_is_read_as_its_path_is(workdir: Path) -> None:
    """The suffix of its name tells the format, in bytes and as text."""
    wanted = docconv.read("talk.txt")
    with workdir.joinpath("talk.txt").open("rb") as data, workdir.joinpath("talk.txt").open() as text:
        assert docconv.read(data) == docconv.read(text) == wanted
        assert not data.closed


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_of_any_kind_are_read(kind: Callable[[bytes], Any], workdir: Path) -> None:
    """Also as buffers and libraries of the network hold them."""
    given = kind(TRANSCRIPT.encode())
    assert docconv.read(given, format="text") == docconv.read(TRANSCRIPT.encode(), format="text")
    docconv.convert(given, "talk.xml", format="text")
    assert workdir.joinpath("talk.xml").exists()


class Narrow(io.RawIOBase):
    """A stream without a buffer, as a socket is one, that takes a few bytes at a time, and no more than `most`."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, bytearray()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int | None:  # noqa: ANN401  any buffer
        """How many were taken; none at all where it would have to wait."""
        part = memoryview(data).tobytes()[: min(100, self.most - len(self.taken))]
        self.taken += part
        return len(part) or None


def test_a_stream_that_takes_a_part_at_a_time_gets_all() -> None:
    """Nothing is lost; one that would have to wait is told."""
    whole: Any = Narrow(100_000)
    docconv.convert("talk.txt", whole, to="tei")
    buffer = io.BytesIO()
    docconv.convert("talk.txt", buffer, to="tei")
    assert bytes(whole.taken) == buffer.getvalue()
    full: Any = Narrow(150)
    with pytest.raises(FileError, match="the stream cannot be written: it takes no more"):
        docconv.convert("talk.txt", full, to="tei")


def test_a_stream_that_cannot_be_written_is_told(workdir: Path) -> None:
    """Closed, or open for reading."""
    closed = io.BytesIO()
    closed.close()
    with workdir.joinpath("talk.txt").open("rb") as reading:
        for stream in (closed, reading):
            with pytest.raises(
                FileError, match=r"the stream cannot be written: .* open it for writing bytes"
            ):
                docconv.convert("talk.txt", stream, to="html")


@pytest.mark.parametrize("name", ["tei", "docx", "pdf", "html", "json", "pandoc"])
def test_every_format_is_written_to_a_stream_and_read_from_it(name: str) -> None:
    """What is in the stream is what would be in the file."""
    stream = io.BytesIO()
    docconv.convert(io.StringIO(TRANSCRIPT), stream, format="text", to=name)
    document = docconv.read(TRANSCRIPT.encode(), format="text")
    assert stream.getvalue() == docconv.write(document, name)
    stream.seek(0)
    assert docconv.differences(document, docconv.read(stream, format=name)) == ()


def test_a_stream_is_read_from_where_it_is(workdir: Path) -> None:
    """What came before belongs to somebody else, and nothing is read twice."""
    stream = io.BytesIO(b"HEADER\n" + TRANSCRIPT.encode())
    stream.readline()
    assert docconv.read(stream, format="text") == docconv.read(TRANSCRIPT.encode(), format="text")
    assert stream.read() == b""
    assert workdir.is_dir()


def test_xml_is_known_by_its_root_in_a_stream_too(workdir: Path) -> None:
    """As in a file with the same name."""
    timed = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Yes.\n\n00:03.000 --> 00:04.000\n<v Bo>No.\n"
    docconv.convert(timed_source(timed), workdir / "talk.exb")
    workdir.joinpath("talk.exb").rename(workdir / "talk.xml")
    with workdir.joinpath("talk.xml").open("rb") as stream:
        assert docconv.read(stream) == docconv.read(workdir / "talk.xml")


def timed_source(text: str) -> Source:
    """A text of captions."""
    return Source(text.encode(), "talk.vtt")


def test_a_file_is_written_by_its_name(workdir: Path) -> None:
    """`open("talk.xml", "wb")` is enough."""
    with workdir.joinpath("out.xml").open("wb") as stream:
        docconv.convert("talk.txt", stream)
    docconv.convert("talk.txt", workdir / "again.xml")
    assert workdir.joinpath("out.xml").read_bytes() == workdir.joinpath("again.xml").read_bytes()


class Empty(io.RawIOBase):
    """A stream that has nothing yet."""

    def read(self, size: int = -1) -> None:
        """Nothing, as streams that do not wait give it."""


WRONG: dict[str, tuple[Any, str | None, type[DocconvError], str]] = {
    "bytes without a name": (io.BytesIO(b"x"), None, UsageError, "nothing tells the format of the input"),
    "text of a format of bytes": (io.StringIO("<TEI/>"), "tei", UsageError, "with mode 'rb'"),
    "half of a character": (io.StringIO("ANN: \ud800"), "text", BadInputError, "U+D800, is at character 5"),
    "a stream that gives nothing": (Empty(), "text", UsageError, "gives NoneType"),
    "a stream that is written": (open(os.devnull, "wb"), "text", FileError, "cannot be read"),  # noqa: SIM115, PTH123
    "a text as a path": ("ANN: Yes.\n\nBO: No.\n", None, UsageError, "give io.StringIO(text)"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_source_is_told(name: str) -> None:
    """With what to do."""
    source, form, kind, words = WRONG[name]
    with pytest.raises(kind) as caught:
        docconv.read(source, format=form)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("stream", "to", "words"),
    [(io.StringIO(), "tei", "mode 'wb'"), (io.BytesIO(), None, "nothing tells the format of the output")],
)
def test_what_is_wrong_with_a_target_is_told(stream: IO[Any], to: str | None, words: str) -> None:
    """Before anything is read or written."""
    with pytest.raises(UsageError, match=words):
        docconv.convert("nowhere.txt", stream, to=to)
    assert stream.getvalue() in {"", b""}  # type: ignore[attr-defined]


def test_standard_streams_are_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their names are no names of files."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TRANSCRIPT.encode()), encoding="utf-8"))
    assert docconv.read(sys.stdin.buffer, format="text").speakers
