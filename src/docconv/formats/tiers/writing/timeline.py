"""A document as tiers: one for each voice, one for what it does, one for what nobody says, on one timeline.

No time is invented. A part without a time is between two points that have none, which the tools show in the
order of the text; points that have a time are in the order of the times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from attrs import define, field, frozen

from docconv.formats.tiers.rows import Interval, Tier, TierKind
from docconv.formats.tiers.xml import clean
from docconv.model import Paragraph, Resolved, Section, Speaker, Stage, Timing, Turn
from docconv.notices import Notice, counted
from docconv.tei.names import REPLACEMENT
from docconv.tei.writing.replaced import notes_left_out, word_times_left_out
from docconv.transcript.timings import timing_of_code
from docconv.walk import blocks, inline_content, text_of, walk

_LAST = 2**63
NARRATIVE, EVENTS = "narrative", "events"
"""Names of the tiers of nobody."""

LOST = frozenset[Any](
    ("breaks", "certainty", "emphasis", "gaps", "kinds", "labels", "language", "notes", "quotations",
     "sections", "speakers", "stages", "turns", "verse", "word-parts")
)  # fmt: skip
"""What tiers do not carry, as aspects of `verify`."""
Pair: TypeAlias = tuple[int | None, int | None]
"""When a word begins and ends, where that is known."""


class WordsOption(Protocol):
    """Options of a writer that may leave out when words are heard."""

    @property
    def words(self) -> bool:
        """Whether words have their times."""
        ...


def losses(options: WordsOption) -> frozenset[Any]:
    """What tiers lose."""
    return LOST if options.words else LOST | {"word-times"}


@frozen
class TimelinePart:
    """A paragraph or direction on the tier of its kind and speaker; `opens`: a turn begins with it."""

    kind: TierKind
    speaker: str
    text: str
    timing: Timing | None = None
    opens: bool = False


@frozen
class TierDocument:
    """Points, in milliseconds where a time is known, tiers whose intervals are between their places, the
    names of those who speak, and how many words lose a time.
    """

    points: tuple[int | None, ...]
    tiers: tuple[Tier, ...]
    names: dict[str, str]
    untimed: int = 0


def tier_document(document: Resolved, options: WordsOption) -> TierDocument:
    """The tiers of a document, in order of first appearance."""
    names = _names(document.speakers)
    parts = list(_parts(document, names))
    times = [in_order(part.timing) if part.timing and options.words else [] for part in parts]
    points, intervals = _placed(parts, times)
    found: dict[tuple[TierKind, str], list[list[Interval]]] = defaultdict(list)
    for part, interval in zip(parts, intervals, strict=True):
        _lane(found[part.kind, part.speaker], interval).append(interval)
    tiers = tuple(
        Tier(_name(kind, who, number), who, kind, tuple(lane))
        for (kind, who), lanes in found.items()
        for number, lane in enumerate(lanes, 1)
    )
    untimed = sum(_untimed(part.timing, words) for part, words in zip(parts, times, strict=True))
    return TierDocument(points, tiers, names, untimed)


def _names(speakers: Iterable[Speaker]) -> dict[str, str]:
    """What each speaker is called, by id; no two are called the same."""
    names: dict[str, str] = {}
    for one in speakers:
        name = clean(one.name or next(iter(one.aliases), "")) or one.id
        names[one.id] = name if name not in names.values() else f"{name} ({one.id})"
    return names


def _parts(document: Resolved, names: dict[str, str]) -> Iterator[TimelinePart]:
    for block in blocks(document):
        if isinstance(block, Turn):
            yield from _of_turn(block, names)
            continue
        if isinstance(block, Section):
            content = block.heading.children if block.heading else ()
        else:
            content = inline_content(block)
        if text := clean(text_of(content)):
            kind: TierKind = "event" if isinstance(block, Stage) else "narrative"
            yield TimelinePart(kind, "", text, timing_of_code(content))


def _of_turn(turn: Turn[Speaker], names: dict[str, str]) -> Iterator[TimelinePart]:
    together = turn.label if len(turn.speakers) > 1 else None
    who = clean(together or " & ".join(names[one.id] for one in turn.speakers))
    opens = True
    for part in turn.blocks:
        if text := clean(text_of(part.children)):
            kind: TierKind = "speech" if isinstance(part, Paragraph) else "event"
            timing = part.timing if isinstance(part, Paragraph) else timing_of_code(part.children)
            yield TimelinePart(kind, who, text, timing, opens)
            opens = False


def in_order(timing: Timing) -> list[Pair]:
    """When words begin and end, one after the other and while their paragraph is heard, as a tier wants them:
    where two overlap, the first one has no end; what is earlier than that has no time.
    """
    found: list[Pair] = []
    latest, before = timing.begin, timing.begin
    until = _LAST if timing.end is None else timing.end
    for begin, end in zip(timing.words[::2], timing.words[1::2], strict=True):
        if before <= begin < latest and found:
            found[-1] = found[-1][0], None
            latest = before
        is_begun = latest <= begin <= until
        before = latest = begin if is_begun else latest
        is_ended = latest <= end <= until
        latest = end if is_ended else latest
        found.append((begin if is_begun else None, end if is_ended else None))
    return found


def _untimed(timing: Timing | None, kept: Sequence[Pair]) -> int:
    """How many words lose a time."""
    words, anchors = (timing.words, timing.anchors) if timing else ((), ())
    pairs = list(zip(words[::2], words[1::2], strict=True))
    return sum(
        number in anchors[::3]
        or any(time >= 0 and time != other for time, other in zip(pair, both, strict=True))
        for number, (pair, both) in enumerate(zip(pairs, kept or [(None, None)] * len(pairs), strict=True))
    )


def _placed(
    parts: Sequence[TimelinePart], times: Sequence[Sequence[Pair]]
) -> tuple[tuple[int | None, ...], list[Interval]]:
    """The points of parts and their words in order, and the parts between them."""
    made = MadePoints()
    spans: list[tuple[int, int, list[tuple[int, int]]]] = []
    for part, limit, pairs in zip(parts, _following(parts), times, strict=True):
        timing = part.timing
        made.clock = timing.begin if timing else min(made.clock, made.clock if limit is None else limit)
        first = made.new(timing.begin if timing else None)
        words = [(made.same(begin), made.new(end)) for begin, end in pairs]
        end = timing.end if timing else None
        spans.append((first, made.same(end) if words else made.new(end), words))
    places, points = made.sorted()
    intervals = [
        Interval(
            part.text, places[first], places[last], opens=part.opens, words=tuple(_words(part, words, places))
        )
        for part, (first, last, words) in zip(parts, spans, strict=True)
    ]
    return points, intervals


def _words(
    part: TimelinePart, spans: Sequence[tuple[int, int]], places: Mapping[int, int]
) -> Iterator[Interval]:
    if spans:
        for word, (first, last) in zip(part.text.split(), spans, strict=True):
            yield Interval(word, places[first], places[last])


@define
class MadePoints:
    """Points in the order in which they are made: each with its time, where that is known, and where it
    belongs by the clock.
    """

    clock: int = 0
    made: list[tuple[int, int | None]] = field(factory=list)

    def new(self, time: int | None) -> int:
        """The number of a new point; one without a time is where the one before is."""
        self.clock = self.clock if time is None else time
        self.made.append((self.clock, time))
        return len(self.made) - 1

    def same(self, time: int | None) -> int:
        """The number of the last point where it has this time, or no time as this one, else of a new one."""
        return len(self.made) - 1 if self.made[-1][1] == time else self.new(time)

    def sorted(self) -> tuple[dict[int, int], tuple[int | None, ...]]:
        """The place of each point, and their times, by the clock."""
        order = sorted(range(len(self.made)), key=lambda number: (self.made[number][0], number))
        places = {number: place for place, number in enumerate(order)}
        return places, tuple(self.made[one][1] for one in order)


def _following(parts: Sequence[TimelinePart]) -> list[int | None]:
    """For each part the next beginning that is known."""
    found: list[int | None] = []
    later: int | None = None
    for part in reversed(parts):
        found.append(later)
        later = part.timing.begin if part.timing else later
    return found[::-1]


def _lane(lanes: list[list[Interval]], interval: Interval) -> list[Interval]:
    """The first lane that is free where an interval is: those of one tier do not overlap."""
    for lane in lanes:
        if all(one.last < interval.first or interval.last < one.first for one in lane[-1:]):
            return lane
    lanes.append([])
    return lanes[-1]


def _name(kind: TierKind, who: str, number: int) -> str:
    """The name of a tier, which no other has."""
    more = f" {number}" if number > 1 else ""
    if kind == "speech":
        return f"{who}{more}" if who else f"speech{more}@"
    own = NARRATIVE if kind == "narrative" else EVENTS
    return f"{own}{more}@{who}" if who else f"{own}{more}"


def notices(document: Resolved, tiers: TierDocument) -> Iterator[Notice]:
    """What has no place in tiers, and what had to be replaced."""
    empty = sum(isinstance(one, Turn) and not any(map(_is_filled, one.blocks)) for one in blocks(document))
    if empty:
        message = f"not written, since tiers have no place for it: {counted(empty, 'turn')} without a word"
        yield Notice("not-written", message, rule="tiers")
    yield from notes_left_out(walk(document))
    yield from word_times_left_out(tiers.untimed)
    texts = (one.text for tier in tiers.tiers for one in tier.intervals)
    if any(REPLACEMENT in text for text in texts):
        message = "characters that XML cannot carry were replaced by U+FFFD"
        yield Notice("text-changed", message, rule="xml-characters")


def _is_filled(part: Paragraph[Speaker] | Stage[Speaker]) -> bool:
    return bool(text_of(part.children).strip())
