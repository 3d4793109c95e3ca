"""Praat TextGrids (https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html), long and short.

Praat itself reads only numbers, texts and flags that stand free, whatever is between them, and so does this.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NoReturn

from attrs import define, evolve, field

from docconv.containers.encoded import decoded
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.tiers.rows import Interval, Tier, draft_of
from docconv.model import Draft, Metadata
from docconv.notices import Notice
from docconv.patterns import regex

TOKEN = regex(
    r'(?P<text>"(?:[^"]|"")*+")|(?P<flag><[^<>\s]*>)'
    r"|(?<![^\s])(?P<number>[-+]?\d[\d.]*(?:[eE][-+]?\d+)?)%?(?!\S)|(?P<open>\")|(?:(?<!\S)![^\n]*)"
)
INTERVALS, POINTS = "IntervalTier", "TextTier"
MOST = 10_000_000
LATEST = 10**11
SAVED = "save it in Praat as a text file or a short text file"


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Bytes as a TextGrid to a draft: a tier is somebody who speaks, unless it divides or codes another."""
    text = _decoded(source)
    tiers = list(_tiers(_Tokens(text, source.name)))
    return draft_of(list(_in_kinds(tiers)), Metadata(), source.name)


def _decoded(source: Source) -> str:
    if source.data.startswith(b"ooBinaryFile"):
        message = "this is a binary file of Praat"
        raise BadInputError(message, where=source.name, remedy=SAVED)
    marked = source.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = source.encoding or ("utf-16" if marked else "utf-8-sig")
    return decoded(source.data, encoding, source.name)


@define
class _Tokens:
    """What stands free in a file, one after the other."""

    text: str
    name: str
    at: int = 0
    _found: Iterator[re.Match[str]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._found = TOKEN.finditer(self.text)

    def next(self, kind: str) -> str:
        """The next text, number or flag, which has to be of that kind."""
        for token in self._found:
            if token.lastgroup is None:
                continue
            self.at = token.start()
            if token.lastgroup != kind:
                self.refuse(f"a {kind} is expected")
            return token[kind]
        self.at = len(self.text)
        return self.refuse(f"the file ends where a {kind} is expected")

    def string(self) -> str:
        """The next text, without its marks."""
        return self.next("text")[1:-1].replace('""', '"')

    def seconds(self) -> float:
        """The next number, milliseconds."""
        try:
            value = float(self.next("number")) * 1000
        except ValueError:
            self.refuse("this is no number")
        return value if abs(value) <= LATEST else self.refuse("this is no time of a recording")

    def count(self) -> int:
        """How many parts follow."""
        value = self.next("number")
        return int(value) if value.isdecimal() and int(value) <= MOST else self.refuse("this is no count")

    def end(self) -> None:
        """Raise `BadInputError` where more follows."""
        for token in self._found:
            if token.lastgroup in ("text", "open"):
                self.at = token.start()
                self.refuse("more follows than it says")

    def refuse(self, message: str) -> NoReturn:
        """Raise `BadInputError` for what was read last."""
        lines = self.text[: self.at].split("\n")
        where = f"{self.name}:{len(lines)}:{len(lines[-1]) + 1}"
        message = f"this is no TextGrid that can be read: {message}"
        raise BadInputError(message, where=where, remedy="mend the file, or save it in Praat again")


def _tiers(tokens: _Tokens) -> Iterator[Tier]:
    if tokens.string() not in ("ooTextFile", "ooTextFile short") or tokens.string() != "TextGrid":
        tokens.refuse(f"it does not begin as one; {SAVED}")
    tokens.seconds(), tokens.seconds()
    if tokens.next("flag") != "<exists>":
        tokens.refuse("it has no tiers")
    for _ in range(tokens.count()):
        kind = tokens.string()
        if kind not in (INTERVALS, POINTS):
            tokens.refuse(f"{kind} is no kind of tier")
        name = " ".join(tokens.string().split())
        tokens.seconds(), tokens.seconds()
        intervals = tuple(_interval(tokens, kind) for _ in range(tokens.count()))
        yield Tier(name or kind, name, "speech" if kind == INTERVALS else "note", intervals)
    tokens.end()


def _interval(tokens: _Tokens, kind: str) -> Interval:
    first = tokens.seconds()
    last = tokens.seconds() if kind == INTERVALS else first
    text = tokens.string()
    begin, end = (round(one) if one >= 0 else None for one in (first, last))
    return Interval(text, first, last, begin, end)


def _in_kinds(tiers: Sequence[Tier]) -> Iterator[Tier]:
    """Tiers that divide what stands in another, and those of codes, are notes."""
    spoken = [tier for tier in tiers if tier.kind == "speech"]
    filled = sorted(((tier, tier.filled) for tier in spoken), key=lambda pair: len(pair[1]))
    owners = {id(tier): _divided(rows, filled) for tier, rows in filled}
    coding = {id(tier) for tier in spoken if tier.is_coding and owners[id(tier)] is None}
    said = [tier for tier in spoken if owners[id(tier)] is None and id(tier) not in coding and tier.filled]
    coding = coding if said else set()
    for tier in tiers:
        owner = owners.get(id(tier))
        if owner is not None:
            yield evolve(tier, kind="note", speaker=owner.speaker)
        elif id(tier) in coding or tier.kind == "note":
            yield evolve(tier, kind="note", speaker="")
        else:
            yield evolve(tier, joins=tier.is_of_words)


def _divided(rows: Sequence[Interval], others: Sequence[tuple[Tier, Sequence[Interval]]]) -> Tier | None:
    """The tier that these intervals divide: what is filled there begins and ends where something does here,
    and all that is filled here is within; the first of several, which has the fewest intervals.
    """
    begins, ends = {one.first for one in rows}, {one.last for one in rows}
    for other, filled in others:
        if len(filled) >= len(rows):
            break
        divides = all(one.first in begins and one.last in ends for one in filled)
        if filled and divides and _covers(filled, rows):
            return other
    return None


def _covers(wide: Sequence[Interval], narrow: Sequence[Interval]) -> bool:
    """Whether each of some intervals is within one of others; both are in order."""
    at = 0
    for one in narrow:
        while at < len(wide) and wide[at].last < one.last:
            at += 1
        if at == len(wide) or one.first < wide[at].first:
            return False
    return True
