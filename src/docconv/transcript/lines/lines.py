"""Physical lines of a text and how they are laid out: wrapped or not, blank lines or not, indented or not."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from attrs import define, evolve, fields, frozen

from docconv.model import Span
from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.annotations import (
    Candidate,
    EmphasisSpan,
    Formatting,
    Hint,
    LineMark,
    WeighedCandidate,
    within,
)
from docconv.transcript.marks import SENTENCE_ENDS
from docconv.wellformed.unseen import BIDI

TERMINAL = SENTENCE_ENDS + ":;：；']）】」』—-–*_"
MIN_WIDTH, MAX_WIDTH = 40, 130
MIN_COLUMN = 24  # where small letters tell that lines go on
RAGGED = 6  # columns that the end of a full line may stand back
WIDE, PROPORTIONAL = 90, 6
"""In lines so wide, of letters of different widths, full ones end at columns that differ by a sixth."""
LABELLED = regex(r"\s*+([^\W\d_][^\n:：.?!]{0,30})[:：]\s")
MARGIN = regex(r"(?:\d{1,2}:\d{2}(?::\d{2})?\s++)?+(\d{1,4})(?:(\s++)(?=\S)|$)")
BEHIND = regex(r"(?:(.*\S)\s{2,})?(\d{1,4})$")
UTTERANCE = regex(r"(?:[\[(<#]|(?=[^\W\d_]))[^\W\d_]{0,3}0*(\d{1,5})[\])>]?[:.|]?(\s++)(?=\S)")
TIME_BEHIND = regex(r"(.*\S)\s{2,}(\d{1,2}:\d{2}(?::\d{2})?)$")
FEWEST_NUMBERS, FEWEST_BELOW, FEWEST_PAGES = 10, 20, 2
FEWEST_TIMES, MOST_UNTIMED = 4, 12  # one in so many lines
FEWEST_UTTERANCES, FEWEST_CARRIED = 4, 3
CARRIED = 5  # a line in so many goes on in the middle of a sentence
TAB = 8
UNPARTED = frozenset(map(chr, (*range(0x0E00, 0x0F00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800))))
"""The letters of Thai, Lao, Burmese and Khmer, whose words no space parts."""
LONGEST_START = 40  # characters, in which a label ends
STAMPED = 3  # a line in so many begins with a time, where times part the lines of a text
SHORT = 0.82  # of the width
OPENING, CLOSING = "([（【［〔", ")]）】］〕"
CLOSINGS = tuple(CLOSING)
LONGEST_BRACKET = 12  # lines
LEFT_OPEN = regex(r"[(\[（【［〔][^\d\W][^()\[\]（）【】［］〔〕]*$")
DASHED = regex(r"\s[–—-]$|^[–—-]\s")
DIRECTION = regex(f"[{BIDI}]")
NO_COLON = r"(?:[^\n:：]|:(?=\d))"
AROUND_LABEL = regex(
    rf"(?m)^(?={NO_COLON}{{0,80}}[:：]?[{BIDI}]){NO_COLON}{{1,80}}[:：][{BIDI}]*+(?:[^\S\n\f]++|(?=\f)|$|(?<=：))"
)
"""What may be a label with its colon, with marks of direction among it or beside it."""


@define(eq=False, repr=False)
class TranscriptLine:
    """A line that is not blank.

    The text and its layout:
        number: 1-based number of the line.
        start: offset of its first visible character.
        indent: columns before that.
        text: the line without white space around it.
        gap: number of blank lines above.
        held: the one above has spaces, which in Fountain keeps together what it parts.
        opens: a paragraph may begin here.
        breaks: the line above is short or ends a sentence, so that a new label is possible even so.
        margin: a line number taken off its beginning.
        is_whole: a name that the end of a line had cut was put together.

    What the source says with its formatting:
        emphasis: emphasised words, by offsets in `text`.
        list_number: what a list prints before it.
        hint: what the formatting sets apart, or says of the line.

    What is found out, pass by pass:
        mark: what is sure of it.
        is_furniture: it belongs to the page and not to the text.
        in_cast: it is part of the list of those who speak.
        candidates: the labels that it may begin with.
        choice: the label that was taken.
        rejected: a label that was not taken, though it looks like one.
        is_doubtful: it begins a little like a label.
        has_name: a label of other lines is in it without being one.
        is_confirmed: a user has decided that its label is one.
        speaker: who speaks from here, as a user has decided.
    """

    number: int
    start: int
    indent: int
    text: str
    gap: int
    held: bool = False
    opens: bool = True
    breaks: bool = True
    margin: str = ""
    is_whole: bool = False
    emphasis: tuple[EmphasisSpan, ...] = ()
    list_number: str = ""
    hint: Hint | None = None
    mark: LineMark | None = None
    is_furniture: bool = False
    in_cast: bool = False
    candidates: Sequence[Candidate] = ()
    choice: WeighedCandidate | None = None
    rejected: WeighedCandidate | None = None
    is_doubtful: bool = False
    has_name: bool = False
    is_confirmed: bool = False
    speaker: str = ""

    @property
    def span(self) -> Span:
        """The visible characters."""
        return Span(self.number, self.indent + 1, self.start, self.start + len(self.text))

    def copied(self) -> TranscriptLine:
        """Another one of which the same is known."""
        return TranscriptLine(*KNOWN(self))


KNOWN = attrgetter(*(one.name for one in fields(TranscriptLine)))
"""All that is known of a line."""


@frozen(eq=False, repr=False)
class Layout:
    """How a text is set. `width` is the column at which lines are wrapped, 0 where lines are paragraphs.

    `spaced`: blank lines part the paragraphs. `indented`: the first line of a paragraph is further in
    than the rest.
    """

    width: int
    spaced: bool
    indented: bool


def take_formatting(lines: Iterable[TranscriptLine], formatting: Formatting) -> None:
    """Give every line the emphasis and the number of a list that its source has there."""
    if not formatting.emphasis and not formatting.numbers:
        return
    starts = [span.start for span in formatting.emphasis]
    for line in lines:
        end = line.start + len(line.text)
        line.list_number = formatting.numbers.get(line.start, "")
        first, last = bisect_right(starts, line.start), bisect_left(starts, end)
        line.emphasis = within(formatting.emphasis[max(first - 1, 0) : last], line.start, end)


def split_lines(text: str) -> list[TranscriptLine]:
    r"""The visible lines of a text whose line ends are `\n` (or a form feed, which also ends a line). Marks
    of direction around what may be a label, as chats and pdftotext put them, are moved after it.
    """
    lines: list[TranscriptLine] = []
    if not text.isascii() and DIRECTION.search(text):
        text = AROUND_LABEL.sub(_label_first, text)
    offset, gap, held = 0, 0, False
    for number, raw in enumerate(text.split("\n"), 1):
        visible = raw.strip("\f \t\r\v\u00a0\ufeff\u200b")
        if visible and not visible.isspace():  # an indent of other spaces is kept, a line of them is none
            lead = raw.find(visible[0])
            indent = len(raw[:lead].expandtabs(TAB)) if lead else 0
            lines.append(TranscriptLine(number, offset + lead, indent, visible, gap, held))
            gap, held = 0, False
        else:
            gap, held = gap + 1, not gap and raw[:2] == "  "
        offset += len(raw) + 1
    return lines


def _label_first(found: re.Match[str]) -> str:
    """What may be a label, its colon and the space after it, and the marks of direction after these."""
    return DIRECTION.sub("", found[0]) + "".join(DIRECTION.findall(found[0]))


def take_line_numbers(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines without line numbers in the margin, if they count most lines of the text, page by page.

    A time may be before a number. A number with nothing after it counts a blank line; it goes to the margin
    of the next one, at the end of the text to that of the last one. Far from the column it is that of a page.
    """
    matches = [UTTERANCE.match(line.text) for line in lines]
    if not _are_utterances(matches):
        matches = [MARGIN.match(line.text) for line in lines]
        if not _are_counted(matches) and not _count_labels(lines, matches):
            first = _below_title_page(matches)
            if not first:
                return _without_numbers_behind(lines)
            matches[:first] = [None] * first
    column = max(line.indent for line, match in zip(lines, matches, strict=True) if match and match[2])
    taken: list[TranscriptLine] = []
    empty: list[TranscriptLine] = []
    for line, match in zip(lines, matches, strict=True):
        if match is not None and match[2] is None:
            if line.indent > column + TAB:
                taken.append(_unnumbered(line, None, empty))
                empty = []
                continue
            empty.append(line)
            continue
        taken.append(_unnumbered(line, match, empty))
        empty = []
    if empty:
        numbers = (taken[-1].margin, *(line.text for line in empty))
        taken[-1] = evolve(taken[-1], margin=" ".join(numbers).strip())
    return _without_times_behind(taken)


def _without_times_behind(lines: list[TranscriptLine]) -> list[TranscriptLine]:
    """The numbered lines of a record without the times on their right, some to a page, which never go back.
    Each goes to the margin of the next line.
    """
    matches = [TIME_BEHIND.match(line.text) if line.text[-1].isdecimal() else None for line in lines]
    times = [[int(part) for part in match[2].split(":")] for match in matches if match]
    if len(times) < FEWEST_TIMES or len(times) * MOST_UNTIMED < len(lines) or times != sorted(times):
        return lines
    return _with_margins(lines, matches)


def _below_title_page(matches: Sequence[re.Match[str] | None]) -> int:
    """The first line of those that are counted below a title page, which has no numbers; 0 if none are."""
    first = next((at for at, match in enumerate(matches) if match and match[1] == "1"), 0)
    numbered = sum(1 for match in matches[first:] if match)
    many = numbered >= FEWEST_BELOW and first * 2 <= len(matches)
    return (
        first if many and numbered * 10 >= len(matches[first:]) * 9 and _are_counted(matches[first:]) else 0
    )


def _without_numbers_behind(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines without line numbers on their right, if they count nearly all lines, page by page. Each goes
    to the margin of the next line, so that words and numbers keep their order.
    """
    matches = [BEHIND.match(line.text) if line.text[-1].isdecimal() else None for line in lines]
    numbers = [int(match[2]) for match in matches if match]
    steps = sum(b in (a + 1, 1) for a, b in itertools.pairwise(numbers))
    if len(numbers) < FEWEST_NUMBERS or len(numbers) * 10 < len(lines) * 7 or steps * 10 < len(numbers) * 9:
        return list(lines)
    return _with_margins(lines, matches)


def _with_margins(
    lines: Sequence[TranscriptLine], matches: Sequence[re.Match[str] | None]
) -> list[TranscriptLine]:
    """The lines without what is on their right, each in the margin of the next line."""
    taken: list[TranscriptLine] = []
    number, gap = "", 0
    for line, match in zip(lines, matches, strict=True):
        if match is None or match[1]:
            text = match[1] if match else line.text
            margin = f"{number} {line.margin}".strip()
            taken.append(evolve(line, text=text, gap=line.gap + gap, margin=margin))
            number, gap = match[2] if match else "", 0
        else:
            number, gap = f"{number} {match[2]}".strip(), gap + line.gap + 1
    last = lines[-1]
    if number:
        at = len(last.text) - len(number.rpartition(" ")[2])
        mark = LineMark("annotation")
        taken.append(evolve(last, text=number, start=last.start + at, gap=gap, opens=False, mark=mark))
    return taken


def _are_utterances(matches: Sequence[re.Match[str] | None]) -> bool:
    """Whether marks at the beginnings of lines, `[U001]`, `#1`, `T12`, count the utterances of a text.

    Letters that change (`A1`, `B2`) say who speaks.
    """
    numbers = [int(match[1]) for match in matches if match]
    letters = {match[0][: match.start(1) - match.start()].rstrip("0") for match in matches if match}
    if len(letters) > 1 or len(numbers) < FEWEST_UTTERANCES or len(numbers) * 10 < len(matches) * 7:
        return False
    steps = sum(1 for a, b in itertools.pairwise(numbers) if b == a + 1)
    return steps * 10 >= (len(numbers) - 1) * 9


def _are_counted(matches: Sequence[re.Match[str] | None]) -> bool:
    """Whether numbers at the beginnings of lines count them. A single space after them is enough only where
    they begin anew on every page: a list may count its items.
    """
    numbers = [int(match[1]) for match in matches if match]
    if len(numbers) < FEWEST_NUMBERS or len(numbers) * 10 < len(matches) * 7:
        return False
    steps = sum(1 for a, b in itertools.pairwise(numbers) if b == a + 1)
    pages = sum(1 for a, b in itertools.pairwise(numbers) if b == 1 and a >= FEWEST_NUMBERS)
    apart = sum(1 for match in matches if match and match[2] and (len(match[2]) > 1 or "\t" in match[2]))
    texts = sum(1 for match in matches if match and match[2])
    if numbers[-1] > FEWEST_NUMBERS and len({match.end() for match in matches if match and match[2]}) == 1:
        return steps * 10 >= len(numbers) * 9  # set in a column, from one digit to two
    return steps * 10 >= len(numbers) * 7 and texts > 0 and (apart * 10 >= texts * 7 or pages >= FEWEST_PAGES)


def _count_labels(lines: Sequence[TranscriptLine], matches: Sequence[re.Match[str] | None]) -> bool:
    """Whether numbers that count most lines stand before labels, each of which comes twice on average."""
    numbers = [int(match[1]) for match in matches if match]
    if len(numbers) < FEWEST_UTTERANCES or len(numbers) * 10 < len(matches) * 7:
        return False
    if any(b != a + 1 for a, b in itertools.pairwise(numbers)):
        return False
    ends = (match.end(1) if match else 0 for match in matches)
    labels = _labels(line.text[end:] for line, end in zip(lines, ends, strict=True))
    if numbers[0] == 1 and all(match and (match[0][0] == "0" or int(match[1]) > 9) for match in matches):
        return True  # `01`, `02`, as transcripts of conversations print them
    return len(labels) * 10 >= len(numbers) * 9 and len(set(labels)) * 2 <= len(labels)


def _labels(texts: Iterable[str]) -> list[str]:
    """What may be labels before colons."""
    return [found[1] for text in texts if (found := LABELLED.match(text))]


def _unnumbered(
    line: TranscriptLine, match: re.Match[str] | None, empty: Sequence[TranscriptLine]
) -> TranscriptLine:
    """A line without its number, below some that have nothing but a number."""
    if match is None and not empty:
        return line
    cut = match.end() if match else 0
    numbers = [*(above.text for above in empty), *([match[0].strip()] if match else [])]
    gap = line.gap + sum(above.gap + 1 for above in empty)
    rest = line.text[cut:]
    return TranscriptLine(
        line.number, line.start + cut, line.indent + cut, rest, gap, margin=" ".join(numbers)
    )


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
    _close_brackets(lines)
    return layout


def wrap_width(lines: Sequence[TranscriptLine]) -> int:
    """The wrap column: lines that could not have taken the next line's first word are the rule, and
    most of them end in the middle of a sentence.
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
    numbered = numbered and len(_labels(line.text for line in lines)) * 10 < len(lines) * 8
    most = numbered or full > 0.5 * total
    return width if full >= 2 and most and unfinished > 0.5 * full else 0


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


def _close_brackets(lines: Sequence[TranscriptLine]) -> None:
    """Nothing begins within a bracket that runs over several lines: applause, and who calls what. One that is
    opened after other words tells so by its dashes.
    """
    for index, line in enumerate(lines):
        whole = line.text[0] in OPENING and line.opens
        if not (whole or _is_left_open(line.text)):
            continue
        depth = _depth(line.text) if whole else 1
        inside: list[TranscriptLine] = []
        for after in lines[index + 1 : index + LONGEST_BRACKET]:
            if depth <= 0 or after.gap:
                break
            inside.append(after)
            depth = _depth(after.text, depth)
        if depth == 0 and (whole or any(DASHED.search(one.text) for one in (line, *inside[:-1]))):
            for after in inside:
                after.opens = after.breaks = False
            if whole and inside and inside[-1].text.rstrip(".…")[-1:] in CLOSINGS and line.mark is None:
                line.mark = LineMark("stage")


def _is_left_open(text: str) -> bool:
    """Whether the last bracket of a line is opened there."""
    opened = "(" in text or "[" in text or (not text.isascii() and ("（" in text or "［" in text))
    return (opened or "【" in text or "〔" in text) and LEFT_OPEN.search(text) is not None


def _depth(text: str, before: int = 0) -> int:
    """How many brackets are open after a text, or after the one that closes all open before it."""
    depth = before
    for char in text:
        depth += (char in OPENING) - (char in CLOSING)
        if depth == 0 < before:
            break
    return depth
