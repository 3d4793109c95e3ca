"""When the words of a main line are heard: by bullets after them, in the line or in the tier `%wor` below,
as programs that align words write it (https://talkbank.org/manuals/CHAT.html).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from docconv.formats.chat.utterance import BULLET, TIMES, spoken
from docconv.languages import UNDETERMINED
from docconv.model import Gap, Inline, Milestone, Note, Paragraph, S, Speaker, Stage, Text
from docconv.patterns import regex
from docconv.transcript.lexicon import lexicon
from docconv.walk import text_of

TIER = "wor"
Signs: TypeAlias = Mapping[type, str]
TimedWord: TypeAlias = tuple[str, tuple[int, int] | None]
"""The letters of a word, and when it is heard."""
NO_WORD = regex(r"\[[^\[\]]*\]|&=\S+|(?<!\S)0(?=[\s\[.?!]|$)")
"""Codes, events, and what says that nothing is said."""
SILENT, MISSED, OPENS = "\0\1\2"
"""What stands for each letter that is not said, for each that was not heard, and for the first of these."""
DONE: Signs = {Stage: SILENT}
SIGNS: Signs = {Stage: SILENT, Gap: MISSED}
LETTER = regex(r"\S")


def word_times(said: Iterable[Inline[S]], value: str, *, is_tier: bool) -> tuple[int, ...] | None:
    """When words are heard, by the bullets after those of a main line, or of the tier below it, as
    `docconv.model.Timing` has it, empty where there are none; `None` where the words are others. The bullet
    that ends a main line is that of all of it.
    """
    heard = _timed_words(value)
    if not is_tier:
        heard = _without_last_if_whole(heard)
    at, found = 0, list[int]()
    for word in _words(said, DONE):
        letters = _letters(word)
        if letters and at < len(heard) and letters == heard[at][0]:
            begin, end = heard[at][1] or (-1, -1)
            found += (begin, end if end >= begin else -1)
            at += 1
        else:
            found += (-1, -1)
    if at < len(heard):
        return None
    return tuple(found) if max(found, default=-1) >= 0 else ()


def _without_last_if_whole(heard: list[TimedWord]) -> list[TimedWord]:
    """Words of a main line without the last bullet, where it is that of all of them."""
    known = [(at, times) for at, (_, times) in enumerate(heard) if times]
    if not known:
        return heard
    last, whole = known[-1]
    is_whole = whole[0] <= known[0][1][0] and whole[1] >= max(end for _, (_, end) in known)
    return [(word, None if is_whole and at == last else times) for at, (word, times) in enumerate(heard)]


def _timed_words(value: str) -> list[TimedWord]:
    """The letters of the words of a line, with the times of the bullet right after each."""
    found: list[TimedWord] = []
    at = 0
    for bullet in (*BULLET.finditer(value), None):
        said = NO_WORD.sub(" ", value[at : bullet.start() if bullet else len(value)]).split()
        words = [letters for word in said if (letters := _letters(word))]
        times = TIMES.search(bullet[0]) if bullet and words else None
        found += ((word, None) for word in words)
        if times:
            found[-1] = (words[-1], (int(times[1]), int(times[2])))
        at = bullet.end() if bullet else at
    return found


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()


def _words(inlines: Iterable[Inline[S]], signs: Signs) -> list[str]:
    """Words as white space parts the reading text of inlines, with signs for the letters of some nodes."""
    return "".join(_texts(inlines, signs)).split()


def _texts(inlines: Iterable[Inline[S]], signs: Signs) -> Iterator[str]:
    for inline in inlines:
        if sign := signs.get(type(inline)):
            text = LETTER.sub(sign, text_of((inline,)))
            yield text.replace(MISSED, OPENS, 1)
        elif isinstance(inline, (Text, Gap, Milestone, Note)):
            yield text_of((inline,))
        else:
            yield from _texts(inline.children, signs)


def word_tier(paragraph: Paragraph[Speaker], line: str) -> tuple[str, int]:
    """The tier below a main line, which has all words of it, with bullets for those of which begin and end
    are known, and how many of these there are; none where the line has other words than its paragraph.
    """
    heard = _heard(paragraph)
    words = [word for word in _words(spoken(line, lexicon(UNDETERMINED)), DONE) if _letters(word)]
    bullets = [f" \x15{begin}_{end}\x15" if 0 <= begin <= end else "" for begin, end in heard]
    if len(words) != len(heard) or not any(bullets):
        return "", 0
    told = " ".join(f"{word.strip('<>')}{bullet}" for word, bullet in zip(words, bullets, strict=True))
    return f"%{TIER}:\t{told}", sum(map(bool, bullets))


def _heard(paragraph: Paragraph[Speaker]) -> list[tuple[int, int]]:
    """When the words of a paragraph are heard; those of a gap are one, as its code is."""
    times = paragraph.timing.words if paragraph.timing else ()
    found: list[tuple[int, int]] = []
    pairs = zip(times[::2], times[1::2], strict=True)
    for word, pair in zip(_words(paragraph.children, SIGNS), pairs, strict=False):
        if _letters(word) or OPENS in word:
            found.append(pair)
        elif MISSED in word:
            found[-1] = found[-1][0], pair[1]
    return found
