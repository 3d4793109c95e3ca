"""Values in a tree of pandoc: what they have to be."""

from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = Any


def attributes(found: Json) -> tuple[str, list[str], dict[str, str]]:
    """The name, the classes and the other attributes of a node. Raises `TypeError`, `ValueError`."""
    name, classes, pairs = found
    values = {string(key): string(value) for key, value in pairs}
    return string(name), list(map(string, classes)), values


def table(value: Json) -> Json:
    """An object. Raises `TypeError` for anything else."""
    if not isinstance(value, dict):
        message = f"{value!r:.40} where an object should be"
        raise TypeError(message)
    return value


def string(value: Json) -> str:
    """A text. Raises `TypeError` for anything else."""
    if not isinstance(value, str):
        message = f"{value!r:.40} where a text should be"
        raise TypeError(message)
    return value


def is_title_repeated(found: Json) -> bool:
    """Whether a tree begins with its title as a heading. So pandoc reads its own HTML, which has the title in
    its head and before the text.
    """
    title, blocks = found.get("meta", {}).get("title", {}), found["blocks"]
    while blocks and blocks[0]["t"] == "Div":
        blocks = blocks[0]["c"][1]
    is_heading = bool(blocks) and blocks[0]["t"] == "Header" and blocks[0]["c"][0] == 1
    return is_heading and blocks[0]["c"][2] == title.get("c")
