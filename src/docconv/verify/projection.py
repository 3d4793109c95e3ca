"""The plain facts of a document, as its markup shows them to whoever reads it without docconv.

Readers of markup give rows, `of_rows` makes a document of them; `project` reduces a document to the same.
Sections are dissolved, each text knows only the innermost quotation or direction around it, and emphasis,
languages, gaps and breaks are mere text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Literal, TypeAlias, assert_never

from attrs import define, evolve, field, frozen

from docconv import model as m
from docconv.walk import blocks, inline_content, printed_title, text_of, walk

LEVELS: tuple[m.Certainty, ...] = ("high", "medium", "low")
RowKind: TypeAlias = Literal[
    "title", "heading", "turn", "narrative", "cast", "stage", "separator", "boilerplate"
]
PartKind: TypeAlias = Literal["p", "stage"]
KINDS: Mapping[type, RowKind] = {
    m.Narrative: "narrative", m.CastItem: "cast", m.Stage: "stage", m.Separator: "separator",
    m.Boilerplate: "boilerplate",
}  # fmt: skip


@frozen
class Role:
    """What a piece of text is: nothing special, a quotation of somebody, a direction, a note."""

    kind: Literal["", "said", "stage", "note"] = ""
    who: tuple[str, ...] = ()
    certainty: str = "high"


@frozen
class MarkupView:
    """What one place in a file tells, and how much: words and their order, or also who speaks, or all."""

    place: str
    document: m.Resolved
    depth: Literal["words", "voices", "all"]


PLAIN, DIRECTION, NOTE = Role(), Role("stage"), Role("note")
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


def of_rows(rows: Iterable[Row], speakers: Iterable[m.Speaker] = ()) -> m.Resolved:
    """The document that rows tell of."""
    found = list(rows)
    title = next((row for row in found if row.kind == "title"), None)
    body = tuple(_block(row) for row in found if row is not title)
    head = None if title is None else m.Heading(_inlines(title.pieces()))
    return m.Document(body, title=head, speakers=tuple(speakers))


def _block(row: Row) -> m.Block[m.Speaker]:
    match row.kind:
        case "turn":
            parts = tuple(_part(kind, pieces) for kind, pieces in row.parts)
            return m.Turn(row.id, parts, _speakers(row.who), row.label, _sure(row.certainty))
        case "title" | "heading":
            return m.Section((), m.Heading(_inlines(row.pieces())))
        case "narrative":
            return m.Narrative(_inlines(row.pieces()))
        case "cast":
            return m.CastItem(_inlines(row.pieces()))
        case "stage":
            return m.Stage(_inlines(row.pieces()))
        case "boilerplate":
            return m.Boilerplate(_inlines(row.pieces()))
        case "separator":
            return m.Separator("".join(text for _, text in row.pieces()))
        case _:
            assert_never(row.kind)


def _part(kind: PartKind, pieces: list[Piece]) -> m.TurnBlock[m.Speaker]:
    return m.Paragraph(_inlines(pieces)) if kind == "p" else m.Stage(_inlines(pieces))


def _sure(level: str) -> m.Attribution:
    return next((m.Attribution(one) for one in LEVELS if one == level), m.CERTAIN)


def _speakers(who: Iterable[str]) -> tuple[m.Speaker, ...]:
    return tuple(map(m.Speaker, who))


def _inlines(pieces: Iterable[Piece]) -> tuple[m.Inline[m.Speaker], ...]:
    """Pieces of one role in a row are one; white space at both ends is nothing."""
    kept = [piece for piece in pieces if piece[1]]
    rows = [(role, "".join(text for _, text in row)) for role, row in groupby(kept, key=lambda one: one[0])]
    while rows and not rows[0][1].strip():
        del rows[0]
    while rows and not rows[-1][1].strip():
        del rows[-1]
    if rows:
        rows[0] = rows[0][0], rows[0][1].lstrip()
        rows[-1] = rows[-1][0], rows[-1][1].rstrip()
    return tuple(_inline(role, text) for role, text in rows)


def _inline(role: Role, text: str) -> m.Inline[m.Speaker]:
    match role.kind:
        case "":
            return m.Text(text)
        case "said":
            return m.Said((m.Text(text),), _speakers(role.who), _sure(role.certainty))
        case "stage":
            return m.Stage((m.Text(text),))
        case "note":
            return m.Note((m.Text(text),))
        case _:
            assert_never(role.kind)


# ------------ documents to the same facts


def project(document: m.Resolved) -> m.Resolved:
    """A document reduced to what every format shows."""
    named = (m.Speaker(one.id, _kind(one), one.name) for one in document.speakers)
    rows = (Row("title", parts=[("p", list(pieces_of(printed_title(document))))]), *_rows(document))
    return of_rows(rows, named)


def _kind(speaker: m.Speaker) -> Literal["person", "group"]:
    return "group" if speaker.kind == "group" else "person"


def without_attribution(document: m.Resolved) -> m.Resolved:
    """A projection without what only its TEI tells: who speaks, and how sure that is."""
    body = tuple(_mute(block) for block in document.body)
    return evolve(document, body=body, speakers=())


def without_notes(document: m.Resolved) -> m.Resolved:
    """A projection without notes; what one of them parted is whole."""
    if not any(isinstance(node, m.Note) for node in walk(document)):
        return document
    title = None if document.title is None else m.Heading(_unnoted(document.title.children))
    return evolve(document, title=title, body=tuple(_without_notes(block) for block in document.body))


def _without_notes(block: m.Block[m.Speaker]) -> m.Block[m.Speaker]:
    match block:
        case m.Turn():
            return evolve(
                block, blocks=tuple(evolve(one, children=_unnoted(one.children)) for one in block.blocks)
            )
        case m.Section():
            head = block.heading
            return evolve(block, heading=None if head is None else m.Heading(_unnoted(head.children)))
        case m.Narrative() | m.CastItem() | m.Stage() | m.Boilerplate():
            return evolve(block, children=_unnoted(block.children))
        case m.Separator():
            return block
        case _:
            assert_never(block)


def _unnoted(inlines: Iterable[m.Inline[m.Speaker]]) -> tuple[m.Inline[m.Speaker], ...]:
    return _inlines(piece for piece in pieces_of(inlines) if piece[0] != NOTE)


def _mute(block: m.Block[m.Speaker]) -> m.Block[m.Speaker]:
    match block:
        case m.Turn():
            return m.Turn(block.id, tuple(map(_mute_part, block.blocks)), (), block.label)
        case m.Narrative() | m.CastItem() | m.Stage() | m.Boilerplate():
            return evolve(block, children=_muted(block.children))
        case m.Section() | m.Separator():
            return block
        case _:
            assert_never(block)


def _mute_part(part: m.TurnBlock[m.Speaker]) -> m.TurnBlock[m.Speaker]:
    """A part of a turn; one without quotations and directions is as it was."""
    if all(isinstance(inline, m.Text) for inline in part.children):
        return part
    return evolve(part, children=_muted(part.children))


def _muted(inlines: Iterable[m.Inline[m.Speaker]]) -> tuple[m.Inline[m.Speaker], ...]:
    """Quotations of nobody; those that stood side by side become one."""
    roles = {m.Said: Role("said"), m.Stage: DIRECTION}
    return _inlines((roles.get(type(inline), PLAIN), text_of((inline,))) for inline in inlines)


def _rows(document: m.Resolved) -> Iterator[Row]:
    for block in blocks(document):
        match block:
            case m.Section(heading=heading):
                if heading is not None:
                    yield _row("heading", heading.children)
            case m.Turn():
                yield _turn(block)
            case m.Narrative() | m.CastItem() | m.Stage() | m.Separator() | m.Boilerplate():
                yield _row(KINDS[type(block)], inline_content(block))
            case _:
                assert_never(block)


def _row(kind: RowKind, inlines: Iterable[m.Inline[m.Speaker]]) -> Row:
    return Row(kind, parts=[("p", list(pieces_of(inlines)))])


def _turn(turn: m.Turn[m.Speaker]) -> Row:
    who = tuple(speaker.id for speaker in turn.speakers)
    row = Row("turn", turn.id, who, turn.attribution.certainty, turn.label)
    for part in turn.blocks:
        row.parts.append(("p" if isinstance(part, m.Paragraph) else "stage", list(pieces_of(part.children))))
    return row


def pieces_of(inlines: Iterable[m.Inline[m.Speaker]], role: Role = PLAIN) -> Iterator[Piece]:
    """Inlines as text, each with the innermost quotation or direction around it."""
    for inline in inlines:
        match inline:
            case m.Text(text) | m.Gap(text):
                yield role, text
            case m.Emphasis(parts) | m.Unclear(parts) | m.Foreign(parts) | m.CastPart(parts):
                yield from pieces_of(parts, role)
            case m.Said(parts, who, attribution):
                inner = Role("said", tuple(speaker.id for speaker in who), attribution.certainty)
                yield from pieces_of(parts, inner)
            case m.Stage(parts):
                yield from pieces_of(parts, DIRECTION)
            case m.Note(parts):
                yield from pieces_of(parts, NOTE)
            case m.Milestone(kind):
                yield role, "\n" if kind == "line" else ""
            case _:
                assert_never(inline)
