"""What the filters of a stream make of its bytes, piece by piece (ISO 32000-2, 7.4), so that whoever counts
can stop. Those of pictures are left out. The end of a damaged stream is missing, as it is where it is shown.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

PIECE = 2**20
CLEAR, END, LONGEST_CODE = 256, 257, 12
HEXADECIMAL = b"0123456789ABCDEFabcdef"
BASE_85 = bytes(range(ord("!"), ord("u") + 1))
EVERY = bytes(range(256))


def inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """FlateDecode: each piece may unfold to many."""
    inflater = zlib.decompressobj()
    try:
        for piece in pieces:
            left = piece
            while left and not inflater.eof:
                yield inflater.decompress(left, PIECE)
                left = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error:
        return


def from_lzw(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """LZWDecode, codes of nine to twelve bits; how long they are changes early, as nearly all have it."""
    table = [bytes((code,)) for code in range(CLEAR)] + [b"", b""]
    width, held, bits, before = 9, 0, 0, b""
    for byte in (byte for piece in pieces for byte in piece):
        held, bits = held << 8 | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & (1 << bits) - 1
        if code == CLEAR:
            del table[END + 1 :]
            width, before = 9, b""
            continue
        if code == END or code > len(table) or (code == len(table) and not before):
            return
        entry = table[code] if code < len(table) else before + before[:1]
        yield entry
        if before and len(table) < 1 << LONGEST_CODE:
            table.append(before + entry[:1])
        before, width = entry, min(LONGEST_CODE, (len(table) + 1).bit_length())


def from_run_length(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """RunLengthDecode: bytes as they are, or one many times."""
    data, at = b"".join(pieces), 0
    while at < len(data) and data[at] != 128:
        count = data[at]
        if count < 128:
            yield data[at + 1 : at + 2 + count]
        else:
            yield data[at + 1 : at + 2] * (257 - count)
        at += 2 + count if count < 128 else 2


def from_hexadecimal(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """ASCIIHexDecode; what is no figure is passed over."""
    digits = b"".join(pieces).partition(b">")[0].translate(None, EVERY.translate(None, HEXADECIMAL))
    yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def from_base_85(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """ASCII85Decode; what is no figure is passed over, and `z` is four zeros."""
    text = b"".join(pieces).partition(b"~")[0].replace(b"z", b"!!!!!")
    digits = text.translate(None, EVERY.translate(None, BASE_85))
    for at in range(0, len(digits), 5):
        group, value = digits[at : at + 5], 0
        for digit in group.ljust(5, b"u"):
            value = value * 85 + digit - BASE_85[0]
        yield (value & 0xFFFFFFFF).to_bytes(4, "big")[: len(group) - 1]


FILTERS: Mapping[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "FlateDecode": inflated,
    "Fl": inflated,
    "LZWDecode": from_lzw,
    "LZW": from_lzw,
    "RunLengthDecode": from_run_length,
    "RL": from_run_length,
    "ASCIIHexDecode": from_hexadecimal,
    "AHx": from_hexadecimal,
    "ASCII85Decode": from_base_85,
    "A85": from_base_85,
}
