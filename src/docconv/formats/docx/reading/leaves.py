"""Paragraphs taken apart to leaves and put together again: how edited text keeps the markup that it had.

A paragraph of the model is a tree, one of DOCX a row of runs in one style each. The tree is taken apart to
leaves, texts that know the inlines around them. Words that are still there after an edit stay on their leaf;
new ones go to the leaf beside them if they have its style, else to what their style means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby
from typing import Generic, TypeVar, assert_never

from attrs import define, evolve, field, frozen

from docconv import model as m
from docconv.formats.docx.names import (
    EMPHASIS,
    FOREIGN,
    GAP,
    NOTES,
    SAID,
    STAGE_INLINE,
    UNCLEAR,
    nested,
    note_kind,
    note_reference,
)
from docconv.formats.docx.reading.alignment import matches
from docconv.formats.docx.reading.body import REFERENCE, WHITE, Run, joined
from docconv.patterns import regex
from docconv.wellformed.shapes import is_language

S = TypeVar("S", m.Label, m.Speaker)
TOKEN = regex(r"\w+|\s|[^\w\s]")
LINE_END = regex("(\n)")


@frozen
class Leaf(Generic[S]):
    """A text in a style, and the inlines around it from the outermost; the last may be a gap, a break or a
    note, of which `note` has the words.
    """

    text: str
    style: str = ""
    path: tuple[m.Inline[S], ...] = ()
    note: tuple[Run, ...] = ()


def leaves(
    inlines: Iterable[m.Inline[S]], style: str = "", path: tuple[m.Inline[S], ...] = ()
) -> Iterator[Leaf[S]]:
    """The leaves of inlines, in the styles that the writer gives them. Breaks that show nowhere are empty."""
    for inline in inlines:
        within = _inside(path, inline)
        match inline:
            case m.Text(text):
                yield Leaf(text.translate(WHITE), style, path)
            case m.Emphasis(parts, kind):
                yield from leaves(parts, nested(style, EMPHASIS[kind]), within)
            case m.Said(parts):
                yield from leaves(parts, nested(style, SAID), within)
            case m.Stage(parts):
                yield from leaves(parts, nested(style, STAGE_INLINE), within)
            case m.CastPart(parts):
                yield from leaves(parts, style, within)
            case m.Unclear(parts):
                yield from leaves(parts, nested(style, UNCLEAR), within)
            case m.Foreign(parts):
                yield from leaves(parts, nested(style, FOREIGN), within)
            case m.Gap(text):
                yield Leaf(text.translate(WHITE), nested(style, GAP), within)
            case m.Note(parts, place):
                yield Leaf(REFERENCE, note_reference(note_kind(place)), within, runs_of(leaves(parts)))
            case m.Milestone(kind):
                yield Leaf("\n" if kind == "line" else "", style, within)
            case _:
                assert_never(inline)


def _inside(path: tuple[m.Inline[S], ...], inline: m.Inline[S]) -> tuple[m.Inline[S], ...]:
    """A path that goes one inline deeper."""
    return tuple(chain(path, (inline,)))


def runs_of(row: Iterable[Leaf[S]]) -> tuple[Run, ...]:
    """The runs that leaves are written as."""
    return joined(Run(leaf.text, leaf.style, note=leaf.note) for leaf in row if leaf.text)


def inlines_of(runs: Sequence[Run], known: Sequence[Leaf[S]] = ()) -> tuple[m.Inline[S], ...]:
    """Runs as inlines, with the markup of the leaves that are known of the paragraph before it was edited."""
    unchanged = tuple(runs) == runs_of(known)
    return tuple(_tree(known if unchanged else list(merged(runs, known)), 0))


def _tree(row: Sequence[Leaf[S]], depth: int) -> Iterator[m.Inline[S]]:
    """Leaves as inlines: those inside the same inline come together in it."""

    def around(leaf: Leaf[S]) -> int:
        return id(leaf.path[depth]) if len(leaf.path) > depth else 0

    for key, group in groupby(row, key=around):
        found = list(group)
        text = "".join(leaf.text for leaf in found)
        if not key:
            yield m.Text(text)
            continue
        node = found[0].path[depth]
        match node:
            case m.Milestone() | m.Text():
                yield node
            case m.Gap():
                yield evolve(node, text=text)
            case m.Note(parts):
                before = tuple(leaves(parts))
                words = _without_sign(found[0].note, node.n or "", runs_of(before))
                is_same = words == runs_of(before)
                yield node if is_same else evolve(node, children=inlines_of(words, before))
            case m.Emphasis() | m.Said() | m.Stage() | m.Unclear() | m.Foreign() | m.CastPart():
                yield evolve(node, children=tuple(_tree(found, depth + 1)))
            case _:
                assert_never(node)


def _without_sign(words: tuple[Run, ...], sign: str, before: tuple[Run, ...]) -> tuple[Run, ...]:
    """The words of a note without the sign of its own that a program has made part of them."""
    text = words[0].text.lstrip() if words and words != before else ""
    if not sign or not text.startswith(sign):
        return words
    rest = text.removeprefix(sign)
    first = evolve(words[0], text=rest[1:] if rest[:1].isspace() else rest)
    return joined((first, *words[1:]))


def merged(runs: Sequence[Run], known: Sequence[Leaf[S]]) -> Iterator[Leaf[S]]:
    """The leaves of runs; breaks that show nowhere stay after what they came after."""
    origin = _origins("".join(leaf.text for leaf in known), "".join(run.text for run in runs))
    owners = [number for number, leaf in enumerate(known) for _ in leaf.text]
    following = _following(origin)
    hidden = _Hidden.of(known)
    before: Leaf[S] = Leaf("")
    for run, start, end in _stretches(runs, origin, owners):
        text = run.text
        place, last = origin[start], origin[end - 1]
        if place is not None and last is not None:
            yield from hidden.until(place)
            old = known[owners[place]]
            if old.style == run.style:
                before = Leaf(text, run.style, old.path, run.note)
                yield before
                yield from hidden.until(last + 1)
                continue
        then = following[end - 1]
        for piece in filter(None, LINE_END.split(text)):
            before = _placed(piece, run, before, Leaf("") if then is None else known[owners[then]])
            yield before
        yield from hidden.until(-1 if last is None else last + 1)
    yield from hidden.until(len(owners))


def _stretches(
    runs: Iterable[Run], origin: Sequence[int | None], owners: Sequence[int]
) -> Iterator[tuple[Run, int, int]]:
    """Runs cut where their characters come from another leaf, or from none; with the places of their ends."""

    def owner(place: int) -> int:
        old = origin[place]
        return -1 if old is None else owners[old]

    at = 0
    for run in runs:
        for _, group in groupby(range(at, at + len(run.text)), key=owner):
            places = list(group)
            text = run.text[places[0] - at : places[-1] - at + 1]
            yield evolve(run, text=text), places[0], places[-1] + 1
        at += len(run.text)


def _following(origin: Sequence[int | None]) -> list[int | None]:
    """For each character the place of the next one, itself left out, that was there before."""
    found: list[int | None] = []
    place = None
    for one in reversed(origin):
        found.append(place)
        place = place if one is None else one
    return found[::-1]


@define
class _Hidden(Generic[S]):
    """Breaks without text, each with the number of characters before it."""

    waiting: list[tuple[int, Leaf[S]]] = field(factory=list)

    @classmethod
    def of(cls, known: Iterable[Leaf[S]]) -> _Hidden[S]:
        """Those among leaves."""
        waiting, length = [], 0
        for leaf in known:
            if not leaf.text:
                waiting.append((length, leaf))
            length += len(leaf.text)
        return cls(waiting)

    def until(self, place: int) -> Iterator[Leaf[S]]:
        """Those that come before a character, once."""
        while self.waiting and self.waiting[0][0] <= place:
            yield self.waiting.pop(0)[1]


def _placed(text: str, run: Run, before: Leaf[S], after: Leaf[S]) -> Leaf[S]:
    """New text on the leaf before or after it if that is of its style, else on a new one."""
    if run.style in NOTES:
        end: m.NotePlace = "end" if run.style == note_reference("endnote") else "foot"
        return Leaf(text, run.style, (m.Note((), end),), run.note)
    if text == "\n":
        return Leaf(text, run.style, _inside(_open(before, run), m.Milestone()))
    if before.text and before.style == run.style and before.path and before.path is after.path:
        return Leaf(text, run.style, before.path)
    for beside in (before, after):
        if beside.text and beside.style == run.style:
            return Leaf(text, run.style, _open(beside, run))
    return Leaf(text, run.style, _wrapped(run))


def _open(leaf: Leaf[S], run: Run) -> tuple[m.Inline[S], ...]:
    """The inlines around a leaf into which text may go: a break takes none, a gap its own only."""
    if leaf.style != run.style:
        return _wrapped(run)
    atom = leaf.path and isinstance(leaf.path[-1], m.Milestone | m.Gap)
    return leaf.path[:-1] if atom and run.style != GAP else leaf.path


def _wrapped(run: Run) -> tuple[m.Inline[S], ...]:
    """What a style means, without content."""
    emphasis = next((kind for kind, style in EMPHASIS.items() if style == run.style), None)
    if emphasis is not None:
        return (m.Emphasis((), emphasis),)
    match run.style:
        case "Said":
            return (m.Said(()),)
        case "StageDirectionChar":
            return (m.Stage(()),)
        case "Gap":
            return (m.Gap(""),)
        case "Unclear":
            return (m.Unclear(()),)
        case "Foreign":
            return (m.Foreign((), run.lang if is_language(run.lang) else "und"),)
        case _:
            return ()


def _origins(old: str, new: str) -> list[int | None]:
    """For each character of a new text its place in the old one, `None` for what was not there."""
    found: list[int | None] = [None] * len(new)
    ours, theirs = TOKEN.findall(old), TOKEN.findall(new)
    at, to = _offsets(ours), _offsets(theirs)
    for i, j, size in matches(ours, theirs):
        for step in range(at[i + size] - at[i]):
            found[to[j] + step] = at[i] + step
    return found


def _offsets(tokens: Iterable[str]) -> list[int]:
    """Where each token begins, and where the last one ends."""
    return [0, *accumulate(map(len, tokens))]
