"""What an XML file has, counted by kind and name: elements, attributes with their values, comments,
instructions, the words of the header. By a parser that knows no TEI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple, TypeAlias
from xml.parsers import expat

from attrs import field, frozen

from docconv.tei.names import CUSTOMISATION, NAMESPACE, OPTIONS

APART = " "
XML = "http://www.w3.org/XML/1998/namespace"
MAKING = frozenset(("version", "when"))
"""What docconv says of itself: its version, and the day. Neither is an editor's."""
Counts: TypeAlias = dict[str, int]
Pairs: TypeAlias = dict[tuple[str, str], int]


class LostMarkup(NamedTuple):
    """How often something of one name is not there any more, and the line of the first of that name."""

    line: int
    name: str
    times: int


@frozen
class Inventory:
    """How often there is what: elements and comments by name or text, the others by name and value."""

    elements: Counts = field(factory=dict)
    comments: Counts = field(factory=dict)
    words: Counts = field(factory=dict)
    attributes: Pairs = field(factory=dict)
    instructions: Pairs = field(factory=dict)

    def lost(self, others: Inventory, data: bytes) -> Iterator[LostMarkup]:
        """What the others have less of, by name; `data` are the bytes of which this is the inventory."""
        by_name = (
            (_of_elements(self.elements, others.elements), _element, rb"<%s[\s/>]"),
            (_of_pairs(self.attributes, others.attributes), _attribute, rb"%s\s*=\s*[\"']"),
            (_of_pairs(self.instructions, others.instructions), "instruction {}".format, rb"<\?%s[\s?]"),
        )
        for counts, shown, pattern in by_name:
            for name, times in counts.items():
                local = re.escape(name.rpartition(APART)[2].encode())
                yield LostMarkup(_line(data, pattern % local), shown(name), times)
        if comments := sum(_of_elements(self.comments, others.comments).values()):
            yield LostMarkup(_line(data, rb"<!--"), "comment", comments)
        if words := sum(_of_elements(self.words, others.words).values()):
            yield LostMarkup(_line(data, rb"teiHeader[\s>]"), "word of the header", words)


def inventory(data: bytes, *, has_header: bool = True) -> Inventory:
    """The inventory of a file that a reader of TEI has read, or of what is after its first header."""
    found = Inventory()
    parser = expat.ParserCreate(namespace_separator=APART)
    parser.buffer_text, parser.ordered_attributes = True, True
    elements, attributes, header = found.elements, found.attributes, f"{NAMESPACE}{APART}teiHeader"
    known, paired, application = elements.get, attributes.get, f"{NAMESPACE}{APART}application"

    def start(tag: str, own: list[str]) -> None:  # called for every element: nothing but what it must do
        elements[tag] = known(tag, 0) + 1
        if own:
            if tag == application and CUSTOMISATION in own:
                own = [one for at, one in enumerate(own) if own[at - at % 2] not in MAKING]
            for pair in zip(own[::2], own[1::2], strict=True):
                attributes[pair] = paired(pair, 0) + 1
        elif tag == header:
            parser.CharacterDataHandler = characters

    def end(tag: str) -> None:
        if tag == header:
            parser.CharacterDataHandler, parser.EndElementHandler = None, None
            parser.StartElementHandler = start

    def characters(text: str) -> None:
        for word in text.partition(OPTIONS)[0].split():
            found.words[word] = found.words.get(word, 0) + 1

    def comment(text: str) -> None:
        text = APART.join(text.split())
        found.comments[text] = found.comments.get(text, 0) + 1

    def instruction(target: str, text: str) -> None:
        pair = target, APART.join(text.split())
        found.instructions[pair] = found.instructions.get(pair, 0) + 1

    parser.StartElementHandler, parser.EndElementHandler = start if has_header else None, end
    parser.CommentHandler, parser.ProcessingInstructionHandler = comment, instruction
    with suppress(expat.ExpatError):  # the account of words refuses what expat does not read
        parser.Parse(data, True)  # noqa: FBT003  expat takes it by position
    return found


def _of_elements(ours: Mapping[str, int], others: Mapping[str, int]) -> Counts:
    """How many more we have."""
    return {name: count - others.get(name, 0) for name, count in ours.items() if count > others.get(name, 0)}


def _of_pairs(ours: Pairs, others: Pairs) -> Counts:
    """How many more we have, by name."""
    found: Counts = {}
    for (name, value), count in ours.items():
        more = count - others.get((name, value), 0)
        if more > 0:
            found[name] = found.get(name, 0) + more
    return found


def _line(data: bytes, pattern: bytes) -> int:
    """The line of the first match."""
    first = re.search(pattern, data)
    return data.count(b"\n", 0, first.start() if first else 0) + 1


def _element(name: str) -> str:
    space, _, local = name.rpartition(APART)
    return local if space == NAMESPACE else f"{local} of {space or 'no namespace'}"


def _attribute(name: str) -> str:
    space, _, local = name.rpartition(APART)
    return f"@xml:{local}" if space == XML else f"@{local} of {space}" if space else f"@{local}"
