"""What is on the pages of a PDF: stretches of letters with their place and state, read with PDFium.

Coordinates are in points, x to the right, y down, after the letters were turned upright. A page whose text
runs in several directions is read in the one that most of it has. One that is read from the right is
mirrored, so that lines begin at the left of all pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

import pypdfium2 as pdfium
from attrs import evolve, frozen

from docconv.bidi import is_rtl
from docconv.formats.pdf.foreign.letters import REPLACEMENT, Letter, TextStates, letter_of, letters
from docconv.formats.pdf.foreign.logical_order import in_order, is_from_right
from docconv.formats.pdf.foreign.pdfium import ALONE
from docconv.formats.pdf.foreign.words import SPACELESS
from docconv.limits import counted
from docconv.patterns import regex
from docconv.transcript.styled.paragraphs import StyledRun

GLUED, APART, RAISED, EVEN = 0.17, 1.4, 0.5, 0.1
"""In parts of the type size: gaps up to here part no words; from here on parts of a line; the height of a
superscript over its line; how far base lines of one line differ.
"""
JUMPED, TABBED = 0.9, 0.2
"""From here on gaps without a space part a line; and where the file has spaces in nearly all others."""
OPENING, CLOSING = frozenset("([{«"), frozenset(")]}»")
MIRRORED = dict(zip("()[]{}«»", ")(][}{»«", strict=True))
TIED, FEW = regex(r"(?:(?:^|\s)[^\W\d_A-ZÀ-Þ]|[.!?]\s[^\W\d_])$"), 4
MARKS = 4  # letters among which is one that bears a mark
SEVERAL, TWO, UNEVEN, LONGEST_LABEL = 2.6, 1.7, 0.15, 30  # spaces, parts of one, letters before them
FULL_WIDTH, WIDE_SPACE = 1.8, "\u3000"
"""How wide such a space is at most with the room beside the signs, in parts of the type size."""
NARROW, COMMON, NEAR = 0.4, 3, 1.0
"""A gap that wide at most, in parts of the type size, parts a line only if so many segments of the page begin
where the words after it do, so many points from there at most.
"""
SPACED, ENOUGH, SOME = 5, 20, 12
"""How many spaces there are for each gap without one, and at least on a page, if the file has spaces; how
many tell that no line is stretched.
"""


@frozen
class Segment:
    """Words on one line without a larger gap between them.

    - `pieces`: its runs.
    - `left`, `right`, `y`: its extent and its base line, in points.
    - `size`: of its type.
    """

    pieces: tuple[StyledRun, ...]
    left: float
    right: float
    y: float
    size: float

    @cached_property
    def text(self) -> str:
        """Its characters, which many questions are about."""
        return "".join(piece.text for piece in self.pieces)


@frozen
class SegmentedPage:
    """The segments of a page in the order of the file. `turned` counts letters that run in other directions,
    `unknown` those without a character; `edges` are left and right of the page, if the text is upright;
    `printed` is its text as PDFium gives it.
    """

    number: int
    segments: tuple[Segment, ...]
    turned: int = 0
    unknown: int = 0
    edges: tuple[float, float] | None = None
    printed: str = ""


def pages(data: bytes) -> Iterator[SegmentedPage]:
    """The pages of a PDF. Raises `pypdfium2.PdfiumError` for what PDFium cannot open."""
    with ALONE:
        document = pdfium.PdfDocument(data)
        try:
            states = TextStates()
            for index in counted("read: pages", range(len(document))):
                page = document[index]
                text = page.get_textpage()
                found = _page(index + 1, list(letters(text.raw, states)), page.get_width())
                yield evolve(found, printed=text.get_text_range())
                text.close()
                page.close()
        finally:
            document.close()


def _page(number: int, found: list[Letter], width: float) -> SegmentedPage:
    turns = Counter[int]()
    for letter in found:
        if letter.state and not letter.text.isspace():
            turns[letter.state.turn] += len(letter.text)
    main = turns.most_common(1)[0][0] if turns else 0
    kept = [letter for letter in found if letter.state is None or letter.state.turn == main]
    backwards = sum(is_rtl(letter.text) for letter in kept)
    from_right = backwards * 2 > sum(letter.text.isalpha() for letter in kept)
    segments = _segments_backwards(kept, rtl=from_right) if backwards else _joined(list(_segments(kept)))
    edges = None if main else (0.0, width)
    if backwards and from_right:
        segments, edges = map(_mirrored, segments), edges and (-width, 0.0)
    unknown = sum(letter.text.count(REPLACEMENT) for letter in kept)
    return SegmentedPage(number, tuple(segments), sum(turns.values()) - turns[main], unknown, edges)


# ------------ segments


def _segments(letters: Sequence[Letter]) -> Iterator[Segment]:
    """Letters in a row, until the line or the part of it ends, which several spaces after a few words do."""
    jump, several = _jump(letters), _several(letters)
    row: list[Letter] = []
    space: Letter | None = None
    for letter in letters:
        if letter.text.isspace() or letter.state is None:
            space = letter if letter.text.isspace() else space
            continue
        gap = JUMPED if jump == TABBED and row and _is_tied(row) else jump
        gap = _widest(row, several) if space and space.state else gap
        wide = bool(row) and _is_wide(row[-1], letter)
        if row and not _goes_on(row[-1], letter, FULL_WIDTH if wide else gap):
            yield _segment(row)
            row = []
        elif row and (space is not None or _gap(row[-1], letter) > GLUED * _size(letter)):
            blank = WIDE_SPACE if wide else space.text if space else " "
            row.append(letter_of(blank, row[-1].right, letter.left, letter.y, row[-1].state))
        space = None
        row.append(letter)
    if row:
        yield _segment(row)


def _joined(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Segments, those in one that a gap no wider than a space parts, after which no column begins: some
    programs move on between two words and print no space.
    """
    begins = Counter(round(one.left / NEAR) for one in segments)
    last: Segment | None = None
    for one in segments:
        if last is not None and _is_narrow(last, one) and _in_column(begins, one) < COMMON:
            pieces = (*last.pieces, StyledRun(" ", last.pieces[-1].features), *one.pieces)
            last = evolve(last, pieces=pieces, right=one.right, size=max(last.size, one.size))
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _is_narrow(before: Segment, after: Segment) -> bool:
    """Whether a segment is on the line of another, no further after it than a space is wide."""
    is_level = abs(after.y - before.y) <= EVEN * before.size
    return is_level and 0 < after.left - before.right <= NARROW * before.size


def _in_column(begins: Counter[int], segment: Segment) -> int:
    """How many segments begin where one does."""
    place = round(segment.left / NEAR)
    return begins[place - 1] + begins[place] + begins[place + 1]


def _widest(row: Sequence[Letter], several: float) -> float:
    """How wide spaces within a line are at most: after a number at its beginning fewer than after words,
    and far from there any.
    """
    if len(row) > LONGEST_LABEL or several >= APART:
        return APART
    return several * TWO / SEVERAL if len(row) == 1 and row[0].text.isdecimal() else several


def _is_wide(before: Letter, after: Letter) -> bool:
    """Whether a gap between signs as wide as high is the space of Chinese and Japanese."""
    wide = SPACELESS.match(before.text[-1:]) and SPACELESS.match(after.text[:1])
    return wide is not None and _gap(before, after) >= JUMPED * _size(after)


def _several(letters: Sequence[Letter]) -> float:
    """How wide three spaces are, of which PDFium gives one, where no line is stretched: nearly all gaps there
    are one space wide or a few, and most are one.
    """
    gaps = [
        (_gap(before, after) / (space.right - space.left), space)
        for before, space, after in zip(letters, letters[1:], letters[2:], strict=False)
        if space.text == " " and space.state and space.right > space.left and _goes_on(before, after, APART)
    ]
    even = sum(abs(gap - round(gap)) <= UNEVEN for gap, _ in gaps)
    single = sum(gap < TWO for gap, _ in gaps)
    if len(gaps) < SOME or even * 20 < len(gaps) * 19 or single * 5 < len(gaps) * 3:
        return APART
    return min((SEVERAL * (space.right - space.left) / _size(space) for _, space in gaps), default=APART)


def _is_tied(row: Sequence[Letter]) -> bool:
    """Whether a row ends in a word of one letter, after which typesetters put no space that may end a line:
    `w Krakowie`; a capital opens a sentence.
    """
    return TIED.search("".join(letter.text[-FEW:] for letter in row[-FEW:])) is not None


def _mirrored(segment: Segment) -> Segment:
    """A segment of a page that is read from the right, as if that were read from the left."""
    return evolve(segment, left=-segment.right, right=-segment.left)


def _segments_backwards(letters: Iterable[Letter], *, rtl: bool) -> Iterator[Segment]:
    """The segments of such a page, from the places of its letters; `rtl` is the direction of most of them."""
    seen = sorted((one for one in letters if one.state and not one.text.isspace()), key=lambda one: one.y)
    edges = min(one.left for one in seen), max(one.right for one in seen)
    line: list[Letter] = []
    for letter in seen:
        if line and letter.y - line[0].y > RAISED * max(_size(letter), _size(line[0])):
            yield from _parts(line, rtl=_runs_from_right(line, edges, rtl=rtl))
            line = []
        line.append(letter)
    yield from _parts(line, rtl=_runs_from_right(line, edges, rtl=rtl))


def _runs_from_right(line: Sequence[Letter], edges: tuple[float, float], *, rtl: bool) -> bool:
    """Whether a line is of a paragraph from the right: it begins at the edge of the text there, or it is as
    wide as the text of a page that does. Of a line that reaches no edge its letters tell.
    """
    size = _size(line[0])
    at_left = min(one.left for one in line) - edges[0] <= size
    at_right = edges[1] - max(one.right for one in line) <= size
    if at_left != at_right:
        return at_right
    return rtl if at_left else is_from_right(line)


def _parts(line: list[Letter], *, rtl: bool) -> Iterator[Segment]:
    """The parts of a line, each in the order of reading, with spaces."""
    part: list[Letter] = []
    for letter in sorted(line, key=lambda one: one.left):
        end = max((one.right for one in part[-MARKS:]), default=letter.left)
        if letter.left - end > APART * _size(letter):
            yield _segment(_logical(part, rtl=rtl))
            part = []
        elif letter.left - end > GLUED * _size(letter):
            part.append(letter_of(" ", end, end, letter.y, part[-1].state))
        part.append(letter)
    yield _segment(_logical(part, rtl=rtl))


def _logical(part: Sequence[Letter], *, rtl: bool) -> list[Letter]:
    """Letters from left to right in the order of reading. Brackets that do not open and close each other are
    turned as the spaces beside them tell: PDFium turns some of those in words from the right.
    """
    row = in_order(part, rtl=rtl)
    return row if _are_paired(row) else [*_turned_brackets(row)]


def _are_paired(row: Iterable[Letter]) -> bool:
    """Whether each bracket that opens is closed."""
    depth = 0
    for letter in row:
        depth += (letter.text in OPENING) - (letter.text in CLOSING)
        if depth < 0:
            return False
    return depth == 0


def _turned_brackets(row: Sequence[Letter]) -> Iterator[Letter]:
    """Brackets that open before a letter and close after one, and in turn where neither or both is so."""
    texts, depth = ["", *(letter.text for letter in row), ""], 0
    for before, letter, after in zip(texts, row, texts[2:], strict=False):
        if letter.text not in MIRRORED:
            yield letter
            continue
        is_bound, leads = before not in ("", " "), after not in ("", " ")
        opens = leads if is_bound != leads else depth == 0
        depth += 1 if opens else -1
        yield letter._replace(text=MIRRORED[letter.text]) if opens is (letter.text in CLOSING) else letter


def _jump(letters: Sequence[Letter]) -> float:
    """How wide a gap without a space is at least, if it parts a line. Wide gaps say nothing of spaces."""
    own = sum(letter.text.count(" ") for letter in letters if letter.state)
    gaps = (pair for pair in zip(letters, letters[1:], letters[2:], strict=False) if pair[1].text == " ")
    near = [
        _goes_on(before, after, JUMPED) for before, space, after in gaps
        if space.state is None and before.state and after.state
    ]  # fmt: skip
    return TABBED if own >= ENOUGH and own >= SPACED * sum(near) else JUMPED


def _size(letter: Letter) -> float:
    return letter.state.size if letter.state else 0


def _gap(before: Letter, letter: Letter) -> float:
    """The room between two letters, whichever is first; negative where they overlap."""
    return max(letter.left - before.right, before.last_left - letter.first_right)


def _goes_on(before: Letter, letter: Letter, widest: float) -> bool:
    """Whether a letter is on the line of another, no further away than a gap in type sizes."""
    size = max(_size(before), _size(letter))
    if abs(letter.y - before.y) > RAISED * size:
        return False
    if before.last_left - letter.first_right > GLUED * size:
        return False
    return _gap(before, letter) <= widest * size


def _segment(row: list[Letter]) -> Segment:
    sizes = Counter[float]()
    for letter in row:
        sizes[round(_size(letter), 1)] += len(letter.text)
    size = max(sizes, key=lambda one: (sizes[one], one))
    row = row if len(sizes) == 1 else _with_capitals(row)
    pieces = tuple(
        StyledRun("".join(letter.text for letter in group), features)
        for features, group in groupby(row, key=_features)
    )
    filled = [letter for letter in row if letter.text != " "]
    main = [letter.y for letter in filled if abs(_size(letter) - size) < 0.2] or [filled[0].y]
    return Segment(pieces, min(one.left for one in filled), max(one.right for one in filled), main[0], size)


def _features(letter: Letter) -> frozenset[str]:
    return letter.state.features if letter.state else frozenset()


def _with_capitals(row: list[Letter]) -> list[Letter]:
    """Each letter by itself; capitals of two sizes in a row are small capitals."""
    single = [letter._replace(text=char) for letter in row for char in letter.text]
    for start, stop in _stretches_of_capitals(single):
        sizes = {round(_size(letter), 1) for letter in single[start:stop] if letter.text.isalpha()}
        if len(sizes) == 2 and max(sizes) <= 1.6 * min(sizes):
            single[start:stop] = map(_as_capital, single[start:stop])
    return single


def _as_capital(letter: Letter) -> Letter:
    state = letter.state
    return letter._replace(state=state and state._replace(features=state.features | {"capitals"}))


def _stretches_of_capitals(row: list[Letter]) -> Iterator[tuple[int, int]]:
    start = 0
    for is_capital, group in groupby(row, key=lambda one: not one.text.isalpha() or one.text.isupper()):
        stop = start + len(list(group))
        if is_capital and stop - start > 2:
            yield start, stop
        start = stop
