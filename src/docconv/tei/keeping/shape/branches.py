"""Elements of a tree taken out, put together and parted; comments and instructions stay where they were."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from lxml import etree

from docconv.tei.keeping.wording import Wording
from docconv.tei.names import TEI, XML_ID, clean
from docconv.tei.xml import Element

BODY = f"{TEI}body"
DIVISIONS = frozenset(TEI + name for name in ("div", *(f"div{level}" for level in range(1, 8))))
EMPTIED = DIVISIONS | {TEI + name for name in ("lg", "castList", "castGroup", "front", "back", "spGrp")}
"""What is taken out with the last element in it."""
POINTS = frozenset(TEI + name for name in ("pb", "cb", "lb", "gb", "milestone", "anchor"))
"""What may stand between two speeches that become one, and is in it then."""
SPOKEN = frozenset(("who", "cert", XML_ID, "next", "prev"))
"""Attributes of a speech that the document knows."""
LABEL = f"{TEI}speaker"
BLOCK = f"{TEI}annotationBlock"
SPEECHES = frozenset((f"{TEI}sp", f"{TEI}u", BLOCK))
ASIDE = (etree.Comment, etree.ProcessingInstruction)


def label_before(element: Element) -> Element | None:
    """The note before an utterance that says who speaks."""
    found = next(element.itersiblings(f"{TEI}*", preceding=True), None)
    named = found is not None and found.tag in (f"{TEI}note", f"{TEI}speaker")
    return found if found is not None and named and found.get("type", "speaker") == "speaker" else None


def speech_of(element: Element) -> Element:
    """What a speech is: an utterance with the tiers about it, where it has some."""
    around = element.getparent()
    if around is None or around.tag != BLOCK or sum(one.tag == element.tag for one in around) > 1:
        return element
    return around


def take_out(element: Element, *, whole: bool = False) -> None:
    """Take an element away, with those around it that have nothing else; what no text can be without has an
    empty paragraph then. Comments and instructions in it stay, but for one that is taken out `whole`.
    """
    around = element.getparent()
    if around is None:
        return
    for one in () if whole else list(element.iter(*ASIDE)):
        one.tail = None
        element.addprevious(one)
    before, tail = element.getprevious(), element.tail or ""
    known = (around.text if before is None else before.tail) or ""
    if tail.strip() or not known.strip(" \t") or "\n" not in known:
        known += tail
    if before is None:
        around.text = known
    else:
        before.tail = known
    around.remove(element)
    rest = "".join([around.text or "", *(one.tail or "" for one in around)]).strip()
    if rest or next(around.iterchildren(etree.Element), None) is not None:
        return
    above = around.getparent()
    is_only = above is not None and above.tag == BODY and len(list(above.iterchildren(etree.Element))) == 1
    if around.tag == BODY or (around.tag in DIVISIONS and is_only):
        etree.SubElement(around, f"{TEI}p")
    elif around.tag in EMPTIED:
        take_out(around)


def put_together(first: Element, second: Element) -> list[str] | None:
    """Put what is in a speech, and what stands before it, at the end of the one before. Gives the names of
    attributes that had to go; nothing where more is between the two than a new speech can hold.
    """
    label = label_before(second)
    between = list(_between(first, second))
    if any(one.tag not in POINTS and one is not label and isinstance(one.tag, str) for one in between):
        return None
    if label is not None and label in between:
        between.remove(label)
        take_out(label)
    own = second.find(f"{TEI}speaker")
    if own is not None:
        take_out(own)
    if (first.tail or "").strip() or any((one.tail or "").strip() for one in between):
        return None
    late = first[-1] if len(first) > 1 and first[-1].tag == LABEL else None
    for one in between:
        first.append(one)
    last = first[-1] if len(first) else None
    if (second.text or "").strip() or (last is not None and (last.tail or "").strip()):
        return None  # words that no paragraph has
    for one in list(second):
        first.append(one)
    if late is not None:  # a label after all of a speech
        first.append(late)
    gone = [
        etree.QName(str(name)).localname
        for name, value in second.items()
        if name not in SPOKEN and first.get(name) != value
    ]
    take_out(second)
    return gone


def _between(first: Element, second: Element) -> Iterator[Element]:
    """What stands between two elements of one parent; the second is among it where it does not follow."""
    for one in first.itersiblings():
        if one is second:
            return
        yield one
    yield first  # which no speech can hold


def parted(element: Element, wording: Wording, words: int) -> Element | None:
    """Part an element before a word of its wording; what is before it stays. Gives the second part."""
    if not 0 < words < len(wording.words):
        return None
    at = wording.words[words]
    slot = wording.slots[at.slot]
    text = slot.text
    before, behind = text[: at.start], text[at.start :]
    if slot.is_tail:
        around = slot.element.getparent()
        if around is None or around is element.getparent():
            return None
        slot.element.tail = before
        second = _behind(around, list(slot.element.itersiblings()), behind)
    else:
        around = slot.element
        if around is not element and not before.strip():
            second = around
        else:
            around.text = before
            second = _behind(around, list(around), behind)
    while second.getparent() is not element.getparent():
        around = second.getparent()
        if around is None:
            return None
        moved = [second, *second.itersiblings()]
        first = around.text or ""
        alone = not first.strip() and second.getprevious() is None
        second = around if alone and around is not element else _behind(around, moved, "")
    return second


def part_before(element: Element, moved: list[Element]) -> Element:
    """Part an element before one of its children, so that all from that on are in a second one."""
    before = moved[0].getprevious()
    text = "" if before is None else before.tail or ""
    if before is not None and not text.strip():
        before.tail = None
    second = _behind(element, moved, "")
    element.tail = text if not text.strip() else None
    return second


def _behind(element: Element, moved: list[Element], text: str) -> Element:
    """A second element with the attributes of one, after it, with what is moved out of the first."""
    second = copy(element)
    del second[:]
    if XML_ID in second.attrib:
        del second.attrib[XML_ID]
    second.text, second.tail = text, None
    tail, element.tail = element.tail, None
    element.addnext(second)
    second.tail = tail
    for one in moved:
        second.append(one)
    return second


def labelled(element: Element, before: str | None, after: str | None) -> bool:
    """Another label, a first one, or none; whether its element was found."""
    several = element.findall(LABEL)
    if len(several) > 1:
        return _labelled_once(several, before, after)
    own = next(element.iter(LABEL, f"{TEI}note"), None)
    if own is not None and own.tag != LABEL:
        own = own if own.get("type") == "speaker" else None
    if own is None:
        own = label_before(element)
    if before is not None and after is not None:
        return own is not None and Wording.of(own).change(before, after)
    if after is None:
        if own is not None:
            take_out(own)
        return own is not None
    if element.tag == f"{TEI}sp":
        label = etree.Element(LABEL)
        label.text, label.tail = clean(after), element.text
        element.insert(0, label)
    else:
        label = etree.Element(f"{TEI}note", {"type": "speaker"})
        label.text = clean(after)
        element.addprevious(label)
    return True


def _labelled_once(labels: list[Element], before: str | None, after: str | None) -> bool:
    """Another label, or none, in the place of several that are one together, if nothing is said of them."""
    if before is None or any(len(one) or one.attrib for one in labels):
        return False
    first, *others = labels
    for one in others if after is not None else labels:
        take_out(one)
    if after is not None:
        first.text = clean(after)
    return True


def set_or_not(element: Element, name: str, value: str | None) -> None:
    """Set an attribute, or take it away."""
    if value is not None:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]
