"""What is stored of the languages is what is worked out of their files, and is used only while it is that."""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from docconv import languages, speakers, transcript  # noqa: F401  the last two have stored functions
from docconv.languages import tables
from support.places import ROOT

SMALL_RUN = """
import sys
from docconv.languages import tables
tables.FILE = sys.argv[1]
import docconv
docconv.read(b"Ann: The house is open.\\n\\nBen: And so it was.\\n\\nAnn: That is all.\\n", format="text")
print(*sys.modules)
"""


@pytest.fixture
def _file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another file, with nothing in it yet."""
    monkeypatch.setattr(tables, "FILE", str(tmp_path / "tables.bin"))
    tables._kept.cache_clear()
    yield
    tables._kept.cache_clear()


def stored() -> Iterator[tuple[Callable[..., Any], tuple[str, ...]]]:
    """All stored functions, each with all that it is called with."""
    for function, arguments in tables.STORED:
        yield from [(function, ())] if arguments is None else ((function, (text,)) for text in arguments())


def unpacked(data: bytes) -> Any:  # noqa: ANN401  whatever is stored
    """What the bytes were made from."""
    return marshal.loads(data)  # noqa: S302  our own


def apart(found: Any) -> Any:  # noqa: ANN401  whatever is stored
    """What was found, with packed entries as they were before."""
    if isinstance(found, dict) and all(isinstance(value, bytes) for value in found.values()):
        return {name: unpacked(value) for name, value in found.items()}
    return found


@pytest.mark.usefixtures("_file")
def test_what_is_stored_is_what_is_worked_out() -> None:
    """Of every function, in the same types."""
    tables.store()
    file, places = tables._kept()
    assert len(places) == len(list(stored())) > 200
    for function, args in stored():
        start, end = places[tables._key(function, args)]
        assert apart(unpacked(file[start:end])) == apart(function(*args))


@pytest.mark.usefixtures("_file")
@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"no tables",
        marshal.dumps([1]) + bytes(tables.TAIL),
        marshal.dumps({tables.MADE_OF: b"old", tables.PLACES: {}}) + bytes(tables.TAIL),
        marshal.dumps({tables.MADE_OF: b"old"}) + b"\xff" * tables.TAIL,
    ],
)
def test_a_file_that_is_none_or_of_other_sources_is_not_used(content: bytes | None) -> None:
    """Everything is worked out then."""
    if content is not None:
        Path(tables.FILE).write_bytes(content)
    assert tables._kept() == (b"", {})
    assert languages.every("page_words") == languages.merged().page_words


@pytest.mark.usefixtures("_file")
def test_a_change_of_a_source_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of one letter in a file of a language."""
    for source in Path(tables.FOLDER).iterdir():
        if source.suffix in {".toml", ".py"}:
            (tmp_path / source.name).write_bytes(source.read_bytes())
    monkeypatch.setattr(tables, "MADE_BY", ())
    monkeypatch.setattr(tables, "FOLDER", str(tmp_path))
    before = tables.fingerprint()
    assert tables.fingerprint() == before
    (tmp_path / "en.toml").write_text((tmp_path / "en.toml").read_text("utf-8").replace("page", "pages", 1))
    assert tables.fingerprint() != before


def test_every_module_with_stored_functions_counts_as_a_source() -> None:
    """Those of other rooms are named."""
    source = ROOT / "src" / "docconv"
    users = [path for path in source.rglob("*.py") if "\n@stored(" in path.read_text("utf-8")]
    others = {path for path in users if path.parent != Path(tables.FOLDER)}
    named = {(Path(tables.FOLDER) / name).resolve() for name in tables.MADE_BY}
    assert {path for path in named if path.suffix == ".py"} == others


@pytest.mark.usefixtures("_file")
def test_a_run_with_tables_reads_no_file_of_a_language() -> None:
    """All that a small run needs is stored."""
    tables.store()
    run = [sys.executable, "-c", SMALL_RUN, tables.FILE]
    loaded = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert "docconv.languages.tables" in loaded
    assert "docconv.languages.parsing" not in loaded


def test_a_wheel_has_the_tables(tmp_path: Path) -> None:
    """As the sources have them."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, str(ROOT), "--wheel-dir", str(tmp_path)], check=True)
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = wheel.read("docconv/languages/tables.bin")
    assert tables.told_last(packed)[tables.MADE_OF] == tables.fingerprint()


def test_an_entry_is_unpacked_when_it_is_asked_for() -> None:
    """And once; what is not there is named."""
    made: list[str] = []

    class Words(tables.PackedEntries):
        offices: tuple[str, ...]

        def shaped(self, name: str, entry: Any) -> Any:  # noqa: ANN401
            made.append(name)
            return entry

    words = Words(tables.pack({"offices": ("clerk",), "names": frozenset({"Ann"})}))
    assert made == []
    assert words.offices is words.offices
    assert (words.offices, made) == (("clerk",), ["offices"])
    assert words.having({"offices": ()}).offices == ()
    assert words.having({"offices": ()}).having({}).offices == ()
    assert words.offices == ("clerk",)
    with pytest.raises(AttributeError, match="Words has no entry 'roles'"):
        words.roles  # type: ignore[attr-defined]  # noqa: B018
