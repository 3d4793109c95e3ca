"""What a TEI file prints: the characters of the text, by a parser that knows no TEI."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from xml.parsers import expat

from attrs import define, field

from docconv.account.words import SourceText
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.patterns import regex

APART = "\x1f"
OPENING, CLOSING = regex(rb"<text[\s>]"), b"</text>"
OTHER_ENCODING = regex(rb"""\s*+<\?xml[^>]*encoding=(?!["'](?i:utf-8|us-ascii)["'])|\xff\xfe|\xfe\xff""")
TEXTS = frozenset(("text", "akomaNtoso"))
ASIDE = frozenset(("teiHeader", "meta", "spanGrp", "timeline"))
"""What describes the text, and what annotates it."""
FILE = regex(r"[^./\\:?#%\0][^/\\:?#%\0]*")
"""The name of a file in the same folder."""
CATALOGUE = "catalogue"
"""How docconv marks a title that nobody printed."""
TIMES = r"\d+"
"""Times of a timeline, which the document may have as figures."""


def account(source: Source) -> Iterator[SourceText]:
    """The account of a TEI file: all characters of its text; where some are no words, or other files belong
    to it, line by line.
    """
    text = _quick(source.data)
    if text:
        yield SourceText(text, is_quick=True, has_points=False)
    found = _Characters(source.beside, given={PurePath(source.name).name})
    try:
        found.read(source.data)
    except expat.ExpatError as error:
        message = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise BadInputError(message, where=f"{source.name}:{error.lineno}", remedy="mend it there") from error
    yield SourceText(
        APART.join(found.printed),
        separator=APART,
        numbers=found.lines,
        free="\n".join(found.free),
        more=TIMES,
        is_ordered=False,
        has_points=False,
    )


def _quick(data: bytes) -> str:
    """All characters of the text of a file in UTF-8, as long as it is one element."""
    begin, end = OPENING.search(data), data.rfind(CLOSING)
    if begin is None or end < 0 or OTHER_ENCODING.match(data):
        return ""
    found: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text, parser.CharacterDataHandler = True, found.append
    try:
        parser.Parse(data[begin.start() : end + len(CLOSING)], True)  # noqa: FBT003  expat takes it by position
    except expat.ExpatError:
        return ""
    return "".join(found)


@define
class _Characters:
    """Collects what is printed, line by line, and what may be printed beside it.

    beside: gives the files of the same folder.
    printed, lines: the characters of each line that has some, and its number.
    free: what describes or annotates, and attributes, where points of the text have their words.
    given: the files that were read.
    open: for each open element whether what is in it is printed.
    """

    beside: Callable[[str], bytes | None] | None
    printed: list[str] = field(factory=list)
    lines: list[int] = field(factory=list)
    free: list[str] = field(factory=list)
    given: set[str] = field(factory=set)
    open: list[bool] = field(factory=lambda: [False])
    parser: expat.XMLParserType = field(factory=expat.ParserCreate)

    def read(self, data: bytes) -> None:
        """Read a file; within another one, what it prints is there."""
        outer, self.parser = self.parser, expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.Parse(data, True)  # noqa: FBT003  expat takes it by position
        self.parser = outer

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "lb" and attributes.get("break") != "no":
            self.characters("\n")
        self.free.extend(attributes[key] for key in ("n", "rend") if key in attributes)
        catalogue = name == "head" and CATALOGUE in (attributes.get("n"), attributes.get("type"))
        inside = (self.open[-1] or name in TEXTS) and name not in ASIDE and not catalogue
        self.open.append(inside)
        href = attributes.get("href", "") if name == "include" else ""
        if self.beside is not None and href not in self.given and FILE.fullmatch(href):
            self.given.add(href)
            if found := self.beside(href):
                self.read(found)
                self.open[-1] = False  # nothing stands in its place

    def end(self, _: str) -> None:
        """An element ends."""
        self.open.pop()

    def characters(self, text: str) -> None:
        """Characters, up to the next element."""
        if not self.open[-1]:
            self.free.append(text)
            return
        line = self.parser.CurrentLineNumber
        if self.lines and self.lines[-1] == line:
            self.printed[-1] += text
        else:
            self.printed.append(text)
            self.lines.append(line)
