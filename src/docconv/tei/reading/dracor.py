"""The DraCor profile as docconv writes it, brought back to what the edition profile says, see
`docconv.tei.writing.profiles.dracor`.
"""

from __future__ import annotations

from docconv.tei.names import (
    DIGITAL_SOURCE,
    DRACOR_SEXES,
    ORIGINAL_SOURCE,
    REST,
    TEI,
    WIKIDATA,
    wikidata_address,
)
from docconv.tei.xml import NS, Element, add

SEXES = {said: sex for sex, said in DRACOR_SEXES.items()}


def restore_header(header: Element) -> None:
    """Give what is in a header the names that the edition profile has for the same."""
    sources = header.find("t:fileDesc/t:sourceDesc", NS)
    if sources is not None:
        for path in ("t:listEvent", f"t:bibl[@type='{WIKIDATA}']", f"t:bibl[@type='{DIGITAL_SOURCE}']"):
            for one in sources.findall(path, NS):
                sources.remove(one)
        for source in sources.iterfind(f"t:bibl[@type='{ORIGINAL_SOURCE}']", NS):
            _back(source, "subtype")
    for number in header.iterfind("t:fileDesc/t:publicationStmt/t:idno[@subtype]", NS):
        _back(number, "subtype")
    for entry in header.iterfind(".//t:listPerson/*", NS):
        _person(entry)


def _back(element: Element, attribute: str) -> None:
    """The kind that an attribute keeps."""
    kind = element.attrib.pop(attribute, REST)
    if kind == REST:
        del element.attrib["type"]
    else:
        element.set("type", str(kind))


def _person(entry: Element) -> None:
    sex = SEXES.get(str(entry.attrib.pop("sex", "")))
    if sex:
        add(entry, "sex", sex, {"value": sex})
    for name in entry.iterfind("*[@type='variant']"):
        name.set("type", "alias")
    for reference in entry.iterfind(f"t:idno[@type='{WIKIDATA}']", NS):
        reference.text = reference.get("corresp") or wikidata_address(reference.text or "")


def restore(element: Element) -> None:
    """A title page of nothing but the title as the title alone, exactly."""
    parts = element.findall("t:docTitle/t:titlePart", NS)
    if element.tag != f"{TEI}titlePage" or len(parts) != 1:
        return
    inside = parts[0]
    element.tag = f"{TEI}docTitle"
    element.text = inside.text
    element[:] = list(inside)
