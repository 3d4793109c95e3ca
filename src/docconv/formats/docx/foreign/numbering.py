"""Numbers of lists, which a word processor counts and does not store (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import define, field, frozen

from docconv.formats.docx.package.reading import WML, Element, value

PLACE = re.compile(r"%([1-9])")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
BULLET = "•"
LARGEST = 9999


@frozen
class NumberingLevel:
    """How one level of a list counts: from where, in which figures, in what text."""

    start: int = 1
    figures: str = "decimal"
    text: str = "%1."


@define
class Numbering:
    """Counts the items of all lists of a file. Numbering of one definition go on counting together."""

    definitions: Mapping[str, str]
    levels: Mapping[str, Mapping[int, NumberingLevel]]
    counts: dict[str, dict[int, int]] = field(factory=dict)

    def next(self, identifier: str, depth: int) -> str:
        """The number of the next item of a list, empty where it has none."""
        definition = self.definitions.get(identifier, "")
        level = self.levels.get(definition, {}).get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(definition, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if level.figures in ("bullet", "none"):
            return BULLET if level.figures == "bullet" else ""
        return PLACE.sub(lambda match: self._figure(definition, int(match[1]) - 1), level.text)

    def _figure(self, definition: str, depth: int) -> str:
        level = self.levels[definition].get(depth, NumberingLevel())
        return figure(self.counts[definition].get(depth, level.start), level.figures)


def numbering_of(numbering: Element | None) -> Numbering:
    """The lists of a file, from the root of their part."""
    if numbering is None:
        return Numbering({}, {})
    definitions = {
        number.get(f"{WML}numId", ""): value(number, "abstractNumId")
        for number in numbering.iter(f"{WML}num")
    }
    levels = {
        abstract.get(f"{WML}abstractNumId", ""): {
            int(level.get(f"{WML}ilvl", "0")): _level(level)
            for level in abstract.iter(f"{WML}lvl")
            if level.get(f"{WML}ilvl", "0").isdigit()
        }
        for abstract in numbering.iter(f"{WML}abstractNum")
    }
    return Numbering(definitions, levels)


def _level(element: Element) -> NumberingLevel:
    start = value(element, "start", "1")
    figures, text = value(element, "numFmt", "decimal"), value(element, "lvlText")
    return NumberingLevel(int(start) if start.isdigit() else 1, figures, text)


def figure(number: int, figures: str) -> str:
    """A number in letters, in Roman figures, or in Arabic ones."""
    if not 0 < number <= LARGEST:
        return str(number)
    if figures in ("lowerLetter", "upperLetter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif figures in ("lowerRoman", "upperRoman"):
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if figures.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for worth, letters in ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text
