"""Objects of a PDF file in their written form, and the file that they make: object streams, and one stream of
cross-references (PDF 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

import hashlib
import struct
import zlib

from attrs import define, field

DEFLATE = 4  # a third of the time of level 6, for a twentieth more bytes
TOGETHER = 200
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
FREE, PLAIN, PACKED = 0, 1, 2


def name(text: str) -> bytes:
    """A name object; only letters, digits and a few signs are used."""
    return b"/" + text.encode("ascii")


def literal(text: str) -> bytes:
    """A text string: ASCII as it is, all else in UTF-16 with a byte order mark."""
    if text.isascii() and text.isprintable():
        return (
            b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("ascii") + b")"
        )
    return b"<" + ("\ufeff" + text).encode("utf-16-be", "surrogatepass").hex().upper().encode("ascii") + b">"


@define(eq=False, repr=False)
class Objects:
    """Numbered objects of one document. `streams` are the numbers of those that are streams."""

    bodies: list[bytes] = field(factory=list)
    streams: set[int] = field(factory=set)

    def reserve(self) -> int:
        """The number of an object that is written later."""
        self.bodies.append(b"null")
        return len(self.bodies)

    def put(self, number: int, data: bytes) -> None:
        """Write a reserved object."""
        self.bodies[number - 1] = data

    def add(self, data: bytes) -> int:
        """Write an object; returns its number."""
        self.bodies.append(data)
        return len(self.bodies)

    def stream(self, entries: bytes, data: bytes, *, deflate: bool = True) -> int:
        """Write a stream with the entries of its dictionary."""
        number = self.add(_stream(entries, data, deflate=deflate))
        self.streams.add(number)
        return number

    def file(self, root: int, info: int) -> bytes:
        """The whole file; its identifier is a digest of the content."""
        packed, own = self._pack()
        places = [(FREE, 0, 65535), *packed]
        chunks, at = [HEADER], len(HEADER)
        for number, body in own:
            chunk = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            places[number] = (PLAIN, at, 0)
            chunks.append(chunk)
            at += len(chunk)
        places.append((PLAIN, at, 0))
        digest = hashlib.md5(b"".join(chunks), usedforsecurity=False).hexdigest().encode()
        entries = b"/Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]"
        table = b"".join(struct.pack(">BLH", *place) for place in places)
        section = _stream(entries % (len(places), root, info, digest, digest), table)
        chunks.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(places) - 1, section, at))
        return b"".join(chunks)

    def _pack(self) -> tuple[list[tuple[int, int, int]], list[tuple[int, bytes]]]:
        """The places of all objects, and those outside of object streams: streams, and holders of others."""
        small = [number for number in range(1, len(self.bodies) + 1) if number not in self.streams]
        own = [(number, self.bodies[number - 1]) for number in sorted(self.streams)]
        places = [(PLAIN, 0, 0)] * len(self.bodies)
        for start in range(0, len(small), TOGETHER):
            group = small[start : start + TOGETHER]
            places.append((PLAIN, 0, 0))
            own.append((len(places), self._object_stream(group)))
            for index, number in enumerate(group):
                places[number - 1] = (PACKED, len(places), index)
        return places, own

    def _object_stream(self, numbers: list[int]) -> bytes:
        """Objects in one compressed stream, after the list of their numbers and places."""
        bodies = [self.bodies[number - 1] for number in numbers]
        heads, at = [], 0
        for number, body in zip(numbers, bodies, strict=True):
            heads.append(b"%d %d" % (number, at))
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d" % (len(numbers), len(head))
        return _stream(entries, head + b"\n".join(bodies))


def _stream(entries: bytes, data: bytes, *, deflate: bool = True) -> bytes:
    if deflate:
        data = zlib.compress(data, DEFLATE)
        entries += b" /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)
