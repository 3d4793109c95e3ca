"""Blocks that are new, as elements in the tree of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from docconv import model as m
from docconv.patterns import regex
from docconv.tei.keeping.shape.branches import label_before
from docconv.tei.names import NAMESPACE, TEI, XML_ID
from docconv.tei.reading.source.elements import CONTAINERS, local
from docconv.tei.writing.edition import EditionWriter
from docconv.tei.writing.profiles.spoken import SpokenWriter
from docconv.tei.xml import Element
from docconv.walk import walk

UTTERANCE = f"{TEI}u"
SIGN = regex(r"(?:\s?:|\.?\s?[-–—]|\.)?$")
CAST = frozenset(("castList", "castGroup"))


def sign_of_labels(root: Element) -> str:
    """The sign after most labels of a file, which is no part of who they name."""
    labels = [*root.iter(f"{TEI}speaker"), *root.iterfind(f".//{TEI}note[@type='speaker']")]
    signs = Counter(SIGN.search("".join(map(str, one.itertext())).strip())[0] for one in labels)  # type: ignore[index]
    sign, count = signs.most_common(1)[0] if signs else ("", 0)
    return sign if count * 2 > len(labels) else ""


def writer_of(root: Element, pointers: Mapping[str, str]) -> EditionWriter:
    """What writes as a file does: utterances where it has some."""
    is_spoken = next(root.iter(UTTERANCE), None) is not None
    return (SpokenWriter if is_spoken else EditionWriter)(persons=pointers, level=0)


def made(
    block: m.Block[m.Speaker], root: Element, pointers: Mapping[str, str], sign: str = ""
) -> list[Element] | None:
    """The elements of a new block, without ids, utterances where the file has some; with the sign after a
    label that the file has there. Nothing where it has what has no place yet: times, turns that it goes on
    with.
    """
    timed = any(isinstance(one, m.Paragraph) and one.timing is not None for one in walk(block))
    if timed or (isinstance(block, m.Turn) and block.continues):
        return None
    writer = writer_of(root, pointers)
    writer.block(block)
    writer.end_group()
    around = etree.fromstring(b'<TEI xmlns="%s">%s</TEI>' % (NAMESPACE.encode(), b"".join(writer.rows)))
    for one in around.iterfind(f".//*[@{XML_ID}]"):
        del one.attrib[XML_ID]
    for label in (*around.iter(f"{TEI}speaker"), *around.iterfind(f".//{TEI}note[@type='speaker']")):
        if label.text and not len(label) and not label.text.endswith(sign):
            label.text += sign
    if isinstance(block, m.CastItem):
        around = around[0]  # the list that an entry is in
    return [part for one in around for part in _with_label(one, root)]


def _with_label(element: Element, root: Element) -> Iterator[Element]:
    """An element, with the label in an utterance before it where the file has labels there."""
    label = next(iter(element), None) if element.tag == UTTERANCE else None
    if label is not None and label.get("type") == "speaker" and _has_labels_before(root):
        element.remove(label)
        yield label
    yield element


def _has_labels_before(root: Element) -> bool:
    return any(label_before(one) is not None for one in root.iter(UTTERANCE))


def put(elements: list[Element], beside: Element, *, is_ahead: bool) -> bool:
    """Put elements after one, or ahead of it and of the label before it, each on a line as that is; whether
    it has such a place.
    """
    place = beside
    around = place.getparent()
    names = {local(one) for one in elements}
    wanted = CAST if names == {"castItem"} else CONTAINERS
    wanted = wanted | {"spGrp"} if names <= {"sp", "stage"} else wanted
    while around is not None and local(around) not in wanted:
        place, around = around, around.getparent()
    if around is None:
        return False
    if is_ahead and place is beside:
        label = label_before(place)
        place = place if label is None else label
    at = around.index(place)
    before = place.getprevious()
    indent = (around.text if before is None else before.tail) or ""
    tail = place.tail or ""
    if tail.strip() and not is_ahead:
        return False
    for step, one in enumerate(elements):
        around.insert(at + step + (not is_ahead), one)
        one.tail = indent if not indent.strip() else ""
    if not is_ahead:
        place.tail, elements[-1].tail = elements[0].tail, tail
    return True
