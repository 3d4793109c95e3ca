"""A specification of the TEI with what an ODD changes of it, by `@mode`: TEI Guidelines, 23.3.1."""

from __future__ import annotations

from copy import deepcopy

from docconv.tei.names import TEI
from docconv.tei.xml import Element


def mode(spec: Element) -> str:
    """What a specification does to one that is there: `add` (which is what none means), `change`, `replace`,
    `delete`.
    """
    return spec.get("mode", "add")


def ident(spec: Element) -> str:
    """The identifier of a specification."""
    return spec.get("ident", "")


def merged(base: Element, change: Element) -> Element:
    """A specification with a change of it. Neither is changed itself."""
    spec = deepcopy(base)
    _replaced(spec, change, "altIdent", "content")
    _change_classes(spec, change)
    given = change.find(f"{TEI}attList")
    if given is not None:
        _change_attributes(_attributes(spec), given)
    return spec


def merged_attribute(base: Element, change: Element) -> Element:
    """An attribute with a change of it; its mode is that of the base."""
    attribute = deepcopy(base)
    _replaced(attribute, change, "altIdent", "datatype")
    if "usage" in change.attrib:
        attribute.set("usage", change.get("usage", ""))
    values = change.find(f"{TEI}valList")
    own = attribute.find(f"{TEI}valList")
    if values is not None and own is not None and mode(values) == "change":
        _change_values(own, values)
    elif values is not None:
        _replaced(attribute, change, "valList")
    return attribute


def _replaced(spec: Element, change: Element, *names: str) -> None:
    """Put the parts of these names that a change has in place of those that are there."""
    for name in names:
        given = change.findall(TEI + name)
        if given:
            for own in spec.findall(TEI + name):
                spec.remove(own)
            spec.extend(deepcopy(one) for one in given if mode(one) != "delete")


def _change_classes(spec: Element, change: Element) -> None:
    given, own = change.find(f"{TEI}classes"), spec.find(f"{TEI}classes")
    if given is None or own is None or given.get("mode") != "change":
        _replaced(spec, change, "classes")
        return
    for member in given.iterchildren(f"{TEI}memberOf"):
        for one in own.findall(f"{TEI}memberOf[@key='{member.get('key')}']"):
            own.remove(one)
        if mode(member) != "delete":
            own.append(deepcopy(member))


def _attributes(spec: Element) -> Element:
    """The list of attributes of a specification, made where there is none."""
    found = spec.find(f"{TEI}attList")
    if found is None:
        found = spec.makeelement(f"{TEI}attList")
        spec.append(found)
    return found


def _change_attributes(own: Element, given: Element) -> None:
    """Apply each attribute of a list. What is taken away stays as a sign, for a class may have it, too."""
    for one in given.iterchildren(f"{TEI}*"):
        if one.tag == f"{TEI}attList" and any(mode(each) != "add" for each in one.iter(f"{TEI}attDef")):
            _change_attributes(own, one)
            continue
        there = next(
            (each for each in own.iter(f"{TEI}attDef") if each.get("ident") == one.get("ident")), None
        )
        if there is None or one.tag != f"{TEI}attDef":
            own.append(deepcopy(one))
        else:
            changed = merged_attribute(there, one) if mode(one) == "change" else deepcopy(one)
            holder = there.getparent()
            if holder is not None:
                holder.replace(there, changed)


def _change_values(own: Element, given: Element) -> None:
    if "type" in given.attrib:
        own.set("type", given.get("type", ""))
    for value in given.iterchildren(f"{TEI}valItem"):
        for one in [each for each in own.iterchildren(f"{TEI}valItem") if ident(each) == ident(value)]:
            own.remove(one)
        if mode(value) != "delete":
            own.append(deepcopy(value))
