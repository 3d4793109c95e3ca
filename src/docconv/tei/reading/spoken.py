"""The spoken profile as docconv writes it, brought back to what the edition profile says, see
`docconv.tei.writing.profiles.spoken`.
"""

from __future__ import annotations

from docconv.tei.names import EVENTS, PAUSE, TEI
from docconv.tei.reading.source.elements import local
from docconv.tei.xml import Element

PARTS = ("seg", "l")


def restore(element: Element) -> None:
    """Give an element of a division the names that the edition profile has for the same."""
    for event in list(element.iter(*(TEI + name for name in EVENTS))):
        _direction(event)
    for pause in list(element.iter(TEI + PAUSE)):
        detail = pause.get("dur") or pause.get("type")
        pause.tag = f"{TEI}milestone"
        pause.set("unit", "annotation")
        pause.set("n", f"{PAUSE} {detail}" if detail else PAUSE)
    if local(element) == "u":
        _speech(element)


def _direction(event: Element) -> None:
    """An event with its description as a direction of its kind."""
    kind = event.get("type") or local(event)
    described = event.find(f"{TEI}desc")
    inside = described
    if described is not None and not described.text and len(described) == 1 and not described[0].tail:
        inside = described[0] if local(described[0]) == "stage" else described
    event.text = None if inside is None else inside.text
    event[:] = [] if inside is None else list(inside)
    event.tag = f"{TEI}stage"
    event.set("type", kind)


def _speech(utterance: Element) -> None:
    """An utterance as a speech; what it says of its time is said by its only paragraph."""
    utterance.tag = f"{TEI}sp"
    first = next(utterance.iterchildren(f"{TEI}*"), None)
    if first is not None and local(first) == "note" and first.get("type") == "speaker":
        first.tag = f"{TEI}speaker"
    parts = [part for part in utterance.iter(TEI + "seg", TEI + "l") if _is_part(part, utterance)]
    for part in parts:
        part.tag = f"{TEI}p" if local(part) == "seg" else part.tag
    times = [utterance.attrib.pop(name, "") for name in ("start", "end")]
    if len(parts) == 1 and any(times):
        parts[0].set("synch", " ".join(filter(None, map(str, times))))


def _is_part(part: Element, utterance: Element) -> bool:
    """Whether an element is a paragraph of an utterance, or a line of verse."""
    around = part.getparent()
    return around is utterance or (around is not None and local(around) == "lg")
