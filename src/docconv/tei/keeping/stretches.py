"""A few turns that have changed in a large file: only their elements are read into a tree.

The header and these elements make a small file, which is edited as any other; its elements take the place of
the old ones, and all other bytes are copied. The small file has to say of the turns what the large one says:
where that takes what is around them, the whole tree is edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias
from xml.parsers import expat

from attrs import evolve
from lxml import etree

from docconv import model as m
from docconv.errors import DocconvError
from docconv.tei.keeping.editing import KeptFile, edited
from docconv.tei.keeping.header.alone import STRETCH, HeaderAlone
from docconv.tei.keeping.sources import OWN, facts_of
from docconv.tei.keeping.tracing import traced
from docconv.tei.reading.reader import document_of
from docconv.walk import map_blocks

Turn: TypeAlias = m.Turn[m.Speaker]
Places: TypeAlias = list[tuple[int, int]]
Changes: TypeAlias = Sequence[tuple[Turn, Turn]]
SHARE = 10
"""One turn in so many may have changed: of more, the tree is no larger than what stands beside it."""


def edited_in_place(document: m.Resolved, origin: m.Origin) -> KeptFile | None:
    """The file of a document of which few turns have changed; nothing where more has, or where a turn cannot
    be read without what is around it.
    """
    changes = _changes(document, origin.document)
    if not changes or OWN in origin.data or b"<!ENTITY" in origin.data:
        return None
    alone = HeaderAlone.of(origin.data)
    own = traced(origin.data).own if alone is not None else {}
    if alone is None or not all(before.id in own for before, _ in changes):
        return None
    places = _places(origin.data, [own[before.id] for before, _ in changes])
    small = alone.with_text(origin.data[slice(*place)] for place in places)
    found = _edited(small, changes, origin.document) if places else None
    told = None if found is None else _elements(found.data, len(changes))
    if found is None or told is None or _header(found.data) != _header(small):
        return None
    return evolve(found, data=_put(origin.data, places, told))


def _changes(document: m.Resolved, read: m.Resolved) -> Changes:
    """The turns that have changed, before and after; none where more has changed, or where they are many."""
    old, new = list(read.turns()), list(document.turns())
    same = facts_of(document.metadata, read.metadata) == facts_of(read.metadata, read.metadata)
    if not same or [one.id for one in old] != [one.id for one in new]:
        return ()
    changes = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    if len(changes) * SHARE > len(old) or any(one.label != other.label for one, other in changes):
        return ()  # all labels of a file tell what is a sign after one
    as_before = _with_turns(document, {one.id: one for one, _ in changes})
    is_rest_as_read = (as_before.body, document.title) == (read.body, read.title)
    return changes if is_rest_as_read and document.speakers == read.speakers else ()


def _with_turns(document: m.Resolved, turns: Mapping[str, Turn]) -> m.Resolved:
    """A document with other turns of the same ids."""
    return map_blocks(document, lambda one: turns.get(one.id, one) if isinstance(one, m.Turn) else one)


def _edited(small: bytes, changes: Changes, read: m.Resolved) -> KeptFile | None:
    """A file of nothing but turns, with their changes; nothing where it says something else of them."""
    try:
        alone, _ = document_of(small, "turns.xml")
    except DocconvError:
        return None
    turns = list(alone.turns())
    says = len(turns) == len(changes) and all(
        evolve(one, id=before.id) == before for one, (before, _) in zip(turns, changes, strict=True)
    )
    if not says or alone.metadata.lang != read.metadata.lang:
        return None
    after = {one.id: evolve(other, id=one.id) for one, (_, other) in zip(turns, changes, strict=True)}
    voices = {one.id: one for turn in after.values() for one in turn.speakers}
    known = {one.id for one in alone.speakers}
    new = (one for key, one in voices.items() if key not in known)
    document = evolve(_with_turns(alone, after), speakers=(*alone.speakers, *new))
    return edited(document, m.Origin("tei", small, alone))


def _header(data: bytes) -> bytes:
    """The header of a file, however it is set."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    header = etree.fromstring(data, parser).find("{*}teiHeader")
    return b"" if header is None else bytes(etree.tostring(header, method="c14n"))


def _places(data: bytes, wanted: Iterable[int]) -> Places:
    """Where elements begin and end, by their numbers in the file, in bytes; none where one is in another,
    where one is empty, or where the file is not in UTF-8.
    """
    numbers, parser = set(wanted), expat.ParserCreate()
    around, found, starts = list[int](), Places(), dict[int, int]()
    codes, count = set[str](), 0

    def start(_tag: str, _attributes: object) -> None:
        nonlocal count
        if count in numbers:
            starts[count] = parser.CurrentByteIndex
        around.append(count)
        count += 1

    def end(_tag: str) -> None:
        at = around.pop()
        if at in numbers:
            found.append((starts[at], parser.CurrentByteIndex))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.XmlDeclHandler = lambda _version, code, _alone: codes.add((code or "utf-8").lower())
    for at in range(0, len(data), STRETCH):
        parser.Parse(data[at : at + STRETCH])
    ends = [
        (first, data.find(b">", last) + 1) for first, last in sorted(found) if data[last : last + 2] == b"</"
    ]
    apart = len(ends) == len(numbers) and all(one[1] <= other[0] for one, other in pairwise(ends))
    return ends if apart and codes <= {"utf-8"} else []


def _elements(small: bytes, count: int) -> list[bytes] | None:
    """The elements of the body of a small file, if there are so many."""
    parser = expat.ParserCreate()
    depth, after, numbers, number = 0, 0, list[int](), 0

    def start(tag: str, _attributes: object) -> None:
        nonlocal depth, after, number
        depth += 1
        if depth == 3 and tag.rpartition(":")[2] == "body":
            after = number
        elif depth == 4 and after:
            numbers.append(number)
        number += 1

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(small, True)  # noqa: FBT003  expat takes it by position
    places = _places(small, numbers) if len(numbers) == count else []
    return [small[slice(*place)] for place in places] or None


def _put(data: bytes, places: Places, told: Sequence[bytes]) -> bytes:
    """A file with other bytes in some places."""
    at, parts, view = 0, list[bytes | memoryview](), memoryview(data)
    for (first, last), new in zip(places, told, strict=True):
        parts += (view[at:first], new)
        at = last
    return b"".join((*parts, view[at:]))
