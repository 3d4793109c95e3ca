"""What a document prints, and which of its points are what they say they are."""

from __future__ import annotations

import re
from collections import Counter

from docconv.account.words import letters
from docconv.model import (
    Boilerplate,
    Gap,
    Heading,
    Milestone,
    Narrative,
    Node,
    Paragraph,
    Resolved,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
)
from docconv.walk import walk

TIME = re.compile(r"(?:[\d\s:.,;/|\-–—>\[\](){}<_]|(?<=[\d\s])[AaPp]\.?[Mm]\b\.?|(?<=\d)[TZ])*")
"""Figures and what is between them, the halves of a day, and the two letters of ISO 8601."""
NUMBER = re.compile(r"[\W\d_]*[^\W\d_]{0,4}[\W\d_]*")
"""The number of a speech, such as `Q12.`, `Anf. 7`, `[T001]`; numbers of lines."""
PAGE = re.compile(
    r"[\W\d_]*(?:pages?|time|seite|p|pág|página|pagina|strona|страница|стр|sayfa|oldal|strana)?[\W\d_]*"
    r"(?:of|von|de|di|z|из)?[\W\d_]*|\[\[\s*pages?\b[^\[\]]*\]\]",
    re.IGNORECASE,
)
"""The number of a page, or a mark of one."""
FEWEST = 2
"""On how many pages a running head is."""


def printed(document: Resolved) -> str:
    """The texts of a document in order, blocks on lines of their own, and of its points those that hold what
    such a point may hold.
    """
    parts: list[str] = []
    points: list[tuple[int, Milestone]] = []
    for node in walk(document):
        if isinstance(node, Milestone):
            points.append((len(parts), node))
        parts.append(_own(node))
    heads = Counter(letters(point.text) for _, point in points if point.kind == "page")
    for place, point in points:
        if point.text and _is_plain(point, heads):
            parts[place] = f"\n{point.text}\n"
    return "".join(parts)


def _own(node: Node[Speaker]) -> str:
    """What a node prints beside what is in it."""
    match node:
        case Text(text) | Gap(text):
            return text
        case Separator(text):
            return f"\n{text}\n"
        case Turn(label=label):
            return f"\n{label or ''}\n"
        case Milestone() | Heading() | Narrative() | Paragraph() | Stage() | Boilerplate():
            return "\n"
        case _:
            return ""


def _is_plain(point: Milestone, heads: Counter[bytes]) -> bool:
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
