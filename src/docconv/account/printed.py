"""What a document prints, and which of its points are what they say they are."""

from __future__ import annotations

import re
from collections import Counter

from docconv.account.words import letters
from docconv.model import (
    Boilerplate, Break, Draft, Gap, Heading, Label, Narrative, Node, Paragraph, Resolved, Separator, Speaker, Stage,
    Text, Turn,
)  # fmt: skip
from docconv.walk import children

TIME = re.compile(r"(?:[\d\s:.,;/|\-–—>\[\](){}<_]|(?<=[\d\s])[AaPp]\.?[Mm]\b\.?|(?<=\d)[TZ])*")
"""Figures and what is between them, the halves of a day, and the two letters of ISO 8601."""
NUMBER = re.compile(r"[\W\d_]*[^\W\d_]{0,4}[\W\d_]*")
"""The number of a speech, such as `Q12.`, `Anf. 7`, `[T001]`; numbers of lines."""
PAGE = re.compile(
    r"[\W\d_]*(?:pages?|time|seite|p|pág|página|pagina|strona|страница|стр|sayfa|oldal|strana)?[\W\d_]*"
    r"(?:of|von|de|di|z|из)?[\W\d_]*|\[\[\s*pages?\b[^\[\]]*\]\]",
    re.IGNORECASE,
)
"""The number of a page, a mark of one."""
FEWEST = 2
BLOCKS = frozenset((Heading, Narrative, Paragraph, Stage, Boilerplate))


def printed(document: Draft | Resolved) -> str:
    """The texts of a document in order, and of its points those that hold what such a point may hold."""
    parts: list[str] = []
    points: list[tuple[int, Break]] = []
    _collect(document, parts, points)
    heads = Counter(letters(point.text) for _, point in points if point.kind == "page")
    for place, point in points:
        if _is_plain(point, heads):
            parts[place] = f"\n{point.text}\n"
    return "".join(parts)


def _collect(node: Node[Label] | Node[Speaker], parts: list[str], points: list[tuple[int, Break]]) -> None:
    """The texts below a node, blocks on lines of their own; a point has a place among them."""
    kind = type(node)
    if kind is Text or kind is Gap:
        parts.append(node.text)
    elif kind is Separator:
        parts.append(f"\n{node.text}\n")
    elif kind is Break:
        points.append((len(parts), node))
        parts.append("\n")
    else:
        if kind is Turn and node.label:
            parts.append(f"\n{node.label}\n")
        elif kind in BLOCKS:
            parts.append("\n")
        for child in children(node):
            _collect(child, parts, points)


def _is_plain(point: Break, heads: Counter[bytes]) -> bool:
    """Whether a point holds no words of the text: figures of a time, a number, a head that comes back."""
    match point.kind:
        case "time":
            return TIME.fullmatch(point.text) is not None
        case "page":
            return PAGE.fullmatch(point.text) is not None or heads[letters(point.text)] >= FEWEST
        case "annotation":
            return NUMBER.fullmatch(point.text) is not None
        case _:
            return False
