"""Words and utterances with their times to a draft, as recognisers and tools of linguists tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, groupby

from attrs import frozen

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

IDEOGRAPHS = ("\u2e80", "\u9fff")
ABBREVIATION = regex(r"[^\W\d_]{1,3}\.")


@frozen
class Utterance:
    """What somebody says in one go, and when, in milliseconds; `speaker` is empty where nobody is told.
    `words` are the times of the words of `text`, as `docconv.model.Timing` has them.

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
        if group and not word.is_glued and (word.speaker != group[0].speaker or _ends(group[-1].text)):
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
    words = times_of_words(text, ((word.text, word.begin, word.end) for word in group))
    return Utterance(text, group[0].speaker, begin, end, words=words)


def times_of_words(text: str, heard: Iterable[tuple[str, int | None, int | None]]) -> tuple[int, ...]:
    """When the words of a text begin and end, by what was heard when, as `docconv.model.Timing` has it; marks
    and the case of letters may differ. Nothing where the words are others, or no time is known.

    A time is that of a word only where what was heard begins or ends with the word.
    """
    words, given = text.split(), list(heard)
    if [said.strip() for said, _, _ in given] == words:
        return _as_heard(given)
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    parts: list[str] = []
    at = 0
    for said, begin, end in given:
        part = _letters(said)
        if not part:
            continue
        if begin is not None:
            begins[at] = begin
        at += len(part)
        if end is not None:
            ends[at] = end
        parts.append(part)
    letters = list(map(_letters, words))
    if not (begins or ends) or "".join(letters) != "".join(parts):
        return ()
    times: list[int] = []
    at = 0
    for word in letters:
        begin = begins.get(at, -1) if word else -1
        at += len(word)
        end = ends.get(at, -1) if word else -1
        times += (begin, end if end >= begin else -1)
    return tuple(times) if max(times) >= 0 else ()


def _as_heard(words: Iterable[tuple[str, int | None, int | None]]) -> tuple[int, ...]:
    """The times of words that are just those of a text; marks alone have none."""
    times: list[int] = []
    for word, begin, end in words:
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
    return Timing(begin, None if one.end is None or one.end < begin else one.end, one.words)


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
