"""A document as tiers: one for each voice, one for what it does, one for what nobody says, on one timeline.

No time is invented. A part without a time is between two points that have none, which the tools show in the
order of the text; points that have a time are in the order of the times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import frozen

from docconv.formats.tiers.rows import Interval, Tier, TierKind
from docconv.formats.tiers.xml import clean
from docconv.model import Paragraph, Resolved, Section, Speaker, Stage, Timing, Turn
from docconv.notices import Notice, counted
from docconv.tei.names import REPLACEMENT
from docconv.tei.writing.replaced import notes_left_out, times_left_out
from docconv.transcript.timings import timing_of_code
from docconv.walk import blocks, inline_content, text_of, walk

NARRATIVE, EVENTS = "narrative", "events"
"""Names of the tiers of nobody."""

LOST = frozenset[Any](
    ("breaks", "certainty", "emphasis", "gaps", "kinds", "labels", "language", "notes", "quotations",
     "sections", "speakers", "stages", "turns", "verse", "word-times")
)  # fmt: skip
"""What tiers do not carry, as aspects of `verify`."""


def losses(_: object) -> frozenset[Any]:
    """What tiers lose, whatever the options."""
    return LOST


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
    """Points, in milliseconds where a time is known, tiers whose intervals are between their places, and the
    names of those who speak.
    """

    points: tuple[int | None, ...]
    tiers: tuple[Tier, ...]
    names: dict[str, str]


def tier_document(document: Resolved) -> TierDocument:
    """The tiers of a document, in order of first appearance."""
    names = _names(document.speakers)
    parts = list(_parts(document, names))
    points, intervals = _placed(parts)
    found: dict[tuple[TierKind, str], list[list[Interval]]] = defaultdict(list)
    for part, interval in zip(parts, intervals, strict=True):
        _lane(found[part.kind, part.speaker], interval).append(interval)
    tiers = tuple(
        Tier(_name(kind, who, number), who, kind, tuple(lane))
        for (kind, who), lanes in found.items()
        for number, lane in enumerate(lanes, 1)
    )
    return TierDocument(points, tiers, names)


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


def _placed(parts: Sequence[TimelinePart]) -> tuple[tuple[int | None, ...], list[Interval]]:
    """The points of parts in order, and the parts between them."""
    ends: list[tuple[int, int, int | None]] = []
    clock = 0
    for number, (part, limit) in enumerate(zip(parts, _following(parts), strict=True)):
        timing = part.timing
        begin = timing.begin if timing else min(clock, clock if limit is None else limit)
        clock = begin if timing is None or timing.end is None else timing.end
        ends.append((begin, 2 * number, timing.begin if timing else None))
        ends.append((clock, 2 * number + 1, timing.end if timing else None))
    ends.sort(key=lambda one: one[:2])
    places = {number: place for place, (_, number, _) in enumerate(ends)}
    intervals = [
        Interval(part.text, places[2 * number], places[2 * number + 1], opens=part.opens)
        for number, part in enumerate(parts)
    ]
    return tuple(time for *_, time in ends), intervals


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
    yield from times_left_out(document)
    texts = (one.text for tier in tiers.tiers for one in tier.intervals)
    if any(REPLACEMENT in text for text in texts):
        message = "characters that XML cannot carry were replaced by U+FFFD"
        yield Notice("text-changed", message, rule="xml-characters")


def _is_filled(part: Paragraph[Speaker] | Stage[Speaker]) -> bool:
    return bool(text_of(part.children).strip())
