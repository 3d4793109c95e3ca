"""Elements of WordprocessingML as text. What a document says is escaped here and nowhere else: values of
attributes by `node`, words by `escaped`. Runs, paragraphs and bookmarks, of which there are very many, have a
faster way of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import TypeAlias

from docconv.wellformed.markup import escape

Attributes: TypeAlias = Mapping[str, str | int]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a zip file can tell."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORDS = {"xmlns:w": W, "xmlns:r": R}
"""What every part declares, as Word does it: some programs ask for a prefix and not for its namespace."""
NONE: Attributes = {}
KEEP = "<w:keepNext/>"
"""What keeps a paragraph on one page with the next one."""
HERE = "<?here?>"
"""What stands in a part where rows go."""


def escaped(text: str) -> str:
    """Text as XML content; parsers of XML would make a line end of a carriage return."""
    return escape(text, quote=False).replace("\r", "&#13;")


def node(name: str, attributes: Attributes = NONE, *content: str) -> str:
    """An element with attributes, whose values are escaped, and content, which is XML already."""
    start = name
    for key, value in attributes.items():
        start += f' {key}="{escape(str(value))}"'
    inner = "".join(content)
    return f"<{start}>{inner}</{name}>" if inner else f"<{start}/>"


def val(name: str, value: str | int) -> str:
    """An element that says one thing."""
    return node(name, {"w:val": value})


def part(name: str, attributes: Attributes, *content: str) -> str:
    """A part of the package: one element after the XML declaration."""
    return DECLARATION + node(name, attributes, *content)


def long_part(around: str, rows: Iterable[str]) -> bytes:
    """A part in UTF-8, with rows in the place of `HERE`; each of them is encoded by itself, so that a long
    text is in memory twice and not five times.
    """
    above, _, below = around.partition(HERE)
    buffer = BytesIO()
    buffer.writelines(row.encode() for row in (above, *rows, below))
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of words, which are escaped already."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(style: str, runs: str, *, rtl: bool = False, keep: bool = False, more: str = "") -> str:
    """A paragraph in a style and a direction; `keep`: on one page with the next one; `more` are properties
    that are not the style's.
    """
    properties = f"{_style(style)}{KEEP if keep else ''}{'<w:bidi/>' if rtl else ''}{more}"
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def bookmark(number: int, name: str) -> tuple[str, str]:
    """The start and the end of a bookmark."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>'
    return start, f'<w:bookmarkEnd w:id="{number}"/>'


@cache
def _style(name: str) -> str:
    return val("w:pStyle", name)


def language(lang: str) -> str:
    """The language of words in every script."""
    return node("w:lang", {"w:val": lang, "w:eastAsia": lang, "w:bidi": lang})
