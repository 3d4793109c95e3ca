"""What stands in another place by now, in the tree of a file: its element goes there as it is."""

from __future__ import annotations

from docconv.tei.keeping.shape.branches import SPEECHES, label_before, speech_of, take_out
from docconv.tei.keeping.shape.insertion import put
from docconv.tei.xml import Element


def move(element: Element, beside: Element, *, is_ahead: bool) -> bool:
    """Put an element, with the label before it, after another one or ahead of it; whether that has a place
    beside it.
    """
    element = speech_of(element)
    label = label_before(element) if element.tag in SPEECHES else None
    moved = [one for one in (label, element) if one is not None]
    if any(above in moved for above in (beside, *beside.iterancestors())):
        return False
    for one in moved:
        take_out(one, whole=True)
    return put(moved, beside, is_ahead=is_ahead)
