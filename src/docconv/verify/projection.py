"""The plain facts of a document, as its markup shows them to whoever reads it without docconv.

Readers of markup give rows, `of_rows` makes a document of them; `project` reduces a document to the same.
Sections are dissolved, each text knows only the innermost quotation or direction around it, and emphasis,
languages, gaps and breaks are mere text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, TypeAlias, assert_never

from attrs import define, evolve, field, frozen

from docconv.model import (
    CERTAIN,
    Attribution,
    Block,
    Boilerplate,
    Certainty,
    Document,
    Emphasis,
    Foreign,
    Gap,
    Heading,
    Inline,
    Milestone,
    Narrative,
    Paragraph,
    Resolved,
    Said,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
    TurnBlock,
    Unclear,
)
from docconv.walk import blocks, printed_title, text_of

LEVELS: tuple[Certainty, ...] = ("high", "medium", "low")
RowKind: TypeAlias = Literal["title", "heading", "turn", "narrative", "stage", "separator", "boilerplate"]
PartKind: TypeAlias = Literal["p", "stage"]


@frozen
class Role:
    """What a piece of text is: nothing special, a quotation of somebody, a direction."""

    kind: Literal["", "said", "stage"] = ""
    who: tuple[str, ...] = ()
    certainty: str = "high"


@frozen
class MarkupView:
    """What one place in a file tells, and how much: words and their order, or also who speaks, or all."""

    place: str
    document: Resolved
    depth: Literal["words", "voices", "all"]


PLAIN, DIRECTION = Role(), Role("stage")
Piece: TypeAlias = tuple[Role, str]


@define
class Row:
    """A block that is being read. `parts` are its paragraphs; in a turn, some are directions."""

    kind: RowKind
    id: str = ""
    who: tuple[str, ...] = ()
    certainty: str = "high"
    label: str | None = None
    parts: list[tuple[PartKind, list[Piece]]] = field(factory=list)

    def pieces(self) -> list[Piece]:
        """All its text."""
        return [piece for _, pieces in self.parts for piece in pieces]


def of_rows(rows: Iterable[Row], speakers: Iterable[Speaker] = ()) -> Resolved:
    """The document that rows tell of."""
    found = list(rows)
    title = next((row for row in found if row.kind == "title"), None)
    body = tuple(_block(row) for row in found if row is not title)
    head = None if title is None else Heading(_inlines(title.pieces()))
    return Document(body, title=head, speakers=tuple(speakers))


def _block(row: Row) -> Block[Speaker]:
    match row.kind:
        case "turn":
            parts = tuple(_part(kind, pieces) for kind, pieces in row.parts)
            return Turn(row.id, parts, _speakers(row.who), row.label, _sure(row.certainty))
        case "title" | "heading":
            return Section((), Heading(_inlines(row.pieces())))
        case "narrative":
            return Narrative(_inlines(row.pieces()))
        case "stage":
            return Stage(_inlines(row.pieces()))
        case "boilerplate":
            return Boilerplate(_inlines(row.pieces()))
        case "separator":
            return Separator("".join(text for _, text in row.pieces()))
        case _:
            assert_never(row.kind)


def _part(kind: PartKind, pieces: list[Piece]) -> TurnBlock[Speaker]:
    return Paragraph(_inlines(pieces)) if kind == "p" else Stage(_inlines(pieces))


def _sure(level: str) -> Attribution:
    return next((Attribution(one) for one in LEVELS if one == level), CERTAIN)


def _speakers(who: Iterable[str]) -> tuple[Speaker, ...]:
    return tuple(map(Speaker, who))


def _inlines(pieces: Iterable[Piece]) -> tuple[Inline[Speaker], ...]:
    """Pieces of one role in a row are one; white space alone is nothing."""
    kept = [piece for piece in pieces if piece[1]]
    if not any(text.strip() for _, text in kept):
        return ()
    rows = ((role, "".join(text for _, text in row)) for role, row in groupby(kept, key=lambda one: one[0]))
    return tuple(_inline(role, text) for role, text in rows)


def _inline(role: Role, text: str) -> Inline[Speaker]:
    match role.kind:
        case "":
            return Text(text)
        case "said":
            return Said((Text(text),), _speakers(role.who), _sure(role.certainty))
        case "stage":
            return Stage((Text(text),))
        case _:
            assert_never(role.kind)


# ------------ documents to the same facts


def project(document: Resolved) -> Resolved:
    """A document reduced to what every format shows."""
    named = (Speaker(one.id, _kind(one), one.name) for one in document.speakers)
    rows = (Row("title", parts=[("p", list(pieces_of(printed_title(document))))]), *_rows(document))
    return of_rows(rows, named)


def _kind(speaker: Speaker) -> Literal["person", "group"]:
    return "group" if speaker.kind == "group" else "person"


def without_attribution(document: Resolved) -> Resolved:
    """A projection without what only its TEI tells: who speaks, and how sure that is."""
    body = tuple(_mute(block) for block in document.body)
    return evolve(document, body=body, speakers=())


def _mute(block: Block[Speaker]) -> Block[Speaker]:
    match block:
        case Turn():
            parts = tuple(evolve(part, children=_muted(part.children)) for part in block.blocks)
            return evolve(block, blocks=parts, speakers=(), attribution=CERTAIN)
        case Narrative() | Stage() | Boilerplate():
            return evolve(block, children=_muted(block.children))
        case Section() | Separator():
            return block
        case _:
            assert_never(block)


def _muted(inlines: Iterable[Inline[Speaker]]) -> tuple[Inline[Speaker], ...]:
    """Quotations of nobody; those that stood side by side become one."""
    roles = {Said: Role("said"), Stage: DIRECTION}
    return _inlines((roles.get(type(inline), PLAIN), text_of((inline,))) for inline in inlines)


def _rows(document: Resolved) -> Iterator[Row]:
    for block in blocks(document):
        match block:
            case Section(heading=heading):
                if heading is not None:
                    yield _row("heading", heading.children)
            case Turn():
                yield _turn(block)
            case Narrative(inlines):
                yield _row("narrative", inlines)
            case Stage(inlines):
                yield _row("stage", inlines)
            case Boilerplate(inlines):
                yield _row("boilerplate", inlines)
            case Separator(text):
                yield _row("separator", (Text(text),))
            case _:
                assert_never(block)


def _row(kind: RowKind, inlines: Iterable[Inline[Speaker]]) -> Row:
    return Row(kind, parts=[("p", list(pieces_of(inlines)))])


def _turn(turn: Turn[Speaker]) -> Row:
    who = tuple(speaker.id for speaker in turn.speakers)
    row = Row("turn", turn.id, who, turn.attribution.certainty, turn.label)
    for part in turn.blocks:
        row.parts.append(("p" if isinstance(part, Paragraph) else "stage", list(pieces_of(part.children))))
    return row


def pieces_of(inlines: Iterable[Inline[Speaker]], role: Role = PLAIN) -> Iterator[Piece]:
    """Inlines as text, each with the innermost quotation or direction around it."""
    for inline in inlines:
        match inline:
            case Text(text) | Gap(text):
                yield role, text
            case Emphasis(parts) | Unclear(parts) | Foreign(parts):
                yield from pieces_of(parts, role)
            case Said(parts, who, attribution):
                inner = Role("said", tuple(speaker.id for speaker in who), attribution.certainty)
                yield from pieces_of(parts, inner)
            case Stage(parts):
                yield from pieces_of(parts, DIRECTION)
            case Milestone(kind):
                yield role, "\n" if kind == "line" else ""
            case _:
                assert_never(inline)
