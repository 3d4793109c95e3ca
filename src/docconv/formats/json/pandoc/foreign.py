"""A document of pandoc that docconv did not write: the text that it prints, read as a transcript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from attrs import evolve

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.json.pandoc.values import attributes, is_title_repeated, string, table
from docconv.model import Draft
from docconv.notices import Notice
from docconv.tei.names import FORBIDDEN, REPLACEMENT
from docconv.transcript import read_transcript

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


def read_foreign(found: Json, source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """A tree of pandoc as a draft. Raises `BadInputError` where it prints nothing."""
    title = _inline(table(found["meta"]["title"])) if "title" in found.get("meta", {}) else ""
    if is_title_repeated(found):
        title = ""
    paragraphs = [*([f"# {title}"] if title.strip() else ()), *_paragraphs(found["blocks"])]
    text = FORBIDDEN.sub(REPLACEMENT, "\n\n".join(paragraphs).replace("\r", " "))
    if not text.strip():
        message = "a document of pandoc in which there is no text"
        raise BadInputError(message, where=source.name, remedy="give a transcript with text in it")
    draft, guesses = read_transcript(text, source.corrections, convention=source.convention)
    bare = [evolve(notice, span=None) for notice in guesses]
    return draft, tuple(bare)


def _paragraphs(found: Json) -> Iterator[str]:
    """The paragraphs in a block, in lists of blocks and in tables, in their order; short captions, too."""
    if isinstance(found, list) and any(isinstance(one, dict) and one["t"] in INLINES for one in found):
        yield _inline(found)
        return
    if isinstance(found, list):
        for one in found:
            yield from _paragraphs(one)
        return
    if not isinstance(found, dict):
        return
    kind = _kind(found)
    if kind in INLINES:
        yield _inline(found)
    elif kind in LINES:
        yield _inline(found["c"]).strip()
    elif kind == "Header":
        yield f"{'#' * min(found['c'][0], DEEPEST)} {_inline(found['c'][2])}"
    elif kind == "DefinitionList":
        for term, definitions in found["c"]:
            yield _inline(term)
            yield from _paragraphs(definitions)
    elif kind == "CodeBlock":
        yield string(found["c"][1])
    elif kind != "RawBlock":
        yield from _paragraphs(found.get("c", []))


def _kind(found: Json) -> str:
    """What a node is. Raises `TypeError` and others where its attributes are none."""
    kind: str = found["t"]
    if kind in ATTRIBUTES:
        attributes(found["c"][ATTRIBUTES[kind]])
    return kind


def _inline(found: Json) -> str:
    """The text of inlines; emphasis as the reader of text knows it."""
    if isinstance(found, list):
        joint = "\n" if found and isinstance(found[0], list) else ""
        return joint.join(map(_inline, found))
    if not isinstance(found, dict):
        return ""
    kind, inner = _kind(found), found.get("c", [])
    if kind in SECOND:
        return _inline(inner[1])
    if kind in BREAKS:
        return BREAKS[kind]
    if kind in PLAIN:
        return string(inner if kind == "Str" else inner[1])
    if kind in MARKS:
        return _marked(MARKS[kind], _inline(inner))
    if kind == "Quoted":
        return _inline(inner[1]).join(QUOTES[inner[0]["t"]])
    return f" [{' '.join(_paragraphs(inner))}]" if kind == "Note" else _inline(inner)


def _marked(mark: str, text: str) -> str:
    """A text between marks, which stand right at its words."""
    words = text.strip()
    return text.replace(words, f"{mark}{words}{mark}", 1) if words and "*" not in words else text
