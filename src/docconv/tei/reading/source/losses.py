"""What the reader met and has no place for: how often, and where first."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from docconv.model import Span
from docconv.notices import Notice, Severity, often
from docconv.tei.reading.source.elements import line_of
from docconv.tei.xml import Element

TEXT_KEPT = "its text was kept, its meaning was not"
NOT_KEPT = "it was not read"
BRACKETED = "the first reading is in the text, the others stand behind it in brackets"


@define
class Losses:
    """Counts by name, by what became of it and by how grave that is."""

    found: dict[tuple[str, str, Severity], tuple[int, int]] = field(factory=dict)
    notes: list[Notice] = field(factory=list)

    def count(
        self, name: str, element: Element, fate: str = TEXT_KEPT, *, severity: Severity = "info"
    ) -> None:
        """One more."""
        times, line = self.found.get((name, fate, severity), (0, line_of(element)))
        self.found[name, fate, severity] = times + 1, line

    def note(self, message: str, element: Element | None = None, severity: Severity = "info") -> None:
        """A notice of its own."""
        line = None if element is None else line_of(element)
        self.notes.append(
            Notice("not-read", message, severity, None if line is None else Span(line, 1, 0, 0))
        )

    def notices(self) -> Iterator[Notice]:
        """The notices, by name; each is at the first place."""
        for (name, fate, severity), (times, line) in sorted(self.found.items()):
            yield Notice("not-read", f"{often(times)} {name}: {fate}", severity, Span(line, 1, 0, 0))
        yield from self.notes
