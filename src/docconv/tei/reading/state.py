"""What the parts of the reader share while a file is read."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from docconv.model import CERTAIN, Attribution, Evidence, Milestone
from docconv.tei.names import XML_ID
from docconv.tei.reading.markup import ForeignMarkup
from docconv.tei.reading.participants import ParticipantList
from docconv.tei.reading.source.elements import shown
from docconv.tei.reading.source.losses import Losses
from docconv.tei.xml import Element


@define
class State:
    """`markup` is how the file is read, as its header says.

    `waiting` are points of the text (pages, times) that no paragraph holds yet, `numbers` the ids of turns by
    those of the source, `given` all ids of turns, `times` what the marks of the timeline say, `instants` when
    that is in milliseconds from its origin. `resumed` are parts of interrupted turns, each with the turn that
    it may be put back into.
    """

    markup: ForeignMarkup = field(factory=ForeignMarkup)
    participants: ParticipantList = field(factory=ParticipantList)
    losses: Losses = field(factory=Losses)
    evidence: Mapping[str, tuple[Evidence, ...]] = field(factory=dict)
    waiting: list[Milestone] = field(factory=list)
    numbers: dict[str, str] = field(factory=dict)
    given: set[str] = field(factory=set)
    times: dict[str, str] = field(factory=dict)
    instants: dict[str, int] = field(factory=dict)
    resumed: dict[str, str] = field(factory=dict)
    turns: int = 0
    last: str = ""

    def number(self, element: Element) -> str:
        """The id of the next turn; docconv's own keep theirs, save in a corpus of several texts."""
        old = element.get(XML_ID) or ""
        new = self.next_number()
        if old:
            self.numbers[old] = new = old if self.markup.keeps_ids else new
            self.last = old
        self.given.add(new)
        return new

    def next_number(self) -> str:
        """The id of a turn that has none in the source."""
        self.turns += 1
        return f"t{self.turns}"

    def unnumber(self, number: str, earlier: str) -> None:
        """Give up the id of the last turn, which was put back into an earlier one."""
        self.turns -= number == f"t{self.turns}"
        self.numbers[self.last] = earlier

    def take_waiting(self) -> list[Milestone]:
        """The points that wait; they wait no longer."""
        taken, self.waiting = self.waiting, []
        return taken

    def attribution(self, element: Element) -> Attribution:
        """Certainty and its reasons."""
        reasons = self.evidence.get(element.get(XML_ID) or "", ())
        match element.get("cert"):
            case "medium" | "low" as certainty:
                return Attribution(certainty, reasons)
            case "high" | None:
                return Attribution("high", reasons) if reasons else CERTAIN
            case _:
                self.losses.count(f"{shown(element)}/@cert", element)
                return CERTAIN
