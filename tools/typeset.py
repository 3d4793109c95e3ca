"""Lines as a typesetter or the pages of a file have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from docconv.formats.pdf.fonts.fonts import SHY, UNITS, DocumentFonts
from docconv.formats.pdf.typesetting.lines import PlacedLine
from docconv.formats.pdf.writing.document import Options
from docconv.themes import theme_and_page


@frozen
class Line:
    """A line, in points; y is down.

    - `text`: its characters, with the hyphen of a divided word.
    - `place`: its page and column.
    - `y`: its base line.
    - `gaps`: its word spaces, left and right edge of each.
    - `natural`: the space of the font.
    - `missing`: how far its end is from the measure.
    - `justified`, `divided`: it should fill the measure; it ends within a word.
    - `first`, `last`: of its paragraph.
    - `leads`: its paragraph is kept with the next one.
    - `grid`: the distance of the lines of the text; 0 where there is no grid.
    """

    text: str
    place: tuple[int, int]
    y: float
    gaps: tuple[tuple[float, float], ...]
    natural: float
    missing: float
    justified: bool
    divided: bool
    first: bool
    last: bool
    leads: bool
    grid: float

    @property
    def spacing(self) -> float:
        """The word spaces in spaces of the font."""
        if not self.gaps:
            return 1.0
        return sum(right - left for left, right in self.gaps) / len(self.gaps) / self.natural


def lines_of(pages: Sequence[Sequence[PlacedLine]], options: Options) -> list[Line]:
    """The lines of docconv's typesetter, without those of notes at the foot."""
    theme, page, _ = theme_and_page(options, "")
    fonts, grid = DocumentFonts(), theme.styles.speech.leading
    placed = [(number, item) for number, items in enumerate(pages) for item in items]
    notes = {id(note) for _, item in placed for note in item.paragraph.notes}
    rows = [(number, item) for number, item in placed if id(item.paragraph) not in notes]
    found: list[Line] = []
    for at, (number, item) in enumerate(rows):
        before = rows[at - 1][1].paragraph if at else None
        column = round((item.left - page.left) / (page.column + page.between))
        found.append(
            _line(item, fonts, (number, column), page.height, grid, first=item.paragraph is not before)
        )
    return found


def _line(
    item: PlacedLine,
    fonts: DocumentFonts,
    place: tuple[int, int],
    height: float,
    grid: float,
    *,
    first: bool,
) -> Line:
    line, style = item.line, item.style
    scale = style.size / UNITS
    gaps, text = list[tuple[float, float]](), ""
    x = item.x
    for run in line.runs:
        x = x if run.at is None else item.left + run.at
        widths = fonts.selection(run.span.font).widths
        for word in run.words:
            bare = word.rstrip(" ")
            x += widths[bare] * scale + run.tracking * len(bare) if bare else 0.0
            if bare != word:
                wide = widths[" "] * scale + run.spacing + run.tracking
                gaps.append((x, x + wide))
                x += wide
        text += "".join(run.words)
    if text.endswith(" ") and gaps:
        gaps.pop()
    return Line(
        text,
        place,
        height - item.y,
        tuple(gaps),
        fonts.selection(style.font).widths[" "] * scale,
        item.right - item.style.indent_end - item.x - line.width,
        style.align == "justify" and not (line.rtl or line.mixed or "\n" in item.paragraph.text()),
        text.endswith(SHY),
        first,
        item.closing,
        style.keep_with_next,
        grid,
    )


def paragraphs_of(pages: Sequence[Sequence[PlacedLine]]) -> Iterator[PlacedLine]:
    """The first line of each paragraph, in order, without notes at the foot."""
    items = [item for page in pages for item in page]
    notes = {id(note) for item in items for note in item.paragraph.notes}
    before = None
    for item in items:
        if item.paragraph is not before and id(item.paragraph) not in notes:
            yield item
        before = item.paragraph
