"""The parliament profile as docconv writes it, brought back to what the edition profile would say.

Its divisions stand one behind the other, with the level of each heading in `@n`; what the schema has no
place for stands in attributes: the kind of an event in `@n`, the earlier turn in `@corresp`, the
certainty in an empty note.
"""

from __future__ import annotations

from attrs import evolve
from lxml import etree

from docconv.model import Metadata
from docconv.tei.header import Element
from docconv.tei.names import NAMESPACE, TEI
from docconv.tei.reading.elements import EVENTS, words

NS = {"t": NAMESPACE}
MAKER = "Made with docconv"
CATALOGUE = "catalogue"
"""The level of a heading that nobody printed."""
UNKNOWN_DAY = "0001-01-01"


def is_flat(header: Element) -> bool:
    """Whether docconv wrote a header in the parliament profile."""
    made = header.find("t:encodingDesc/t:projectDesc/t:p", NS)
    return made is not None and words(made) == MAKER


def flat_facts(metadata: Metadata, header: Element) -> Metadata:
    """The facts of such a header: without those that only fill what the schema demands."""
    source = header.find("t:fileDesc/t:sourceDesc/t:bibl/t:title", NS)
    found = None if source is None else words(source)
    return evolve(
        metadata,
        date=None if metadata.date == UNKNOWN_DAY else metadata.date,
        source=None if found == metadata.title else found,
        items=(),
    )


def restore(element: Element) -> None:
    """Give an element of a division the names that other TEI has for the same."""
    for event in element.iter(*(TEI + name for name in EVENTS)):
        kind = event.get("n")
        if kind:
            event.tag = f"{TEI}stage"
            event.set("type", kind)
            event.text = words(event)
            for description in list(event):
                event.remove(description)
    for utterance in element.iter(f"{TEI}u"):
        _certainty(utterance)
        if utterance.get("corresp") and not utterance.get("prev"):
            utterance.set("prev", utterance.get("corresp") or "")
    for segment in element.iter(f"{TEI}seg"):
        _lines(segment)


def _certainty(utterance: Element) -> None:
    """Take the note that says how sure the speaker is, and say it in `@cert`."""
    note = utterance.find("t:seg/t:note[@type='certainty']", NS)
    segment = None if note is None else note.getparent()
    if note is not None and segment is not None:
        utterance.set("cert", note.get("n") or "")
        segment.text = (segment.text or "") + (note.tail or "")
        segment.remove(note)


def _lines(segment: Element) -> None:
    """Line ends in a paragraph are line breaks."""
    at = 0
    segment.text = _broken(segment, segment.text, at)
    for child in list(segment):
        at = segment.index(child) + 1
        child.tail = _broken(segment, child.tail, at)


def _broken(segment: Element, text: str | None, at: int) -> str | None:
    """Put a break before each line of a text but the first, which is given back."""
    first, *others = (text or "").split("\n")
    for number, line in enumerate(others):
        mark = etree.Element(f"{TEI}lb")
        mark.tail = line
        segment.insert(at + number, mark)
    return first or None
