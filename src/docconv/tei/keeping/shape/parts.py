"""What is new, gone or parted within a turn, in the element that it was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from attrs import define, evolve, field
from lxml import etree

from docconv import model as m
from docconv.tei.keeping.shape.alignment import text_of
from docconv.tei.keeping.shape.branches import parted, take_out
from docconv.tei.keeping.shape.insertion import UTTERANCE
from docconv.tei.keeping.shape.marking import LABEL, counted, is_reworded, marked, skeleton
from docconv.tei.keeping.wording import Wording, is_like, letters_of, words_of
from docconv.tei.names import NAMESPACE, XML_LANG
from docconv.tei.reading.source.elements import local
from docconv.tei.writing.edition import EditionWriter
from docconv.tei.xml import Element

Node: TypeAlias = Any
Turn: TypeAlias = m.Turn[m.Speaker]
EVENTS = frozenset(("stage", "camera", "caption", "sound", "tech", "view", "vocal", "kinesic", "incident"))
PARAGRAPHS = ("p", "ab", "seg")
CLOSED = frozenset(("lg", "l", *PARAGRAPHS))
"""What holds no paragraph."""


@define
class TurnParts:
    """The parts of a turn in its element. `last` is the element of the last one that was met, `moved` has
    those of parts that stood elsewhere, by the identity of the part. Where it `is_anew`, a part that changed
    is written anew, and `gone` counts what had to go, by name.
    """

    element: Element
    writer: EditionWriter
    ahead: bool
    is_anew: bool = False
    gone: Counter[str] = field(factory=Counter)
    last: Element | None = None
    moved: dict[int, Element | None] = field(factory=dict)

    def change(self, before: Turn, after: Turn) -> bool:
        """Say in the element of a turn what its parts are by now; whether that was possible."""
        old, new = before.blocks, after.blocks
        places = [*_placed(self.element, old)]
        ours, theirs = ([*map(_key, side)] for side in (old, new))
        opcodes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        runs = [code[1:] for code in opcodes if code[0] != "equal"]
        gone = [at for i1, i2, _, _ in runs for at in range(i1, i2) if places[at] is not None]
        for there in (at for _, _, j1, j2 in runs for at in range(j1, j2)):
            at = next((at for at in gone if ours[at] == theirs[there] and ours[at][1]), None)
            if at is not None:
                gone.remove(at)
                self.moved[id(new[there])] = places[at]
        for name, i1, i2, j1, j2 in opcodes:
            if name == "equal":
                self.last = next((one for one in reversed(places[i1:i2]) if one is not None), self.last)
            elif not self._run(list(zip(old[i1:i2], places[i1:i2], strict=True)), new[j1:j2], places[i2:]):
                return False
        return True

    def _run(
        self, old: list[tuple[Node, Element | None]], new: Sequence[Node], behind: Sequence[Element | None]
    ) -> bool:
        """The same of some parts none of which is what it was."""
        elsewhere = [*self.moved.values()]
        left = [one for one in old if one[1] is None or one[1] not in elsewhere]
        behind = [one for one in behind if one not in elsewhere]
        if len(left) == 1 and len(new) > 1 and _in_one(new) == _in_one([left[0][0]]):
            return self._parted(left[0][1], new)
        for at, one in enumerate(new):
            if id(one) in self.moved:
                if not self._here(self.moved[id(one)], [*(each for _, each in left), *behind]):
                    return False
                continue
            more = sum(id(each) not in self.moved for each in new[at:])
            if left and is_kind(left[0][0]) == is_kind(one) and (len(left) >= more or _like(left[0][0], one)):
                gone = 0
                while len(left) - gone > more and not _like(left[gone][0], one):
                    gone += 1
                if not (all(self._out(each) for _, each in left[:gone]) and self._changed(*left[gone], one)):
                    return False
                left = left[gone + 1 :]
            elif not self._new(one, [*(each for _, each in left), *behind]):
                return False
        return all(self._out(one) for _, one in left)

    def _out(self, element: Element | None) -> bool:
        if element is None or element is self.element:
            return False
        take_out(element)
        return True

    def _changed(self, before: Node, element: Element | None, after: Node) -> bool:
        if element is None or _as_it_was(before, after) != after:
            return False
        if self.is_anew:
            return _like(before, after) and self._anew(element, after)
        self.last = element
        old, new = text_of(before), text_of(after)
        if is_reworded(before, after) and old != new:
            return Wording.of(element, LABEL).change(old, new, ahead=self.ahead)
        return marked(element, before, after, self.writer, ahead=self.ahead)

    def _anew(self, element: Element, after: Node) -> bool:
        """A part that is written anew, with what is said of the one before."""
        if element is self.element or not self._new(after, [element]) or self.last is None:
            return False
        made = self.last
        for name, value in element.items():
            if name not in made.attrib and name != XML_LANG:
                made.set(str(name), str(value))
        self.gone += counted(element) - counted(made)
        take_out(element)
        return True

    def _parted(self, element: Element | None, new: Sequence[Node]) -> bool:
        """Part the element of one paragraph, from its end on."""
        if element is None or element is self.element:
            return False
        last = element
        for at in range(len(new) - 1, 0, -1):
            second = parted(element, Wording.of(element, LABEL), len(_in_one(new[:at])))
            if second is None:
                return False
            last = second if at == len(new) - 1 else last
        self.last = last
        return True

    def _here(self, element: Element | None, behind: Sequence[Element | None]) -> bool:
        """The element of a part that stood elsewhere, in its place."""
        if element is None or element is self.element:
            return False
        take_out(element, whole=True)
        return self._beside(element, behind)

    def _new(self, part: Node, behind: Sequence[Element | None]) -> bool:
        """A new part after the last one, or ahead of the next one."""
        beside = self._next_to(behind)
        if beside is None or beside is self.element:
            return False
        name = (
            local(beside) if local(beside) in PARAGRAPHS else "seg" if self.element.tag == UTTERANCE else "p"
        )
        start = len(self.writer.rows)
        self.writer.part(part, name)
        self.writer.end_group()
        inside = b"".join(self.writer.rows[start:])
        made = etree.fromstring(b'<TEI xmlns="%s">%s</TEI>' % (NAMESPACE.encode(), inside))[0]
        return self._beside(made, behind)

    def _next_to(self, behind: Sequence[Element | None]) -> Element | None:
        return self.last if self.last is not None else next((one for one in behind if one is not None), None)

    def _beside(self, made: Element, behind: Sequence[Element | None]) -> bool:
        """Put an element after the last one, or ahead of the next one."""
        beside = self._next_to(behind)
        around = None if beside is None or beside is self.element else beside.getparent()
        if beside is None or around is None:
            return False
        while local(made) in ("lg", *PARAGRAPHS) and local(around) in CLOSED:
            beside, around = around, around.getparent()
            if around is None:
                return False
        _put(made, beside, is_ahead=self.last is None)
        self.last = made if local(made) != "lg" else made[-1]
        return True


def are_reworded(before: Sequence[Node], after: Sequence[Node]) -> bool:
    """Whether nothing has changed of parts but words, and none is where another one was."""
    if [*map(skeleton, before)] != [*map(skeleton, after)]:
        return False
    changed = [
        (one, other) for one, other in zip(map(_key, before), map(_key, after), strict=True) if one != other
    ]
    return not any(one[:2] == other[:2] for one, _ in changed for _, other in changed)


def _key(node: Node) -> tuple[tuple[type, bool], tuple[str, ...], Node]:
    return is_kind(node), words_of(text_of(node)), skeleton(node)


def is_kind(node: Node) -> tuple[type, bool]:
    """Whether a part is a direction, a paragraph or a line."""
    return type(node), isinstance(node, m.Paragraph) and node.verse is not None


def _as_it_was(before: Node, after: Node) -> Node:
    """A part as it was, with the inlines that it has by now."""
    return evolve(before, children=after.children)


def _like(one: Node, other: Node) -> bool:
    return is_like(words_of(text_of(one)), words_of(text_of(other)))


def _in_one(parts: Sequence[Node]) -> tuple[str, ...]:
    return tuple(word for one in parts for word in words_of(text_of(one)))


def _placed(element: Element, blocks: Sequence[Node]) -> Iterator[Element | None]:
    """The elements that the parts of a turn were read from, in order; nothing for one that has none of its
    own.
    """
    found = [one for one in element.iter(etree.Element) if _is_part(one, element, alone=len(blocks) == 1)]
    said = [letters_of([word.text for word in Wording.of(one, LABEL).words]) for one in found]
    start = 0
    for block in blocks:
        wanted = letters_of(words_of(text_of(block)))
        fit = (at for at in range(start, len(found)) if said[at] == wanted and _fits(found[at], block))
        at = next(fit, None) if wanted else None
        yield None if at is None else found[at]
        if at is not None:
            start = at + 1
            while start < len(found) and found[at] in found[start].iterancestors():
                start += 1


def _is_part(one: Element, element: Element, *, alone: bool) -> bool:
    if one is element:
        return alone and local(one) == "u"
    labels = (one, *one.iterancestors())
    return not any(each.tag == LABEL or each.get("type") == "speaker" for each in labels)


def _fits(element: Element, block: Node) -> bool:
    """Whether a part may be read from an element of this name."""
    name = local(element)
    if isinstance(block, m.Stage):
        return name not in (*PARAGRAPHS, "lg", "l")
    return name == "l" if block.verse is not None else name not in ("lg", "l", *EVENTS)


def _put(made: Element, beside: Element, *, is_ahead: bool) -> None:
    """Put an element after another one, or ahead of it, on a line as that is."""
    around, before = beside.getparent(), beside.getprevious()
    if around is None:
        return
    indent = (around.text if before is None else before.tail) or ""
    indent = indent if not indent.strip() else ""
    if is_ahead:
        around.insert(around.index(beside), made)
        made.tail = indent
    else:
        around.insert(around.index(beside) + 1, made)
        made.tail, beside.tail = beside.tail, indent
