"""People who are listed in a file of their own: where a pointer such as `persons.xml#ann` leads to.

Source: TEI guidelines P5, chapters 16 (pointers) and 2 (`prefixDef`).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field
from lxml import etree

from docconv.errors import BadInputError
from docconv.patterns import regex
from docconv.tei.names import TEI, XML_ID
from docconv.tei.reading.source.inclusion import Inclusion
from docconv.tei.reading.source.stream import events
from docconv.tei.xml import Element

ENTRIES = frozenset((f"{TEI}person", f"{TEI}personGrp", f"{TEI}org"))
ROOTS = frozenset(TEI + name for name in ("TEI", "teiCorpus", "standOff", "listPerson", "listOrg"))
TEXT = f"{TEI}text"
WHOLE = regex(r"\^?\(?(?:\.|\\[wSdic]|\[[^\[\]()]+\])[+*]\)?\$?")
"""What a prefix is for, where that is all that follows it."""
GROUP = "$1"


@define
class Pointers:
    """Where the pointers of a file lead to. `prefixes` are those that its header defines, each with what
    they stand for, `sought` the files that were looked for, `found` those that were there.
    """

    inclusion: Inclusion
    prefixes: dict[str, str] = field(factory=dict)
    sought: set[str] = field(factory=set)
    found: set[str] = field(factory=set)

    def define(self, header: Element) -> None:
        """The prefixes that a header defines for all that may follow them."""
        for one in header.iter(f"{TEI}prefixDef"):
            target = one.get("replacementPattern") or ""
            if WHOLE.fullmatch(one.get("matchPattern") or "") and target.count("$") == 1 and GROUP in target:
                self.prefixes.setdefault(one.get("ident") or "", target)

    def place(self, pointer: str) -> tuple[str, str]:
        """The file and the id that a pointer leads to; no file where it leads into the same one, or into one
        that this includes, or where nothing tells it.
        """
        prefix, _, rest = pointer.partition(":")
        target = self.prefixes.get(prefix)
        pointer = pointer if target is None else target.replace(GROUP, rest)
        file, mark, key = pointer.rpartition("#")
        if not mark:
            return "", pointer.rpartition(":")[2]
        return "" if file in self.inclusion.given else file, key

    def entries(self, file: str, said: Element | None) -> Iterator[Element]:
        """Everybody whom a file lists, the first time that it is asked for; `said` points there."""
        if file in self.sought:
            return
        self.sought.add(file)
        data = self.inclusion.pointed_to(file, said)
        if data is not None:
            self.found.add(file)
            yield from entries(data, file)

    def missed(self, pointer: str, said: Element) -> None:
        """Tell that somebody is not in the file that was read."""
        self.inclusion.losses.note(f"who leads to {pointer}, and nobody there has this id", said, "warning")


def entries(data: bytes, name: str) -> Iterator[Element]:
    """The people, groups and organisations with an id that some TEI lists, complete, one after the other.

    Raises `BadInputError` for what is no TEI.
    """
    above = 0
    for begins, element in events(data, name):
        if begins and element.getparent() is None and element.tag not in ROOTS:
            message = f"the root element is {etree.QName(element).localname}, and no list of people in TEI"
            raise BadInputError(message, where=name, remedy="give the file that has the listPerson")
        if element.tag in ENTRIES:
            above += 1 if begins else -1
            if begins or above:
                continue
            if element.get(XML_ID):
                yield element
            element.clear()
        elif not begins and element.tag == TEXT:
            element.clear()
