"""What a document of pandoc prints: the words in its tree, in their order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docconv.account.words import SourceText
from docconv.formats import Source
from docconv.formats.json.pandoc.values import is_title_repeated, numbers

API = "pandoc-api-version"
BLANKS = ("Space", "SoftBreak", "LineBreak")
INLINES = ("Span", "Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps")
RAW = ("RawInline", "RawBlock")


def account(source: Source) -> Iterator[SourceText]:
    """The account of a document of pandoc; nothing for other JSON."""
    found = json.loads(source.data)
    if not isinstance(found, dict) or API not in found:
        return
    meta = found.get("meta", {})
    own = meta.get("docconv", {}).get("c", {})
    is_titled = own["titled"]["c"] if "docconv" in meta else not is_title_repeated(found)
    title = "".join(_texts(meta.get("title", []))) if is_titled else ""
    text = "".join(_texts(found.get("blocks", [])))
    yield SourceText(f"{title}\n{text}", has_points="docconv" not in meta)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401  whatever JSON holds
    """The texts in a tree, blocks and parts of tables on lines of their own."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack.extend(reversed(one))
        elif isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            stack += _below(one.get("t", ""), one.get("c", []))


def _below(kind: str, inner: Any) -> list[Any]:  # noqa: ANN401  whatever JSON holds
    """What a node prints, in reverse."""
    if kind in BLANKS:
        return [" "]
    if kind in RAW:
        return []
    if kind == "Str":
        return [inner]
    if kind == "OrderedList":
        items = zip(numbers(inner), inner[1], strict=True)
        return ["\n", *reversed([part for number, item in items for part in ("\n", f"{number} ", item)])]
    if kind in ("Code", "Math", "CodeBlock"):
        return ["\n", inner[1]] if kind == "CodeBlock" else [inner[1]]
    parted = "" if kind in INLINES else "\n"
    return [parted, _without_attributes(inner), parted]


def _without_attributes(inner: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    """A list without what names and numbers its nodes: attributes, targets of links."""
    if not isinstance(inner, list):
        return inner if isinstance(inner, dict) else []
    return [
        _without_attributes(one) if isinstance(one, list) and not _is_attribute(one) else one
        for one in inner
        if isinstance(one, dict | list) and not _is_attribute(one)
    ]


def _is_attribute(one: object) -> bool:
    """Whether it is the attributes of a node, or the address of a link with its title."""
    return isinstance(one, list) and bool(one) and isinstance(one[0], str)
