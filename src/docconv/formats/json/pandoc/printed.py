"""The text that a document of pandoc prints, as the reader of text knows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from docconv.formats.json.pandoc.values import attributes, numbers, string

Json: TypeAlias = Any
MARKS = {"Emph": "*", "Strong": "**"}
BREAKS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n", "RawInline": ""}
SECOND = ("Span", "Link", "Image", "Cite")
"""What has its text after attributes or citations."""
QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
PLAIN = ("Str", "Code", "Math")
INLINES = frozenset((
    *BREAKS, *MARKS, *PLAIN, "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Quoted",
    "Cite", "Link", "Image", "Note", "Span",
))  # fmt: skip
ATTRIBUTES = {
    **dict.fromkeys(("Div", "CodeBlock", "Code", "Span", "Link", "Image", "Table", "Figure"), 0),
    "Header": 1,
}
"""Where nodes have attributes."""
DEEPEST = 6
"""The deepest heading that the reader of text knows."""
LINES = ("Para", "Plain", "LineBlock")


def paragraphs(found: Json) -> Iterator[str]:
    """The paragraphs in a block, in lists of blocks and in tables, in their order; short captions, too."""
    if isinstance(found, list) and any(isinstance(one, dict) and one["t"] in INLINES for one in found):
        yield inline(found)
        return
    if isinstance(found, list):
        for one in found:
            yield from paragraphs(one)
        return
    if not isinstance(found, dict):
        return
    kind = _kind(found)
    if kind in INLINES:
        yield inline(found)
    elif kind in LINES:
        yield inline(found["c"]).strip()
    elif kind == "Header":
        yield f"{'#' * min(found['c'][0], DEEPEST)} {inline(found['c'][2])}"
    elif kind in LISTS:
        yield from LISTS[kind](found["c"])
    elif kind == "CodeBlock":
        yield string(found["c"][1])
    elif kind != "RawBlock":
        yield from paragraphs(found.get("c", []))


def _numbered(listed: Json) -> Iterator[str]:
    """The paragraphs of a list, with the numbers before its items."""
    for number, item in zip(numbers(listed), listed[1], strict=True):
        first, *others = [*paragraphs(item)] or [""]
        yield f"{number} {first}"
        yield from others


def _defined(listed: Json) -> Iterator[str]:
    """Terms, each before what is said of it."""
    for term, definitions in listed:
        yield inline(term)
        yield from paragraphs(definitions)


LISTS = {"OrderedList": _numbered, "DefinitionList": _defined}


def _kind(found: Json) -> str:
    """What a node is. Raises `TypeError` and others where its attributes are none."""
    kind: str = found["t"]
    if kind in ATTRIBUTES:
        attributes(found["c"][ATTRIBUTES[kind]])
    return kind


def inline(found: Json) -> str:
    """The text of inlines; emphasis as the reader of text knows it."""
    if isinstance(found, list):
        joint = "\n" if found and isinstance(found[0], list) else ""
        return joint.join(map(inline, found))
    if not isinstance(found, dict):
        return ""
    kind, inner = _kind(found), found.get("c", [])
    if kind in SECOND:
        return inline(inner[1])
    if kind in BREAKS:
        return BREAKS[kind]
    if kind in PLAIN:
        return string(inner if kind == "Str" else inner[1])
    if kind in MARKS:
        return _marked(MARKS[kind], inline(inner))
    if kind == "Quoted":
        return inline(inner[1]).join(QUOTES[inner[0]["t"]])
    return f" [{' '.join(paragraphs(inner))}]" if kind == "Note" else inline(inner)


def inlines_of(block: Json) -> list[Json]:
    """The inlines of a paragraph, of several lines with breaks between; none of any other block."""
    if block["t"] != "LineBlock":
        return list(block["c"]) if block["t"] in LINES else []
    lines = [one for line in block["c"] for one in ({"t": "LineBreak"}, *line)]
    return lines[1:]


def _marked(mark: str, text: str) -> str:
    """A text between marks, which stand right at its words."""
    words = text.strip()
    return text.replace(words, f"{mark}{words}{mark}", 1) if words and "*" not in words else text
