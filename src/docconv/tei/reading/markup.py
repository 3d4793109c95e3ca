"""How the markup of a file is read: as that of others, or as one of docconv's profiles."""

from __future__ import annotations

from itertools import count
from typing import ClassVar

from attrs import evolve, frozen

from docconv.model import Block, Resolved, Speaker, Timing, Turn
from docconv.patterns import regex
from docconv.tei.names import REST, SECTION, XML_LANG
from docconv.tei.reading import dracor, parliament, spoken
from docconv.tei.reading.participants import ParticipantList
from docconv.tei.reading.source.elements import DIVISIONS, local, other_language, plain
from docconv.tei.reading.timed_words import SYNCHRONOUS, words_in
from docconv.tei.xml import Element
from docconv.walk import map_blocks, turns
from docconv.wellformed.shapes import TURN, on_one_line

DELIMITER = regex(r"(?:(?<!\s)\s++)?+(?:[:：]|[.:]\s*+[-–—]++)\Z")
MOST, HALF = 0.9, 0.5
ELSEWHERE = "#"
"""What is in the keys of those whom another file lists."""


@frozen
class ForeignMarkup:
    """TEI by others: white space is that of a printed text, what is empty is a mark or nothing.

    `is_docconv` says that docconv wrote the file, so that paragraphs, headings and divisions may be empty;
    `is_nested` that divisions contain each other; `keeps_ids` that turns have the ids of the document.
    """

    is_docconv: ClassVar[bool] = False
    is_nested: ClassVar[bool] = True
    keeps_ids: ClassVar[bool] = False

    def is_exact(self, _: Element) -> bool:
        """Whether the white space of an element is that of the text."""
        return False

    def is_section(self, element: Element, around: str) -> bool:
        """Whether an element that has divisions in it is a section of its own."""
        nested = (around, local(element)) in (("teiCorpus", "TEI"), ("group", "text"))
        return nested or local(element) in DIVISIONS

    def place(self, _: Element) -> tuple[str, ...] | None:
        """The section that a division or a heading is in, by its numbers, where divisions are not nested."""
        return None

    def restore(self, element: Element) -> None:
        """Give an element the names that the edition profile has for the same."""

    def restore_header(self, header: Element) -> None:
        """The same for what is in a header."""

    def label(self, text: str) -> str:
        """A label as printed, without the colon, or the stop and the dash, after it."""
        return DELIMITER.sub("", plain(text)) or plain(text)

    def lang(self, element: Element) -> str | None:
        """The language of a turn, if it has one of its own."""
        return other_language(element)

    def earlier(self, _: Element) -> str | None:
        """The turn that one goes on with, where its id is that of the document."""
        return None

    def timing(self, _: Element) -> Timing | None:
        """When a paragraph is heard, where its markup says it as docconv does."""
        return None

    def speakers(
        self, element: Element, label: str | None, participants: ParticipantList
    ) -> tuple[Speaker, ...]:
        """Who says an element."""
        return participants.who(element, label)

    def listed(self, participants: ParticipantList) -> tuple[Speaker, ...]:
        """The speakers of the document."""
        return participants.listed()

    def separator(self, milestone: Element) -> str | None:
        """What a separator prints; nothing where a milestone is none."""
        printed = milestone.get("rend") or ""
        return printed if printed and not any(char.isalnum() for char in printed.replace("x", "")) else None

    def finished(self, document: Resolved) -> Resolved:
        """The document, when all of it has been read."""
        return without_stops(document)


class EditionMarkup(ForeignMarkup):
    """The edition profile: white space, labels, ids and lists are exactly those of the document."""

    is_docconv: ClassVar[bool] = True
    keeps_ids: ClassVar[bool] = True

    def is_exact(self, _: Element) -> bool:
        """Always."""
        return True

    def is_section(self, element: Element, around: str) -> bool:
        """All but the division for what follows a section."""
        is_rest = element.get("type") == REST and element.get("subtype") != SECTION
        return super().is_section(element, around) and not is_rest

    def label(self, text: str) -> str:
        """As it is, but on one line."""
        return on_one_line(text)

    def lang(self, element: Element) -> str | None:
        """As it is."""
        return element.get(XML_LANG)

    def earlier(self, element: Element) -> str | None:
        """As it is."""
        return element.get("prev", "").lstrip("#") or None

    def timing(self, element: Element) -> Timing | None:
        """By the ids of one instant or two, and those of its words."""
        found = SYNCHRONOUS.fullmatch(element.get("synch") or "")
        if found is None:
            return None
        return Timing(int(found[1]), int(found[2]) if found[2] else None, *words_in(element))

    def listed(self, participants: ParticipantList) -> tuple[Speaker, ...]:
        """Everybody in the list, in its order, and whoever speaks without being there; in the order of the
        text where some are listed in another file.
        """
        own = {key: one for key, one in participants.known.items() if ELSEWHERE not in key}
        heard = participants.heard
        both = {**heard, **own, **heard} if participants.pointed else {**own, **heard}
        return tuple(both.values())

    def separator(self, milestone: Element) -> str | None:
        """Every milestone."""
        return milestone.get("rend") or milestone.get("n") or ""

    def finished(self, document: Resolved) -> Resolved:
        """As it is, unless an id is there twice or is none of a turn."""
        ids = [turn.id for turn in turns(document)]
        return (
            document if len(set(ids)) == len(ids) and all(map(TURN.fullmatch, ids)) else renumbered(document)
        )


class DracorMarkup(EditionMarkup):
    """The DraCor profile."""

    def restore(self, element: Element) -> None:
        """Undo what the profile does to an element."""
        dracor.restore(element)

    def restore_header(self, header: Element) -> None:
        """Undo what the profile does to a header."""
        dracor.restore_header(header)


class SpokenMarkup(EditionMarkup):
    """The spoken profile."""

    def restore(self, element: Element) -> None:
        """Undo what the profile does to an element."""
        spoken.restore(element)


class ParliamentMarkup(EditionMarkup):
    """The parliament profile: divisions one after the other, in sections by their numbers."""

    is_nested: ClassVar[bool] = False
    keeps_ids: ClassVar[bool] = False

    def is_exact(self, element: Element) -> bool:
        """Unless its lines were broken anew, or it was divided into words."""
        return parliament.is_exact(element)

    def is_section(self, _element: Element, _around: str) -> bool:
        """None."""
        return False

    def place(self, element: Element) -> tuple[str, ...] | None:
        """By `@n`."""
        return parliament.place_of(element)

    def restore(self, element: Element) -> None:
        """Undo what the profile does to an element."""
        parliament.restore(element)

    def speakers(
        self, element: Element, label: str | None, participants: ParticipantList
    ) -> tuple[Speaker, ...]:
        """By `@who`, or by `@ana` where several speak."""
        return super().speakers(element, label, participants) or participants.listed_in(element.get("ana"))

    def listed(self, participants: ParticipantList) -> tuple[Speaker, ...]:
        """In order of first appearance."""
        return participants.listed()


def own_markup(profile: str | None) -> EditionMarkup:
    """The markup of a profile that docconv wrote a file in."""
    named = {"dracor": DracorMarkup, "spoken": SpokenMarkup}
    return named.get(profile or "", EditionMarkup)()


def renumbered(document: Resolved) -> Resolved:
    """A document whose turns are t1, t2 ... as they come; `continues` leads to the last turn of an id."""
    new: dict[str, str] = {}
    numbers = count(1)

    def change(block: Block[Speaker]) -> Block[Speaker]:
        if not isinstance(block, Turn):
            return block
        earlier = new.get(block.continues or "")
        new[block.id] = f"t{next(numbers)}"
        return evolve(block, id=new[block.id], continues=earlier)

    return map_blocks(document, change)


def without_stops(document: Resolved) -> Resolved:
    """A document without the full stop after labels, where nearly all of them have one, or most have and
    some are printed both with and without it.
    """
    labels = [turn.label for turn in turns(document) if turn.label]
    stopped = [label for label in labels if label.endswith(".")]
    both = {label[:-1] for label in stopped} & set(labels)
    if not labels or len(stopped) < (HALF if both else MOST) * len(labels):
        return document

    def change(block: Block[Speaker]) -> Block[Speaker]:
        if isinstance(block, Turn) and block.label and block.label.endswith(".") and len(block.label) > 1:
            return evolve(block, label=block.label[:-1].rstrip())
        return block

    return map_blocks(document, change)
