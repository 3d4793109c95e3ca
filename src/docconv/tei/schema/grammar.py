"""The schema of docconv's TEI, as it was derived from the ODD: for the verdict, and as declarations for
messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from importlib import resources

from attrs import field, frozen
from lxml import etree

from docconv.tei.schema.content import CHARS, EMPTY, Content, Many, One, any_of, choice, in_order, sequence
from docconv.tei.xml import Element

RNG = "{http://relaxng.org/ns/structure/1.0}"
NOTE = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
NAMESPACES = {"xml": "{http://www.w3.org/XML/1998/namespace}"}


@frozen
class Attribute:
    """An attribute: its name as people write it, what it may hold, in words, and the schema of its value."""

    name: str
    expected: str
    required: bool
    value: etree.RelaxNG = field(eq=False, repr=False)

    @property
    def key(self) -> str:
        """The name as lxml has it."""
        prefix, colon, local = self.name.partition(":")
        return NAMESPACES[prefix] + local if colon else self.name

    def accepts(self, value: str) -> bool:
        """Whether it may have a value."""
        probe = etree.Element("probe")
        probe.set(self.key, value)
        return bool(self.value.validate(probe))


@frozen
class Declaration:
    """An element: its content, its attributes, and the sets of attributes of which it has exactly one."""

    key: str
    name: str
    description: str
    content: Content
    attributes: Mapping[str, Attribute] = field(eq=False)
    exclusive: tuple[tuple[str, ...], ...] = ()


def schema() -> bytes:
    """The RELAX NG schema, XML syntax, with its Schematron."""
    return (resources.files("docconv.tei") / "schema" / "docconv.rng").read_bytes()


def odd() -> bytes:
    """The ODD that the schema is derived from."""
    return (resources.files("docconv.tei") / "schema" / "docconv.odd").read_bytes()


@cache
def relaxng() -> etree.RelaxNG:
    """The schema, ready to judge."""
    return etree.RelaxNG(etree.fromstring(schema()))


@cache
def declarations() -> Mapping[str, Declaration]:
    """All elements by key: the name, and after a point the place if one name has several declarations."""
    loader = _Loader({one.get("name", ""): one for one in etree.fromstring(schema()).iter(f"{RNG}define")})
    return {key: loader.declaration(key) for key in loader.defines if loader.is_element(key)}


@cache
def starts() -> str:
    """The key of the root element."""
    return next(etree.fromstring(schema()).iterfind(f"{RNG}start/{RNG}ref")).get("name", "")


@frozen
class _Loader:
    """Reads declarations; `defines` are the named patterns of the schema."""

    defines: Mapping[str, Element]

    def is_element(self, key: str) -> bool:
        """Whether a named pattern is an element."""
        return self.defines[key].find(f"{RNG}element") is not None

    def declaration(self, key: str) -> Declaration:
        """The declaration of an element."""
        element = self.defines[key].find(f"{RNG}element")
        assert element is not None  # noqa: S101  is_element has looked
        own = [part for part in element if part.tag != NOTE]
        attributes = [self.attribute(one, required=required) for one, required in self.listed(element)]
        return Declaration(
            key,
            element.get("name", ""),
            element.findtext(NOTE, ""),
            in_order(self.content(part) for part in own if not self.is_attribute(part)),
            {attribute.key: attribute for attribute in attributes},
            tuple(
                tuple(self.names(part))
                for part in own
                if part.tag == f"{RNG}choice" and self.is_attribute(part)
            ),
        )

    def is_attribute(self, part: Element) -> bool:
        """Whether a pattern speaks of attributes."""
        if part.tag == f"{RNG}ref":
            return part.get("name", "").startswith("att.")
        return next(part.iter(f"{RNG}attribute"), None) is not None

    def listed(self, parent: Element) -> Iterator[tuple[Element, bool]]:
        """The attributes below a pattern, and whether each must be there."""
        for part in parent.iterchildren(f"{RNG}*"):
            if part.tag == f"{RNG}attribute":
                yield part, parent.tag not in (f"{RNG}optional", f"{RNG}choice")
            elif self.is_attribute(part):
                yield from self.listed(
                    self.defines[part.get("name", "")] if part.tag == f"{RNG}ref" else part
                )

    def names(self, part: Element) -> Iterator[str]:
        """The names of the attributes in a pattern."""
        return (one.get("name", "") for one in part.iter(f"{RNG}attribute"))

    def attribute(self, pattern: Element, *, required: bool) -> Attribute:
        """One attribute with a schema of its own, so that its value can be judged alone."""
        grammar = etree.Element(f"{RNG}grammar", datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes")
        probe = etree.SubElement(etree.SubElement(grammar, f"{RNG}start"), f"{RNG}element", name="probe")
        probe.append(deepcopy(pattern))
        types = [one.get("name", "") for one in pattern.iter(f"{RNG}ref")]
        grammar.extend(deepcopy(self.defines[name]) for name in types)
        values = [one.text or "" for one in pattern.iter(f"{RNG}value")]
        words = (
            or_list(values)
            if values
            else " and ".join(self.defines[name].findtext(NOTE, "") for name in types)
        )
        return Attribute(pattern.get("name", ""), words, required, etree.RelaxNG(grammar))

    def content(self, part: Element) -> Content:
        """The content model that a pattern says."""
        name = part.get("name", "")
        if part.tag == f"{RNG}ref":
            return One(name) if self.is_element(name) else self.all(self.defines[name])
        match etree.QName(part).localname:
            case "text":
                return CHARS
            case "empty":
                return EMPTY
            case "choice":
                return any_of(map(self.content, part.iterchildren(f"{RNG}*")))
            case "optional":
                return choice(self.all(part), EMPTY)
            case "zeroOrMore":
                return Many(self.all(part))
            case "oneOrMore":
                return sequence(self.all(part), Many(self.all(part)))
            case _:
                return self.all(part)

    def all(self, part: Element) -> Content:
        """The patterns in a pattern, one after another."""
        return in_order(map(self.content, part.iterchildren(f"{RNG}*")))


def or_list(words: list[str]) -> str:
    """Words as a person lists them: `a, b or c`."""
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
