#!/usr/bin/env bash
# pypdfium2 5.15.2: a hyphen at the end of a line is given as a character that is none, and the line end is gone.
#
# PDFium takes a hyphen at the end of a line for the mark of a divided word, whatever the font says it is. The text of
# the page then has U+FFFE in its place, which Unicode keeps free of any meaning, and no line end; the text of a
# box has U+0002, a control, for the same hyphen. XML 1.0 allows neither: a TEI or DOCX that is made from
# the text is refused by lxml, or by whoever opens it. Who drops characters that XML does not allow gets
# "wellknown" and "Q12" for "well-known" and "Q-12", names included.
#
# Seen: 'on the well\ufffeknown question' of the page, 'on the well\x02known question' of the box.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2 reportlab==5.1.0 lxml==6.1.3
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import pypdfium2
from lxml import etree
from reportlab.pdfgen.canvas import Canvas

canvas = Canvas("page.pdf")
for at, line in enumerate(("MS. DREYER: We met on the well-", "known question of Anne-", "Marie Lund.")):
    canvas.drawString(72, 700 - 14 * at, line)
canvas.save()
page = pypdfium2.PdfDocument("page.pdf")[0].get_textpage()
whole, box = page.get_text_range(), page.get_text_bounded()
print(repr(whole))
print(repr(box))
assert whole == "MS. DREYER: We met on the well\ufffeknown question of Anne\ufffeMarie Lund."
assert box == whole.replace("\ufffe", "\x02")
for text in (whole, box):
    try:
        etree.Element("p").text = text
    except ValueError as error:
        print("lxml:", error)
    else:
        raise SystemExit("lxml takes it")
PY
echo "as described: a hyphen at a line end is no character for XML"
