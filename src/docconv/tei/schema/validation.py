"""Is a TEI file what docconv's customisation says? Every fault with line and column.

The messages come from the declarations of the RELAX NG schema: what is where, what might be there
instead. Where they have nothing to say, the schema itself has the last word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from xml.parsers import expat

from attrs import define, evolve, field, frozen
from lxml import etree

from docconv.tei.names import CUSTOMISATION, NAMESPACE, TEI, XML_ID
from docconv.tei.schema.content import NOTHING, TEXT, Content, after, firsts, may_end
from docconv.tei.schema.grammar import Attribute, Declaration, declarations, or_list, relaxng, starts
from docconv.tei.schema.pointers import Broken, foreign_rules, own_rules
from docconv.tei.xml import NS, Element

LONGEST_QUOTE = 30
HOUSE = f"{CUSTOMISATION}-"
"""How the names of rules begin that are docconv's own."""
XML = {"http://www.w3.org/XML/1998/namespace": "xml:"}


@frozen
class Fault:
    """One finding in a file; line and column from 1, column `None` where it is unknown."""

    line: int
    column: int | None
    message: str
    rule: str
    remedy: str = ""
    severity: Literal["info", "warning", "error"] = "error"


def faults(data: bytes) -> tuple[Fault, ...]:
    """What is wrong with TEI in the order of its places; nothing where it is no TEI or no XML.

    What docconv's customisation does not have may well be TEI: it is a warning, and its rule begins with
    `docconv-`; only an id that is there twice is an error. TEI that does not say that it follows the
    customisation gets a fault of the severity `info`, which says so, and has only its pointers checked.
    """
    root = _parsed(data)
    if root is None:
        return ()
    broken = list(map(_house_rule, _own(root)) if is_own(root) else _foreign(root))
    places = _Places(data, root) if broken else None
    found = [places.fault(one) for one in broken] if places else []
    return tuple(sorted(found, key=lambda one: (one.line, one.column or 0)))


def is_own(root: Element) -> bool:
    """Whether a document says that it follows docconv's customisation."""
    references = root.iterfind("t:teiHeader/t:encodingDesc/t:schemaRef", NS)
    return root.tag == f"{TEI}TEI" and any(one.get("key") == CUSTOMISATION for one in references)


def _parsed(data: bytes) -> Element | None:
    """The root of TEI. Entities are not expanded, nothing else is loaded."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    for element in root.iterfind(f".//*[@{XML_ID}]"):
        element.set(XML_ID, element.get(XML_ID, "").strip())  # as the recommendation of xml:id has it
    return root if etree.QName(root).namespace == NAMESPACE else None


def _foreign(root: Element) -> Iterator[Broken]:
    message = "this TEI follows another customisation than that of docconv, so only its pointers are checked"
    yield Broken(root, message, "foreign-tei", "", "info")
    yield from foreign_rules(root)


def _house_rule(broken: Broken) -> Broken:
    """A finding as that of a rule of docconv, and not of the TEI; an id that is there twice is wrong in any
    XML.
    """
    if broken.rule == "id-is-unique":
        return broken
    severity: Literal["info", "warning"] = "info" if broken.severity == "info" else "warning"
    return evolve(broken, rule=f"{HOUSE}{broken.rule}", severity=severity)


def _own(root: Element) -> Iterator[Broken]:
    """What the schema does not accept, and the rules that no schema can say."""
    found = list(_Checker().document(root))
    # libxml2 takes long over a file with many faults, so it is asked only where none was found.
    if not found and not relaxng().validate(root):
        found.append(Broken(root, relaxng().error_log[0].message, "schema"))
    yield from found
    yield from own_rules(root)


# ------------ what the schema says of each element


@define
class _Checker:
    """Goes through a document and remembers by which declaration each element is judged."""

    judged: dict[Element, Declaration] = field(factory=dict)

    def document(self, root: Element) -> Iterator[Broken]:
        """All that is not as declared. An element out of place is judged by the declaration of its name."""
        self.judged[root] = declarations()[starts()]
        for element in root.iter(etree.Element):
            declared = self.judged.get(element)
            if declared is not None:
                yield from _attributes(element, declared)
                yield from self.content(element, declared)

    def content(self, element: Element, declared: Declaration) -> Iterator[Broken]:
        """What may not be in an element, and what it lacks."""
        left, before, complete = declared.content, "", True
        if _has_text(element.text) and after(left, TEXT) is NOTHING:
            yield _text(element, element.text, left, declared)
        for child in element.iterchildren(etree.Element):
            key = _key_of(child, left)
            if key is None:
                complete = False
                yield _misplaced(child, declared, left, before)
            else:
                left, before = after(left, key), declarations()[key].name
            self.judge(child, key)
            if _has_text(child.tail):
                if after(left, TEXT) is NOTHING:
                    yield _text(child, child.tail, left, declared)
                else:
                    left = after(left, TEXT)
        if complete and not may_end(left):
            yield _incomplete(element, declared, left, before)

    def judge(self, child: Element, key: str | None) -> None:
        """Remember the declaration of a child."""
        declared = declarations().get(key or _local(child))
        if declared is not None and (key or child.tag == TEI + declared.name):
            self.judged[child] = declared


def _key_of(child: Element, left: Content) -> str | None:
    """The key of a child that may come next."""
    return next(
        (key for key in firsts(left) if key != TEXT and child.tag == TEI + declarations()[key].name), None
    )


def _has_text(text: str | None) -> bool:
    return bool(text) and not (text or "").isspace()


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _expected(left: Content, name: str) -> str:
    """What may come next, as a person says it."""
    keys = firsts(left)
    words = list(dict.fromkeys("text" if key == TEXT else declarations()[key].name for key in keys))
    return or_list([*words, *([f"the end of {name}"] if may_end(left) else [])])


def _described(declared: Declaration) -> str:
    """What the ODD says of an element."""
    return f"{declared.name} is: {declared.description[:1].lower()}{declared.description[1:].rstrip('.')}"


def _misplaced(child: Element, parent: Declaration, left: Content, before: str) -> Broken:
    name = _local(child)
    behind = f" behind {before}" if before else ""
    if not child.tag.startswith(TEI):
        namespace = etree.QName(child).namespace or "without a name"
        why = f"{name} is of the namespace {namespace}, not of TEI"
    elif name in declarations():
        why = f"{name} is not allowed in {parent.name}{behind}"
    else:
        why = f"{name} is not allowed in {parent.name}{behind}, nor anywhere in docconv's TEI"
    return Broken(child, f"{why}; expected {_expected(left, parent.name)}", "schema", _described(parent))


def _incomplete(element: Element, declared: Declaration, left: Content, before: str) -> Broken:
    lack = f"ends too early behind {before}" if before else "is empty"
    message = f"{declared.name} {lack}; expected {_expected(left, declared.name)}"
    return Broken(element, message, "schema", _described(declared))


def _text(at: Element, text: str | None, left: Content, parent: Declaration) -> Broken:
    words = " ".join((text or "").split())
    quote = words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
    message = f"the text “{quote}” stands directly in {parent.name}; expected {_expected(left, parent.name)}"
    return Broken(at, message, "schema", _described(parent))


def _attributes(element: Element, declared: Declaration) -> Iterator[Broken]:
    """Attributes that may not be there, that are missing, that have a wrong value."""
    for name, written in element.attrib.items():
        key, value = str(name), str(written)
        attribute = declared.attributes.get(key)
        if attribute is None:
            allowed = or_list([one.name for one in declared.attributes.values()]) or "no attribute"
            message = f"{_shown(key)} is not allowed on {declared.name}; expected {allowed}"
            yield Broken(element, message, "schema", _described(declared))
        elif not attribute.accepts(value):
            message = f"{attribute.name} of {declared.name} is “{value}”; expected {attribute.expected}"
            yield Broken(element, message, "schema", "")
    for attribute in declared.attributes.values():
        if attribute.required and attribute.key not in element.attrib:
            yield _lacking(element, declared, attribute)
    for names in declared.exclusive:
        if len([name for name in names if name in element.attrib]) != 1:
            message = f"{declared.name} has either {' or '.join(names)}"
            yield Broken(element, message, "schema", _described(declared))


def _lacking(element: Element, declared: Declaration, attribute: Attribute) -> Broken:
    message = f"{declared.name} lacks {attribute.name}; expected {attribute.expected}"
    return Broken(element, message, "schema", _described(declared))


def _shown(key: str) -> str:
    """The name of an attribute as people write it."""
    name = etree.QName(key)
    namespace = str(name.namespace or "")
    return XML.get(namespace, f"{{{namespace}}}" if namespace else "") + str(name.localname)


# ------------ where it is


@define
class _Places:
    """Lines and columns of start tags, found by a second parser, since lxml knows no columns."""

    data: bytes
    root: Element
    _found: dict[Element, tuple[int, int | None]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        places = _start_tags(self.data) if self.root.getroottree().docinfo.internalDTD is None else []
        elements = list(self.root.iter(etree.Element))
        if len(places) == len(elements):
            self._found = dict(zip(elements, places, strict=True))

    def fault(self, broken: Broken) -> Fault:
        """A finding with its place."""
        at = self._found.get(broken.element, (_line(broken.element), None))
        return Fault(*at, broken.message, broken.rule, broken.remedy, broken.severity)


def _line(element: Element) -> int:
    """The line of an element as lxml knows it."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def _start_tags(data: bytes) -> list[tuple[int, int | None]]:
    """Line and column of each start tag in document order; none where the encoding is too rare for expat."""
    places: list[tuple[int, int | None]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: places.append(
        (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
    )
    try:
        parser.Parse(data, True)  # noqa: FBT003  the signature of expat
    except (expat.ExpatError, ValueError, LookupError):
        return []
    return places
