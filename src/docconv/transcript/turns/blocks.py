"""Lines to blocks: paragraphs with what their label and their marks say, and with the points that are not
reading text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from attrs import define, field

from docconv.model import Milestone, Span
from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.annotations import LineMark, StyledText, WeighedCandidate, within
from docconv.transcript.kinds import is_separator, is_stage
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.clock import is_hour_after
from docconv.transcript.lines.lines import Layout, TranscriptLine
from docconv.transcript.lines.spoken_times import are_stamped, is_spoken_under_times
from docconv.transcript.marks import CHEVRONS, SENTENCE_ENDS
from docconv.transcript.shape import is_caseless, is_lower
from docconv.walk import SENTENCE_CLOSED

NOTHING = StyledText("")
LIST_ITEM = regex(r"(?:\d{1,3}[.)]|\(?[a-z\d]{1,3}\)|[•*·])\s+\S")
COLONS = (":", "：")
EMPHASIS = ("**", "*", "_")
COUNTED = regex(r"(\d{1,2})[.)]\s+\S")
COUNTED_LINE = regex(r"([^\W\d_](?:[^\d\n,;:.?! ]|\.(?=[\s\d])|\s)*+)\d{1,5}")
POINT_OF_RECORD = regex(r"([一二三四五六七八九十]{1,2})、\s*\S")
LONGEST_NUMERAL = 3  # signs, with the one after it
NUMERALS = (*"一二三四五六七八九", *("十" + one for one in ("", *"一二三四五六七八九")))
LONGEST_COUNTED = 40  # characters
SHORTEST_RULE = 3  # signs
FEWEST_TITLES, LONGEST_TITLE = 3, 10  # words
FEWEST_ITEMS, LONGEST_CASELESS = 2, 20  # lines, signs
ITEM = regex(
    r"(?:(?P<word>§|[^\W\d_]{2,14})\.?\s)?(?P<number>\d{1,3})(?:/\d{2,4})?"
    r"(?:[.):–-]{1,2}|[ºªοη°]\b|\s?§)?:?\s+(?=\S)"
)
"""The number of a point of an agenda, with what points are called before it: `Item 3: `, `Sak 31/19: `."""
ASKED_IN_BOLD = regex(r"(\*\*|__)[^*_\n]{2,400}[?？؟]\1")
"""A question in bold type, below which the answer begins, blank line or not."""


@define(eq=False, repr=False)
class Block:
    """Lines that belong together.

    line, indent, gap, start: those of the first line.
    end: the offset after the last character.
    choice, mark: what is known of the first line.
    pieces: the texts of the lines, with a `Milestone` where there is a point of the source between.
    label_span: where the label is printed.
    delivery: what the label says of the way of speaking.
    printed: a labelled line as it is printed.
    list_number: what a list prints before it.
    speaker: who speaks, as a user has decided.
    text: the reading text, lines joined by line feeds, as `joined` has found it.
    is_doubtful: the first line begins a little like a label.
    is_confirmed: a user has decided that its label is one.
    """

    line: int
    indent: int
    gap: int
    start: int
    end: int = 0
    choice: WeighedCandidate | None = None
    mark: LineMark | None = None
    pieces: list[StyledText | Milestone] = field(factory=list)
    label_span: Span | None = None
    delivery: str = ""
    printed: StyledText = NOTHING
    list_number: str = ""
    speaker: str = ""
    is_doubtful: bool = False
    is_confirmed: bool = False
    text: str = field(default="", init=False)
    _joined: int = field(default=0, init=False, eq=False, repr=False)
    _span: Span | None = field(default=None, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.joined()

    @property
    def is_decided(self) -> bool:
        """Whether a user has said what it is."""
        return self.mark is not None and self.mark.is_decided

    @property
    def is_decided_speech(self) -> bool:
        """Whether a user has said that it is spoken, or by whom, or the notation that a turn begins."""
        mark = self.mark
        said = mark is not None and (mark.kind == "turn" or (mark.is_decided and mark.kind == "speech"))
        labelled = self.choice is not None or (mark is not None and mark.kind == "label")
        return said or bool(self.speaker and not labelled)

    def joined(self) -> str:
        """The reading text, joined anew when pieces have come, after which whoever adds them asks for it."""
        pieces = self.pieces
        if self._joined != len(pieces):
            self.text = "\n".join([piece.text for piece in pieces if isinstance(piece, StyledText)])
            self._joined = len(pieces)
        return self.text

    @property
    def is_bare(self) -> bool:
        """Whether it is a label with nothing below it so far."""
        return self.choice is not None and not self.pieces

    @property
    def is_timed(self) -> bool:
        """Whether a time code is before the words."""
        for piece in self.pieces:
            if not isinstance(piece, Milestone):
                break
            if piece.kind == "time":
                return True
        return False

    @property
    def span(self) -> Span:
        """From the first visible character to the last; made anew when these are others."""
        span = self._span
        if span is None or span.end != self.end or span.start != self.start:
            span = self._span = Span(self.line, self.indent + 1, self.start, self.end)
        return span


def mark_titles(blocks: Sequence[Block]) -> None:
    """Say of titles that count on through the text, with other text between them, that they are headings:
    `1. Minutes`, `2. Roof of the barn`, `3. Other business`. Two are enough where one is in capitals.
    """
    dense = not any(block.gap for block in blocks)
    numbers = [_title_number(block, dense=dense) for block in blocks]
    found: list[Block] = []
    for block, number, above, below in zip(blocks, numbers, (0, *numbers), (*numbers[1:], 0), strict=False):
        if number and number == len(found) + 1 and not above and not below:
            found.append(block)
    shouted = len(found) + 1 == FEWEST_TITLES and any(block.text.isupper() for block in found)
    for block in found if shouted or len(found) >= FEWEST_TITLES else ():
        block.mark = LineMark("heading", level=1)


def mark_items(blocks: Sequence[Block], lexicon: TranscriptLexicon) -> None:
    """Say of lines that end as no sentence does, apart and right above speech, that they are headings, where
    two or more are numbered alike and count on: `1. Minutes`, `2. Roof`; `Item 4: Roof`, `Item 5: Pump`. One
    full stop may end a title after a word that heads parts, `Item 4: The roof.`.
    """
    _mark_caseless(blocks)
    found: dict[str, list[tuple[int, Block]]] = {}
    for block, below in pairwise(blocks):
        free = block.choice is None and (block.mark is None or block.mark.kind == "heading")
        free = free and block.gap > 0 and below.gap > 0 and below.choice is not None
        text = block.text if free else ""
        title = text[:-1] if text[-1:] == "." and text.count(".") == 1 else text
        match = ITEM.match(text) if title and title[-1].isalnum() and "\n" not in text else None
        if title is not text and match is not None and not _heads_parts(match, lexicon):
            continue
        if match is not None and len(text.split()) <= LONGEST_TITLE and _is_numbered(match):
            found.setdefault((match["word"] or "").casefold(), []).append((int(match["number"]), block))
    for same in found.values():
        numbers = [number for number, _ in same]
        if len(same) >= FEWEST_ITEMS and all(one < two for one, two in pairwise(numbers)):
            for _, block in same:
                block.mark = block.mark or LineMark("heading", level=1)


def _mark_caseless(blocks: Sequence[Block]) -> None:
    """Say of short lines of a script without capitals that they are headings, where two or more end as no
    sentence does, apart and right above a label, and all else ends as sentences do: `渡輪服務`.
    """
    found: list[Block] = []
    for block, below in zip(blocks, (*blocks[1:], None), strict=False):
        text = block.text
        if block.choice is None and block.mark is None and below is not None and is_caseless(text[:1]):
            apart = block.gap > 0 and below.gap > 0 and below.choice is not None and "\n" not in text
            if apart and text[-1].isalnum() and len(text) <= LONGEST_CASELESS:
                found.append(block)
                continue
        if text and block.choice is not None and text[-1] not in SENTENCE_ENDS:
            return
    for block in found if len(found) >= FEWEST_ITEMS else ():
        block.mark = LineMark("heading", level=1)


def _heads_parts(match: re.Match[str], lexicon: TranscriptLexicon) -> bool:
    """Whether the word before a number heads parts of records."""
    return (match["word"] or "").casefold() in lexicon.headings


def _is_numbered(match: re.Match[str]) -> bool:
    """Whether a number is parted from its title by a mark, or the word for points is before it."""
    return match["word"] is not None or not match[0].rstrip()[-1].isdecimal()


def mark_counted(blocks: Sequence[Block]) -> None:
    """Say of short lines between paragraphs that are the same but for their numbers that they are headings:
    `Question No. 241`, `Question No. 247`, `Question No. 246`; in dense text above others in capitals.
    """
    found: dict[str, list[Block]] = {}
    for block, below in zip(blocks, [*blocks[1:], None], strict=False):
        parted = block.gap > 0 or (below is not None and below.choice is None and below.text.isupper())
        free = block.choice is None and block.mark is None and parted and block.text[-1:].isdecimal()
        if free and len(block.text) <= LONGEST_COUNTED and (match := COUNTED_LINE.fullmatch(block.text)):
            found.setdefault(match[1].strip(), []).append(block)
    for same in found.values():
        for block in same if len(same) >= FEWEST_TITLES else ():
            block.mark = LineMark("heading")


def _mark_points(lines: Sequence[TranscriptLine]) -> None:
    """Say of the points of an agenda that count on through a record that they are headings, also right above
    a label or what is told of them: `1. Minutes`, `2. Roof of the barn`. After most of them somebody speaks.
    """
    found: list[int] = []
    for at, line in enumerate(lines):
        free = line.choice is None and (line.mark is None or line.mark.kind == "heading") and line.gap > 0
        if not free or not line.text[0].isdecimal():
            continue
        match = COUNTED.match(line.text)
        is_next = match is not None and int(match[1]) == len(found) + 1
        below = lines[at + 1] if at + 1 < len(lines) else None
        told = below is not None and (below.gap > 0 or not is_lower(below.text[0]))
        if is_next and told and line.text[-1].isalnum() and len(line.text.split()) <= LONGEST_TITLE:
            found.append(at)
    parts = pairwise((*found, len(lines)))
    spoken = sum(any(line.choice for line in lines[at:end]) for at, end in parts)
    if len(found) >= FEWEST_TITLES and spoken * 2 > len(found):
        for at in found:
            lines[at].mark = LineMark("heading", level=1)


def _mark_points_of_record(lines: Sequence[TranscriptLine]) -> None:
    """Say of the points of a record in Chinese or Japanese that count on after the speeches from those above
    the first one, `三、出席：…`, `四、決議：`, that they are told, as is what is below them.
    """
    begun = ((at, line.text) for at, line in enumerate(lines) if "、" in line.text[:LONGEST_NUMERAL])
    points = [(at, match[1]) for at, text in begun if (match := POINT_OF_RECORD.match(text))]
    first = next((at for at, line in enumerate(lines) if line.choice is not None), len(lines))
    pairs = takewhile(lambda pair: pair[0][1] == pair[1], zip(points, _counted_from(points), strict=False))
    found = [at for (at, _), _ in pairs]
    if sum(at < first for at in found) < FEWEST_ITEMS:
        return
    for at in (one for one in found if one > first and lines[one].choice is None):
        for line in takewhile(lambda line: line.choice is None, lines[at:]):
            line.opens = True
            line.mark = line.mark or LineMark("narrative")


def _counted_from(points: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The numbers from the first of some points on, as they are written in Chinese."""
    start = NUMERALS.index(points[0][1]) if points and points[0][1] in NUMERALS else len(NUMERALS)
    yield from NUMERALS[start:]


def _title_number(block: Block, *, dense: bool) -> int:
    """The number before a few words without a full stop, 0 where a paragraph is no such title; apart, unless
    no paragraph of the text is.
    """
    free = block.mark is None or block.mark.kind == "heading"
    if block.choice is not None or not free or not (block.gap or dense):
        return 0
    text = block.text
    match = COUNTED.match(text)
    is_title = match and "\n" not in text and len(text.split()) <= LONGEST_TITLE and text[-1].isalnum()
    return int(match[1]) if match and is_title else 0


def build(lines: Sequence[TranscriptLine], layout: Layout) -> Iterator[Block]:
    """The blocks of a text, in order; every line is in one of them."""
    _mark_points(lines)
    _mark_points_of_record(lines)
    current: Block | None = None
    pending: list[Milestone] = []
    timed = are_stamped(lines) or is_spoken_under_times(lines)
    time = times.LEADING if timed else times.CUE
    for index, line in enumerate(lines):
        point = _point(line)
        if point is not None and not _is_value(lines, index, current):
            points = [Milestone("annotation", line.margin), point] if line.margin else [point]
            below = current is not None and not line.gap and point.kind == "time" and current.is_bare
            (current.pieces if current is not None and below else pending).extend(points)
            continue
        bare = line.choice is None and line.mark is None and not line.text[:1].isalpha()
        cue = time.match(line.text) if bare else None
        labelled = line.choice or line.mark or line.speaker or cue
        if current is None or labelled or _opens(lines, index, layout, current, joined=bool(pending)):
            here = ("time",) if current else ("time", "annotation")  # above the first, there is nothing else
            if pending:
                yield from _closed(current, [point for point in pending if point.kind not in here])
            elif current is not None:
                current.joined()
                yield current
            current = _open(line)
            if pending:
                current.pieces.extend(point for point in pending if point.kind in here)
            text = _words(line, cue.end() if cue else 0)
        else:
            current.pieces.extend(pending)
            text = StyledText(line.text, line.emphasis)
        if cue is not None:
            current.pieces.append(Milestone("time", cue[1]))
        if line.margin:
            current.pieces.append(Milestone("annotation", line.margin))
        pending = []
        current.end = line.start + len(line.text)
        if text.text:
            current.pieces.append(text)
    yield from _closed(current, pending)


def _closed(current: Block | None, points: Sequence[Milestone]) -> Iterator[Block]:
    """A block with the points after it: a page ends with what is on it."""
    if current is None and points:
        current = Block(1, 0, 0, 0)
    if current is not None:
        current.pieces.extend(points)
        current.joined()
        yield current


def _words(line: TranscriptLine, cue: int = 0) -> StyledText:
    """The words of a line after its label, its mark or the times of its cue."""
    body = line.choice.candidate.body if line.choice else line.mark.body if line.mark else cue
    words = line.text[body:].strip()
    start = line.text.index(words, body)
    for sign in EMPHASIS if line.choice and words[-1:] in EMPHASIS else ():
        if words.endswith(sign) and line.text[:body].count(sign) == words.count(sign) == 1:
            return StyledText(f"{sign}{words}")  # `**P. When?**`, `_P: When?_`
    return StyledText(words, within(line.emphasis, start, start + len(words)))


def _open(line: TranscriptLine) -> Block:
    block = Block(line.number, line.indent, line.gap, line.start, choice=line.choice, mark=line.mark)
    block.is_confirmed = line.is_confirmed
    block.list_number, block.speaker, block.is_doubtful = line.list_number, line.speaker, line.is_doubtful
    if line.choice is not None:
        candidate = line.choice.candidate
        block.delivery, block.printed = candidate.delivery, StyledText(line.text, line.emphasis)
        if candidate.number:
            block.pieces.append(Milestone("annotation", candidate.number))
        if candidate.time:
            block.pieces.append(Milestone("time", candidate.time))
        at = line.start + candidate.start
        block.label_span = Span(line.number, line.indent + candidate.start + 1, at, at + len(candidate.label))
    return block


def _point(line: TranscriptLine) -> Milestone | None:
    """A line that is no reading text: page furniture, a time code, an annotation."""
    mark = line.mark
    if line.is_furniture:
        return Milestone("page", line.text)
    if mark is not None and mark.kind in ("time", "page", "annotation"):
        return Milestone(mark.kind, line.text)
    if mark is None and times.is_time(line.text):
        return Milestone("time", line.text)
    return None


def _is_value(lines: Sequence[TranscriptLine], index: int, current: Block | None) -> bool:
    """Whether a time below a colon that no label ends, with a blank line below, says when that was:
    `BREAK:`, `[20:37]`; or ends the sentence of the line above, `The time on the monitor is`, `11:12 a.m.`.
    """
    line, below = lines[index], lines[index + 1 : index + 2]
    if index and is_hour_after(lines[index - 1], line):
        return True
    if (
        current is None
        or current.choice is not None
        or line.gap
        or line.mark is not None
        or line.is_furniture
    ):
        return False
    return current.joined().endswith(COLONS) and (not below or below[0].gap > 0)


def _opens(
    lines: Sequence[TranscriptLine], index: int, layout: Layout, current: Block, *, joined: bool
) -> bool:
    """Whether a line begins a block of its own.

    After page furniture a paragraph goes on if it has not ended: no full stop before, or a small letter
    after.
    """
    line = lines[index]
    if current.mark is not None and current.mark.kind in ("heading", "title"):
        return True
    if current.mark is not None and current.mark.kind == "boilerplate" and (joined or current.mark.is_beside):
        return True
    ends_bracket = current.mark is not None and current.mark.kind == "stage" and line.opens
    after_event = _is_event(current) or (joined and current.joined() != "" and is_stage(line.text))
    asks = line.text[0] == "*" and ASKED_IN_BOLD.fullmatch(line.text)
    above = current.joined() if current.choice is None else ""
    bold = above[:1] in ("*", "_") and ASKED_IN_BOLD.fullmatch(above)
    asked = current.choice is None and bool(asks or bold)
    if line.text.startswith(CHEVRONS) or ends_bracket or after_event or asked or _is_rule(current):
        return True
    if line.gap == 0 and not (line.opens and current.pieces):
        return False
    if joined and not is_separator(line.text):
        ended = current.joined().rstrip().endswith(SENTENCE_CLOSED)
        return (ended and not is_lower(line.text[0])) and (line.gap > 0 or line.opens)
    if line.gap:
        return True
    if layout.width:
        return line.opens
    if LIST_ITEM.match(line.text):
        return True
    if is_stage(line.text) and current.pieces and layout.spaced:
        return current.choice is not None and not current.gap
    return not layout.spaced and not _hangs(line, current)


def _is_rule(block: Block) -> bool:
    """Whether all that a block has so far is a row of signs, `---`; what follows is parted from it."""
    if block.choice is not None or block.mark is not None or len(block.pieces) != 1:
        return False
    return len(block.joined()) >= SHORTEST_RULE and is_separator(block.joined())


def _is_event(block: Block) -> bool:
    """Whether all that a block has so far is in brackets; its first piece tells that most are not."""
    first = block.pieces[0] if block.pieces and block.choice is None and block.mark is None else None
    if isinstance(first, StyledText) and first.text[0].isalnum():
        return False
    return first is not None and block.joined() != "" and is_stage(block.joined())


def _hangs(line: TranscriptLine, current: Block) -> bool:
    """Whether a line further in than a label goes on with the sentence after it, in a text whose lines are
    mostly whole paragraphs.
    """
    labelled = current.choice is not None and line.indent > current.indent
    return labelled and is_lower(line.text[0]) and not current.joined().endswith(SENTENCE_CLOSED)
