"""Which files can be kept: TEI as it is today, all of whose text is in one file."""

from __future__ import annotations

from docconv.patterns import regex
from docconv.tei.names import NAMESPACE

ROOT = regex(
    rb"(?s)[^<]*+(?:<\?.*?\?>[^<]*+|<!--.*?-->[^<]*+|<!DOCTYPE(?:[^\[<>]|<[^>]*+>|\[.*?\]\s*+(?=>))*+>[^<]*+)*+<([^<>]*+)>"
)
INCLUDING = b"http://www.w3.org/2001/XInclude"
WINDOW = 1 << 16


def is_alone(data: bytes) -> bool:
    """Whether a file is TEI P5 in UTF-8 that includes no other file."""
    root = ROOT.match(data[:WINDOW])
    return root is not None and NAMESPACE.encode() in root[1] and INCLUDING not in data
