#!/usr/bin/env bash
# mammoth 1.13.0 and python-docx 1.2.0 lose words in w:dir and w:fldSimple; docx2txt and docx2python keep them.
#
# Word writes w:dir around words whose direction a user has set (Hebrew or Arabic inside an English paragraph and the
# other way round), and w:fldSimple around a computed value. Both hold ordinary runs, but the two most used readers do
# not go into them. For w:dir this means that just the foreign words of a mixed transcript are missing, in silence.
#
# Seen: "Chair: [dir: shalom] said on [field: 1 May]" is "Chair:  said on " in both.
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
runs = (
    '<w:r><w:t xml:space="preserve">Chair: </w:t></w:r><w:dir w:val="rtl"><w:r><w:t>shalom</w:t></w:r></w:dir>'
    '<w:r><w:t xml:space="preserve"> said on </w:t></w:r>'
    '<w:fldSimple w:instr=" DATE "><w:r><w:t>1 May</w:t></w:r></w:fldSimple>'
)
document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))
document.save("words.docx")
with open("words.docx", "rb") as file:
    result = mammoth.extract_raw_text(file)
found = {
    "mammoth": result.value,
    "python-docx": docx.Document("words.docx").paragraphs[0].text,
    "docx2txt": docx2txt.process("words.docx"),
    "docx2python": docx2python("words.docx").text,
}
print({name: text.strip() for name, text in found.items()})
for name in ("mammoth", "python-docx"):
    assert found[name].rstrip("\n") == "Chair:  said on ", found[name]
for name in ("docx2txt", "docx2python"):
    assert "shalom" in found[name] and "1 May" in found[name]
PY
echo "as described"
