"""Words and punctuation marks that are in elements of their own, and the space between them."""

from __future__ import annotations

import unicodedata
from itertools import islice

from docconv.tei.names import TEI
from docconv.tei.reading.source.elements import local
from docconv.tei.xml import Element

NEAR = 30
TOKENS = frozenset(("w", "pc"))
CLOSING = frozenset(".,;:!?…)]}»”’%。、，！？；：）」』،؛؟")
OPENING = frozenset("([{«“„‘¿¡（「『")


def joins_left(element: Element) -> bool:
    """Whether a token follows the one before it without a space."""
    join = element.get("join")
    if join is not None:
        return join in ("left", "both")
    return _broken_off(element) and (element.text or "").strip()[:1] in CLOSING


def joins_right(element: Element) -> bool:
    """Whether the next token follows without a space."""
    join = element.get("join")
    if join is not None:
        return join in ("right", "both")
    return local(element) == "pc" and (element.text or "").strip()[-1:] in OPENING and _line_end(element.tail)


def are_apart(before: str, behind: str) -> bool:
    """Whether a space is between two characters, one of which is that of a direction: none is at brackets,
    before stops, and in scripts that have none.
    """
    wide = all(unicodedata.east_asian_width(one) in "WF" for one in (before, behind) if one)
    return bool(before) and before not in OPENING and behind not in CLOSING and not wide


def _broken_off(element: Element) -> bool:
    """Whether only the layout of the file parts a mark from what is before it."""
    before = element.getprevious()
    return local(element) == "pc" and before is not None and (not before.tail or _line_end(before.tail))


def _line_end(text: str | None) -> bool:
    return text is not None and "\n" in text and not text.strip()


def stand_side_by_side(element: Element) -> bool:
    """Whether words follow each other without any space in their parent, so that the spaces are to be
    added.
    """
    return not any(
        ((one.tail or "").isspace() and one.getnext() is not None)
        or local(one) == "c"
        or "".join(map(str, one.itertext()))[-1:].isspace()
        for one in islice(element.iterchildren(f"{TEI}*"), NEAR)
    )


def follows(element: Element) -> bool:
    """Whether a token is right after another one that does not join it."""
    before = element.getprevious()
    if before is None or before.tail or local(before) not in TOKENS:
        return False
    return before.get("join") not in ("right", "both")
