"""The times of paragraphs: a `timeline` before the text, and pointers to its instants in `@synch`."""

from __future__ import annotations

from docconv.model import Paragraph, Resolved, Timing
from docconv.tei.names import INSTANT, ORIGIN, XML_ID
from docconv.tei.xml import Element, add
from docconv.walk import turns


def add_timeline(text: Element, document: Resolved) -> None:
    """The instants that paragraphs point to, in order, each as long after the beginning as its id says."""
    found = {instant for turn in turns(document) for part in turn.blocks for instant in _instants(part)}
    if not found:
        return
    timeline = add(text, "timeline", None, {"unit": "ms", "origin": f"#{ORIGIN}"})
    add(timeline, "when", None, {XML_ID: ORIGIN})
    for instant in sorted(found):
        facts = {"interval": str(instant), "since": f"#{ORIGIN}", XML_ID: f"{INSTANT}{instant}"}
        add(timeline, "when", None, facts)


def synchronous(timing: Timing | None) -> dict[str, str] | None:
    """The attribute of a paragraph that says when it is heard."""
    if timing is None:
        return None
    return {"synch": " ".join(f"#{INSTANT}{instant}" for instant in _both(timing))}


def _instants(part: object) -> tuple[int, ...]:
    timing = part.timing if isinstance(part, Paragraph) else None
    return () if timing is None else _both(timing)


def _both(timing: Timing) -> tuple[int, ...]:
    return (timing.begin,) if timing.end is None else (timing.begin, timing.end)
