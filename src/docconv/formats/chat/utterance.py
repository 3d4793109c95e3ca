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
BULLET = regex(r"\x15[^\x15]*\x15|\x15[^\x15\s]*|•[^•\s]*(?:•|$)")
TIMES = regex(r"(?<!\d)(\d{1,11})_(\d{1,11})(?!\d)")
TOKEN = regex(
    r"(?P<code>\[[^\[\]]*\])"
    r"|(?P<doubt><[^<>\[\]]*>(?=\s*+\[\?\])|[^\s\[\]]++(?=\s++\[\?\]))"
    r"|(?P<event>&=[^\s\[\]<>]++)|(?P<nothing>(?<!\S)0(?=[\s\[.?!]|$))"
    r"|(?P<gap>(?:xxx|yyy|www)(?![^\s\[\]<>.,?!]))|(?P<text>[^\s\[\]]++|[\[\]])"
)
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
