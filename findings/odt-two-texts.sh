#!/usr/bin/env bash
# odfdo 3.27.3: the two texts of a paragraph differ: one glues words, the other mixes notes and comments into them.
#
# OpenDocument writes several spaces as text:s and keeps notes and comments inside the paragraph. The formatted text of
# a document leaves text:s out, so that "Hello", three spaces, "you" becomes "Helloyou", and has no word of a paragraph
# that is ruby. `Paragraph.text_recursive` keeps the spaces, but puts the words of the note, of the comment and the name
# of its author into the midst of the sentence, and glues base and ruby. Neither is what the page shows.
#
# Seen: "Helloyou[1] now[*]", and "Hello   you1. Note words. nowComment words.\nX None".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check odfdo==3.27.3
"$folder/venv/bin/python" - <<'PY'
from odfdo import Document, Element

document = Document("text")
document.body.clear()
note = '<text:note text:id="n" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Note words.</text:p></text:note-body></text:note>'
comment = "<office:annotation><dc:creator>X</dc:creator><text:p>Comment words.</text:p></office:annotation>"
ruby = "<text:ruby><text:ruby-base>Ka</text:ruby-base><text:ruby-text>ka</text:ruby-text></text:ruby>"
document.body.append(Element.from_tag(f'<text:p>Hello<text:s text:c="3"/>you{note} now{comment}</text:p>'))
document.body.append(Element.from_tag(f"<text:p>{ruby}</text:p>"))
formatted = document.get_formatted_text()
first = document.body.paragraphs[0].text_recursive
print(repr(formatted), repr(first), sep="\n")
assert "Helloyou" in formatted
assert "Hello   you" in first
assert "Note words." in first and "Comment words." in first
assert "Ka" not in formatted
assert document.body.paragraphs[-1].text_recursive == "Kaka"
PY
echo "as described: odfdo 3.27.3"
