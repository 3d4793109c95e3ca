"""Words of an element, changed where they stand: what is around them and between them stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from attrs import define, field, frozen

from docconv.patterns import regex
from docconv.tei.names import TEI, clean
from docconv.tei.reading.body.inlines import UNPRINTED
from docconv.tei.reading.source.elements import is_element
from docconv.tei.xml import Element

WordRun: TypeAlias = tuple[Sequence["re.Match[str]"], int, int]
"""The words of a text, the first of some of them, and the one after these."""
HALF = 0.5
TOKEN = regex(r"\w+|[^\w\s]")
SHOWN = frozenset((f"{TEI}gap", f"{TEI}unclear"))


@frozen
class Slot:
    """A place for characters: before the first child of an element, or after it; what is shown before them,
    where the element has no words.
    """

    element: Element
    is_tail: bool = False
    shown: str = ""

    @property
    def text(self) -> str:
        """What is there."""
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def words(self, number: int) -> Iterator[WordPlace]:
        """The words that are read here; `number` is that of this place."""
        yield from (WordPlace(one[0], number, 0, 0, is_shown=True) for one in TOKEN.finditer(self.shown))
        yield from (WordPlace(one[0], number, *one.span()) for one in TOKEN.finditer(self.text))

    def put(self, text: str) -> None:
        """Put other characters there."""
        if self.is_tail:
            self.element.tail = text or None
        else:
            self.element.text = text or None


@frozen
class WordPlace:
    """A word or a mark: its slot by number, and where it is in it; whether it is shown for an element that
    has no words.
    """

    text: str
    slot: int
    start: int
    end: int
    is_shown: bool = False


@define
class Wording:
    """The words of an element. `edits` are, by slot, what is put in the place of some characters."""

    slots: list[Slot]
    words: list[WordPlace]
    edits: dict[int, list[tuple[int, int, str]]] = field(factory=dict)

    @classmethod
    def of(cls, element: Element, without: str = "") -> Wording:
        """The words in an element, without those in elements of some name."""
        slots = list(_slots(element, without))
        return cls(slots, [one for at, slot in enumerate(slots) for one in slot.words(at)])

    def change(self, before: str, after: str, *, ahead: bool = False) -> bool:
        """Put the words of a text in the place of those of another one; whether all of them had a place. New
        words stand after the word before them, or else `ahead` of the next one.
        """
        old, new = [list(TOKEN.finditer(text)) for text in (before, after)]
        words = ([one[0] for one in old], [one[0] for one in new])
        ours = _matched([one.text for one in self.words], words[0])
        steps = SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes()
        for i1, i2, j1, j2 in (step[1:] for step in steps if step[0] != "equal"):
            if i2 - i1 == j2 - j1:
                pairs = [([at], one[0]) for at, one in zip(range(i1, i2), new[j1:j2], strict=True)]
            elif i1 < i2:
                text = after[new[j1].start() : new[j2 - 1].end()] if j1 < j2 else ""
                pairs = [([*range(i1, i2)], text)]
            elif i1 and not (ahead and i1 < len(old)):  # after the word before
                pairs = [([i1 - 1], after[new[j1 - 1].start() : new[j2 - 1].end()])]
            else:  # before the following word
                pairs = [
                    (
                        [*range(i1, min(i1 + 1, len(old)))],
                        after[new[j1].start() : new[min(j2, len(new) - 1)].end()],
                    )
                ]
            if i1 < i2 and j1 < j2:
                pairs = [*_spaced(pairs, (old, i1, i2), (new, j1, j2))]
            for places, text in pairs:
                if not self._put([ours[at] for at in places if at in ours], len(places), text):
                    return False
        self._carry_out()
        return True

    def place(self, text: str, number: int) -> int | None:
        """Which of the words here is one of a text, by its number; nothing where it is none of them."""
        return _matched([one.text for one in self.words], words_of(text)).get(number)

    def _put(self, places: Sequence[int], wanted: int, text: str) -> bool:
        """A text in the place of some words: all of it where the first one is; whether they are there."""
        if not places or len(places) < wanted:
            return False
        for number, one in enumerate(self.words[at] for at in places):
            start, end = one.start, one.end
            if one.is_shown:
                if number or not text.startswith(one.text):
                    return False
                text = text.removeprefix(one.text)
            if number or not text:
                start, end = _with_space(self.slots[one.slot].text, start, end)
            self.edits.setdefault(one.slot, []).append((start, end, "" if number else clean(text)))
        return True

    def _carry_out(self) -> None:
        for at, edits in self.edits.items():
            text = self.slots[at].text
            for start, end, other in sorted(edits, reverse=True):
                text = text[:start] + other + text[end:]
            self.slots[at].put(text)


def _spaced(
    pairs: Sequence[tuple[list[int], str]], old: WordRun, new: WordRun
) -> Iterator[tuple[list[int], str]]:
    """What is put in the place of words, with the spaces around it that were not there before."""
    (words, i1, i2), (others, j1, j2) = old, new
    first, last = (
        _is_apart(others, at) and not _is_apart(words, there) for at, there in ((j1, i1), (j2, i2))
    )
    for number, (places, text) in enumerate(pairs, 1):
        ahead = " " if first and number == 1 else ""
        yield places, ahead + text + (" " if last and number == len(pairs) else "")


def _is_apart(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether white space is between a word and the one before it."""
    return 0 < at < len(tokens) and tokens[at - 1].end() < tokens[at].start()


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a word is, with the white space before it, or after it where none is before."""
    begin = len(text[:start].rstrip())
    if begin < start:
        return begin, end
    return start, end + len(text[end:]) - len(text[end:].lstrip()) if not begin else end


def words_of(text: str) -> tuple[str, ...]:
    """The words and marks of a text."""
    return tuple(one[0] for one in TOKEN.finditer(text))


def letters_of(words: Sequence[str]) -> str:
    """The letters and figures of some words, whatever their order and the marks between them; the marks where
    there are no others. A text has a second reading in brackets, or after the first, where its element has
    both side by side.
    """
    said = "".join(words)
    return "".join(sorted(filter(str.isalnum, said))) or said


def is_like(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts have half of their words in common."""
    return 2 * (Counter(one) & Counter(other)).total() >= HALF * (len(one) + len(other))


def _slots(element: Element, without: str) -> Iterator[Slot]:
    if is_element(element) and element.tag != without:
        yield Slot(element)
        for child in element:
            yield from _slots(child, without)
            yield Slot(child, is_tail=True, shown=UNPRINTED if _is_empty(child) else "")


def _is_empty(element: Element) -> bool:
    """Whether something is said to be there, but shows no words."""
    return element.tag in SHOWN and not "".join(map(str, element.itertext())).strip()


def _matched(ours: Sequence[str], theirs: Sequence[str]) -> dict[int, int]:
    """Which of our words each of theirs is; theirs may be fewer, or in brackets."""
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[block.a + step] = block.b + step
    return found
