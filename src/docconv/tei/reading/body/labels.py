"""Labels that stand before utterances: `note type="speaker"`, and what may come between one and its `u`."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from docconv.model import Block, Narrative, Paragraph, Speaker, Text, Turn
from docconv.tei.reading.body.blocks import DIRECTIONS, direction, passes
from docconv.tei.reading.body.turns import Turns, label_of
from docconv.tei.reading.source.elements import EVENTS, has_words, local, words
from docconv.tei.reading.state import State
from docconv.tei.writing.header import Element

NOT_SPOKEN = ("narrative", "separator", "boilerplate", "furniture")


@define
class Labelled:
    """Reads the elements of a division in order, each label into the turn behind it."""

    state: State
    turns: Turns

    def read(self, element: Element) -> Iterator[Block[Speaker]]:
        """The blocks that an element is; a label is none until its `u` has come."""
        name = local(element)
        if name == "note" and element.get("type") == "speaker":
            yield from self.end()
            label = words(element)
            self.turns.label = (label if self.state.own else label_of(label)) or None
        elif self.turns.label is None:
            yield from self.turns.blocks.block(element)
        elif name in ("u", "annotationBlock"):
            yield from self.turns.turn(element)
        elif not passes(self.state, element):
            yield from self.between(name, element)

    def between(self, name: str, element: Element) -> Iterator[Block[Speaker]]:
        """What stands behind a label and is no `u`: a part of the turn if a turn can hold it."""
        aside = name == "note" and element.get("type") not in NOT_SPOKEN
        if has_words(element) and (name in DIRECTIONS or aside):
            self.turns.early.append(direction(self.state, element))
            self.turns.only_events = self.turns.only_events and name in EVENTS
        else:
            yield from self.end()
            yield from self.turns.blocks.block(element)

    def end(self) -> Iterator[Block[Speaker]]:
        """A label that no `u` followed: a group's turn if there are but events behind it, else narrative."""
        label, early, only_events = self.turns.take_label()
        if label is not None and early and only_events:
            yield Turn(self.state.next_number(), tuple(Paragraph(one.children) for one in early), (), label)
        elif label is not None:
            yield Narrative((Text(label),))
            yield from early
