#!/usr/bin/env bash
# python-bidi 0.6.12: of three lines, with Hebrew in the second, the second and third come out as one.
#
# get_display() puts a text into the order in which its letters are drawn, for programs that draw from left to right. A
# line end parts two paragraphs, which are turned one by one; it is not drawn, so in a string it has to stay last. The
# function finds the paragraphs, but turns the line end with the Hebrew letters, to the front of their line: an empty
# line comes before it, and the next speaker begins in the midst of it. `bidi.algorithm`, in the same package, keeps the
# lines, but takes the direction of the first for all of them, so that it moves the full stop instead.
#
# Seen: "ANNA: Are you well?", "", then Dana's words, ": Dana" and "BEN: Good." on one line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-bidi==0.6.12
"$folder/venv/bin/python" - <<'PY'
import bidi
import bidi.algorithm

DANA, YES = "\u05d3\u05e0\u05d4", "\u05db\u05df"
LINES = ["ANNA: Are you well?", f"{DANA}: {YES}.", "BEN: Good."]
text = "\n".join(LINES)
one_by_one = [bidi.get_display(line) for line in LINES]
at_once = bidi.get_display(text).split("\n")
by_python = bidi.algorithm.get_display(text).split("\n")
print(ascii(one_by_one), ascii(at_once), ascii(by_python), sep="\n")
dana = f".{YES[::-1]} :{DANA[::-1]}"
assert one_by_one == [LINES[0], dana, LINES[2]]
assert at_once == [LINES[0], "", dana + LINES[2]]
assert by_python == [LINES[0], f"{YES[::-1]} :{DANA[::-1]}.", LINES[2]]
PY
echo "as described: python-bidi 0.6.12 moves the end of a line"
