"""Which files can be kept, and whether a document is still as it was read from one."""

from __future__ import annotations

from docconv.model import Metadata, Origin, Resolved
from docconv.patterns import regex
from docconv.tei.names import MAKER, NAMESPACE

ROOT = regex(
    rb"(?s)[^<]*+(?:<\?.*?\?>[^<]*+|<!--.*?-->[^<]*+|<!DOCTYPE(?:[^\[<>]|<[^>]*+>|\[.*?\]\s*+(?=>))*+>[^<]*+)*+<([^<>]*+)>"
)
XINCLUDE, INCLUDE = b"http://www.w3.org/2001/XInclude", regex(rb"<(?:[^\s<>/:]++:)?include[\s/>]")
"""The namespace alone, which many files declare and never use, includes nothing."""
FLAT = regex(rb"<projectDesc>\s*+<p(?:\s[^<>]*+)?>" + MAKER.encode() + rb"</p>")
"""How the header of the parliament profile says what made the file."""
OWN, EMPTY_SPEECH = b'key="docconv', regex(rb"<sp(?:\s[^<>]*+)?(?:(?<=/)>|>\s*+</sp>)")
WINDOW = 1 << 16
ID = regex(rb"\sxml:id\s*+=\s*+[\"']([^\"'<>]*+)[\"']")
NAMED = regex(rb'key="docconv(?:-([a-z]+))?"')


def is_alone(data: bytes) -> bool:
    """Whether a file is TEI P5, in an encoding that has ASCII, and includes no other file; one of docconv
    with a speech of nothing, which is not what it says it is, is written anew.
    """
    root = ROOT.match(data[:WINDOW])
    if root is None or NAMESPACE.encode() not in root[1] or includes(data):
        return False
    return OWN not in data or EMPTY_SPEECH.search(data) is None


def includes(data: bytes) -> bool:
    """Whether a file includes others."""
    return XINCLUDE in data and INCLUDE.search(data) is not None


def is_remembered(data: bytes) -> bool:
    """Whether a document knows the file that it was read from: one that can be kept, and one of others that
    includes files, of which can be told what is not in the TEI that is written.
    """
    root = ROOT.match(data[:WINDOW])
    is_tei = root is not None and NAMESPACE.encode() in root[1]
    return is_alone(data) or (is_tei and includes(data) and OWN not in data and not is_flat(data))


def own_profile(data: bytes) -> str | None:
    """The profile that docconv wrote a file in, if it did, and not that of parliaments."""
    found = NAMED.search(data)
    return None if found is None else (found[1] or b"edition").decode()


def root_id(data: bytes) -> str:
    """The id of the root of a file; empty where it has none."""
    root = ROOT.match(data[:WINDOW])
    found = None if root is None else ID.search(root[1])
    return "" if found is None else found[1].decode(errors="replace").strip()


def empty_speech(data: bytes) -> tuple[int, int, int]:
    """How many speeches of nothing a file of docconv has, and line and column of the first, from 1; zeros
    where it has none. Such a file has to be written anew, for its document has a turn where nothing is said.
    """
    first = EMPTY_SPEECH.search(data) if OWN in data else None
    if first is None:
        return 0, 0, 0
    before = data[: first.start()]
    count = sum(1 for _ in EMPTY_SPEECH.finditer(data))
    return count, before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1


def is_flat(data: bytes) -> bool:
    """Whether docconv wrote a file in the parliament profile, so that another file belongs to it."""
    return FLAT.search(data) is not None


def is_as_read(document: Resolved, origin: Origin) -> bool:
    """Whether a document says what it said when it was read; the name of its file may have come to it."""
    read = origin.document
    same = facts_of(document.metadata, read.metadata) == facts_of(read.metadata, read.metadata)
    return same and has_parts_as_read(document, origin)


def has_parts_as_read(document: Resolved, origin: Origin) -> bool:
    """The same, but for the facts."""
    read = origin.document
    return (document.body, document.title, document.speakers) == (read.body, read.title, read.speakers)


def facts_of(metadata: Metadata, read: Metadata) -> tuple[object, ...]:
    """The facts of a document, with the source as far as the file itself says it."""
    source = metadata.source if read.source else None
    return (metadata.title, metadata.lang, metadata.date, metadata.status, source, *metadata.fields)
