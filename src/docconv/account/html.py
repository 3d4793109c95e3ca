"""What a page prints: what is between its tags; of a page by docconv without the lists that are made from it,
of a page of others without navigation, scripts, forms and what is embedded.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
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
NOTES = regex(r'<section class="notes".*?</section>', re.DOTALL)
NOTE = regex(r'<li id="(:footnote\d+)"[^<>]*>(.*?)<a class="back"', re.DOTALL)
MARK = regex(r'<a class="note"[^<>]*?href="[^"#]*#(:footnote\d+)"[^<>]*>')
OWN = b'<meta name="generator" content="docconv">'
WINDOW = 4096
INSIDE = r"""(?:[^<>=]|=\s*+(?:"[^"]*+"|'[^']*+')?)*+"""
MARKUP = regex(
    rf"<!--.*?(?:-->|\Z)|<[!?][^<>]*+>|<(script|style|title|textarea)(?=[\s/>]){INSIDE}(?<!/)>.*?(?=</\1[\s/>])"
    rf"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s<>/]*+){INSIDE}>",
    re.DOTALL | re.IGNORECASE,
)
GONE = frozenset((
    "nav", "footer", "noscript", "template", "svg", "canvas", "iframe", "object", "audio", "video",
    "select", "button", "datalist", "rt", "rp",
))  # fmt: skip
SHOWN = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "caption", "option",
    "optgroup", "body", "html", "head", "main", "area", "base", "br", "col", "embed", "hr", "img", "input",
    "link", "meta", "source", "track", "wbr",
))  # fmt: skip
"""They are shown, even where they say that they are not."""
HIDDEN = regex(r"""\sstyle\s*+=\s*+(?:"[^"]*?|'[^']*?|[^\s"'>]*?)display\s*+:\s*+none""", re.IGNORECASE)
QUOTED = regex(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
UNSEEN = regex(r"\shidden(?=[\s=/>])(?!\s*+=\s*+until-found)", re.IGNORECASE)
CELLS = frozenset(("table", "tr", "td", "th", "dl", "dt", "dd"))
WITHIN_LINES = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
))  # fmt: skip
COUNTED = regex(r"\s*+(?:[#№]\s*+)?\d{1,5}[.):]?\s*+")
"""A cell that counts the rows of its table."""
LINK = regex(
    r"<a\s[^<>#]*+#[^<>]*+>(?:\s|[\[(]|</?(?:span|sup|small|b|i)\b[^<>]*+>)*+([^\W_]{1,3})(?=[\s\]).]*+<)",
    re.IGNORECASE,
)
"""A link within the page with a short text, which may be the sign of a note or lead back from it."""
LONGEST_BETWEEN = 200
CHARSET = regex(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def account(source: Source) -> Iterator[SourceText]:
    """The account of a page: line by line, or paragraph by paragraph where others wrote it."""
    yield from _own(source) if OWN in source.data[:WINDOW] else _foreign(source)


def _foreign(source: Source) -> Iterator[SourceText]:
    page = _decoded(source)
    text = "".join(_between(page.replace("\f", " ")))
    cells = "\n".join(filter(COUNTED.fullmatch, text.split("\f")))
    paragraphs = "\n".join(filter(str.strip, text.replace("\f", "\n").split("\n")))
    again = "\n".join((cells, *_signs(page)))
    yield SourceText(paragraphs, "paragraph", again=lambda _: again, is_ordered=False)


def _signs(page: str) -> Iterator[str]:
    """The signs of notes, and those that stand side by side as one word, `12` of 1 and 2."""
    rows: list[list[str]] = []
    end = 0
    for link in LINK.finditer(page):
        between = page[end : link.start()]
        if rows and len(between) < LONGEST_BETWEEN and not TAG.sub("", between):
            rows[-1].append(link[1])
        else:
            rows.append([link[1]])
        end = link.end()
    for row in rows:
        yield from row
        yield "".join(row)


def _between(page: str) -> Iterator[str]:
    """What is between tags and not within what is left out, cells apart by form feeds."""
    at, within = 0, Counter[str]()
    for tag in MARKUP.finditer(page):
        if not within:
            yield unescape(page[at : tag.start()]).replace("\n", " ").replace("\f", " ")
        at, name = tag.end(), (tag["name"] or "!").lower()
        if name == "ruby":
            within -= Counter(rt=within["rt"], rp=within["rp"])
        hides = not within and tag["name"] is not None and _hides(name, tag[0])
        if name in GONE or within[name] or hides:
            if tag["end"]:
                within = within - Counter((name,))
            elif tag[0][-2] != "/":
                within[name] += 1
        elif tag["name"] and not within:
            yield "\f" if name in CELLS else "" if name in WITHIN_LINES else "\n"
    if not within:
        yield unescape(page[at:])


def _hides(name: str, tag: str) -> bool:
    """Whether the tag of an element says that it is not shown."""
    if name in SHOWN or tag.startswith("</"):
        return False
    until_found = re.search(r"""\shidden\s*=\s*["']?until-found""", tag) is not None
    return HIDDEN.search(tag) is not None or (
        not until_found and UNSEEN.search(QUOTED.sub("=", tag)) is not None
    )


def _decoded(source: Source) -> str:
    """The characters of a page that its reader could decode."""
    data = source.data
    said = CHARSET.search(data[:1024])
    name = source.encoding or (said[1].decode() if said and b"utf-16" not in said[1].lower() else "utf-8")
    if not source.encoding and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    elif not source.encoding and data.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    known = codecs.lookup(name).name
    return data.decode("cp1252" if known in ("iso8859-1", "ascii") else known, "replace")


def _own(source: Source) -> Iterator[SourceText]:
    """The account of a page by docconv, line by line."""
    page = TAG.sub(_escaped, source.data.decode("utf-8", "replace"))
    notes = dict(NOTE.findall(page))
    page = MARK.sub(lambda mark: notes.get(mark[1], ""), page) if notes else page
    page = NOTES.sub(lambda found: "\n" * found[0].count("\n"), page)
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
    """A tag without `<` and `>` in its attributes, where browsers leave them as they are."""
    inside = tag[0][1:-1]
    return f"<{inside.replace('<', '&lt;').replace('>', '&gt;')}>"


def _plain(text: str) -> str:
    """What is between tags."""
    return unescape(TAG.sub("", text))
