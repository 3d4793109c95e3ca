"""The registry: every row keeps its promises, and plug-ins take the same road."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from inspect import Parameter, signature
from pathlib import Path

import attrs
import pytest

from docconv.errors import MissingError, UsageError
from docconv.formats import BUILT_IN, Format, formats, load
from docconv.formats.lookup import by_suffix, named, reader, writer
from support.places import ROOT
from support.toy import BLIND, ROW, Point, install

ROWS: list[Format] = [load(name) for name in BUILT_IN]
HEAVY = {"lxml", "docx", "reportlab", "cattrs"}


@pytest.fixture
def clean_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A registry to put plug-ins into, tidied up at the end."""
    yield monkeypatch
    monkeypatch.undo()
    formats.cache_clear()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@pytest.mark.parametrize("role", ["read", "write", "options"])
def test_every_row_names_what_is_there(row: Format, role: str) -> None:
    """What a row names can be loaded and called."""
    name = getattr(row, role)
    assert name is None or callable(load(name))


@pytest.mark.parametrize("row", [row for row in ROWS if row.options], ids=lambda row: row.name)
def test_options_are_frozen_keyword_only_and_have_defaults(row: Format) -> None:
    """A writer can be called without options, and its options cannot change under its hands."""
    options = load(row.options or "")
    kinds = {parameter.kind for parameter in signature(options).parameters.values()}
    assert kinds <= {Parameter.KEYWORD_ONLY}
    made = options()
    for field in attrs.fields(options):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, field.name, None)


@pytest.mark.parametrize("row", [row for row in ROWS if row.write], ids=lambda row: row.name)
def test_a_format_that_is_written_has_options(row: Format) -> None:
    """Options are always there, so that the time of creation can be handed over."""
    assert row.options is not None


def test_what_is_written_can_be_verified() -> None:
    """It is read back, or says what its files lose; captions alone are cut in another way than any document."""
    assert {row.name for row in ROWS if row.write and not row.read and not row.losses} == {"vtt", "srt"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_format_is_in_the_table_of_the_documentation(row: Format) -> None:
    """With each of its suffixes."""
    page = ROOT.joinpath("docs", "formats.md").read_text(encoding="utf-8")
    table = "".join(line.split("|")[2] for line in page.splitlines() if line.count("|") > 6)
    assert set(row.suffixes) <= set(re.findall(r"\.\w+", table))


@pytest.mark.parametrize("direction", ["read", "write"])
def test_a_suffix_has_one_reader_and_one_writer(direction: str) -> None:
    """Suffixes are lower case and begin with a dot."""
    suffixes = Counter(suffix for row in ROWS if getattr(row, direction) for suffix in row.suffixes)
    assert max(suffixes.values()) == 1
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


def test_listing_the_formats_loads_no_library_behind_them() -> None:
    """Rows name modules as strings."""
    code = "import sys, docconv.formats; docconv.formats.formats(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert {name.split(".")[0] for name in done.stdout.split()} & HEAVY == set()


def test_a_built_in_format_is_found_without_a_look_for_plug_ins() -> None:
    """By name and by suffix: what is installed beside docconv takes time to look through."""
    code = (
        "import sys; from pathlib import Path; from docconv.formats.lookup import reader, writer;"
        "reader('text'), reader(Path('a.txt')), writer('pdf'), writer(Path('a.xml')); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert "importlib.metadata" not in done.stdout.split()


@pytest.mark.usefixtures("toy_format")
def test_a_plug_in_adds_a_format() -> None:
    """A row from an entry point is a row like any other, and says where it is from."""
    row = formats()[0]["toy"]
    assert (row.origin, row.suffixes) == ("toys (docconv-toys 1.2)", ROW.suffixes)
    assert by_suffix(Path("a.TOY"), "write") == row


@pytest.mark.parametrize(
    ("thing", "reason"),
    [
        (ImportError("no module named nothing"), "ImportError: no module named nothing"),
        (RuntimeError("broken"), "RuntimeError: broken"),
        ("a string", "it names str, not a Format"),
        (attrs.evolve(ROW, name="tei"), "there is a format tei already"),
    ],
)
def test_a_plug_in_that_fails_is_a_notice(
    clean_registry: pytest.MonkeyPatch, thing: object, reason: str
) -> None:
    """One broken plug-in takes nothing away from the others."""
    install(clean_registry, Point("broken", thing), Point("toys", BLIND))
    rows, notices = formats()
    assert [(notice.code, "broken" in notice.message, reason in notice.message) for notice in notices] == [
        ("plugin-failed", True, True)
    ]
    assert {"text", "tei", "blind"} <= rows.keys()
    assert rows["tei"].origin == ""


def test_a_suffix_stays_with_the_format_that_has_it(clean_registry: pytest.MonkeyPatch) -> None:
    """A plug-in that wants it for the same direction is there by name only, and that is said."""
    reading, writing = attrs.evolve(ROW, name="rival"), attrs.evolve(BLIND, name="scribe", suffixes=(".sbv",))
    install(clean_registry, Point("toys", ROW), Point("rivals", reading), Point("scribes", writing))
    rows, notices = formats()
    assert [notice.message for notice in notices] == [
        "the format plug-in rivals does not get the suffix .toy, which toy has; name its format instead"
    ]
    assert by_suffix(Path("a.toy"), "read") == reader(Path("a.toy")) == rows["toy"]
    assert (reader(Path("a.sbv")), writer(Path("a.sbv"))) == (rows["text"], rows["scribe"])
    assert writer("rival") == rows["rival"]


def test_logs_of_a_chat_are_text() -> None:
    """Programs for chat name what they save so."""
    assert reader(Path("boats.log")) == formats()[0]["text"]


def test_an_unknown_format_tells_of_plug_ins_that_failed(clean_registry: pytest.MonkeyPatch) -> None:
    """Who asks for the format of a broken plug-in learns that it is broken."""
    install(clean_registry, Point("weave", ImportError("no weavepy")))
    with pytest.raises(UsageError, match=r"unknown format 'weave'.*no weavepy.*known formats: text, tei"):
        named("weave")


@pytest.mark.usefixtures("toy_format")
def test_a_format_without_a_reader_is_missing_one() -> None:
    """Reading what can only be written names the formats that can be read."""
    with pytest.raises(MissingError, match="blind cannot be read yet; formats that can be read: text"):
        reader("blind")


def test_a_format_without_a_writer_is_missing_one() -> None:
    """Writing what can only be read names the formats that can be written."""
    with pytest.raises(MissingError, match="text cannot be written; formats that can be written: tei"):
        writer("text")


@pytest.mark.parametrize("name", ["talk.xyz", "talk", "talk.", ".txt"])
def test_an_unknown_suffix_lists_the_formats(name: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError, match=r"suffix.*known: text \(.txt .*\), tei \(.xml"):
        by_suffix(Path(name), "read")


@pytest.mark.parametrize("name", ["nowhere_at_all:read", "docconv.model:Nothing"])
def test_a_row_that_names_nothing_is_a_missing_plug_in(name: str) -> None:
    """The error says which name leads nowhere and what to do."""
    with pytest.raises(MissingError, match=name.split(":", maxsplit=1)[0]) as caught:
        load(name)
    assert caught.value.remedy
