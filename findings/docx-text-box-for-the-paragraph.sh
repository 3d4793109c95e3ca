#!/usr/bin/env bash
# Of a text box and its paragraph pandoc has the box only, python-docx the paragraph only, two others the box twice.
#
# Names and notes in the margin of a printed transcript are text boxes, anchored in the paragraph beside them. Word
# writes each twice: as a shape, and again in mc:Fallback for programs that do not know shapes. pandoc 3.9 takes a
# paragraph that has a box for the box: all else that is said in it is gone. docx2txt 0.9 and docx2python 3.7.1 read
# shape and fallback, and docx2txt glues the second to the words. mammoth 1.13.0 has each once, the box behind the
# paragraph.
#
# Seen: the table that this prints, of a box "ANNA BELL" in the paragraph "I said no."
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1 pypandoc_binary==1.17
"$folder/venv/bin/python" -W ignore - "$folder/a.docx" <<'PY'
import sys

import docx
import docx2txt
import mammoth
import pypandoc
from docx2python import docx2python
from docx.oxml import parse_xml

PATH, OFFICE = sys.argv[1], "http://schemas.openxmlformats.org"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
NAMES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:mc="{OFFICE}/markup-compatibility/2006" xmlns:wps="{SHAPE}" '
    f'xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:a="{OFFICE}/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>ANNA BELL</w:t></w:r></w:p></w:txbxContent>"
DRAWN = (
    '<w:drawing><wp:inline><wp:extent cx="914400" cy="457200"/><wp:docPr id="1" name="Box"/><a:graphic>'
    f'<a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{BOX}</wps:txbx><wps:bodyPr/>'
    "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
BEFORE = f'<w:pict><v:shape style="width:72pt;height:36pt"><v:textbox>{BOX}</v:textbox></v:shape></w:pict>'
BOTH = f'<mc:Choice Requires="wps">{DRAWN}</mc:Choice><mc:Fallback>{BEFORE}</mc:Fallback>'
opened = docx.Document()
opened.element.body.sectPr.addprevious(
    parse_xml(
        f"<w:p {NAMES}><w:r><mc:AlternateContent>{BOTH}</mc:AlternateContent></w:r>"
        "<w:r><w:t>I said no.</w:t></w:r></w:p>"
    )
)
opened.add_paragraph("BEN: Well.")
opened.save(PATH)
with open(PATH, "rb") as file:
    raw = mammoth.extract_raw_text(file).value
with docx2python(PATH) as other:
    whole = other.text
texts = {
    "pandoc": pypandoc.convert_file(PATH, "plain"),
    "python-docx": "\n".join(line.text for line in docx.Document(PATH).paragraphs),
    "mammoth": raw,
    "docx2txt": docx2txt.process(PATH),
    "docx2python": whole,
}
lines = {name: [line for line in text.split("\n") if line] for name, text in texts.items()}
for name, read in lines.items():
    print(name, read)
assert lines == {
    "pandoc": ["ANNA BELL", "BEN: Well."],
    "python-docx": ["I said no.", "BEN: Well."],
    "mammoth": ["I said no.", "ANNA BELL", "BEN: Well."],
    "docx2txt": ["ANNA BELL", "ANNA BELLI said no.", "BEN: Well."],
    "docx2python": ["ANNA BELL", "ANNA BELL", "I said no.", "BEN: Well."],
}
PY
echo "as described: the box, the paragraph, or the box twice"
