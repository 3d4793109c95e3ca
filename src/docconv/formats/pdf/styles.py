"""How each kind of paragraph is set. Lengths are in points."""

from __future__ import annotations

from attrs import evolve, frozen

from docconv.formats.pdf.faces import Style


@frozen(kw_only=True)
class ParagraphStyle:
    """`indent` from the left edge of the text, `first` more for the first line, `narrow` from the right edge.

    `grey` is the lightness of the letters, 0 to 0.4 so that the contrast on white stays above 5.5:1. `keep`
    holds a paragraph together with the next one. `even` makes its lines about as wide as each other.
    """

    font: Style = "text"
    size: float = 10.5
    leading: float = 14.6
    indent: float = 0
    first: float = 0
    narrow: float = 0
    before: float = 0
    after: float = 0
    align: str = "left"
    grey: float = 0
    keep: bool = False
    even: bool = False


SPEECH = ParagraphStyle(before=7)
LABEL = evolve(SPEECH, keep=True)  # alone, before a stage direction
CONTINUATION = evolve(SPEECH, before=0, first=14)
NARRATIVE = ParagraphStyle(font="sans", size=9.8, leading=14, before=7, grey=0.27)
INTRODUCTION = evolve(NARRATIVE, keep=True)  # "... addressed the guests and said:"
STAGE = ParagraphStyle(font="italic", before=6, after=1, indent=14, narrow=14, grey=0.22)
SEPARATOR = ParagraphStyle(before=14, after=8, align="centre", grey=0.22)
BOILERPLATE = ParagraphStyle(font="sans", size=8.6, leading=12, before=8, grey=0.38)
TITLE = ParagraphStyle(font="bold", size=19, leading=23.5, after=14, keep=True, even=True)
HEADINGS = (
    ParagraphStyle(font="sans-bold", size=13.5, leading=17, before=20, after=3, keep=True, even=True),
    ParagraphStyle(font="sans-bold", size=11.5, leading=15, before=16, after=2, keep=True, even=True),
    ParagraphStyle(font="sans-bold", size=10.2, leading=14, before=13, after=1, keep=True, even=True),
)
FURNITURE = ParagraphStyle(font="sans", size=8.2, leading=10, grey=0.38)


def heading(level: int) -> ParagraphStyle:
    """The style of a heading; from level 3 down all look alike."""
    return HEADINGS[min(level, len(HEADINGS)) - 1]


@frozen
class Page:
    """A page: its size, and the edges of the text. The measure is about 66 characters of the text face."""

    width: float
    height: float
    measure: float = 338
    top: float = 82
    bottom: float = 82

    @property
    def left(self) -> float:
        """The left edge of the text; the text stands in the middle."""
        return (self.width - self.measure) / 2


PAGES = {"A4": Page(595.28, 841.89), "Letter": Page(612, 792)}
