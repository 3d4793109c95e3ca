"""Which blocks of a document became which: one another, none, one of several, several of one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, TypeAlias

from attrs import evolve, frozen

from docconv import model as m
from docconv.tei.keeping.wording import HALF, is_like, words_of
from docconv.walk import children

Node: TypeAlias = Any
MOST_PARTS = 50
"""So many turns are tried as parts of one, and so many blocks as what another one became."""


@frozen(eq=False)
class Step:
    """Blocks of a document as they were, and what they became. One that is new has nothing before; it is
    behind the blocks of the step `beside`, or ahead of them where `is_ahead`. Where it `wraps`, the blocks
    stay what they are, and a new section is around them, in their place or behind the one that they were in.
    """

    before: tuple[Node, ...]
    after: tuple[Node, ...]
    beside: Step | None = None
    is_ahead: bool = False
    wraps: Literal["", "inside", "behind"] = ""


def steps(before: m.Resolved, after: m.Resolved, *, by_place: bool) -> list[Step] | None:
    """What became of the blocks that are no sections, in order, `by_place` where as many stand side by side,
    and which sections are new; nothing where something new has no place.
    """
    found: list[Step] = []
    has_ids = _has_ids(before, after)
    stack: list[Step] = [Step((before,), (after,))]
    while stack:
        step = stack.pop()
        is_new = not step.before or step.wraps
        if is_new or not all(isinstance(one, m.Document | m.Section) for one in (*step.before, *step.after)):
            found.append(step)
            continue
        one, other = (
            tuple(part for top in side for part in children(top)) for side in (step.before, step.after)
        )
        if by_place and [*map(type, one)] == [*map(type, other)]:
            inner: list[Step] | None = [Step((a,), (b,)) for a, b in zip(one, other, strict=True)]
        else:
            inner = _aligned(one, other, has_ids=has_ids)
        if inner is None:
            return None
        stack.extend(reversed(inner))
    return found


def text_of(node: Node) -> str:
    """The words of a node, those of notes too."""
    match node:
        case m.Text() | m.Gap() | m.Separator():
            return node.text
        case m.Milestone():
            return " " if node.kind == "line" else ""
        case m.Note():
            return f" {''.join(map(text_of, node.children))} "
        case m.Turn():
            return " ".join(map(text_of, node.blocks))
        case m.Section():
            return " ".join(map(text_of, children(node)))
        case _:
            return "".join(map(text_of, children(node)))


def _has_ids(before: m.Resolved, after: m.Resolved) -> bool:
    """Whether turns have the ids that they had: those of one id mostly have the same words."""
    was = {turn.id: words_of(text_of(turn)) for turn in before.turns()}
    same = [was[turn.id] == words_of(text_of(turn)) for turn in after.turns() if turn.id in was]
    return sum(same) >= HALF * len(same)


def _aligned(before: Sequence[Node], after: Sequence[Node], *, has_ids: bool) -> list[Step] | None:
    """The same of one list of blocks."""
    ours, theirs = ([_key(one, has_ids=has_ids) for one in side] for side in (before, after))
    found: list[Step] = []
    for name, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if name == "equal":
            found += [Step((a,), (b,)) for a, b in zip(before[i1:i2], after[j1:j2], strict=True)]
            continue
        inner = _changed(before[i1:i2], after[j1:j2], has_ids=has_ids)
        if inner is None:
            return None
        found += inner
    return _placed(found)


def _placed(found: list[Step]) -> list[Step] | None:
    """The steps of one list of blocks, in which what is new has its place; nothing where there is none."""
    done: list[Step] = []
    for at, step in enumerate(found):
        if step.before:
            done.append(step)
            continue
        above = next((one for one in reversed(done) if one.after), None)
        below = next((one for one in found[at + 1 :] if one.before and one.after), None)
        if above is not None:
            done.append(evolve(step, beside=above))
        elif below is not None:
            done.append(evolve(step, beside=below, is_ahead=True))
        else:
            return None
    return done


def _key(node: Node, *, has_ids: bool) -> Hashable:
    return type(node), node.id if has_ids and isinstance(node, m.Turn) else "", words_of(text_of(node))


def _changed(before: Sequence[Node], after: Sequence[Node], *, has_ids: bool) -> list[Step] | None:
    """Blocks none of which is what it was."""
    found: list[Step] = []
    i = j = 0
    while i < len(before):
        one, other = before[i], after[j] if j < len(after) else None
        taken, given, sections = _sectioned(before[i:], after[j:], has_ids=has_ids)
        if taken:
            found += sections
            i, j = i + taken, j + given
            continue
        joined, parted = (_parts(before[i:], other), _parts(after[j:], one)) if other else (0, 0)
        gone = other is None or not (joined or parted or _is_like(one, other, has_ids=has_ids))
        if (
            gone
            and other is not None
            and any(_is_like(one, each, has_ids=has_ids) for each in after[j + 1 : j + MOST_PARTS])
        ):
            found.append(Step((), (other,)))
            j += 1
            continue
        if gone and len(before) - i == len(after) - j:
            return None
        taken, given = (1, 0) if gone else (joined or 1, parted or 1)
        found.append(Step(tuple(before[i : i + taken]), tuple(after[j : j + given])))
        i, j = i + taken, j + given
    return [*found, *(Step((), (one,)) for one in after[j:])]


def _sectioned(
    before: Sequence[Node], after: Sequence[Node], *, has_ids: bool
) -> tuple[int, int, list[Step]]:
    """How many blocks are in a new section, or one section in several, how many they became, and what became
    of each.
    """
    if not after or not isinstance(after[0], m.Section):
        return 0, 0, []
    first, parts = before[0], [after[0]]
    is_old = isinstance(first, m.Section) and first.heading == after[0].heading
    while is_old and len(parts) < len(after) and isinstance(after[len(parts)], m.Section):
        parts.append(after[len(parts)])
        if _keys(first.blocks, has_ids=has_ids) == _keys(
            (one for each in parts for one in each.blocks), has_ids=has_ids
        ):
            return 1, len(parts), _in_several(first, parts)
    inside = after[0].blocks
    if (
        is_old
        or not inside
        or _keys(inside, has_ids=has_ids) != _keys(before[: len(inside)], has_ids=has_ids)
    ):
        return 0, 0, []
    old = tuple(before[: len(inside)])
    return len(inside), 1, [*_pairs(old, inside), Step(old, (after[0],), wraps="inside")]


def _in_several(section: Node, parts: Sequence[Node]) -> list[Step]:
    """A section that became several, the last one first, since what is behind each is in it."""
    found = _pairs(
        children(section), [*children(parts[0]), *(one for each in parts[1:] for one in each.blocks)]
    )
    blocks = list(section.blocks)
    for one in reversed(parts[1:]):
        old = tuple(blocks[len(blocks) - len(one.blocks) :])
        del blocks[len(blocks) - len(old) :]
        if old:
            found.append(Step(old, (one,), wraps="behind"))
    return found


def _pairs(before: Sequence[Node], after: Sequence[Node]) -> list[Step]:
    return [Step((one,), (other,)) for one, other in zip(before, after, strict=True)]


def _keys(nodes: Iterable[Node], *, has_ids: bool) -> list[Hashable]:
    return [_key(one, has_ids=has_ids) for one in nodes]


def _parts(nodes: Sequence[Node], whole: Node) -> int:
    """How many turns, two or more, have the words of a turn together; none where they do not."""
    if not isinstance(whole, m.Turn):
        return 0
    wanted, words = words_of(text_of(whole)), tuple[str, ...]()
    for number, one in enumerate(nodes[:MOST_PARTS], 1):
        words += words_of(text_of(one)) if isinstance(one, m.Turn) else ("",)
        if words != wanted[: len(words)]:
            return 0
        if number > 1 and len(words) == len(wanted):
            return number
    return 0


def _is_like(one: Node, other: Node, *, has_ids: bool) -> bool:
    """Whether a block is another one with other words."""
    if type(one) is not type(other):
        return False
    if has_ids and isinstance(one, m.Turn):
        return bool(one.id == other.id)
    if isinstance(one, m.Section) and one.heading is not None and one.heading == other.heading:
        return True
    return is_like(*(words_of(text_of(side)) for side in (one, other)))
