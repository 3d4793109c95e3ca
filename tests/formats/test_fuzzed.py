"""Files that `make fuzz` once found something with: read, or refused in the words of docconv."""

from __future__ import annotations

from pathlib import Path

import pytest

from docconv.errors import AccountError, DocconvError
from docconv.formats import Source
from docconv.pipeline import read, write
from docconv.sidecar import read_sidecar
from docconv.speakers.table import read_table

FILES = sorted((Path(__file__).parent / "fuzzed").iterdir())
TALK = b"Ann Bell: Yes.\n\nBen Cole: No.\n\nAnn Bell: Why?\n"


def used(path: Path) -> None:
    """As `make fuzz` uses a file, by the end of its name."""
    text = path.read_bytes().decode("utf-8", "replace")
    if path.name.endswith(".speakers.toml"):
        read(TALK, format="text", speakers=read_table(text, path.name))
    elif path.name.endswith(".docconv.toml"):
        found = read_sidecar(text, path.name)
        read(Source(TALK, corrections=found.corrections), format="text", speakers=found.speakers)
    elif path.name.endswith(".theme.toml"):
        write(read(TALK, format="text"), "docx", options={"theme": str(path)})
    else:
        write(read(path), "tei" if path.suffix == ".json" else "json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_read_or_refused(path: Path) -> None:
    """No other error comes up; a text is read, whatever it is, and no word of it is lost."""
    refused: object = None
    try:
        used(path)
    except DocconvError as error:
        refused = error
    assert not isinstance(refused, AccountError)
    assert refused is None or path.suffix not in (".txt", ".vtt", ".srt")
