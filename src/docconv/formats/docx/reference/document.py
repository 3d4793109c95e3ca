"""A reference document: a Word file whose styles and page are taken, and none of its text.

Its styles stay as they are; those of ours that it lacks are added, and take fonts, sizes and colours from its
`Normal`. Page, running heads and page numbers are those of its last section.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path

from attrs import frozen
from lxml import etree

from docconv.errors import BadInputError, FileError
from docconv.files import content
from docconv.formats import Source
from docconv.formats.docx import section as pages
from docconv.formats.docx.package.reading import WML, Element, Package, open_package
from docconv.formats.docx.package.writing import ExtraParts
from docconv.formats.docx.reference.parts import REFERENCES, extra_parts
from docconv.formats.docx.reference.styles import completed, own_ids
from docconv.formats.docx.styles import TWIPS, Style, twips
from docconv.formats.docx.xml import WORDS, R, W, node
from docconv.themes.model import Page, StyleOptions

GONE = tuple(
    f"{WML}{name}" for name in ("type", "sectPrChange", "printerSettings", "footnotePr", "endnotePr")
)
LAYOUT = tuple(
    f"{WML}{name}"
    for name in ("headerReference", "footerReference", "pgSz", "pgMar", "paperSrc", "pgBorders",
                 "lnNumType", "pgNumType", "cols")
)  # fmt: skip
"""The properties of a section up to the last one that an option sets, in the order of the schema."""
SETTINGS = tuple(
    f"{WML}{name}"
    for name in ("mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation",
                 "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders",
                 "themeFontLang", "clrSchemeMapping")
)  # fmt: skip
MEASURE = 451.0  # points: of an A4 page with margins of an inch
REMEDY = "open it in a word processor and save it as .docx"


@frozen(eq=False, repr=False)
class ReferenceDocument:
    """What is taken: the root of its styles, with our ids where they are known by our names, the properties
    of its section, settings as elements by name, and the parts that belong to these.
    """

    styles: Element
    layout: Element
    settings: Mapping[str, str]
    extra: ExtraParts

    @property
    def measure(self) -> float:
        """The width of the text in points."""
        width = _length(self.layout, "pgSz", "w") - _length(self.layout, "pgMar", "left", "right")
        return width / TWIPS if width > 0 else MEASURE

    def styles_part(self, ours: Iterable[Style], lang: str) -> bytes:
        """Its styles, those of ours that it lacks, and the language of the document."""
        return completed(self.styles, ours, lang)

    def section(self, options: StyleOptions, page: Page) -> str:
        """The properties of its section, with what the options say."""
        layout = deepcopy(self.layout)
        if options.paper is not None:
            width, height = map(twips, page.size)
            _put(layout, "pgSz", node("w:pgSz", {"w:w": width, "w:h": height}))
        if options.line_numbers is not None:
            _put(layout, "lnNumType", pages.line_numbers(page))
        if options.columns is not None:
            _put(layout, "cols", pages.columns(page))
        return etree.tostring(layout, encoding="unicode")


def read_reference(path: Path) -> ReferenceDocument:
    """The reference document in a file.

    Raises `FileError` where it cannot be read, `BadInputError` where it is no Word document.
    """
    try:
        data = content(path)
    except (OSError, ValueError) as error:
        message = f"the reference document cannot be read: {getattr(error, 'strerror', None) or error}"
        raise FileError(message, where=str(path), remedy="check the path") from error
    try:
        package = open_package(Source(data, str(path)))
    except BadInputError as error:
        message = f"no reference document: {error.message}"
        raise BadInputError(message, where=error.where, remedy="give a .docx file") from error
    main = next(package.related("", "officeDocument"), "word/document.xml")
    root, styles = package.xml(main), package.one(main, "styles")
    if root is None or root.tag != f"{WML}document":
        package.refuse("not a Word document, or one in the strict form", f"{REMEDY}, not as strict Open XML")
    if styles is None or styles.tag != f"{WML}styles":
        package.refuse("it has no styles to be taken", REMEDY)
    changed = own_ids(styles)
    layout = _section(root)
    extra = extra_parts(package, main, layout, changed)
    return ReferenceDocument(styles, layout, _settings(package, main), extra)


def _section(root: Element) -> Element:
    """The properties of the last section, with the heads and feet that it takes from sections before it."""
    inherited: dict[tuple[str, str], Element] = {}
    found = etree.Element(f"{WML}sectPr", nsmap={"w": W, "r": R})
    for found in root.iter(f"{WML}sectPr"):
        for reference in found.iterchildren(*REFERENCES):
            inherited[str(reference.tag), reference.get(f"{WML}type", "default")] = deepcopy(reference)
    layout = etree.Element(f"{WML}sectPr", nsmap={"w": W, "r": R})
    for kind in REFERENCES:
        layout.extend(reference for (tag, _), reference in inherited.items() if tag == kind)
    layout.extend(deepcopy(child) for child in found.iterchildren() if child.tag not in (*GONE, *REFERENCES))
    return layout


def _put(layout: Element, name: str, element: str) -> None:
    """Put an element, or nothing, in the place of one."""
    tag = f"{WML}{name}"
    for old in layout.findall(tag):
        layout.remove(old)
    if element:
        before = set(LAYOUT[: LAYOUT.index(tag)])
        place = sum(1 for child in layout if child.tag in before)
        (new,) = etree.fromstring(node("x", WORDS, element))
        layout.insert(place, new)


def _length(layout: Element, tag: str, *names: str) -> float:
    """The sum of some lengths of an element, 0 where it is not there."""
    found = layout.find(f"{WML}{tag}")
    values = [] if found is None else [found.get(f"{WML}{name}", "") for name in names]
    return sum(float(value) for value in values if value.lstrip("-").isdigit())


def _settings(package: Package, main: str) -> dict[str, str]:
    """The settings that say how the text looks, each as an element, by name."""
    root = package.one(main, "settings")
    found = {}
    for element in () if root is None else root.iterchildren(*SETTINGS):
        alone = etree.Element(element.tag, nsmap={"w": W})
        alone.attrib.update(element.attrib)
        found[etree.QName(element).localname] = etree.tostring(alone, encoding="unicode")
    return found
