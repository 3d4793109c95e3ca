#!/usr/bin/env bash
# pandoc 3.9: Russian and Hebrew of an RTF file become accented Latin letters; striprtf reads them.
#
# In RTF a letter beyond ASCII is a byte, \'cd, and which letter it is depends on the font: \fcharset204 in the font
# table says Cyrillic, \fcharset177 Hebrew, whatever \ansicpg says of the file as a whole. RTF of before \u, that is of
# before Word 97, has nothing else. pandoc knows the code page of the file and not that of the font: what one witness
# said in Russian comes out as a row of Latin letters, beside English that is right.
#
# Seen: U+00CD U+00E5 U+00F2 for the Russian "no", U+00F9 U+00EC U+00E5 U+00ED for the Hebrew "peace"; the French is
# right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17 striprtf==0.0.35
"$folder/venv/bin/python" -W ignore - <<'PY'
import pypandoc
from striprtf.striprtf import rtf_to_text

FILE = (
    r"{\rtf1\ansi\ansicpg1252\deff0"
    r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset177 David;}}"
    r"\pard\f0 D\'e9j\'e0. \f1 \'cd\'e5\'f2. \f2 \'f9\'ec\'e5\'ed.\par}"
)
by_pandoc = pypandoc.convert_text(FILE, "plain", format="rtf").split()
by_striprtf = rtf_to_text(FILE).split()
print(ascii(by_pandoc), ascii(by_striprtf), sep="\n")
assert str(pypandoc.get_pandoc_version()) == "3.9"
assert by_pandoc == ["D\u00e9j\u00e0.", "\u00cd\u00e5\u00f2.", "\u00f9\u00ec\u00e5\u00ed."]
assert by_striprtf == ["D\u00e9j\u00e0.", "\u041d\u0435\u0442.", "\u05e9\u05dc\u05d5\u05dd."]
PY
echo "as described: pandoc 3.9 reads each font by the code page of the file"
