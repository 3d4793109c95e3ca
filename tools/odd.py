"""Derive the RELAX NG schema and the table of docs/odd.md from the ODD.

The ODD in src/docconv/tei/schema writes out every content model and every attribute, so that it needs neither
the specifications of TEI P5 nor the stylesheets that the TEI has for its own. This script knows that much of
the language of ODD, and raises `KeyError` at what it does not know. The same ODD gives the same bytes.

`tools/odd.py` writes both; `tools/odd.py --check` fails where they are not what the ODD says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
ODD = ROOT / "src" / "docconv" / "tei" / "schema" / "docconv.odd"
SCHEMA = ODD.with_suffix(".rng")
PAGE = ROOT / "docs" / "odd.md"
TABLE = re.compile(r"(?<=<!-- table -->\n).*(?=<!-- end of table -->)", re.DOTALL)

Element = etree._Element  # noqa: SLF001  the only name lxml gives to the type
NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
NOTE = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
PREFIXES = {
    None: RNG[1:-1],
    "a": "http://relaxng.org/ns/compatibility/annotations/1.0",
    "sch": SCHEMATRON,
}
TYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
HOW_OFTEN = {
    ("1", "1"): None,
    ("0", "1"): "optional",
    ("0", "unbounded"): "zeroOrMore",
    ("1", "unbounded"): "oneOrMore",
}


def add(parent: Element, tag: str, name: str | None = None) -> Element:
    """A child in the namespace of RELAX NG, and its `@name`."""
    return etree.SubElement(parent, RNG + tag, {} if name is None else {"name": name})


def schema(odd: Element) -> bytes:
    """The RELAX NG of an ODD, with its Schematron."""
    spec = next(odd.iter(f"{TEI}schemaSpec"))
    grammar = etree.Element(f"{RNG}grammar", nsmap=PREFIXES)  # type: ignore[arg-type]
    grammar.set("datatypeLibrary", TYPES)
    grammar.set("ns", spec.get("ns", ""))
    grammar.append(etree.Comment(" Derived from docconv.odd by tools/odd.py: change that, not this. "))
    etree.SubElement(grammar, f"{{{SCHEMATRON}}}ns", prefix="tei", uri=NAMESPACE)
    add(add(grammar, "start"), "ref", spec.get("start", ""))
    for one in spec.iterchildren(f"{TEI}dataSpec", f"{TEI}macroSpec"):
        define = add(grammar, "define", ident(one))
        documented(define, one)
        content(define, one.find(f"{TEI}content"))
    for one in spec.iterchildren(f"{TEI}classSpec"):
        define_class(grammar, one, spec)
    for one in spec.iterchildren(f"{TEI}elementSpec"):
        define_element(grammar, one)
    etree.indent(grammar)
    return etree.tostring(grammar, encoding="utf-8", xml_declaration=True) + b"\n"


def ident(spec: Element) -> str:
    """The identifier of a specification."""
    return str(spec.attrib["ident"])


def documented(parent: Element, spec: Element) -> None:
    """The description of a specification, on one line, for editors and for messages."""
    sentence = description(spec)
    if sentence:
        etree.SubElement(parent, NOTE).text = sentence


def description(spec: Element) -> str:
    """The text of `desc`."""
    found = spec.find(f"{TEI}desc")
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())


def define_class(grammar: Element, spec: Element, whole: Element) -> None:
    """A class: its members to choose from, or its attributes."""
    pattern = add(grammar, "define", ident(spec))
    if spec.get("type") == "atts":
        attributes(pattern, spec.find(f"{TEI}attList"))
        constraints(grammar, spec)
        return
    choice = add(pattern, "choice")
    for member in whole.iterchildren(f"{TEI}elementSpec"):
        if ident(spec) in classes(member):
            add(choice, "ref", ident(member))


def classes(spec: Element) -> list[str]:
    """The classes that an element is a member of."""
    return [str(one.attrib["key"]) for one in spec.iterfind(f"{TEI}classes/{TEI}memberOf")]


def define_element(grammar: Element, spec: Element) -> None:
    """An element: its attributes, those of its classes, its content."""
    element = add(add(grammar, "define", ident(spec)), "element", element_name(spec))
    documented(element, spec)
    for key in classes(spec):
        if key.startswith("att."):
            add(element, "ref", key)
    attributes(element, spec.find(f"{TEI}attList"))
    content(element, spec.find(f"{TEI}content"))
    constraints(grammar, spec)


def element_name(spec: Element) -> str:
    """The name of an element in documents."""
    return spec.findtext(f"{TEI}altIdent") or ident(spec)


def attributes(parent: Element, listed: Element | None) -> None:
    """The attributes of a list, which all stand there or exclude each other."""
    for child in () if listed is None else listed.iterchildren(f"{TEI}attDef", f"{TEI}attList"):
        if child.tag == f"{TEI}attList":
            attributes(add(parent, "choice") if child.get("org") == "choice" else parent, child)
        else:
            attribute(parent if child.get("usage") == "req" else add(parent, "optional"), child)


def attribute(parent: Element, spec: Element) -> None:
    """One attribute: a value of a closed list, or of a type."""
    declared = add(parent, "attribute", ident(spec))
    documented(declared, spec)
    values = spec.find(f"{TEI}valList[@type='closed']")
    if values is None:
        datatype = spec.find(f"{TEI}datatype")
        many = datatype is not None and datatype.get("maxOccurs") == "unbounded"
        content(add(add(declared, "list"), "oneOrMore") if many else declared, datatype)
        return
    choice = add(declared, "choice")
    for value in values.iterchildren(f"{TEI}valItem"):
        add(choice, "value").text = ident(value)
        documented(choice, value)


def content(parent: Element, model: Element | None) -> None:
    """The content model in `content`, `sequence`, `alternate` or `datatype`."""
    for part in () if model is None else model.iterchildren(f"{TEI}*"):
        often = HOW_OFTEN[part.get("minOccurs", "1"), part.get("maxOccurs", "1")]
        pattern(add(parent, often) if often else parent, part)


def pattern(parent: Element, part: Element) -> None:
    """One part of a content model."""
    match etree.QName(part).localname:
        case "sequence":
            content(add(parent, "group"), part)
        case "alternate":
            content(add(parent, "choice"), part)
        case "elementRef" | "classRef" | "macroRef":
            add(parent, "ref", str(part.attrib["key"]))
        case "dataRef" if "key" in part.attrib:
            add(parent, "ref", str(part.attrib["key"]))
        case "dataRef":
            data = add(parent, "data")
            data.set("type", str(part.attrib["name"]))
            if "restriction" in part.attrib:
                add(data, "param", "pattern").text = str(part.attrib["restriction"])
        case "textNode":
            add(parent, "text")
        case "empty":
            add(parent, "empty")
        case other:
            raise KeyError(other)


def constraints(grammar: Element, spec: Element) -> None:
    """The Schematron of a specification, behind it."""
    for one in spec.iterchildren(f"{TEI}constraintSpec"):
        rules = etree.SubElement(grammar, f"{{{SCHEMATRON}}}pattern", id=ident(one))
        for rule in one.iterfind(f"{TEI}constraint/{{{SCHEMATRON}}}rule"):
            copy = etree.SubElement(rules, rule.tag)
            copy.set("context", rule.get("context", ""))
            for part in rule:
                given = {str(key): str(value) for key, value in part.items()}
                etree.SubElement(copy, part.tag, given).text = part.text


def rows(odd: Element) -> Iterator[str]:
    """The rows of the table of elements: name, counterpart in the model, description."""
    for spec in odd.iter(f"{TEI}elementSpec"):
        equivalents = spec.findall(f"{TEI}equiv")
        model = ", ".join(f"`{one.get('name')}`" for one in equivalents)
        holders = f" in {parents(odd, ident(spec))}" if spec.find(f"{TEI}altIdent") is not None else ""
        yield f"| `{element_name(spec)}`{holders} | {model} | {description(spec)} |"


def parents(odd: Element, key: str) -> str:
    """The elements or classes whose content models name an element."""
    specs = odd.iter(f"{TEI}elementSpec")
    found = [one for one in specs if any(ref.get("key") == key for ref in one.iter(f"{TEI}elementRef"))]
    return ", ".join(f"`{element_name(one)}`" for one in found) or "the text"


def table(odd: Element) -> str:
    """The table of elements in Markdown."""
    return "\n".join(["| element | model | what it is |", "|---|---|---|", *rows(odd), ""])


def derived() -> Iterable[tuple[Path, bytes]]:
    """The files that the ODD decides about, with what they should hold."""
    odd = etree.parse(ODD, etree.XMLParser(remove_comments=True)).getroot()
    yield SCHEMA, schema(odd)
    if PAGE.exists():
        page = PAGE.read_text(encoding="utf-8")
        yield PAGE, TABLE.sub(lambda _: table(odd), page).encode()


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` tell which are stale. The exit code."""
    stale = [(path, data) for path, data in derived() if not path.exists() or path.read_bytes() != data]
    for path, data in stale:
        print(path.relative_to(ROOT), "is not what docconv.odd says" if arguments else "written")
        if not arguments:
            path.write_bytes(data)
    return 1 if stale and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
