"""The formatting of a document that others wrote: what its styles and its runs say, in a few words.

Features of type are `bold`, `italic`, `underline`, `capitals`, `colour`, `hidden`, `large`; of several
sources the nearest to the text wins: run, style of characters, style of the paragraph, defaults (ECMA-376,
part 1, 17.7.2).
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, evolve, field

from docconv.formats.docx.package.reading import OFF, VAL, WML, Element, is_on, value
from docconv.transcript.styled.names import DEEPEST, chain_of, is_of_speakers, of_style
from docconv.transcript.styled.paragraphs import Features, ParagraphFormat

BLACK = frozenset(("auto", "000000", ""))
FEATURES = {
    "b": "bold", "bCs": "bold", "i": "italic", "iCs": "italic", "u": "underline", "caps": "capitals",
    "smallCaps": "capitals", "color": "colour", "vanish": "hidden", "sz": "large",
}  # fmt: skip
SIZE, LARGER = 22, 1.2
"""The size of type where no style says it, in half points; from how many times the usual one it is large."""


@define
class ResolvedStyles:
    """The styles of a file by id, each resolved once."""

    elements: Mapping[str, Element]
    defaults: Features
    normal: str = ""
    size: int = SIZE
    paragraphs: dict[str, ParagraphFormat] = field(factory=dict)
    characters: dict[str, tuple[Features, bool]] = field(factory=dict)

    def paragraph(self, properties: Element | None) -> ParagraphFormat:
        """The format of a paragraph with some properties."""
        if properties is None:
            return self.style(self.normal)
        return _with(self.style(value(properties, "pStyle", self.normal)), properties)

    def style(self, identifier: str) -> ParagraphFormat:
        """The format of a style of paragraphs, those that it is based on included."""
        if identifier not in self.paragraphs:
            chain, below = chain_of(identifier, self._base, self.paragraphs)
            plain = ParagraphFormat(features=self.defaults)
            formatting = self.paragraphs[below] if below else plain
            for one in reversed(chain):
                if one in self.elements:
                    formatting = self.styled(formatting, self.elements[one])
                self.paragraphs[one] = formatting = evolve(formatting, style=one)
        return self.paragraphs[identifier]

    def character(self, identifier: str) -> tuple[Features, bool]:
        """The features of a style of characters, and whether it is one for those who speak."""
        if identifier not in self.characters:
            chain, below = chain_of(identifier, self._base, self.characters)
            features, speaker = self.characters[below] if below else ({}, False)
            for one in reversed(chain):
                if one in self.elements:
                    features = {**features, **self.features(self.elements[one].find(f"{WML}rPr"))}
                    speaker = speaker or is_of_speakers(_name(self.elements[one]))
                self.characters[one] = features, speaker
        return self.characters[identifier]

    def features(self, properties: Element | None) -> dict[str, bool]:
        """The features that some properties of runs turn on or off."""
        found: dict[str, bool] = {}
        for child in () if properties is None else properties:
            name = FEATURES.get(child.tag[len(WML) :])
            if name == "colour":
                found[name] = child.get(VAL, "") not in BLACK
            elif name == "large":
                found[name] = _number(child.get(VAL, "")) >= LARGER * self.size
            elif name:
                on = is_on(child)
                found[name] = on or (child.tag.endswith("Cs") and found.get(name, False))
        return found

    def styled(self, formatting: ParagraphFormat, style: Element) -> ParagraphFormat:
        """A format with what a style adds to it."""
        formatting = of_style(formatting, _name(style))
        features = {**formatting.features, **self.features(style.find(f"{WML}rPr"))}
        formatting = evolve(formatting, features=features)
        properties = style.find(f"{WML}pPr")
        return formatting if properties is None else _with(formatting, properties)

    def _base(self, identifier: str) -> str:
        return value(self.elements[identifier], "basedOn") if identifier in self.elements else ""


def resolved_styles(styles: Element | None) -> ResolvedStyles:
    """The styles of a file, from the root of their part."""
    if styles is None:
        return ResolvedStyles({}, {})
    elements = {style.get(f"{WML}styleId", ""): style for style in styles.iter(f"{WML}style")}
    default = styles.find(f"{WML}docDefaults/{WML}rPrDefault/{WML}rPr")
    normal = next(
        (name for name, style in elements.items()
         if style.get(f"{WML}type") == "paragraph" and style.get(f"{WML}default", "0") not in OFF),
        "",
    )  # fmt: skip
    sizes = (
        value(one, "rPr/sz")
        for one in (elements.get(normal), styles.find(f"{WML}docDefaults/{WML}rPrDefault"))
    )
    found = ResolvedStyles(elements, {}, normal, next(filter(None, map(_number, sizes)), SIZE))
    return evolve(found, defaults=found.features(default))


def _name(style: Element) -> str:
    return value(style, "name").strip().casefold()


def _with(formatting: ParagraphFormat, properties: Element) -> ParagraphFormat:
    """A format with the properties of a paragraph or of a style."""
    for child in properties:
        name, said = child.tag[len(WML) :], child.get(VAL, "")
        if name == "jc":
            formatting = evolve(formatting, centred=said == "center")
        elif name == "ind":
            left = child.get(f"{WML}left") or child.get(f"{WML}start") or "0"
            formatting = evolve(formatting, indent=_number(left))
        elif name == "outlineLvl" and formatting.kind in (None, "heading"):
            level = _number(said, DEEPEST)
            formatting = evolve(formatting, kind="heading" if level < DEEPEST else None, level=level + 1)
        elif name == "numPr":
            formatting = evolve(formatting, listed=_list(child))
    return formatting


def _list(properties: Element) -> tuple[str, int] | None:
    identifier = value(properties, "numId", "0")
    return None if identifier == "0" else (identifier, _number(value(properties, "ilvl", "0")))


def _number(value: str, otherwise: int = 0) -> int:
    try:
        return int(float(value))
    except (ValueError, OverflowError):
        return otherwise
