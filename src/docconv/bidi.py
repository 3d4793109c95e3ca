"""Which way text runs, and the order of letters on a line: the Unicode bidirectional algorithm (UAX #9).

Embeddings and overrides are left out: the characters that open and close them count for nothing, as boundary
neutrals do. Isolates (U+2066 to U+2069), as chats and web pages put them around names, are looked at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from docconv.patterns import regex

TURNING_SPACE = " \u200f"
"""The text of a space behind a sign or a number among words from the right: for Poppler such signs are
numbers, and these run from the left with the space behind them, unless a letter or a mark from the right is
there.
"""
RTL_LETTER = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
RTL_LANGUAGES = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
STRONG_RTL = frozenset(("R", "AL"))
STRONG = STRONG_RTL | {"L"}
NEUTRALS = frozenset(("B", "S", "WS", "ON"))
NUMBERS = frozenset(("EN", "AN"))
ABOVE = {"R": 1, "AN": 2, "EN": 2}, {"L": 1, "EN": 1, "AN": 1}
"""How much higher than its paragraph, from the left or from the right, a character is embedded (I1, I2)."""
WEAK = {"AL": "R", "ES": "ON", "ET": "ON", "CS": "ON"}
"""What letters and signs are where there are no numbers and no marks."""
IGNORED = frozenset(("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
LRI, RLI, FSI, CLOSE = "\u2066", "\u2067", "\u2068", "\u2069"
ISOLATES = frozenset((LRI, RLI, FSI))
TURNING = {
    True: frozenset(("L", "", "EN", "AN", "LRI", "RLI", "FSI", "PDI")),
    False: frozenset(("R", "AL", "AN", "LRI", "RLI", "FSI", "PDI")),
}
"""Without characters of these classes, a line has the level of its paragraph, from the right or the left."""
ISOLATE = regex("[\u2066-\u2068]")
ISOLATING = regex("[\u2066-\u2069]")
PLAIN = {"L": "L", "": "L", "R": "R", "AL": "R", **dict.fromkeys((*NEUTRALS, "ES", "ET", "CS"), "N")}
"""What characters are among others without numbers, marks, isolates and brackets: a letter, or neutral."""
TURNED = {True: regex("L+(?:N+L+)*+"), False: regex("R+(?:N+R+)*+")}
"""Letters that run against a paragraph from the right or the left, with what is between them."""
OTHER = "X"
NEUTRAL = "\ufffc"
"""What stands for an isolate (class ON)."""
BRACKETS = dict(zip("([{⟨（「『【〔〈《", ")]}⟩）」』】〕〉》", strict=True))
"""Those that open and close (BidiBrackets.txt)."""
ANGLES = dict(zip("<«‹≤", ">»›≥", strict=True))
"""Those that are only mirrored (BidiMirroring.txt)."""


def needs_order(text: str) -> bool:
    """Whether a text has letters that run from right to left."""
    return not text.isascii() and RTL_LETTER.search(text) is not None


def is_rtl(text: str) -> bool:
    """Whether the first strong character of a text that is in no isolate runs from right to left (P2, P3)."""
    if text.isascii():
        return False
    if ISOLATE.search(text):
        text = "".join(_outside_isolates(text))
    strong = (kind for char in text if (kind := unicodedata.bidirectional(char)) in STRONG)
    return next(strong, "L") in STRONG_RTL


def _outside_isolates(text: str) -> Iterator[str]:
    """The characters of a text that are in no isolate; one that is not closed goes to the end (BD9)."""
    depth = 0
    for char in text:
        if char in ISOLATES:
            depth += 1
        elif char == CLOSE:
            depth = max(depth - 1, 0)
        elif not depth:
            yield char


def is_rtl_language(lang: str) -> bool:
    """Whether documents in a language, a BCP 47 tag, begin at the right."""
    return lang.split("-", maxsplit=1)[0].lower() in RTL_LANGUAGES


def directional_runs(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """A text cut where its direction changes, with the direction of each run. `rtl` is the direction of its
    paragraph.

    Word sets blanks and marks in the direction of their run: those between words of one direction go with
    them, the others with the paragraph (N1 and N2).
    """
    at = 0
    for direction, group in groupby(_directions(text, rtl=rtl)):
        end = at + len(list(group))
        yield text[at:end], direction
        at = end


def _directions(text: str, *, rtl: bool) -> Iterator[bool]:
    """Whether each character runs from right to left."""
    before, waiting = rtl, 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind not in STRONG:
            waiting += 1
            continue
        here = kind in STRONG_RTL
        yield from [here if here == before else rtl] * waiting
        yield here
        before, waiting = here, 0
    yield from [rtl] * waiting


def mirrored(text: str) -> str:
    """A text with brackets as they look from the other side (L4)."""
    return text.translate(_mirrors())


@lru_cache(maxsize=1)
def _mirrors() -> dict[int, str]:
    forward = {**BRACKETS, **ANGLES}
    both = {**forward, **{close: open_ for open_, close in forward.items()}}
    pairs = {char: other for char, other in both.items() if unicodedata.mirrored(char)}
    return str.maketrans(pairs)


class _PlainClasses(dict[int, str]):
    """As `PLAIN`, by the code of a character, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = OTHER if char in BRACKETS else PLAIN.get(unicodedata.bidirectional(char), OTHER)
        self[code] = found
        return found


_CLASSES = _PlainClasses()


def levels(text: str, *, rtl: bool) -> list[int]:
    """The embedding level of each character of a line: odd ones run from right to left."""
    plain, found = text.translate(_CLASSES), [int(rtl)] * len(text)
    if OTHER not in plain:
        for part in TURNED[rtl].finditer(plain):
            found[part.start() : part.end()] = [rtl + 1] * (part.end() - part.start())
        return found
    if TURNING[rtl].isdisjoint(map(unicodedata.bidirectional, set(text))):
        return found
    return _trailing(_inner_levels(text, int(rtl)), [_kind(char) for char in text], int(rtl))


def _inner_levels(text: str, base: int) -> list[int]:
    """The levels before spaces at the end are looked at, which count for the line alone."""
    if not text.isascii() and ISOLATING.search(text):
        return _isolated(text, base)
    return _levels(text, base)


def _isolated(text: str, base: int) -> list[int]:
    """The levels of a text with isolates: each is one neutral to what is around it, and what is in it has a
    direction of its own (BD9, X5a to X6a). One that is not closed goes to the end of the line; what
    closes none is a neutral.
    """
    around, inner = list[str](), list[tuple[int, int]]()
    depth, start = 0, 0
    for at, char in enumerate(text):
        if char in ISOLATES:
            depth, start = depth + 1, start if depth else at + 1
        elif char == CLOSE and depth:
            depth -= 1
            if not depth:
                inner.append((start, at))
        around.append(NEUTRAL if depth or char == CLOSE else char)
    if depth:
        inner.append((start, len(text)))
    found = _levels("".join(around), base)
    for begin, end in inner:
        opens, words = text[begin - 1], text[begin:end]
        rtl = opens == RLI or (opens == FSI and is_rtl(words))
        least = base + 1 if (base + 1) % 2 == rtl else base + 2
        lift = least - rtl
        found[begin:end] = [lift + level for level in _inner_levels(words, int(rtl))]
    return found


def _levels(text: str, base: int) -> list[int]:
    """The levels of a text without isolates in a paragraph of a level."""
    kinds = [_kind(char) for char in text]
    seen = [at for at, kind in enumerate(kinds) if kind not in IGNORED]
    row = _weak([kinds[at] for at in seen], "R" if base else "L")
    row = _neutral(_bracketed(row, [text[at] for at in seen], base), base)
    found, above = [base] * len(text), ABOVE[base]
    for at, kind in zip(seen, row, strict=True):
        found[at] = base + above.get(kind, 0)
    for at, kind in enumerate(kinds) if len(seen) < len(kinds) else ():
        if kind in IGNORED and at:
            found[at] = found[at - 1]
    return found


def _kind(char: str) -> str:
    """The bidirectional class of a character."""
    return unicodedata.bidirectional(char) or "L"


def _weak(kinds: list[str], edge: str) -> list[str]:
    """Numbers, their signs, and marks (W1 to W7)."""
    if "NSM" not in kinds and NUMBERS.isdisjoint(kinds):
        return [WEAK.get(kind, kind) for kind in kinds]
    row, strong, before = list(kinds), edge, edge
    for at, kind in enumerate(kinds):  # W1, W2, W3
        found = before if kind == "NSM" else kind
        if found == "EN" and strong == "AL":
            found = "AN"
        before = found
        if kind in STRONG:
            strong = kind
        row[at] = "R" if found == "AL" else found
    _separators(row)
    _terminators(row)
    strong = edge
    for at, kind in enumerate(row):  # W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            row[at] = "L"
    return row


def _separators(row: list[str]) -> None:
    """A sign between two numbers is part of them (W4)."""
    if "CS" not in row and "ES" not in row:
        return
    for at in range(1, len(row) - 1):
        before, after = row[at - 1], row[at + 1]
        if (row[at] == "CS" and before == after and before in ("EN", "AN")) or (
            row[at] == "ES" and before == after == "EN"
        ):
            row[at] = before


def _terminators(row: list[str]) -> None:
    """Signs of currency and percent belong to the number beside them (W5); what is left is neutral (W6)."""
    at = 0 if "ET" in row else len(row)
    while at < len(row):
        end = at
        while end < len(row) and row[end] == "ET":
            end += 1
        if end > at and ("EN" in (row[at - 1] if at else "", row[end] if end < len(row) else "")):
            row[at:end] = ["EN"] * (end - at)
        at = max(end, at + 1)
    for at, kind in enumerate(row):
        if kind in ("ES", "ET", "CS"):
            row[at] = "ON"


def _direction(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else kind


def _bracketed(row: list[str], text: Sequence[str], base: int) -> list[str]:
    """Brackets take the direction of what is in them, or of what is before (N0)."""
    edge = "R" if base else "L"
    for start, end in sorted(_pairs(text)):
        inside = {_direction(kind) for kind in row[start + 1 : end] if kind not in NEUTRALS}
        if edge in inside:
            row[start] = row[end] = edge
        elif inside:
            before = next((_direction(kind) for kind in reversed(row[:start]) if kind not in NEUTRALS), edge)
            row[start] = row[end] = before if before in inside else edge
    return row


def _pairs(text: Sequence[str]) -> list[tuple[int, int]]:
    """The places of brackets that open and close each other (BD16)."""
    if BRACKETS.keys().isdisjoint(text):
        return []
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if char in BRACKETS:
            stack.append((BRACKETS[char], at))
            continue
        depth = next((back for back in range(len(stack) - 1, -1, -1) if stack[back][0] == char), None)
        if depth is not None:
            found.append((stack[depth][1], at))
            del stack[depth:]
    return found


def _neutral(row: list[str], base: int) -> list[str]:
    """Signs and spaces between letters of one direction take it, others that of the paragraph (N1, N2)."""
    edge, at = "R" if base else "L", 0
    while at < len(row):
        end = at
        while end < len(row) and row[end] in NEUTRALS:
            end += 1
        if end > at:
            before = _direction(row[at - 1]) if at else edge
            after = _direction(row[end]) if end < len(row) else edge
            row[at:end] = [before if before == after else edge] * (end - at)
        at = max(end, at + 1)
    return row


def _trailing(found: list[int], kinds: Sequence[str], base: int) -> list[int]:
    """Spaces at the end of a line run as the paragraph does (L1)."""
    for at in range(len(found) - 1, -1, -1):
        if kinds[at] not in ("WS", "S", "B") and kinds[at] not in IGNORED:
            break
        found[at] = base
    return found


def visual_order(found: Sequence[int]) -> list[int]:
    """The order from left to right of pieces by their levels (L2)."""
    rows, start = list[tuple[int, range]](), 0
    for level, group in groupby(found):
        end = start + len(list(group))
        rows.append((level, range(start, end)))
        start = end
    for least in range(max(found, default=0), 0, -1):
        at = 0
        while at < len(rows):
            end = at
            while end < len(rows) and rows[end][0] >= least:
                end += 1
            rows[at:end] = reversed(rows[at:end])
            at = max(end, at + 1)
    return [place for level, row in rows for place in (reversed(row) if level % 2 else row)]


def graphemes(text: str) -> list[str]:
    """Characters with the marks and joiners that belong to them."""
    out: list[str] = []
    for char in text:
        if out and (
            unicodedata.category(char)[0] == "M" or char in "\u200c\u200d" or out[-1][-1] == "\u200d"
        ):
            out[-1] += char
        else:
            out.append(char)
    return out
