"""What elements, their styles and their classes say of how words look."""

from __future__ import annotations

from attrs import evolve, field, frozen

from docconv.formats.html.foreign.markup import Tag
from docconv.patterns import regex
from docconv.transcript.styled.names import is_of_speakers, of_style
from docconv.transcript.styled.paragraphs import ParagraphFormat

FEATURES = {
    "b": "bold", "strong": "bold", "th": "bold", "i": "italic", "em": "italic", "cite": "italic",
    "dfn": "italic", "var": "italic", "u": "underline", "ins": "underline",
}  # fmt: skip
LISTS = frozenset(("ul", "ol", "menu", "dir"))
HEADING = regex(r"h([1-6])")
TYPED = frozenset(("pre", "listing", "xmp"))
BESIDE = frozenset(("navigation", "complementary", "contentinfo", "search"))
"""Roles of what stands on a page beside its text."""
STEP = 720
"""How far a quotation is indented, in twentieths of a point."""
BLACK = frozenset(("black", "#000", "#000000", "inherit", "rgb(0, 0, 0)", "currentcolor"))
MOST_CLASSES = 5


@frozen
class ElementStyle:
    """The style of words in an element; `is_typed`: spaces and ends of lines are as in the file."""

    paragraph: ParagraphFormat = field(factory=ParagraphFormat)
    features: frozenset[str] = frozenset()
    is_speaker: bool = False
    is_typed: bool = False


def style_of(tag: Tag, around: ElementStyle) -> ElementStyle:
    """The style in an element that is within something of another style."""
    features = _features(tag, around.features)
    paragraph = _paragraph(tag, around.paragraph)
    speaker = around.is_speaker
    for name in tag.attributes.get("class", "").casefold().split()[:MOST_CLASSES]:
        words = name.replace("-", " ").replace("_", " ")
        speaker = speaker or is_of_speakers(words)
        paragraph = evolve(of_style(paragraph, words), style=name, speaker=False)
    return ElementStyle(paragraph, features, speaker, around.is_typed or tag.name in TYPED)


def _paragraph(tag: Tag, style: ParagraphFormat) -> ParagraphFormat:
    """What an element says of its paragraphs."""
    if tag.name == "aside" or tag.attributes.get("role", "").strip().lower() in BESIDE:
        return evolve(style, kind="boilerplate")
    if style.kind == "boilerplate":
        return style
    if heading := HEADING.fullmatch(tag.name):
        style = evolve(style, kind="heading", level=int(heading[1]))
    if tag.name == "blockquote":
        style = evolve(style, indent=style.indent + STEP)
    if tag.name in LISTS:
        style = evolve(style, listed=(tag.name, style.listed[1] + 1 if style.listed else 0))
    align = tag.attributes.get("align", "") or _style(tag).get("text-align", "")
    return evolve(style, centred=align.lower() == "center") if align or tag.name == "center" else style


def _features(tag: Tag, around: frozenset[str]) -> frozenset[str]:
    """The features of words in an element."""
    found = set(around)
    if tag.name in FEATURES:
        found.add(FEATURES[tag.name])
    for key, value in _style(tag).items():
        name, on = _feature(key, value)
        if name:
            found = found | {name} if on else found - {name}
    return frozenset(found)


def _feature(key: str, value: str) -> tuple[str, bool]:
    """The feature that a declaration turns on or off; an empty name where it does neither."""
    match key:
        case "font-weight":
            return "bold", value in ("bold", "bolder", "600", "700", "800", "900")
        case "font-style":
            return "italic", value in ("italic", "oblique")
        case "text-transform":
            return "capitals", value == "uppercase"
        case "font-variant" | "font-variant-caps":
            return "capitals", "small-caps" in value
        case "text-decoration" | "text-decoration-line":
            return "underline", "underline" in value
        case "color":
            return "colour", value not in BLACK
        case _:
            return "", False


def _style(tag: Tag) -> dict[str, str]:
    """What the element's own style declares, without what is said of its weight (`!important`)."""
    declared = (one.partition(":") for one in tag.attributes.get("style", "").lower().split(";"))
    return {key.strip(): value.partition("!")[0].strip() for key, _, value in declared}
