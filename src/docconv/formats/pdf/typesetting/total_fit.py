"""Where the lines of a justified paragraph end: all of them are chosen together, so that the worst is as
good as can be (Knuth and Plass, Breaking Paragraphs into Lines, 1981).

A line is stretched and shrunk at its spaces and, by a little, between its letters. Widths are in
thousandths of the type size.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Sequence
from operator import itemgetter
from typing import TypeAlias

from attrs import define, field

from docconv.formats.pdf.typesetting.justification import SPACE_NARROWER, SPACE_WIDER

LOOSEST, DESPERATE = 1.6, 5.0  # the ratio of a line that is stretched too far, at first and where it must be
GOOD = 0.8  # the ratio up to which no word is divided for a better one
TRIED = 0.5  # the ratio up to which a line with a word less is tried, at first
ALIKE = 0.25  # the ratio up to which none with a word more is tried
STEEP = 4.0  # how much faster than its ratio a line gets worse
DIVIDED = 2.0  # what the division of a word costs
AGAIN = 2.0  # what another one in the next line costs
RUNT = 5.0  # what a last line costs that is hardly longer than an indent
RUNT_WIDTH = 0.1  # of a line
FORCED = 20.0  # what a line costs that cannot be set well, for each space that every space is wider
AHEAD, FAR = 4.0, 100.0  # the cost by which a way is given up for a better one, at first and where it must be
LEAST = 1e-6  # of a line
RAGGED = 60.0  # what lines cost of which one must miss the edge
FEWEST = 2  # lines that leave no choice
MOST_DIVIDED = 2  # lines in a row


Place: TypeAlias = "tuple[float, float, int, int, int, Place | None]"
"""Where a line ends and the next one begins, on the best way there:

- the cost of all lines before,
- where the next line would begin, if all words stood on one line,
- the first whole word of the next line,
- the lines in a row that end within a word,
- before which letter the word before it is divided; 0 where it is whole,
- the place before this one.
"""

Divide: TypeAlias = Callable[[int], Iterable[tuple[int, float, float]]]
"""Where a word may be divided, the last place first: before which letter, the widths of both parts."""


def _something(share: float) -> float:
    """A share that is not nought, so that a line without spaces has a ratio."""
    return max(share, LEAST)


@define
class TotalFit:
    """The words of a verse.

    - `ends`: where a line that began at the first word would end after each word.
    - `offsets`: where each word would begin.
    - `spaces`: the number of spaces before each word.
    - `glued`: the words before which no line ends.
    - `space`: the width of a space.
    - `wider`, `narrower`: of a line, by how much its letters are spread and closed up well.
    - `divide`: divides a word.
    - `loosest`: the ratio of a line that is stretched too far.
    - `tried`: the ratio up to which a line with a word less is tried.
    - `ahead`: the cost by which a way is given up for a better one.
    """

    ends: Sequence[float]
    offsets: Sequence[float]
    spaces: Sequence[int]
    glued: Container[int]
    space: float
    wider: float = field(converter=_something)
    narrower: float = field(converter=_something)
    divide: Divide | None
    loosest: float = LOOSEST
    tried: float = TRIED
    ahead: float = AHEAD

    def places(self, first: float, width: float, whole: Container[int] = ()) -> list[Place]:
        """Where the lines end: the first is `first` wide and the others `width`. The lines of `whole`, from
        0, end in no divided word. Where a line cannot be set well, all may be looser.
        """
        way = self._way(first, width, whole)
        if len(way) > FEWEST and way[-1][0] >= RAGGED and self.loosest < DESPERATE:
            self.loosest = self.tried = DESPERATE
            self.ahead = FAR
            way = self._way(first, width, whole)
        return way

    def _way(self, first: float, width: float, whole: Container[int]) -> list[Place]:
        """The best way there is."""
        active: list[Place] = [(0.0, 0.0, 0, 0, 0, None)]
        final: Place | None = None
        number, room = 0, first
        while active:
            found: dict[tuple[int, int], Place] = {}
            may_divide = self.divide is not None and number not in whole
            for place in active:
                done = self._ends(place, room, found, may_divide=may_divide)
                if done is not None and (final is None or done[0] < final[0]):
                    final = done
            if not found and final is None:
                for place in active:
                    self._force(place, room, found, may_divide=may_divide)
            number, room, active = number + 1, width, list(found.values())
            if len(active) > 1:
                most = min(map(itemgetter(0), active)) + self.ahead
                active = [place for place in active if place[0] <= most]
            if final is not None:
                least = final[0]
                active = [place for place in active if place[0] < least]
        return _places(final)

    def _ends(
        self, place: Place, room: float, found: dict[tuple[int, int], Place], *, may_divide: bool
    ) -> Place | None:
        """The places where a line that begins at one may end; that of the last line, if all the rest fits."""
        cost, begin, word, divided, cut, before = place
        ends, spaces, glued, space = self.ends, self.spaces, self.glued, self.space
        count, right = len(ends), room + begin
        fit = bisect_right(ends, right, word)
        if fit == count:
            short = before is not None and ends[-1] - begin < room * RUNT_WIDTH
            return cost + RUNT if short else cost, 0.0, count, 0, 0, place
        base = spaces[word] - (cut > 0)
        best, final = self.loosest, None
        for end in (fit, fit - 1, fit + 1):
            while end in glued:
                end += 1  # noqa: PLW2901  together with what is held
            if end <= word or (end < fit and best > self.tried) or (end > fit and best < ALIKE):
                continue
            missing = right - ends[end - 1]
            gaps = (spaces[end - 1] - base) * space
            if missing < 0.0:
                ratio = -missing / (gaps * SPACE_NARROWER + room * self.narrower)
                if ratio > 1.0:
                    continue
            else:
                ratio = missing / (gaps * SPACE_WIDER + room * self.wider)
                if ratio > self.loosest:
                    continue
            best = min(best, ratio)
            ratio *= ratio
            total = cost + ratio + STEEP * ratio * ratio
            if end == count:
                final = total, 0.0, count, 0, 0, place
                continue
            known = found.get((end, 0))
            if known is None or total < known[0]:
                found[end, 0] = total, self.offsets[end], end, 0, 0, place
        if best > GOOD and may_divide and divided < MOST_DIVIDED:
            self._divided(place, fit, room, found)
        return final

    def _divided(self, place: Place, at: int, room: float, found: dict[tuple[int, int], Place]) -> None:
        """The places within the word that no longer fits."""
        cost, begin, word, divided, cut, _ = place
        assert self.divide is not None  # noqa: S101  asked for above
        right = room + begin - self.offsets[at]
        gaps = (self.spaces[at] - self.spaces[word] + (cut > 0)) * self.space
        cost += DIVIDED + divided * AGAIN
        for letter, head, tail in self.divide(at):
            missing = right - head
            if missing < 0.0:
                ratio = -missing / (gaps * SPACE_NARROWER + room * self.narrower)
                if ratio > 1.0:
                    continue
            else:
                ratio = missing / (gaps * SPACE_WIDER + room * self.wider)
                if ratio > self.loosest:
                    break
            ratio *= ratio
            total = cost + ratio + STEEP * ratio * ratio
            known = found.get((at, letter))
            if known is None or total < known[0]:
                begins = self.offsets[at + 1] - tail
                found[at, letter] = total, begins, at + 1, divided + 1, letter, place

    def _force(
        self, place: Place, room: float, found: dict[tuple[int, int], Place], *, may_divide: bool
    ) -> None:
        """The end of a line that cannot be set well: as much as fits, or a word that is too wide."""
        cost, begin, word, divided, cut, _ = place
        right = room + begin
        end = bisect_right(self.ends, right, word)
        if may_divide and divided < MOST_DIVIDED and self.divide is not None:
            for letter, head, tail in self.divide(end):
                if self.offsets[end] + head <= right:
                    total = cost + self._looseness(right - self.offsets[end] - head, word, end)
                    begins = self.offsets[end + 1] - tail
                    found[end, letter] = total, begins, end + 1, divided + 1, letter, place
                    break
        while end > word and end in self.glued:
            end -= 1
        if end == word and not cut:
            end += 1
            while end in self.glued:
                end += 1
        total = cost + self._looseness(right - self.ends[end - 1], word, end)
        if (end, 0) not in found or total < found[end, 0][0]:
            found[end, 0] = total, self.offsets[end], end, 0, 0, place

    def _looseness(self, missing: float, word: int, end: int) -> float:
        """What a line costs from a word to another one that is not set well."""
        spaces = max(self.spaces[end] - self.spaces[word] - 1, 0.5) * self.space
        return FORCED * max(missing / spaces, 1.0)


def _places(final: Place | None) -> list[Place]:
    """The places of a way, the first one first."""
    way: list[Place] = []
    while final is not None and final[5] is not None:
        way.append(final)
        final = final[5]
    way.reverse()
    return way
