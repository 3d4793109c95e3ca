"""What somebody says in the notation of CHAT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias, assert_never

from attrs import evolve, frozen

from docconv import model as m
from docconv.formats.chat.utterance import REASONS, RETRACED
from docconv.formats.chat.words import TIER as WORDS
from docconv.formats.chat.words import word_tier
from docconv.model import Inline, Speaker, Stage, Timing, Turn
from docconv.patterns import regex
from docconv.walk import text_of

SIGNS = regex(
    rf"(?P<kept><[^<>\[\]]*>(?=\s*(?:{RETRACED.pattern}))|{RETRACED.pattern})"
    r"|(?P<event>&=|(?<!\S)&(?=[^\s~+=-]))|(?P<sign>[\[\]<>•\x15‘’^@])"
    r"|(?P<word>(?<!\S)(?:xxx|yyy|www)(?=[\s\[\]<>.,?!]|$))"
)
"""Codes that are text in a document, too, signs that would mean something else than they do, and words that
would say that something was not heard.
"""
REPLACED = {
    "[": "(",
    "]": ")",
    "<": "‹",
    ">": "›",
    "•": "·",
    "\x15": " ",
    "‘": "'",
    "’": "'",
    "^": "ˆ",
    "@": "＠",
}
FORBIDDEN_WORD = regex(r"(?<!\S)(?:0|xx|yy|XXX|YYY|WWW)(?=[\s.?!,]|$)")
TIER = regex(r"%(\w{1,20}): *(.*)")
CODE = regex(r"\[[^\[\]]+\]")
Form: TypeAlias = Literal["text", "gap", "stage", "unclear", "code", "tier"]
Piece: TypeAlias = tuple[Form, str, str]
"""What it is, its printed text, and what stands for that where nothing is glued to it."""


@frozen
class MainLine:
    """A main line, when it is heard, the tiers below; `is_changed`: signs in it were replaced. `untimed`: how
    many of its words lose their times.
    """

    text: str
    timing: Timing | None = None
    tiers: tuple[str, ...] = ()
    is_changed: bool = False
    untimed: int = 0


def main_lines(turn: Turn[Speaker], *, has_words: bool = True) -> Iterator[MainLine]:
    """The paragraphs of a turn; directions of their own are after the paragraph above, else before the
    next. `has_words`: when words are heard is in a tier.
    """
    found: list[MainLine] = []
    before = ""
    for part in turn.blocks:
        if isinstance(part, Stage):
            code = _direction(text_of(part.children))
            if found:
                found[-1] = evolve(found[-1], text=f"{found[-1].text} {code}".strip())
            else:
                before = f"{before} {code}".strip()
            continue
        line = _line(part, has_words=has_words)
        if line.text:
            found.append(evolve(line, text=f"{before} {line.text}".strip()))
            before = ""
    yield from found or ([MainLine(f"0 {before}")] if before else [])


def _direction(text: str) -> str:
    text = " ".join(text.split())
    return f"[=! {_coded(text)}]" if text else ""


def _line(paragraph: m.Paragraph[Speaker], *, has_words: bool) -> MainLine:
    pieces = list(_pieces(paragraph.children))
    plain_text = "".join(text for form, text, _ in pieces if form not in ("code", "tier"))
    tiers = _tiers(written for form, _, written in pieces if form == "tier")
    joined = " ".join(_joined([one for one in pieces if one[0] != "tier"]).split())
    text, count = FORBIDDEN_WORD.subn(_said_word, joined)
    if text and not any(map(str.isalnum, text)):
        text = f"0 {_direction(text)}"  # an utterance of nothing but marks is none
    is_changed = count > 0 or _coded(plain_text) != plain_text
    is_changed = is_changed or any(form == "text" and one != written for form, one, written in pieces)
    timed, count = word_tier(paragraph, text) if has_words else ("", 0)
    if timed:
        tiers = (timed, *(one for one in tiers if not one.startswith(f"%{WORDS}:")))
    known = sum(begin >= 0 for begin in paragraph.timing.words[::2]) if paragraph.timing else 0
    parted = len(set(paragraph.timing.anchors[::3])) if paragraph.timing and timed else 0
    return MainLine(text, paragraph.timing, tiers, is_changed, known - count + parted)


def _tiers(written: Iterable[str]) -> tuple[str, ...]:
    """Dependent tiers, one of each kind, since a line has no two of them."""
    found: dict[str, list[str]] = {}
    for tier in written:
        name, _, text = tier.partition("\t")
        found.setdefault(name, []).append(text)
    return tuple(f"{name}\t{'; '.join(texts)}" for name, texts in found.items())


def _pieces(inlines: Iterable[Inline[Speaker]]) -> Iterator[Piece]:
    for inline in inlines:
        match inline:
            case m.Text(text):
                yield "text", text, _escaped(text)
            case m.Gap(text, reason):
                code = next((code for code, known in REASONS.items() if known == reason), "xxx")
                yield "gap", text, "www" if reason == "omitted" else code
            case m.Stage():
                yield "stage", text_of(inline.children), _direction(text_of(inline.children))
            case m.Unclear():
                text = text_of(inline.children)
                yield "unclear", text, f"<{_coded(text).strip()}> [?]"
            case m.Emphasis() | m.Said() | m.Foreign() | m.CastPart():
                yield from _pieces(inline.children)
            case m.Note():
                yield "tier", "", f"%com:\t{plain(text_of(inline.children))}"
            case m.Milestone(kind, text):
                yield from _milestone(kind, " ".join(text.split()))
            case _:
                assert_never(inline)


def _milestone(kind: m.MilestoneKind, text: str) -> Iterator[Piece]:
    """The end of a line is a space; what an annotation says is a code or a tier; times and pages are not
    written.
    """
    if kind == "line":
        yield "text", " ", " "
    elif kind == "annotation" and (tier := TIER.fullmatch(text)):
        yield "tier", "", f"%{tier[1]}:\t{plain(tier[2])}"
    elif kind == "annotation" and CODE.fullmatch(text):
        yield "code", "", f" {text}"
    elif kind == "annotation" and text:
        yield "tier", "", f"%com:\t{plain(text)}"


def _joined(pieces: Sequence[Piece]) -> str:
    """Pieces in their notation, or as text where something is glued to them."""
    parts: list[str] = []
    for place, (form, text, written) in enumerate(pieces):
        if form in ("text", "code"):
            parts.append(written)
            continue
        behind = next((text for form, text, _ in pieces[place + 1 :] if form != "code"), " ")
        above = next((text for form, text, _ in reversed(pieces[:place]) if form != "code"), " ")
        is_free = behind[:1].isspace() and above[-1:].isspace() and text.strip()
        parts.append(written if is_free else _coded(text))
    return "".join(parts)


def _escaped(text: str) -> str:
    return SIGNS.sub(_replaced, text)


def _coded(text: str) -> str:
    """A text in which words for what was not heard may stay, since they are that, or in a code."""
    return SIGNS.sub(lambda found: found[0] if found.lastgroup == "word" else _replaced(found), text)


def _said_word(found: re.Match[str]) -> str:
    """A word that is a code, as it is said: with a letter that is written as if it were left out."""
    return f"({found[0][0]}){found[0][1:]}"


def _replaced(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "word":
            return _said_word(found)
        case "event":
            return f"& {found[0][1:]}"
        case "sign":
            return REPLACED[found[0]]
        case _:
            return found[0]


def plain(text: str) -> str:
    """A text of a head or a comment, on one line and without a sign of a bullet."""
    return " ".join(text.replace("•", "·").replace("\x15", " ").split())
