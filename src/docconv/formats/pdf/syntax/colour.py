"""The colour space of the output intent: sRGB as an ICC profile (ICC.1:2004-10; IEC 61966-2-1)."""

from __future__ import annotations

import struct
from functools import cache

ONE = 65536
WHITE = (0.9642, 1.0, 0.8249)
"""D50, the white of the profile connection space."""
PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""The primaries of sRGB, adapted to D50."""
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""(a x + b) ** g from d on, c x below: parametric curve of type 3."""
DATE = (2004, 10, 1, 0, 0, 0)


def _numbers(values: tuple[float, ...]) -> bytes:
    """Numbers as s15Fixed16."""
    return b"".join(struct.pack(">i", round(value * ONE)) for value in values)


def _text(text: str) -> bytes:
    """A text in one language, `mluc`."""
    data = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">4xII2s2sII", 1, 12, b"en", b"US", len(data), 28) + data


@cache
def srgb() -> bytes:
    """The profile: the same bytes each time."""
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("No copyright"),
        b"wtpt": b"XYZ \0\0\0\0" + _numbers(WHITE),
        **{name: b"XYZ \0\0\0\0" + _numbers(value) for name, value in PRIMARIES.items()},
        b"rTRC": b"para" + struct.pack(">4xHxx", 3) + _numbers(CURVE),
    }
    at = 128 + 4 + 12 * (len(tags) + 2)
    table, body = [], b""
    for name, data in tags.items():
        table.append(struct.pack(">4sII", name, at + len(body), len(data)))
        body += data + bytes(-len(data) % 4)
    curve = table[-1][4:]
    table += [b"gTRC" + curve, b"bTRC" + curve]
    head = struct.pack(
        ">I4xI4s4s4s6H4s", at + len(body), 0x04200000, b"mntr", b"RGB ", b"XYZ ", *DATE, b"acsp"
    )
    head = head.ljust(68, b"\0") + _numbers(WHITE)
    return head.ljust(128, b"\0") + struct.pack(">I", len(table)) + b"".join(table) + body
