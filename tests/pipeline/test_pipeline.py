"""read, write and convert, as Python programs use them."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from attrs import evolve

import docconv
from docconv import wellformed
from docconv.errors import BadInputError, FileError, MissingError, UsageError
from docconv.files import changed_at, created_at
from docconv.formats import Source
from docconv.model import Resolved
from docconv.pipeline import read_with_notices, write_with_notices
from docconv.speakers.table import read_table
from support.command import TRANSCRIPT
from support.toy import Options, options_in

pytestmark = pytest.mark.usefixtures("toy_format", "workdir")


def test_importing_docconv_loads_nothing() -> None:
    """Names are loaded when they are used."""
    code = (
        "import sys, docconv; print(*[n for n in sys.modules if n.startswith(('docconv.', 'attr', 'lxml'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("name", docconv.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """Whatever `__all__` promises can be had."""
    assert getattr(docconv, name) is not None
    assert name in dir(docconv)


def test_pythons_collector_rests_while_a_document_grows() -> None:
    """It would go through all objects again and again; once it may, when all is there, and errors or not it is
    switched on again.
    """
    runs: list[str] = []

    def note(phase: str, _: object) -> None:
        runs.append(phase)

    gc.callbacks.append(note)
    docconv.read(TRANSCRIPT.encode() * 500, format="text")
    gc.callbacks.remove(note)
    assert runs.count("start") <= 1
    with pytest.raises(BadInputError):
        docconv.read(b"", format="text")
    assert gc.isenabled()


def test_reading_leaves_no_circular_garbage() -> None:
    """Else a rest of the collector would cost memory: a long document leaves no more than a short one."""
    garbage = []
    for times in (1, 1, 100):
        docconv.read(TRANSCRIPT.encode() * times, format="text")
        garbage.append(gc.collect())
    assert garbage[2] <= garbage[1]


def test_other_names_are_not() -> None:
    """A wrong name fails as usual."""
    with pytest.raises(AttributeError, match="module 'docconv' has no attribute 'reed'"):
        _ = docconv.reed


@pytest.mark.parametrize("source", ["talk.txt", Path("talk.txt")])
def test_reading_a_file(source: str | Path) -> None:
    """The suffix tells the format, the document knows its source."""
    document = docconv.read(source)
    assert [speaker.name for speaker in document.speakers] == ["Ilona Kis", "Jan Molnar"]
    assert document.metadata.source == "talk.txt"


def test_reading_bytes_needs_a_format() -> None:
    """Bytes have no suffix, and nothing is guessed."""
    with pytest.raises(UsageError, match="nothing tells the format"):
        docconv.read(TRANSCRIPT.encode())
    document = docconv.read(TRANSCRIPT.encode(), format="text")
    assert evolve(document, metadata=evolve(document.metadata, source="talk.txt")) == docconv.read("talk.txt")
    assert document.metadata.source is None


def test_reading_a_source_shows_its_name_in_errors() -> None:
    """A program may name what it read elsewhere."""
    with pytest.raises(BadInputError, match=r"^mail:1:1: byte 0xff is not UTF-8"):
        docconv.read(Source(b"\xffa", "mail"), format="text")


def test_the_encoding_is_handed_over(workdir: Path) -> None:
    """To the reader of plain text."""
    workdir.joinpath("talk.txt").write_bytes(TRANSCRIPT.replace("Kis", "Kıs").encode("cp1254"))
    assert docconv.read("talk.txt", encoding="cp1254").speakers[0].name == "Ilona Kıs"


def test_a_given_format_beats_the_suffix(workdir: Path) -> None:
    """Transcripts have all sorts of names."""
    workdir.joinpath("talk.2024").write_text(TRANSCRIPT, encoding="utf-8")
    assert len(docconv.read("talk.2024", format="text").speakers) == 2


def test_speakers_come_as_a_file_or_as_a_table(workdir: Path) -> None:
    """Both say the same."""
    text = '[[speaker]]\nid = "chair"\nname = "Ilona Kis"\naliases = ["Ilona Kis"]\n'
    workdir.joinpath("speakers.toml").write_text(text, encoding="utf-8")
    by_file = docconv.read("talk.txt", speakers="speakers.toml")
    assert by_file == docconv.read("talk.txt", speakers=read_table(text, "here"))
    assert by_file.speakers[0].id == "chair"


def test_a_speaker_file_that_cannot_be_used_is_told(workdir: Path) -> None:
    """Formats that carry identities keep them."""
    workdir.joinpath("talk.toy").write_bytes(docconv.write(docconv.read("talk.txt"), "toy"))
    document, notices = read_with_notices("talk.toy", speakers=read_table("", ""))
    assert document == docconv.read("talk.txt")
    assert [notice.code for notice in notices] == ["label-unused"]


def test_the_first_source_is_kept() -> None:
    """What came from talk.txt over talk.toy still came from talk.txt."""
    docconv.convert("talk.txt", "other.toy")
    assert docconv.read("other.toy").metadata.source == "talk.txt"


def test_notices_of_reading_and_writing() -> None:
    """Both come as values."""
    document, _ = read_with_notices(b"Ann: \x07Hi.\n\nBob: Ho.", format="text")
    assert "text-changed" in {notice.code for notice in read_with_notices(b"Ann: \x07Hi.", format="text")[1]}
    assert [notice.code for notice in write_with_notices(document, "toy", options={"lose": True})[1]] == [
        "not-written"
    ]


def test_writing_takes_options_as_object_or_mapping() -> None:
    """Texts and values alike."""
    document = docconv.read("talk.txt")
    for options in (Options(size=3), {"size": 3}, {"size": "3"}):
        assert options_in(docconv.write(document, "toy", options=options)).size == 3


def test_writing_is_pure() -> None:
    """The same document gives the same bytes, and no clock."""
    first, second = (docconv.write(docconv.read("talk.txt"), "toy") for _ in range(2))
    assert first == second
    assert options_in(first).created is None


def test_converting_a_file(workdir: Path) -> None:
    """The suffix of the target tells its format, and the time stamp is the one of the source."""
    os.utime("talk.txt", (10, 10))
    notices = docconv.convert("talk.txt", workdir / "new" / "talk.toy", options={"size": 4})
    assert [notice for notice in notices if notice.severity == "warning"] == []
    options = options_in(workdir.joinpath("new", "talk.toy").read_bytes())
    assert (options.size, options.created) == (4, datetime.fromtimestamp(10, UTC))


def test_converting_does_not_overwrite_unasked(workdir: Path) -> None:
    """As on the command line."""
    workdir.joinpath("talk.toy").write_text("precious", encoding="utf-8")
    with pytest.raises(FileError, match="the file exists"):
        docconv.convert("talk.txt", "talk.toy")
    assert workdir.joinpath("talk.toy").read_text(encoding="utf-8") == "precious"
    docconv.convert("talk.txt", "talk.toy", overwrite=True)
    assert docconv.read("talk.toy") == docconv.read("talk.txt")


def test_converting_to_a_named_format(workdir: Path) -> None:
    """Where the target's suffix tells nothing."""
    docconv.convert("talk.txt", "talk.dat", to="toy")
    assert docconv.read(workdir / "talk.dat", format="toy") == docconv.read("talk.txt")


@pytest.mark.parametrize(
    ("target", "kind", "message"),
    [
        ("talk.odx", UsageError, "no format has the suffix .odx"),
        ("out.sbv", MissingError, "text cannot be written"),
    ],
)
def test_converting_to_what_cannot_be_written(target: str, kind: type[Exception], message: str) -> None:
    """The error comes before any work."""
    with pytest.raises(kind, match=message):
        docconv.convert("talk.txt", target)


def test_an_error_leaves_no_output(workdir: Path) -> None:
    """Not even a folder."""
    with pytest.raises(BadInputError):
        docconv.convert(b"", workdir / "new" / "talk.toy", format="text")
    assert [path.name for path in workdir.iterdir()] == ["talk.txt"]


def test_the_time_of_creation(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH, else the time stamp in whole seconds, if there is such a date, else none."""
    os.utime("talk.txt", (10.75, 10.75))
    assert created_at("talk.txt") == datetime.fromtimestamp(10, UTC)
    assert created_at(b"bytes") is None
    assert created_at("no.txt") is None
    for seconds in (99_999_999_999_999, 253_402_300_800, -62_135_596_801):
        assert changed_at(SimpleNamespace(st_mtime_ns=seconds * 10**9)) is None  # type: ignore[arg-type]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "20")
    assert created_at("talk.txt") == created_at(b"bytes") == datetime.fromtimestamp(20, UTC)
    for wrong in ("soon", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(UsageError, match="not a number of seconds"):
            created_at("talk.txt")


def test_a_document_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not again by every writer; another one that says the same is checked for itself."""
    checked: list[object] = []
    faults = wellformed._faults

    def noted(one: Resolved) -> Iterator[str]:
        checked.append(one)
        return faults(one)

    monkeypatch.setattr(wellformed, "_faults", noted)
    document = docconv.read(b"Ann: Yes.\n\nBen: No.\n", format="text")
    for name in ("tei", "json", "html"):
        docconv.write(document, name)
    assert checked == [document]
    docconv.write(evolve(document), "tei")
    assert len(checked) == 2
