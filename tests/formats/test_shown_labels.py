"""Which labels a publication shows: one rule for every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from docconv.cli import run
from docconv.model import Document, Paragraph, Resolved, Speaker, Text, Turn
from docconv.pipeline import read
from docconv.speakers.labels.shown import with_labels
from docconv.walk import turns

IDA = Speaker("ida-berg", name="Ida Berg")
VOICE = Speaker("voice", kind="anonymous", aliases=("Voice",))


def document(*labelled: tuple[str | None, tuple[Speaker, ...]]) -> Resolved:
    """A document of turns with these labels and speakers."""
    words = (Paragraph[Speaker]((Text("Yes."),)),)
    return Document(
        tuple(Turn(f"t{at}", words, who, label) for at, (label, who) in enumerate(labelled, 1)),
        speakers=(IDA, VOICE),
    )


@pytest.mark.parametrize(
    ("label", "speakers", "names"),
    [
        ("IB", (IDA,), "Ida Berg"),
        ("Both", (IDA, IDA), "Ida Berg, Ida Berg"),
        ("Voice", (VOICE,), "Voice"),
        ("Ida and a voice", (IDA, VOICE), "Ida and a voice"),
        ("Somebody", (), "Somebody"),
        (None, (IDA,), None),
    ],
)
def test_names_take_the_place_of_labels(
    label: str | None, speakers: tuple[Speaker, ...], names: str | None
) -> None:
    """Where all who speak have one; a turn without a label gets none."""
    (turn,) = turns(with_labels(document((label, speakers)), "names"))
    assert turn.label == names


def test_printed_labels_are_the_document_itself() -> None:
    """Nothing is copied."""
    talk = document(("IB", (IDA,)))
    assert with_labels(talk, "printed") is talk


@pytest.mark.parametrize("name", ["x.xml", "x.docx", "x.pdf", "x.html"])
@pytest.mark.parametrize(("shown", "labels"), [("names", ["Ida Berg", "Ola Lund"]), ("none", [None, None])])
def test_every_format_shows_the_same(tmp_path: Path, name: str, shown: str, labels: list[str | None]) -> None:
    """Who speaks is kept in any case."""
    source = tmp_path / "talk.txt"
    source.write_text(
        "Ida Berg: Good morning.\n\nOla Lund: Good morning.\n\nBerg: Well.\n\nLund: Yes.\n", "utf-8"
    )
    assert run(["convert", str(source), "-o", str(tmp_path / name), "--labels", shown]) == 0
    found = list(turns(read(tmp_path / name)))
    assert [turn.label for turn in found] == labels * 2
    assert [turn.speakers[0].name for turn in found] == ["Ida Berg", "Ola Lund"] * 2
