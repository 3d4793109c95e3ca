"""Words and utterances with their times to a draft, as recognisers and tools of linguists tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby, pairwise
from typing import TypeAlias

from attrs import evolve, frozen

from docconv.model import (
    Block,
    Draft,
    Inline,
    Label,
    Paragraph,
    Stage,
    StageKind,
    Text,
    Timing,
    Turn,
    TurnBlock,
)
from docconv.patterns import regex
from docconv.transcript.marks import FULL_STOPS
from docconv.walk import with_fitting_words

Heard: TypeAlias = tuple[str, int | None, int | None] | tuple[str, int | None, int | None, tuple[int, ...]]
"""What was heard, when it begins and ends, and instants in between that no letters part."""
WITHOUT_INSTANTS = 3
Times: TypeAlias = Mapping[int, int]
Within: TypeAlias = Mapping[int, tuple[int, ...]]
IDEOGRAPHS = ("\u2e80", "\u9fff")
ABBREVIATION = regex(r"[^\W\d_]{1,3}\.")


@frozen
class Utterance:
    """What somebody says in one go, and when, in milliseconds; `speaker` is empty where nobody is told.
    `words` and `anchors` are the times of the words of `text` and of instants within them, as
    `docconv.model.Timing` has them.

    `children` is what is said where it is more than `text`. `kind`: it is done, not said. `opens`: a turn
    begins with it, whoever speaks before.
    """

    text: str = ""
    speaker: str = ""
    begin: int | None = None
    end: int | None = None
    children: tuple[Inline[Label], ...] = ()
    kind: StageKind | None = None
    opens: bool = False
    words: tuple[int, ...] = ()
    anchors: tuple[int, ...] = ()


@frozen
class SpokenWord:
    """A word or a mark; `is_glued`: no space is before it."""

    text: str
    speaker: str = ""
    begin: int | None = None
    end: int | None = None
    is_glued: bool = False


def sentences(words: Iterable[SpokenWord]) -> Iterator[Utterance]:
    """Words as sentences: one ends at its mark, or where somebody else speaks. A mark is of who spoke
    last.
    """
    group: list[SpokenWord] = []
    for word in words:
        if not word.text.strip():
            continue
        is_apart = not word.is_glued or (word.speaker and any(map(str.isalnum, word.text)))
        is_other = word.speaker != group[0].speaker if group else False
        if group and is_apart and (is_other or (not word.is_glued and _ends(group[-1].text))):
            yield _sentence(group)
            group = []
        group.append(word)
    if group:
        yield _sentence(group)


def _ends(word: str) -> bool:
    """Whether a sentence ends with a word or a mark; `Mr.` ends none."""
    word = word.strip()
    return word.endswith(tuple(FULL_STOPS)) and not ABBREVIATION.fullmatch(word)


def _sentence(group: list[SpokenWord]) -> Utterance:
    """Words side by side: a space between, but none before a mark and between ideographs."""
    said = [word.text.strip() for word in group]
    apart = [
        not (word.is_glued or (_is_wide(before[-1]) and _is_wide(text[0])))
        for before, text, word in zip(said, said[1:], group[1:], strict=False)
    ]
    text = said[0] + "".join(f" {text}" if gap else text for gap, text in zip(apart, said[1:], strict=True))
    begin = next((word.begin for word in group if word.begin is not None), None)
    ends = (word.end for word in reversed(group) if word.end is None or word.end >= (word.begin or 0))
    end = next((one for one in ends if one is not None), None)
    words, anchors = timed_words(text, ((word.text, word.begin, word.end) for word in group))
    return Utterance(text, group[0].speaker, begin, end, words=words, anchors=anchors)


def with_words(told: Utterance, heard: Iterable[Heard]) -> Utterance:
    """What somebody says with the times of its words, by what was heard when."""
    words, anchors = timed_words(told.text, heard)
    return evolve(told, words=words, anchors=anchors) if words else told


def times_of_words(text: str, heard: Iterable[Heard]) -> tuple[int, ...]:
    """When the words of a text begin and end, as `timed_words` tells it."""
    return timed_words(text, heard)[0]


def timed_words(text: str, heard: Iterable[Heard]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """When the words of a text begin and end, by what was heard when, and instants within words, as
    `docconv.model.Timing` has both; marks and the case of letters may differ. Nothing where the words are
    others, or no time is known.

    A time is that of a word only where what was heard begins or ends with the word; within one it is an
    instant.
    """
    words, given = text.split(), list(heard)
    if [one[0].strip() for one in given] == words and all(len(one) == WITHOUT_INSTANTS for one in given):
        return _as_heard(given), ()
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    within: dict[int, tuple[int, ...]] = {}
    parts: list[str] = []
    at = 0
    for said, begin, end, *inner in given:
        part = _letters(said)
        if not part:
            continue
        if begin is not None:
            begins[at] = begin
        at += len(part)
        if end is not None:
            ends[at] = end
        within[at] = inner[0] if inner else ()
        parts.append(part)
    letters = list(map(_letters, words))
    if not (begins or ends) or "".join(letters) != "".join(parts):
        return (), ()
    times: list[int] = []
    borders = [0]
    for word in letters:
        at = borders[-1]
        begin = begins.get(at, -1) if word else -1
        borders.append(at + len(word))
        end = ends.get(borders[-1], -1) if word else -1
        times += (begin, end if end >= begin else -1)
    if max(times) < 0:
        return (), ()
    if not any(within.values()) and within.keys() <= set(borders):
        return tuple(times), ()
    return tuple(times), tuple(_within(words, times, borders, (within, ends, begins)))


def _within(
    words: Sequence[str], times: Sequence[int], borders: Sequence[int], known: tuple[Within, Times, Times]
) -> Iterator[int]:
    """The anchors of words that begin and end after so many letters, by what is known at each place."""
    within, ends, begins = known
    for number, (first, behind) in enumerate(pairwise(borders)):
        if min(times[2 * number : 2 * number + 2]) < 0:
            continue
        for place in range(first + 1, behind):
            bounds = (*within.get(place, ()), *(one[place] for one in (ends, begins) if place in one))
            yield from _anchors(number, words[number], place - first, bounds)
        if first < behind:
            yield from (one for time in within.get(behind, ()) for one in (number, len(words[number]), time))


def _anchors(number: int, word: str, letters: int, bounds: Sequence[int]) -> Iterator[int]:
    """Instants after so many letters of a word, one for what ends as the next begins: the last of them is
    right before the next letter, those above are right after the last one.
    """
    if not bounds:
        return
    found = list(dict.fromkeys(bounds))
    sizes = [len(_letters(word[:size])) for size in range(len(word) + 1)]
    behind = next(size for size, count in enumerate(sizes) if count >= letters)
    before = max(size for size, count in enumerate(sizes) if count <= letters)
    for instant in found[:-1]:
        yield from (number, behind, instant)
    yield from (number, max(before, behind), found[-1])


def _as_heard(words: Iterable[Heard]) -> tuple[int, ...]:
    """The times of words that are just those of a text; marks alone have none."""
    times: list[int] = []
    for word, begin, end, *_ in words:
        if not (word[0].isalnum() or _letters(word)):
            times += (-1, -1)
            continue
        first = -1 if begin is None else begin
        times += (first, end if end is not None and end >= first else -1)
    return tuple(times) if times and max(times) >= 0 else ()


def _letters(word: str) -> str:
    """The letters and figures of a word, in one case."""
    return word.casefold() if word.isalnum() else "".join(filter(str.isalnum, word)).casefold()


def _is_wide(char: str) -> bool:
    return IDEOGRAPHS[0] <= char <= IDEOGRAPHS[1]


def blocks_of(heard: Iterable[Utterance | Block[Label]]) -> tuple[Block[Label], ...]:
    """Utterances as turns, and what is between them as it is: those of one speaker that follow each other are
    paragraphs of one turn.
    """
    blocks: list[Block[Label]] = []
    numbers, opened = count(1), 0

    def turn(one: Utterance | Block[Label]) -> tuple[str, int] | None:
        nonlocal opened
        if not isinstance(one, Utterance):
            return None
        opened += one.opens
        return one.speaker, opened

    for found, group in groupby(heard, key=turn):
        if found is None:
            blocks += (one for one in group if not isinstance(one, Utterance))
            continue
        speaker = found[0]
        said = (_part(one) for one in group if isinstance(one, Utterance))
        if parts := tuple(part for part in said if part is not None):
            who = (Label(speaker),) if speaker else ()
            blocks.append(Turn(f"t{next(numbers)}", parts, who, speaker or None))
    return tuple(blocks)


def _part(one: Utterance) -> TurnBlock[Label] | None:
    """An utterance as a part of a turn; nothing where nothing is in it."""
    text = " ".join(one.text.split())
    children = one.children or ((Text(text),) if text else ())
    if not children:
        return None
    if one.kind:
        return Stage(children, one.kind)
    found = Paragraph(children, timing=_timing(one))
    return with_fitting_words(found) if one.children else found


def _timing(one: Utterance) -> Timing | None:
    """When something is said; an end before its beginning is none. Where only words have times, it begins
    with the first of them.
    """
    begin = one.begin
    if begin is None:
        begin = next((time for time in one.words[::2] if time >= 0), None)
    if begin is None:
        return None
    return Timing(begin, None if one.end is None or one.end < begin else one.end, one.words, one.anchors)


def words_of(draft: Draft) -> str:
    """The beginning of what is said, to tell the language from."""
    return " ".join(
        part.text
        for turn in draft.body[:200]
        if isinstance(turn, Turn)
        for block in turn.blocks
        for part in block.children
        if isinstance(part, Text)
    )
