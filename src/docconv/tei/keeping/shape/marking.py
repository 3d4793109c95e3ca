"""What is new within a paragraph, in the element that it was read from: notes, directions, emphasis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from attrs import frozen
from lxml import etree

from docconv import model as m
from docconv.tei.keeping.shape.alignment import text_of
from docconv.tei.keeping.shape.branches import take_out
from docconv.tei.keeping.wording import Slot, Wording, words_of
from docconv.tei.names import NAMESPACE, TEI
from docconv.tei.reading.source.elements import is_element, shown
from docconv.tei.writing.edition import EditionWriter
from docconv.tei.xml import Element
from docconv.walk import with_children

Node: TypeAlias = Any
AROUND = (m.Emphasis, m.Unclear, m.Foreign, m.Said)
"""What stands around words; all other inlines stand between them."""
LABEL = f"{TEI}speaker"


def skeleton(node: Node) -> Node:
    """A node without its words: what is the same of two nodes between which only words changed."""
    if isinstance(node, m.Text):
        return m.Text("x")
    return with_children(node, skeleton)


def is_reworded(before: Node, after: Node) -> bool:
    """Whether nothing has changed but words."""
    return bool(skeleton(before) == skeleton(after))


def marked(element: Element, before: Node, after: Node, writer: EditionWriter, *, ahead: bool) -> bool:
    """Say in an element what a paragraph, a direction or another node with inlines says by now: other words,
    and what is new among them, each in its place; whether that was possible.
    """
    has_more = after.children[:-1] == before.children and isinstance(after.children[-1], m.Text)
    if has_more and isinstance(before, m.CastItem):  # the parts of which end before that
        return _ended(element, after.children[-1].text)
    fresh, old = [*_fresh(before.children, after.children)], text_of(before)
    if None in fresh:  # what is around words goes with them
        new = text_of(after)
        return old != new and Wording.of(element, LABEL).change(old, new, ahead=ahead)
    added = [one for one in fresh if one is not None]
    plain = " ".join(_plain(after.children, {one.at for one in added}).split())
    if words_of(old) != words_of(plain) and not Wording.of(element, LABEL).change(old, plain, ahead=ahead):
        return False
    return all(_put(element, plain, one, writer) for one in reversed(added))


def _ended(element: Element, text: str) -> bool:
    """Words after all that is in an element, be it markup."""
    slot = Slot(element[-1], is_tail=True) if len(element) else Slot(element)
    said = slot.text.rstrip()
    slot.put(said + text + slot.text[len(said) :])
    return True


@frozen
class FreshInline:
    """An inline that is new: its number among the others, the words before it, whether a space is there."""

    node: Node
    at: int
    start: int
    is_apart: bool

    @property
    def end(self) -> int:
        """After which word it ends, where it is around some."""
        return self.start + (len(words_of(text_of(self.node))) if isinstance(self.node, AROUND) else 0)


def _fresh(before: Sequence[Node], after: Sequence[Node]) -> Iterator[FreshInline | None]:
    """What is new among inlines, in order; nothing for what is gone or has changed."""
    old, new = ([one for one in side if not isinstance(one, m.Text)] for side in (before, after))
    steps = SequenceMatcher(None, [*map(_key, old)], [*map(_key, new)], autojunk=False).get_opcodes()
    if any(name in ("delete", "replace") for name, *_ in steps):
        yield None
        return
    wanted = {id(new[at]) for name, _, _, j1, j2 in steps if name == "insert" for at in range(j1, j2)}
    text = ""
    for at, one in enumerate(after):
        is_new = id(one) in wanted
        if is_new:
            yield FreshInline(one, at, len(words_of(text)), text[-1:].isspace())
        text += text_of(one) if not is_new or isinstance(one, AROUND) else ""


def _key(node: Node) -> Node:
    return skeleton(node), words_of(text_of(node))


def _plain(inlines: Sequence[Node], without: set[int]) -> str:
    """The words of inlines without what some of them add."""
    return "".join(
        text_of(one)
        for at, one in enumerate(inlines)
        if at not in without or isinstance(one, (*AROUND, m.Milestone))
    )


def _put(element: Element, plain: str, new: FreshInline, writer: EditionWriter) -> bool:
    """Put an inline into an element, in its place among the words; whether it has one."""
    wording = Wording.of(element, LABEL)
    last = len(words_of(plain))
    places = [wording.place(plain, at) for at in (new.start - 1, new.start, new.end - 1)]
    made = _made(writer.inline(new.node))
    if new.end > new.start:
        first, end = places[1], places[2]
        if first is None or end is None or any(len(one) for one in made):
            return False
        a, b = wording.words[first], wording.words[end]
        return a.slot == b.slot and _into(wording.slots[a.slot], a.start, b.end, made)
    if new.start and not (new.is_apart and new.start < last):
        behind = places[0]
        if behind is None or wording.words[behind].is_shown:
            return False
        one = wording.words[behind]
        return _into(wording.slots[one.slot], one.end, one.end, made, " " if new.is_apart else "")
    ahead = places[1] if new.start < last else None
    if ahead is None or wording.words[ahead].is_shown:
        return False
    one = wording.words[ahead]
    return _into(wording.slots[one.slot], one.start, one.start, made)


def _into(slot: Slot, start: int, end: int, made: Sequence[Element], space: str = "") -> bool:
    """Put elements into a slot in the place of some of its characters."""
    text, element = slot.text, slot.element
    around = element.getparent() if slot.is_tail else element
    if around is None or not made:
        return False
    at = around.index(element) + 1 if slot.is_tail else 0
    for step, one in enumerate(made):
        around.insert(at + step, one)
    slot.put(text[:start] + space)
    made[-1].tail = text[end:]
    return True


def _made(inside: str) -> list[Element]:
    """Elements of what a writer makes."""
    around = etree.fromstring(f'<TEI xmlns="{NAMESPACE}">{inside}</TEI>')
    return list(around)


# ------------ anew


def counted(element: Element) -> Counter[str]:
    """What an element has, by name: itself, what is in it, attributes."""
    found = Counter[str]()
    for inner in element.iter(etree.Element):
        found[shown(inner)] += 1
        found.update(f"@{str(key).rpartition('}')[2]}" for key in inner.attrib)
    return found


def renewed(element: Element, inside: str) -> Counter[str]:
    """Let an element have other content, as a writer makes it; what was in it goes, but for labels, comments
    and instructions. Gives what had to go, by name.
    """
    labels = [one for one in element if one.tag == LABEL or one.get("type") == "speaker"]
    gone = Counter[str]()
    for one in [one for one in element if is_element(one) and one not in labels]:
        gone += counted(one)
        take_out(one)
    for slot in (Slot(element), *(Slot(one, is_tail=True) for one in element)):
        slot.put(slot.text if not slot.text.strip() else "")
    made = etree.fromstring(f'<TEI xmlns="{NAMESPACE}">{inside}</TEI>')
    if (made.text or "").strip():
        slot = Slot(element[-1], is_tail=True) if len(element) else Slot(element)
        slot.put(slot.text + (made.text or ""))
    for one in list(made):
        gone[shown(one)] -= 1
        element.append(one)
    return +gone
