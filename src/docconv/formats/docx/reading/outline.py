"""Headings and blocks in a row back to nested sections.

A heading opens a section, which lasts until a heading of its level or above; so do headings that somebody
added. What the page does not show, a section without a heading or the end of one before the next heading,
comes from the document as it was, as long as the headings that it takes are still there.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import define, field

from docconv.model import Block, Heading, Label, Section, Speaker

S = TypeVar("S", Label, Speaker)


@define
class _OpenSection(Generic[S]):
    """A section that is open; `number` is the one it had before, -1 for a new one."""

    number: int
    heading: Heading[S] | None
    blocks: list[Block[S]] = field(factory=list)


@define
class Outline(Generic[S]):
    """Takes headings and blocks in order. `sections` are those of the document as it was, by number."""

    sections: tuple[Section[S], ...]
    body: list[Block[S]] = field(factory=list)
    stack: list[_OpenSection[S]] = field(factory=list)
    path: tuple[int, ...] = ()

    def add(self, block: Block[S], path: tuple[int, ...] | None = None) -> None:
        """A block. `path` is where it stood, `None` for one that is new or was moved here."""
        if path is not None and path != self.path:
            self._go_to(path)
            self.path = path
        (self.stack[-1].blocks if self.stack else self.body).append(block)

    def open(self, heading: Heading[S], level: int, path: tuple[int, ...] | None = None) -> None:
        """A heading of a level. `path` is where it stood, with its own section at the end."""
        if path is None or not self._go_to(path[:-1]):
            self._close(len(path) - 1 if path else level - 1)
        self.stack.append(_OpenSection(path[-1] if path else -1, heading))
        self.path = path or self.path

    def close(self) -> tuple[Block[S], ...]:
        """The blocks of the whole document."""
        self._close(0)
        return tuple(self.body)

    def _go_to(self, path: tuple[int, ...]) -> bool:
        """Close and open sections so that exactly those of a path are open, with what is new in them.

        False, and nothing done, where one of them had a heading that is not above here.
        """
        numbers = [one.number for one in self.stack]
        missing = [number for number in path if number not in numbers]
        if any(self.sections[number].heading is not None for number in missing):
            return False
        present = [numbers.index(number) for number in path if number in numbers]
        self._close(max(present) + 1 if present else 0)
        self.stack.extend(_OpenSection(number, None) for number in missing)
        return True

    def _close(self, depth: int) -> None:
        """Close the sections that are deeper."""
        while len(self.stack) > depth:
            done = self.stack.pop()
            if done.blocks or done.heading is not None:
                old = self.sections[done.number] if done.number >= 0 else None
                kind, n = (old.kind, old.n) if old else (None, None)
                section = Section(tuple(done.blocks), done.heading, kind, n)
                (self.stack[-1].blocks if self.stack else self.body).append(section)
