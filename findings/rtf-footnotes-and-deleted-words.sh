#!/usr/bin/env bash
# striprtf 0.0.35: notes disappear, deleted and hidden words come back, and some characters cannot be encoded.
#
# Of an RTF file, striprtf gives no text of footnotes; it gives the words that tracked changes have deleted (\deleted)
# and those that are hidden (\v) as if they were printed. A character beyond U+FFFF, which RTF writes as two \u with a
# surrogate each (as Word does), is returned as two lone surrogates: a str that no UTF-8 file takes.
#
# Seen: "The vote. gone new hid", no footnote, and UnicodeEncodeError for U+1D11E.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check striprtf==0.0.35
"$folder/venv/bin/python" - <<'PY'
from striprtf.striprtf import rtf_to_text

NOTE = r"{\rtf1\ansi\pard The vote.{\footnote\pard Taken twice.} {\deleted gone} {\revised new} {\v hid}\par}"
CLEF = r"{\rtf1\ansi\pard \uc1\u-10188?\u-8930?\par}"
text = rtf_to_text(NOTE)
print(repr(text), repr(rtf_to_text(CLEF)))
assert "Taken twice" not in text
assert text.split() == ["The", "vote.", "gone", "new", "hid"], text
assert rtf_to_text(CLEF).strip() == "\ud834\udd1e"
try:
    rtf_to_text(CLEF).encode("utf-8")
except UnicodeEncodeError as error:
    print(type(error).__name__)
else:
    raise AssertionError("the clef can be encoded")
PY
echo "as described: striprtf 0.0.35"
