"""What has changed of a document since it was read, in the tree of its file.

What was changed is read back and compared: where it does not say what the document says, nothing is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from attrs import define, evolve, field, frozen
from lxml import etree

from docconv import model as m
from docconv.notices import often
from docconv.tei.keeping.header.facts import tell_facts
from docconv.tei.keeping.header.people import People
from docconv.tei.keeping.header.retelling import told_gone
from docconv.tei.keeping.inventory import inventory
from docconv.tei.keeping.reading_back import Asked, bytes_of
from docconv.tei.keeping.shape.alignment import Step, order_of, plans, text_of
from docconv.tei.keeping.shape.branches import (
    SPEECHES,
    label_before,
    labelled,
    parted,
    put_together,
    set_or_not,
    speech_of,
    take_out,
)
from docconv.tei.keeping.shape.insertion import UTTERANCE, made, put, sign_of_labels, writer_of
from docconv.tei.keeping.shape.marking import is_reworded, marked, renewed
from docconv.tei.keeping.shape.moving import move
from docconv.tei.keeping.shape.parts import TurnParts, are_reworded
from docconv.tei.keeping.shape.sections import (
    division_of,
    edge,
    may_follow,
    numbered,
    put_around,
    put_behind,
)
from docconv.tei.keeping.shared_speeches import SharedSpeeches
from docconv.tei.keeping.tracing import traced
from docconv.tei.keeping.wording import Wording, letters_of, words_of
from docconv.tei.names import TEI, XML_ID, XML_LANG
from docconv.tei.prefixes import prefix_of, put_on, take_off
from docconv.tei.reading.metadata import is_own
from docconv.tei.writing.edition import EditionWriter
from docconv.tei.xml import Element
from docconv.walk import walk

Node: TypeAlias = Any
LABELLED = f"{TEI}speaker"


@frozen
class Way:
    """How a tree is changed: whether new words are rather before the next word than after the last one,
    where tags are between these; whether a block that has changed, or only the parts of a turn that have, is
    written anew; whether turns that share a speech get one each.
    """

    ahead: bool = False
    anew: Literal["", "part", "block"] = ""
    apart: bool = False


WAYS = (
    *((Way(), Way(ahead=True)), (Way(apart=True),), (Way(anew="part"),)),
    *((Way(anew="block"),), (Way(anew="block", apart=True),)),
)


@frozen
class KeptFile:
    """The bytes of a file, and what of it could not be kept."""

    data: bytes
    lost: tuple[str, ...] = ()


def edited(document: m.Resolved, origin: m.Origin) -> KeptFile | None:
    """The file of a document with what has changed; nothing where that cannot be said in its tree."""
    done = list(plans(origin.document, document))
    for way, plan in ((way, plan) for ways in WAYS for plan in done for way in ways):
        found = _edited(document, origin, plan, way)
        if found is not None and any(one.moves for one in done[0]) and not any(one.moves for one in plan):
            return evolve(found, lost=(*found.lost, *_made_again(origin.data, found.data)))
        if found is not None:
            return found
    return None


def _made_again(before: bytes, after: bytes) -> Iterator[str]:
    """What a file has less of since blocks in other places were made again."""
    for _, name, times in inventory(before).lost(inventory(after), before):
        yield f"{often(times)} {name}: of what is written anew in another place"


def _edited(document: m.Resolved, origin: m.Origin, plan: list[Step], way: Way) -> KeptFile | None:
    """The same in one of the ways to do it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False, collect_ids=False
    )
    tree = etree.ElementTree(etree.fromstring(origin.data, parser))
    prefix = prefix_of(tree.getroot())
    for one in tree.getroot().iterdescendants(etree.Element) if prefix else ():
        take_off(one, prefix)
    editor = _Editor(tree.getroot(), origin, document, plan, way)
    done = editor.people_told() and all(map(editor.do, plan))
    if not (done and all(map(may_follow, editor.divisions))):
        return None
    editor.point_anew()
    gone = tell_facts(editor.root, origin.document.metadata, editor.metadata) + editor.people.gone
    if prefix:
        put_on(editor.root, prefix)
    data = bytes_of(tree, origin.data)
    ways = (True, False) if editor.are_pages_asked_for else (True,)
    asked = Asked(document, origin.document, editor.before, is_own=editor.is_own, ways=ways)
    back = asked.read_back(data)
    if back is None:
        return None
    return KeptFile(data, (*told_gone(gone), *asked.told_otherwise(back), *editor.gone()))


@define
class _Editor:
    """Changes a tree. `elements` are those of turns that have one of their own, `worded` all others by their
    letters, in order; `order` is which of those with its letters each block is. `became` has what took the
    place of an id, or nothing; `attributes` those that are gone; `became_of` the last element of each step,
    `named` the ids of new ones, which nothing has to take for old ones; `divisions` the new ones; `sign` is
    what is after labels.
    """

    root: Element
    origin: m.Origin
    document: m.Resolved
    plan: list[Step]
    way: Way
    people: People = field(init=False)
    shared: SharedSpeeches = field(init=False)
    elements: dict[str, Element] = field(factory=dict)
    worded: dict[str, list[Element]] = field(factory=dict)
    became: dict[str, str] = field(factory=dict)
    attributes: Counter[str] = field(factory=Counter)
    became_of: dict[Step, Element] = field(factory=dict)
    named: list[tuple[Element, str]] = field(factory=list)
    divisions: list[Element] = field(factory=list)
    order: dict[int, int] = field(factory=dict)
    sign: str = ""
    written_anew: Counter[str] = field(factory=Counter)

    def __attrs_post_init__(self) -> None:
        trace = traced(self.origin.data)
        places = {at: name for name, at in trace.own.items()}
        for at, element in enumerate(self.root.iter(etree.Element)):
            if at in places:
                self.elements[places[at]] = element
        self.shared = SharedSpeeches.of(self.root, trace.shared, self.leaves)
        self.people = People.of(self.root, trace.participants, self.document)
        if self.way.apart:
            self.elements |= self.shared.parted(self.origin.document, self.people)
        self._elements_of(())  # as they are before there are any changes
        self.order = order_of(self.origin.document)
        self.sign = "" if self.is_own else sign_of_labels(self.root)

    @property
    def metadata(self) -> m.Metadata:
        """The facts to say: the name of the file is none of them."""
        read = self.origin.document.metadata
        return self.document.metadata if read.source else evolve(self.document.metadata, source=None)

    # ------------ those who speak

    def people_told(self) -> bool:
        """Say who speaks; whether that could be said."""
        read, now = self.origin.document.speakers, self.document.speakers
        if read == now:
            return True
        self.people.rename(self._renamed())
        before = self.before
        told = (
            (one.id in before and _same(before[one.id], one)) or self.people.tell(before.get(one.id), one)
            for one in now
        )
        if not all(list(told)):
            return False
        if self.is_own:
            for key in before.keys() - {one.id for one in now}:
                self.people.drop(key)
        return True

    @property
    def is_own(self) -> bool:
        """Whether docconv wrote the file."""
        return is_own(next(self.root.iter(f"{TEI}teiHeader")))

    @property
    def are_pages_asked_for(self) -> bool:
        """Whether pages of what was taken out, which stay in the file, are all that a document lacks."""
        kept = [_pages(one) for step in self.leaves if step.after for one in step.before]
        return len(kept) < len(self.leaves) and sum(kept) == _pages(self.document)

    @property
    def leaves(self) -> list[Step]:
        """What became of blocks, without the sections that are around them now."""
        return [step for step in self.plan if not step.wraps]

    @property
    def before(self) -> Mapping[str, m.Speaker]:
        """Those who spoke when it was read, by the ids that they have now."""
        names = self._renamed()
        return {names.get(one.id, one.id): one for one in self.origin.document.speakers}

    def _renamed(self) -> Mapping[str, str]:
        """Those who have another id now, and are the same in all that they say."""
        old = {one.id for one in self.origin.document.speakers}
        new = {one.id for one in self.document.speakers}
        became: defaultdict[str, set[str]] = defaultdict(set)
        pairs = ((one, other) for step in self.leaves for one in step.before for other in step.after)
        for before, after in pairs:
            for ours, theirs in zip(_voices(before), _voices(after), strict=False):
                for one, other in zip(ours, theirs, strict=False):
                    became[one.id].add(other.id)
        single = {one: next(iter(ids)) for one, ids in became.items() if one not in new and len(ids) == 1}
        counts = Counter(single.values())
        return {one: other for one, other in single.items() if other not in old and counts[other] == 1}

    # ------------ what pointed to what is gone

    def point_anew(self) -> None:
        """Let what pointed to speeches point to those that took their place."""
        gone = {f"#{key}" for key, other in self.became.items() if not other}
        for item in list(self.root.iterfind(f".//{TEI}list[@type='evidence']/{TEI}item")):
            if item.get("corresp") in gone:
                take_out(item)
        self.people.rename({key: other for key, other in self.became.items() if other})
        for element, key in self.named:
            element.set(XML_ID, key)

    def gone(self) -> Iterator[str]:
        """What could not be kept: attributes, and pointers to what is not there any more."""
        yield from (
            f"{often(times)} @{name}: of a speech that is part of another one"
            for name, times in self.attributes.items()
        )
        yield from (
            f"{often(times)} {name}: in a paragraph that is written anew"
            for name, times in self.written_anew.items()
        )
        gone = {f"#{key}" for key, other in self.became.items() if not other}
        lost = Counter(
            str(name).rpartition("}")[2]
            for element in (self.root.iter(f"{TEI}*") if gone else ())
            for name, value in element.items()
            if gone.intersection(str(value).split())
        )
        yield from (
            f"{often(times)} @{name}: what it points to was taken out" for name, times in lost.items()
        )

    # ------------ blocks

    def do(self, step: Step) -> bool:
        """Do what became of some blocks; whether that was possible."""
        if not step.before:
            return self._inserted(step)
        if step.wraps:
            return self._wrapped(step)
        if step.moves and not self._moved(step):
            return False
        if len(step.after) > 1:
            return self._parted(step)
        if len(step.before) > 1:
            return self._joined(step.before, step.after[0])
        before, after = step.before[0], step.after[0] if step.after else None
        if isinstance(before, m.Section):
            return step.moves
        if isinstance(before, m.Turn):
            element = self.elements.get(before.id)
            if before == after:
                return True
            if element is None:
                return after is not None and self.shared.change(before, after, self.people)
            return self._taken_out(element) if after is None else self._turn(element, before, after)
        return self._changed(before, after)

    def _inserted(self, step: Step) -> bool:
        """Put what is new in its place; whether it has one."""
        beside = None if step.beside is None else self._element_of(step.beside, first=step.is_ahead)
        if beside is None:
            return False
        for block in step.after:
            found = made(block, self.root, self.people.pointers, self.sign)
            if not found or not put(found, beside, is_ahead=step.is_ahead):
                return False
            if isinstance(block, m.Section):
                self._divided(found[-1])
            beside = found[-1]
            if self.is_own:
                said = (one for part in found for one in part.iter(*SPEECHES))
                new = (one.id for one in walk(block) if isinstance(one, m.Turn))
                self.named += zip(said, new, strict=False)
        self.became_of[step] = beside
        return True

    def _moved(self, step: Step) -> bool:
        """Put what was in another place where it is by now; whether it has an element of its own."""
        before = step.before[0]
        first, last = (
            self.elements.get(before.id) if isinstance(before, m.Turn) else self._place_of(before, first=at)
            for at in (True, False)
        )
        beside = None if step.beside is None else self._element_of(step.beside, first=step.is_ahead)
        if first is None or first is not last or beside is None:
            return False
        self.became_of[step] = first
        return move(first, beside, is_ahead=step.is_ahead)

    def _wrapped(self, step: Step) -> bool:
        """Put a new section around blocks; whether they have elements side by side."""
        first, last = (self._place_of(step.before[at], first=not at) for at in (0, -1))
        if first is None or last is None:
            return False
        found = made(evolve(step.after[0], blocks=()), self.root, self.people.pointers)
        place = put_behind if step.wraps == "behind" else put_around
        if not found or not place(found[0], first, last):
            return False
        self._divided(found[0])
        self.became_of[step] = found[0]
        return True

    def _divided(self, division: Element) -> None:
        """A division that is new."""
        numbered(division)
        self.divisions.append(division)

    def _element_of(self, step: Step, *, first: bool) -> Element | None:
        """The element of the first or the last block of a step; nothing where it has none of its own."""
        if step in self.became_of:
            return self.became_of[step]
        return self._place_of(step.before[0], first=first)

    def _place_of(self, block: Node, *, first: bool) -> Element | None:
        """The same of a block. A section has the division that the block at its edge is in."""
        if isinstance(block, m.Section):
            inner, depth = edge(block, first=first)
            return division_of(self._place_of(inner, first=first) if inner is not block else None, depth)
        if isinstance(block, m.Turn):
            own = self.elements.get(block.id)
            return self.shared.element_of(block.id, first=first) if own is None else own
        words = words_of(text_of(block))
        found, at = self._elements_of(words), self.order.get(id(block), -1)
        return found[at] if words and 0 <= at < len(found) else None

    def _changed(self, before: Node, after: Node | None) -> bool:
        """Change what a block was read from; whether that was possible."""
        words = words_of(text_of(before))
        if before == after or not words:
            return bool(before == after)
        found, at = self._elements_of(words), self.order[id(before)]
        if len(found) <= at:
            return False
        element = found[at]
        if after is None:
            return self._taken_out(element)
        if self.way.anew:
            self.written_anew += renewed(element, self._writer().inlines(after.children))
            return True
        if is_reworded(before, after):
            return Wording.of(element).change(text_of(before), text_of(after), ahead=self.way.ahead)
        return marked(element, before, after, self._writer(), ahead=self.way.ahead)

    def _taken_out(self, element: Element) -> bool:
        """Take an element away, with the label before it."""
        element = speech_of(element)
        label = label_before(element) if element.tag in SPEECHES else None
        for one in (label, element):
            if one is not None:
                self.became.update(
                    (key, "") for inner in one.iter(etree.Element) if (key := inner.get(XML_ID))
                )
                take_out(one)
        return True

    def _joined(self, before: Sequence[Node], after: Node) -> bool:
        """Put the elements of turns together."""
        first, *others = (self.elements.get(one.id) for one in before)
        for one in others:
            gone = None if first is None or one is None else put_together(first, one)
            if gone is None or first is None or one is None:
                return False
            self.attributes.update(gone)
            key = one.get(XML_ID)
            if key and first.get(XML_ID):
                self.became[key] = first.get(XML_ID, "")
            elif key:
                first.set(XML_ID, key)
        return first is not None and self._turn(first, evolve(before[0], blocks=after.blocks), after)

    def _parted(self, step: Step) -> bool:
        """Part the element of a turn, from its end on."""
        before, after = step.before[0], step.after
        element = self.elements.get(before.id)
        if element is None:
            return False
        whole = text_of(before)
        for at in range(len(after) - 1, -1, -1):
            own, part = element, evolve(before, blocks=after[at].blocks)
            if at:
                number = sum(len(words_of(text_of(one))) for one in after[:at])
                wording = Wording.of(element, LABELLED)
                place = wording.place(whole, number)
                second = None if place is None else parted(element, wording, place)
                if second is None:
                    return False
                self.became_of.setdefault(step, second)
                own, part = second, evolve(part, label=None, id=after[at].id)
                if self.is_own:
                    self.named.append((own, after[at].id))
            if not self._turn(own, part, after[at]):
                return False
            whole = " ".join(map(text_of, after[:at]))
        return True

    def _elements_of(self, words: tuple[str, ...]) -> list[Element]:
        """The elements outside of turns that have such words, in order, before there are any changes."""
        if not self.worded:
            stack = list(self.root.iter(f"{TEI}text"))[:1]
            while stack:
                element = stack.pop()
                own = tuple(one.text for one in Wording.of(element).words)
                if own and element.tag not in SPEECHES:
                    self.worded.setdefault(letters_of(own), []).append(element)
                    stack.extend(reversed(element))
        return _outermost(self.worded.get(letters_of(words), []))

    def _turn(self, element: Element, before: m.Turn[m.Speaker], after: m.Turn[m.Speaker]) -> bool:
        if before.id != after.id and self.is_own:
            self.became[before.id] = after.id
        if before.continues and not after.continues and "prev" in element.attrib:
            del element.attrib["prev"]
        ids = [[one.id for one in turn.speakers] for turn in (before, after)]
        if ids[0] != ids[1]:
            renamed = self._renamed()
            if [renamed.get(one, one) for one in ids[0]] != ids[1]:
                self.people.point(element, after.speakers)
        if before.attribution.certainty != after.attribution.certainty:
            certainty = after.attribution.certainty
            set_or_not(element, "cert", None if certainty == "high" else certainty)
        if before.lang != after.lang:
            set_or_not(element, XML_LANG, after.lang)
        if before.label != after.label and not labelled(element, before.label, after.label):
            return False
        return self._said(element, before, after)

    def _said(self, element: Element, before: m.Turn[m.Speaker], after: m.Turn[m.Speaker]) -> bool:
        """What a turn says, in its element."""
        if before.blocks == after.blocks:
            return True
        if self.way.anew == "block":
            writer = self._writer()
            for part in after.blocks:
                writer.part(part, "seg" if element.tag == UTTERANCE else "p")
            writer.end_group()
            self.written_anew += renewed(element, b"".join(writer.rows).decode())
            return True
        old, new = map(text_of, (before, after))
        if old != new and not self.way.anew and are_reworded(before.blocks, after.blocks):
            return Wording.of(element, LABELLED).change(old, new, ahead=self.way.ahead)
        parts = TurnParts(element, self._writer(), self.way.ahead, is_anew=bool(self.way.anew))
        is_said = parts.change(before, after)
        self.written_anew += parts.gone
        return is_said

    def _writer(self) -> EditionWriter:
        return writer_of(self.root, self.people.pointers)


def _voices(block: Node) -> Iterator[tuple[m.Speaker, ...]]:
    return (node.speakers for node in walk(block) if isinstance(node, m.Turn | m.Said))


def _pages(block: Node) -> int:
    return sum(isinstance(one, m.Milestone) and one.kind == "page" for one in walk(block))


def _outermost(found: list[Element]) -> list[Element]:
    """Elements without those that are in another one of them."""
    known = set(found)
    return [one for one in found if not any(above in known for above in one.iterancestors())]


def _same(one: m.Speaker, other: m.Speaker) -> bool:
    return evolve(one, id=other.id) == other
