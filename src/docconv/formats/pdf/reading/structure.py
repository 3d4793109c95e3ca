"""The structure tree of a PDF that docconv wrote, read with pikepdf: elements and their text in order.

The text of an element is its `/ActualText`, if it has one, else that of its marked content on the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import pikepdf

from docconv.formats.pdf.reading.agreement import Closed, Event, Opened
from docconv.patterns import regex

Identity: TypeAlias = tuple[int, int]
Marked: TypeAlias = Mapping[tuple[Identity, int], str]

DEEPEST = 2000
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
        elif "/MCID" in node:
            yield marked.get((node.Pg.objgen if "/Pg" in node else page or (0, 0), int(node.MCID)), "")
        elif "/S" in node:
            _check(node, seen, depth)
            yield Opened(str(node.S)[1:], str(node.get("/ID", "")), _properties(node))
            own = node.Pg.objgen if "/Pg" in node else page
            stack.append((None, None, depth))
            if "/ActualText" in node:
                yield str(node.ActualText)
            else:
                stack.extend((kid, own, depth + 1) for kid in reversed(_kids(node)))


def _check(node: pikepdf.Object, seen: set[Identity], depth: int) -> None:
    """Whether an element is met for the first time, not too deep."""
    if node.objgen in seen or depth > DEEPEST:
        message = "its structure tree has a circle"
        raise StructureError(message)
    if node.objgen != (0, 0):
        seen.add(node.objgen)


def _kids(node: pikepdf.Object) -> list[Any]:
    kids: Any = node.get("/K", [])
    return [*kids] if isinstance(kids, pikepdf.Array | list) else [kids]


def _properties(node: pikepdf.Object) -> tuple[tuple[str, str], ...]:
    if "/A" not in node or "/P" not in node.A:
        return ()
    items: Iterable[Any] = node.A.P
    return tuple((str(item.N), str(item.V)) for item in items)


def _marked(pdf: pikepdf.Pdf) -> Marked:
    """The text of marked content, by page and number."""
    parts: dict[tuple[Identity, int], list[str]] = {}
    codes: dict[Identity, Mapping[int, str]] = {}
    replaced: set[tuple[Identity, int]] = set()
    for page in pdf.pages:
        fonts = _fonts(page, codes)
        stack: list[int | None] = []
        current: Mapping[int, str] = {}
        for step in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj"):
            operator, operands = str(step.operator), step.operands
            if operator == "Tj":
                if stack and stack[-1] is not None and (page.obj.objgen, stack[-1]) not in replaced:
                    text = "".join(current.get(code, "") for code in bytes(operands[0]))
                    parts.setdefault((page.obj.objgen, stack[-1]), []).append(text)
            elif operator == "Tf":
                current = fonts.get(str(operands[0]), {})
            elif operator == "EMC":
                del stack[-1:]
            else:
                stack.append(_number(operands))
                if stack[-1] is not None and "/ActualText" in operands[1]:
                    replaced.add((page.obj.objgen, stack[-1]))
                    parts[page.obj.objgen, stack[-1]] = [str(operands[1].ActualText)]
    return {key: "".join(texts) for key, texts in parts.items()}


def _number(operands: Any) -> int | None:  # noqa: ANN401  pikepdf gives lists of several types
    """The number of marked content; none for an artifact."""
    properties = operands[1] if len(operands) > 1 else None
    return (
        int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None
    )


def _fonts(page: pikepdf.Page, codes: dict[Identity, Mapping[int, str]]) -> Mapping[str, Mapping[int, str]]:
    """The characters of each font of a page by code; `codes` remembers those of other pages."""
    fonts: Mapping[str, Any] = dict(page.resources.get("/Font", {}).items())
    for font in fonts.values():
        if font.objgen not in codes:
            codes[font.objgen] = _characters(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    return {name: codes[font.objgen] for name, font in fonts.items()}


def _characters(cmap: bytes) -> Mapping[int, str]:
    pairs = PAIR.findall(cmap.partition(b"beginbfchar")[2])
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs
    }
