"""Whether the pages of a PDF say what its attached TEI says: the facts of both, compared in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TypeAlias, assert_never

from attrs import define, field, frozen

from docconv import model as m
from docconv.tei.names import FORBIDDEN, REPLACEMENT
from docconv.walk import blocks, has_bare_label, inline_content, printed_title, text_of, walk

HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))
BLOCKS = HEADINGS | {"Speech", "Narrative", "CastItem", "Stage", "Separator", "Boilerplate"}


@frozen
class Opened:
    """An element begins: its type, its `/ID`, its properties."""

    type: str
    id: str = ""
    properties: tuple[tuple[str, str], ...] = ()


@frozen
class Closed:
    """The element that was opened last ends."""


Event: TypeAlias = Opened | Closed | str


@frozen
class BlockSummary:
    """What one block says, without white space.

    - `kind`: the type of the element; all headings are `heading`.
    - `id`: of a turn.
    - `who`: references to the speakers.
    - `cert`: the certainty of the attribution, where it is not high.
    - `label`: as it is printed.
    - `parts`: the paragraphs.
    - `quotes`: who is quoted, and what, where that is more than a point of the text.
    """

    kind: str
    id: str = ""
    who: str = ""
    cert: str = ""
    label: str = ""
    parts: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Its name for a message."""
        return f"the turn {self.id}" if self.id else f'"{"".join(self.parts)[:30]}"'


def disagreement(pages: Iterable[Event], document: m.Resolved) -> str:
    """The place of the first difference between structure tree and document; empty where there is none."""
    events = iter(pages)
    root = next(events, None)
    properties = dict(root.properties) if isinstance(root, Opened) else {}
    meant_blocks = model_summaries(document, properties.get("delimiter", ""))
    for seen, meant in zip_longest(tree_summaries(events), meant_blocks):
        if seen != meant:
            found: BlockSummary | None = meant or seen
            return found.place if found else ""
    return ""


def model_summaries(document: m.Resolved, delimiter: str) -> Iterator[BlockSummary]:
    """The blocks of a document, sections dissolved; `delimiter` follows each label."""
    if title := printed_title(document):
        yield BlockSummary("heading", parts=_parts([title]), quotes=_quotes(title))
    for block in blocks(document):
        match block:
            case m.Section():
                if block.heading is not None:
                    head = block.heading.children
                    yield BlockSummary("heading", parts=_parts([head]), quotes=_quotes(head))
            case m.Turn():
                yield _turn(block, delimiter)
            case m.Narrative() | m.CastItem() | m.Stage() | m.Separator() | m.Boilerplate():
                kind = type(block).__name__
                yield BlockSummary(kind, parts=_parts([inline_content(block)]), quotes=_quotes([block]))
            case _:
                assert_never(block)


def _turn(turn: m.Turn[m.Speaker], delimiter: str) -> BlockSummary:
    label = "" if turn.label is None else turn.label + delimiter
    texts: list[tuple[m.Inline[m.Speaker], ...]] = [block.children for block in turn.blocks]
    head = (m.Text(label),) if label else ()
    if turn.blocks and isinstance(turn.blocks[0], m.Paragraph) and not has_bare_label(turn):
        texts[0] = (*head, *texts[0])
    else:
        texts.insert(0, head)
    certainty = turn.attribution.certainty
    return BlockSummary(
        "Speech",
        turn.id,
        _who(turn.speakers),
        "" if certainty == "high" else certainty,
        solid(turn.label or ""),
        _parts(texts),
        _quotes([turn]),
    )


def _quotes(nodes: Iterable[m.Node[m.Speaker]]) -> tuple[tuple[str, str], ...]:
    found = (inner for node in nodes for inner in walk(node) if isinstance(inner, m.Said))
    quoted = ((_who(said.speakers), solid(text_of(said.children))) for said in found)
    return tuple((who, text) for who, text in quoted if text)


def _who(speakers: Iterable[m.Speaker]) -> str:
    return " ".join(f"#{speaker.id}" for speaker in speakers)


def _parts(texts: Iterable[tuple[m.Inline[m.Speaker], ...]]) -> tuple[str, ...]:
    return tuple(part for part in map(solid, map(text_of, texts)) if part)


def solid(text: str) -> str:
    """A text without white space, and without what XML cannot carry."""
    return "".join(FORBIDDEN.sub(REPLACEMENT, text).split())


def tree_summaries(pages: Iterable[Event]) -> Iterator[BlockSummary]:
    """The blocks of a structure tree, groups dissolved."""
    block: _Block | None = None
    for event in pages:
        if block is None:
            if isinstance(event, Opened) and event.type in BLOCKS:
                block = _Block(event)
        elif block.take(event):
            yield block.summary()
            block = None


@define
class _Block:
    """A block that is being read: its paragraphs, and the elements that are open in it."""

    opened: Opened
    parts: list[list[str]] = field(factory=lambda: [[]])
    labels: list[str] = field(factory=list)
    quotes: list[tuple[str, list[str]]] = field(factory=list)
    _open: list[tuple[str, list[str]]] = field(factory=list)

    def take(self, event: Event) -> bool:
        """Read on; whether the block ends here."""
        match event:
            case Opened(type=kind):
                self._begin(kind, dict(event.properties).get("who", ""))
            case Closed():
                if not self._open:
                    return True
                self._open.pop()
            case _:
                self.parts[-1].append(event)
                for _, texts in self._open:
                    texts.append(event)
        return False

    def _begin(self, kind: str, who: str) -> None:
        texts: list[str] = []
        if kind in ("P", "Stage"):
            self.parts.append([])
        elif kind == "Quote":
            self.quotes.append((who, texts))
        elif kind == "Speaker":
            texts = self.labels
        self._open.append((kind, texts))

    def summary(self) -> BlockSummary:
        """What it says."""
        facts = dict(self.opened.properties)
        parts = (solid("".join(part)) for part in self.parts)
        quotes = ((who, solid("".join(texts))) for who, texts in self.quotes)
        return BlockSummary(
            "heading" if self.opened.type in HEADINGS else self.opened.type,
            self.opened.id,
            facts.get("who", ""),
            facts.get("cert", ""),
            solid("".join(self.labels)),
            tuple(part for part in parts if part),
            tuple((who, text) for who, text in quotes if text),
        )
