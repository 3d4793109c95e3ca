"""How a text is set: wrapped or not, blank lines or not, indented or not; and where a paragraph may begin."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.lines.layout.brackets import close_brackets
from docconv.transcript.lines.layout.margins import CARRIED, MIN_WIDTH, colon_labels
from docconv.transcript.lines.lines import RAGGED, TAB, TERMINAL, Layout, TranscriptLine

MAX_WIDTH = 130
MIN_COLUMN = 24  # where small letters tell that lines go on
WIDE, PROPORTIONAL = 90, 6
"""In lines so wide, of letters of different widths, full ones end at columns that differ by a sixth."""
FEWEST_CARRIED = 3
ALIKE = 6  # of ten lines
BEGINS = regex(r"(?!\d+[.)]?\s)(?:[^\t\n]{1,30}\t|[^\W\d_][^\n:：.?!]{0,30}[:：]\s|[^\W\d_]*[\d_<\[(]\S*)")
DIGIT = regex(r"\d")
UNPARTED = frozenset(map(chr, (*range(0x0E00, 0x0F00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800))))
"""The letters of Thai, Lao, Burmese and Khmer, whose words no space parts."""
LONGEST_START = 40  # characters, in which a label ends
STAMPED = 3  # a line in so many begins with a time, where times part the lines of a text
SHORT = 0.82  # of the width


def take_double_spacing(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines without the blank lines below every line of a wrapped text, as typists leave them; in other
    texts one of them stays. Heads of pages may stand closer.
    """
    printed = [line.gap for line in lines]
    ordered = sorted(printed[1:])
    usual = ordered[len(ordered) // 2] if len(ordered) > FEWEST_CARRIED else min(ordered, default=0)
    if usual == 0:
        return list(lines)
    closer = ordered[0] < usual
    for line in lines:
        line.gap = max(0, line.gap - usual)
    goes_on = sum(
        after.text[0].islower() and line.text[-1] not in TERMINAL
        for (line, after), gap in zip(itertools.pairwise(lines), printed[1:], strict=True)
        if gap >= usual
    )
    if goes_on < max(FEWEST_CARRIED, closer * len(lines) // CARRIED) or not wrap_width(lines):
        for line, gap in zip(lines, printed, strict=True):
            line.gap = gap - ordered[0] + 1 if ordered[0] and line is not lines[0] else gap + bool(ordered[0])
    return list(lines)


def detect_layout(lines: Sequence[TranscriptLine]) -> Layout:
    """The layout of a text; also marks in every line whether a paragraph may begin there."""
    width = wrap_width(lines)
    gaps = sum(1 for line in lines if line.gap)
    spaced = gaps * (12 if width else 4) >= len(lines)
    indented = bool(width) and _first_lines_stand_in(lines)
    layout = Layout(width, spaced, indented)
    _mark_openings(lines, layout)
    if not width and not spaced:
        _carry_over(lines)
    close_brackets(lines)
    return layout


def wrap_width(lines: Sequence[TranscriptLine]) -> int:
    """The wrap column: lines that could not have taken the next line's first word are the rule, and
    most of them end in the middle of a sentence; but most lines do not begin as others do.
    """
    lengths = sorted(line.indent + len(line.text) for line in lines)
    if not lengths:
        return 0
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return 0
    ragged = width // PROPORTIONAL if width >= WIDE else RAGGED
    total = full = unfinished = 0
    for line, after in itertools.pairwise(lines):
        if after.gap == 0 and not (after.indent > line.indent):
            total += 1
            if _takes_no_more(line, after, width - ragged):
                full += 1
                unfinished += line.text[-1] not in TERMINAL
    numbered = sum(1 for line in lines if line.margin.isdecimal()) * 10 >= len(lines) * 7
    numbered = numbered and len(colon_labels(line.text for line in lines)) * 10 < len(lines) * 8
    wrapped = full >= 2 and (numbered or full > 0.5 * total) and unfinished > 0.5 * full
    return width if wrapped and not _begin_alike(lines) else 0


def _begin_alike(lines: Sequence[TranscriptLine]) -> bool:
    """Whether most lines right below others begin with a label before a colon or a tabulator, or with a word
    or a time with numbers or signs in it, that more of them begin with: so long a word hides that the line
    above is short.
    """
    below = [line.text for line in lines if not line.gap]
    counts = Counter(DIGIT.sub("0", found[0]) for text in below if (found := BEGINS.match(text)))
    return sum(count for count in counts.values() if count > 1) * 10 >= len(below) * ALIKE


def _carry_over(lines: Sequence[TranscriptLine]) -> None:
    """Nothing begins where a line goes on with the sentence of the one above, in a text too short to tell
    where it is wrapped: a small letter is below an open end, and no such line could have taken one more word.
    """
    pairs = [(line, after) for line, after in itertools.pairwise(lines) if _is_open(line, after)]
    lengths = sorted(line.indent + len(line.text) for line in lines)
    longest = lengths[len(lengths) * 9 // 10] if lengths else 0  # a title may be longer
    full = [pair for pair in pairs if _takes_no_more(*pair, longest - RAGGED)]
    small = [pair for pair in pairs if pair[1].text[0].islower()]
    cut = any(line.text[-1].isalnum() for line, _ in small)  # verse mostly breaks at a comma
    fits = sum(_takes_no_more(*pair, longest - RAGGED) for pair in small)
    if not MIN_COLUMN <= longest <= MAX_WIDTH or not cut or fits * 10 < len(small) * 9:
        return
    for _, after in full if len(small) >= FEWEST_CARRIED else small:
        if after.text[0].islower() or ":" not in after.text[:LONGEST_START]:
            after.opens = False


def _is_open(line: TranscriptLine, after: TranscriptLine) -> bool:
    """Whether the sentence of a line may go on in the next one."""
    return after.gap == 0 and line.text[-1] not in TERMINAL and after.indent <= line.indent + TAB


def _takes_no_more(line: TranscriptLine, after: TranscriptLine, width: int) -> bool:
    """Whether the first word of the next line would go over a column."""
    word = 1 if after.text[0] in UNPARTED else len(after.text.split(" ", 1)[0])
    return line.indent + len(line.text) + 1 + word > width


def _first_lines_stand_in(lines: Sequence[TranscriptLine]) -> bool:
    """Whether most paragraphs of a wrapped text are told by an indent of their first line."""
    steps = Counter(after.indent - line.indent for line, after in itertools.pairwise(lines) if not after.gap)
    inward = sum(count for step, count in steps.items() if 1 <= step <= TAB)
    return inward * 15 >= len(lines)


def _mark_openings(lines: Sequence[TranscriptLine], layout: Layout) -> None:
    """A paragraph may begin after a blank line, at an indent, after a short line, and anywhere in text not
    wrapped.
    """
    previous: TranscriptLine | None = None
    stamped = {line.number for line in lines if times.leading(line.text)} if layout.width else set()
    parted = stamped if len(stamped) * STAMPED >= len(lines) else set()
    numbered = sum(line.margin != "" for line in lines) * 2 > len(lines)
    for line in lines:
        if numbered and not line.margin:
            continue  # the head or foot of a page
        if previous is not None and line.gap == 0 and layout.width and line.number not in parted:
            short = previous.indent + len(previous.text) < layout.width * SHORT
            indent = line.indent > previous.indent
            closed = previous.text[-1] in TERMINAL
            line.breaks = short or closed
            shouted = line.text.isupper() and len(line.text) < layout.width * SHORT and (short or closed)
            closed = closed or previous.text.isupper()
            outward = previous.indent - line.indent > TAB and (closed or not _goes_on(previous, line, layout))
            line.opens = indent or shouted or (short and closed) or outward
            if layout.indented and line.indent and line.indent == previous.indent:
                line.opens = closed and previous.opens
        previous = line


def _goes_on(line: TranscriptLine, after: TranscriptLine, layout: Layout) -> bool:
    """Whether the first line of a paragraph, set far in, goes on: in a small letter, or as it is full."""
    return after.text[0].islower() or _takes_no_more(line, after, layout.width - RAGGED)
