"""The letters of a file by a second route, which shares no code with its reader: what a reader drops or adds,
both sides of a comparison may have dropped or added; here it is found.

Only files that docconv wrote are looked at, whose markup is known. Letters are compared, not white space and
punctuation, since formats put delimiters between them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import zip_longest

from lxml import etree

from docconv.model import Gap, Resolved, Separator, Text, Turn
from docconv.walk import printed_title, text_of, walk

TEI = "{http://www.tei-c.org/ns/1.0}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OWN_TEI = b'<schemaRef key="docconv"'
OWN_PART = "customXml/item1.xml"
AROUND = 30


def plain_text(data: bytes, format_name: str) -> str | None:
    """All text in a file that docconv wrote, straight from its markup; none for other formats and files."""
    if format_name == "tei" and OWN_TEI in data:
        return "".join(_tei(data))
    if format_name == "docx" and data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if OWN_PART in archive.namelist() and OWN_TEI in archive.read(OWN_PART):
                return "".join(_docx(archive.read("word/document.xml")))
    return None


def _tei(data: bytes) -> Iterator[str]:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    body = root.find(f"{TEI}text/{TEI}body")
    for element in () if body is None else body.iter(etree.Element):
        if element.tag == f"{TEI}milestone" and element.get("unit") == "section":
            yield element.get("rend") or element.get("n") or ""
    yield from () if body is None else map(str, body.itertext())


def _docx(data: bytes) -> Iterator[str]:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None or not style.get(f"{W}val", "").lower().startswith("toc"):
            yield from (text.text or "" for text in paragraph.iter(f"{W}t"))


def told_text(document: Resolved, format_name: str) -> str:
    """The same text as a document has it."""
    parts = [text_of(printed_title(document))]
    separators = [node.text for node in walk(document) if isinstance(node, Separator)]
    for node in walk(document):
        if isinstance(node, Turn) and node.label is not None:
            parts.append(node.label)
        elif isinstance(node, Text | Gap) or (isinstance(node, Separator) and format_name != "tei"):
            parts.append(node.text)
    title = document.title
    if title is not None:  # the walk has it, too
        del parts[0]
    return "".join(separators if format_name == "tei" else ()) + "".join(parts)


def first_difference(first: str, second: str) -> tuple[str, str] | None:
    """What two texts have around the first letter in which they differ; nothing where they do not."""
    ours, theirs = letters(first), letters(second)
    if ours == theirs:
        return None
    pairs: Iterable[tuple[str | None, str | None]] = zip_longest(ours, theirs)
    at = next(at for at, (one, two) in enumerate(pairs) if one != two)
    start = max(0, at - AROUND // 2)
    return ours[start : start + AROUND] or "nothing", theirs[start : start + AROUND] or "nothing"


def letters(text: str) -> str:
    """The letters and figures of a text."""
    return "".join(char for char in text if char.isalnum())
