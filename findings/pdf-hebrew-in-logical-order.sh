#!/usr/bin/env bash
# Hebrew letters drawn in reading order, each with a jump to the left: PDFium turns the word and its search finds nothing.
#
# A page says where each letter is, so a right-to-left word can be drawn from left to right (as most programs do) or in
# the order in which it is read. Both look the same. PDFium (Chrome) and pypdf take the order of drawing for the order
# on the line and turn it: in the second file they give the word backwards, and PDFium finds it 0 times. PyMuPDF and
# pdf.js sort by place and read both; pdfminer gives each letter a line of its own.
#
# Seen: the word is found by PDFium in the first file and not in the second. Needs node and npm for pdf.js.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  pikepdf==10.18.0 pypdf==7.1.1 pypdfium2==5.15.2 pymupdf==2.0
cd "$folder"
npm install --silent --no-fund --no-audit pdfjs-dist@5.6.205 >/dev/null
cat >read.mjs <<'JS'
import fs from "fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
const data = new Uint8Array(fs.readFileSync(process.argv[2]));
const page = await (await getDocument({ data, verbosity: 0 }).promise).getPage(1);
console.log((await page.getTextContent()).items.map((item) => item.str).join(""));
JS
"$folder/venv/bin/python" - <<'PY'
import subprocess

import pikepdf
import pymupdf
import pypdf
import pypdfium2
from pikepdf import Dictionary, Name

WORD = "\u05e9\u05dc\u05d5\u05dd"
CODES = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange " + (
    b"4 beginbfchar <61> <05E9> <62> <05DC> <63> <05D5> <64> <05DD> endbfchar endcmap end"
)
DRAWN = {
    "left-to-right.pdf": b"BT /F 10 Tf 200 50 Td (dcba) Tj ET",
    "as-read.pdf": b"BT /F 10 Tf 218 50 Td [(a) 1200 (b) 1200 (c) 1200 (d)] TJ ET",
}
for name, content in DRAWN.items():
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 100))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, ToUnicode=pdf.make_stream(CODES))
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    page.obj.Contents = pdf.make_stream(content)
    pdf.save(name)


def readers(name):
    page = pypdfium2.PdfDocument(name)[0].get_textpage()
    yield "pdfium", page.get_text_range() == WORD
    yield "pdfium search", page.search(WORD).get_next() is not None
    yield "pypdf", pypdf.PdfReader(name).pages[0].extract_text().strip() == WORD
    yield "pymupdf", pymupdf.open(name)[0].get_text().strip() == WORD
    run = subprocess.run(["node", "read.mjs", name], capture_output=True, text=True, check=True)
    yield "pdf.js", run.stdout.strip() == WORD


for name in DRAWN:
    print(name, dict(readers(name)))
assert all(right for _, right in readers("left-to-right.pdf"))
assert {reader for reader, right in readers("as-read.pdf") if not right} == {"pdfium", "pdfium search", "pypdf"}
PY
echo "as described"
