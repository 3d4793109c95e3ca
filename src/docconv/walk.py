"""The one generic traversal of the model: children, walk, map_blocks, text_of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import is_
from pathlib import PurePath
from typing import Any, TypeVar, assert_never

from attrs import define, evolve

from docconv import model as m

S = TypeVar("S", m.Label, m.Speaker)
LONGEST_HEAD = 70
PARTED = " · "
SENTENCE_CLOSED = (*".?!…。？！؟।", '."', ".”", ":")
ACTS = frozenset(("act", "tableau"))
OF_PLAYS = ACTS | {"scene"}


def children(node: m.Node[S]) -> tuple[m.Node[S], ...]:
    """The nodes directly below one, in document order."""
    match node:
        case m.Text():  # by far the most
            return ()
        case m.Turn():
            return node.blocks
        case m.Paragraph():
            return node.children
        case m.Document(title=head, body=blocks) | m.Section(heading=head, blocks=blocks):
            return (() if head is None else (head,)) + blocks
        case m.Heading() | m.Narrative() | m.CastItem() | m.Boilerplate() | m.Stage():
            return node.children
        case m.Emphasis() | m.Said() | m.Unclear() | m.Foreign() | m.Note() | m.CastPart():
            return node.children
        case m.Separator() | m.Gap() | m.Milestone():
            return ()
        case _:
            assert_never(node)


def inline_content(
    block: m.Narrative[S] | m.CastItem[S] | m.Stage[S] | m.Separator | m.Boilerplate[S],
) -> tuple[m.Inline[S], ...]:
    """The inlines of a block that is neither section nor turn; of a separator, what it prints."""
    return (m.Text(block.text),) if isinstance(block, m.Separator) else block.children


def with_children(node: m.Node[S], change: Callable[[m.Node[S]], m.Node[S]]) -> Any:  # noqa: ANN401  of its class
    """A node with `change` of every node directly below it; the node itself if none of them changes."""
    before = children(node)
    after: tuple[Any, ...] = tuple(map(change, before))
    if all(map(is_, before, after)):
        return node
    match node:
        case m.Document():
            title, body = (None, after) if node.title is None else (after[0], after[1:])
            return evolve(node, title=title, body=body)
        case m.Section():
            heading, blocks = (None, after) if node.heading is None else (after[0], after[1:])
            return evolve(node, heading=heading, blocks=blocks)
        case m.Turn():
            return evolve(node, blocks=after)
        case m.Separator() | m.Text() | m.Gap() | m.Milestone():
            return node
        case _:
            return evolve(node, children=after)


def walk(node: m.Node[S]) -> Iterator[m.Node[S]]:
    """A node and everything below it, in document order; no recursion, so that depth costs nothing."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        if below := children(current):
            stack.extend(below[::-1])


def turns(document: m.Document[S]) -> Iterator[m.Turn[S]]:
    """The turns of a document, in order."""
    return (block for block in blocks(document) if isinstance(block, m.Turn))


def only_text(turn: m.Turn[S]) -> str | None:
    """The text of a turn that is one paragraph of text and nothing else, as most are; else nothing."""
    part = turn.blocks[0] if len(turn.blocks) == 1 else None
    inlines = part.children if isinstance(part, m.Paragraph) else ()
    only = inlines[0] if len(inlines) == 1 else None
    return only.text if isinstance(only, m.Text) else None


def timing_of(turn: m.Turn[S]) -> m.Timing | None:
    """When a turn is heard: from where its first paragraph with a time begins to where the last one ends."""
    known = [part.timing for part in turn.blocks if isinstance(part, m.Paragraph) and part.timing]
    return m.Timing(known[0].begin, known[-1].end) if known else None


def with_fitting_words(paragraph: m.Paragraph[S]) -> m.Paragraph[S]:
    """A paragraph without the times of its words where they are those of more or fewer words, and without
    those within words where they are those of shorter ones.
    """
    timing = paragraph.timing
    if timing is None or has_fitting_words(paragraph):
        return paragraph
    bare = evolve(paragraph, timing=evolve(timing, anchors=()))
    return bare if has_fitting_words(bare) else evolve(bare, timing=m.Timing(timing.begin, timing.end))


def has_fitting_words(paragraph: m.Paragraph[S]) -> bool:
    """Whether a paragraph has the times of as many words as it has, or of none; and instants within words
    that are there.
    """
    timing = paragraph.timing
    if timing is None or not (timing.words or timing.anchors):
        return True
    words = text_of(paragraph.children).split()
    return len(timing.words) == 2 * len(words) and (
        not timing.anchors or _are_within(timing, [len(word) for word in words])
    )


def _are_within(timing: m.Timing, sizes: Sequence[int]) -> bool:
    """Whether anchors are in order and in words, of these sizes, whose begin and end are known."""
    places = list(zip(timing.anchors[::3], timing.anchors[1::3], strict=True))
    return places == sorted(places) and all(
        0 <= word < len(sizes) and 0 <= at <= sizes[word] and min(timing.words[2 * word : 2 * word + 2]) >= 0
        for word, at in places
    )


def anchors_within(anchors: Sequence[int], first: int, behind: int) -> tuple[int, ...]:
    """The anchors of the words from one to another, which is out, counted from that one."""
    triples = zip(anchors[::3], anchors[1::3], anchors[2::3], strict=True)
    inside = [(word - first, at, time) for word, at, time in triples if first <= word < behind]
    return tuple(chain.from_iterable(inside))


def begin_of(turn: m.Turn[S]) -> str:
    """When a turn begins, as it is printed, `0:04` or `1:02:03`; empty where nobody knows."""
    timing = timing_of(turn)
    if timing is None:
        return ""
    seconds = timing.begin // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def blocks(document: m.Document[S]) -> Iterator[m.Block[S]]:
    """The blocks of a document, in order, each section before what is in it."""
    stack = list(reversed(document.body))
    while stack:
        block = stack.pop()
        yield block
        if isinstance(block, m.Section):
            stack.extend(reversed(block.blocks))


def participants(document: m.Document[m.Speaker]) -> Iterator[tuple[list[m.Speaker], str, str, str]]:
    """Everybody who speaks and has a name: with that, else the first label; the office, where it says more;
    and the id of the first turn. Those who are anonymous under one label are one entry.

    Those of one office stand together, before those without; then come the anonymous, then groups. Nobody
    is listed where the document prints a cast list of its own, which would be there twice.
    """
    if any(isinstance(block, m.CastItem) for block in blocks(document)):
        return
    entries: dict[tuple[str, ...], tuple[list[m.Speaker], str, str, str]] = {}
    for one, name, role, turn in _heard(document):
        key = (name.casefold(), role.casefold()) if one.kind == "anonymous" else (one.id,)
        entries.setdefault(key, ([], name, role, turn))[0].append(one)
    offices = list(dict.fromkeys(role.casefold() for _, _, role, _ in entries.values() if role))

    def rank(entry: tuple[list[m.Speaker], str, str, str]) -> tuple[int, int]:
        (one, *_), _, role, _ = entry
        kinds = {"person": int(not role), "anonymous": 2}
        return kinds.get(one.kind, 3), offices.index(role.casefold()) if role else 0

    yield from sorted(entries.values(), key=rank)


def is_play(document: m.Document[S]) -> bool:
    """Whether a document has acts or scenes."""
    return any(isinstance(block, m.Section) and block.kind in OF_PLAYS for block in blocks(document))


def numbered(speakers: list[m.Speaker], name: str) -> str:
    """The name of an entry of the participants, with their number where it is that of several."""
    return f"{name} ({len(speakers)})" if len(speakers) > 1 else name


def _heard(document: m.Document[m.Speaker]) -> Iterator[tuple[m.Speaker, str, str, str]]:
    """Each speaker who has a turn and a name, with name, office and first turn."""
    first: dict[str, str] = {}
    for turn in turns(document):
        for speaker in turn.speakers:
            first.setdefault(speaker.id, turn.id)
    for one in document.speakers:
        name, role = one.name or next(iter(one.aliases), ""), one.role or ""
        said = f" {role} ".casefold() in f" {name} ".casefold()  # `La presidente`, `Minister Berg`
        if one.id in first and name:
            yield one, name, "" if said else role, first[one.id]


def has_bare_label(turn: m.Turn[S]) -> bool:
    """Whether a label has a line of its own, without words: where there are none, and where it is before a
    direction or before a line of verse that somebody else has begun.
    """
    if not turn.blocks or turn.label is None:
        return not turn.blocks
    first = turn.blocks[0]
    return isinstance(first, m.Stage) or (first.verse is not None and first.verse.part in ("M", "F"))


def opens_bare(parts: tuple[m.TurnBlock[S], ...]) -> bool:
    """Whether the first of the paragraphs of a turn, which has the label, has no words that are said: it
    stands alone unless it is kept with what follows. A turn that is one direction is whole.
    """
    said = any(not isinstance(one, m.Stage) for one in parts[0].children)
    return not said and not (parts[0].children and len(parts) == 1)


def leads_to_speech(block: m.Narrative[S]) -> bool:
    """Whether narrative leads to what is said next, as "... turned to the guests and said:"."""
    return text_of(block.children).rstrip().endswith((":", "\uff1a"))


@define(eq=False, repr=False)
class SharedLine:
    """What is said so far on a line of verse that several speakers share, as a document is gone through."""

    said: str = ""

    def before(self, part: m.Paragraph[S] | m.Narrative[S]) -> str:
        """What is on the line before a part of it; nothing before the first part, and before whole lines."""
        if not part.children:  # no words, only a label
            return ""
        kind = None if part.verse is None else part.verse.part
        before = self.said if kind in ("M", "F") else ""
        self.said = f"{before} {text_of(part.children)}".strip() if kind in ("I", "M") else ""
        return before


def text_of(inlines: Iterable[m.Inline[S]]) -> str:
    """The reading text of inlines: a line break is a newline, a page break and a note are nothing."""
    return "".join([inline.text if isinstance(inline, m.Text) else _text(inline) for inline in inlines])


def _text(inline: m.Inline[S]) -> str:
    match inline:
        case m.Text() | m.Gap():
            return inline.text
        case m.Emphasis() | m.Said() | m.Stage() | m.Unclear() | m.Foreign() | m.CastPart():
            return text_of(inline.children)
        case m.Milestone(kind):
            return "\n" if kind == "line" else ""
        case m.Note():
            return ""
        case _:
            assert_never(inline)


def map_blocks(document: m.Document[S], change: Callable[[m.Block[S]], m.Block[S]]) -> m.Document[S]:
    """A document with every block replaced by `change` of it, sections before what is in them."""

    def go(block: m.Block[S]) -> m.Block[S]:
        changed = change(block)
        return (
            evolve(changed, blocks=tuple(map(go, changed.blocks)))
            if isinstance(changed, m.Section)
            else changed
        )

    return evolve(document, body=tuple(map(go, document.body)))


def printed_title(document: m.Document[S]) -> tuple[m.Inline[S], ...]:
    """What every format prints as the title.

    A document without a title of its own bears the one for catalogues: readers that listen find their way by
    headings, and the first heading is that of the document (PDF/UA-1, 7.4).
    """
    return document.title.children if document.title is not None else (m.Text(catalogue_title(document)),)


def doubt(attribution: m.Attribution) -> str:
    """What an editor is told where it is not certain who speaks: how sure that is, and why; else nothing."""
    if attribution.certainty == "high":
        return ""
    reasons = "; ".join(evidence.detail or evidence.rule for evidence in attribution.evidence)
    return f"Attribution: certainty {attribution.certainty}" + (f" ({reasons})" if reasons else "")


def catalogue_title(document: m.Document[S]) -> str:
    """The title for catalogues and window frames: one line, never empty; at worst the name of the file."""
    title = document.metadata.title or (text_of(document.title.children) if document.title else "")
    if words := title.split():
        return " ".join(words)
    name = PurePath(document.metadata.source or "").stem.replace("_", " ")
    return " ".join(name.split()) or "Transcript"


def running_head(document: m.Document[S], pattern: str = "{title}", section: str = "") -> str:
    """What is at the head of a page in a section: cut at a word where it would take more than one line. Parts
    of the pattern between ` · ` that say nothing are left out; the title is there where nothing is left.
    """
    title = catalogue_title(document)
    fields = {
        "{title}": title,
        "{section}": " ".join(section.split()),
        "{date}": document.metadata.date or "",
    }
    parts = []
    for part in pattern.split(PARTED):
        for field, text in fields.items():
            part = part.replace(field, text)  # noqa: PLW2901
        parts.append(part.strip())
    head = PARTED.join(filter(None, parts)) or title
    return head if len(head) <= LONGEST_HEAD else head[: LONGEST_HEAD - 1].rsplit(" ", 1)[0] + "…"
