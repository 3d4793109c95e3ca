"""A theme as a style sheet: on a screen of any width, in the dark, on paper.

Lengths are in `rem`, so that all grows with the size of type that a reader has chosen; the size of speech is
the unit. Text is justified on paper only, and lines are further apart on a screen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from colorsys import hls_to_rgb, rgb_to_hls
from importlib.resources import files
from pathlib import PurePath

from attrs import frozen

from docconv.themes.families import SHAPES
from docconv.themes.model import TURNOVER, FontStyle, Page, ParagraphStyle, Theme, contrast

SELECTORS = {
    "title": "h1",
    "heading1": "h2",
    "heading2": "h3",
    "heading3": "h4,h5,h6,header h2,footer h2",
    "speech": "[id]>p",
    "continuation": "[id]>p+p",
    "narrative": ".narrative",
    "cast": "p.cast",
    "stage": "article p.stage",
    "separator": ".separator",
    "boilerplate": ".boilerplate",
    "contents": "header li,.choice",
    "note": "footer li,.notes li",
}
"""What a kind of paragraph of a theme is on a page; of two that fit, the later one holds."""
TIME = "inset-inline-end:100%;margin-inline-end:.8rem;white-space:nowrap;text-indent:0"
FONT_FILES = (".ttf", ".otf", ".ttc")
DARKEST = "#171717"
"""The page in the dark."""
MOST_SAID = 40
"""Characters of a shared line of verse, after which its next part is no further in."""
READABLE = 7.0
"""The contrast of other colours on the page in the dark (WCAG 2.2, success criterion 1.4.6)."""


@frozen
class _Sheet:
    """A theme in the unit of its speech."""

    theme: Theme
    unit: float

    def rem(self, points: float) -> str:
        """A length."""
        return f"{points / self.unit:.3g}rem" if points else "0"

    def logo(self) -> Iterator[str]:
        """A logo is in the midst of the page where the title is; elsewhere it begins where lines do."""
        if self.theme.logo is not None and self.theme.styles.title.align == "centre":
            yield ".logo{margin-inline:auto}"

    def font(self, style: FontStyle) -> str:
        """The declarations for a style of type."""
        return f"font-family:var(--{'sans' if style.startswith('sans') else 'text'});{_shape(style)}"

    def face(self, style: FontStyle, source: str) -> str:
        """A face that the page carries."""
        name = self.theme.fonts.sans if style.startswith("sans") else self.theme.fonts.text
        return f"@font-face{{font-family:{_family(name)};{_shape(style)};src:{source}}}"

    def families(self) -> str:
        """The families, each with what may take its place."""
        fonts = self.theme.fonts
        text = _family(fonts.text, fonts.word_text, "Georgia")
        sans = _family(fonts.sans, fonts.word_sans)
        return f"--text:{text},serif;--sans:{sans},system-ui,sans-serif"

    def type(self, style: ParagraphStyle) -> str:
        """The declarations for the type of a kind of paragraph."""
        line = f"line-height:calc({style.leading / style.size:.3g}*var(--air))"
        colour = f"color:var(--c{style.colour[1:].lower()})"
        return f"{self.font(style.font)};font-size:{self.rem(style.size)};{line};{colour}"

    def paragraph(self, style: ParagraphStyle) -> str:
        """The declarations for a kind of paragraph."""
        found = [
            self.type(style),
            f"margin:{self.rem(style.space_before)} 0 {self.rem(style.space_after)}",
            f"padding-inline:{self.rem(style.indent)} {self.rem(style.indent_end)}",
            f"text-indent:{self.rem(style.first_line_indent)}",
            f"text-align:{'center' if style.align == 'centre' else 'start'}",
        ]
        found += ["text-wrap:balance"] if style.balance else []
        found += ["break-after:avoid"] if style.keep_with_next else []
        return ";".join(found)

    def paragraphs(self) -> Iterator[str]:
        """The rules for all kinds of paragraphs."""
        for name, selector in SELECTORS.items():
            yield f"{selector}{{{self.paragraph(getattr(self.theme.styles, name))}}}"
        yield f"@media (max-width:40rem){{h1{{font-size:min({self.rem(self.theme.styles.title.size)},7vw)}}}}"

    def labels(self) -> Iterator[str]:
        """The rules for labels; a column of them is one only where there is room for it."""
        labels = self.theme.labels
        case = ";text-transform:uppercase" if labels.case == "capitals" else ""
        yield f"b{{{self.font(labels.font)};color:var(--c{labels.colour[1:].lower()}){case}}}"
        if labels.letter_spacing:
            yield f"b:not(:dir(rtl)){{letter-spacing:{labels.letter_spacing:g}em}}"
        own_line = "b{display:block;text-indent:0}"
        if labels.position == "own-line":
            yield own_line
        elif labels.position == "hanging":
            width = self.rem(labels.width)
            yield f"div[id]{{display:flow-root;padding-inline-start:{width}}}"
            column = f"margin-inline-start:-{width};width:calc({width} - .6rem)"
            yield f"b{{float:inline-start;{column};text-align:start}}"
            floating = "float:none;margin:0;width:auto"
            yield f"@media (max-width:40rem){{div[id]{{padding:0}}b{{{floating}}}{own_line}}}"

    def verse(self, said: Collection[int]) -> Iterator[str]:
        """The rules for lines of verse: what is left of one is further in, and so is where a part of a shared
        line begins, but where the label is before it on the line.
        """
        lines = "[id]>p[data-verse],.narrative[data-verse]"
        indent = self.rem(self.theme.styles.continuation.indent + TURNOVER)
        first = f"text-indent:calc(var(--said) - {self.rem(TURNOVER)});--said:0rem"
        yield f"{lines}{{padding-inline-start:{indent};{first}}}"
        yield "[id]>p+p[data-verse],.narrative[data-verse]{margin-block:0}"
        yield "[id]>p+p[data-verse^=stanza],.narrative[data-verse^=stanza]{margin-block-start:.6rem}"
        yield "[data-verse] b{text-indent:0}"
        alone = "[id]>p+p" if self.theme.labels.position == "run-in" else "[id]>p"
        yield from (
            f'{alone}[data-said="{count}"]{{--said:{min(count, MOST_SAID) * 0.45:.4g}rem}}'
            for count in sorted(said)
        )

    def times(self, page: Page) -> Iterator[str]:
        """The rules for times in the margin; above the words where there is no room beside them."""
        if page.times != "none":
            running = self.theme.styles.running
            size = f"font-size:{self.rem(running.size)};color:var(--c{running.colour[1:].lower()})"
            yield "div[id]{position:relative}"
            yield f"[data-time]::before{{content:attr(data-time);position:absolute;{size};{TIME}}}"
            yield "@media screen and (max-width:60rem){[data-time]::before{position:static}}"

    def colours(self, page: Page) -> Iterator[str]:
        """The colours of the theme on white, and what they are in the dark."""
        styles = self.theme.styles
        extra = () if page.times == "none" else ("running",)
        used = [getattr(styles, name).colour for name in (*SELECTORS, *extra)]
        known = sorted({colour.lower() for colour in (*used, self.theme.labels.colour)})
        light = ";".join(f"--c{colour[1:]}:{colour}" for colour in known)
        dark = ";".join(f"--c{colour[1:]}:{in_the_dark(colour)}" for colour in known)
        night = f"--paper:{DARKEST};--link:#9ec5ff"
        yield f":root{{{light}}}"
        yield f"@media screen and (prefers-color-scheme:dark){{:root{{{night};{dark}}}}}"


def _shape(style: FontStyle) -> str:
    """Weight and slant of a style of type."""
    bold, italic = SHAPES[style]
    return f"font-weight:{'bold' if bold else 'normal'};font-style:{'italic' if italic else 'normal'}"


def style_sheet(
    theme: Theme,
    page: Page,
    title: str,
    faces: Iterable[tuple[FontStyle, str]] = (),
    said: Collection[int] = (),
) -> str:
    """The style sheet of a page; `title` is its running head on paper, `faces` are fonts that it carries,
    `said` after how many characters parts of shared lines of verse begin.
    """
    sheet = _Sheet(theme, theme.styles.speech.size)
    rules = [
        *files("docconv.formats.html.writing").joinpath("page.css").read_text("utf-8").splitlines(),
        *(sheet.face(style, source) for style, source in faces),
        f":root{{{sheet.families()}}}",
        *sheet.colours(page),
        f"body{{{sheet.type(theme.styles.speech)}}}",
        f"main{{max-width:{sheet.rem(page.measure)}}}",
        *sheet.logo(),
        *sheet.paragraphs(),
        *sheet.labels(),
        *sheet.verse(said),
        *sheet.times(page),
        *_on_paper(theme, page, title),
    ]
    return "\n".join(rules)


def _on_paper(theme: Theme, page: Page, title: str) -> Iterator[str]:
    """The rules for print: the page of the theme, and what is of use on a screen only left out."""
    side = f"{page.left:.4g}pt"
    margins = f"margin:{page.top:.4g}pt {side} {page.bottom:.4g}pt"
    running = theme.styles.running
    around = f"font:{running.size:.3g}pt sans-serif;color:{running.colour}"
    yield f"@page{{size:{page.width:.5g}pt {page.height:.5g}pt;{margins};"
    if page.running_head:
        yield f"@top-center{{content:{_string(title)};{around}}}"
    if page.page_number:
        yield f"@bottom-center{{content:{_numbers(page.page_number)};{around}}}"
    yield "}"
    if page.running_head:
        yield "@page:first{@top-center{content:none}}"
    yield f"@media print{{:root{{font-size:{theme.styles.speech.size:.4g}pt;--air:1}}"
    yield "main{margin:0;padding:0;max-width:none}.choice,details{display:none}a{color:inherit}"
    justified = (name for name in SELECTORS if getattr(theme.styles, name).align == "justify")
    hyphens = ";hyphens:auto" if page.hyphenate else ""
    yield from (f"{SELECTORS[name]}{{text-align:justify{hyphens}}}" for name in justified)
    if page.columns > 1:
        gutter = f"column-gap:{page.gutter:.4g}pt"
        yield f"article{{columns:{page.columns};{gutter}}}header,footer{{column-span:all}}"
    yield "}"


def _numbers(template: str) -> str:
    """What is at the foot of each page."""
    parts = re.split(r"(\{pages?\})", template)
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    return " ".join(counters.get(part) or _string(part) for part in parts if part)


def _family(*names: str) -> str:
    """Names of families; that of a file is the name of the file."""
    files = (PurePath(name).stem if name.lower().endswith(FONT_FILES) else name for name in names)
    return ",".join(dict.fromkeys(map(_string, files)))


def _string(text: str) -> str:
    """A text as a string of CSS, with nothing in it that could end the string or the style sheet."""
    return '"' + re.sub(r"[^\w .,:;/()–—’-]", lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def in_the_dark(colour: str) -> str:
    """A colour for type on the page in the dark: as light as it was dark, and light enough to be read."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    found, light = DARKEST, min(1 - lightness, 0.925)
    while contrast(DARKEST) / contrast(found) < READABLE and light <= 1:
        parts = hls_to_rgb(hue, light, saturation)
        found = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
        light += 0.02
    return found
