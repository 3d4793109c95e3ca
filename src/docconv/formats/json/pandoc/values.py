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
