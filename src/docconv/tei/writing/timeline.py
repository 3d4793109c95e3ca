"""The times of paragraphs and words: a `timeline` before the text, pointers to its instants in `@synch`."""

from __future__ import annotations

from itertools import chain

from docconv.model import Paragraph, Resolved, Timing
from docconv.tei.names import INSTANT, ORIGIN, XML_ID
from docconv.tei.xml import Element, add
from docconv.walk import turns

FIRST = f'<when xml:id="{ORIGIN}"/>'
"""The instant that the others are counted from, as it is written."""
WHEN = '\n      <when interval="'
UNKNOWN = -1
"""When a word is heard of which nobody knows it."""


def add_timeline(text: Element, document: Resolved) -> None:
    """A timeline with its origin alone, where paragraphs say when they are heard; see `with_instants`."""
    if any(isinstance(part, Paragraph) and part.timing for turn in turns(document) for part in turn.blocks):
        timeline = add(text, "timeline", None, {"unit": "ms", "origin": f"#{ORIGIN}"})
        add(timeline, "when", None, {XML_ID: ORIGIN})


def with_instants(above: bytes, document: Resolved) -> tuple[bytes, ...]:
    """TEI up to its text, in pieces, with the instants that paragraphs and words point to after the origin
    of its timeline, in order; the id of each says how long after that it is. They are written as text: those
    of the words of two hours are 30,000, and as elements they take ten times as long.
    """
    parts = [part for turn in turns(document) for part in turn.blocks if isinstance(part, Paragraph)]
    heard = [part.timing for part in parts if part.timing is not None]
    given = chain.from_iterable(
        [instants for one in heard for instants in (_both(one), one.words, one.anchors[2::3])]
    )
    found = dict.fromkeys(given)  # mostly in order, so that they are soon sorted
    found.pop(UNKNOWN, None)
    if not found:
        return (above,)
    rows = [f'{one}" since="#{ORIGIN}" xml:id="{INSTANT}{one}"/>' for one in map(str, sorted(found))]
    before, first, behind = above.partition(FIRST.encode())
    return before, first, WHEN.encode(), WHEN.join(rows).encode(), behind


def synchronous(timing: Timing | None) -> dict[str, str] | None:
    """The attribute of a paragraph that says when it is heard."""
    if timing is None:
        return None
    return {"synch": " ".join(f"#{INSTANT}{instant}" for instant in _both(timing))}


def _both(timing: Timing) -> tuple[int, ...]:
    return (timing.begin,) if timing.end is None else (timing.begin, timing.end)
