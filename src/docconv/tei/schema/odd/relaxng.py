"""An ODD as a grammar of RELAX NG."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from docconv.errors import UsageError
from docconv.tei.names import TEI
from docconv.tei.schema.odd.attributes import Attributes
from docconv.tei.schema.odd.changes import ident
from docconv.tei.schema.odd.patterns import Patterns, grouped, pattern
from docconv.tei.schema.odd.specifications import Specifications, specifications, takes_up
from docconv.tei.xml import Element

TYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
BESIDE = "p5subset.xml"
"""The specifications of the TEI, as each of its releases has them in xml/tei/odd."""


def grammar_of(odd: Element, path: Path) -> tuple[Element, int]:
    """The grammar of an ODD, and how many of its constraints (Schematron) it does not have. `path` is where
    the ODD is, beside which the specifications of the TEI are looked for. Raises `UsageError`.
    """
    try:
        specs = specifications(odd, _specifications_of_tei(odd, path) if takes_up(odd) else None)
        return grammar(specs), specs.constraints
    except RecursionError as error:
        message = "the ODD has classes or groups that refer to each other in a circle"
        raise UsageError(message, where=str(path), remedy="take one of the references away") from error


def grammar(specs: Specifications) -> Element:
    """The grammar of specifications. Raises `UsageError` for what they have that it cannot say."""
    patterns = Patterns(specs)
    attributes = Attributes(patterns)
    found = pattern("grammar")
    found.set("datatypeLibrary", TYPES)
    found.set("ns", specs.namespace)
    starts = [pattern("ref", name=one) for one in specs.starts if specs.get(one) is not None]
    if not starts:
        message = f"the schema of the ODD begins with {' '.join(specs.starts)}, which it does not have"
        raise UsageError(message, remedy="take the module up that has it, or mend start of schemaSpec")
    found.append(pattern("start", *grouped("choice", starts)))
    for spec in (*specs.of("macroSpec"), *specs.of("dataSpec")):
        content = patterns.content(spec.find(f"{TEI}content"))
        found.append(pattern("define", *_or_empty(content), name=ident(spec)))
    for spec in specs.of("classSpec"):
        found.append(attributes.of_class(spec) if spec.get("type") == "atts" else _members(spec, patterns))
    for spec in specs.of("elementSpec"):
        found.append(_element(spec, patterns, attributes))
    found.extend(patterns.others)
    return found


def _members(spec: Element, patterns: Patterns) -> Element:
    """A class of elements: one of its members."""
    refs = [pattern("ref", name=ident(one)) for one in patterns.members(ident(spec))]
    return pattern("define", *(grouped("choice", refs) or [pattern("notAllowed")]), name=ident(spec))


def _element(spec: Element, patterns: Patterns, attributes: Attributes) -> Element:
    name = spec.findtext(f"{TEI}altIdent") or ident(spec)
    content = _or_empty(patterns.content(spec.find(f"{TEI}content")))
    element = pattern("element", *attributes.of_element(spec), *content, name=name)
    if "ns" in spec.attrib:
        element.set("ns", spec.get("ns", ""))
    return pattern("define", element, name=ident(spec))


def _or_empty(content: list[Element]) -> list[Element]:
    return content or [pattern("empty")]


def _specifications_of_tei(odd: Element, path: Path) -> Element:
    """Those that the schema names in `@source`, where that is a file, else those that lie beside the ODD."""
    named = next(odd.iter(f"{TEI}schemaSpec")).get("source", "")
    files = [path.parent / named, path.parent / BESIDE] if named else [path.parent / BESIDE]
    found = next((one for one in files if one.is_file()), None)
    if found is None:
        message = f"the ODD takes up specifications of the TEI, and there is no {BESIDE} beside it"
        remedy = f"put {BESIDE} there, which releases of the TEI have in xml/tei/odd, or name it in @source"
        raise UsageError(message, where=str(path), remedy=remedy)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, remove_comments=True)
    try:
        return etree.parse(found, parser).getroot()
    except etree.XMLSyntaxError as error:
        message = f"the specifications of the TEI are no XML: {error}"
        raise UsageError(message, where=str(found), remedy="take them out of a release of the TEI") from error
