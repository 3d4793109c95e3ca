"""The styles of a reference document: ours among them get our ids, those that are missing are added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from itertools import count

from lxml import etree

from docconv.formats.docx.package.reading import VAL, WML, Element, value
from docconv.formats.docx.scripts import families
from docconv.formats.docx.styles import Style, style_xml, styles
from docconv.formats.docx.xml import WORDS, node
from docconv.themes import theme

STYLE, STYLE_ID, NAME = f"{WML}style", f"{WML}styleId", f"{WML}name"
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
NAMING = tuple(
    f"{WML}{name}"
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink")
)
"""The elements that name a style by its id."""
ORDERS = {
    STYLE: (
        "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
        "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid", "pPr",
        "rPr", "tblPr", "trPr", "tcPr", "tblStylePr",
    ),
    f"{WML}tcPr": (
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
        "textDirection", "tcFitText", "vAlign", "hideMark",
    ),
}  # fmt: skip
"""What is in these elements, in the order of the schema, from which some programs depart."""


def own_ids(root: Element) -> dict[str, str]:
    """Give the styles that have our names our ids; the ids that changed, old -> new.

    The ids of built-in styles are in the language of the program, their names are not. A style that has
    one of our names, but is of another kind, gets another name.
    """
    default = theme()
    ours = {_key(style.name): style for style in styles(default, families(default.fonts, "en"), measure=0)}
    taken = {style.get(STYLE_ID, "") for style in root.iter(STYLE)} | {style.id for style in ours.values()}
    free = (id_ for number in count(1) if (id_ := f"House{number}") not in taken)
    changed: dict[str, str] = {}
    for style in root.iter(STYLE):
        name, identifier = style.find(NAME), style.get(STYLE_ID, "")
        own = ours.get(_key(value(style, "name")))
        if own is not None and own.kind == style.get(f"{WML}type", "paragraph"):
            changed[identifier] = own.id
        elif own is not None and name is not None:
            changed[identifier] = next(free)
            name.set(VAL, f"{name.get(VAL)} ({changed[identifier]})")
        elif identifier in {one.id for one in ours.values()}:
            changed[identifier] = next(free)
    for style in root.iter(STYLE):
        style.set(STYLE_ID, changed.get(style.get(STYLE_ID, ""), style.get(STYLE_ID, "")))
    changed = {old: new for old, new in changed.items() if old != new}
    renamed(root, changed)
    return changed


def _key(name: str) -> str:
    return name.replace(" ", "").lower()


def renamed(root: Element, changed: Mapping[str, str]) -> None:
    """Let everything that names a style by an old id name it by the new one."""
    for element in root.iter(*NAMING):
        value = element.get(VAL, "")
        if value in changed:
            element.set(VAL, changed[value])


def completed(root: Element, ours: Iterable[Style], lang: str) -> bytes:
    """The part with the styles that it lacks added, in the language of the document."""
    root = deepcopy(root)
    there = {style.get(STYLE_ID, "") for style in root.iter(STYLE)}
    for style in ours:
        if style.id not in there:
            (new,) = etree.fromstring(node("x", WORDS, style_xml(style)))
            root.append(new)
    _mend(root)
    _set_language(root, lang)
    etree.cleanup_namespaces(root, keep_ns_prefixes=root.get(IGNORABLE, "").split())
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _mend(root: Element) -> None:
    """Put elements into their order, and take out what names a style that is not there."""
    there = {style.get(STYLE_ID) for style in root.iter(STYLE)}
    for element in list(root.iter(*NAMING)):
        parent = element.getparent()
        if element.get(VAL) not in there and parent is not None:
            parent.remove(element)
    for element in root.iter(*ORDERS):
        order = [f"{WML}{name}" for name in ORDERS[str(element.tag)]]
        element[:] = sorted(element, key=lambda one: order.index(one.tag) if one.tag in order else len(order))


def _set_language(root: Element, lang: str) -> None:
    """Say the language of the document once, and nowhere another one."""
    for old in list(root.iter(f"{WML}lang")):
        parent = old.getparent()
        if parent is not None:
            parent.remove(old)
    place = root
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = place.find(f"{WML}{name}")
        if found is None:
            found = etree.Element(f"{WML}{name}")
            place.insert(0, found)
        place = found
    attributes = {f"{WML}{key}": lang for key in ("val", "eastAsia", "bidi")}
    etree.SubElement(place, f"{WML}lang", attributes)
