"""Pages that docconv wrote, tag by tag."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from attrs import define, field

from docconv.model import Speaker
from docconv.patterns import regex
from docconv.verify.projection import (
    DIRECTION,
    NOTE,
    PLAIN,
    MarkupView,
    PartKind,
    Role,
    Row,
    RowKind,
    of_rows,
)

OWN = b'<meta name="generator" content="docconv">'
TOKEN = regex(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>|([^<]+)', re.IGNORECASE)
ATTRIBUTE = regex(r'([a-z-]+)(?:="([^"]*)")?', re.IGNORECASE)
FACTS = regex(rb'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
VOID = frozenset(("br", "hr", "img", "input", "meta"))
ASIDE = frozenset(("nav contents", "section participants", "section notes", "footer", "p choice", "img logo"))
NOTES = regex(r'<li id="(:footnote\d+)"[^<>]*>(.*?)<a class="back"', re.DOTALL)
KINDS: dict[str, RowKind] = {
    "h1": "title",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
    "div": "turn",
    "p narrative": "narrative",
    "p cast": "cast",
    "p stage": "stage",
    "div separator": "separator",
    "p boilerplate": "boilerplate",
}


def views(data: bytes) -> tuple[MarkupView, ...]:
    """What a page says in its markup."""
    if OWN not in data:
        return ()
    page = data.decode("utf-8", "replace")
    article = page[page.find("<article") : page.rfind("</article>")]
    rows = _Page().rows(article)
    return (MarkupView("its markup", of_rows(rows, _people(data)), "all"),)


def _people(data: bytes) -> Iterator[Speaker]:
    found = FACTS.search(data)
    facts = json.loads(found[1]) if found else {}
    for one in facts.get("contributor", ()):
        is_group = one.get("@type") == "Organization"
        yield Speaker(one.get("@id", "")[1:], "group" if is_group else "person", one.get("name"))


@define
class _Page:
    """Reads tags in order.

    - `open`: for each open element, what its text is; `None` where it is none of the document.
    - `row`: the block that is open, `at` how deep it is.
    - `label`: how deep the label is that is open.
    - `delimiter`: what is between labels and words.
    - `notes`: the texts of notes by id.
    """

    open: list[Role | None] = field(factory=lambda: [PLAIN])
    row: Row | None = None
    at: int = 0
    label: int = 0
    delimiter: str = ""
    notes: Mapping[str, str] = field(factory=dict)

    def rows(self, article: str) -> Iterator[Row]:
        """The blocks of an article."""
        self.notes = {key: _printed(inner) for key, inner in NOTES.findall(article)}
        for closing, name, attributes, text in TOKEN.findall(article):
            if text:
                self.take(unescape(text))
            elif closing:
                self.open = self.open[:-1] or [PLAIN]
                self.label = 0
                if self.row is not None and len(self.open) < self.at:
                    yield self.row
                    self.row = None
            else:
                self.begin(name, {key: unescape(value) for key, value in ATTRIBUTE.findall(attributes)})

    def begin(self, tag: str, facts: Mapping[str, str]) -> None:
        """An element begins."""
        name = f"{tag} {facts.get('class', '')}".strip()
        self.delimiter = facts.get("data-delimiter", self.delimiter)
        outer = self.open[-1]
        if tag in VOID:
            self.take("\n" if tag == "br" else "")
            return
        if name == "a note" and self.row is not None and self.row.parts and outer is not None:
            self.row.parts[-1][1].append((NOTE, self.notes.get(facts.get("href", "").rpartition("#")[2], "")))
        self.open.append(None if outer is None or name in ASIDE else _role(name, facts, outer))
        if self.open[-1] is None:
            return
        if self.row is None:
            self.begin_row(KINDS.get(tag if tag.startswith("h") else name), facts)
        elif tag == "p":
            part: PartKind = "stage" if name == "p stage" else "p"
            self.row.parts.append((part, []))
        elif name == "b":
            self.row.label, self.label = "", len(self.open)

    def begin_row(self, kind: RowKind | None, facts: Mapping[str, str]) -> None:
        """A block begins, if that is what an element is; a turn has its paragraphs as elements."""
        if kind is not None:
            who = tuple(facts.get("data-who", "").split())
            self.row = Row(kind, facts.get("id", ""), who, facts.get("data-cert", "high"))
            self.row.parts = [] if kind == "turn" else [("p", [])]
            self.at = len(self.open)

    def take(self, text: str) -> None:
        """Text, to the label or to the words."""
        role = self.open[-1]
        between = self.row is not None and self.row.kind == "turn" and len(self.open) == self.at
        if self.row is None or role is None or not self.row.parts or (between and not text.strip()):
            return
        pieces: list[Any] = self.row.parts[-1][1]
        if self.label and self.label == len(self.open):
            self.row.label = (self.row.label or "") + text
        elif self.row.label is not None and len(self.row.parts) == 1 and not pieces:
            pieces.append((role, text.removeprefix(self.delimiter) if role == PLAIN else text))
        else:
            pieces.append((role, text))


def _printed(inner: str) -> str:
    """The text of a note."""
    return "".join(
        unescape(text) if text else "\n" * (tag == "br") for _, tag, _, text in TOKEN.findall(inner)
    )


def _role(name: str, facts: Mapping[str, str], outer: Role) -> Role:
    """What text in an element is."""
    tag = name.partition(" ")[0]
    if tag == "q":
        return Role("said", tuple(facts.get("data-who", "").split()), facts.get("data-cert", "high"))
    return DIRECTION if name == "i stage" else outer
