"""PDFs are read by several threads at once, and in forked processes, though PDFium promises neither."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pypdfium2
import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

import docconv
from docconv.fonts.catalogue import own
from docconv.formats.pdf.fonts import faces
from docconv.formats.pdf.fonts.face import Face
from docconv.formats.pdf.foreign.pdfium import ALONE
from support.pdf_pages import pdf, set_lines

ROUTES = ("ferry", "bridge", "tunnel", "harbour", "market", "mill")
TALK = ("Ann: The {0} is open.", "", "Ben: Who closed the {0}?", "", "Ann: Nobody at the {0} says so.")
PROGRAM = """
import sys, docconv
from concurrent.futures import ThreadPoolExecutor
data = open(sys.argv[1], "rb").read()
right = docconv.read(data, format="pdf")
with ThreadPoolExecutor(8) as pool:
    assert all(found == right for found in pool.map(lambda _: docconv.read(data, format="pdf"), range(24)))
"""
FORKED = """
import os, sys, threading, docconv
data = open(sys.argv[1], "rb").read()
right, ended = docconv.read(data, format="pdf"), threading.Event()
def go_on():
    while not ended.is_set():
        docconv.read(data, format="pdf")
reader = threading.Thread(target=go_on)
reader.start()
for _ in range(8):
    child = os.fork()
    if not child:
        os._exit(docconv.read(data, format="pdf") != right)
    assert os.waitpid(child, 0)[1] == 0
ended.set()
reader.join()
"""


@pytest.mark.parametrize(
    "program",
    [
        PROGRAM,
        pytest.param(FORKED, marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks")),
    ],
    ids=["threads", "forks"],
)
def test_pdfs_are_read_at_once(tmp_path: Path, program: str) -> None:
    """Each reads the same document, and none dies, hangs or fails."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*(set_lines([line.format(route) for line in TALK]) for route in ROUTES)))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("turned", "times"), [("", 1), ("COPY", 2)])
def test_who_opens_a_pdf_keeps_the_others_out(
    turned: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is in PDFium, the reader or the account of words, holds the lock. The account asks it only
    where the reader has left words out.
    """
    opened = pypdfium2.PdfDocument
    free: list[bool] = []

    def watched(data: bytes) -> pypdfium2.PdfDocument:
        free.append(others.submit(ALONE.acquire, blocking=False).result())
        return opened(data)

    monkeypatch.setattr(pypdfium2, "PdfDocument", watched)
    with ThreadPoolExecutor(1) as others:
        docconv.read(pdf(set_lines([line.format("quay") for line in TALK]), turned=turned), format="pdf")
    assert free == [False] * times


def test_one_thread_at_a_time_cuts_out_of_a_face(monkeypatch: pytest.MonkeyPatch) -> None:
    """ReportLab keeps where it is in a face: whoever cuts holds the lock, and all PDFs are as if written alone."""
    inside, most = [0], [0]
    cut = TTFontFile.makeSubset

    def counted(*given: object) -> object:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.01)
        try:
            return cut(*given)
        finally:
            inside[0] -= 1

    monkeypatch.setattr(TTFontFile, "makeSubset", counted)
    documents = [docconv.read("\n".join(TALK).format(name).encode(), format="text") for name in ROUTES]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda document: docconv.write(document, "pdf"), documents))
    assert most == [1]
    assert found == [docconv.write(document, "pdf") for document in documents]


def test_threads_that_need_a_face_at_once_get_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that met two objects for one face would have its font twice, and other bytes."""
    load, all_load = faces._load, Barrier(4)

    def loaded(program: bytes, name: str) -> Face:
        all_load.wait(30)
        return load(program, name)

    monkeypatch.setattr(faces, "_FACES", {})
    monkeypatch.setattr(faces, "_load", loaded)
    face = own("source serif 4", bold=False, italic=False)
    with ThreadPoolExecutor(4) as pool:
        found = set(map(id, pool.map(lambda _: faces.packaged(face), range(4))))
    assert len(found) == 1
