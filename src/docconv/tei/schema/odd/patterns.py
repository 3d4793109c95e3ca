"""Content models and datatypes of an ODD as patterns of RELAX NG, by the TEI Guidelines, 23.4 and 23.5."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from attrs import define, field
from lxml import etree

from docconv.errors import UsageError
from docconv.tei.names import TEI
from docconv.tei.schema.odd.changes import ident
from docconv.tei.schema.odd.specifications import ELSEWHERE, Specifications
from docconv.tei.xml import Element

RNG = "{http://relaxng.org/ns/structure/1.0}"
EXPANSIONS = {
    "sequence": None,
    "sequenceOptional": "optional",
    "sequenceOptionalRepeatable": "zeroOrMore",
    "sequenceRepeatable": "oneOrMore",
}
"""How often each member of a class comes that stands for a sequence."""

MOST = 64
"""How often a part may come at most where that is limited, for each time is written out."""


def pattern(tag: str, *inside: Element, name: str | None = None) -> Element:
    """A pattern of RELAX NG."""
    made = etree.Element(RNG + tag, {} if name is None else {"name": name})
    made.extend(inside)
    return made


def grouped(tag: str, parts: list[Element]) -> list[Element]:
    """Several patterns as one; one alone needs nothing around it, and none is none."""
    return [pattern(tag, *parts)] if len(parts) > 1 else parts


def value(text: str) -> Element:
    """A value as it stands, but for the spaces around it."""
    made = pattern("value")
    made.text = text
    return made


def repeated(part: Element, inside: list[Element]) -> list[Element]:
    """Patterns as often as `@minOccurs` and `@maxOccurs` of a part say."""
    if not inside:
        return []
    least, most = _times(part, "minOccurs"), _times(part, "maxOccurs")
    least = least or 0
    needed = [deepcopy(one) for _ in range(least - (most is None)) for one in inside]
    if most is None:
        return [*needed, pattern("zeroOrMore" if least == 0 else "oneOrMore", *inside)]
    more: list[Element] = []
    for _ in range(most - least):
        more = [pattern("optional", *(deepcopy(one) for one in inside), *more)]
    return [*needed, *more]


def _times(part: Element, name: str) -> int | None:
    """How often a part comes, `None` for any number of times. Raises `UsageError`."""
    given = part.get(name, "1")
    if given == "unbounded":
        return None
    if not given.isdecimal() or int(given) > MOST:
        message = f"the ODD has {name}={given}, and docconv reads numbers up to {MOST}, or unbounded"
        raise UsageError(message, remedy=ELSEWHERE)
    return int(given)


@define
class Patterns:
    """Makes patterns out of the specifications of a schema. `others` are the definitions of elements of any
    name that it met.
    """

    specs: Specifications
    others: list[Element] = field(factory=list)
    _members: dict[str, list[Element]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        for spec in self.specs.found.values():
            for member in spec.iterfind(f"{TEI}classes/{TEI}memberOf"):
                self._members.setdefault(member.get("key", ""), []).append(spec)

    def content(self, model: Element | None) -> list[Element]:
        """The parts of a content model or of a datatype, one after another. What the schema does not take up
        is left out.
        """
        parts = [] if model is None else list(model.iterchildren(etree.Element))
        return [one for part in parts for one in repeated(part, self._part(part))]

    def _part(self, part: Element) -> list[Element]:
        """One part, once."""
        name = etree.QName(part).localname if part.tag.startswith(TEI) else str(part.tag)
        match name:
            case "sequence":
                unordered = part.get("preserveOrder") == "false"
                return grouped("interleave" if unordered else "group", self.content(part))
            case "alternate":
                return grouped("choice", self.content(part))
            case "elementRef" | "macroRef":
                key = part.get("key", "")
                return [] if self.specs.get(key) is None else [pattern("ref", name=key)]
            case "classRef":
                return self._class(part)
            case "valList":
                return grouped("choice", [value(ident(one)) for one in part.iterchildren(f"{TEI}valItem")])
            case "desc" | "gloss" | "remarks":
                return []
            case _:
                return [self._other(part, name)]

    def _other(self, part: Element, name: str) -> Element:
        """One part that is always there. Raises `UsageError` for one that is not known."""
        match name:
            case "dataRef":
                return self._data(part)
            case "textNode":
                return pattern("text")
            case "empty":
                return pattern("empty")
            case "anyElement":
                return self._any_element(part)
            case _ if name.startswith(RNG):
                return self._relaxng(part)
            case _:
                message = f"the ODD has {name} in a content model, which docconv does not read"
                raise UsageError(message, remedy=ELSEWHERE)

    def members(self, key: str) -> Iterator[Element]:
        """The elements and model classes of a class that anything is a member of."""
        for spec in self._members.get(key, ()):
            if spec.tag == f"{TEI}elementSpec" or any(True for _ in self.members(ident(spec))):
                yield spec

    def _class(self, part: Element) -> list[Element]:
        """A class: one of its members, or all of them in a row."""
        key, expand = part.get("key", ""), part.get("expand", "alternate")
        members = [ident(one) for one in self.members(key)]
        if self.specs.get(key) is None or not members:
            return []
        if expand == "alternate" and not {"include", "except"} & set(part.attrib):
            return [pattern("ref", name=key)]
        named, without = part.get("include"), part.get("except", "").split()
        wanted = [one for one in members if one not in without and (named is None or one in named.split())]
        refs = [pattern("ref", name=one) for one in wanted]
        if expand == "alternate":
            return grouped("choice", refs)
        if expand not in EXPANSIONS:
            message = f"the ODD has a classRef that expands to {expand}, which docconv does not read"
            raise UsageError(message, remedy=ELSEWHERE)
        often = EXPANSIONS[expand]
        return grouped("group", refs if often is None else [pattern(often, one) for one in refs])

    def _data(self, part: Element) -> Element:
        """A datatype: one of XML Schema, with its facets, or one that the TEI names."""
        facets = [(one.get("name", ""), one.get("value", "")) for one in part.iterchildren(f"{TEI}dataFacet")]
        if "restriction" in part.attrib:
            facets.append(("pattern", part.get("restriction", "")))
        name = part.get("name")
        if name is None:
            named = self.specs.get(part.get("key"))
            plain = None if named is None else _only_datatype(named)
            if named is None or plain is None or not facets:
                return pattern("text") if named is None else pattern("ref", name=ident(named))
            facets[:0] = [("pattern", plain.get("restriction", ""))] if "restriction" in plain.attrib else []
            name = plain.get("name", "")
        data = pattern("data")
        data.set("type", name)
        for facet, given in facets:
            etree.SubElement(data, f"{RNG}param", name=facet).text = given
        return data

    def _any_element(self, part: Element) -> Element:
        """An element of any name, of the namespaces that it says, with anything in it."""
        name = f"anyElement-{len(self.others) + 1}"
        if "require" in part.attrib:
            names = _namespaces(part, "require")
        else:
            names = pattern("anyName")
            if "except" in part.attrib:
                names.append(pattern("except", _namespaces(part, "except")))
        anything = pattern("zeroOrMore", pattern("choice", pattern("text"), pattern("ref", name=name)))
        attributes = pattern("zeroOrMore", pattern("attribute", pattern("anyName")))
        self.others.append(pattern("define", pattern("element", names, attributes, anything), name=name))
        return pattern("ref", name=name)

    def _relaxng(self, part: Element) -> Element:
        """A pattern that the ODD has in RELAX NG itself, as the TEI had all of them before 2016."""
        copy = deepcopy(part)
        copy.tail = None
        for ref in copy.iter(f"{RNG}ref"):
            if self.specs.get(ref.get("name")) is None:
                message = (
                    f"the ODD has RELAX NG that refers to {ref.get('name')}, which its schema does not have"
                )
                raise UsageError(message, remedy=ELSEWHERE)
        return copy


def _namespaces(part: Element, attribute: str) -> Element:
    """Any name of the namespaces in an attribute."""
    names = pattern("choice")
    for one in part.get(attribute, "").split():
        etree.SubElement(names, f"{RNG}nsName", ns=one)
    return names


def _only_datatype(spec: Element) -> Element | None:
    """The datatype of XML Schema that a specification stands for, if it is nothing else."""
    parts = spec.findall(f"{TEI}content/{TEI}*")
    return parts[0] if len(parts) == 1 and "name" in parts[0].attrib else None
