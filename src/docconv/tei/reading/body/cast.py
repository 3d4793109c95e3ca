"""Cast lists: their entries, with the parts that are marked in them, and groups of these as sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docconv.model import Block, CastItem, CastPart, Heading, Narrative, Section, Speaker, Text
from docconv.tei.names import CAST_PARTS
from docconv.tei.reading.body.inlines import InlineBuilder, Inlines
from docconv.tei.reading.source import elements, tokens
from docconv.tei.reading.state import State
from docconv.tei.xml import Element

CAST_LISTS = frozenset(("castList", "castGroup"))
PARTS = {name: kind for kind, name in CAST_PARTS.items()}
NOBODY_SPEAKS = ("said", "stage")


def cast_blocks(
    state: State, element: Element, other: Callable[[Element], Iterator[Block[Speaker]]]
) -> Iterator[Block[Speaker]]:
    """The blocks of a list or of a group; `other` reads what is neither an entry nor a group. A group is a
    section, and so is a list with a heading.
    """
    heading: Heading[Speaker] | None = None
    blocks: list[Block[Speaker]] = []
    for child in (element, *element):
        name = elements.local(child)
        if child is element:
            pass
        elif name == "head" and heading is None and not blocks:
            inlines = InlineBuilder(state, exact=state.markup.is_exact(child))
            inlines.foreign(child, inlines.content)
            heading = Heading(inlines.done())
        elif name == "castItem" and not any(map(elements.is_block, child)):
            blocks += _entry(_item(state, child))
        elif name == "roleDesc":
            blocks += _entry(_description(state, child))
        else:
            blocks += other(child)
        loose = elements.plain((child.text if child is element else child.tail) or "")
        blocks += [Narrative((Text(loose),))] if loose else []
    if heading is None and elements.local(element) == "castList":
        yield from blocks
    elif blocks or heading is not None:
        yield Section(tuple(blocks), heading)


def _entry(parts: Inlines) -> list[Block[Speaker]]:
    return [CastItem(parts)] if parts else []


def _item(state: State, item: Element) -> Inlines:
    """What an entry prints."""
    inlines = _builder(state, item)
    inlines.text(item.text)
    for child in item:
        if elements.local(child) in PARTS:
            _part(inlines, child)
        else:
            inlines.element(child)
        inlines.text(child.tail)
    return inlines.done()


def _description(state: State, description: Element) -> Inlines:
    """What is said of all in a group."""
    inlines = _builder(state, description)
    _part(inlines, description)
    return inlines.done()


def _builder(state: State, element: Element) -> InlineBuilder:
    return InlineBuilder(state, exact=state.markup.is_exact(element), inside=NOBODY_SPEAKS)


def _part(inlines: InlineBuilder, element: Element) -> None:
    """A part of an entry, apart from the one that it touches."""
    name, before = elements.local(element), element.getprevious()
    if not inlines.exact and before is not None and not before.tail:
        inlines.space = inlines.space or elements.words(element)[:1] not in tokens.CLOSING
    inlines.wrapped(
        name, lambda parts: CastPart(parts, PARTS[name]), lambda: inlines.foreign(element, inlines.content)
    )
