"""What has changed of a document since it was read, in the tree of its file.

What was changed is read back and compared: where it does not say what the document says, nothing is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from attrs import define, evolve, field
from lxml import etree

from docconv import model as m
from docconv.errors import DocconvError
from docconv.patterns import regex
from docconv.tei.keeping.header_facts import are_told, tell_facts
from docconv.tei.keeping.people import People
from docconv.tei.keeping.sources import ROOT, WINDOW
from docconv.tei.keeping.tracing import traced
from docconv.tei.keeping.wording import Wording, words_of
from docconv.tei.names import TEI, XML_LANG, clean
from docconv.tei.reading.metadata import is_own
from docconv.tei.reading.reader import document_of
from docconv.tei.xml import Element
from docconv.walk import children, walk, with_children

Node: TypeAlias = Any
Pair: TypeAlias = tuple[Node, Node]
WORDED = (m.Heading, m.Narrative, m.CastItem, m.Stage, m.Separator, m.Boilerplate)
SPEECHES = frozenset(TEI + name for name in ("sp", "u", "annotationBlock"))
LABELLED = f"{TEI}speaker"
BEHIND = regex(rb"(?s)</[^<>]*+>((?:\s|<!--(?:(?!-->).)*+-->|<\?(?:(?!\?>).)*+\?>)*+)\Z")
"""What is behind the end of a file's root: white space, comments, instructions."""


def edited(document: m.Resolved, origin: m.Origin) -> bytes | None:
    """The file of a document with what has changed; nothing where that cannot be said in its tree."""
    pairs = list(_pairs(origin.document, document))
    tries = (False, True) if (None, None) not in pairs else ()
    return next(filter(None, (_edited(document, origin, pairs, ahead=ahead) for ahead in tries)), None)


def _edited(document: m.Resolved, origin: m.Origin, pairs: list[Pair], *, ahead: bool) -> bytes | None:
    """The same; whether new words are rather before the next word than behind the last one, where tags are
    between these.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False, collect_ids=False
    )
    tree = etree.ElementTree(etree.fromstring(origin.data, parser))
    editor = _Editor(tree.getroot(), origin, document, ahead)
    if not (editor.people_told() and all(editor.changed(*pair) for pair in pairs)):
        return None
    tell_facts(editor.root, origin.document.metadata, editor.metadata)
    data = _bytes(tree, origin.data)
    return data if _says(data, document, origin.document, editor.before) else None


@define
class _Editor:
    """Changes a tree. `elements` are those of turns that have one of their own, `worded` all others by their
    words, in order; `seen` counts the blocks of the same words that were met.
    """

    root: Element
    origin: m.Origin
    document: m.Resolved
    ahead: bool
    people: People = field(init=False)
    elements: dict[str, Element] = field(factory=dict)
    worded: dict[tuple[str, ...], list[Element]] = field(factory=dict)
    seen: Counter[tuple[str, ...]] = field(factory=Counter)

    def __attrs_post_init__(self) -> None:
        places = {at: name for name, at in traced(self.origin.data).items()}
        for at, element in enumerate(self.root.iter(etree.Element)):
            if at in places:
                self.elements[places[at]] = element
        self.people = People.of(self.root)

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
        if is_own(next(self.root.iter(f"{TEI}teiHeader"))):
            for key in before.keys() - {one.id for one in now}:
                self.people.drop(key)
        return True

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
        for before, after in zip(_voices(self.origin.document), _voices(self.document), strict=False):
            for one, other in zip(before, after, strict=False):
                became[one.id].add(other.id)
        single = {one: next(iter(ids)) for one, ids in became.items() if one not in new and len(ids) == 1}
        counts = Counter(single.values())
        return {one: other for one, other in single.items() if other not in old and counts[other] == 1}

    # ------------ blocks

    def changed(self, before: Node, after: Node) -> bool:
        """Change what a block was read from; whether that was possible."""
        if isinstance(before, m.Turn):
            return bool(before == after) or self._turn(before, after)
        words = words_of(_text(before))
        self.seen[words] += 1
        if before == after or not words:
            return bool(before == after)
        found = self._elements_of(words)
        if len(found) < self.seen[words]:
            return False
        return Wording.of(found[self.seen[words] - 1]).change(_text(before), _text(after), ahead=self.ahead)

    def _elements_of(self, words: tuple[str, ...]) -> list[Element]:
        """The elements outside of turns that have such words, in order, before there are any changes."""
        if not self.worded:
            stack = list(self.root.iter(f"{TEI}text"))[:1]
            while stack:
                element = stack.pop()
                own = tuple(one.text for one in Wording.of(element).words)
                if own and element.tag not in SPEECHES:
                    self.worded.setdefault(own, []).append(element)
                    stack.extend(reversed(element))
        return _outermost(self.worded.get(words, []))

    def _turn(self, before: m.Turn[m.Speaker], after: m.Turn[m.Speaker]) -> bool:
        element = self.elements.get(before.id)
        if element is None or (before.id, before.continues) != (after.id, after.continues):
            return False
        ids = [[one.id for one in turn.speakers] for turn in (before, after)]
        if ids[0] != ids[1]:
            renamed = self._renamed()
            if [renamed.get(one, one) for one in ids[0]] != ids[1]:
                self.people.point(element, after.speakers)
        if before.attribution.certainty != after.attribution.certainty:
            _set(
                element,
                "cert",
                None if after.attribution.certainty == "high" else after.attribution.certainty,
            )
        if before.lang != after.lang:
            _set(element, XML_LANG, after.lang)
        if before.label != after.label and not _labelled(element, before.label, after.label):
            return False
        old, new = (" ".join(map(_text, turn.blocks)) for turn in (before, after))
        return old == new or Wording.of(element, LABELLED).change(old, new, ahead=self.ahead)


def _pairs(before: m.Resolved, after: m.Resolved) -> Iterator[Pair]:
    """The blocks of two documents side by side; nothing and nothing where they do not stand so."""
    stack: list[Pair] = [(before, after)]
    while stack:
        one, other = stack.pop()
        if type(one) is not type(other):
            yield None, None
            return
        if isinstance(one, (m.Turn, *WORDED)):
            yield one, other
        elif isinstance(one, m.Document | m.Section):
            parts, others = children(one), children(other)
            if len(parts) != len(others):
                yield None, None
                return
            stack.extend(reversed(list(zip(parts, others, strict=True))))


def _voices(document: m.Resolved) -> Iterator[tuple[m.Speaker, ...]]:
    return (node.speakers for node in walk(document) if isinstance(node, m.Turn | m.Said))


def _text(node: Node) -> str:
    """The words of a node, those of notes too."""
    match node:
        case m.Text() | m.Gap() | m.Separator():
            return node.text
        case m.Milestone():
            return " " if node.kind == "line" else ""
        case m.Note():
            return f" {''.join(map(_text, node.children))} "
        case _:
            return "".join(map(_text, children(node)))


def _outermost(found: list[Element]) -> list[Element]:
    """Elements without those that are in another one of them."""
    known = set(found)
    return [one for one in found if not any(above in known for above in one.iterancestors())]


def _labelled(element: Element, before: str | None, after: str | None) -> bool:
    """Another label, a first one, or none; whether its element was found."""
    own = next(element.iter(LABELLED, f"{TEI}note"), None)
    if own is not None and own.tag != LABELLED:
        own = own if own.get("type") == "speaker" else None
    if own is None:
        own = next(element.itersiblings(f"{TEI}*", preceding=True), None)
        own = own if own is not None and own.get("type") == "speaker" else None
    if before is not None and after is not None:
        return own is not None and Wording.of(own).change(before, after)
    if after is None:
        around = None if own is None else own.getparent()
        if own is None or around is None:
            return False
        previous, tail = own.getprevious(), own.tail or ""
        if previous is None:
            around.text = (around.text or "") + tail
        else:
            previous.tail = (previous.tail or "") + tail
        around.remove(own)
        return True
    if element.tag == f"{TEI}sp":
        label = etree.Element(LABELLED)
        label.text, label.tail = clean(after), element.text
        element.insert(0, label)
        return True
    return False


def _set(element: Element, name: str, value: str | None) -> None:
    if value is not None:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]


def _same(one: m.Speaker, other: m.Speaker) -> bool:
    return evolve(one, id=other.id) == other


def _bytes(tree: Any, source: bytes) -> bytes:  # noqa: ANN401  the stubs of lxml have two kinds of trees
    """A tree in UTF-8; what is before its root and behind it as the source has it, where that is in UTF-8."""
    root, behind = ROOT.match(source[:WINDOW]), BEHIND.search(source, max(0, len(source) - WINDOW))
    if root is None or behind is None or (tree.docinfo.encoding or "UTF-8").upper() != "UTF-8":
        return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True))
    inside: bytes = etree.tostring(tree.getroot(), encoding="UTF-8", with_tail=False, xml_declaration=False)
    return source[: root.start(1) - 1] + inside + behind[1]


# ------------ read back


def _says(data: bytes, document: m.Resolved, read: m.Resolved, before: Mapping[str, m.Speaker]) -> bool:
    """Whether a file says what a document does, but for reasons, and for facts that it has no element for."""
    try:
        back, _ = document_of(data, "again.xml")
    except DocconvError:
        return False
    told = {one.id: one for one in back.speakers}
    return (
        _bare(back) == _bare(document)
        and all(
            _is_told(one, told[one.id], before.get(one.id)) for one in document.speakers if one.id in told
        )
        and are_told(back.metadata, document.metadata, read.metadata)
    )


def _is_told(wanted: m.Speaker, back: m.Speaker, before: m.Speaker | None) -> bool:
    """Whether what has changed of somebody is read back, but for labels and references; who has no name is
    called by a label.
    """
    return all(
        getattr(wanted, name) in (None, getattr(back, name), getattr(before, name, None))
        for name in ("kind", "name", "role", "sex")
    )


def _bare(document: m.Resolved) -> tuple[object, ...]:
    """What is compared: parts without the reasons of attributions, and those who speak by their ids."""

    def bare(node: Node) -> Node:
        node = with_children(node, bare)
        if isinstance(node, m.Turn | m.Said):
            who = tuple(m.Speaker(one.id) for one in node.speakers)
            certainty = m.Attribution(node.attribution.certainty)
            return evolve(node, attribution=certainty, speakers=who)
        return node

    without = with_children(document, bare)
    return without.body, without.title
