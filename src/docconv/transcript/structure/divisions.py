"""Headings to sections, each with its kind and its number: `ACT I`, `Zweiter Aufzug`, `Scène 2`, `Item 4.`.

Scenes are in their act, though a text prints both headings alike; tableaux are the acts or the scenes of a
play that has no others. A prologue is beside the acts, or in one where its heading is right above that of a
scene. Where every act begins with a heading that says no kind, such headings are those of its scenes. A
number in words is counted, from the heading that says it is the first. A list of people ends where somebody
speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, field, frozen

from docconv.languages import fold
from docconv.model import Block, Heading, Label, Section, Stage, Turn
from docconv.patterns import regex
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.turns.items import HeadingItem, Item
from docconv.walk import text_of

RANKS = {"act": 1, "tableau": 2, "scene": 3, "sitting": 1, "item": 2}
FRAMES = ("prologue", "epilogue")
UNNAMED, WITHIN = 0, 9
LONGEST = 12  # words
MARKS = " .,:;()[]–—-"
ROMAN = regex(r"(?=.)(x{0,3})(ix|iv|v?i{0,3})")
ROMAN_VALUES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
DENSE = regex(r"[第제]?\s?([一二三四五六七八九十]{1,3}|\d{1,3})\s?(\S)")
DENSE_FIGURES = "一二三四五六七八九"
DASHES = regex(r"(?<=[.\d])[–—-]{1,3}(?=\w)|--")  # `Scene 1.--A mill.`
ENDING = regex(r"(?<=\d)\W?[^\W\d]{1,3}")  # `2nd`, `1-й`


@frozen(repr=False)
class Division:
    """What a heading says of its section. `number` is `None` where it has none in figures; `in_words` says
    that it has one in words, which are those of the first where `is_first`. `beside` is the kind of those
    that it is beside, where that is another one.
    """

    kind: str
    number: int | None = None
    in_words: bool = False
    is_first: bool = False
    beside: str = ""

    @property
    def rank(self) -> int:
        """How deep it is in what."""
        return RANKS[self.beside or self.kind]


def division_of(text: str, lexicon: TranscriptLexicon) -> Division | None:
    """What a heading says that it opens, `None` where that is nothing of the kind."""
    dense = DENSE.fullmatch(text.strip(MARKS))
    if dense is not None and dense[2] in lexicon.divisions:
        return Division(lexicon.divisions[dense[2]], _dense_number(dense[1]))
    printed = DASHES.sub(" – ", fold(text)).split(maxsplit=LONGEST)
    if printed and printed[0] in lexicon.articles:
        del printed[0]
    kind, length = _kind(printed, lexicon)
    if length:
        found = _numbered(kind, printed[length:], lexicon, ended=printed[length - 1][-1] in MARKS)
        return found or (Division(kind) if kind in FRAMES else None)  # `Prologue in Heaven`
    kind, length = _kind(printed[1:], lexicon)
    if length and (length + 1 == len(printed) or printed[length][-1] in MARKS):
        return _numbered(kind, printed[:1], lexicon)
    return None


def _kind(printed: Sequence[str], lexicon: TranscriptLexicon) -> tuple[str, int]:
    """The kind of division that some words begin with, and how many words say it; none says none."""
    plain = [word.strip(MARKS) for word in printed[:2]]
    for length in (2, 1):
        kind = lexicon.divisions.get(" ".join(plain[:length])) if length <= len(plain) else None
        if kind is not None:
            return kind, length
    return "", 0


def _numbered(
    kind: str, printed: Sequence[str], lexicon: TranscriptLexicon, *, ended: bool = False
) -> Division | None:
    """A division with the number beside its name; alone, a name is one of plays."""
    if printed and printed[0] in lexicon.articles:
        printed = printed[1:]  # `Act the First`
    if not printed or (ended and kind == "scene"):
        return Division(kind) if kind in ("act", "scene") else None  # `Verwandlung`
    if (
        len(printed) == 2
        and printed[0] in lexicon.before_ordinals
        and printed[1].strip(MARKS) in lexicon.ordinals
    ):
        printed = printed[1:]  # `Actul al doilea`
    first = printed[0].strip(MARKS)
    apart = len(printed) == 1 or printed[0][-1] in MARKS or not printed[1].strip(MARKS)
    number = _number(first) if apart else None
    if number is not None:
        return Division(kind, number)
    if apart and (first in lexicon.ordinals or (len(printed) == 1 and lexicon.ordinal.match(first))):
        return Division(kind, in_words=True, is_first=first in lexicon.firsts)
    return None


def _number(word: str) -> int | None:
    """A number in figures, with the ending of an ordinal or without, or in those of the Romans up to 39."""
    figures = ENDING.sub("", word)
    if figures.isdecimal() and len(figures) < 5:
        return int(figures)
    roman = ROMAN.fullmatch(word) if word else None
    return len(roman[1]) * 10 + ROMAN_VALUES.index(roman[2]) if roman else None


def _dense_number(figures: str) -> int:
    """A number in the figures of Chinese and Japanese up to 99, or in others."""
    if figures.isdecimal():
        return int(figures)
    tens, ten, ones = figures.rpartition("十")
    units = DENSE_FIGURES.find(ones) + 1 if ones else 0
    return (DENSE_FIGURES.find(tens) + 1 if tens else 1) * 10 + units if ten else units


@define(eq=False, repr=False)
class _Open:
    """A section that is open: its level and rank, and how far those of each kind in it are counted."""

    heading: Heading[Label] | None = None
    key: tuple[int, int] = (0, 0)
    kind: str | None = None
    n: str | None = None
    blocks: list[Block[Label]] = field(factory=list)
    counted: dict[str, int | None] = field(factory=dict)


def nested(items: Iterable[Item], lexicon: TranscriptLexicon) -> tuple[Block[Label], ...]:
    """Items as blocks, those after a heading inside its section."""
    items = tuple(items)
    heads = [item for item in items if isinstance(item, HeadingItem)]
    found = _on_two_levels([division_of(text_of(head.heading.children), lexicon) for head in heads])
    found = list(_with_frames(found))
    if _opens_every_act(items, heads, found):
        first = next(at for at, one in enumerate(found) if one is not None)
        found[first:] = [one or Division("scene") for one in found[first:]]
    stack = [_Open()]
    place = 0
    for item in items:
        if isinstance(item, HeadingItem):
            _open(stack, item, found[place], next(filter(None, found[place + 1 :]), None))
            place += 1
            continue
        if isinstance(item, Turn) and _lists_people(stack[-1], lexicon):
            _end_list(stack)
        stack[-1].blocks.append(item)
    _close(stack, 1)
    return tuple(stack[0].blocks)


def _on_two_levels(found: list[Division | None]) -> list[Division | None]:
    """In a play without acts its tableaux are what the acts of others are; in one without scenes, what their
    scenes are.
    """
    kinds = {one.kind for one in found if one is not None}
    if kinds >= {"act", "scene"}:
        return found
    kind = "scene" if "act" in kinds else "act"
    return [evolve(one, kind=kind) if one is not None and one.kind == "tableau" else one for one in found]


def _with_frames(found: Sequence[Division | None]) -> Iterator[Division | None]:
    """The same, with prologues and epilogues beside the acts of a play, or beside its scenes: where it has no
    acts, and between the heading of an act and that of a scene. A text without either has none.
    """
    kinds = {one.kind for one in found if one is not None}
    before = ""
    for at, one in enumerate(found):
        if one is None or one.kind not in FRAMES:
            yield one
        elif not kinds.isdisjoint(("act", "scene")):
            after = next((other.kind for other in found[at + 1 :] if other is not None), "")
            is_within = "act" not in kinds or (before, after) == ("act", "scene")
            yield evolve(one, beside="scene" if is_within else "act")
        else:
            yield None
        before = one.kind if one else before


def _opens_every_act(
    items: Sequence[Item], heads: Sequence[HeadingItem], found: Sequence[Division | None]
) -> bool:
    """Whether right after the heading of every act is another one, and none says that it is a scene."""
    divisions = zip(heads, found, strict=True)
    kinds = {id(head): one.kind for head, one in divisions if one is not None and one.kind not in FRAMES}
    behind = {id(one): other for one, other in pairwise(items)}
    acts = [head for head in heads if kinds.get(id(head)) == "act"]
    unnamed = (
        isinstance(behind.get(id(act)), HeadingItem) and id(behind[id(act)]) not in kinds for act in acts
    )
    return bool(acts) and set(kinds.values()) == {"act"} and all(unnamed)


def _open(stack: list[_Open], item: HeadingItem, found: Division | None, following: Division | None) -> None:
    """A heading opens its section, in those that it is in. One that says no kind is in a scene if another
    scene of the act comes after it.
    """
    outer = next((one for one in stack if one.kind), None)
    rank = found.rank if found else UNNAMED
    if found is None and outer is not None and following is not None:
        rank = WITHIN if following.rank > outer.key[1] else UNNAMED
    key = (item.level, rank)
    beside = (item.level, UNNAMED) if found else None  # no part of a play is in the list of its characters
    while len(stack) > 1 and (stack[-1].key >= key or stack[-1].key == beside):
        _close(stack, len(stack) - 1)
    number = _count(stack[-1].counted, found) if found else None
    n = None if number is None else str(number)
    stack.append(_Open(item.heading, key, found.kind if found else None, n))


def _lists_people(section: _Open, lexicon: TranscriptLexicon) -> bool:
    """Whether a section is a list of characters, or of those present, by its heading."""
    heading = section.heading
    return heading is not None and " ".join(words(text_of(heading.children))) in lexicon.cast


def _end_list(stack: list[_Open]) -> None:
    """A list of people ends before the first words that somebody says, and the directions above them."""
    blocks = stack[-1].blocks
    at = len(blocks)
    while at and isinstance(blocks[at - 1], Stage):
        at -= 1
    directions = blocks[at:]
    del blocks[at:]
    _close(stack, len(stack) - 1)
    stack[-1].blocks.extend(directions)


def _count(counted: dict[str, int | None], found: Division) -> int | None:
    """The number of a section: as it is printed, or one more than the one before."""
    number = found.number
    if number is None and found.in_words:
        before = counted.get(found.kind)
        number = 1 if found.is_first else before + 1 if before else None
    counted[found.kind] = number
    return number


def _close(stack: list[_Open], depth: int) -> None:
    """Sections end until so many are open."""
    while len(stack) > depth:
        done = stack.pop()
        stack[-1].blocks.append(Section(tuple(done.blocks), done.heading, done.kind, done.n))
