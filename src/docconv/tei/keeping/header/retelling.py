"""Another text in the place of one that an element says: who wrote something, what it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from docconv.notices import often
from docconv.tei.keeping.shape.branches import take_out
from docconv.tei.keeping.wording import Wording, is_like, words_of
from docconv.tei.names import clean
from docconv.tei.reading.source.elements import is_element, shown
from docconv.tei.xml import Element

POINTING = ("ref", "key", "sameAs", "corresp")
"""What says who or what it is that words name, and cannot be right of somebody else."""
SHORT = 3
"""So many words are parts of a name or a date, which others take one by one; of more, nobody knows which."""
GONE = "of what says something else by now"


def retell(element: Element, before: str, after: str) -> Counter[str]:
    """Let an element say a text in the place of another one. Words change where they stand if half of them
    stay, or if there are as many; else the smallest element that says all of them has the new ones, and
    others with words go. Comments and instructions stay. Gives what had to go, by name.
    """
    old, new = words_of(before), words_of(after)
    stays = bool(old) and (len(old) == len(new) <= SHORT or is_like(old, new))
    if stays and Wording.of(element).change(before, after):
        return Counter()
    return anew(element, before, after)


def anew(element: Element, before: str, after: str) -> Counter[str]:
    """The same, however like the two are: one element has all of the new words."""
    old, holder = words_of(before), element
    while inner := [one for one in holder if is_element(one) and old and _said(one) == old]:
        holder = inner[0]
    kept = {holder, *holder.iterancestors()}
    gone = [one for one in element.iter(etree.Element) if one not in kept and _said(one)]
    for slot in Wording.of(element).slots:
        slot.put(slot.text if not slot.text.strip() else "")
    for one in gone:
        take_out(one)
    holder.text = clean(after)
    return named(gone)


def without_pointers(element: Element, before: str, after: str) -> Counter[str]:
    """Take away what points to somebody or something, where a text does not name the same any more. Gives
    what had to go, by name.
    """
    if is_same(before, after):
        return Counter()
    gone = Counter[str]()
    for one in element.iter(etree.Element):
        for name in POINTING:
            if name in one.attrib:
                del one.attrib[name]
                gone[f"@{name}"] += 1
    return gone


def is_same(before: str, after: str) -> bool:
    """Whether a text names what another one does, more or less fully."""
    ours, theirs = ({one.casefold() for one in words_of(text)} for text in (before, after))
    return ours <= theirs or theirs <= ours


def named(elements: Sequence[Element]) -> Counter[str]:
    """Elements and their attributes, by name."""
    names = (shown(one) for one in elements)
    attributes = (f"@{str(key).rpartition('}')[2]}" for one in elements for key in one.attrib)
    return Counter([*names, *attributes])


def told_gone(gone: Counter[str]) -> Iterator[str]:
    """What had to go, each in the words of a notice."""
    return (f"{often(times)} {name}: {GONE}" for name, times in gone.items())


def _said(element: Element) -> tuple[str, ...]:
    return tuple(one.text for one in Wording.of(element).words)
