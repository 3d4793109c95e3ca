#!/usr/bin/env bash
# docxcompose 2.2.0: a comment on one person's words comes out on another's, when two files are joined.
#
# Word numbers the comments of each file from 0. docxcompose copies the paragraphs of the second file with their comment
# marks as they are, and none of its comments. Where the first file has a comment of that number, the mark of the second
# now points to it: "Heard twice", said of Anna's words, stands beside Ben's. Where it has none, the mark points nowhere.
# What was really noted on Ben's words is in neither file; nothing is raised or logged.
#
# Seen: two marks of comment 0, one comment, "Heard twice."; "Not certain." is gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docxcompose==2.2.0 python-docx==1.2.0
"$folder/venv/bin/python" - "$folder/joined.docx" <<'PY'
import sys

import docx
from docxcompose.composer import Composer


def sitting(words, note):
    opened = docx.Document()
    run = opened.add_paragraph().add_run(words)
    opened.add_comment(run, text=note, author="Editor", initials="E")
    return opened


def joined(first):
    composer = Composer(first)
    composer.append(sitting("BEN: I said no.", "Not certain."))
    composer.save(sys.argv[1])
    opened = docx.Document(sys.argv[1])
    marks = opened.element.xpath("//w:commentRangeStart/@w:id")
    return [str(mark) for mark in marks], [(str(one.comment_id), one.text) for one in opened.comments]


both = joined(sitting("ANNA: I said yes.", "Heard twice."))
second = joined(docx.Document())
print(both, second)
assert both == (["0", "0"], [("0", "Heard twice.")])
assert second == (["0"], [])
PY
echo "as described: docxcompose 2.2.0 gives a comment to another's words"
