"""Embedding: characters get codes in subsets of at most 221 glyphs, and each subset becomes a font.

ReportLab reads the TrueType files and cuts the subsets out of them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

from attrs import define, field

from docconv.formats.pdf.fonts.face import Face
from docconv.formats.pdf.fonts.shaping import Cluster, Shaped, shaper
from docconv.formats.pdf.fonts.truetype import FF_NONSYMBOLIC, FF_SYMBOLIC
from docconv.formats.pdf.syntax.objects import Objects

SUBSETTING = threading.RLock()
"""ReportLab keeps where it is in a face while it cuts out of it: one thread at a time."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=SUBSETTING.acquire, after_in_parent=SUBSETTING.release, after_in_child=SUBSETTING.release
    )
SPACE = 32
ASCII = frozenset(range(33, 127))
ESCAPED = {ord("("): b"\\(", ord(")"): b"\\)", ord("\\"): b"\\\\", 13: b"\\r"}
FIRST_FREE = (*range(127, 256), *(code for code in range(1, 32) if code not in (10, 13)))
LATER_FREE = (*FIRST_FREE, *(code for code in sorted(ASCII) if code not in ESCAPED))
TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
{space}
endcodespacerange
{count} beginbfchar
{pairs}
endbfchar
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@define(eq=False)
class EmbeddedFont:
    """A font of the file, and its number among those."""

    face: Face
    number: int

    @property
    def resource(self) -> bytes:
        """The name under which pages use the font."""
        return b"/F%d" % self.number


@define(eq=False)
class Subset(EmbeddedFont):
    """Characters of one face: `chars` by code from 0 to 255, of which 0 is `.notdef` and 32 the space."""

    chars: dict[int, int] = field(factory=lambda: {SPACE: SPACE})
    first: bool = True
    _free: Iterator[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._free = iter(FIRST_FREE if self.first else LATER_FREE)

    def take(self, char: int) -> int | None:
        """A code for a character: its own in ASCII, else a free one; none where the subset is full."""
        code = char if self.first and char in ASCII else next(self._free, None)
        if code is not None:
            self.chars[code] = char
        return code


@define(eq=False)
class Composite(EmbeddedFont):
    """The clusters of one face, with codes of two bytes from 1: one for each text that a cluster shows."""

    clusters: dict[Cluster, int] = field(factory=dict)
    codes: dict[tuple[Cluster, str], int] = field(factory=dict)
    widths: list[float] = field(factory=lambda: [0.0])

    def code(self, shaped: Shaped) -> bytes:
        """The code of a cluster for the text that it shows, as the inside of a string."""
        key = shaped.cluster, shaped.text
        if key not in self.codes:
            self.clusters.setdefault(shaped.cluster, len(self.clusters) + 1)
            self.codes[key] = len(self.widths)
            self.widths.append(shaped.width)
        high, low = divmod(self.codes[key], 256)
        return ESCAPED.get(high, bytes((high,))) + ESCAPED.get(low, bytes((low,)))


@define(eq=False, repr=False)
class Subsets:
    """The subsets of all faces of a document, in the order in which they were begun.

    `heavy` says by resource name whether the letters of a subset are bold by themselves.
    """

    all: list[Subset | Composite] = field(factory=list)
    heavy: dict[bytes, bool] = field(factory=dict)
    _last: dict[Face, Subset] = field(factory=dict)
    _composites: dict[Face, Composite] = field(factory=dict)
    _codes: dict[Face, dict[int, tuple[bytes, bytes]]] = field(factory=dict)

    def first(self, face: Face) -> bytes:
        """The resource name of the first subset of a face."""
        if face not in self._codes:
            self._codes[face] = {SPACE: (self._begin(face, first=True).resource, b" ")}
        return self._codes[face][SPACE][0]

    def encode(self, face: Face, text: str) -> list[tuple[bytes, bytes]]:
        """Characters as strings: the resource name of a font, and escaped bytes. Every subset has a space."""
        home = self.first(face)
        codes = self._codes[face]
        parts: list[tuple[bytes, bytes]] = []
        for char in map(ord, text):
            font, data = codes[char] if char in codes else self._new(face, char)
            if parts and (parts[-1][0] == font or data == b" "):
                parts[-1] = parts[-1][0], parts[-1][1] + data
            else:
                parts.append((font, data))
        return parts or [(home, b"")]

    def composite(self, face: Face) -> Composite:
        """The font of the shaped glyphs of a face."""
        if face not in self._composites:
            font = self._composites[face] = Composite(face, len(self.all) + 1)
            self.all.append(font)
            self.heavy[font.resource] = face.heavy
        return self._composites[face]

    def _new(self, face: Face, char: int) -> tuple[bytes, bytes]:
        """Font and code of a character that is used for the first time; a face without it gives its space."""
        codes = self._codes[face]
        codes[char] = self._taken(face, char) if char in face.glyphs else codes[SPACE]
        return codes[char]

    def _taken(self, face: Face, char: int) -> tuple[bytes, bytes]:
        subset = self._last[face]
        code = subset.take(char)
        if code is None:
            subset = self._begin(face, first=False)
            code = subset.take(char)
        if code is None:
            message = "a new subset has no room"
            raise AssertionError(message)
        return subset.resource, ESCAPED.get(code, bytes((code,)))

    def _begin(self, face: Face, *, first: bool) -> Subset:
        subset = self._last[face] = Subset(face, len(self.all) + 1, first=first)
        self.all.append(subset)
        self.heavy[subset.resource] = face.heavy
        return subset


def write_fonts(objects: Objects, subsets: Subsets) -> bytes:
    """Write all fonts; returns the entries of the dictionary that names them."""
    return b" ".join(
        b"%s %d 0 R"
        % (one.resource, _composite(objects, one) if isinstance(one, Composite) else _font(objects, one))
        for one in subsets.all
    )


def _composite(objects: Objects, font: Composite) -> int:
    """A composite font (PDF 32000-1, 9.7.4)."""
    name = _tag(font.number) + b"+" + font.face.name
    program, before = shaper(font.face.program or b"").program(font.clusters)
    numbers = (before + font.clusters[cluster] for cluster, _ in font.codes)
    glyphs = b"\0\0" + b"".join(number.to_bytes(2, "big") for number in numbers)
    places = objects.stream(b"", glyphs)
    widths = b" ".join(map(_number, font.widths))
    descriptor = _descriptor(objects, font.face, name, program)
    descendant = objects.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDToGIDMap %d 0 R /DW 0 /W [0 [%s]] "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R >>"
        % (name, places, widths, descriptor)
    )
    pairs = [f"<{code:04X}> <{_utf16(text)}>" for (_, text), code in font.codes.items()]
    unicode = objects.stream(b"", _blocks(pairs, "<0000> <FFFF>").encode("ascii"))
    return objects.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] "
        b"/ToUnicode %d 0 R >>" % (name, descendant, unicode)
    )


def _font(objects: Objects, subset: Subset) -> int:
    """One font; its name begins with six letters of its own, as subsets must (PDF 32000-1, 9.6.4)."""
    face, last = subset.face, max(subset.chars)
    chars = [subset.chars.get(code, 0) for code in range(last + 1)]
    name = _tag(subset.number) + b"+" + face.name
    widths = b" ".join(_number(face.width(char) if char else 0) for char in chars)
    with SUBSETTING:
        data = face.cut(chars)
    descriptor = _descriptor(objects, face, name, data)
    unicode = objects.stream(b"", _to_unicode(subset))
    return objects.add(
        b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 0 /LastChar %d /Widths [%s] "
        b"/FontDescriptor %d 0 R /ToUnicode %d 0 R >>" % (name, last, widths, descriptor, unicode)
    )


def _tag(number: int) -> bytes:
    """Six capital letters for a number."""
    letters = []
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters.append(ord("A") + rest)
    return bytes(reversed(letters))


def _descriptor(objects: Objects, face: Face, name: bytes, program: bytes) -> int:
    metrics = face.metrics
    stream = objects.stream(b"/Length1 %d" % len(program), program)
    box = b" ".join(map(_number, metrics.box))
    sizes = (metrics.ascent, metrics.descent, metrics.cap_height, metrics.italic_angle, metrics.stem_v)
    return objects.add(
        b"<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%s] "
        b"/Ascent %s /Descent %s /CapHeight %s /ItalicAngle %s /StemV %s /FontFile2 %d 0 R >>"
        % (name, (metrics.flags & ~FF_NONSYMBOLIC) | FF_SYMBOLIC, box, *map(_number, sizes), stream)
    )


def _number(value: float) -> bytes:
    return b"%g" % round(value, 3)


def _to_unicode(subset: Subset) -> bytes:
    """The map from codes back to characters."""
    pairs = [f"<{code:02X}> <{_utf16(chr(char))}>" for code, char in sorted(subset.chars.items())]
    return _blocks(pairs, "<00> <FF>").encode("ascii")


def _blocks(pairs: list[str], space: str) -> str:
    """At most a hundred pairs are in one block (Adobe Technical Note 5411)."""
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    head, _, tail = TO_UNICODE.partition("{count} beginbfchar\n{pairs}\nendbfchar")
    head = head.replace("{space}", space)
    return head + "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks) + tail


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
