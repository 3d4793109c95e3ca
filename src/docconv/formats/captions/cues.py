"""A document as cues: what is said, cut to what a screen holds, and when it is shown.

A time that the document does not tell is estimated, and the cue says so: between two times that are known by
the number of characters, else by how fast people read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from textwrap import wrap

from attrs import field, frozen
from attrs.validators import ge

from docconv.model import (
    Boilerplate,
    Milestone,
    Paragraph,
    Resolved,
    Section,
    Separator,
    Speaker,
    Text,
    Timing,
    Turn,
    TurnBlock,
)
from docconv.patterns import regex
from docconv.transcript.marks import FULL_STOPS
from docconv.transcript.timings import instants
from docconv.walk import anchors_within, blocks, text_of

SHORTEST = 1000  # milliseconds
CLAUSE_ENDS = (",", ";", ":", "–", "—", "،", "、", "，")

LABELLED = regex(r"([^\W\d_][^:：]{0,40}?)\s*(?::(?=\s|$)|：)")
"""Words at the begin of a line that may be taken for whoever says the rest."""


@frozen(kw_only=True)
class Options:
    """`lines`: how many lines a screen holds. `length`: how many characters a line holds. `speed`: how many
    characters people read in a second. `words`: whether words have their times, where these are known and the
    format has them.
    """

    length: int = field(default=42, validator=ge(1))
    lines: int = field(default=2, validator=ge(1))
    speed: int = field(default=15, validator=ge(1))
    words: bool = True


@frozen
class Cue:
    """What is shown at once: its lines, who says them, from when to when in milliseconds. `opens`: a turn
    begins with it; `is_estimated`: one of its times is. `words` and `anchors`: when its words begin and end,
    and instants within them, as `docconv.model.Timing` has both.
    """

    opens: bool
    label: str
    lines: tuple[str, ...]
    begin: int
    end: int
    is_estimated: bool
    words: tuple[int, ...] = ()
    anchors: tuple[int, ...] = ()


@frozen
class Aside:
    """What is between turns: nobody says it, and nothing says when."""

    text: str


@frozen
class SpokenPart:
    """A paragraph or direction of a turn as text, with the times that are known, of its words as well."""

    opens: bool
    label: str
    text: str
    begin: int | None
    end: int | None
    words: tuple[int, ...] = ()
    anchors: tuple[int, ...] = ()


def cues(document: Resolved, options: Options) -> list[Cue | Aside]:
    """The cues of a document and what is between them, in order."""
    parts = list(_parts(document))
    begins = [one.begin if isinstance(one, SpokenPart) else None for one in parts]
    found: list[Cue | Aside] = []
    clock, following = 0, _following(begins)
    for part, limit in zip(parts, following, strict=True):
        if isinstance(part, Aside):
            found.append(part)
            continue
        shown = list(_shown(part, clock, limit, options))
        found += shown
        clock = max(clock, shown[-1].end)
    return found


def _following(begins: Sequence[int | None]) -> list[int | None]:
    """For each part the next beginning that is known."""
    found: list[int | None] = []
    later: int | None = None
    for begin in reversed(begins):
        found.append(later)
        later = later if begin is None else begin
    return found[::-1]


def _parts(document: Resolved) -> Iterator[SpokenPart | Aside]:
    if document.title is not None:
        yield from _aside(text_of(document.title.children))
    for block in blocks(document):
        match block:
            case Turn():
                yield from _of_turn(block)
            case Section():
                yield from _aside(text_of(block.heading.children)) if block.heading else ()
            case Boilerplate(kind="furniture"):
                pass
            case Separator():
                yield from _aside(block.text)
            case _:
                yield from _aside(text_of(block.children))


def _aside(text: str) -> Iterator[Aside]:
    if text.strip():
        yield Aside(" ".join(text.split()))


def _of_turn(turn: Turn[Speaker]) -> Iterator[SpokenPart]:
    label = turn.label or " and ".join(one.name for one in turn.speakers if one.name)
    parts: tuple[TurnBlock[Speaker], ...] = turn.blocks or (Paragraph((Text(label),)),)
    label = label if turn.blocks else ""
    opens = True
    for part in parts:
        for text, timing in _shown_together(part):
            label = " ".join(label.split())
            if timing is None:
                yield SpokenPart(opens, label, text, None, None)
            else:
                yield SpokenPart(opens, label, text, timing.begin, timing.end, timing.words, timing.anchors)
            opens = False


def _shown_together(part: TurnBlock[Speaker]) -> Iterator[tuple[str, Timing | None]]:
    """The words of a part, when they begin and end, and when each does: all of it, or what each of the cues
    showed that it is made of.
    """
    timing = part.timing if isinstance(part, Paragraph) else None
    text = " ".join(text_of(part.children).split())
    pieces = list(_cues_of(part)) if timing is not None else []
    if timing is None or len(pieces) < 2 or " ".join(piece for _, piece in pieces) != text:
        yield from ((text, timing),) if text else ()
        return
    at = 0
    for times, piece in pieces:
        behind = at + len(piece.split())
        words = timing.words[2 * at : 2 * behind]
        yield piece, Timing(*times, words, anchors_within(timing.anchors, at, behind))
        at = behind


def _cues_of(part: TurnBlock[Speaker]) -> Iterator[tuple[tuple[int, int], str]]:
    """The times of the cues in a part, and their words; nothing where one has no times."""
    at = [
        number
        for number, one in enumerate(part.children)
        if isinstance(one, Milestone) and one.kind == "time" and len(instants(one.text)) == 2
    ]
    for first, behind in pairwise((*at, len(part.children))):
        code, said = part.children[first], " ".join(text_of(part.children[first:behind]).split())
        times = instants(code.text) if isinstance(code, Milestone) else []
        if said and len(times) == 2:
            yield (times[0], times[1]), said


def _shown(part: SpokenPart, clock: int, limit: int | None, options: Options) -> Iterator[Cue]:
    """The cues of a part that begins at a known time or else at that of the clock, but after no later part
    whose beginning is known.
    """
    begin = min(clock, clock if limit is None else limit) if part.begin is None else part.begin
    end, is_known = part.end, part.begin is not None and part.end is not None
    if end is None or end <= begin:
        end, is_known = begin + max(SHORTEST, len(part.text) * 1000 // max(options.speed, 1)), False
        end = limit if limit is not None and begin < limit < end else end
    pieces = list(pieces_of(part.text, options))
    total, before, at = sum(map(len, pieces)), 0, 0
    for number, piece in enumerate(pieces, 1):
        first = begin + (end - begin) * before // total
        if limit is not None and end > limit and not is_known:  # others have the floor before it is read
            first = max(begin, min(first, limit))
        before += len(piece)
        last = max(begin + (end - begin) * before // total, first + 1)
        behind = at + len(piece.split())
        words, anchors = part.words[2 * at : 2 * behind], anchors_within(part.anchors, at, behind)
        at = behind
        is_whole = is_known and len(pieces) == 1
        if words and not is_whole and 0 <= words[0] < words[-1]:
            first, last, is_whole = words[0], words[-1], True
        opens = part.opens and number == 1
        lines = _lines(piece, options)
        yield Cue(opens, part.label, lines, first, last, not is_whole, words, anchors)


def pieces_of(text: str, options: Options) -> Iterator[str]:
    """A text in pieces that fit on a screen: cut after a sentence, else a clause, else a word; again where a
    line would begin as if a label were there, however the piece is broken.
    """
    held: list[str] = []
    for word in text.split():
        while held and len(_lines(" ".join((*held, word)), options)) > options.lines:
            cut = _cut(held)
            yield from _apart(held[:cut], options)
            held = held[cut:]
        held.append(word)
    if held:
        yield from _apart(held, options)


def _apart(words: Sequence[str], options: Options) -> Iterator[str]:
    """A piece, or the two of it that have no line like that of a label below their first."""
    piece = " ".join(words)
    if not _has_label_below(_lines(piece, options)):
        yield piece
        return
    cuts = (
        (" ".join(words[:count]), " ".join(words[count:]))
        for ends in (tuple(FULL_STOPS), CLAUSE_ENDS, "")
        for count in range(len(words) - 1, 0, -1)
        if words[count - 1].endswith(ends)
    )
    apart = (pair for pair in cuts if not any(_has_label_below(_lines(one, options)) for one in pair))
    yield from next(apart, (piece,))


def _has_label_below(lines: Sequence[str]) -> bool:
    return any(map(LABELLED.match, lines[1:]))


def _cut(words: Sequence[str]) -> int:
    """After how many words to cut."""
    for ends in (tuple(FULL_STOPS), CLAUSE_ENDS):
        for count in range(len(words), len(words) // 3, -1):
            if words[count - 1].endswith(ends):
                return count
    return len(words)


def _lines(text: str, options: Options) -> tuple[str, ...]:
    """The lines of a cue, as long as they may be; shorter where one of them would begin as if a label were
    there, `least: then we`.
    """
    longest = max(options.length, 1)
    found = widest = _wrapped(text, longest)
    while (":" in text or "：" in text) and _has_label_below(found):
        longest -= 1
        found = _wrapped(text, longest)
        if longest <= options.length // 2 or len(found) > len(widest):
            return widest
    return found


def _wrapped(text: str, length: int) -> tuple[str, ...]:
    return tuple(wrap(text, length, break_long_words=False, break_on_hyphens=False))


def in_order(found: Iterable[Cue | Aside]) -> list[tuple[list[Aside], Cue]]:
    """Cues by when they begin, each with what is before it."""
    rows: list[tuple[list[Aside], Cue]] = []
    waiting: list[Aside] = []
    for one in found:
        if isinstance(one, Aside):
            waiting.append(one)
        else:
            rows.append((waiting, one))
            waiting = []
    return sorted(rows, key=lambda row: row[1].begin)
