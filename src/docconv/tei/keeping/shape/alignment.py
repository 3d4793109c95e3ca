"""Which blocks of a document became which: one another, none, one of several, several of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, TypeAlias

from attrs import evolve, frozen

from docconv import model as m
from docconv.tei.keeping.wording import HALF, is_like, letters_of, words_of
from docconv.walk import children

Node: TypeAlias = Any
MOVING = (m.Turn, m.Section, m.Stage, m.Narrative, m.CastItem, m.Boilerplate)
"""What may stand in another place than before."""
MOST_PARTS = 50
"""So many turns are tried as parts of one, and so many blocks as what another one became."""


@frozen(eq=False)
class Step:
    """Blocks of a document as they were, and what they became. One that is new has nothing before; it is
    after the blocks of the step `beside`, or ahead of them where `is_ahead`, and so is one that `moves`: it
    was in another place. Where it `wraps`, the blocks stay what they are, and a new section is around them,
    in their place or after the one that they were in.
    """

    before: tuple[Node, ...]
    after: tuple[Node, ...]
    beside: Step | None = None
    is_ahead: bool = False
    wraps: Literal["", "inside", "behind"] = ""
    moves: bool = False


def plans(before: m.Resolved, after: m.Resolved) -> Iterator[list[Step]]:
    """What may have become of the blocks of a document, the likeliest first: where as many stand side by side
    as before, each is what stood there, or what has its words; what is gone in one place and new in another
    has moved, or else is made again.
    """
    done: list[object] = []
    has_ids = _has_ids(before, after)
    for by_place in (True, False):
        found = _steps(Step((before,), (after,)), by_place=by_place, has_ids=has_ids)
        if found is None:
            continue
        for plan in (_moved(found, has_ids=has_ids), [*_without_gone(found)]):
            blocks = [(step.before, step.after, step.moves) for step in plan]
            if blocks not in done:
                done.append(blocks)
                yield plan


def _steps(whole: Step, *, by_place: bool, has_ids: bool) -> list[Step] | None:
    """What became of the blocks that are no sections, in order, `by_place` where as many stand side by side,
    and which sections are new or gone; nothing where something new has no place.
    """
    found: list[Step] = []
    stack: list[Step] = [whole]
    while stack:
        step = stack.pop()
        blocks = (*step.before, *step.after)
        is_leaf = not step.before or not step.after or step.wraps
        if is_leaf or not all(isinstance(one, m.Document | m.Section) for one in blocks):
            found.append(step)
            continue
        one, other = (
            tuple(part for top in side for part in children(top)) for side in (step.before, step.after)
        )
        if by_place and _are_in_place(one, other, has_ids=has_ids):
            inner: list[Step] | None = [Step((a,), (b,)) for a, b in zip(one, other, strict=True)]
        else:
            inner = _aligned(one, other, has_ids=has_ids)
        if inner is None:
            return None
        stack.extend(reversed(inner))
    return found


def _are_in_place(before: Sequence[Node], after: Sequence[Node], *, has_ids: bool) -> bool:
    """Whether blocks may be one another by their places: none that changed is in the place of another."""
    if [*map(type, before)] != [*map(type, after)]:
        return False
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one is not other]
    if has_ids and any(one.id != other.id for one, other in changed if isinstance(one, m.Turn)):
        return False
    keys = [[_key(one, has_ids=has_ids) for one in pair] for pair in changed]
    ours, theirs = ({pair[side] for pair in keys if pair[0] != pair[1]} for side in (0, 1))
    return not ours & theirs


# ------------ what has moved


def _moved(found: Sequence[Step], *, has_ids: bool) -> list[Step]:
    """The same steps, those put together by which something is gone from one place and new in another."""
    new: defaultdict[Hashable, list[Step]] = defaultdict(list)
    for step in found:
        if not step.before:
            new[_name(step.after[0], has_ids=has_ids)].append(step)
    wanted = {name: len(each) for name, each in new.items() if name is not None}
    came: dict[Step, Step] = {}
    rest: list[Step] = []
    for step in _without_gone(found, wanted, has_ids=has_ids):
        name = _name(step.before[0], has_ids=has_ids) if step.before and not step.after else None
        if name is not None and new.get(name):
            came[new[name].pop(0)] = step
        else:
            rest.append(step)
    return [*_placed_anew(rest, came, has_ids=has_ids)] if came else rest


def _placed_anew(found: Sequence[Step], came: Mapping[Step, Step], *, has_ids: bool) -> Iterator[Step]:
    """Steps with those that move in the place of what is new; within a section that moves more may change."""
    became: dict[Step, Step] = {}
    for step in found:
        one = step if step.beside not in became else evolve(step, beside=became[step.beside])
        if step in came:
            one = evolve(one, before=came[step].before, moves=True)
        if one is not step:
            became[step] = one
        yield one
        if one.moves and isinstance(one.after[0], m.Section):
            yield from _steps(Step(one.before, one.after), by_place=False, has_ids=has_ids) or ()


def _without_gone(
    found: Iterable[Step], wanted: Mapping[Hashable, int] | None = None, *, has_ids: bool = False
) -> Iterator[Step]:
    """Steps in which a section that is gone is what was in it, but for those that are wanted elsewhere."""
    stack = list(found)[::-1]
    while stack:
        step = stack.pop()
        block = step.before[0] if len(step.before) == 1 and not step.after else None
        if not isinstance(block, m.Section) or (wanted and _name(block, has_ids=has_ids) in wanted):
            yield step
        else:
            stack.extend(Step((one,), ()) for one in reversed(children(block)))


def _name(node: Node, *, has_ids: bool) -> Hashable:
    """By what a block is known in another place; nothing where it is by nothing."""
    if has_ids and isinstance(node, m.Turn):
        return node.id
    words = words_of(text_of(node)) if isinstance(node, MOVING) else ()
    return (type(node), words) if words else None


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


def order_of(document: m.Resolved) -> dict[int, int]:
    """Which of the blocks of its letters each block is, by its identity; those that are neither sections nor
    turns.
    """
    seen, found = Counter[str](), dict[int, int]()
    stack: list[Node] = [document]
    while stack:
        block = stack.pop()
        if isinstance(block, m.Document | m.Section):
            stack.extend(reversed(children(block)))
        elif not isinstance(block, m.Turn):
            letters = letters_of(words_of(text_of(block)))
            found[id(block)] = seen[letters]
            seen[letters] += 1
    return found


def _has_ids(before: m.Resolved, after: m.Resolved) -> bool:
    """Whether turns have the ids that they had: those of one id mostly have the same words."""
    was = {turn.id: words_of(text_of(turn)) for turn in before.turns()}
    same = [was[turn.id] == words_of(text_of(turn)) for turn in after.turns() if turn.id in was]
    return sum(same) >= HALF * len(same)


def _aligned(before: Sequence[Node], after: Sequence[Node], *, has_ids: bool) -> list[Step] | None:
    """The same of one list of blocks."""
    ours, theirs = ([_key(one, has_ids=has_ids) for one in side] for side in (before, after))
    found: list[Step] = []
    opcodes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    other = [code[1:] for code in opcodes if code[0] != "equal"]
    moved = {key for i1, i2, _, _ in other for key in ours[i1:i2]} & {
        key for _, _, j1, j2 in other for key in theirs[j1:j2]
    }
    for name, i1, i2, j1, j2 in opcodes:
        if name == "equal":
            found += [Step((a,), (b,)) for a, b in zip(before[i1:i2], after[j1:j2], strict=True)]
            continue
        gone = [at for at in range(i1, i2) if ours[at] in moved]
        new = [at for at in range(j1, j2) if theirs[at] in moved]
        stay = (
            [before[at] for at in range(i1, i2) if at not in gone],
            [after[at] for at in range(j1, j2) if at not in new],
        )
        inner = _changed(*stay, has_ids=has_ids)
        if inner is None:
            return None
        found += [Step((before[at],), ()) for at in gone]
        found += _in_order(inner, [Step((), (after[at],)) for at in new], after[j1:j2])
    return _placed(found)


def _in_order(found: list[Step], new: Sequence[Step], blocks: Sequence[Node]) -> list[Step]:
    """Steps with further ones, each where its block is among others."""
    order = {id(block): at for at, block in enumerate(blocks)}
    for step in new:
        behind = (
            at
            for at, one in enumerate(found)
            if one.after and order.get(id(one.after[0]), -1) > order[id(step.after[0])]
        )
        found.insert(next(behind, len(found)), step)
    return found


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
    """A section that became several, the last one first, since what is after each is in it."""
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
