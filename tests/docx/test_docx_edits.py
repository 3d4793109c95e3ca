"""Whoever edits a transcript in a word processor keeps who speaks everywhere else, whatever made the edit."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import docx
import pytest

import docconv
from docconv.model import Resolved
from support.docx_editing import EVENING, result, written
from support.docx_edits import EDITS, kept
from support.docx_office import NAMES, edited_by_libreoffice
from support.places import EXAMPLES, ROOT
from support.programs import need, want

PAGE = ROOT / "docs" / "docx.md"
DOCUMENTS: Mapping[str, Resolved] = {
    "evening": EVENING,
    **{name: docconv.read(EXAMPLES / f"{name}.txt") for name in ("garden", "conference")},
}


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_by_python_docx_keeps_everything_else(edit: str, document: str) -> None:
    """Turns that were not touched keep their speakers, their labels and their words."""
    opened = docx.Document(BytesIO(written(DOCUMENTS[document])))
    EDITS[edit](opened)
    buffer = BytesIO()
    opened.save(buffer)
    _check(edit, document, buffer.getvalue())


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, bytes]]:
    """All edits of all documents, made in one run."""
    need("soffice")
    files = {name: written(document) for name, document in DOCUMENTS.items()}
    made = edited_by_libreoffice(files, tmp_path_factory.mktemp("office"))
    if not any(made.values()):
        want("soffice", "LibreOffice is there and ran none of the edits")
    return made


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("edit", NAMES)
def test_an_edit_by_libreoffice_keeps_everything_else(
    edit: str, document: str, by_libreoffice: Mapping[str, Mapping[str, bytes]]
) -> None:
    """Though it writes the whole file anew."""
    _check(edit, document, by_libreoffice[edit][document])


def _check(edit: str, document: str, data: bytes) -> None:
    before = DOCUMENTS[document]
    after, _ = result(data)
    assert kept(before, after, edit) == ""
    assert (after != before) == (edit not in {"saved", "comment", "joined"})


def test_the_page_names_every_edit() -> None:
    """So that its table is what was tried."""
    page = PAGE.read_text(encoding="utf-8")
    assert [edit for edit in {*EDITS, *NAMES} if f"`{edit}`" not in page] == []
