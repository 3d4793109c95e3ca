#!/usr/bin/env bash
# Several spaces that part a label from its words: some readers of PDF give one, and keep no trace of the others.
#
# Whoever prints a typed transcript (`12   Q.   Who had the key?`, `SMITH:     He did.`) parts numbers, labels and words by
# runs of spaces, which are in the file as written. pypdf 7.1.1, pdfminer.six 20260107 and PyMuPDF 2.0 give all of them;
# PDFium (pypdfium2 5.15.2, Chrome) and pdf.js 5.6.205 (Firefox) give one for each run. PDFium counts it as one character,
# with the box of a single space: neither the text nor its boxes add up to the line, and only the distance to the next letter
# tells that there were more. So what splits lines at three spaces works with some readers, and finds nothing with others.
#
# Seen: `12 Q. Who had the key?` by PDFium and pdf.js, as written by the others; a box of 3.3 points, and 10.5 to the next.
#
# Needs node and npm for pdf.js.
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
const data = new Uint8Array(fs.readFileSync("typed.pdf"));
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

LINES = ("12   Q.   Who had the key?", "SMITH:     He did.")
content = " ".join(f"BT /F 12 Tf 20 {150 - 20 * at} Td ({line}) Tj ET" for at, line in enumerate(LINES))
pdf = pikepdf.new()
page = pdf.add_blank_page(page_size=(300, 200))
font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
page.obj.Resources = Dictionary(Font=Dictionary(F=font))
page.obj.Contents = pdf.make_stream(content.encode())
pdf.save("typed.pdf")

text = pypdfium2.PdfDocument("typed.pdf")[0].get_textpage()
found = {
    "pdfium": text.get_text_range(),
    "pypdf": pypdf.PdfReader("typed.pdf").pages[0].extract_text(),
    "pdfminer": extract_text("typed.pdf"),
    "pymupdf": pymupdf.open("typed.pdf")[0].get_text(),
    "pdf.js": subprocess.run(["node", "read.mjs"], capture_output=True, text=True, check=True).stdout,
}
for name, given in found.items():
    print(f"{name:10}", given.split("\n"))
kept = {name for name, given in found.items() if all(line in given for line in LINES)}
print("kept by", sorted(kept))
left, _, right, _ = text.get_charbox(2)
begins = text.get_charbox(3)[0]
print(f"box of the space {right - left:.1f} points, the next letter begins {begins - left:.1f} points behind its left side")
assert found["pdfium"].split("\r\n") == ["12 Q. Who had the key?", "SMITH: He did."]
assert text.count_chars() == sum(len(" ".join(line.split())) for line in LINES) + 2
assert begins - left > 2.5 * (right - left)
assert kept == {"pypdf", "pdfminer", "pymupdf"}, kept
assert "12 Q. Who had the key?" in found["pdf.js"]
PY
echo "as described"
