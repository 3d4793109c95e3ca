"""Every text of a document, changed at places: its words, labels, facts and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

from attrs import define, evolve, field

from docconv import model as m
from docconv.walk import children, with_children

Edit: TypeAlias = tuple[int, int, str]
"""Where a change begins and ends in a text, and what stands there instead."""
Edits: TypeAlias = Callable[[str], Sequence[Edit]]
"""The changes in a text, in order, none of which overlap."""
UNTOLD = ("licence",)
"""Facts that are kept as they are."""


def changed(text: str, edits: Edits) -> str:
    """A text with its changes."""
    return "".join(_apart([text], edits(text)))


def strings_of(document: m.Resolved) -> Iterator[str]:
    """Every text of a document that `with_texts` may change."""

    def see(text: str) -> Sequence[Edit]:
        seen.append(text)
        return ()

    seen: list[str] = []
    with_texts(document, {one.id: with_told(one, see) for one in document.speakers}, see, see)
    yield from seen


def with_told(speaker: m.Speaker, told: Edits) -> m.Speaker:
    """A speaker with changes in name, office and labels."""
    name, role = (None if text is None else changed(text, told) for text in (speaker.name, speaker.role))
    return evolve(speaker, name=name, role=role, aliases=tuple(changed(one, told) for one in speaker.aliases))


def with_texts(
    document: m.Resolved, people: Mapping[str, m.Speaker], running: Edits, told: Edits
) -> m.Resolved:
    """A document with other speakers, by the ids of the old ones, with changes of its running text, and with
    others of all else that is told: labels, facts, reasons, what milestones and gaps print.
    """
    known = document.metadata
    pairs = tuple(
        (changed(name, told), value if name in UNTOLD else changed(value, told))
        for name, value in known.fields
    )
    title = None if known.title is None else changed(known.title, told)
    rewriting = _Rewriting(people, running, told)
    body = cast("m.Resolved", with_children(document, rewriting.node))
    return evolve(
        body,
        metadata=evolve(known, title=title, fields=pairs),
        speakers=tuple(people[one.id] for one in document.speakers),
    )


@define
class _Rewriting:
    """Changes nodes. `left` are the texts that stand in a block instead of its own, in their order."""

    people: Mapping[str, m.Speaker]
    running: Edits
    told: Edits
    left: Iterator[str] = field(factory=lambda: iter(()))

    def node(self, node: m.Node[m.Speaker]) -> m.Node[m.Speaker]:
        """A node above the words, and all that is in it."""
        match node:
            case m.Turn():
                label = None if node.label is None else changed(node.label, self.told)
                return with_children(evolve(self._spoken(node), label=label), self.node)  # type: ignore[no-any-return]
            case m.Separator():
                return evolve(node, text=changed(node.text, self.told))
            case m.Section() | m.Document():
                return with_children(node, self.node)  # type: ignore[no-any-return]
            case _:
                return self._block(node)

    def _block(self, node: m.Node[m.Speaker]) -> m.Node[m.Speaker]:
        """A node whose words are read as one text, so that a name may stand in several inlines."""
        above = self.left
        pieces = list(_pieces(node))
        self.left = iter(_apart(pieces, self.running("".join(pieces))))
        done = with_children(node, self._inline)
        self.left = above
        return done  # type: ignore[no-any-return]

    def _inline(self, node: m.Node[m.Speaker]) -> m.Node[m.Speaker]:
        match node:
            case m.Text():
                return m.Text(next(self.left))
            case m.Gap():
                next(self.left)
                return evolve(node, text=changed(node.text, self.told))
            case m.Milestone():
                if node.kind == "line":
                    next(self.left)
                return evolve(node, text=changed(node.text, self.told))
            case m.Note():
                return self._block(node)
            case m.Said():
                return with_children(self._spoken(node), self._inline)  # type: ignore[no-any-return]
            case _:
                return with_children(node, self._inline)  # type: ignore[no-any-return]

    def _spoken(self, node: Any) -> Any:  # noqa: ANN401  a turn or a quotation
        """Who speaks, and why that is thought."""
        known = node.attribution
        reasons = tuple(evolve(one, detail=changed(one.detail, self.told)) for one in known.evidence)
        people = tuple(self.people[one.id] for one in node.speakers)
        return evolve(node, speakers=people, attribution=evolve(known, evidence=reasons))


def _pieces(node: m.Node[m.Speaker]) -> Iterator[str]:
    """The texts of a block in their order; what breaks a word is one of its own."""
    for child in children(node):
        match child:
            case m.Text():
                yield child.text
            case m.Gap():
                yield "\n"
            case m.Milestone():
                if child.kind == "line":
                    yield "\n"
            case m.Note():
                pass
            case _:
                yield from _pieces(child)


def _apart(pieces: Sequence[str], edits: Sequence[Edit]) -> Iterator[str]:
    """The pieces of a text with its changes: each stands in the piece in which it begins."""
    at, number = 0, 0
    for piece in pieces:
        end, done, parts = at + len(piece), at, list[str]()
        while number < len(edits) and edits[number][0] < end:
            start, stop, new = edits[number]
            if start >= at:
                parts += [piece[done - at : start - at], new]
            done = max(done, min(stop, end))
            if stop > end:
                break
            number += 1
        parts.append(piece[done - at :])
        yield "".join(parts)
        at = end
