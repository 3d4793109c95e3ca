"""Which element each turn was read from: the file is read again, and every element knows its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from attrs import define, field

from docconv.tei.reading.document import TeiReader
from docconv.tei.reading.participants import ParticipantList
from docconv.tei.reading.state import State
from docconv.tei.xml import Element

AT = "docconv-at"
"""An attribute that no file has; the tree in which it stands is that of the reader alone."""


@define
class TracedState(State):
    """Notes the number of the element of each turn; what has no element of its own is in the last one."""

    places: list[tuple[str, int]] = field(factory=list)
    last_at: int = -1
    is_numbering: bool = False

    def number(self, element: Element) -> str:
        """As it is, noted."""
        self.is_numbering = True
        found = State.number(self, element)
        self.is_numbering = False
        self.last_at = int(element.get(AT) or -1)
        self.places.append((found, self.last_at))
        return found

    def next_number(self) -> str:
        """As it is, noted where it is asked for a further turn of an element."""
        found = State.next_number(self)
        if not self.is_numbering:
            self.places.append((found, self.last_at))
        return found


class Traced(NamedTuple):
    """The numbers of the elements of turns, by the ids of turns: of those that have one of their own, and of
    those that share one; those who speak, by what points to them.
    """

    own: Mapping[str, int]
    shared: Mapping[str, int]
    participants: ParticipantList


@define
class TracedReader(TeiReader):
    """Gives each element its number in the file."""

    elements: int = 0

    def attributes(self, element: Element, ids: set[str]) -> None:
        """As it is, with the number."""
        element.set(AT, str(self.elements))
        self.elements += 1
        TeiReader.attributes(self, element, ids)


def traced(data: bytes) -> Traced:
    """Which element each turn was read from, without the turns that come of several. The file is one that was
    read without an error before.
    """
    state = TracedState()
    TracedReader("source.xml", None, state).read(data)
    ids, numbers = (Counter(one[at] for one in state.places) for at in (0, 1))
    found = {name: at for name, at in state.places if ids[name] == 1 and at >= 0}
    own, shared = (
        {name: at for name, at in found.items() if (numbers[at] == 1) is alone} for alone in (True, False)
    )
    return Traced(own, shared, state.participants)
