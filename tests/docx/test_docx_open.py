"""Documents open in python-docx: docconv makes one to go on with, and reads one as it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.document import Document as OpenDocument
from docx.shared import Inches, Pt

import docconv
from docconv.walk import text_of, turns
from support.docx_editing import EVENING

TALK = b"Ida Berg: The pump is dry.\n\nOla Lund: It has been since June.\n\nIda Berg: Then we dig.\n"


def others() -> OpenDocument:
    """A document that somebody makes with python-docx."""
    made = docx.Document()
    for label, words in (
        ("Ida Berg", "The pump is dry."),
        ("Ola Lund", "Since June."),
        ("Ida Berg", "We dig."),
    ):
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(words)
    return made


def test_a_document_is_open_to_go_on_with() -> None:
    """Its styles have our names, and what was added to it is saved with it."""
    opened = docconv.to_docx(EVENING)
    assert isinstance(opened, OpenDocument)
    opened.styles["Speaker"].font.size = Pt(13)
    opened.add_paragraph("Minutes taken by Nora.", style="Boilerplate")
    back = docconv.read(opened)
    assert back.speakers == EVENING.speakers
    assert list(turns(back)) == list(turns(EVENING))
    assert [type(block).__name__ for block in back.body] == [
        *(type(block).__name__ for block in EVENING.body),
        "Boilerplate",
    ]


def test_it_takes_the_options_of_the_writer() -> None:
    """By name, as `write` does; a wrong one is named."""
    opened = docconv.to_docx(EVENING, options={"paper": "Letter"})
    assert opened.sections[-1].page_width == Inches(8.5)
    with pytest.raises(docconv.UsageError, match=r"docx\.colour"):
        docconv.to_docx(EVENING, options={"colour": "red"})


def test_nothing_is_lost_on_the_way() -> None:
    """Opened, saved and read, a document is what it was."""
    assert docconv.read(docconv.to_docx(EVENING)) == docconv.read(
        docconv.write(EVENING, "docx"), format="docx"
    )


def test_the_document_of_somebody_else_is_read_as_its_file_is(tmp_path: Path) -> None:
    """Its look is evidence, and nothing needs to be written to a disk."""
    made = others()
    made.save(str(tmp_path / "pump.docx"))
    document, notices = docconv.read_with_notices(made)
    assert [(turn.label, text_of(turn.blocks[0].children)) for turn in turns(document)] == [
        ("Ida Berg", "The pump is dry."),
        ("Ola Lund", "Since June."),
        ("Ida Berg", "We dig."),
    ]
    assert (document.body, notices) == (
        docconv.read(tmp_path / "pump.docx").body,
        docconv.read_with_notices(tmp_path / "pump.docx")[1],
    )


def test_it_is_converted_like_a_file(tmp_path: Path) -> None:
    """To any format, at one go."""
    docconv.convert(others(), tmp_path / "pump.xml")
    assert [turn.label for turn in turns(docconv.read(tmp_path / "pump.xml"))] == [
        "Ida Berg",
        "Ola Lund",
        "Ida Berg",
    ]


def test_only_who_wants_one_loads_python_docx() -> None:
    """Reading and writing files of Word does without it."""
    code = (
        "import sys, docconv; document = docconv.read(sys.stdin.buffer.read(), format='text'); "
        "docconv.read(docconv.write(document, 'docx'), format='docx'); before = 'docx' in sys.modules; "
        "docconv.to_docx(document); print(before, 'docx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=TALK, capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"True"]
