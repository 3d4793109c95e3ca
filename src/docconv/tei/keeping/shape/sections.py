"""Sections that are new, in the tree of a file: divisions of new blocks, or around those that are there."""

from __future__ import annotations

from collections.abc import Iterator

from docconv import model as m
from docconv.patterns import regex
from docconv.tei.keeping.shape.branches import POINTS, label_before
from docconv.tei.names import TEI
from docconv.tei.reading.source.elements import DIVISIONS, local
from docconv.tei.xml import Element
from docconv.walk import children

NUMBERED = regex(r"div[0-7]")
DIVISION = f"{TEI}div"
BEFORE_DIVISIONS = frozenset(
    (
        "sp",
        "u",
        "p",
        "ab",
        "l",
        "lg",
        "stage",
        "said",
        "quote",
        "list",
        "table",
        "castList",
        "annotationBlock",
    )
)
"""What cannot be after a division: a division, once begun, is followed by divisions."""
Section = m.Section[m.Speaker]


def edge(section: Section, *, first: bool) -> tuple[object, int]:
    """The first or last block in a section that is none itself, and how many sections it is in."""
    depth = 0
    node: m.Node[m.Speaker] = section
    while isinstance(node, m.Section) and (inside := children(node)):
        depth, node = depth + 1, inside[0 if first else -1]
    return node, depth


def division_of(element: Element | None, depth: int) -> Element | None:
    """The division so many levels above an element."""
    found = () if element is None else element.iterancestors()
    around = [one for one in found if local(one) in DIVISIONS]
    return around[depth - 1] if 0 < depth <= len(around) else None


def may_follow(division: Element) -> bool:
    """Whether what is after a division may be after one."""
    return all(local(one) not in BEFORE_DIVISIONS for one in division.itersiblings(f"{TEI}*"))


def numbered(division: Element) -> None:
    """Call a division, and those in it, by their level where those around it are (`div2`)."""
    around = division.getparent()
    beside = (one for is_before in (True, False) for one in division.itersiblings(preceding=is_before))
    known = [(around, 1), *((one, 0) for one in beside)] if around is not None else []
    levels = (int(local(one)[-1]) + more for one, more in known if NUMBERED.fullmatch(local(one)))
    level = next(levels, None)
    if level is not None:
        above = sum(1 for _ in division.iterancestors())
        for one in list(division.iter(DIVISION)):
            one.tag = f"{TEI}div{level + sum(1 for _ in one.iterancestors()) - above}"


def put_around(division: Element, first: Element, last: Element) -> bool:
    """Put a new division around elements that stand side by side, and what belongs to the first; whether they
    do.
    """
    start = _start(first)
    moved = [start, *_until(start, last)]
    around = start.getparent()
    if around is None or moved[-1] is not last or local(around) not in (*DIVISIONS, "body", "front", "back"):
        return False
    before = start.getprevious()
    indent = (around.text if before is None else before.tail) or ""
    start.addprevious(division)
    division.tail, end = last.tail, indent if not indent.strip() else ""
    if len(division):
        division[-1].tail = end
    else:
        division.text = end
    for one in moved:
        division.append(one)
    last.tail = end
    return True


def put_behind(division: Element, first: Element, last: Element) -> bool:
    """Put a new division after the one that elements are in, with these, what belongs to the first, and
    whatever is after them; whether they are in one.
    """
    start = _start(first)
    around = start.getparent()
    if around is None or local(around) not in DIVISIONS or last.getparent() is not around:
        return False
    before = start.getprevious()
    indent = (around.text if before is None else before.tail) or ""
    moved = [start, *start.itersiblings()]
    end = around[-1].tail
    around.addnext(division)
    division.tail, around.tail = around.tail, indent if not indent.strip() else ""
    if len(division):
        division[-1].tail = indent
    for one in moved:
        division.append(one)
    if before is not None:
        before.tail = end
    return True


def _start(first: Element) -> Element:
    """Where what is to be in a division begins: with the label before it, and pages that begin there."""
    label = label_before(first) if local(first) == "u" else None
    start = first if label is None else label
    before = start.getprevious()
    while before is not None and before.tag in POINTS and not (before.tail or "").strip():
        start, before = before, before.getprevious()
    return start


def _until(start: Element, last: Element) -> Iterator[Element]:
    """What follows an element, up to another one."""
    for one in start.itersiblings() if start is not last else ():
        yield one
        if one is last:
            return
