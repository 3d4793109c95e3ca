"""Physical lines of a text, and all that becomes known of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from attrs import define, fields, frozen

from docconv.model import Span
from docconv.patterns import regex
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
RAGGED = 6  # columns that the end of a full line may stand back
TAB = 8
OPENING, CLOSING = "([（【［〔", ")]）】］〕"
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
