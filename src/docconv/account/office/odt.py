"""What an OpenDocument text prints: the characters of its body, by the plain archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from docconv.account.text import with_notations
from docconv.account.words import SourceText
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.patterns import regex

OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, OFFICE, TABLE = f"{OASIS}text:1.0}}", f"{OASIS}office:1.0}}", f"{OASIS}table:1.0}}"
STYLE = f"{OASIS}style:1.0}}"
GONE = frozenset(
    f"{TEXT}{name}"
    for name in ("tracked-changes", "table-of-content", "alphabetical-index", "illustration-index",
                 "bibliography", "hidden-text", "sequence-decls", "variable-decls", "user-field-decls",
                 "ruby-text")
) | {f"{OFFICE}{name}" for name in ("annotation", "forms", "event-listeners")} | {
    f"{TABLE}title", f"{TABLE}desc", f"{OASIS}drawing:1.0}}image", f"{OASIS}drawing:1.0}}object"
}  # fmt: skip
APART = {
    f"{TEXT}{name}": mark
    for name, mark in (
        ("s", " "),
        ("tab", " "),
        ("line-break", " "),
        ("p", "\n"),
        ("h", "\n"),
        ("note-citation", " "),
    )
}
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
COUNTED = regex(r"\s*+(?:[#№]\s*+)?\d{1,5}[.):]?\s*+")
"""A cell that counts the rows of its table."""
HIDDEN = "none"


def account(source: Source) -> Iterator[SourceText]:
    """The account of an OpenDocument text. What is hidden may be read or left out; the
    signs of notes count.
    """
    with zipfile.ZipFile(BytesIO(source.data)) as archive:
        parts = [archive.read(name) for name in ("content.xml", "styles.xml") if name in archive.namelist()]
    try:
        content, *others = [ET.fromstring(part) for part in parts]  # noqa: S314  the reader refused what is not safe
    except ET.ParseError as error:
        message = f"a part of it is not well-formed XML: {expat.ErrorString(error.code)}"
        raise BadInputError(message, where=source.name, remedy="open and save it again") from error
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        return
    hidden = {
        style.get(f"{STYLE}name")
        for root in (content, *others)
        for style in root.iter(f"{STYLE}style")
        if any(one.get(f"{TEXT}display") == HIDDEN for one in style)
    }
    concealed = [
        "".join(one.itertext()) for one in body.iter() if one.get(f"{TEXT}style-name") in hidden and hidden
    ]
    cells = [
        text for cell in body.iter(f"{TABLE}table-cell") if COUNTED.fullmatch(text := "".join(_texts(cell)))
    ]
    signs = ["".join(one.itertext()) for one in body.iter(f"{TEXT}note-citation")]
    again = "\n".join((*cells, *concealed, *signs))
    yield from with_notations(
        SourceText("".join(_texts(body)), "paragraph", again=lambda _: again, is_ordered=False)
    )


def _texts(element: ET.Element, *, inside: bool = False) -> Iterator[str]:
    """The characters of the paragraphs below an element; between paragraphs there are none."""
    if element.tag in GONE:
        return
    inside = inside or element.tag in PARAGRAPHS
    yield APART.get(element.tag, "")
    yield (element.text or "") if inside else ""
    for child in element:
        yield from _texts(child, inside=inside)
        yield (child.tail or "") if inside else ""
