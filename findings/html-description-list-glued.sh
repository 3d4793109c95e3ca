#!/usr/bin/env bash
# inscriptis 2.7.6: in a transcript set as a description list the names are glued to the words, and all is one line.
#
# HTML's dl is the element for "name, and what is said": many sites set dialogues in it, dt for who speaks, dd for the
# words. inscriptis renders a page by the display of its elements; its style sheet knows p, li and td, but neither dl nor
# dt nor dd, so that these are inline: "Anna BellGood evening." Nobody who looks for labels finds one. html2text
# 2025.4.15 puts each on a line of its own; markdownify 1.2.2 writes a definition list.
#
# Seen: "Anna BellGood evening. Ben ColeNo."
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check inscriptis==2.7.6 html2text==2025.4.15 markdownify==1.2.2
"$folder/venv/bin/python" - <<'PY'
import html2text
import inscriptis
import markdownify

PAGE = (
    "<html><body><dl><dt>Anna Bell</dt><dd>Good evening.</dd>\n"
    "<dt>Ben Cole</dt><dd>No.</dd></dl></body></html>"
)
glued = inscriptis.get_text(PAGE)
others = [html2text.html2text(PAGE), markdownify.markdownify(PAGE)]
print(repr(glued), others)
assert glued.strip() == "Anna BellGood evening. Ben ColeNo."
assert all("Anna Bell\n" in text and "Ben Cole\n" in text for text in others)
PY
echo "as described: inscriptis 2.7.6 glues names to words"
