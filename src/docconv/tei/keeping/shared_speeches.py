"""Turns that share one speech in the tree of a file: several labels in one `sp`, as TEI has it since 4.12."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from attrs import define, evolve, field
from lxml import etree

from docconv import model as m
from docconv.tei.keeping.header.people import People
from docconv.tei.keeping.shape.alignment import Step, text_of
from docconv.tei.keeping.shape.branches import part_before
from docconv.tei.keeping.wording import Wording
from docconv.tei.names import TEI
from docconv.tei.reading.source.elements import is_element
from docconv.tei.xml import Element, all_text

LABEL = f"{TEI}speaker"
Turn = m.Turn[m.Speaker]


@define
class SharedSpeeches:
    """`elements` are those of turns by their ids, `turns` the ids of all of an element, in order; `says` has
    the words that each turn has by now, `speakers` who says it in the end.
    """

    elements: dict[str, Element] = field(factory=dict)
    turns: dict[Element, list[str]] = field(factory=lambda: defaultdict(list))
    says: dict[str, str] = field(factory=dict)
    speakers: dict[str, Sequence[m.Speaker]] = field(factory=dict)

    @classmethod
    def of(cls, root: Element, places: Mapping[str, int], plan: Sequence[Step]) -> SharedSpeeches:
        """Those of a tree; `places` are the numbers of their elements, `plan` is what becomes of them."""
        found, wanted = cls(), set(places.values())
        numbered = {at: one for at, one in enumerate(root.iter(etree.Element)) if at in wanted}
        for key, at in places.items():
            found.elements[key] = numbered[at]
            found.turns[numbered[at]].append(key)
        for step in plan if places else ():
            for before in step.before:
                if isinstance(before, m.Turn) and before.id in places:
                    found.says[before.id] = text_of(before)
                    after = step.after[0] if step.after else before
                    found.speakers[before.id] = after.speakers if isinstance(after, m.Turn) else ()
        return found

    def parted(self, document: m.Resolved, people: People) -> dict[str, Element]:
        """The elements of turns that shared one, each with what it says and who says it; those whose labels
        do not tell where they part stay together.
        """
        said = {turn.id: turn.speakers for turn in document.turns()}
        found: dict[str, Element] = {}
        for element, keys in list(self.turns.items()):
            starts = _starts(element)
            if len(starts) != len(keys):
                continue
            for at in reversed(starts[1:]):
                first = element[at]
                part_before(element, [first, *first.itersiblings()])
            parts = [element, *islice(element.itersiblings(element.tag), len(keys) - 1)]
            for key, part in zip(keys, parts, strict=True):
                people.point(part, said[key])
                found[key] = part
                del self.elements[key]
            del self.turns[element]
        return found

    def element_of(self, key: str, *, first: bool) -> Element | None:
        """The element of a turn that is the first or the last one in it; nothing for any other."""
        element = self.elements.get(key)
        return element if element is not None and self.turns[element][0 if first else -1] == key else None

    def change(self, before: Turn, after: Turn, people: People) -> bool:
        """Say in a speech what has changed of one of its turns: words, label, who speaks; whether that was
        possible.
        """
        element = self.elements.get(before.id)
        if element is None or not _is_same_otherwise(before, after):
            return False
        if before.speakers != after.speakers:
            voices = (one for key in self.turns[element] for one in self.speakers.get(key, ()))
            people.point(element, dict.fromkeys(voices))
        if before.label != after.label and not _labelled(element, before.label, after.label):
            return False
        old = self._words(element)
        self.says[before.id] = text_of(after)
        new = self._words(element)
        return old == new or Wording.of(element, LABEL).change(old, new)

    def _words(self, element: Element) -> str:
        return " ".join(self.says.get(key, "") for key in self.turns[element])


def _starts(element: Element) -> list[int]:
    """Where turns begin in a speech, by the numbers of its children: with their labels, or after these where
    a label ends all of it.
    """
    inside = [at for at, one in enumerate(element) if is_element(one)]
    labels = [at for at in inside if element[at].tag == LABEL]
    if not labels or labels[-1] != inside[-1]:
        return [0, *labels[1:]]
    return [0, *(at + 1 for at in labels[:-1])]


def _is_same_otherwise(before: Turn, after: Turn) -> bool:
    """Whether nothing has changed but words, label, who speaks."""
    known = evolve(after, id=before.id, blocks=before.blocks, label=before.label, speakers=before.speakers)
    return known == before


def _labelled(element: Element, before: str | None, after: str | None) -> bool:
    """Another label in the place of the only one of these words."""
    if before is None or after is None:
        return False
    labels = [one for one in element.iter(LABEL) if before in " ".join(all_text(one).split())]
    return len(labels) == 1 and Wording.of(labels[0]).change(before, after)
