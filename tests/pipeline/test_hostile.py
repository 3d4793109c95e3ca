"""Files that were made to do harm, or came to harm: a clear error, soon, with little memory, and nothing written."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest

import docconv
from docconv.pipeline import read, write
from support.growth import excess, spent

TIMES, MEGABYTES = 7, 500
"""A file may take so many times the processor time of a sound one of its format, the start of Python included."""
SUFFIXES = {"tei": ".xml", "docx": ".docx", "pdf": ".pdf", "html": ".html", "json": ".json", "text": ".txt"}
TALK = "Ida Berg: Good morning.\n\nOla Lund: Yes?\n\nIda Berg: Sit down.\n"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">{}<text><body>{}</body></text></TEI>'
HEADER = "<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt></fileDesc></teiHeader>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def good(name: str) -> bytes:
    """A sound file of a format."""
    return write(read(TALK.encode(), format="text"), name)


def repacked(changes: dict[str, bytes]) -> bytes:
    """A DOCX with parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good("docx"))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return out.getvalue()


def body(inner: str) -> bytes:
    """The main part of a DOCX."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'.encode()


def changed(change: Callable[[pikepdf.Pdf], None], *, password: str = "") -> bytes:
    """A PDF that was tampered with."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good("pdf"))) as pdf:
        change(pdf)
        encryption = pikepdf.Encryption(user=password, owner="owner") if password else False
        pdf.save(out, encryption=encryption)
    return out.getvalue()


def page_loop(pdf: pikepdf.Pdf) -> None:
    """The tree of pages holds itself."""
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def structure_loop(pdf: pikepdf.Pdf) -> None:
    """The structure tree holds itself."""
    top = pdf.Root.StructTreeRoot.K[0]
    top.K.append(top)


def bomb(pdf: pikepdf.Pdf) -> None:
    """The attached TEI is a gigabyte of nothing."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(b" " * 10_000_000) for _ in range(100)) + packed.flush()
    file = pdf.Root.AF[0].EF.F
    file.write(data, filter=pikepdf.Name.FlateDecode)


def nothing(_: pikepdf.Pdf) -> None:
    """As it is."""


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "laughs.xml": ("tei", f'<!DOCTYPE TEI [<!ENTITY l0 "ha">{LAUGHS}]>{TEI.format(HEADER, "<p>&l9;</p>")}'.encode),
    "outside.xml": (
        "tei",
        f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>{TEI.format(HEADER, "<p>&x;</p>")}'.encode,
    ),
    "truncated.xml": ("tei", lambda: good("tei")[:-300]),
    "half.xml": ("tei", lambda: good("tei")[: len(good("tei")) // 2]),
    "attribute.xml": ("tei", lambda: TEI.format(HEADER, f'<sp who="{"#x " * 400_000}"').encode()),
    "nul.xml": ("tei", lambda: TEI.format(HEADER, "<p>\0</p>").encode()),
    "page.xml": ("tei", lambda: b"<html><body><p>Hello</p></body></html>"),
    "latin.xml": ("tei", lambda: TEI.format(HEADER, "<p>caf\u00e9</p>").encode("latin-1")),
    "empty.xml": ("tei", lambda: b""),
    "text.xml": ("tei", TALK.encode),
    "laughs.docx": (
        "docx",
        lambda: repacked({"word/document.xml": f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]>'.encode() + body("<w:p/>")}),
    ),
    "bomb.docx": ("docx", lambda: repacked({"word/document.xml": body("<w:p/>" * 60_000_000)})),
    "truncated.docx": ("docx", lambda: good("docx")[:-400]),
    "half.docx": ("docx", lambda: good("docx")[:3000]),
    "encrypted.docx": ("docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0"),
    "empty.docx": ("docx", lambda: b""),
    "pdf.docx": ("docx", lambda: good("pdf")),
    "tei.docx": ("docx", lambda: good("tei")),
    "pages.pdf": ("pdf", lambda: changed(page_loop)),
    "tree.pdf": ("pdf", lambda: changed(structure_loop)),
    "bomb.pdf": ("pdf", lambda: changed(bomb)),
    "locked.pdf": ("pdf", lambda: changed(nothing, password="secret")),  # noqa: S106  no secret
    "truncated.pdf": ("pdf", lambda: good("pdf")[:-1500]),
    "half.pdf": ("pdf", lambda: good("pdf")[: len(good("pdf")) // 2]),
    "docx.pdf": ("pdf", lambda: good("docx")),
    "empty.pdf": ("pdf", lambda: b""),
    "torn.html": ("html", lambda: b"<!DOCTYPE html><html><body><p>Hello</p><!-- and never an end"),
    "half.html": ("html", lambda: good("html")[: len(good("html")) // 2]),
    "open.html": ("html", lambda: b'<meta name="generator" content="docconv">' + b"<b>" * 500_000 + b"</html>"),
    "facts.html": ("html", lambda: good("html").replace(b'"contributor":[', b'"contributor":' + b"[" * 10_000)),
    "empty.html": ("html", lambda: b""),
    "deep.json": ("json", lambda: b"[" * 10_000 + b"]" * 10_000),
    "other.json": ("json", lambda: json.dumps({"name": "x"}).encode()),
    "truncated.json": ("json", lambda: good("json")[:-20]),
    "pdf.txt": ("text", lambda: good("pdf")),
    "docx.txt": ("text", lambda: good("docx")),
    "utf16.txt": ("text", lambda: TALK.encode("utf-16-le")),
}  # fmt: skip
HARMLESS: dict[str, Callable[[int], bytes]] = {
    "deep.xml": lambda n: TEI.format(HEADER, "<div>" * n + "<p>x</p>" + "</div>" * n).encode(),
    "long.txt": lambda n: b"word " * 100 * n,
    "colons.txt": lambda n: (b": " * 200 + b"x\n\n") * (n // 200),
    "narrow-spaces.txt": lambda n: (TALK + "\nThen a" + "\u202f" * n + "\n").encode(),
    "pairs.txt": lambda n: b"(a) " * n,
    "deep.docx": lambda n: repacked(
        {"word/document.xml": body("<w:tbl><w:tr><w:tc>" * n + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * n)}
    ),
}
"""What may be read or refused, if its time grows with its size alone."""


def run(folder: Path, name: str, data: bytes) -> tuple[int, str, float]:
    """`docconv convert` in a process with little memory: code, errors, processor time."""
    (folder / name).write_bytes(data)
    out = folder / "out"
    call = [
        sys.executable,
        "-m",
        "docconv",
        "convert",
        name,
        "-o",
        f"{out}/",
        "-t",
        "json" if name.endswith("xml") else "tei",
    ]
    limit = (MEGABYTES << 20) * 3 // 2  # address space, of which not all is memory

    def lean() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

    began = spent()
    done = subprocess.run(call, cwd=folder, capture_output=True, timeout=60, preexec_fn=lean, check=False)
    return done.returncode, done.stderr.decode("utf-8", "replace"), spent() - began


@cache
def sound(form: str) -> float:
    """The processor time that a sound file of a format takes in the same way, the quicker of two runs."""
    data = TALK.encode() if form == "text" else good(form)

    def seconds() -> float:
        with TemporaryDirectory() as folder:
            return run(Path(folder), f"sound{SUFFIXES[form]}", data)[2]

    return min(seconds(), seconds())


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused(tmp_path: Path, name: str) -> None:
    """On one line that names the file, with the code for bad input, soon; nothing is written."""
    form, make = FILES[name]
    data = make()
    code, errors, seconds = run(tmp_path, name, data)
    assert code == 1, errors
    (line,) = [line for line in errors.splitlines() if line.startswith("docconv: error: ")]
    assert name in line
    assert "Traceback" not in errors
    assert not (tmp_path / "out").exists()
    limit = TIMES * sound(form)
    assert seconds < limit or run(tmp_path, name, data)[2] < limit


@pytest.mark.parametrize("name", HARMLESS)
def test_it_is_read_or_refused_soon(tmp_path: Path, name: str) -> None:
    """Whatever becomes of it, there is an answer and no traceback."""
    data = HARMLESS[name](10_000)
    code, errors, _ = run(tmp_path, name, data)
    assert code in (0, 1), errors
    assert "Traceback" not in errors
    form = next(form for form, suffix in SUFFIXES.items() if name.endswith(suffix))

    def reading(content: bytes) -> None:
        with suppress(docconv.BadInputError):
            read(content, format=form)

    assert excess(reading, HARMLESS[name](1_250), data, 8) < 3


@pytest.mark.parametrize("name", ["tei", "docx", "pdf", "html", "json"])
def test_a_file_that_ends_anywhere_is_refused(name: str) -> None:
    """Cut at twenty places."""
    data = good(name)
    for cut in range(1, 20):
        with pytest.raises(docconv.BadInputError):
            read(data[: len(data) * cut // 20], format=name)


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    """A password for changes does not keep anybody from reading."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good("pdf"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="", owner="owner"))
    assert read(out.getvalue(), format="pdf").speakers
