"""When words are heard, in files by others: utterances, segments and words that point to a timeline, as
ISO 24624 has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

from attrs import evolve

from docconv import model as m
from docconv.tei.names import TEI, XML_ID
from docconv.tei.reading.source.elements import is_element, pointers
from docconv.tei.xml import Element
from docconv.transcript.utterances import Heard, timed_words
from docconv.walk import text_of

Part: TypeAlias = Any
"""A part of an utterance, whatever it is."""
UNITS = {"ms": 1.0, "min": 60_000.0, "h": 3_600_000.0}
"""Milliseconds; without a unit, or with another one, they are seconds."""
LATEST = 10**11
UNREAD = frozenset((f"{TEI}note", f"{TEI}spanGrp"))
"""What is not in the reading text."""


def clocks(timeline: Element) -> dict[str, int]:
    """The points of a timeline by id, in milliseconds from its origin, which is its first point unless it
    names another. A point whose interval is unknown, as a negative one is, has no time, and those counted
    from it have none.
    """
    unit = UNITS.get(timeline.get("unit") or "", 1000.0)
    found: dict[str, float] = {}
    points = list(timeline.iterfind(f"{TEI}when"))
    origin = next(pointers(timeline.get("origin")), "") or next((one.get(XML_ID, "") for one in points), "")
    for one in points:
        own, since = one.get(XML_ID) or "", next(pointers(one.get("since")), origin)
        length = _number(one.get("interval"))
        if own == origin:
            found[own] = max(length or 0, 0)
        elif length is not None and length >= 0 and since in found:
            found[own] = found[since] + length * unit
    return {own: round(time) for own, time in found.items() if time <= LATEST}


def timing_of(
    element: Element, children: tuple[m.Inline[Any], ...], instants: Mapping[str, int]
) -> m.Timing | None:
    """When what an element holds is heard, and its words, by what the timeline says."""
    if not instants:
        return None
    heard = list(_heard(element, instants))
    is_told = any(one[1] is not None for one in heard)
    words, anchors = timed_words(text_of(children), heard) if is_told else ((), ())
    begin, end = _span(element, instants)
    if begin is None:
        begin = next((one for one in words[::2] if one >= 0), None)
    if begin is None:
        return None
    return m.Timing(begin, end if end is not None and end >= begin else None, words, anchors)


def timed(parts: Iterable[Part], begin: int | None, end: int | None) -> list[Part]:
    """The parts of an utterance that is heard from then to then: its first paragraph begins with it, and the
    last one ends with it.
    """
    found = list(parts)
    spoken = [(at, one) for at, one in enumerate(found) if isinstance(one, m.Paragraph)]
    if begin is None or not spoken:
        return found
    at, first = spoken[0]
    found[at] = first = first if first.timing else evolve(first, timing=m.Timing(begin))
    at, last = (spoken[-1][0], first) if len(spoken) == 1 else spoken[-1]
    if last.timing is not None and last.timing.end is None and end is not None and end >= last.timing.begin:
        found[at] = evolve(last, timing=evolve(last.timing, end=end))
    return found


def span_of(instants: Mapping[str, int], *elements: Element) -> tuple[int | None, int | None]:
    """From when to when an utterance is heard, by the first element that tells it."""
    spans = [_span(one, instants) for one in elements]
    return (
        next((begin for begin, _ in spans if begin is not None), None),
        next((end for _, end in spans if end is not None), None),
    )


def _span(element: Element, instants: Mapping[str, int]) -> tuple[int | None, int | None]:
    first, last, *_ = (*pointers(element.get("synch")), "", "")
    begin, end = (next(pointers(element.get(key)), both) for key, both in (("start", first), ("end", last)))
    return instants.get(begin), instants.get(end)


def _heard(element: Element, instants: Mapping[str, int]) -> Iterator[Heard]:
    """Words with their times, and what else is read without."""
    yield element.text or "", None, None
    for child in element:
        if child.tag == f"{TEI}w":
            yield from _word(child, instants)
        elif is_element(child) and child.tag not in UNREAD:
            yield from _heard(child, instants)
        yield child.tail or "", None, None


def _word(element: Element, instants: Mapping[str, int]) -> Iterator[Heard]:
    """A word with its times, in pieces between the anchors in it."""
    begin, end = _span(element, instants)
    anchors = list(element.iterchildren(f"{TEI}anchor"))
    times = [instants.get(next(pointers(one.get("synch")), "")) for one in anchors]
    if begin is None or end is None or not anchors or None in times or len(anchors) < len(element):
        yield "".join(map(str, element.itertext())), begin, end
        return
    bounds = [begin, *(one for one in times if one is not None), end]
    found: list[tuple[str, int, int, tuple[int, ...]]] = []
    for piece, (first, last) in zip(
        (element.text, *(one.tail for one in anchors)), pairwise(bounds), strict=True
    ):
        if piece or not found:
            found.append((piece or "", first, last, ()))
        else:
            said, start, before, within = found[-1]
            found[-1] = said, start, last, (*within, before)
    yield from found


def _number(value: str | None) -> float | None:
    try:
        return float(value or "")
    except ValueError:
        return None
