"""What programs read from the pages of a PDF: their words in order, and what a search finds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from docconv.bidi import graphemes
from support.programs import need, path_of

PDFJS = "pdfjs-dist@5.6.205"
ROOT = Path(__file__).resolve().parents[2]
MARKS = dict.fromkeys((0x200C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""What draws nothing: joiners, and the marks of direction that some readers add."""
BRACKETS = dict.fromkeys(map(ord, "()[]"))
"""Signs that PDFium turns round and others do not."""
SPACELESS = ("ja", "th", "zh")
"""Languages whose letters are compared one by one, since their words have no spaces."""
NO_LETTERS = re.compile(r"^\W+|\W+$")
BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])|(?<=[\u3040-\u30ff\u4e00-\u9fff])\n")
"""What the search of pdf.js leaves out (web/pdf_find_controller.js, `BrokenWord` and `CJK`)."""


@cache
def pdfjs() -> Path:
    """The folder of pdf.js, fetched once from npm; a test is left out where it cannot be had."""
    need("node", "npm")
    folder = ROOT / "build" / PDFJS
    if not folder.is_dir():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        call = ("npm", "pack", PDFJS, "--silent", "--pack-destination", str(part))
        if subprocess.run(call, capture_output=True, check=False).returncode:
            pytest.skip(f"npm could not fetch {PDFJS}")
        shutil.unpack_archive(next(part.glob("*.tgz")), part)
        part.rename(folder)
    return folder / "package"


def by_poppler(path: Path) -> str:
    """Poppler, as viewers of Linux have it."""
    call = (path_of("pdftotext"), str(path), "-")
    return subprocess.run(call, capture_output=True, check=True).stdout.decode()


def by_pdfium(path: Path) -> str:
    """PDFium, as Chrome has it."""
    with pypdfium2.PdfDocument(path) as file:
        return "\n".join(page.get_textpage().get_text_bounded() for page in file)


def by_pdfjs(path: Path) -> str:
    """pdf.js, as Firefox has it."""
    call = ("node", str(Path(__file__).with_suffix(".mjs")), str(pdfjs()), str(path))
    found: list[str] = json.loads(subprocess.run(call, capture_output=True, check=True).stdout)
    return "\n".join(found)


def by_pdfminer(path: Path) -> str:
    """pdfminer.six."""
    return str(extract_text(path))


def by_pypdf(path: Path) -> str:
    """pypdf."""
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


READERS: dict[str, Callable[[Path], str]] = {
    "Poppler": by_poppler,
    "PDFium": by_pdfium,
    "pdf.js": by_pdfjs,
    "pdfminer": by_pdfminer,
    "pypdf": by_pypdf,
}


def words(text: str, lang: str) -> list[str]:
    """The words of a text without marks of direction and brackets, or its letters."""
    text = unicodedata.normalize("NFC", text.translate(MARKS).translate(BRACKETS))
    return graphemes("".join(text.split())) if lang in SPACELESS else text.split()


def in_order(wanted: Sequence[str], found: Sequence[str]) -> float:
    """The share of words that are found as they are and in their order."""
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def bare(text: str) -> Iterator[str]:
    """The words of a text without the signs around them, as one looks for them."""
    return filter(None, (NO_LETTERS.sub("", word) for word in text.translate(MARKS).split()))


def found_by_pdfium(path: Path, text: str) -> float:
    """The share of words that PDFium's search finds."""
    with pypdfium2.PdfDocument(path) as file:
        pages = [page.get_textpage() for page in file]
        found = [any(page.search(word).get_next() for page in pages) for word in bare(text)]
    return sum(found) / len(found)


def found_by_pdfjs(path: Path, text: str) -> float:
    """The share of words that are in what the search of pdf.js looks through."""
    searched = BROKEN.sub("", by_pdfjs(path).translate(MARKS)).replace("\n", " ")
    found = [word in searched for word in bare(text)]
    return sum(found) / len(found)
