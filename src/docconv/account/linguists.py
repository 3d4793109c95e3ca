"""What files of linguists print: what is said in lines or tiers. What a document has as annotations, it may
leave out of its text, and no word of them may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree as ET
from xml.parsers import expat

from docconv.account.words import SourceText, words
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.model import Milestone, Resolved
from docconv.patterns import regex
from docconv.walk import walk

BULLET = regex(r"\x15[^\x15]*\x15|\x15[^\x15\s]*|•[^•\s]*(?:•|$)")
ENDS = regex(r"\r\n?")
GOES_ON = regex(r"\n\t")
NAME_ENDS = regex(r"[:\t]")
NOTHING = regex(r"(?<!\S)0(?=[\s\[.?!]|$)")
CODE = regex(r"\[[^\[\]]*\]|&=\S+|(?<!\S)0(?=[\s\[.?!]|$)")
WORD_TIER = "%wor:"
QUOTED = regex(r'"((?:[^"]|"")*+)"')
OWN_COMMENT, OWN_TITLE = "@Comment:\tdocconv.", "@Comment:\tdocconv.heading:"
TURN_OPENS = "[+ trn]"
HEADING = "docconv.heading"
"""The fact that is the printed title, in files by docconv."""
OWN, OWN_WORDS = "docconv.", "word"
TIERS = ("IntervalTier", "TextTier")
GEMS = ("@G", "@Bg", "@Comment")
UNPRINTED = ("@Eg", "@Font", "@Window", "@Color words")


def account(source: Source) -> Iterator[SourceText]:
    """The account of a CHAT file, line by line."""
    text = source.data.decode(source.encoding or "utf-8").removeprefix("\ufeff")
    filled = "\n".join(line for line in ENDS.sub("\n", text).split("\n") if line.strip())
    lines = GOES_ON.sub("\t", filled).split("\n")
    first = next((at for at, line in enumerate(lines) if not line.startswith("@")), len(lines))
    own = [at for at, line in enumerate(lines[:first], 1) if line.startswith(OWN_COMMENT)]
    first = own[-1] if own else first
    titles = [line[len(OWN_TITLE) :] for line in lines[:first] if line.startswith(OWN_TITLE)]
    names = "\n".join(line.partition(":")[0] for line in lines if line.startswith("*"))
    lines = lines[first:]
    repeated = _repeated(lines)
    once, twice = (
        "\n".join(_printed(line) for at, line in enumerate(lines) if (at in repeated) is is_repeated)
        for is_repeated in (False, True)
    )
    printed = "\n".join((*titles, once))
    yield SourceText(printed, free=twice, again=lambda found: f"{names}\n{_noted(found)}")


def exmaralda(source: Source) -> Iterator[SourceText]:
    """The account of a basic transcription: the texts of its events."""
    root = root_of(source)
    texts = ("".join((one.text or "", *(child.tail or "" for child in one))) for one in root.iter("event"))
    labels = ((one.findtext("abbreviation") or one.get("id") or "") for one in root.iter("speaker"))
    names = (one.get(key, "") for one in root.iter("tier") for key in ("category", "display-name", "id"))
    titles = (one.text or "" for one in root.iter("ud-information") if one.get("attribute-name") == HEADING)
    yield _of_tiers((*titles, *texts), (*labels, *names))


def elan(source: Source) -> Iterator[SourceText]:
    """The account of an annotation file: the values of its annotations."""
    root = root_of(source)
    texts = _values(root)
    names = (one.get(key, "") for one in root.iter("TIER") for key in ("TIER_ID", "PARTICIPANT"))
    titles = (one.text or "" for one in root.iter("PROPERTY") if one.get("NAME") == HEADING)
    is_own = any(one.get("NAME", "").startswith(OWN) for one in root.iter("PROPERTY"))
    tiers = (tier for tier in root.iter("TIER") if is_own and _is_of_words(tier))
    timed = (value for tier in tiers for value in _values(tier))
    yield _of_tiers((*titles, *texts), tuple(names), "\n".join(timed))


def _values(element: ET.Element) -> list[str]:
    return [one.text or "" for one in element.iter("ANNOTATION_VALUE")]


def _is_of_words(tier: ET.Element) -> bool:
    """Whether a tier says when the words of the one that it hangs on are heard, as docconv writes it."""
    return tier.get("LINGUISTIC_TYPE_REF") == OWN_WORDS and bool(tier.get("PARENT_REF"))


def praat(source: Source) -> Iterator[SourceText]:
    """The account of a TextGrid: its texts, without those that say what it is and how tiers are called."""
    marked = source.data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = source.data.decode(source.encoding or ("utf-16" if marked else "utf-8-sig"))
    said, names = QUOTED.findall(text)[2:], []
    texts: list[str] = []
    waiting = iter(said)
    for one in waiting:
        if one in TIERS:
            names.append(next(waiting, ""))
        else:
            texts.append(one)
    yield _of_tiers(texts, names)


def root_of(source: Source) -> ET.Element:
    """The root of a file of XML. Raises `BadInputError`, with line and column, for what is none."""
    try:
        return ET.fromstring(source.data)  # noqa: S314  the reader has refused document types before
    except ET.ParseError as error:
        where = "{}:{}:{}".format(source.name, *error.position)
        message = f"this is not well-formed XML: {expat.ErrorString(error.code)}"
        raise BadInputError(message, where=where, remedy="get the file again") from error


def _of_tiers(texts: Iterable[str], names: Sequence[str], timed: str = "") -> SourceText:
    """Texts of tiers, which a document has in the order of time, with names of tiers and speakers, and what
    only says when words are heard.
    """
    more = "|".join(re.escape(word) for name in names for word in words(name))
    return SourceText(
        "\n".join(texts),
        again=lambda found: f"{timed}\n{_noted(found)}",
        more=more,
        is_ordered=False,
        has_points=False,
    )


def _noted(document: Resolved) -> str:
    """What a document has as annotations."""
    nodes = walk(document)
    return "\n".join(one.text for one in nodes if isinstance(one, Milestone) and one.kind == "annotation")


def _repeated(lines: Sequence[str]) -> set[int]:
    """Where tiers are that say when the words of the line above are heard, and nothing else."""
    above, found = "", set[int]()
    for at, line in enumerate(lines):
        above = line if line.startswith("*") else "" if line.startswith("@") else above
        told = iter(_letters(above))
        if above and line.startswith(WORD_TIER) and all(word in told for word in _letters(line)):
            found.add(at)
    return found


def _letters(line: str) -> list[str]:
    """The words of a line in letters and figures alone, without its name, bullets and codes."""
    said = BULLET.sub(" ", line.partition(":")[2])
    said = said if line.startswith("*") else CODE.sub(" ", said)
    return list(filter(None, ("".join(filter(str.isalnum, word)).casefold() for word in said.split())))


def _printed(line: str) -> str:
    """What a line prints: its code, too, since it is the label."""
    name, value = (*NAME_ENDS.split(line, maxsplit=1), "")[:2]
    if name.strip() in UNPRINTED:
        return ""
    value = BULLET.sub(" ", value).replace(TURN_OPENS, " ")
    if line.startswith("@"):
        gem = f"@{name[1:].strip()}"
        if not value.strip():
            return gem if gem in GEMS[:2] else ""
        return value if gem in GEMS else f"{name} {value}"
    return f"{name} {value if line.startswith('%') else NOTHING.sub(' ', value)}"
