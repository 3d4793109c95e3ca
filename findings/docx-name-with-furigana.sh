#!/usr/bin/env bash
# A Japanese name with its reading above it (w:ruby) is lost by two readers and glued to the reading by two.
#
# Word keeps a word with furigana as w:ruby inside a run: the reading in w:rt, the word in w:rubyBase, each with runs of
# its own. python-docx 1.2.0 and mammoth 1.13.0 do not look into it, so the speaker's name is gone and the line begins
# with the colon; docx2txt 0.9 and docx2python 3.7.1 give all w:t in the order of the file, which has the reading first:
# reading and name are one word, and the name with furigana is another person than the name without.
#
# Seen: the table that this prints. pandoc 2.17 loses the name, too (not run here).
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

PATH = sys.argv[1]
READING, NAME, REST = "\u305f\u306a\u304b", "\u7530\u4e2d", "\uff1a\u306f\u3044\u3002"
opened = docx.Document()
opened.element.body.sectPr.addprevious(
    parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:ruby><w:rubyPr><w:rubyAlign w:val='center'/><w:hps w:val='10'/>"
        "<w:hpsRaise w:val='18'/><w:hpsBaseText w:val='21'/><w:lid w:val='ja-JP'/></w:rubyPr>"
        f"<w:rt><w:r><w:t>{READING}</w:t></w:r></w:rt>"
        f"<w:rubyBase><w:r><w:t>{NAME}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        f"<w:r><w:t>{REST}</w:t></w:r></w:p>"
    )
)
opened.save(PATH)
with open(PATH, "rb") as file:
    raw = mammoth.extract_raw_text(file).value.strip()
with docx2python(PATH) as other:
    whole = other.text.strip()
texts = {
    "python-docx": docx.Document(PATH).paragraphs[0].text,
    "mammoth": raw,
    "docx2txt": docx2txt.process(PATH).strip(),
    "docx2python": whole,
}
for name, text in texts.items():
    print(name, ascii(text))
    assert text == (REST if name in ("python-docx", "mammoth") else READING + NAME + REST)
PY
echo "as described: the name is lost in two libraries and glued to its reading in two"
