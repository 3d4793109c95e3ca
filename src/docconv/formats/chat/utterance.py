"""What a main line of CHAT says: words as they are written, and what is none as what it is.

Words keep their notation, such as pauses `(.)`, fillers `&-um`, parts left out `wan(t)s` and retracings
`<is it> [//]`. Bullets are times, `&=laughs` and `[=! blowing]` directions, `xxx` is a gap, what `[?]`
follows is unclear, `0` says that nothing is said, and all other codes in brackets are annotations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from docconv.model import Gap, Inline, Label, Milestone, Stage, StageKind, Text, Unclear
from docconv.patterns import regex
from docconv.transcript.kinds import stage_kind
from docconv.transcript.lexicon import TranscriptLexicon

Said: TypeAlias = Inline[Label]
TimedWord: TypeAlias = tuple[str, tuple[int, int] | None]
"""The letters of a word, and when it is heard."""
BULLET = regex(r"\x15[^\x15]*\x15|\x15[^\x15\s]*|•[^•\s]*(?:•|$)")
TIMES = regex(r"(?<!\d)(\d{1,11})_(\d{1,11})(?!\d)")
TOKEN = regex(
    r"(?P<code>\[[^\[\]]*\])"
    r"|(?P<doubt><[^<>\[\]]*>(?=\s*+\[\?\])|[^\s\[\]]++(?=\s++\[\?\]))"
    r"|(?P<event>&=[^\s\[\]<>]++)|(?P<nothing>(?<!\S)0(?=[\s\[.?!]|$))"
    r"|(?P<gap>(?:xxx|yyy|www)(?![^\s\[\]<>.,?!]))|(?P<text>[^\s\[\]]++|[\[\]])"
)
NO_WORD = regex(r"\[[^\[\]]*\]|&=\S+|(?<!\S)0(?=[\s\[.?!]|$)")
"""Codes, events, and what says that nothing is said."""
REASONS = {"xxx": "unintelligible", "yyy": "unintelligible", "www": "untranscribed"}
RETRACED = regex(r"\[/(?:/{0,2}|[-?])\]|\[[<>]\d?\]|\[!!?\]")
"""Codes that say how the words before them go on, are spoken over, or are stressed; these are text."""
TURN_OPENS = "[+ trn]"
"""What says that a turn begins, whoever spoke before."""
MANNER = "[=!"
LOCAL_EVENT = "[^"
DOUBT = "[?]"


def times_of(value: str) -> tuple[int | None, int | None]:
    """When the bullets of a line begin and end, in milliseconds."""
    found = [times for bullet in BULLET.finditer(value) for times in TIMES.findall(bullet[0])]
    return (int(found[0][0]), int(found[-1][1])) if found else (None, None)


def word_times(text: str, value: str, *, is_tier: bool) -> tuple[int, ...]:
    """When the words of a text are heard, by the bullets behind words of a main line, or of the tier `%wor`
    below it (https://talkbank.org/manuals/CHAT.html), as
    `docconv.model.Timing` has it; nothing where the words are
    others. The bullet that ends a main line is that of all of it.
    """
    heard = _timed_words(value)
    if not is_tier:
        heard = _without_last_if_whole(heard)
    at, found = 0, list[int]()
    for word in text.split():
        letters = _letters(word)
        if letters and at < len(heard) and letters == heard[at][0]:
            begin, end = heard[at][1] or (-1, -1)
            found += (begin, end if end >= begin else -1)
            at += 1
        else:
            found += (-1, -1)
    return tuple(found) if at == len(heard) and max(found, default=-1) >= 0 else ()


def _without_last_if_whole(heard: list[TimedWord]) -> list[TimedWord]:
    """Words of a main line without the last bullet, where it is that of all of them."""
    known = [(at, times) for at, (_, times) in enumerate(heard) if times]
    if not known:
        return heard
    last, whole = known[-1]
    is_whole = whole[0] <= known[0][1][0] and whole[1] >= max(end for _, (_, end) in known)
    return [(word, None if is_whole and at == last else times) for at, (word, times) in enumerate(heard)]


def _timed_words(value: str) -> list[TimedWord]:
    """The letters of the words of a line, with the times of the bullet right behind each."""
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


def without_bullets(value: str) -> str:
    """A line without its bullets."""
    return " ".join(BULLET.sub(" ", value).split())


def spoken(value: str, lexicon: TranscriptLexicon) -> tuple[Said, ...]:
    """What a main line says."""
    return tuple(_spaced(list(_pieces(without_bullets(value), lexicon))))


def _spaced(pieces: Sequence[Said]) -> Iterator[Said]:
    """Pieces with a space between those that print something."""
    prints = False
    for piece in pieces:
        is_printed = not isinstance(piece, Milestone)
        if is_printed and prints:
            yield Text(" ")
        prints = prints or is_printed
        yield piece


def _pieces(text: str, lexicon: TranscriptLexicon) -> Iterator[Said]:
    doubted = False
    for token in TOKEN.finditer(text):
        piece = token[0]
        match token.lastgroup:
            case "code":
                yield from () if doubted and piece == DOUBT else _code(piece)
            case "doubt":
                yield Unclear((Text(piece.strip("<>").strip() or piece),))
            case "event":
                words = piece.removeprefix("&=").replace(":", " ").replace("_", " ")
                yield Stage((Text(words),), stage_kind(words, lexicon))
            case "gap":
                yield Gap(piece, REASONS[piece])
            case "text":
                yield Text(piece)
            case _:
                pass
        doubted = token.lastgroup == "doubt"


def _code(code: str) -> Iterator[Said]:
    """A code in brackets."""
    if RETRACED.fullmatch(code):
        yield Text(code)
    elif code.startswith(MANNER):
        yield from _direction(code[len(MANNER) : -1], "delivery")
    elif code.startswith(LOCAL_EVENT):
        yield from _direction(code[len(LOCAL_EVENT) : -1], "incident")
    else:
        yield Milestone("annotation", code)


def _direction(words: str, kind: StageKind) -> Iterator[Said]:
    if words.strip():
        yield Stage((Text(words.strip()),), kind)
