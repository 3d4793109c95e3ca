#!/usr/bin/env bash
# A transcript that a web site gives as DOCX, by html-docx-js, is full in Word and empty for every library.
#
# WordprocessingML may hold a whole other file, w:altChunk, which Word turns into paragraphs when it opens the document.
# html-docx-js 0.3.1, which buttons "save as Word" use, writes nothing else: the page, as MHT, and a body with one
# w:altChunk. python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1 and pandoc 3.9 open the file without
# complaint and give no word of it. Only mammoth, asked for its messages, names an element that it has ignored.
#
# Seen: the words are in word/afchunk.mht, and five texts are empty. Needs node and npm.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1 pypandoc_binary==1.17
cd "$folder"
npm install --silent --no-fund --no-audit html-docx-js@0.3.1 >/dev/null
cat >write.js <<'JS'
const page = "<!DOCTYPE html><html><body><p>ANNA: I said no.</p><p>BEN: I said yes.</p></body></html>";
const made = require("html-docx-js").asBlob(page);
const save = (bytes) => require("fs").writeFileSync("a.docx", Buffer.from(bytes));
made.arrayBuffer ? made.arrayBuffer().then(save) : save(made);
JS
node write.js
"$folder/venv/bin/python" -W ignore - <<'PY'
import zipfile

import docx
import docx2txt
import mammoth
import pypandoc
from docx2python import docx2python

with zipfile.ZipFile("a.docx") as package:
    assert b"ANNA: I said no." in package.read("word/afchunk.mht")
    assert b"<w:altChunk " in package.read("word/document.xml")
with open("a.docx", "rb") as file:
    result = mammoth.extract_raw_text(file)
with docx2python("a.docx") as other:
    whole = other.text
texts = {
    "python-docx": "\n".join(line.text for line in docx.Document("a.docx").paragraphs),
    "mammoth": result.value,
    "docx2txt": docx2txt.process("a.docx"),
    "docx2python": whole,
    "pandoc": pypandoc.convert_file("a.docx", "plain"),
}
print(texts, result.messages)
assert not any(text.strip() for text in texts.values())
assert [message.message for message in result.messages] == ["An unrecognised element was ignored: w:altChunk"]
PY
echo "as described: what is in w:altChunk is read by none"
