"""Paragraphs and their lines."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

from docconv.formats.pdf.syntax.structure_tree import StructureElement
from docconv.formats.pdf.typesetting.hyphenation import Divider
from docconv.themes.model import FontStyle, ParagraphStyle


@define(eq=False, repr=False)
class TaggedSpan:
    """Text of one structure element in one style of type.

    `colour` is given where it is not the paragraph's, `actual_text` where the glyphs show other characters;
    `letter_spacing` goes after each of them, in sizes of the type.
    """

    text: str
    font: FontStyle
    element: StructureElement
    colour: str = ""
    actual_text: str | None = None
    letter_spacing: float = 0.0


@frozen(eq=False, repr=False)
class MarginTime:
    """A time in the margin, and the address to which it leads with the element of that link, if it does."""

    text: str
    address: str = ""
    link: StructureElement | None = None


@define(eq=False)
class LayoutParagraph:
    """A paragraph to set.

    - `style`, `spans`: what is set, and how.
    - `outline`: level and text of the outline entry that leads to it.
    - `hanging`: the number of spans that are a label in a column at the left.
    - `lead`: the number of lines that a label takes above the words.
    - `spanning`: it is as wide as all columns.
    - `shared`: how much further in the first of the words are, in points.
    - `verse`: the lines of the source begin where the first one does.
    - `counted`: its lines are numbered in the margin.
    - `anchor`: its name, where something leads to it.
    - `target`: the anchor that this entry of a list leads to.
    - `section`: the heading that it is, where running heads name it.
    - `new_page`: it begins on a page of its own.
    - `follows`: it is not the first one of its turn.
    - `continued`: what stands at the head of a page on which its turn goes on.
    - `continued_above`: that takes a line.
    - `time`: when it is heard, for the margin beside its first line.
    - `divider`: divides its words.
    - `notes`: go to the foot of the column in which it begins.
    """

    style: ParagraphStyle
    spans: list[TaggedSpan] = field(factory=list)
    outline: tuple[int, str] | None = None
    hanging: int = 0
    lead: int = 0
    spanning: bool = False
    verse: bool = False
    shared: float = 0.0
    counted: bool = True
    anchor: str = ""
    target: str = ""
    section: str = ""
    new_page: bool = False
    follows: bool = False
    continued: str = ""
    continued_above: bool = False
    time: MarginTime | None = None
    divider: Divider | None = None
    notes: list[LayoutParagraph] = field(factory=list)

    def text(self) -> str:
        """All characters."""
        return "".join(span.text for span in self.spans)


@define(eq=False, repr=False)
class LineRun:
    """Words of one span on one line.

    - `span`, `words`: each word has the space after it.
    - `width`: in points, before spaces and letters are changed.
    - `spacing`: points by which every space is wider than usual.
    - `tracking`: points by which every character is wider than usual.
    - `actual_text`: replaces the words, where it is given.
    - `at`: where the run begins, from the edge of the column, if it does not follow the one before.
    """

    span: TaggedSpan
    words: Sequence[str]
    width: float
    spacing: float = 0.0
    tracking: float = 0.0
    actual_text: str | None = None
    at: float | None = None


@define(eq=False, repr=False)
class TextLine:
    """The runs of one line, in the order of reading, and its width without the space at its end.

    `x` is where it begins, from the edge of the column. `rtl` is the direction of its paragraph, `mixed`
    whether it has letters that are read in another order than they are drawn, or that join.
    """

    runs: tuple[LineRun, ...]
    width: float
    x: float = 0.0
    rtl: bool = False
    mixed: bool = False


@frozen(eq=False, repr=False)
class Room:
    """What lines have, in points: the place and the width of the first one and of the others."""

    first_x: float
    first: float
    x: float
    width: float


@define(eq=False, repr=False)
class PlacedLine:
    """A line of a paragraph on a page.

    - `line`, `paragraph`: what is placed.
    - `x`, `y`: where its baseline begins, from the left and from the bottom of the page.
    - `left`, `right`: the edges of its column.
    - `closing`: it is the last line of the paragraph.
    - `continued`: what says at the head of its page that its turn goes on.
    - `ruled`: it is the first one of the notes at the foot, with a rule above.
    """

    line: TextLine
    paragraph: LayoutParagraph
    x: float
    y: float
    left: float
    right: float
    closing: bool
    ruled: bool = False
    continued: str = ""

    @property
    def style(self) -> ParagraphStyle:
        """The style of the paragraph."""
        return self.paragraph.style
