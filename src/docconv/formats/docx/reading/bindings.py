"""Content controls that are bound to custom XML: they show what is there, as in a word processor.

A word processor fills them anew when it opens a file; so a name that another program changed in the custom
XML part is the label, whatever the text still shows.
"""

from __future__ import annotations

from docconv.formats.docx.package.reading import WML, Element, Package
from docconv.patterns import regex

CONTROL, CONTENT, TEXT = f"{WML}sdt", f"{WML}sdtContent", f"{WML}t"
STEP = regex(r"(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)(?:\[([1-9]\d{0,5})\])?")
MAPPING = regex(r"xmlns:([A-Za-z_][\w.-]*)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")")
STORE_ITEM = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"


def bind(root: Element, package: Package, main: str) -> None:
    """Fill the controls of a main part. What leads nowhere stays as it is."""
    controls = [(control, control.find(f"{WML}sdtPr/{WML}dataBinding")) for control in root.iter(CONTROL)]
    bound = [(control, binding) for control, binding in controls if binding is not None]
    stores = _stores(package, main) if bound else {}
    for control, binding in bound:
        store = stores.get(binding.get(f"{WML}storeItemID", "").upper())
        if store is not None:
            text = _bound(store, binding.get(f"{WML}xpath", ""), binding.get(f"{WML}prefixMappings", ""))
            _fill(control, text)


def _stores(package: Package, main: str) -> dict[str, Element]:
    """The roots of the custom XML parts by the ids of their properties."""
    found = {}
    for part in package.related(main, "customXml"):
        properties, root = package.one(part, "customXmlProps"), package.xml(part)
        if properties is not None and root is not None:
            found[properties.get(STORE_ITEM, "").upper()] = root
    return found


def _bound(store: Element, path: str, mappings: str) -> str:
    """The text to which a path of plain steps leads, empty where there is none."""
    names = {prefix: single or double for prefix, single, double in MAPPING.findall(mappings)}
    steps = [STEP.fullmatch(step) for step in path.strip("/").split("/")]
    place: Element | None = store
    for number, step in enumerate(steps):
        if step is None or place is None:
            return ""
        tag = f"{{{names[step[1]]}}}{step[2]}" if step[1] in names else step[2]
        if number == 0:
            place = store if store.tag == tag else None
        else:
            place = next(
                (one for at, one in enumerate(place.iterchildren(tag), 1) if at == int(step[3] or 1)), None
            )
    return "" if place is None else "".join(map(str, place.itertext()))


def _fill(control: Element, text: str) -> None:
    """Put a text in the place of all texts in a control, in the style of the first of them."""
    content = control.find(CONTENT)
    texts = [] if content is None else list(content.iter(TEXT))
    if not text or not texts or "".join(one.text or "" for one in texts) == text:
        return
    for one in texts:
        one.text = ""
    texts[0].text = text
