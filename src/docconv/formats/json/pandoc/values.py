"""Values in a tree of pandoc: what they have to be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Json: TypeAlias = Any
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LARGEST_ROMAN, LARGEST_ALPHA = 4000, 26 * 26
AROUND = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}


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


def numbers(listed: Json) -> Iterator[str]:
    """What an `OrderedList` prints before its items, `1.`, `(b)`, `IV)`. Raises `TypeError`, `ValueError`."""
    first, style, delimiter = listed[0]
    before, after = AROUND.get(string(delimiter["t"]), ("", "."))
    for number in range(first, first + len(listed[1])):
        yield f"{before}{_numeral(number, string(style['t']))}{after}"


def _numeral(number: int, style: str) -> str:
    """A number as a style has it; letters are doubled after the last one, `aa`."""
    text = str(number)
    if style.endswith("Alpha") and 0 < number <= LARGEST_ALPHA:
        text = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
    elif style.endswith("Roman") and 0 < number < LARGEST_ROMAN:
        text, left = "", number
        for value, sign in ROMAN:
            text += sign * (left // value)
            left %= value
    return text.upper() if style.startswith("Upper") else text
