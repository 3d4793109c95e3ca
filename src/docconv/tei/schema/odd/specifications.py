"""Which specifications the schema of an ODD has: those of the TEI that it takes up, its changes, its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from docconv.errors import UsageError
from docconv.tei.names import NAMESPACE, TEI, XML_ID
from docconv.tei.schema.odd.changes import ident, merged, mode
from docconv.tei.xml import Element

KINDS = tuple(TEI + name for name in ("elementSpec", "classSpec", "macroSpec", "dataSpec"))
REFERENCES = tuple(TEI + name for name in ("elementRef", "classRef", "macroRef", "dataRef"))
ELSEWHERE = "make RELAX NG of it first, with Roma or the stylesheets of the TEI"


@frozen
class Specifications:
    """The specifications of a schema by their identifiers, the elements with which a document may begin, the
    namespace, and how many constraints there are that RELAX NG does not have.
    """

    found: Mapping[str, Element]
    starts: tuple[str, ...]
    namespace: str
    constraints: int

    def of(self, kind: str) -> Iterator[Element]:
        """Those of a kind, such as `elementSpec`, in the order in which they were taken up."""
        return (spec for spec in self.found.values() if spec.tag == TEI + kind)

    def get(self, key: str | None) -> Element | None:
        """The specification of that identifier."""
        return self.found.get(key or "")


def specifications(odd: Element, tei: Element | None) -> Specifications:
    """Those of the first `schemaSpec` of an ODD. `tei` holds the specifications of the TEI, as p5subset.xml
    does; `None` does for an ODD that takes up nothing. Raises `UsageError` for what has no schema, and for
    what would come from elsewhere.
    """
    schema = next(odd.iter(f"{TEI}schemaSpec"), None)
    if schema is None:
        message = "this is TEI without a schemaSpec, so it is no ODD"
        raise UsageError(message, remedy="name an ODD, or a schema in RELAX NG")
    parts = list(_flat(schema, odd))
    known = {} if tei is None else {ident(one): one for one in tei.iter(*KINDS)}
    found: dict[str, Element] = {}
    for part in parts:
        if tei is not None and part.tag == f"{TEI}moduleRef":
            _take_module(part, known, found)
        elif tei is not None and part.tag in REFERENCES:
            _take(part, known, found)
    for spec in parts:
        if spec.tag in KINDS:
            _apply(spec, found, known)
    rules = [*found.values(), *(one for one in parts if one.tag == f"{TEI}constraintSpec")]
    count = sum(mode(one) != "delete" for spec in rules for one in spec.iter(f"{TEI}constraintSpec"))
    starts = tuple(schema.get("start", "TEI").split())
    return Specifications(found, starts, schema.get("ns", NAMESPACE), count)


def takes_up(odd: Element) -> bool:
    """Whether an ODD needs the specifications of the TEI: it changes some, or names what it does not specify
    itself.
    """
    schema = next(odd.iter(f"{TEI}schemaSpec"), None)
    parts = [] if schema is None else list(_flat(schema, odd))
    own = {ident(part) for part in parts if part.tag in KINDS}
    return any(mode(part) in {"change", "delete"} or not own.issuperset(_names(part)) for part in parts)


def _names(part: Element) -> Iterator[str]:
    """What a part of a schema refers to, or takes up; the module `tei` has no elements."""
    key = part.get("key", "")
    if part.tag == f"{TEI}moduleRef":
        yield from [] if key == "tei" else part.get("include", key or "*").split()
    for one in part.iter(*REFERENCES, f"{TEI}memberOf"):
        if "key" in one.attrib:
            yield one.get("key", "")


def _flat(group: Element, odd: Element) -> Iterator[Element]:
    """What a schema or a group of specifications has, with what groups have that it points to."""
    for part in group.iterchildren(f"{TEI}*"):
        if part.tag == f"{TEI}specGrp":
            yield from _flat(part, odd)
        elif part.tag == f"{TEI}specGrpRef":
            target = _target(part, odd)
            yield from () if target is None else _flat(target, odd)
        else:
            yield part


def _target(reference: Element, odd: Element) -> Element | None:
    """The group of specifications that a reference leads to, which has to be in the same file; nothing where
    the file has none, which the stylesheets of the TEI pass over, too.
    """
    target = reference.get("target", "")
    if not target.startswith("#"):
        message = f"specGrpRef leads to {target or 'nothing'}, which is no specGrp in this file"
        raise UsageError(message, remedy=ELSEWHERE)
    return next((one for one in odd.iter(f"{TEI}specGrp") if f"#{one.get(XML_ID)}" == target), None)


def groups_missing(odd: Element) -> tuple[str, ...]:
    """The groups of an ODD, by what leads to them, that it does not have."""
    references = (one for one in odd.iter(f"{TEI}specGrpRef") if _target(one, odd) is None)
    return tuple(dict.fromkeys(one.get("target", "") for one in references))


def _take_module(reference: Element, known: Mapping[str, Element], found: dict[str, Element]) -> None:
    """Take up a module: all that is no element, and the elements that are named, or are not left out."""
    key = reference.get("key")
    if key is None:
        message = f"moduleRef leads to {reference.get('url', 'nothing')}, a module that is not of the TEI"
        raise UsageError(message, remedy=ELSEWHERE)
    module = [spec for spec in known.values() if spec.get("module") == key]
    if not module:
        message = f"the specifications of the TEI have no module {key}"
        raise UsageError(message, remedy="mend the key, or give the specifications of another release")
    named, without = reference.get("include"), reference.get("except", "").split()
    for spec in module:
        wanted = named is None or ident(spec) in named.split()
        if spec.tag != f"{TEI}elementSpec" or (wanted and ident(spec) not in without):
            found.setdefault(ident(spec), spec)


def _take(reference: Element, known: Mapping[str, Element], found: dict[str, Element]) -> None:
    """Take up one specification of the TEI."""
    key = reference.get("key", "")
    if key not in known:
        message = f"the specifications of the TEI have no {key}"
        raise UsageError(message, remedy="mend the key, or give the specifications of another release")
    found.setdefault(key, known[key])


def _apply(spec: Element, found: dict[str, Element], known: Mapping[str, Element]) -> None:
    """Put a specification of the ODD into effect. A change of what the schema does not take up has none."""
    key = ident(spec)
    match mode(spec):
        case "delete":
            found.pop(key, None)
        case "change" if key in found:
            found[key] = merged(found[key], spec)
        case "change" if key in known:
            pass
        case "change":
            message = f"there is no {key} in the specifications of the TEI to be changed"
            raise UsageError(message, remedy="mend the name, or give the specifications of another release")
        case _:
            found[key] = spec
