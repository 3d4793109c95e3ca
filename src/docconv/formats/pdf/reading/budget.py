"""How much a PDF unfolds to, measured before anything unfolds it as a whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import pikepdf

LARGEST, SMALLEST, DENSEST = 256 * 2**20, 16 * 2**20, 100
"""Bytes of all streams together; what a file of any size may unfold to; and for one byte of the file. Text
that repeats itself over and over shrinks to a sixtieth.
"""
LARGEST_TEI = 64 * 2**20
PIECE = 2**20
DEFLATE = ("/FlateDecode", "/Fl")


class UnfoldingError(Exception):
    """A file, or what is attached to it, unfolds to more bytes than a transcript can have."""


def refuse_bombs(pdf: pikepdf.Pdf, size: int) -> None:
    """Raise `UnfoldingError` where the streams of a file of some size, but for pictures, unfold to more than
    they may.
    """
    left = min(LARGEST, max(SMALLEST, DENSEST * size))
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != pikepdf.Name.Image:
            left -= sum(map(len, unfolded(thing, left)))


def content(stream: pikepdf.Object) -> bytes:
    """The bytes of an attached file. Raises `UnfoldingError` where they are too many."""
    return b"".join(unfolded(stream, LARGEST_TEI))


def unfolded(stream: pikepdf.Object, most: int) -> Iterator[bytes]:
    """The bytes of a stream in pieces, as far as they are deflated, and no more of them than a number."""
    pieces: Iterable[bytes] = (stream.read_raw_bytes(),)
    filters = stream.get("/Filter")
    for name in [] if filters is None else filters if isinstance(filters, pikepdf.Array) else [filters]:
        if str(name) not in DEFLATE:
            break
        pieces = _inflated(pieces)
    for piece in pieces:
        most -= len(piece)
        if most < 0:
            message = "it unfolds to more bytes than a transcript can have"
            raise UnfoldingError(message)
        yield piece


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Each piece may unfold to many. The end of damaged ones is missing, as it is where they are shown."""
    inflater = zlib.decompressobj()
    try:
        for piece in pieces:
            left = piece
            while left:
                yield inflater.decompress(left, PIECE)
                left = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error:
        return
