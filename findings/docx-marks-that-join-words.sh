#!/usr/bin/env bash
# Characters that Word keeps as elements disappear in readers, each in another one, and words run together.
#
# w:noBreakHyphen (Ctrl+Shift+_), w:cr and w:ptab (a tab to a position, as headers and label columns have) are elements
# and not text. docx2txt 0.9 drops the hyphen and w:ptab, docx2python 3.7.1 all three; mammoth 1.13.0 keeps the hyphen
# and drops w:cr and w:ptab; python-docx 1.2.0 keeps all. So "ANNA<ptab>Yes." is "ANNAYes." in three of four readers.
#
# Seen: see the table that this prints.
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

MARKS = {
    "hyphen": "<w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t>",
    "cr": "<w:t>one</w:t><w:cr/><w:t>two</w:t>",
    "ptab": '<w:t>ANNA</w:t><w:ptab w:relativeTo="margin" w:alignment="left" w:leader="none"/><w:t>Yes.</w:t>',
}


def readers(path):
    with open(path, "rb") as file:
        raw = mammoth.extract_raw_text(file).value
    yield "python-docx", "\n".join(p.text for p in docx.Document(path).paragraphs)
    yield "docx2txt", docx2txt.process(path)
    yield "docx2python", docx2python(path).text
    yield "mammoth", raw


kept = {}
for name, run in MARKS.items():
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r>{run}</w:r></w:p>"))
    document.save("mark.docx")
    joined = {"hyphen": "coop", "cr": "onetwo", "ptab": "ANNAYes."}[name]
    kept[name] = {reader: joined not in text for reader, text in readers("mark.docx")}
    print(name, "kept by", [reader for reader, keeps in kept[name].items() if keeps])
expected = {
    "hyphen": {"python-docx", "mammoth"},
    "cr": {"python-docx", "docx2txt"},
    "ptab": {"python-docx"},
}
assert {name: {r for r, keeps in row.items() if keeps} for name, row in kept.items()} == expected, kept
PY
echo "as described"
