"""The same words, set by typst and by LibreOffice: their files, and the lines in these."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import json
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2 as pdfium
from attrs import define, evolve, field, frozen
from pypdfium2 import raw

from docconv.fonts.catalogue import own
from docconv.fonts.instances import program
from docconv.formats.pdf.fonts.fonts import UNITS, DocumentFonts
from docconv.formats.pdf.typesetting.lines import PlacedLine
from docconv.formats.pdf.writing.document import Options
from docconv.themes import theme_and_page
from docconv.themes.model import Page, ParagraphStyle
from typeset import Line, paragraphs_of

SERIF, SANS = "Source Serif 4", "Source Sans 3"
LEAST_GAP = 0.08
"""Of the type size: what is narrower is no word space."""
HYPHENS = frozenset("-\u2010\u00ad\x02\ufffe")


@frozen
class Passage:
    """A paragraph to set."""

    text: str
    style: ParagraphStyle

    @property
    def letters(self) -> str:
        """What can be found again on the page."""
        return _letters(self.text)


def _letters(text: str) -> str:
    """The letters and marks of a text; PDFium makes one of two hyphens, so that these are left out."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if not c.isspace() and c not in HYPHENS)


def _hyphens(text: str) -> set[int]:
    """Before which letters of a text hyphens are."""
    return {len(_letters(text[:at])) for at, char in enumerate(text) if char in HYPHENS}


def set_by_others(
    pages: Sequence[Sequence[PlacedLine]], options: Options, lang: str, folder: Path
) -> dict[str, list[Line]]:
    """The lines that typst and LibreOffice make of the paragraphs, as far as they are there."""
    _, page, _ = theme_and_page(options, "")
    passages = [Passage(" ".join(one.paragraph.text().split()), one.style) for one in paragraphs_of(pages)]
    fonts = folder / "fonts"
    fonts.mkdir()
    for family in (SERIF, SANS):
        (fonts / f"{family}.ttf").write_bytes(program(own(family.lower(), bold=False, italic=False)))
    made = {
        "typst": _typst(passages, page, lang, folder),
        "LibreOffice": _office(passages, page, lang, folder),
    }
    return {maker: _lines(file, passages, page) for maker, file in made.items() if file is not None}


def _family(style: ParagraphStyle) -> str:
    return SANS if style.font.startswith("sans") else SERIF


# ------------ typst


def _typst(passages: Sequence[Passage], page: Page, lang: str, folder: Path) -> Path | None:
    if importlib.util.find_spec("typst") is None:
        return None
    typst = importlib.import_module("typst")

    side = (page.width - page.measure) / 2
    margins = f"left: {side}pt, right: {side}pt, top: {page.top}pt, bottom: {page.bottom}pt"
    size = f"width: {page.width}pt, height: {page.height}pt, columns: {page.columns}"
    features = 'hyphenate: true, ligatures: false, top-edge: "baseline", bottom-edge: "baseline"'
    rows = [
        f"#set page({size}, margin: ({margins}))",
        f"#set columns(gutter: {page.between}pt)",
        f'#set text(lang: "{lang.partition("-")[0] or "en"}", {features})',
        *map(_block, passages),
    ]
    source, made = folder / "typst.typ", folder / "typst.pdf"
    source.write_text("\n".join(rows), "utf-8")
    typst.compile(str(source), output=str(made), font_paths=[str(folder / "fonts")])
    return made


def _block(passage: Passage) -> str:
    """A paragraph for typst."""
    style = passage.style
    around = f"above: {style.leading + style.space_before}pt, below: 0pt"
    indent = f"first-line-indent: (amount: {max(style.first_line_indent, 0)}pt, all: true)"
    justify, keep = (str(yes).lower() for yes in (style.align == "justify", style.keep_with_next))
    return f"""#block({around}, sticky: {keep})[
#set text(font: "{_family(style)}", size: {style.size}pt)
#set par(justify: {justify}, leading: {style.leading}pt, {indent})
#{json.dumps(passage.text, ensure_ascii=False)}
]"""


# ------------ LibreOffice

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls>{faces}</office:font-face-decls>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties
 fo:page-width="{width}pt" fo:page-height="{height}pt" fo:margin-left="{side}pt" fo:margin-right="{side}pt"
 fo:margin-top="{top}pt" fo:margin-bottom="{bottom}pt"><style:columns fo:column-count="{columns}"
 fo:column-gap="{between}pt"/></style:page-layout-properties></style:page-layout>{styles}
</office:automatic-styles><office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="page"/></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""
FACE = '<style:font-face style:name="{0}" svg:font-family="\'{0}\'"/>'
STYLE = """<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties
 fo:text-align="{align}" fo:text-indent="{indent}pt" fo:margin-top="{before}pt" fo:widows="2" fo:orphans="2"
 fo:line-height="{leading}pt" fo:keep-with-next="{keep}"/><style:text-properties
 style:font-name="{face}:-liga" fo:font-family="{face}:-liga" fo:font-size="{size}pt"
 fo:language="{lang}" fo:country="{country}" fo:hyphenate="true"
 fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:style>"""
COUNTRIES = {"en": "US", "cs": "CZ", "ga": "IE", "uk": "UA"}


def _office(passages: Sequence[Passage], page: Page, lang: str, folder: Path) -> Path | None:
    program_path = shutil.which("soffice")
    if program_path is None:
        return None
    primary, _, country = lang.partition("-")
    primary, country = primary or "en", country or COUNTRIES.get(primary, primary.upper())
    styles = list(dict.fromkeys(one.style for one in passages))
    made = FODT.format(
        faces="".join(map(FACE.format, (SERIF, SANS))),
        width=page.width,
        height=page.height,
        side=(page.width - page.measure) / 2,
        top=page.top,
        bottom=page.bottom,
        columns=page.columns,
        between=page.between,
        styles="".join(_office_style(f"P{at}", one, primary, country) for at, one in enumerate(styles)),
        body="".join(
            f'<text:p text:style-name="P{styles.index(one.style)}">{escape(one.text)}</text:p>'
            for one in passages
        ),
    )
    source = folder / "office.fodt"
    source.write_text(made, "utf-8")
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{folder / 'fonts'}</dir></fontconfig>"
    )
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [
        program_path,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    env = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "FONTCONFIG_FILE": str(config)}
    subprocess.run(command, check=True, capture_output=True, env=env, timeout=300)
    return folder / "office.pdf"


def _office_style(name: str, style: ParagraphStyle, lang: str, country: str) -> str:
    return STYLE.format(
        name=name,
        align="justify" if style.align == "justify" else "start",
        indent=style.first_line_indent,
        before=style.space_before,
        leading=style.leading,
        keep="always" if style.keep_with_next else "auto",
        face=_family(style),
        size=style.size,
        lang=lang,
        country=country,
    )


# ------------ lines of a file


@define
class Row:
    """The letters of one line: each with its left and right edge."""

    y: float
    letters: list[tuple[str, float, float]] = field(factory=list)

    @property
    def text(self) -> str:
        """The words, with one space between them."""
        parts, before = list[str](), None
        for char, left, right in self.letters:
            if before is not None and left - before > self.least:
                parts.append(" ")
            parts.append(char)
            before = right
        return "".join(parts)

    least: float = 1.0

    def gaps(self) -> tuple[tuple[float, float], ...]:
        """The word spaces."""
        pairs = zip(self.letters, self.letters[1:], strict=False)
        return tuple((one[2], two[1]) for one, two in pairs if two[1] - one[2] > self.least)


def _rows(file: Path, page: Page) -> Iterator[tuple[tuple[int, int], Row]]:
    """The lines of a file, page by page and column by column."""
    document = pdfium.PdfDocument(file)
    width = page.column + page.between
    for number in range(len(document)):
        text = document[number].get_textpage()
        found: dict[tuple[int, int], Row] = {}
        for char, left, right, y in _chars(text, page.height):
            column = max(int((left - page.left + page.between / 2) / width), 0)
            row = found.setdefault((column, round(y)), Row(y))
            row.letters.append((char, left, right))
        for (column, _), row in sorted(found.items()):
            row.letters.sort(key=lambda letter: letter[1])
            yield (number, column), row


def _chars(text: pdfium.PdfTextPage, height: float) -> Iterator[tuple[str, float, float, float]]:
    """The letters that are drawn: each with its edges and its base line."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if raw.FPDFText_IsGenerated(text, at) == 1 or not code or chr(code).isspace():
            continue
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        yield chr(code), x.value, box.right, height - y.value


def _lines(file: Path, passages: Sequence[Passage], page: Page) -> list[Line]:
    """The lines of the passages; what is on the pages beside them, as page numbers, is left out."""
    fonts = DocumentFonts()
    target = "".join(one.letters for one in passages)
    ends = list(accumulate(len(one.letters) for one in passages))
    hyphens = [_hyphens(one.text) for one in passages]
    found, done, at = list[Line](), 0, 0
    for place, row in _rows(file, page):
        letters = _letters("".join(letter[0] for letter in row.letters))
        if not letters or not target.startswith(letters, done):
            continue
        while done >= ends[at]:
            at += 1
        style, begin = passages[at].style, ends[at - 1] if at else 0
        row.least = style.size * LEAST_GAP
        first, done = done == begin, done + len(letters)
        divided = row.letters[-1][0] in HYPHENS and done - begin not in hyphens[at]
        natural = fonts.selection(style.font).widths[" "] * style.size / UNITS
        right = page.left + place[1] * (page.column + page.between) + page.column
        text = row.text[:-1] + "\u00ad" if divided else row.text
        justified, last = style.align == "justify", done == ends[at]
        missing = right - row.letters[-1][2]
        found.append(
            Line(
                text,
                place,
                row.y,
                row.gaps(),
                natural,
                missing,
                justified,
                divided,
                first,
                last,
                style.keep_with_next,
                0.0,
            )
        )
    leading = max((one.style.leading for one in passages if one.style.align == "justify"), default=0.0)
    return [evolve(line, grid=leading) for line in found]
