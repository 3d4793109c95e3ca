"""The typed document model: every fact of a transcript stands here once.

Readers build a `Draft`, whose speakers are the labels as printed. `docconv.speakers.resolve` turns it into a
`Resolved` document, whose speakers are persons, groups and anonymous voices. Writers take only `Resolved`, so
none of them asks whether a speaker is known. The model knows no format.

Two unions are closed: `Block` and `Inline`. Every `match` over them ends in `assert_never`, so that the type
checker lists what a new kind of node still needs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypeVar

from attrs import field, fields, frozen

Certainty: TypeAlias = Literal["high", "medium", "low"]
SpeakerKind: TypeAlias = Literal["person", "group", "anonymous", "unknown"]
Sex: TypeAlias = Literal["F", "M", "X"]
StageKind: TypeAlias = Literal["vocal", "kinesic", "incident", "delivery", "mixed"]
EmphasisKind: TypeAlias = Literal["italic", "bold", "underline"]
MilestoneKind: TypeAlias = Literal["line", "page", "time", "annotation"]
BoilerplateKind: TypeAlias = Literal["notice", "furniture"]
NotePlace: TypeAlias = Literal["foot", "end", "margin", "inline"]
NoteKind: TypeAlias = Literal["source", "editorial", "translator"]
CastPartKind: TypeAlias = Literal["role", "description", "actor"]
VersePart: TypeAlias = Literal["I", "M", "F"]


class Value:
    """What prints as what it is made from. That attrs writes such a function for each class takes a third of
    the time in which the class is made, whenever docconv starts.
    """

    __slots__ = ()
    __attrs_attrs__: ClassVar[Any]

    def __repr__(self) -> str:
        told = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(type(self)) if one.repr)
        return f"{type(self).__name__}({', '.join(told)})"


@frozen(repr=False)
class Span(Value):
    """A place in the source: line and column from 1, offsets `start` (in) and `end` (out) from 0."""

    line: int
    column: int
    start: int
    end: int


@frozen(repr=False)
class Evidence(Value):
    """One reason for a decision: the name of the rule that spoke, and what it saw."""

    rule: str
    detail: str = ""


@frozen(repr=False)
class Attribution(Value):
    """How sure we are of who speaks, and why. `certainty` follows TEI `@cert`."""

    certainty: Certainty = "high"
    evidence: tuple[Evidence, ...] = ()


CERTAIN = Attribution()


@frozen(repr=False)
class Label(Value):
    """A speaker as the text names them, before it is known who that is.

    `text` has no delimiter. `printed` is false where a sentence of narrative, not a label, names the speaker.
    """

    text: str
    span: Span | None = None
    printed: bool = True


@frozen(repr=False)
class Speaker(Value):
    """Somebody who speaks: one person, a group, one anonymous voice, or a voice that cannot be told.

    `id` is an ASCII XML NCName, derived from the name. `aliases` are the labels that stand for this speaker.
    `refs` are references such as `https://www.wikidata.org/entity/Q42`.
    """

    id: str
    kind: SpeakerKind = "person"
    name: str | None = None
    role: str | None = None
    sex: Sex | None = None
    aliases: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


S = TypeVar("S", Label, Speaker)
N = TypeVar("N")


@frozen(repr=False)
class Timing(Value):
    """When words are heard: milliseconds from the beginning of the recording, `end` where it is known.

    `words`: for each of the words of a paragraph, as white space parts its reading text, when it begins and
    when it ends, one after the other, -1 where that is not known; empty where nothing is known of any.
    `anchors`: instants within words whose begin and end are known, as of `co-founder` heard in two pieces
    or of `30` heard as two words: the number of the word from 0, how many of its characters are before, and
    when, one after the other, in the order of the text.
    """

    begin: int
    end: int | None = None
    words: tuple[int, ...] = ()
    anchors: tuple[int, ...] = ()


@frozen(repr=False)
class Text(Value):
    """Characters, nothing else."""

    text: str


def _filled(nodes: tuple[N, ...]) -> tuple[N, ...]:
    """Nodes without those that have nothing in them, for they print nothing."""
    if len(nodes) == 1:  # as are most inlines of paragraphs and most paragraphs of turns
        return nodes if _is_filled(nodes[0]) else ()
    kept = [node for node in nodes if _is_filled(node)]
    return nodes if len(kept) == len(nodes) else tuple(kept)


def _is_filled(node: object) -> bool:
    return node.text != "" if isinstance(node, Text) else getattr(node, "children", None) != ()


def _joined(inlines: tuple[Inline[S], ...]) -> tuple[Inline[S], ...]:
    """Inlines with texts side by side as one text, for no format tells where one of them ends."""
    inlines = _filled(inlines)
    if len(inlines) < 2 or not any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(inlines)):
        return inlines
    joined: list[Inline[S]] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(last, Text) and isinstance(inline, Text):
            joined[-1] = Text(last.text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)


@frozen(repr=False)
class Emphasis(Value, Generic[S]):
    """Words that the source sets apart by type."""

    children: tuple[Inline[S], ...] = field(converter=_joined)
    kind: EmphasisKind = "italic"


@frozen(repr=False)
class Said(Value, Generic[S]):
    """Quoted speech inside a paragraph, with its own speakers."""

    children: tuple[Inline[S], ...] = field(converter=_joined)
    speakers: tuple[S, ...] = ()
    attribution: Attribution = CERTAIN


@frozen(repr=False)
class Stage(Value, Generic[S]):
    """A stage direction or an event, with the brackets that the source prints. Block and inline alike."""

    children: tuple[Inline[S], ...] = field(converter=_joined)
    kind: StageKind = "incident"
    span: Span | None = field(default=None, eq=False)


@frozen(repr=False)
class Gap(Value):
    """Words that were not heard or left out: `text` as printed, such as `[inaudible]`; `reason` as in TEI
    `gap/@reason`.
    """

    text: str
    reason: str = "inaudible"


@frozen(repr=False)
class Unclear(Value, Generic[S]):
    """Words that the transcriber was not sure of."""

    children: tuple[Inline[S], ...] = field(converter=_joined)


@frozen(repr=False)
class Foreign(Value, Generic[S]):
    """Words in another language, a BCP 47 tag."""

    children: tuple[Inline[S], ...] = field(converter=_joined)
    lang: str


@frozen(repr=False)
class Note(Value, Generic[S]):
    """What is said about the words before it, by the source itself or by an editor or a translator. Nobody
    speaks it, and it is not part of the reading text; nobody speaks in it, and no other note is in it.

    `n` is the sign that the source prints for it, `*` or `12a`; without one, notes are counted.
    """

    children: tuple[Inline[S], ...] = field(converter=_joined)
    place: NotePlace = "foot"
    kind: NoteKind = "source"
    n: str | None = None


@frozen(repr=False)
class Milestone(Value):
    """A point in the text: a line break (verse, addresses), a page of the source that ends, a time code, an
    annotation.

    `text` is what the source printed there: running head and page number, `00:01:30`, an annotation tier. It
    is kept, but is not part of the reading text.
    """

    kind: MilestoneKind = "line"
    text: str = ""


@frozen(repr=False)
class CastPart(Value, Generic[S]):
    """What words of a cast list are, as TEI `role`, `roleDesc` and `actor`: the name of a role, what is said
    of it, who plays it.
    """

    children: tuple[Inline[S], ...] = field(converter=_joined)
    kind: CastPartKind = "role"


Break: TypeAlias = Milestone
"""The name that JSON has for it."""
Inline: TypeAlias = (
    Text
    | Emphasis[S]
    | Said[S]
    | Stage[S]
    | Gap
    | Unclear[S]
    | Foreign[S]
    | Note[S]
    | CastPart[S]
    | Milestone
)


@frozen(repr=False)
class VerseLine(Value):
    """What is known of a paragraph that is a line of verse, TEI `l`.

    `part` says of a line that several speakers share whether this is its first part, one in its middle or its
    last, as TEI `@part`. `n` is its number as the source gives it. `stanza`: a group of lines begins with it,
    TEI `lg`, which ends before the next or where the lines end.
    """

    part: VersePart | None = None
    n: str | None = None
    stanza: bool = False


@frozen(repr=False)
class Paragraph(Value, Generic[S]):
    """A paragraph of a turn, and when it is heard; each line of verse is one. The times of a turn are those
    of its paragraphs, see `docconv.walk.timing_of`.
    """

    children: tuple[Inline[S], ...] = field(converter=_joined)
    span: Span | None = field(default=None, eq=False)
    timing: Timing | None = None
    verse: VerseLine | None = None


def _parts(parts: tuple[Paragraph[S] | Stage[S], ...]) -> tuple[Paragraph[S] | Stage[S], ...]:
    """The parts of a turn that are not empty."""
    return _filled(parts)


@frozen(repr=False)
class Turn(Value, Generic[S]):
    """What somebody says without giving up the floor.

    `id` is `t1`, `t2` ... in document order. `label` is the printed label without its delimiter, `None` where
    the text gives none. `speakers` has several entries for a turn spoken together, and is empty where nobody
    can be told. `continues` names the earlier turn that this one goes on with after an interruption.
    """

    id: str
    blocks: tuple[Paragraph[S] | Stage[S], ...] = field(converter=_parts)
    speakers: tuple[S, ...] = ()
    label: str | None = None
    attribution: Attribution = CERTAIN
    lang: str | None = None
    continues: str | None = None
    span: Span | None = field(default=None, eq=False)


@frozen(repr=False)
class Narrative(Value, Generic[S]):
    """A paragraph of the reporter's text, or a line of verse in it."""

    children: tuple[Inline[S], ...] = field(converter=_joined)
    span: Span | None = field(default=None, eq=False)
    verse: VerseLine | None = None


@frozen(repr=False)
class CastItem(Value, Generic[S]):
    """An entry of a cast list as printed, TEI `castItem`: its role and what is said of it are `CastPart`s in
    it. Entries of a group are in a section, whose heading is that of the group.
    """

    children: tuple[Inline[S], ...] = field(converter=_joined)
    span: Span | None = field(default=None, eq=False)


@frozen(repr=False)
class Separator(Value):
    """A mark between parts, as printed: `x x x`, `* * *`, a rule."""

    text: str
    span: Span | None = field(default=None, eq=False)


@frozen(repr=False)
class Boilerplate(Value, Generic[S]):
    """Text that belongs to the publication, not to the event: "Latest news", a running head."""

    children: tuple[Inline[S], ...] = field(converter=_joined)
    kind: BoilerplateKind = "notice"
    span: Span | None = field(default=None, eq=False)


@frozen(repr=False)
class Heading(Value, Generic[S]):
    """The text of a heading; its level is the depth of the section that it opens."""

    children: tuple[Inline[S], ...] = field(converter=_joined)
    span: Span | None = field(default=None, eq=False)


def _blocks(blocks: tuple[Block[S], ...]) -> tuple[Block[S], ...]:
    """Blocks that are not empty."""
    return _filled(blocks)


def _printed(heading: Heading[S] | None) -> Heading[S] | None:
    """A heading, unless nothing is in it."""
    return None if getattr(heading, "children", None) == () else heading


@frozen(repr=False)
class Section(Value, Generic[S]):
    """A part of the document under a heading; sections nest.

    `kind` is what the part is called, one word as in TEI `div/@type`: `act`, `tableau`, `scene`, `prologue`,
    `epilogue`, `sitting`, `item` where docconv finds it in a text, else what the source says. `n` is its
    number among its kind.
    """

    blocks: tuple[Block[S], ...] = field(converter=_blocks)
    heading: Heading[S] | None = field(default=None, converter=_printed)
    kind: str | None = None
    n: str | None = None


TurnBlock: TypeAlias = Paragraph[S] | Stage[S]
Block: TypeAlias = Section[S] | Turn[S] | Narrative[S] | CastItem[S] | Stage[S] | Separator | Boilerplate[S]


FACTS = (
    "subtitle", "author", "editor", "funder", "resp", "meeting", "publisher", "published", "idno", "licence",
    "source_description", "revision",
)  # fmt: skip
"""Names of `Metadata.fields` that mean the same in every document, in the order in which they stand there."""


def _ordered(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Named facts with those before the others whose names mean the same in every document, in one order."""
    rank = {name: number for number, name in enumerate(FACTS)}
    return tuple(sorted(pairs, key=lambda pair: rank.get(pair[0], len(FACTS)))) if len(pairs) > 1 else pairs


@frozen(repr=False)
class Metadata(Value):
    """Facts about the document. `lang` is a BCP 47 tag, `und` where unknown; `date` is ISO 8601.

    `title` is the plain title for catalogues; what is printed at the head of the text is `Document.title`.
    `status` is the mark that agencies put after a headline, such as `UPDATE`. `fields` are further named
    facts: those of `FACTS`, which say who made the text and who publishes it, then those of the front matter,
    in their order. `media` is the file or the address of the recording.
    """

    title: str | None = None
    lang: str = "und"
    date: str | None = None
    status: str | None = None
    source: str | None = None
    fields: tuple[tuple[str, str], ...] = field(default=(), converter=_ordered)
    media: str | None = None


@frozen(eq=False, repr=False)
class Origin:
    """The file that a document was read from: the name of its format, its bytes, the document as it was read.

    A writer of the same format keeps what else is in the file, for as long as the document has its origin.
    """

    format: str
    data: bytes
    document: Document[Speaker]


@frozen(repr=False)
class Document(Value, Generic[S]):
    """A transcript. `speakers` lists everybody who speaks, in order of first appearance; it is empty in a
    `Draft`. `origin` is the file that it was read from, where its format says more than the model.
    """

    body: tuple[Block[S], ...] = field(converter=_blocks)
    metadata: Metadata = Metadata()
    title: Heading[S] | None = field(default=None, converter=_printed)
    speakers: tuple[Speaker, ...] = ()
    origin: Origin | None = field(default=None, eq=False, repr=False)

    def __repr__(self) -> str:
        head = self.metadata.title or self.metadata.source or ""
        turns, people = len(self.turns()), len(self.speakers)
        counts = f"{turns} turn{'s' * (turns != 1)}, {people} speaker{'s' * (people != 1)}"
        return f"<Document {head!r}: {counts}>"

    def _repr_html_(self) -> str:
        """The first turns as a table, as notebooks show it."""
        told = [(one.label or "", " ".join(map(_words, one.blocks))) for one in self.turns()[:10]]
        rows = (f"<tr><th>{_escaped(label)}</th><td>{_escaped(words)}</td></tr>" for label, words in told)
        return f"<p>{_escaped(repr(self))}</p><table>{''.join(rows)}</table>"

    def turns(self) -> tuple[Turn[S], ...]:
        """The turns, in order."""
        found, stack = list[Turn[S]](), list(reversed(self.body))
        while stack:
            block = stack.pop()
            if isinstance(block, Turn):
                found.append(block)
            elif isinstance(block, Section):
                stack.extend(reversed(block.blocks))
        return tuple(found)

    def by_speaker(self) -> dict[S, tuple[Turn[S], ...]]:
        """Everybody who has a turn, in order of first appearance, with their turns; one that several speak
        together is among those of each.
        """
        found: dict[S, list[Turn[S]]] = {}
        for turn in self.turns():
            for speaker in turn.speakers:
                found.setdefault(speaker, []).append(turn)
        return {speaker: tuple(turns) for speaker, turns in found.items()}

    def find(self, text: str) -> tuple[Turn[S], ...]:
        """The turns in whose words a text stands, case aside, without what notes say."""
        wanted = text.casefold()
        return tuple(
            turn for turn in self.turns() if any(wanted in _words(one).casefold() for one in turn.blocks)
        )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _words(node: object) -> str:
    """The words of a node, a line break as a space."""
    if isinstance(node, Milestone):
        return " " if node.kind == "line" else ""
    if isinstance(node, Text | Gap):
        return node.text
    return "" if isinstance(node, Note) else "".join(map(_words, getattr(node, "children", ())))


Draft: TypeAlias = Document[Label]
Resolved: TypeAlias = Document[Speaker]
Node: TypeAlias = Document[S] | Heading[S] | Block[S] | TurnBlock[S] | Inline[S]
