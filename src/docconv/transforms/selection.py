"""Parts of a document: what some say, what stands under some headings, all but the boilerplate or the times.

Turns keep their ids, so that a part can be compared with the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from docconv.errors import UsageError
from docconv.model import (
    Block,
    Boilerplate,
    Milestone,
    Node,
    Paragraph,
    Resolved,
    Said,
    Section,
    Speaker,
    Text,
    Turn,
)
from docconv.walk import blocks, text_of, turns, walk, with_children


def select_speakers(document: Resolved, wanted: str | Iterable[str]) -> Resolved:
    """Only the turns of some, given by id, name or label, case aside; of sections what still has one. A text
    has `+` between several. Raises `UsageError` where nobody is called so.
    """
    names = wanted.split("+") if isinstance(wanted, str) else wanted
    chosen = {speaker.id for name in names for speaker in _called(document, name.strip())}

    def is_chosen(block: Block[Speaker]) -> bool:
        return isinstance(block, Turn) and any(one.id in chosen for one in block.speakers)

    return tidied(evolve(document, body=tuple(_kept(document.body, is_chosen))))


def _called(document: Resolved, name: str) -> list[Speaker]:
    found = [
        one
        for one in document.speakers
        if name.casefold() in {text.casefold() for text in (one.id, one.name or one.id, *one.aliases)}
    ]
    if not found:
        message = f"nobody who speaks is called {name!r}"
        known = ", ".join(one.name or one.id for one in document.speakers)
        raise UsageError(message, remedy=f"name one of {known}" if known else "nobody speaks in this text")
    return found


def select_section(document: Resolved, wanted: str) -> Resolved:
    """Only the sections whose heading has a text in it, case aside, with all that is in them. Raises
    `UsageError` where there is none.
    """
    found: list[Block[Speaker]] = []
    stack: list[Block[Speaker]] = list(reversed(document.body))
    while stack:
        block = stack.pop()
        if not isinstance(block, Section):
            continue
        if wanted.casefold() in _heading(block).casefold():
            found.append(block)
        else:
            stack.extend(reversed(block.blocks))
    if not found:
        sections = (block for block in blocks(document) if isinstance(block, Section))
        known = list(filter(None, map(_heading, sections)))
        message = f"there is no section {wanted!r}"
        remedy = f"name one of {', '.join(map(repr, known[:10]))}" if known else "this text has no headings"
        raise UsageError(message, remedy=remedy)
    return tidied(evolve(document, body=tuple(found)))


def _heading(section: Section[Speaker]) -> str:
    return "" if section.heading is None else " ".join(text_of(section.heading.children).split())


def drop_boilerplate(document: Resolved) -> Resolved:
    """No text that belongs to the publication: notices, running heads, pages of the source that end."""
    kept = tuple(_kept(document.body, lambda block: not isinstance(block, Boilerplate)))
    return _without(evolve(document, body=kept), "page")


def drop_times(document: Resolved) -> Resolved:
    """No times: neither those of paragraphs nor codes in the text."""
    return _without(document, "time", timed=True)


def _kept(
    body: Iterable[Block[Speaker]], is_kept: Callable[[Block[Speaker]], bool]
) -> Iterator[Block[Speaker]]:
    """The blocks that are kept, and the sections in which something is."""
    for block in body:
        if isinstance(block, Section):
            inner = tuple(_kept(block.blocks, is_kept))
            if inner:
                yield evolve(block, blocks=inner)
        elif is_kept(block):
            yield block


def _without(document: Resolved, kind: str, *, timed: bool = False) -> Resolved:
    """A document without milestones of a kind and, where `timed`, without the times of paragraphs."""

    def change(node: Node[Speaker]) -> Node[Speaker]:
        if timed and isinstance(node, Paragraph) and node.timing is not None:
            node = evolve(node, timing=None)
        if isinstance(node, Milestone) and node.kind == kind:
            return Text("")  # which a node does not keep
        return with_children(node, change)  # type: ignore[no-any-return]

    return tidied(change(document))  # type: ignore[arg-type]


def tidied(document: Resolved) -> Resolved:
    """A document that lists those who speak in it and no others, in which a turn goes on with one that is
    there.
    """
    heard = {one.id for node in walk(document) if isinstance(node, Turn | Said) for one in node.speakers}
    there = {turn.id for turn in turns(document)}

    def change(node: Node[Speaker]) -> Node[Speaker]:
        if isinstance(node, Turn):
            gone = node.continues is not None and node.continues not in there
            return evolve(node, continues=None) if gone else node
        return with_children(node, change) if isinstance(node, Section) else node

    people = tuple(one for one in document.speakers if one.id in heard)
    return evolve(with_children(document, change), speakers=people)
