"""What a theme says. Lengths are in points, colours are `#rrggbb`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from attrs import Attribute, evolve, field, fields, frozen

from docconv.patterns import regex

FontStyle: TypeAlias = Literal["text", "italic", "bold", "bold-italic", "sans", "sans-italic", "sans-bold"]
Align: TypeAlias = Literal["left", "justify", "centre"]
Position: TypeAlias = Literal["run-in", "own-line", "hanging"]
Case: TypeAlias = Literal["as-printed", "capitals"]
Times: TypeAlias = Literal["none", "turns", "pages"]

BUILT_IN = ("press", "minutes", "drama", "court", "interview")
"""The themes that come along."""
COLOUR = regex(r"#[0-9a-fA-F]{6}")
CONTRAST = 4.5
"""The least contrast of text on white (WCAG 2.2, success criterion 1.4.3)."""
PAPERS = {"A4": (595.28, 841.89), "A5": (419.53, 595.28), "Letter": (612.0, 792.0), "Legal": (612.0, 1008.0)}
MILLIMETRES = regex(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)mm")
POINTS = 72 / 25.4
NARROWEST = 90.0
NUMBERED_GUTTER = 30.0  # points between columns where lines are numbered
MOST_INDENT = 300.0
TURNOVER = 18.0  # points that the rest of what is one line is further in, where it is wider than the text
COLUMN = 230.0
LEAST_MARGIN = 36.0


def _from(low: float, high: float) -> Any:  # noqa: ANN401  attrs has no type for validators of any class
    def check(_: object, attribute: Attribute[Any], value: float) -> None:
        if not low <= value <= high:
            message = f"{attribute.name} is {value:g}, not from {low:g} to {high:g}"
            raise ValueError(message)

    return check


def _colour(_: object, attribute: Attribute[Any], value: str) -> None:
    if not COLOUR.fullmatch(value):
        message = f"{attribute.name} is {value!r}, not a colour such as #404040"
        raise ValueError(message)
    if contrast(value) < CONTRAST:
        found = f"its contrast on white is {contrast(value):.1f}:1, below {CONTRAST}:1"
        message = f"{attribute.name} {value} is too pale to be read: {found}"
        raise ValueError(message)


def contrast(colour: str) -> float:
    """The contrast of a colour on white, 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@frozen(kw_only=True)
class ParagraphStyle:
    """How a kind of paragraph is set.

    - `font`, `size`, `leading`, `align`, `colour`: its type.
    - `indent`: from the left edge of the text, in right-to-left text from the right one.
    - `first_line_indent`: more than that for the first line.
    - `indent_end`: from the other edge.
    - `space_before`, `space_after`: the space around it.
    - `keep_with_next`: on one page with the next paragraph.
    - `balance`: lines about as wide as each other.
    """

    font: FontStyle = "text"
    size: float = field(default=10.5, validator=_from(5, 72))
    leading: float = field(default=14.6, validator=_from(5, 144))
    indent: float = field(default=0, validator=_from(0, MOST_INDENT))
    first_line_indent: float = field(default=0, validator=_from(-100, 300))
    indent_end: float = field(default=0, validator=_from(0, 300))
    space_before: float = field(default=0, validator=_from(0, 300))
    space_after: float = field(default=0, validator=_from(0, 300))
    align: Align = "left"
    colour: str = field(default="#000000", validator=_colour)
    keep_with_next: bool = False
    balance: bool = False


def as_verse(style: ParagraphStyle) -> ParagraphStyle:
    """A style in which the lines of the source end where they do, and what is left of one is further in."""
    first = style.first_line_indent - TURNOVER
    indent = min(style.indent + TURNOVER, MOST_INDENT)
    return evolve(style, indent=indent, first_line_indent=first, align="left")


@frozen(kw_only=True)
class Styles:
    """The kinds of paragraphs. From heading level 3 down all look alike.

    - `title`, `heading1`, `heading2`, `heading3`: headings by level.
    - `speech`, `continuation`: the first paragraph of a turn, and the others.
    - `narrative`, `stage`, `separator`, `boilerplate`: the blocks of the model.
    - `contents`: an entry of the table of contents or of the list of participants.
    - `note`: an editorial note at the foot of a page.
    - `running`: the running head and the page number.
    """

    title: ParagraphStyle
    heading1: ParagraphStyle
    heading2: ParagraphStyle
    heading3: ParagraphStyle
    speech: ParagraphStyle
    continuation: ParagraphStyle
    narrative: ParagraphStyle
    stage: ParagraphStyle
    separator: ParagraphStyle
    boilerplate: ParagraphStyle
    contents: ParagraphStyle
    note: ParagraphStyle
    running: ParagraphStyle

    @property
    def cast(self) -> ParagraphStyle:
        """An entry of a cast list that is printed: as in the lists that are made; the rest of a long one is
        further in.
        """
        indent = min(self.contents.indent + TURNOVER, MOST_INDENT)
        return evolve(self.contents, indent=indent, first_line_indent=self.contents.indent - indent)

    def heading(self, level: int) -> ParagraphStyle:
        """The style of a heading of a level from 1."""
        return (self.heading1, self.heading2, self.heading3)[min(level, 3) - 1]


STYLE_NAMES = tuple(one.name for one in fields(Styles))


@frozen(kw_only=True)
class Labels:
    """The printed labels.

    - `position`: before the words on their line, on a line of their own, or in a column at the left.
    - `case`: how a label looks, never what it says.
    - `delimiter`: between a run-in label and the words; it is no part of the label.
    - `font`, `colour`: its type.
    - `letter_spacing`: space after each letter, in sizes of its type; none in text that joins or is shaped.
    - `width`: of the column.
    - `continued`: what follows the label of a turn that goes on on another page, at its head; empty: nothing.
    """

    position: Position = "run-in"
    case: Case = "as-printed"
    delimiter: str = ":"
    font: FontStyle = "bold"
    colour: str = field(default="#000000", validator=_colour)
    letter_spacing: float = field(default=0, validator=_from(0, 0.2))
    width: float = field(default=96, validator=_from(20, 300))
    continued: str = ""


def _paper(_: object, __: Attribute[Any], value: str) -> None:
    if value not in PAPERS and not MILLIMETRES.fullmatch(value):
        message = f"paper is {value!r}, not one of {', '.join(PAPERS)} or a size such as 170x240mm"
        raise ValueError(message)


@frozen(kw_only=True)
class Page:
    """The page: its paper, the text on it, and what is around the text.

    - `paper`: a name or a size.
    - `measure`: the width of the text with all its columns; the text is in the middle.
    - `top`, `bottom`: the margins.
    - `columns`, `gutter`: how many there are, and the space between them.
    - `line_numbers`: lines counted in the margin: 1 each line, 5 every fifth, 0 none.
    - `times`: where the margin says when a turn begins: nowhere, at each turn, at the first of each page.
    - `contents`, `participants`: whether a table of contents and a list of participants follow the title.
    - `running_head`: whether each page but the first has one.
    - `head`, `head_left`: what it says, with `{title}`, `{section}` and `{date}`; the other one is that of
      even pages, where they have one of their own.
    - `act_pages`: whether the acts of a play begin on new pages.
    - `page_number`: what is at the foot, with `{page}` and `{pages}`.
    - `hyphenate`: whether words are divided at the ends of lines.
    - `widow_control`: whether two lines of a paragraph at least are at the head and at the foot of a page.
    - `frame`: whether rules stand beside the text, two at its left and one at its right, as courts have them.
    """

    paper: str = field(default="A4", validator=_paper)
    measure: float = field(default=338, validator=_from(NARROWEST, 2000))
    top: float = field(default=82, validator=_from(20, 400))
    bottom: float = field(default=82, validator=_from(20, 400))
    columns: int = field(default=1, validator=_from(1, 3))
    gutter: float = field(default=20, validator=_from(5, 100))
    line_numbers: int = field(default=0, validator=_from(0, 100))
    times: Times = "none"
    contents: bool = False
    participants: bool = False
    running_head: bool = True
    head: str = "{title}"
    head_left: str = ""
    act_pages: bool = False
    page_number: str = "{page} / {pages}"
    hyphenate: bool = True
    widow_control: bool = True
    frame: bool = False

    def __attrs_post_init__(self) -> None:
        """Raises `ValueError` where the text does not fit on the paper."""
        if self.measure > self.width - 40 or self.column < NARROWEST:
            columns = f"columns of {NARROWEST:g} or more"
            message = f"measure is {self.measure:g}: the text does not fit on {self.paper} in {columns}"
            raise ValueError(message)
        if self.top + self.bottom > self.height - 100:
            message = f"top and bottom leave no room for text on {self.paper}"
            raise ValueError(message)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper."""
        if self.paper in PAPERS:
            return PAPERS[self.paper]
        width, height = self.paper.removesuffix("mm").split("x")
        return float(width) * POINTS, float(height) * POINTS

    @property
    def width(self) -> float:
        """The width of the paper."""
        return self.size[0]

    @property
    def height(self) -> float:
        """The height of the paper."""
        return self.size[1]

    @property
    def together(self) -> int:
        """How many lines of a paragraph stay together at the least."""
        return 2 if self.widow_control else 1

    @property
    def left(self) -> float:
        """The left edge of the text."""
        return (self.width - self.measure) / 2

    @property
    def column(self) -> float:
        """The width of one column."""
        return (self.measure - (self.columns - 1) * self.between) / self.columns

    @property
    def between(self) -> float:
        """The space between columns: the gutter, with room for line numbers as far as columns leave it."""
        if not self.line_numbers or self.columns == 1:
            return self.gutter
        most = (self.measure - self.columns * NARROWEST) / (self.columns - 1)
        return max(self.gutter, min(NUMBERED_GUTTER, most // 1))


@frozen(kw_only=True)
class Fonts:
    """Font families: `text` and `sans` are set and embedded in PDF files, `word_text` and `word_sans` are
    named in DOCX files, which carry no fonts. A family of PDF files is that of an installed font, or a path.
    """

    text: str = "Source Serif 4"
    sans: str = "Source Sans 3"
    word_text: str = "Cambria"
    word_sans: str = "Calibri"


def _said(_: object, attribute: Attribute[Any], value: str) -> None:
    if not value.strip():
        message = f"{attribute.name} is empty"
        raise ValueError(message)


@frozen(kw_only=True)
class Logo:
    """A picture above the title. `file` is a PNG or JPEG file, relative to the theme file; `alt` says what it
    shows to those who do not see it; `height` is in points: a wide picture is lower, so that it fits.
    """

    file: str = field(validator=_said)
    alt: str = field(validator=_said)
    height: float = field(default=48, validator=_from(8, 300))


@frozen(kw_only=True)
class Theme:
    """A theme."""

    styles: Styles
    page: Page = Page()
    labels: Labels = Labels()
    fonts: Fonts = Fonts()
    logo: Logo | None = None


GivenTheme: TypeAlias = str | os.PathLike[str] | Mapping[str, Any] | Theme
"""A name or the path of a file, the keys of a theme, or a theme."""


@frozen(kw_only=True)
class StyleOptions:
    """The options of every format that has styles: a theme, and what of its page is often wanted to be
    different.

    `theme`: the name of a theme, the path of a theme file, or a mapping with its keys. `paper`: A4, A5,
    Letter, Legal, or a size such as 170x240mm. `columns`: how many there are, 1 to 3. `line_numbers`: 1 at
    each line, 5 at every fifth, 0 at none. `times`: when turns begin, in the margin; at each one, or at the
    first one of each page. `contents`: whether a table of contents is after the title. `participants`:
    whether a list of those who speak is after the title.
    """

    theme: GivenTheme = field(
        default="press",
        metadata={"metavar": "THEME", "help": f"The style: {', '.join(BUILT_IN)} or a theme file (TOML)."},
    )
    paper: str | None = None
    columns: int | None = None
    line_numbers: int | None = None
    times: Times | None = None
    contents: bool | None = None
    participants: bool | None = None

    def page(self, page: Page) -> Page:
        """The page of a theme with what the options say: a measure for its columns, no wider than the paper.

        Raises `ValueError` for what cannot be.
        """
        names = ("paper", "columns", "line_numbers", "times", "contents", "participants")
        given = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        narrow = evolve(page, **{**given, "measure": NARROWEST * 2, "columns": 1})
        columns = given.get("columns", page.columns)
        wanted = page.measure if columns == page.columns else COLUMN * columns + page.gutter * (columns - 1)
        return evolve(page, **given, measure=min(wanted, narrow.width - 2 * LEAST_MARGIN))
