#!/usr/bin/env bash
# A paragraph that was moved with tracked changes comes once, twice or not at all, by the library.
#
# Word marks a moved paragraph as w:moveFrom where it was and w:moveTo where it is now. docx2txt 0.9 and docx2python
# 3.7.1 know w:del but not w:moveFrom, so they give the paragraph twice; python-docx 1.2.0 looks into neither, so
# `Paragraph.text` gives it nowhere; mammoth 1.13.0 gives it once, at its new place.
#
# Seen: the number of times that "Moved words." comes is 2, 2, 0 and 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  python-docx==1.2.0 docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

document = docx.Document()
for wrapper in ("moveFrom", "moveTo"):
    run = f'<w:{wrapper} w:id="3" w:author="x"><w:r><w:t>Moved words.</w:t></w:r></w:{wrapper}>'
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{run}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, paragraph)
document.save("moved.docx")
with open("moved.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file).value
found = {
    "docx2txt": docx2txt.process("moved.docx"),
    "docx2python": docx2python("moved.docx").text,
    "python-docx": "\n".join(p.text for p in docx.Document("moved.docx").paragraphs),
    "mammoth": raw,
}
counts = {name: text.count("Moved words.") for name, text in found.items()}
print(counts)
assert counts == {"docx2txt": 2, "docx2python": 2, "python-docx": 0, "mammoth": 1}
PY
echo "as described"
