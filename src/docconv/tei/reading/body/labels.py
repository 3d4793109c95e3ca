"""Labels before utterances, as corpora of parliaments have them: `note type="speaker"`, then `u`."""

from __future__ import annotations

from attrs import define, field

from docconv.model import Speaker, Stage


@define
class LabelBuffer:
    """Holds a label, and the directions after it, until its `u` comes; `only_events` says that all of these
    are events.
    """

    label: str | None = None
    early: list[Stage[Speaker]] = field(factory=list)
    only_events: bool = True

    def add(self, stage: Stage[Speaker], *, is_event: bool) -> None:
        """A direction between the label and its `u`."""
        self.early.append(stage)
        self.only_events = self.only_events and is_event

    def take(self) -> LabelBuffer:
        """What the buffer holds; it is empty then."""
        taken = LabelBuffer(self.label, self.early, self.only_events)
        self.label, self.early, self.only_events = None, [], True
        return taken
