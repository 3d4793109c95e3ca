"""Which element each turn was read from: the file is read again, and every element knows its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from attrs import define, field

from docconv.tei.reading.document import TeiReader
from docconv.tei.reading.participants import ParticipantList
from docconv.tei.reading.state import State
from docconv.tei.xml import Element

AT = "docconv-at"
"""An attribute that no file has; the tree in which it stands is that of the reader alone."""


@define
class TracedState(State):
    """Notes the number of the element of each turn."""

    places: list[tuple[str, int]] = field(factory=list)

    def number(self, element: Element) -> str:
        """As it is, noted."""
        found = State.number(self, element)
        self.places.append((found, int(element.get(AT) or -1)))
        return found


@define
class TracedReader(TeiReader):
    """Gives each element its number in the file."""

    elements: int = 0

    def attributes(self, element: Element, ids: set[str]) -> None:
        """As it is, with the number."""
        element.set(AT, str(self.elements))
        self.elements += 1
        TeiReader.attributes(self, element, ids)


def traced(data: bytes) -> tuple[Mapping[str, int], ParticipantList]:
    """The numbers of the elements of turns, by the ids of turns; without the turns that share an element, or
    that come of several. And those who speak, by what points to them. The file is one that was read without
    an error before.
    """
    state = TracedState()
    TracedReader("source.xml", None, state).read(data)
    ids, numbers = (Counter(one[at] for one in state.places) for at in (0, 1))
    places = {name: at for name, at in state.places if ids[name] == numbers[at] == 1 and at >= 0}
    return places, state.participants
