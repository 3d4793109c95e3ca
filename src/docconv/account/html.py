"""What a page by docconv prints: what is between its tags, without the lists that are made from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from docconv.account.words import SourceText
from docconv.formats import Source
from docconv.patterns import regex

HEADER = regex(r"<header>.*?</header>", re.DOTALL)
FOOTER = regex(r"<footer\b.*?</footer>", re.DOTALL)
TITLE = regex(r"<h1(?![^>]*catalogue)[^>]*>(.*?)</h1>", re.DOTALL)
TAG = regex("""<(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
DELIMITER = regex(r"""\bdata-delimiter=(["'])(.*?)\1""", re.DOTALL)
POINT = regex(r"""\bdata-n=(["'])(.*?)\1""", re.DOTALL)


def account(source: Source) -> Iterator[SourceText]:
    """The account of a page, line by line."""
    page = TAG.sub(_escaped, source.data.decode("utf-8", "replace"))
    opening, article = page.find("<article"), page.find("</article>")
    body = page[opening:article]
    header = HEADER.search(body)
    printed = TITLE.search(header[0]) if header else None
    text = FOOTER.sub("", HEADER.sub(lambda found: "\n" * found[0].count("\n"), body, count=1))
    if delimiter := DELIMITER.search(body):
        text = text.replace(f"</b>{delimiter[2]}", "</b> ")
    title = printed[1] if printed else ""
    free = "\n".join(value for _, value in POINT.findall(text))
    yield SourceText(_plain(f"{title}\n{text}"), free=_plain(free), has_points=False)


def _escaped(tag: re.Match[str]) -> str:
    """A tag without others in its attributes, where browsers leave `<` as it is."""
    return tag[0] if tag[0].rfind("<") == 0 else "<" + tag[0][1:].replace("<", "&lt;")


def _plain(text: str) -> str:
    """What is between tags."""
    return unescape(TAG.sub("", text))
