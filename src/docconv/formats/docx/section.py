"""What is around the text: the page with its margins and columns, the running head, the page number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docconv.formats.docx.names import DELIMITER, DELIMITER_VARIABLE, NO_BLANK_VARIABLE
from docconv.formats.docx.package.writing import relationship_id
from docconv.formats.docx.styles import twips
from docconv.formats.docx.xml import WORDS, Attributes, escaped, node, paragraph, part, run, val
from docconv.patterns import regex
from docconv.themes.model import Labels, Page
from docconv.themes.terms import before_words

FIELD = regex(r"(\{pages?\})")
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
HEAD_GAP, FOOT_GAP, EDGE = 36.0, 40.0, 18.0
"""Points from the text to the upper edge of the running head, to the lower edge of the page number, and from
these to the edge of the paper at least."""
NUMBER_GAP, NARROW_GAP = (
    14.0,
    6.0,
)  # points between line numbers and the text; where columns leave little room
FRAME = 8  # points from the text to the rules of a frame
HEADER, FIRST_HEADER, LEFT_HEADER, FOOTER = "header1.xml", "header2.xml", "header3.xml", "footer1.xml"
CLOSE_MARKS = ("zh", "yue", "ja")  # languages with square marks, of which two stand closer
SECTION = "{section}"
STYLE_OF_SECTIONS = "heading 1"
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
    kind = val("w:type", "continuous") if continuous else "".join(_references(page))
    margins: Attributes = {
        "w:top": twips(page.top), "w:right": side, "w:bottom": twips(page.bottom), "w:left": side,
        "w:header": twips(top), "w:footer": twips(bottom), "w:gutter": 0,
    }  # fmt: skip
    return node(
        "w:sectPr",
        {},
        kind,
        node("w:pgSz", {"w:w": width, "w:h": height}),
        node("w:pgMar", margins),
        frame(page, rtl=rtl),
        line_numbers(page),
        columns(page),
        node("w:titlePg"),
        node("w:bidi") if rtl else "",
    )


def _references(page: Page) -> Iterator[str]:
    """Head and foot; the first page has no running head, as it begins with the title anyway."""
    parts = list[tuple[str, str, str]]()
    if page.running_head:
        parts += ("header", "default", HEADER), ("header", "first", FIRST_HEADER)
        parts += [("header", "even", LEFT_HEADER)] if page.head_left else []
    if page.page_number:
        parts += ("footer", "default", FOOTER), ("footer", "first", FOOTER)
        parts += [("footer", "even", FOOTER)] if page.head_left else []
    for tag, pages, target in parts:
        yield node(f"w:{tag}Reference", {"w:type": pages, "r:id": relationship_id(target)})


def frame(page: Page, *, rtl: bool) -> str:
    """The rules beside the text: two where lines begin, one where they end."""
    if not page.frame:
        return ""
    rule: Attributes = {"w:sz": 4, "w:space": FRAME, "w:color": "auto"}
    left, right = ("single", "double") if rtl else ("double", "single")
    sides = node("w:left", {"w:val": left, **rule}), node("w:right", {"w:val": right, **rule})
    return node("w:pgBorders", {"w:offsetFrom": "text"}, *sides)


def line_numbers(page: Page) -> str:
    """Numbers in the margin at every so manieth line, from 1 on each page."""
    gap, step = NARROW_GAP if page.columns > 1 else NUMBER_GAP, page.line_numbers
    numbering: Attributes = {"w:countBy": step, "w:distance": twips(gap), "w:restart": "newPage"}
    return node("w:lnNumType", numbering) if step else ""


def columns(page: Page) -> str:
    """The columns of a page, where it has several, with room for line numbers between them."""
    between = twips(page.between)
    return node("w:cols", {"w:num": page.columns, "w:space": between}) if page.columns > 1 else ""


def furniture(page: Page, heads: tuple[str, str], title: str, *, rtl: bool) -> Iterator[tuple[str, str]]:
    """The parts with running heads and page numbers, by name. `heads` are those of all pages, or of right and
    of left ones, in which `{section}` is left; `title` is theirs until a word processor knows the section;
    `rtl` its direction.
    """
    if page.running_head:
        right, left = ("".join(_head_runs(head, title)) for head in heads)
        sides = ("right", "left") if page.head_left else ("", "")
        outer, inner = (val("w:jc", side) if side else "" for side in sides)
        yield f"word/{HEADER}", part("w:hdr", WORDS, paragraph("header", right, rtl=rtl, more=outer))
        if page.head_left:
            yield f"word/{LEFT_HEADER}", part("w:hdr", WORDS, paragraph("header", left, rtl=rtl, more=inner))
        yield f"word/{FIRST_HEADER}", part("w:hdr", WORDS, paragraph("header", "", rtl=rtl))
    if page.page_number:
        runs = "".join(_number_runs(page.page_number))
        yield f"word/{FOOTER}", part("w:ftr", WORDS, paragraph("footer", runs, rtl=rtl))


def _head_runs(head: str, title: str) -> Iterator[str]:
    """The runs of a running head: words, and a field that a word processor fills with the section."""
    for at, piece in enumerate(head.split(SECTION)):
        if at:
            field = {"w:instr": f' STYLEREF "{STYLE_OF_SECTIONS}" '}
            yield node("w:fldSimple", field, run(escaped(title)))
        if piece:
            yield run(escaped(piece))


def _number_runs(pattern: str) -> Iterator[str]:
    """The runs of a page number."""
    for piece in filter(None, FIELD.split(pattern)):
        if piece in FIELDS:
            shown = node("w:r", {}, node("w:t", {}, "1"))
            yield node("w:fldSimple", {"w:instr": f" {FIELDS[piece]} "}, shown)
        else:
            yield run(escaped(piece))


def settings_part(page: Page, labels: Labels, lang: str, reference: Mapping[str, str] | None = None) -> str:
    """The settings; those of a reference document, each as an element by its name, go before ours.

    Current layout rules, so that Word does not open the file in compatibility mode; a line that a line break
    ends is not stretched to the margin; in Chinese and Japanese, marks beside marks stand closer.
    """
    uri = "http://schemas.microsoft.com/office/word"
    mode: Attributes = {"w:name": "compatibilityMode", "w:uri": uri, "w:val": 15}
    hyphens = {
        "autoHyphenation": node("w:autoHyphenation"),
        "consecutiveHyphenLimit": val("w:consecutiveHyphenLimit", 2),
        "doNotHyphenateCaps": node("w:doNotHyphenateCaps"),
    }
    spacing = "compressPunctuation" if lang.split("-", maxsplit=1)[0] in CLOSE_MARKS else "doNotCompress"
    found = {
        "zoom": node("w:zoom", {"w:percent": 100}),
        "defaultTabStop": val("w:defaultTabStop", 720),
        **(hyphens if page.hyphenate and reference is None else {}),
        **(
            {"evenAndOddHeaders": node("w:evenAndOddHeaders")} if page.head_left and reference is None else {}
        ),
        "characterSpacingControl": val("w:characterSpacingControl", spacing),
        "compat": node("w:compat", {}, node("w:doNotExpandShiftReturn"), node("w:compatSetting", mode)),
        **(reference or {}),
        "docVars": _variables(labels),
    }
    return part("w:settings", WORDS, *(found[name] for name in SETTINGS if name in found))


def _variables(labels: Labels) -> str:
    """What follows the labels, where a reader cannot know it."""
    shown = labels.delimiter or labels.position == "run-in"
    if not shown or labels.delimiter == DELIMITER:
        return ""
    found = {DELIMITER_VARIABLE: labels.delimiter}
    if labels.position == "run-in" and before_words(labels.delimiter) == labels.delimiter:
        found[NO_BLANK_VARIABLE] = "1"
    rows = (node("w:docVar", {"w:name": name, "w:val": text}) for name, text in found.items())
    return node("w:docVars", {}, *rows)
