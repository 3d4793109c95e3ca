"""Numbers of lists, which a word processor counts and does not store (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from attrs import define, field, frozen

from docconv.formats.docx.package.reading import WML, Element, value
from docconv.patterns import regex

PLACE = regex(r"%([1-9])")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
BULLET = "•"
LARGEST, MOST_DIGITS = 9999, 10


@frozen
class NumberingLevel:
    """How one level of a list counts: from where, in which figures, in what text."""

    start: int = 1
    figures: str = "decimal"
    text: str = "%1."

    @property
    def worded(self) -> bool:
        """Whether it prints more than a count: a label as `Q.`, a word as `Art. %1`, the dash of a speech."""
        if self.figures == "bullet":
            return len(self.text) == 1 and unicodedata.category(self.text) == "Pd"
        return any(char.isalpha() for char in PLACE.sub("", self.text))


@frozen
class ListMark:
    """What a list prints before an item; `worded` says that it is more than a count or a bullet."""

    text: str = ""
    worded: bool = False


@frozen
class NumberingInstance:
    """A `w:num`: the definition it counts on, its levels, and from where its first item of a level counts."""

    definition: str
    levels: Mapping[int, NumberingLevel]
    restarts: Mapping[int, int]


@define
class Numbering:
    """Counts the items of all lists of a file. Instances of one definition go on counting together."""

    instances: Mapping[str, NumberingInstance]
    counts: dict[str, dict[int, int]] = field(factory=dict)
    begun: set[tuple[str, int]] = field(factory=set)

    def next(self, identifier: str, depth: int) -> ListMark:
        """The mark of the next item of a list, empty where it has none."""
        instance = self.instances.get(identifier)
        level = instance and instance.levels.get(depth)
        if not instance or not level:
            return ListMark()
        counts = self.counts.setdefault(instance.definition, {})
        if depth in instance.restarts and (identifier, depth) not in self.begun:
            counts[depth] = instance.restarts[depth] - 1
        self.begun.add((identifier, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if level.figures == "bullet":
            return ListMark(level.text if level.worded else BULLET, level.worded)
        text = PLACE.sub(lambda match: _figure(instance.levels, counts, int(match[1]) - 1), level.text)
        return ListMark(text, level.worded)


def _figure(levels: Mapping[int, NumberingLevel], counts: Mapping[int, int], depth: int) -> str:
    level = levels.get(depth, NumberingLevel())
    uncounted = level.figures in ("bullet", "none")
    return "" if uncounted else figure(counts.get(depth, level.start), level.figures)


def numbering_of(numbering: Element | None) -> Numbering:
    """The lists of a file, from the root of their part."""
    if numbering is None:
        return Numbering({})
    definitions = {
        one.get(f"{WML}abstractNumId", ""): _levels(one) for one in numbering.iter(f"{WML}abstractNum")
    }
    instances = numbering.iter(f"{WML}num")
    return Numbering({one.get(f"{WML}numId", ""): _instance(one, definitions) for one in instances})


def _instance(number: Element, definitions: Mapping[str, Mapping[int, NumberingLevel]]) -> NumberingInstance:
    definition = value(number, "abstractNumId")
    overrides = list(number.iterchildren(f"{WML}lvlOverride"))
    starts = ((_depth(one), value(one, "startOverride")) for one in overrides)
    restarts = {depth: _count(start) for depth, start in starts if start}
    levels = dict(definitions.get(definition, {}))
    for one in overrides:
        levels |= _levels(one)
    return NumberingInstance(definition, levels, restarts)


def _levels(element: Element) -> dict[int, NumberingLevel]:
    return {_depth(level): _level(level) for level in element.iterchildren(f"{WML}lvl")}


def _depth(element: Element) -> int:
    depth = element.get(f"{WML}ilvl", "0")
    return _count(depth, -1)


def _level(element: Element) -> NumberingLevel:
    figures, text = value(element, "numFmt", "decimal"), value(element, "lvlText")
    return NumberingLevel(_count(value(element, "start", "1")), figures, text)


def _count(text: str, otherwise: int = 1) -> int:
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else otherwise


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
