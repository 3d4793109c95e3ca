"""Lines to blocks: paragraphs with what their label and their marks say, and with the points that are not
reading text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from docconv.model import Break, Span
from docconv.transcript.kinds import SEPARATOR, is_stage
from docconv.transcript.labels.conventions import Choice, Convention
from docconv.transcript.labels.rules import CHEVRONS, is_time
from docconv.transcript.lines.lines import Layout, Line
from docconv.transcript.lines.notations import Mark
from docconv.transcript.shape import is_lower

VERSE_WIDTH = 60
LIST_ITEM = re.compile(r"(?:\d{1,3}[.)]|\(?[a-z\d]{1,3}\)|[•*·])\s+\S")
SENTENCE_ENDS = (".", "!", "?", "…", '."', ".”", "。", ":")


@define(slots=True)
class Block:
    """Lines that belong together. `pieces` are their texts, with a `Break` where a point of the source stands
    between; `delivery` is what the label says of the way of speaking, `printed` a
    labelled line as it stands.
    """

    line: int
    indent: int
    gap: int
    start: int
    end: int = 0
    choice: Choice | None = None
    mark: Mark | None = None
    pieces: list[str | Break] = field(factory=list)
    label_span: Span | None = None
    delivery: str = ""
    printed: str = ""

    @property
    def text(self) -> str:
        """The reading text, lines joined by line feeds."""
        return "\n".join(piece for piece in self.pieces if isinstance(piece, str))

    @property
    def span(self) -> Span:
        """From the first visible character to the last."""
        return Span(self.line, self.indent + 1, self.start, self.end)


def build(
    lines: Sequence[Line],
    layout: Layout,
    convention: Convention,
    marks: Mapping[int, Mark],
    furniture: frozenset[int],
) -> Iterator[Block]:
    """The blocks of a text, in order; every line is in one of them."""
    current: Block | None = None
    pending: list[Break] = []
    for index, line in enumerate(lines):
        point = _point(index, line, marks.get(index), furniture)
        if point is not None:
            pending.append(point)
            continue
        choice, mark = convention.choices.get(index), marks.get(index)
        if current is None or choice or mark or _opens(lines, index, layout, current, joined=bool(pending)):
            yield from _closed(current, [point for point in pending if point.kind != "time"])
            current = _open(line, choice, mark)
            current.pieces.extend(point for point in pending if point.kind == "time")
            body = choice.candidate.body if choice else mark.body if mark else 0
            text = line.text[body:].strip()
        else:
            current.pieces.extend(pending)
            text = line.text
        if line.margin:
            current.pieces.append(Break("annotation", line.margin))
        pending = []
        current.end = line.start + len(line.text)
        if text:
            current.pieces.append(text)
    yield from _closed(current, pending)


def _closed(current: Block | None, points: Sequence[Break]) -> Iterator[Block]:
    """A block with the points behind it: a page ends with what stands on it."""
    if current is None and points:
        current = Block(1, 0, 0, 0)
    if current is not None:
        current.pieces.extend(points)
        yield current


def _open(line: Line, choice: Choice | None, mark: Mark | None) -> Block:
    block = Block(line.number, line.indent, line.gap, line.start, choice=choice, mark=mark)
    if choice is not None:
        candidate = choice.candidate
        block.delivery, block.printed = candidate.delivery, line.text
        if candidate.number:
            block.pieces.append(Break("annotation", candidate.number))
        if candidate.time:
            block.pieces.append(Break("time", candidate.time))
        at = line.start + candidate.start
        block.label_span = Span(line.number, line.indent + candidate.start + 1, at, at + len(candidate.label))
    return block


def _point(index: int, line: Line, mark: Mark | None, furniture: frozenset[int]) -> Break | None:
    """A line that is no reading text: page furniture, a time code, an annotation."""
    if index in furniture:
        return Break("page", line.text)
    if mark is not None and mark.kind in ("time", "page", "annotation"):
        return Break(mark.kind, line.text)
    if mark is None and is_time(line.text):
        return Break("time", line.text)
    return None


def _opens(lines: Sequence[Line], index: int, layout: Layout, current: Block, *, joined: bool) -> bool:
    """Whether a line begins a block of its own.

    Behind page furniture a paragraph goes on if it has not ended: no full stop before, or a small letter
    after.
    """
    line = lines[index]
    if current.mark is not None and current.mark.kind in ("heading", "title"):
        return True
    if current.mark is not None and current.mark.kind == "boilerplate" and joined:
        return True
    if line.text.startswith(CHEVRONS):
        return True
    if line.gap == 0 and not (line.opens and current.pieces):
        return False
    if joined and not SEPARATOR.match(line.text):
        ended = current.text.rstrip().endswith(SENTENCE_ENDS)
        return (ended and not is_lower(line.text[0])) and (line.gap > 0 or line.opens)
    if line.gap:
        return True
    if layout.width:
        return line.opens
    if LIST_ITEM.match(line.text):
        return True
    if is_stage(line.text) and current.pieces and layout.spaced:
        return False
    return not layout.spaced


def is_verse(block: Block) -> bool:
    """Whether the lines of a block are lines of verse: short, with capitals, most of them not ending a
    sentence.
    """
    rows = [piece for piece in block.pieces if isinstance(piece, str)]
    if len(rows) < 2 or any(len(row) > VERSE_WIDTH for row in rows):
        return False
    capital = sum(1 for row in rows if row[0].isupper() or not row[0].isalpha())
    closed = sum(1 for row in rows if row.endswith(SENTENCE_ENDS))
    return capital * 10 >= len(rows) * 7 and closed * 3 <= len(rows) * 2
