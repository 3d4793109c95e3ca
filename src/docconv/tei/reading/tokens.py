"""Words and punctuation marks that stand in elements of their own, and the space between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from docconv.tei.header import Element
from docconv.tei.names import TEI
from docconv.tei.reading.elements import local

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


def _broken_off(element: Element) -> bool:
    """Whether only the layout of the file parts a mark from what stands before it."""
    before = element.getprevious()
    return local(element) == "pc" and before is not None and (not before.tail or _line_end(before.tail))


def _line_end(text: str | None) -> bool:
    return text is not None and "\n" in text and not text.strip()


def spaced(element: Element) -> bool:
    """Whether the file itself says where the spaces are; false for words that stand side by side without
    any.
    """
    before = element.getprevious()
    if (
        before is None
        or before.tail
        or local(before) not in TOKENS
        or before.get("join") in ("right", "both")
    ):
        return True
    return any(
        (one.tail or "").isspace() or local(one) == "c" or "".join(map(str, one.itertext()))[-1:].isspace()
        for one in _neighbours(element)
    )


def _neighbours(element: Element) -> Iterator[Element]:
    """The elements near one, no more than would tell."""
    yield from islice(element.itersiblings(f"{TEI}*", preceding=True), NEAR)
    yield element
    yield from islice(element.itersiblings(f"{TEI}*"), NEAR)
