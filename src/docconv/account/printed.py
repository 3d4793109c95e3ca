"""What a document prints, and which of its points are what they say they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from docconv.account.words import letters
from docconv.languages import every
from docconv.model import (
    Boilerplate,
    Document,
    Gap,
    Milestone,
    Resolved,
    Section,
    Separator,
    Speaker,
    Text,
    Turn,
)
from docconv.patterns import regex
from docconv.transcript.lexicon import any_of
from docconv.walk import blocks, text_of

TIME = regex(
    r"(?:[\d\s:.,;/|\-–—>→\[\](){}<_#@]|(?<=[\d\s])[AaPp]\.?[Mm]\b\.?|(?<=\d)[TZ]|(?<=\d)h(?=\d)|(?<=\d)s\b)*"
)
"""Figures and what is between them, the halves of a day, the two letters of ISO 8601, and that of seconds."""
NUMBER = regex(r"[\W\d_]*+[^\W\d_]{0,4}[\W\d_]*+")
"""The number of a speech, such as `Q12.`, `Anf. 7`, `[T001]`; numbers of lines."""
BELOW = {Document: "body", Section: "blocks", Turn: "blocks"}
"""Where the nodes below one are, for those that do not call them children."""
FEWEST = 2
"""On how many pages a running head is."""


@cache
def _page() -> re.Pattern[str]:
    """The number of a page, after a date as well, or a mark of one."""
    words = any_of((*every("page_words"), "pages", "p", "time"))
    return regex(
        rf"(?:\d{{1,2}}\s[^\W\d_]{{3,12}}\s\d{{4}}\s*:)?[\W\d_]*+{words}?[\W\d_]*+{any_of(every('page_totals'))}?"
        r"[\W\d_]*+|\[\[\s*+pages?\b[^\[\]]*\]\]",
        re.IGNORECASE,
    )


def printed(document: Resolved, source: str = "", *, points: bool = True) -> str:
    """The texts of a document in order, blocks on lines of their own, and of its points, where the source
    prints any, those that hold what such a point may hold, by the text of that source; in markup, no mark
    within a line parts words.
    """
    parts, marks = _collected(document, "\n" if points else "")
    heads = _heads(document, marks if points else (), source)
    for place, mark in marks if points else ():
        if mark.text and _is_plain(mark, heads):
            parts[place] = f"\n{mark.text}\n"
    return "".join(parts)


def _heads(document: Resolved, marks: Iterable[tuple[int, Milestone]], source: str) -> Counter[bytes]:
    """How often the head of a page comes, by its letters. On other pages it may be no point, and all its rows
    may be in one.
    """
    rows = _rows_of_heads(marks)
    heads = Counter(letters(row) for head in rows for row in head)
    if not any(heads):
        return heads
    heads += Counter(letters("".join(head)) for head in rows if len(head) > 1)
    others = (letters(text_of(one.children)) for one in blocks(document) if isinstance(one, Boilerplate))
    heads = (heads + Counter(others)) | Counter(map(letters, source.replace("\f", "\n").split("\n")))
    for head in rows:
        heads |= Counter({letters(row): heads[letters("".join(head))] for row in head})
    return heads


def _rows_of_heads(marks: Iterable[tuple[int, Milestone]]) -> list[list[str]]:
    """The texts of page marks that have nothing between them."""
    heads: list[list[str]] = []
    end = -1
    for place, mark in marks:
        if mark.kind == "page":
            if place != end:
                heads.append([])
            heads[-1].append(mark.text)
            end = place + 1
    return heads


def _collected(document: Resolved, inside: str) -> tuple[list[str], list[tuple[int, Milestone]]]:
    """The texts of a document, and its points with their places among these; by the types themselves, which
    takes a quarter of the time of `docconv.walk`, since every read asks for it. `inside` is what parts words
    within a line.
    """
    parts: list[str] = []
    marks: list[tuple[int, Milestone]] = []
    stack: list[Any] = [document]
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind is Text or kind is Gap:
            parts.append(node.text)
        elif kind is str:
            parts.append(node)
        elif kind is Milestone:
            marks.append((len(parts), node))
            parts.append("\n" if node.kind == "line" else inside)
        elif kind is Separator:
            parts.append(f"{node.text}\n")
        elif kind is Turn and (text := _only_text(node)) is not None:
            parts += (node.label or "", "\n", inside, text, "\n")
        elif kind not in BELOW:
            parts.append(inside)
            stack.extend(node.children[::-1])
        else:
            if kind is Turn:
                parts.append(f"{node.label or ''}\n")
            for below in getattr(node, BELOW[kind])[::-1]:
                stack += (below, "\n")
            head = node.title if kind is Document else node.heading if kind is Section else None
            stack += [] if head is None else [head, "\n"]
    return parts, marks


def _only_text(turn: Turn[Speaker]) -> str | None:
    """The text of a turn that is one paragraph of text and nothing else, as most are."""
    parts = turn.blocks
    inlines = parts[0].children if len(parts) == 1 else ()
    only = inlines[0] if len(inlines) == 1 else None
    return only.text if type(only) is Text else None


def _is_plain(point: Milestone, heads: Counter[bytes]) -> bool:
    """Whether a point holds no words of the text: figures of a time, a number, a head that comes back."""
    match point.kind:
        case "time":
            return TIME.fullmatch(point.text) is not None
        case "page":
            return _page().fullmatch(point.text) is not None or heads[letters(point.text)] >= FEWEST
        case "annotation":
            return NUMBER.fullmatch(point.text) is not None
        case _:
            return False
