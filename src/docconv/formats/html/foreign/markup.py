"""The markup of a page as a row of tags and texts, whatever is wrong with it.

Trees that parsers make of pages with mistakes differ, and some leave words out; a row of tags has every word.
What begins no tag by the rules of HTML is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from attrs import frozen

from docconv.errors import BadInputError
from docconv.patterns import regex

RAW = frozenset(("script", "style", "title", "textarea"))
"""Elements in which there are no others."""
ATTRIBUTES = r"""(?:[^<>=]|=\s*+(?:"[^"]*+"|'[^']*+')?)*+"""
MARKUP = regex(
    r"<!--.*?(?:-->|(?P<open>\Z))|<[!?][^<>]*+>"
    rf"|<(?P<end>/?)(?P<tag>[a-zA-Z][^\s<>/]*+)(?P<attributes>{ATTRIBUTES})>",
    re.DOTALL,
)
ATTRIBUTE = regex(r"""([^\s=/"'<>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?""")


@frozen
class Tag:
    """The beginning of an element, or its end, or, by the rules of XML, both in one."""

    name: str
    attributes: Mapping[str, str]
    is_end: bool = False
    is_whole: bool = False


def pieces(text: str, name: str) -> Iterator[Tag | str]:
    """The tags and the texts of a page in order. Raises `BadInputError` where a comment or a script does not
    end, since nobody can tell what else of the page is in it.
    """
    at = 0
    while found := MARKUP.search(text, at):
        yield unescape(text[at : found.start()])
        at = found.end()
        if found["open"] is not None:
            _refuse(name, "a comment", text, found.start())
        if not found["tag"]:
            continue
        tag = _tag(found)
        yield tag
        if tag.name in RAW and not (tag.is_end or tag.is_whole):
            at = _end_of(tag.name, text, at)
            if at < 0:
                _refuse(name, f"its <{tag.name}>", text, found.start())
            yield unescape(text[found.end() : at])
            yield Tag(tag.name, {}, is_end=True)
    yield unescape(text[at:])


def _tag(found: re.Match[str]) -> Tag:
    attributes = {
        key.lower(): unescape(first or second or bare)
        for key, first, second, bare in ATTRIBUTE.findall(found["attributes"])
    }
    whole = found["attributes"].endswith("/")
    return Tag(found["tag"].lower(), attributes, bool(found["end"]), whole and not found["end"])


def _end_of(tag: str, text: str, at: int) -> int:
    """Where an element without others in it ends, -1 where it does not."""
    end = regex(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return end.start() if end else -1


def _refuse(name: str, what: str, text: str, at: int) -> None:
    line = text.count("\n", 0, at) + 1
    message = f"{what} in line {line} does not end, so that nobody can tell what else is in it"
    raise BadInputError(message, where=name, remedy="save the page again from a browser")
