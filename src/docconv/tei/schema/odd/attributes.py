"""The attributes of the elements of an ODD: their own, and those of the classes that they are members of."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from docconv.errors import UsageError
from docconv.tei.names import TEI
from docconv.tei.schema.odd.changes import ident, merged_attribute, mode
from docconv.tei.schema.odd.patterns import Patterns, grouped, pattern, value
from docconv.tei.schema.odd.specifications import ELSEWHERE
from docconv.tei.xml import Element

SUFFIX = ".attributes"
"""What the name of the pattern of a class of attributes ends with."""


@frozen
class Attributes:
    """Makes the patterns of attributes."""

    patterns: Patterns

    def of_element(self, spec: Element) -> list[Element]:
        """The attributes of an element. What is nearer to it goes before what a class says, and what two
        classes say, the first of them does.
        """
        lists = [spec, *self.classes(spec)]
        found: list[Element] = []
        for number, holder in enumerate(lists):
            above = {ident(one) for each in lists[:number] for one in _declared(each)}
            if number and not any(ident(one) in above or mode(one) == "change" for one in _declared(holder)):
                found.append(pattern("ref", name=ident(holder) + SUFFIX))
            else:
                found += self._listed(holder.find(f"{TEI}attList"), above, lists[number + 1 :])
        return found

    def of_class(self, spec: Element) -> Element:
        """The attributes that a class itself has."""
        inside = self._listed(spec.find(f"{TEI}attList"), set(), [])
        return pattern("define", *(inside or [pattern("empty")]), name=ident(spec) + SUFFIX)

    def classes(self, spec: Element) -> list[Element]:
        """The classes of attributes of a specification, and theirs, each once, the nearest first."""
        found: dict[str, Element] = {}
        todo = list(self._above(spec))
        while todo:
            one = todo.pop(0)
            if ident(one) not in found:
                found[ident(one)] = one
                todo += self._above(one)
        return list(found.values())

    def _above(self, spec: Element) -> Iterator[Element]:
        for member in spec.iterfind(f"{TEI}classes/{TEI}memberOf"):
            held = self.patterns.specs.get(member.get("key"))
            if held is not None and held.get("type") == "atts":
                yield held

    def _listed(self, listed: Element | None, above: set[str], others: list[Element]) -> list[Element]:
        """The attributes of a list that nothing nearer has said; `others` hold those that it may change."""
        found: list[Element] = []
        for one in () if listed is None else listed.iterchildren(f"{TEI}*"):
            if one.tag == f"{TEI}attList":
                inside = self._listed(one, above, others)
                found += grouped("choice" if one.get("org") == "choice" else "group", inside)
            elif one.tag == f"{TEI}attRef":
                found += self._referred(one, above)
            elif one.tag == f"{TEI}attDef" and ident(one) not in above and mode(one) != "delete":
                found.append(self._attribute(_whole(one, others)))
        return found

    def _referred(self, reference: Element, above: set[str]) -> list[Element]:
        """The attribute of a class that a list refers to."""
        name, holder = reference.get("name", ""), self.patterns.specs.get(reference.get("class"))
        if mode(reference) == "delete" or name in above or holder is None:
            return []
        there = [one for one in _declared(holder) if ident(one) == name]
        if not there:
            message = f"attRef leads to {name} of {ident(holder)}, which has no such attribute"
            raise UsageError(message, remedy=ELSEWHERE)
        return [self._attribute(there[0])]

    def _attribute(self, spec: Element) -> Element:
        """One attribute: a value of a closed list, or of a type."""
        name = spec.findtext(f"{TEI}altIdent") or ident(spec)
        declared = pattern("attribute", *self._values(spec), name=name)
        declared.set("ns", spec.get("ns", ""))
        return declared if spec.get("usage") == "req" else pattern("optional", declared)

    def _values(self, spec: Element) -> list[Element]:
        datatype = spec.find(f"{TEI}datatype")
        closed = spec.find(f"{TEI}valList[@type='closed']")
        items = [] if closed is None else closed.findall(f"{TEI}valItem")
        if items:
            names = [one.findtext(f"{TEI}altIdent") or ident(one) for one in items]
            inside = grouped("choice", [value(one) for one in names])
        else:
            inside = self.patterns.content(datatype) or [pattern("text")]
        if datatype is None or datatype.get("maxOccurs", "1") == "1":
            return inside
        least = datatype.get("minOccurs", "1")
        return [pattern("list", pattern("zeroOrMore" if least == "0" else "oneOrMore", *inside))]


def _declared(spec: Element) -> Iterator[Element]:
    """All attributes that a specification itself has something to say of."""
    return (one for held in spec.iterchildren(f"{TEI}attList") for one in held.iter(f"{TEI}attDef"))


def _whole(attribute: Element, others: list[Element]) -> Element:
    """An attribute with what it changes of a class."""
    if mode(attribute) != "change":
        return attribute
    for number, holder in enumerate(others):
        base = next((one for one in _declared(holder) if ident(one) == ident(attribute)), None)
        if base is not None:
            return merged_attribute(_whole(base, others[number + 1 :]), attribute)
    return attribute
