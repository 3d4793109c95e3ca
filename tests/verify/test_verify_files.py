"""Differences sown into files, one at a time: `verify` finds each, and nothing in the files that are good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

import docconv.verify as proof
from docconv.cli import run
from docconv.formats.docx.writing.labels import LabelWriter
from docconv.model import Block, Narrative, Paragraph, Resolved, Separator, Speaker, Text, Turn
from docconv.pipeline import read, write
from docconv.verify import verify
from docconv.walk import map_blocks
from support.sown import TALK, TEI, Change, repacked, swap, told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The talk and its three files."""
    place = tmp_path_factory.mktemp("talk")
    source = place / "talk.txt"
    source.write_text(TALK, encoding="utf-8")
    assert run(["convert", str(source), "-o", f"{place}/", "-t", "tei,docx,pdf,html", "-q"]) == 0
    return place


def test_good_files_tell_the_same(folder: Path) -> None:
    """The source and all three formats."""
    assert told(verify([folder / f"talk.{suffix}" for suffix in ("txt", "xml", "docx", "pdf", "html")])) == []


@pytest.mark.parametrize("name", TEI)
def test_what_is_sown_into_tei_is_found(folder: Path, tmp_path: Path, name: str) -> None:
    """And told with its place."""
    change, place = TEI[name]
    text = (folder / "talk.xml").read_text(encoding="utf-8")
    changed = tmp_path / "talk.xml"
    changed.write_text(change(text), encoding="utf-8")
    found = told(verify([folder / "talk.docx", changed]))
    assert found, name
    assert any(place in sentence for sentence in found), found


DOCX: dict[str, tuple[str, Change]] = {
    "a word dropped": ("word/document.xml", swap("forty plots", "plots")),
    "a letter changed": ("word/document.xml", swap("Who waters", "Who wafers")),
    "a label changed": ("word/document.xml", swap(">Jan Molnar<", ">Jan M.<")),
    "speech that became narrative": (
        "word/document.xml",
        swap(r'w:val="Speech"(/></w:pPr>(?:(?!w:pStyle).)*?Who waters)', r'w:val="Narrative"\1'),
    ),
    "a paragraph dropped": (
        "word/document.xml",
        swap(r"<w:p>(?:(?!<w:p>).)*?The meeting ended.*?</w:p>", ""),
    ),
    "a wrong who": (
        "customXml/item1.xml",
        swap('xml:id="t2" who="#jan-molnar"', 'xml:id="t2" who="#ilona-kis"'),
    ),
    "another name": (
        "customXml/item1.xml",
        swap("<persName>Jan Molnar</persName>", "<persName>Jan Moldar</persName>"),
    ),
}


@pytest.mark.parametrize("name", DOCX)
def test_what_is_sown_into_docx_is_found(folder: Path, tmp_path: Path, name: str) -> None:
    """Into the text as into the part that says who speaks."""
    changed = tmp_path / "talk.docx"
    changed.write_bytes(repacked((folder / "talk.docx").read_bytes(), *DOCX[name]))
    assert told(verify([folder / "talk.xml", changed])), name


def with_blocks(document: Resolved, change: Callable[[Block[Speaker]], Block[Speaker]]) -> Resolved:
    """A document with blocks changed."""
    changed = map_blocks(document, change)
    assert changed != document
    return changed


PDF: dict[str, Callable[[Block[Speaker]], Block[Speaker]]] = {
    "a wrong who": lambda b: evolve(b, speakers=()) if isinstance(b, Turn) and b.id == "t2" else b,
    "a label lost": lambda b: evolve(b, label=None) if isinstance(b, Turn) and b.id == "t2" else b,
    "a word lost": lambda b: (
        evolve(b, children=(Text("The meeting ended."),)) if isinstance(b, Narrative) else b
    ),
    "a separator changed": lambda b: evolve(b, text="***") if isinstance(b, Separator) else b,
    "words lost": lambda b: (
        evolve(b, blocks=(Paragraph((Text("Who?"),)),)) if isinstance(b, Turn) and b.id == "t2" else b
    ),
}


@pytest.mark.parametrize("name", PDF)
def test_what_is_sown_into_pdf_is_found(folder: Path, tmp_path: Path, name: str) -> None:
    """Pages and the TEI in them agree, but not with the others."""
    document = with_blocks(read(folder / "talk.xml"), PDF[name])
    (tmp_path / "talk.pdf").write_bytes(write(document, "pdf"))
    assert told(verify([folder / "talk.xml", tmp_path / "talk.pdf"])), name


@pytest.mark.parametrize("name", ["talk.xml", "talk.docx"])
def test_a_reader_that_drops_a_word_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Though both files went through it, and so tell the same: the second route sees what stands there."""

    def forgetful(path: str, **_: object) -> Resolved:
        def change(block: Block[Speaker]) -> Block[Speaker]:
            return evolve(block, children=(Text("It"),)) if isinstance(block, Narrative) else block

        return map_blocks(read(path), change)

    monkeypatch.setattr(proof, "read", forgetful)
    found = told(verify([folder / name, folder / name]))
    assert found
    assert all("what was read has" in sentence for sentence in found)


def test_convert_with_verify_writes_what_is_proved(folder: Path, tmp_path: Path) -> None:
    """All formats of a talk, at once."""
    call = [
        "convert",
        str(folder / "talk.txt"),
        "-o",
        f"{tmp_path}/",
        "-t",
        "tei,docx,pdf,html,json",
        "--verify",
    ]
    assert run(call) == 0
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.usefixtures("toy_format")
def test_convert_with_verify_leaves_nothing_that_differs(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The writer of a plug-in that loses a block is told on, and no file of the run is put in place."""
    call = [
        "convert",
        str(folder / "talk.txt"),
        "-o",
        f"{tmp_path}/",
        "-t",
        "docx,toy",
        "-O",
        "toy.drop=true",
    ]
    assert run([*call, "--verify"]) == 1
    assert list(tmp_path.iterdir()) == []
    told = capsys.readouterr().err
    assert "talk.toy has nothing" in told
    assert "The meeting ended at noon." in told
    assert run(call) == 0, "without --verify nobody looks"


def test_a_writer_whose_pages_and_tei_differ_is_told_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reader takes who speaks from the TEI in the file, and so would not see that the pages lose a label."""
    monkeypatch.setattr(LabelWriter, "label", lambda *_, **__: "")
    call = ["convert", str(folder / "talk.txt"), "-o", f"{tmp_path}/", "-t", "tei,docx", "--verify"]
    assert run(call) == 1
    assert list(tmp_path.iterdir()) == []
    assert "turn t1" in capsys.readouterr().err


def test_the_talk_has_all_that_is_sown_into(folder: Path) -> None:
    """A turn of everybody, a quotation, a separator, a direction, a gap; and enough is sown."""
    text = (folder / "talk.xml").read_text(encoding="utf-8")
    assert all(part in text for part in ("<said", "<milestone", "<stage", "<gap", "personGrp"))
    assert len(TEI) >= 30
