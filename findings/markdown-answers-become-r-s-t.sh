#!/usr/bin/env bash
# pandoc 3.9: of "Q." and "A." the answers become "R.", "S.", "T.", and "C. COLE" becomes "II. COLE".
#
# pandoc takes a text file for its Markdown, in which a capital letter with a full stop and two spaces numbers a list,
# and so does a Roman numeral; of the numbers in a list only the first counts. A hearing typed as "Q.  Were you there?"
# is a list that begins at Q, the seventeenth letter, and each paragraph gets the next letter; of two people whose
# initials are numerals the second gets the number after the first. What is said is all there, and who says it is not;
# HTML and Word get such lists, too. As CommonMark (`-f commonmark`) the letters stay.
#
# Seen: Q, R, S, T for Q, A, Q, A; "I.  BELL: Yes." and "II. COLE: No." for I. Bell and C. Cole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17
cd "$folder"
printf 'Q.  Were you there?\n\nA.  I was.\n\nQ.  Alone?\n\nA.  No.\n' >hearing.txt
printf 'I.  BELL: Yes.\n\nC.  COLE: No.\n' >board.txt
"$folder/venv/bin/python" -W ignore - <<'PY'
import pypandoc

assert str(pypandoc.get_pandoc_version()) == "3.9"


def lines(name, source, written="plain"):
    text = pypandoc.convert_file(name, written, format=source)
    return [line.strip() for line in text.splitlines() if line.strip()]


hearing, board = lines("hearing.txt", "markdown"), lines("board.txt", "markdown")
page, common = lines("hearing.txt", "markdown", "html"), lines("hearing.txt", "commonmark")
print(hearing, board, page[0], common, sep="\n")
assert hearing == ["Q.  Were you there?", "R.  I was.", "S.  Alone?", "T.  No."]
assert board == ["I.  BELL: Yes.", "II. COLE: No."]
assert page[0] == '<ol start="17" type="A">'
assert [line[0] for line in common] == ["Q", "A", "Q", "A"]
PY
echo "as described: pandoc 3.9 counts on from Q"
