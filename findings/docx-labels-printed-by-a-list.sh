#!/usr/bin/env bash
# Labels that Word prints as the mark of a list are in no text that a library gives; the answers become the questions'.
#
# Court reporters and interviewers let Word print "Q." and "A." as the marks of a list with two levels (w:lvlText, with
# w:numFmt "none"), or whole names. The marks are in the numbering part and not in the paragraph. python-docx 1.2.0 and
# docx2txt 0.9 give the words without them; mammoth 1.13.0 makes an ordered list, so that a browser prints 1, 2 in their
# place; docx2python 3.7.1, which does count lists, has no such format and prints "--" for both. Not one says who speaks.
#
# Seen: no output has "Q." or "A."; docx2python has "--" four times; LibreOffice 7.4 prints both (not run here).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1
"$folder/venv/bin/python" -W ignore - "$folder/a.docx" <<'PY'
import sys

import docx
import docx2txt
import mammoth
from docx2python import docx2python
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NAMES, PATH = nsdecls("w"), sys.argv[1]
WORDS = ("Were you there?", "I was.", "Alone?", "No.")
opened = docx.Document()
numbering = opened.part.numbering_part.element
levels = "".join(
    f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="none"/><w:lvlText w:val="{mark}"/></w:lvl>'
    for depth, mark in enumerate(("Q.", "A."))
)
numbering.insert(0, parse_xml(f'<w:abstractNum {NAMES} w:abstractNumId="90">{levels}</w:abstractNum>'))
numbering.append(parse_xml(f'<w:num {NAMES} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
for place, words in enumerate(WORDS):
    properties = opened.add_paragraph(words)._p.get_or_add_pPr()
    mark = f'<w:ilvl w:val="{place % 2}"/><w:numId w:val="90"/>'
    properties.append(parse_xml(f"<w:numPr {NAMES}>{mark}</w:numPr>"))
opened.save(PATH)

with open(PATH, "rb") as file:
    html = mammoth.convert_to_html(file).value
with docx2python(PATH) as other:
    counted = other.text
texts = {
    "python-docx": "\n".join(line.text for line in docx.Document(PATH).paragraphs),
    "docx2txt": docx2txt.process(PATH),
    "mammoth": html,
    "docx2python": counted,
}
for name, text in texts.items():
    print(name, repr(text))
    assert all(words in text for words in WORDS)
    assert "Q." not in text and "A." not in text
assert counted.count("--\t") == 4
assert html.count("<ol>") == 3
PY
echo "as described: no library gives the labels that a list prints"
