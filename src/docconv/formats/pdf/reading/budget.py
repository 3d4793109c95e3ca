"""How much a PDF unfolds to, measured before anything unfolds it as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pikepdf
from attrs import define, field

from docconv.formats.pdf.reading.filters import FILTERS
from docconv.patterns import regex

LARGEST, SMALLEST, DENSEST = 256 * 2**20, 16 * 2**20, 100
"""Bytes of all streams together; what a file of any size may unfold to; and for one byte of the file. Text
that repeats itself over and over shrinks to a sixtieth.
"""
LARGEST_TEI = 64 * 2**20
STREAM = regex(rb"(?<![a-z])stream\r?\n")
CONTAINER = regex(rb"/(?:ObjStm|XRef)\b")
FILTER = regex(rf"/({'|'.join(FILTERS)})\b".encode())
LENGTH = regex(rb"/Length\s+(\d{1,12})")
ESCAPE = regex(rb"#([0-9A-Fa-f]{2})")
DRAWN = regex(rb"/([^\s/<>\[\]()%{}]{1,127})\s+Do\b")
DEEPEST = 100
"""Forms within forms."""
LONGEST_DICTIONARY = 10_000
TOO_MUCH = "it unfolds to more bytes than a transcript can have"


class UnfoldingError(Exception):
    """A file, or what is attached to it, unfolds to more bytes than a transcript can have."""


def allowance(size: int) -> int:
    """How many bytes all streams of a file of some size may have."""
    return min(LARGEST, max(SMALLEST, DENSEST * size))


def refuse_packed_objects(data: bytes) -> None:
    """Raise `UnfoldingError` where streams that hold objects, or the places of objects, unfold to too much:
    whoever opens the file unfolds them.
    """
    left = allowance(len(data))
    for found in STREAM.finditer(data):
        start = found.start()
        near = max(0, start - LONGEST_DICTIONARY)
        begin = max(near, data.rfind(b"obj", near, start))
        head = ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), data[begin:start])
        if CONTAINER.search(head):
            length = LENGTH.search(head)
            end = max(data.find(b"endstream", start), found.end() + (int(length[1]) if length else 0))
            names = [name.decode() for name in FILTER.findall(head)]
            left -= sum(map(len, unfolded(data[found.end() : end], names, left)))


def refuse_bombs(pdf: pikepdf.Pdf, size: int) -> None:
    """Raise `UnfoldingError` where the streams of a file of some size, but for pictures, unfold to more than
    they may.
    """
    left = allowance(size)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != pikepdf.Name.Image:
            left -= sum(map(len, _of_stream(thing, left)))


def refuse_repetition(pdf: pikepdf.Pdf, size: int) -> None:
    """Raise `UnfoldingError` where what all pages draw, with each form as often as it is drawn, is more than
    the streams of a file of some size may have: a form may be drawn by forms that are drawn by forms.
    """
    drawing, left = Drawing(allowance(size)), allowance(size)
    found = [(part, page.resources) for page in pdf.pages for part in _contents(page)]
    is_shared = len({part.objgen for part, _ in found}) < len(found)
    for part, resources in found:
        if is_shared or any(_forms(resources)):  # else it is counted with all streams
            left -= drawing.size(part, resources)
        if left < 0:
            raise UnfoldingError(TOO_MUCH)


def _contents(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """The streams of a page."""
    contents = page.obj.get("/Contents")
    for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(part, pikepdf.Stream):
            yield part


@define
class Drawing:
    """How many bytes streams draw, those of the forms in them included; no more than `most` are counted."""

    most: int
    _known: dict[object, int] = field(factory=dict)
    """By the stream and the forms that it may draw: pages that share a content may have their own forms."""

    def size(self, stream: pikepdf.Object, resources: pikepdf.Object, depth: int = 0) -> int:
        """The bytes of a stream and of what it draws; of one that is at work already, none."""
        if depth > DEEPEST:
            raise UnfoldingError(TOO_MUCH)
        forms = dict(_forms(stream.get("/Resources", resources)))
        key = (stream.objgen, *((name, form.objgen) for name, form in forms.items()))
        if key in self._known:
            return self._known[key]
        self._known[key] = 0
        data = b"".join(_of_stream(stream, self.most))
        drawn = Counter(match[1] for match in DRAWN.finditer(data))
        found = len(data)
        for name, form in forms.items():
            times = drawn[name.removeprefix("/").encode()]
            found += times * self.size(form, resources, depth + 1) if times else 0
        self._known[key] = min(found, self.most + 1)
        return self._known[key]


def _forms(resources: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """The forms among some resources, by their names."""
    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    for name, thing in named.items() if isinstance(named, pikepdf.Dictionary) else ():
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Form:
            yield name, thing


def content(stream: pikepdf.Object) -> bytes:
    """The bytes of an attached file. Raises `UnfoldingError` where they are too many."""
    return b"".join(_of_stream(stream, LARGEST_TEI))


def _of_stream(stream: pikepdf.Object, most: int) -> Iterator[bytes]:
    filters = stream.get("/Filter")
    names = [] if filters is None else filters if isinstance(filters, pikepdf.Array) else [filters]
    return unfolded(stream.read_raw_bytes(), [str(name).removeprefix("/") for name in names], most)


def unfolded(data: bytes, filters: Iterable[str], most: int) -> Iterator[bytes]:
    """What some filters make of bytes, in pieces, up to the first filter of pictures; each of them makes no
    more than a number of bytes.
    """
    pieces = _within((data,), most)
    for name in filters:
        if name not in FILTERS:
            break
        pieces = _within(FILTERS[name](pieces), most)
    return pieces


def _within(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    for piece in pieces:
        most -= len(piece)
        if most < 0:
            raise UnfoldingError(TOO_MUCH)
        yield piece
