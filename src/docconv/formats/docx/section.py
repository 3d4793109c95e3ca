"""What stands around the text: the page with its margins and columns, the running head, the page number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from docconv.formats.docx.names import DELIMITER, DELIMITER_VARIABLE
from docconv.formats.docx.package.writing import DECLARATION, W, relationship_id
from docconv.formats.docx.styles import attribute, twips
from docconv.themes.model import Labels, Page

FIELD = re.compile(r"(\{pages?\})")
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
HEAD_GAP, FOOT_GAP, EDGE = 36.0, 40.0, 18.0
"""Points from the text to the upper edge of the running head, to the lower edge of the page number, and from
these to the edge of the paper at least."""
NUMBER_GAP, NARROW_GAP = (
    14.0,
    6.0,
)  # points between line numbers and the text; where columns leave little room
NUMBERED_GUTTER = 30.0
HEADER, FIRST_HEADER, FOOTER = "header1.xml", "header2.xml", "footer1.xml"
SETTINGS = (
    "zoom", "mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit",
    "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders", "characterSpacingControl", "compat",
    "docVars", "themeFontLang", "clrSchemeMapping",
)  # fmt: skip
"""The settings that are written, in the order of the schema."""


def section(page: Page, *, rtl: bool, continuous: bool = False) -> str:
    """The properties of the text's section. A continuous one goes on where the one before it ends, and takes
    its head and foot from that.
    """
    width, height = map(twips, page.size)
    side = (width - twips(page.measure)) // 2
    top, bottom = max(page.top - HEAD_GAP, EDGE), max(page.bottom - FOOT_GAP, EDGE)
    kind = '<w:type w:val="continuous"/>' if continuous else "".join(_references(page))
    return (
        f'<w:sectPr>{kind}<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{side}" w:bottom="{twips(page.bottom)}" '
        f'w:left="{side}" w:header="{twips(top)}" w:footer="{twips(bottom)}" w:gutter="0"/>'
        f"{line_numbers(page)}{columns(page)}<w:titlePg/>{'<w:bidi/>' if rtl else ''}</w:sectPr>"
    )


def _references(page: Page) -> Iterator[str]:
    """Head and foot; the first page has no running head, as it begins with the title anyway."""
    heads = (("header", "default", HEADER), ("header", "first", FIRST_HEADER)) if page.running_head else ()
    feet = (("footer", "default", FOOTER), ("footer", "first", FOOTER)) if page.page_number else ()
    for tag, pages, part in (*heads, *feet):
        yield f'<w:{tag}Reference w:type="{pages}" r:id="{relationship_id(part)}"/>'


def line_numbers(page: Page) -> str:
    """Numbers in the margin at every so manieth line, from 1 on each page."""
    gap, step = NARROW_GAP if page.columns > 1 else NUMBER_GAP, page.line_numbers
    numbering = f'<w:lnNumType w:countBy="{step}" w:distance="{twips(gap)}" w:restart="newPage"/>'
    return numbering if step else ""


def columns(page: Page) -> str:
    """The columns of a page, where it has several, with room for line numbers between them."""
    gutter = twips(max(page.gutter, NUMBERED_GUTTER) if page.line_numbers else page.gutter)
    return f'<w:cols w:num="{page.columns}" w:space="{gutter}"/>' if page.columns > 1 else ""


def furniture(page: Page, head: str, *, rtl: bool) -> Iterator[tuple[str, str]]:
    """The parts with running heads and page numbers, by name. `head` is XML content; `rtl` its direction."""
    if page.running_head:
        run = f'<w:r><w:t xml:space="preserve">{head}</w:t></w:r>'
        yield f"word/{HEADER}", _part("hdr", "header", run, rtl=rtl)
        yield f"word/{FIRST_HEADER}", _part("hdr", "header", "", rtl=rtl)
    if page.page_number:
        runs = "".join(_number_runs(page.page_number))
        yield f"word/{FOOTER}", _part("ftr", "footer", runs, rtl=rtl)


def _part(tag: str, style: str, runs: str, *, rtl: bool) -> str:
    bidi = "<w:bidi/>" if rtl else ""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>{runs}</w:p>'
    return f'{DECLARATION}<w:{tag} xmlns:w="{W}">{paragraph}</w:{tag}>'


def _number_runs(pattern: str) -> Iterator[str]:
    """The runs of a page number."""
    for piece in filter(None, FIELD.split(pattern)):
        if piece in FIELDS:
            yield f'<w:fldSimple w:instr=" {FIELDS[piece]} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        else:
            yield f'<w:r><w:t xml:space="preserve">{escape(piece, quote=False)}</w:t></w:r>'


def settings_part(page: Page, labels: Labels, reference: Mapping[str, str] | None = None) -> str:
    """The settings; those of a reference document, each as an element by its name, go before ours.

    Current layout rules, so that Word does not open the file in compatibility mode; a line that a line break
    ends is not stretched to the margin.
    """
    uri = "http://schemas.microsoft.com/office/word"
    hyphens = {
        "autoHyphenation": "<w:autoHyphenation/>",
        "consecutiveHyphenLimit": '<w:consecutiveHyphenLimit w:val="2"/>',
        "doNotHyphenateCaps": "<w:doNotHyphenateCaps/>",
    }
    found = {
        "zoom": '<w:zoom w:percent="100"/>',
        "defaultTabStop": '<w:defaultTabStop w:val="720"/>',
        **(hyphens if page.hyphenate and reference is None else {}),
        "characterSpacingControl": '<w:characterSpacingControl w:val="doNotCompress"/>',
        "compat": "<w:compat><w:doNotExpandShiftReturn/>"
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>',
        **(reference or {}),
        "docVars": _variables(labels),
    }
    content = "".join(found[name] for name in SETTINGS if name in found)
    return f'{DECLARATION}<w:settings xmlns:w="{W}">{content}</w:settings>'


def _variables(labels: Labels) -> str:
    """What stands behind the labels, where a reader cannot know it."""
    told = labels.delimiter or labels.position == "run-in"
    if not told or labels.delimiter == DELIMITER:
        return ""
    value = attribute(labels.delimiter)
    return f'<w:docVars><w:docVar w:name="{DELIMITER_VARIABLE}" w:val="{value}"/></w:docVars>'
