"""The elements of a division in order; what comes between a label and its `u` becomes part of the turn."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from docconv.model import Block, Narrative, Paragraph, Speaker, Text, Turn
from docconv.tei.names import EVENTS
from docconv.tei.reading.body.blocks import DIRECTIONS, direction, passes
from docconv.tei.reading.body.turns import TurnBuilder
from docconv.tei.reading.source.elements import has_words, local, words
from docconv.tei.reading.state import State
from docconv.tei.xml import Element

NOT_SPOKEN = ("narrative", "separator", "boilerplate", "furniture")


@define
class UnitBuilder:
    """Reads the elements of a division, each label into the turn after it."""

    state: State
    turns: TurnBuilder = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.turns = TurnBuilder(self.state)

    def read(self, element: Element) -> Iterator[Block[Speaker]]:
        """The blocks that an element is; a label is none until its `u` has come."""
        name = local(element)
        if name == "note" and element.get("type") == "speaker":
            yield from self.end()
            self.turns.held.label = self.state.markup.label(words(element)) or None
        elif self.turns.held.label is None:
            yield from self.turns.blocks.block(element)
        elif name in ("u", "annotationBlock"):
            yield from self.turns.turn(element)
        elif not passes(self.state, element):
            yield from self.between(name, element)

    def between(self, name: str, element: Element) -> Iterator[Block[Speaker]]:
        """What comes after a label and is no `u`: a part of the turn if a turn can hold it."""
        aside = name == "note" and element.get("type") not in NOT_SPOKEN
        if has_words(element) and (name in DIRECTIONS or aside):
            self.turns.held.add(direction(self.state, element), is_event=name in EVENTS)
        else:
            yield from self.end()
            yield from self.turns.blocks.block(element)

    def end(self) -> Iterator[Block[Speaker]]:
        """A label that no `u` followed: a group's turn if there are but events after it, else narrative."""
        held = self.turns.held.take()
        if held.label is not None and held.early and held.only_events:
            yield Turn(
                self.state.next_number(), tuple(Paragraph(one.children) for one in held.early), (), held.label
            )
        elif held.label is not None:
            yield Narrative((Text(held.label),))
            yield from held.early
