"""Rows of tokens that differ, aligned, and what stands on one side only."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from attrs import frozen

from docconv.verify.tokens import MarkupToken, Start, Token, Unit, shown

CONTEXT = 3
LONG = 16
EXHAUSTIVE = 20_000  # items up to which frequent ones may anchor an alignment as well

Opcode: TypeAlias = tuple[str, int, int, int, int]


def opcodes(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Opcode]:
    """Runs that are equal and runs that are not, as `difflib.SequenceMatcher.get_opcodes` gives them."""
    popular = max(len(first), len(second)) > EXHAUSTIVE
    return list(SequenceMatcher(None, first, second, autojunk=popular).get_opcodes())


def merged(codes: Iterable[Opcode], first: Sequence[Token]) -> Iterator[Opcode]:
    """The same runs, those that differ joined where just one word that they share stands between."""
    rows = list(codes)
    held: Opcode | None = None
    for place, (tag, i1, i2, j1, j2) in enumerate(rows):
        island = (
            tag == "equal" and i2 - i1 == 1 and isinstance(first[i1], str)
            and held is not None and place + 1 < len(rows)
        )  # fmt: skip
        if tag != "equal" or island:
            held = ("replace", held[1], i2, held[3], j2) if held else (tag, i1, i2, j1, j2)
        else:
            if held:
                yield held
                held = None
            yield tag, i1, i2, j1, j2
    if held:
        yield held


@frozen
class TokenRun:
    """Units in a row and their tokens; `owners` gives the unit of each token."""

    tokens: tuple[Token, ...]
    owners: tuple[Unit, ...]

    @classmethod
    def of(cls, units: Iterable[Unit]) -> TokenRun:
        """The run of some units."""
        pairs = [(token, unit) for unit in units for token in unit.tokens]
        return cls(tuple(token for token, _ in pairs), tuple(unit for _, unit in pairs))

    def cut(self, start: int, end: int) -> Cut:
        """The tokens from `start` to before `end`."""
        begun: list[Unit] = []
        whole: list[Unit] = []
        loose: list[int] = []
        place = start
        while place < end:
            unit = self.owners[place]
            if isinstance(self.tokens[place], Start):
                inside = place + len(unit.tokens) <= end
                (whole if inside else begun).append(unit)
                place += len(unit.tokens) if inside else 1
            else:
                loose.append(place)
                place += 1
        return Cut(self, start, end, tuple(begun), tuple(whole), tuple(loose))


@frozen
class Cut:
    """A part of a run: units that lie in it whole, units that only begin in it, and the places of all
    other tokens.
    """

    run: TokenRun
    start: int
    end: int
    begun: tuple[Unit, ...]
    whole: tuple[Unit, ...]
    loose: tuple[int, ...]

    @property
    def unit(self) -> Unit | None:
        """The unit in which the run stands: of what is loose in it, else of the token before it."""
        owners = self.run.owners
        if not owners:
            return None
        return owners[self.loose[0]] if self.loose else owners[max(0, self.start - 1)]

    @property
    def words(self) -> list[str]:
        """The words outside whole units."""
        return [token for token in self._tokens() if isinstance(token, str)]

    @property
    def marks(self) -> list[MarkupToken]:
        """The marks outside whole units."""
        return [token for token in self._tokens() if isinstance(token, MarkupToken)]

    def _tokens(self) -> Iterator[Token]:
        return (self.run.tokens[place] for place in self.loose)

    def phrase(self) -> str:
        """The words outside whole units between the words next to them, quoted."""
        first, last = (self.loose[0], self.loose[-1] + 1) if self.loose else (self.start, self.start)
        before = self._neighbours(range(first - 1, -1, -1))[::-1]
        after = self._neighbours(range(last, len(self.run.tokens)))
        return quoted([*before, *self.words, *after])

    def _neighbours(self, places: Iterable[int]) -> list[str]:
        """Up to `CONTEXT` words, no further than the unit reaches."""
        words: list[str] = []
        for place in places:
            token = self.run.tokens[place]
            if isinstance(token, Start) or len(words) == CONTEXT:
                break
            if isinstance(token, str):
                words.append(token)
        return words


def quoted(tokens: Iterable[Token]) -> str:
    """The words among tokens in quotation marks, long ones shortened in the middle."""
    words = [token for token in tokens if isinstance(token, str)]
    if not words:
        return "no words"
    if len(words) <= LONG:
        return f'"{shown(words)}"'
    half = LONG // 2
    return f'"{shown(words[:half])} … {shown(words[-half:])}" ({len(words)} words)'


def opening(unit: Unit) -> str:
    """A unit by its first words."""
    words = [token for token in unit.tokens if isinstance(token, str)]
    more = " …" if len(words) > LONG // 2 else ""
    return f'{unit.place}, "{shown(words[: LONG // 2])}{more}"' if words else unit.place
