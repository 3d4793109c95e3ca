"""Line ends, characters that no format can carry, and tags in a text that is no page.

Every replacement of a character keeps the number of characters, so that the lines, columns and offsets found
in the text hold in the source as well; that of a tag keeps the number of lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate

from attrs import define, field

from docconv.model import Span
from docconv.notices import Notice
from docconv.patterns import regex

# CR, NEL, LS and PS end a line; VT is a line break within a paragraph, as word processors export it
LINE_ENDS = "\r\x85\u2028\u2029"
# what XML 1.0, production [2] Char, leaves out; form feeds are pages, and NUL is refused before
FORBIDDEN = regex("[\x01-\x08\x0e-\x1f\ufffe\uffff]")
FORM_FEED_IN_LINE = regex(r"(?<=[^\n\f])\f(?=[^\n\f])")
END_OF_FILE = "\x1a"  # CP/M and DOS ended their text files with it
REPLACEMENT = "\ufffd"
SHOWN = 10
MARKS: Mapping[str, str] = {"b": "**", "strong": "**", "u": "**", "i": "*", "em": "*"}
"""What Markdown has for the tags of HTML that set words apart."""
BLOCKS = r"p|div|span|section|article|blockquote|ul|ol|li|dl|dt|dd|body|main|font|center|tt|small|a|h[1-6]|hr"
TAG = regex(rf"<(/?)({'|'.join(MARKS)}|{BLOCKS})((?:[^\S\n][^<>\n]*)?)/?>", re.IGNORECASE)
END_OF_LINE = regex(r"<br\s?/?>[^\S\n]*(?=\n|\Z)", re.IGNORECASE)
OF_SPEAKER = regex(
    r"^[^\S\n]*<\w+[^\S\n](?:[^<>\n]*[^\S\n])?(?i:name|who|speaker) ?= ?"
    r"(?:\"([^\"<>\n]+)\"|'([^'<>\n]+)'|([^\s\"'<>]+))[^<>\n]*>",
    re.MULTILINE,
)
"""A tag that begins a line and names who speaks, `<SPEAKER ID=2 NAME="Berger">`, `<u who="#ada">`."""
OF_CORPUS = regex(r"^<SPEAKER\b[^<>\n]*\bNAME=[^<>\n]*>$", re.MULTILINE)
"""A line of the Europarl corpus, which is a notation by itself where `<P>` parts its paragraphs."""
OF_CHAPTER = regex(r"^[^\S\n]*<(?:CHAPTER|chapter)\b[^<>\n]*>[^\S\n]*\n(?=[^\s<])", re.MULTILINE)
LINK = r"\([^\s()]{1,300}(?:\([^\s()]{0,40}\)[^\s()]{0,40})?\)"
OF_TIME = regex(rf"(?<=:\d\d\]){LINK}")
"""Where a time in brackets leads, `[0:12](https://example.org/1?t=12)`."""
OF_WORDS = regex(rf"(?<![!\]\\])\[(?![\d:.]+\])([^\[\]\n]{{1,200}})\]{LINK}")
"""Words of Markdown that lead somewhere, `[the map](https://example.org)`, of which they alone are shown."""
OF_ESCAPE = regex(rf"\\(?=\[[^\[\]\n]{{1,200}}\]{LINK})|^\\(?=> )", re.MULTILINE)
"""What says in Markdown that the next sign is one of the text."""
OF_QUOTATION = regex(r"^[^\S\n]{0,3}>[^\S\n](?=[^\s>])", re.MULTILINE)
OPENS_A_LINE = regex(r"^[^\S\n]*<[^<>\n]{1,200}>", re.MULTILINE)
CUE, COMMENT = regex(r"-->[^\S\n]*\d"), "<!--"
FEWEST_TAGGED, SHARE_QUOTED = 3, 5  # lines, one in so many


def normalise(text: str) -> str:
    r"""A text of the same length whose lines all end in `\\n`; of CR LF, the CR becomes a space."""
    text = text.replace("\r\n", " \n").replace("\v", " ")
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    return text


def place_after(name: str, before: str) -> str:
    """`name:line:column` of the character that follows a text."""
    lines = normalise(before).split("\n")
    return f"{name}:{len(lines)}:{len(lines[-1]) + 1}"


def clean(text: str) -> tuple[str, tuple[Notice, ...]]:
    """A normalised text in which every character can be written, of the same length, and a notice for each
    change.
    """
    text = normalise(text)
    if "\f" in text:
        text = FORM_FEED_IN_LINE.sub(" ", text)
    if text.rstrip().endswith(END_OF_FILE):
        head = text.rstrip().rstrip(END_OF_FILE)
        text = head + " " * (len(text) - len(head))
    places = [found.start() for found in FORBIDDEN.finditer(text)]
    return FORBIDDEN.sub(REPLACEMENT, text) if places else text, _notices(text, places)


@define(eq=False, repr=False)
class UntaggedText:
    """A text without its tags, how much shorter it is from where on, by offsets in what is left, and how many
    of them say more than what the text is.
    """

    text: str
    cuts: list[tuple[int, int]] = field(factory=list)
    telling: int = 0


def untagged(text: str, *, is_markdown: bool = False) -> UntaggedText | None:
    """A text with tags of HTML, or with tags that name who speaks, as Markdown prints the same, and without
    where its times lead. Nothing where hardly any line begins with a tag, or one begins with another, as
    lines of chat do. A file of Markdown shows neither where words lead nor the signs of a few quotations.
    """
    is_corpus = "\n<P>\n" in text and OF_CORPUS.search(text) is not None
    tagged = "<" in text and not is_corpus and CUE.search(text) is None and _is_tagged(text)
    links = list(OF_TIME.finditer(text)) if "](" in text else []
    links = links if tagged or len(links) >= FEWEST_TAGGED else []
    shown = list(_shown(text)) if is_markdown else []
    if not (tagged or links or shown):
        return None
    found, parts, at, size = UntaggedText(""), list[str](), 0, 0
    places = [*(_replaced(text) if tagged else ()), *((one.start(), one.end(), "") for one in links), *shown]
    for start, end, instead in sorted(places, key=lambda one: (one[0], -one[1])):
        if start < at:
            continue
        found.telling += text.count("=", start, end) > instead.endswith(":** ") or text[start] in "(]"
        parts += (text[at:start], instead)
        size += start - at + len(instead)
        at = end
        found.cuts.append((size, end - start - len(instead)))
    found.text = "".join((*parts, text[at:]))
    return found


def _shown(text: str) -> Iterator[tuple[int, int, str]]:
    """What a reader of Markdown does not see: brackets and addresses around words, signs of quotations where
    a few lines have them.
    """
    for one in OF_WORDS.finditer(text):
        yield one.start(), one.start() + 1, ""
        yield one.end(1), one.end(), ""
    yield from ((one.start(), one.end(), "") for one in OF_ESCAPE.finditer(text))
    quoted = list(OF_QUOTATION.finditer(text))
    if len(quoted) * SHARE_QUOTED <= text.count("\n"):
        yield from ((one.start(), one.end(), "") for one in quoted)


def escaped(text: str) -> str:
    """A text in which Markdown sees no words that lead somewhere, nor the sign of a quotation."""
    text = OF_WORDS.sub(r"\\\g<0>", text) if "](" in text else text
    return f"\\{text}" if text.startswith("> ") else text


def _replaced(text: str) -> Iterator[tuple[int, int, str]]:
    """Where tags begin and end, and what stands for them."""
    for one in OF_SPEAKER.finditer(text):
        name = one[1] or one[2] or one[3]
        yield one.start(), one.end(), f"**{name.strip().lstrip('#')}:** "
    yield from ((one.start(), one.end(), "\n# ") for one in OF_CHAPTER.finditer(text))
    yield from ((one.start(), one.end(), "") for one in END_OF_LINE.finditer(text))
    begun = Counter[str]()
    for one in TAG.finditer(text):
        name, closes = one[2].lower(), bool(one[1])
        names_speaker = OF_SPEAKER.match(text, one.start()) is not None
        is_stray = names_speaker or (closes and begun[name] == 0)
        begun[name] += 0 if is_stray else -1 if closes else 1
        yield one.start(), one.end(), "" if is_stray else _mark(name, opens=not closes)


def _mark(name: str, *, opens: bool) -> str:
    """What Markdown has for a tag of HTML."""
    if name == "hr":
        return "---"
    return "#" * int(name[1]) + " " if name[0] == "h" and opens else MARKS.get(name, "")


def _is_tagged(text: str) -> bool:
    """Whether several lines begin with a tag, a fifth of all, and none with what is in angles otherwise, but
    for comments.
    """
    opening = [match[0].strip() for match in OPENS_A_LINE.finditer(text)]
    opening = [one for one in opening if not one.startswith(COMMENT)]
    known = [
        one for one in opening if TAG.match(one) or OF_SPEAKER.match(one) or OF_CHAPTER.match(one + "\na")
    ]
    closed = "</" in text or any(OF_SPEAKER.match(one) for one in known)
    count = sum(map(bool, map(str.strip, text.split("\n"))))
    return closed and len(known) >= FEWEST_TAGGED and len(known) == len(opening) and len(known) * 5 >= count


def _notices(text: str, places: list[int]) -> tuple[Notice, ...]:
    """One notice a character for the first of them, and one for all the others."""
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0)) if places else []
    notices = [
        _notice(f"control character U+{ord(text[at]):04X}", _span(starts, at)) for at in places[:SHOWN]
    ]
    if places[SHOWN:]:
        what = f"{len(places) - SHOWN} more control characters, from here on,"
        notices.append(_notice(what, _span(starts, places[SHOWN])))
    return tuple(notices)


def _notice(what: str, span: Span) -> Notice:
    message = f"{what} replaced by {REPLACEMENT}"
    return Notice("text-changed", message, span=span, rule="control-character", remedy="correct the source")


def _span(starts: list[int], at: int) -> Span:
    line = bisect_right(starts, at)
    return Span(line, at - starts[line - 1] + 1, at, at + 1)
