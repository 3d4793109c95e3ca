#!/usr/bin/env bash
# /ActualText of a word that is divided at a line end: PDFium reads the word, pypdf, pdfminer, PyMuPDF and pdf.js do not.
#
# ISO 32000 has a divided word in marked content with /ActualText, so that searching and copying give it whole. PDFium
# (Chrome) and poppler do as the standard says. pypdf 7.1.1, pdfminer.six 20260107 and pdf.js 5.6.205 (Firefox) know no
# /ActualText of marked content and give both halves with the hyphen; PyMuPDF 2.0 gives the halves without the hyphen,
# so that they are two words. And all of them print what is an /Artifact, the number of the page, as text.
#
# Seen: see the table that this prints. Needs node and npm for pdf.js.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  pikepdf==10.18.0 pypdf==7.1.1 pdfminer.six==20260107 pypdfium2==5.15.2 pymupdf==2.0
cd "$folder"
npm install --silent --no-fund --no-audit pdfjs-dist@5.6.205 >/dev/null
cat >read.mjs <<'JS'
import fs from "fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
const data = new Uint8Array(fs.readFileSync("word.pdf"));
const page = await (await getDocument({ data, verbosity: 0 }).promise).getPage(1);
const text = await page.getTextContent();
console.log(text.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
JS
"$folder/venv/bin/python" - <<'PY'
import subprocess

import pikepdf
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from pikepdf import Dictionary, Name

CONTENT = b"""BT /F 12 Tf 20 150 Td (See the ) Tj
/Span << /ActualText (transcript) >> BDC (trans-) Tj 0 -16 Td (cript) Tj EMC ( here) Tj ET
/Artifact BMC BT /F 12 Tf 20 20 Td (Page 7) Tj ET EMC"""
pdf = pikepdf.new()
page = pdf.add_blank_page(page_size=(300, 200))
font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
page.obj.Resources = Dictionary(Font=Dictionary(F=font))
page.obj.Contents = pdf.make_stream(CONTENT)
pdf.save("word.pdf")

found = {
    "pdfium": pypdfium2.PdfDocument("word.pdf")[0].get_textpage().get_text_range(),
    "pypdf": pypdf.PdfReader("word.pdf").pages[0].extract_text(),
    "pdfminer": extract_text("word.pdf"),
    "pymupdf": pymupdf.open("word.pdf")[0].get_text(),
    "pdf.js": subprocess.run(["node", "read.mjs"], capture_output=True, text=True, check=True).stdout,
}
for name, text in found.items():
    print(f"{name:10}", text.split())
whole = {name for name, text in found.items() if "transcript" in text.split()}
halves = {name for name, text in found.items() if "trans-\ncript" in text}
assert whole == {"pdfium"}, whole
assert halves == {"pypdf", "pdfminer", "pdf.js"}, halves
assert "trans\ncript" in found["pymupdf"]
assert all("Page 7" in text for text in found.values())
PY
echo "as described"
