"""The styles of an OpenDocument file in a few words, each resolved once (ODF 1.3, part 3, 16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import define, evolve, field

from docconv.formats.odt.parts import FO, OFFICE, STYLE, TEXT, Element
from docconv.patterns import regex
from docconv.transcript.styled.names import chain_of, is_of_speakers, of_style
from docconv.transcript.styled.paragraphs import Features, ParagraphFormat

BLACK = frozenset(("#000000", ""))
LENGTH = regex(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt|pc|px)")
TWENTIETHS = {"cm": 566.93, "mm": 56.693, "in": 1440, "pt": 20, "pc": 240, "px": 15}
SPACE = "_20_"
"""How the name of a style writes a space."""
TURNED_ON: Mapping[str, tuple[str, frozenset[str]]] = {
    f"{FO}font-weight": ("bold", frozenset(("bold", "600", "700", "800", "900"))),
    f"{FO}font-style": ("italic", frozenset(("italic", "oblique"))),
    f"{FO}text-transform": ("capitals", frozenset(("uppercase",))),
    f"{FO}font-variant": ("capitals", frozenset(("small-caps",))),
    f"{TEXT}display": ("hidden", frozenset(("none",))),
}


@define
class OdtStyles:
    """The styles of paragraphs and of characters by name; automatic ones are those of single paragraphs."""

    elements: Mapping[tuple[str, str], Element]
    automatic: frozenset[tuple[str, str]]
    defaults: Features
    paragraphs: dict[str, ParagraphFormat] = field(factory=dict)
    characters: dict[str, tuple[Features, bool]] = field(factory=dict)

    def paragraph(self, name: str) -> ParagraphFormat:
        """The format of a style of paragraphs, those that it is based on included."""
        if name not in self.paragraphs:
            chain, below = chain_of(name, self._base("paragraph"), self.paragraphs)
            plain = ParagraphFormat(features=self.defaults)
            formatting = self.paragraphs[below] if below else plain
            for one in reversed(chain):
                key = "paragraph", one
                if key in self.elements:
                    is_named = key not in self.automatic
                    formatting = _styled(formatting, self.elements[key], is_named=is_named)
                    formatting = evolve(formatting, style=one) if is_named else formatting
                self.paragraphs[one] = formatting
        return self.paragraphs[name]

    def character(self, name: str) -> tuple[Features, bool]:
        """The features of a style of characters, and whether it is one for those who speak."""
        if name not in self.characters:
            chain, below = chain_of(name, self._base("text"), self.characters)
            features, speaker = self.characters[below] if below else ({}, False)
            for one in reversed(chain):
                key = "text", one
                if key in self.elements:
                    features = {**features, **features_of(self.elements[key])}
                    is_named = key not in self.automatic
                    speaker = speaker or (is_named and is_of_speakers(_shown(self.elements[key])))
                self.characters[one] = features, speaker
        return self.characters[name]

    def _base(self, family: str) -> Callable[[str], str]:
        """What each style of a family is based on."""

        def base(name: str) -> str:
            element = self.elements.get((family, name))
            return "" if element is None else element.get(f"{STYLE}parent-style-name", "")

        return base


def odt_styles(roots: Iterable[Element]) -> OdtStyles:
    """The styles in the roots of the parts."""
    elements: dict[tuple[str, str], Element] = {}
    automatic: set[tuple[str, str]] = set()
    defaults: dict[str, bool] = {}
    for root in roots:
        for style in root.iter(f"{STYLE}style"):
            key = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
            elements[key] = style
            around = style.getparent()
            if around is not None and around.tag == f"{OFFICE}automatic-styles":
                automatic.add(key)
        for style in root.iter(f"{STYLE}default-style"):
            if style.get(f"{STYLE}family") == "paragraph":
                defaults |= features_of(style)
    return OdtStyles(elements, frozenset(automatic), defaults)


def features_of(style: Element) -> dict[str, bool]:
    """The features that a style turns on or off."""
    found: dict[str, bool] = {}
    for properties in style.iterchildren(f"{STYLE}text-properties"):
        for key, (name, on) in TURNED_ON.items():
            if key in properties.attrib:
                found[name] = found.get(name, False) or properties.get(key, "") in on
        if (line := properties.get(f"{STYLE}text-underline-style")) is not None:
            found["underline"] = line != "none"
        if (colour := properties.get(f"{FO}color")) is not None:
            found["colour"] = colour not in BLACK
    return found


def _shown(style: Element) -> str:
    name = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "").replace(SPACE, " ")
    return name.strip().casefold()


def _styled(formatting: ParagraphFormat, style: Element, *, is_named: bool) -> ParagraphFormat:
    """A format with what a style adds to it."""
    if is_named:
        formatting = of_style(formatting, _shown(style))
    formatting = evolve(formatting, features={**formatting.features, **features_of(style)})
    for properties in style.iterchildren(f"{STYLE}paragraph-properties"):
        if (align := properties.get(f"{FO}text-align")) is not None:
            formatting = evolve(formatting, centred=align == "center")
        if (length := LENGTH.fullmatch(properties.get(f"{FO}margin-left", ""))) is not None:
            formatting = evolve(formatting, indent=round(float(length[1]) * TWENTIETHS[length[2]]))
    return formatting
