"""The structure tree of a PDF that docconv wrote, read with pikepdf: elements and their text in order.

The text of an element is its `/ActualText`, if it has one, else that of its marked content on the pages.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import pikepdf

from docconv.bidi import TURNING_SPACE
from docconv.formats.pdf.reading.agreement import Closed, Event, Opened
from docconv.patterns import regex

Identity: TypeAlias = tuple[int, int]
Marked: TypeAlias = Mapping[tuple[Identity, int], str]

DEEPEST = 2000
INSIDE = rb"[^()\\]*+(?:\\.[^()\\]*+)*+"
STEP = regex(
    rb"\((?P<literal>%(inside)s)\)(?:\s*+(?P<shown>Tj)\b)?"
    rb"|<(?:<(?P<facts>[^<>()]*+(?:(?:\(%(inside)s\)|<[^<>]*+>)[^<>()]*+)*+)>>\s*+BDC\b"
    rb"|(?P<digits>[0-9A-Fa-f\s]*+)>\s*+(?P<coded>Tj)\b)"
    rb"|B(?P<begin>[DM]C)\b|E(?P<end>MC)\b"
    rb"|/(?P<font>[^\s()<>\[\]{}/%%]++)\s++[-+.\d]++\s++Tf\b" % {b"inside": INSIDE},
    re.DOTALL,
)
"""What matters of a content stream (ISO 32000-2, 7.8.2): strings that are shown, or passed over; marked
content that begins and ends; fonts.
"""
PLAIN = regex(rb"/ActualText\s*+\(([ -'*-\[\]-~]*+)\)")
MCID = regex(rb"/MCID\s++(\d{1,9})")
PAIR = regex(rb"<([0-9A-Fa-f]{2})>\s*+<([0-9A-Fa-f]+)>")


class StructureError(Exception):
    """The structure tree is not one that docconv writes; the text says why."""


def events(pdf: pikepdf.Pdf) -> Iterator[Event]:
    """Elements as they begin and end, and the text in them. Raises `StructureError`."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        message = "it has no structure tree"
        raise StructureError(message)
    marked = _marked(pdf)
    stack: list[tuple[Any, Identity | None, int]] = [(kid, None, 0) for kid in reversed(_kids(root))]
    seen: set[Identity] = set()
    while stack:
        node, page, depth = stack.pop()
        if node is None:
            yield Closed()
        elif isinstance(node, int):
            yield marked.get((page or (0, 0), node), "")
        elif "/MCID" in (names := _names(node)):
            own = node.Pg.objgen if "/Pg" in names else page or (0, 0)
            yield marked.get((own, int(node.MCID)), "")
        elif "/S" in names:
            _check(node.objgen, seen, depth)
            properties = _properties(node) if "/A" in names else ()
            yield Opened(str(node.S)[1:], str(node.ID) if "/ID" in names else "", properties)
            own = node.Pg.objgen if "/Pg" in names else page
            stack.append((None, None, depth))
            if "/ActualText" in names:
                yield str(node.ActualText)
            elif "/K" in names:
                stack.extend((kid, own, depth + 1) for kid in reversed(_kids(node)))


def _names(node: pikepdf.Object) -> Container[str]:
    """What an element has, asked at once, since each question to it takes long; of others nothing."""
    return node.keys() if isinstance(node, pikepdf.Dictionary) else ()


def _check(identity: Identity, seen: set[Identity], depth: int) -> None:
    """Whether an element is met for the first time, not too deep."""
    if identity in seen or depth > DEEPEST:
        message = "its structure tree has a circle"
        raise StructureError(message)
    if identity != (0, 0):
        seen.add(identity)


def _kids(node: pikepdf.Object) -> list[Any]:
    kids: Any = node.get("/K", [])
    return [*kids] if isinstance(kids, pikepdf.Array | list) else [kids]


def _properties(node: pikepdf.Object) -> tuple[tuple[str, str], ...]:
    if "/P" not in node.A:
        return ()
    items: Iterable[Any] = node.A.P
    return tuple((str(item.N), str(item.V)) for item in items)


def _marked(pdf: pikepdf.Pdf) -> Marked:
    """The text of marked content, by page and number."""
    found: dict[tuple[Identity, int], str] = {}
    codes: dict[Identity, dict[int, str]] = {}
    for page in pdf.pages:
        for number, text in _of_page(_content(page), _fonts(page, codes)).items():
            found[page.obj.objgen, number] = text
    return found


def _content(page: pikepdf.Page) -> bytes:
    """What is drawn on a page."""
    streams: Any = page.obj.get("/Contents", [])
    parts = [streams] if isinstance(streams, pikepdf.Stream) else streams
    return b"\n".join(part.read_bytes() for part in parts)


def _of_page(content: bytes, fonts: Mapping[str, dict[int, str]]) -> Mapping[int, str]:
    """The text of each marked content of a page, by its number: only the steps that matter are looked at,
    since what a page draws is very much.
    """
    parts: dict[int, list[str]] = {}
    replaced: set[int] = set()
    stack: list[int | None] = []
    current: dict[int, str] = {}
    for step in STEP.finditer(content):
        match step.lastgroup:
            case "shown" | "coded":
                if stack and stack[-1] is not None and stack[-1] not in replaced:
                    text, _ = codecs.charmap_decode(_bytes(step), "ignore", current)
                    parts.setdefault(stack[-1], []).append(text)
            case "font":
                current = fonts.get(f"/{step['font'].decode('latin-1')}", {})
            case "end":
                del stack[-1:]
            case "facts":
                number = MCID.search(step["facts"])
                stack.append(int(number[1]) if number else None)
                if number and b"/ActualText" in step["facts"]:
                    replaced.add(int(number[1]))
                    parts[int(number[1])] = [_actual(step["facts"])]
            case "begin":
                stack.append(None)
            case _:  # a string that is not shown
                pass
    return {number: "".join(texts) for number, texts in parts.items()}


def _actual(facts: bytes) -> str:
    """What marked content says that its text is."""
    plain = PLAIN.search(facts)
    if plain:
        return plain[1].decode("ascii")
    entries: Any = pikepdf.Object.parse(b"<<%s>>" % facts)
    return str(entries.ActualText)


def _bytes(step: re.Match[bytes]) -> bytes:
    """The bytes of a string that is shown."""
    literal = step["literal"]
    if literal is None:
        return bytes(pikepdf.Object.parse(b"<%s>" % step["digits"]))
    is_plain = b"\\" not in literal and b"\r" not in literal
    return literal if is_plain else bytes(pikepdf.Object.parse(b"(%s)" % literal))


def _fonts(page: pikepdf.Page, codes: dict[Identity, dict[int, str]]) -> Mapping[str, dict[int, str]]:
    """The characters of each font of a page by code; `codes` remembers those of other pages."""
    fonts: Mapping[str, Any] = dict(page.resources.get("/Font", {}).items())
    for font in fonts.values():
        if font.objgen not in codes:
            codes[font.objgen] = _characters(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    return {name: codes[font.objgen] for name, font in fonts.items()}


def _characters(cmap: bytes) -> dict[int, str]:
    """What codes show; a mark of direction behind a space is none of the text."""
    pairs = PAIR.findall(cmap.partition(b"beginbfchar")[2])
    texts = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs
    }
    return {code: " " if text == TURNING_SPACE else text for code, text in texts.items()}
