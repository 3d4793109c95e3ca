"""What a plain text prints: its characters, without the syntax of a notation."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise, repeat, takewhile

from attrs import evolve

from docconv.account.balance import LETTERS
from docconv.account.words import SourceText, encoded, words
from docconv.formats import Source
from docconv.model import Resolved
from docconv.patterns import regex
from docconv.walk import turns
from docconv.wellformed.unseen import BIDI

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
MARGIN = "\f \t\r\v\u00a0\ufeff\u200b"
"""What is at the edges of a line and not seen."""
LINE_ENDS = "\r\x85\u2028\u2029"
LINE_END = regex(f"\r\n|[{LINE_ENDS}]")
TIMES = r"(?:\d+:)+\d{1,2}(?:(?:[.,]\d{1,3})?[^\S\n]*+-->[^\S\n]*+|[.,]\d{1,3},(?=\d+:\d{2}:\d{2}))\d"
TIMES_AT_ONCE = regex(r",\d+:\d{2}:\d{2}")
"""The second time of a cue, where no arrow leads to it."""
TIMING = regex(rf"^{TIMES}[\d:.,]*(?:[^\S\n]+\w+:\S+)*[^\S\n]*$", re.MULTILINE)
"""The times of a cue and its settings."""
TIMED = regex(rf"^[{MARGIN}]*+{TIMES}", re.MULTILINE)
HEADER = regex(r"\A\n*+WEBVTT[^\n]*(?:\n[^\n]+)*")
COMMENT = regex(rf"(?<=\n\n)(?:NOTE|STYLE|REGION)\b[^\n]*(?:\n(?![{MARGIN}]*+{TIMES})[^\n]+)*")
CUE_NAME = regex(rf"(?:(?<=\n\n)|\A)[^\n]+(?=\n{TIMES})")
VOICE = regex(r"<v(?:\.[\w.]+)?[^\S\n]++([^<>\s][^<>\n]*+)>")
TAG = regex(
    r"</?(?:[bcipsuv]|ruby|rt|lang|font|span|strong|em|small|div)(?:[.\s][^<>]*)?/?>|<\d[\d:.]*>|\{\\[^{}\n]{1,200}\}"
)
RUBY_TEXT = regex(r"</?rt(?:\.[^<>]*)?>")
REFERENCE = regex(r"&(?:amp|lt|gt|lrm|rlm|nbsp|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});")
SPEAKER = regex(r"""<SPEAKER\b[^<>\n]{0,200}?\bNAME=["']?([^"'<>\n]{1,200})["']?(?:[^\S\n][^<>\n]*)?>""")
SPEAKER_OR_CHAPTER = regex(r"<(?:SPEAKER|CHAPTER|P|BRK)\b[^<>\n]*>")
CHAT = regex(rf"^[{MARGIN}]*+@(?:UTF8|Begin)\b", re.MULTILINE)
TIER = regex(r"^%\w+:[^\n]*(?:\n(?![*@])[^\n]*)*", re.MULTILINE)
UTTERANCE = regex(r"^\*([\w-]+):", re.MULTILINE)
LIBRARY_NOTE = regex(r"［＃[^［］\n]*］")
"""What Aozora Bunko says of how a Japanese text is set."""
KEY = regex(r"^@(?:title|subtitle|author)\b", re.MULTILINE)
NOTE = regex(rf"^[{MARGIN}]*+\[\^([^\[\]\s]+)\]:", re.MULTILINE)
NOTE_MARK = regex(r"\[\^([^\[\]\s]+)\]")
"""Notes of Markdown, and what leads to them: both have the sign, which is no word."""
TITLE_PAGE = "Title:"
"""How a text in Fountain may begin; the word is none of it then."""
LINE_END_OF_HTML = regex(r"<br[^\S\n]?/?>", re.IGNORECASE)
OF_A_TIME = r"(?<=:\d\d\])\([^()\s]{1,300}(?:\([^()\s]{0,40}\)[^()\s]{0,40})?\)"
ADDRESSES = regex(OF_A_TIME)
"""Where times lead, `[00:31](https://example.org/talk)`."""
TAGS = regex(
    r"(?i)</?(?:a|b|blockquote|body|br|center|chapter|d[dlt]|div|em|font|h[1-6r]|i|li|main|ol|p|section|article|small|span|strong|tt|ul?)(?:[^\S\n][^<>\n]*)?/?>"
    rf"|{OF_A_TIME}"
    r"|<\w+[^\S\n][^<>\n]*\b(?:name|who|speaker) ?=[^<>\n]*>"
)
TAGS_AHEAD = regex(rf"^[{MARGIN}]*+</?[A-Za-z]+[\d\s>]", re.MULTILINE)
FEWEST_TAGGED = 3  # lines
NAMED = regex(r"(?i)\b(?:name|who|speaker)\s?=\s?[\"']?#?([^\"'<>]+)")
"""Tags in a text that is no page, of which only the name of who speaks is printed."""
MARKDOWN = (".md", ".markdown")
LED = regex(
    r"(?<![!\]\\])\[(?![\d:.]+\])([^\[\]\n]{1,200})\]"
    r"\([^()\s]{1,300}(?:\([^()\s]{0,40}\)[^()\s]{0,40})?\)"
)
"""Words and where they lead, which a reader of Markdown does not see."""
AHEAD = regex(rf"\A[\n{MARGIN}{BIDI}]++")
CONTROLS = bytes((*range(0x09), *range(0x0E, 0x20)))
CONTROL = regex(f"[{CONTROLS.decode()}]")
"""Some of these count as white space in Python, and none does in a text."""
BREAK = "\v"  # where a voice begins a line of its own within a line of the file
DASHES = "-–— "
FEWEST_ROLLING = 3
COLUMNS = regex(
    r"^[^\S\n]*+[^\W\d_a-zß-ÿ][^a-zß-ÿ\n]{1,30}?[^\S\n]{3,}+[^\W\d_a-zß-ÿ][^a-zß-ÿ\n]{1,30}$", re.MULTILINE
)
"""Two columns with words in capitals above them, which are read one after the other."""
CELL = regex(r"[^/|\t]{0,40}[/|\t]")
HEARD_BEFORE = regex(rf"^([{MARGIN}]*+<<[^<>\n]{{1,60}}>>)([^:\n]{{1,100}}:)", re.MULTILINE)
"""What is heard before a label, `<<music>> Nora:`, which a document has after it."""


def account(source: Source) -> Iterator[SourceText]:
    """The account of a text, line by line: as a notation where it has the marks of one, and as none,
    since only the whole of it tells what it is.
    """
    text, labels = _decoded(source), "\n".join(one.label for one in source.corrections)
    yield from notated(text, labels)
    if source.name.lower().endswith(MARKDOWN) and "](" in text:
        yield from notated(LED.sub(r"\1", text), labels)


def notated(text: str, labels: str = "") -> Iterator[SourceText]:
    """The accounts of a text by its characters alone, wherever it was printed: captions that somebody pasted
    into a file of Word are captions.
    """
    timed = "-->" in text or TIMES_AT_ONCE.search(text) is not None
    if "WEBVTT" in text or (timed and TIMED.search(text)):  # one is enough where the file is named so
        yield _subtitles(text, labels)
    if ("@UTF8" in text or "@Begin" in text) and CHAT.search(text):
        yield _chat(text, labels)
    if "<SPEAKER " in text and SPEAKER.search(text):
        yield _proceedings(text, labels)
    if "［＃" in text:
        yield _without_notes(text, labels)
    is_titled = TITLE_PAGE in text and AHEAD.sub("", text).startswith(TITLE_PAGE)
    head = ["Title"] if is_titled else []
    keys = "\n".join((*head, *(KEY.findall(text) if "@" in text else ())))
    led = set(NOTE_MARK.findall(NOTE.sub("", text))) & set(NOTE.findall(text)) if "[^" in text else set[str]()
    ends = LINE_END_OF_HTML.findall(text) if "<" in text else []
    signs = "\n".join((*led, *led, *ends))
    beside = "   " in text and COLUMNS.search(text) is not None
    yield SourceText(text, free=labels, again=lambda _: f"{keys}\n{signs}", is_ordered=not (led or beside))
    if "<<" in text and HEARD_BEFORE.search(text):
        yield SourceText(HEARD_BEFORE.sub(r"\2\1", text), free=labels, again=lambda _: signs)
    tagged = len(TAGS_AHEAD.findall(text)) if "<" in text else 0
    if max(tagged, text.count("](")) >= FEWEST_TAGGED:
        yield SourceText(TAGS.sub(_named, text), free=labels, again=lambda _: signs)
        if "<" in text and tagged < FEWEST_TAGGED:  # some tags are words of a text with few
            yield SourceText(ADDRESSES.sub("", text), free=labels, again=lambda _: signs)


def with_notations(found: SourceText) -> Iterator[SourceText]:
    """The account of what a file of another format prints, and the same as a text in a notation."""
    yield found
    text = (
        found.text
        if found.separator == "\n"
        else found.text.replace("\r\n", "\n").replace(found.separator, "\n")
    )
    for one in notated(text):
        yield evolve(
            one,
            unit=found.unit,
            free=f"{one.free}\n{found.free}",
            again=partial(_both, one, found),
            more=found.more,
            is_ordered=one.is_ordered and found.is_ordered,
            has_points=found.has_points,
        )


def _both(one: SourceText, other: SourceText, document: Resolved) -> str:
    """What a document may leave out by either of two accounts."""
    return f"{one.again(document)}\n{other.again(document)}"


def _named(tag: re.Match[str]) -> str:
    """Whom a tag names, nothing else of it."""
    name = NAMED.search(tag[0])
    return f" {name[1]} " if name else ""


def _decoded(source: Source) -> str:
    """The characters of a text that its reader could decode, all its lines with the same end."""
    marked = next((name for mark, name in MARKS if source.data.startswith(mark)), "utf-8")
    text = source.data.decode(source.encoding or marked, "replace").removeprefix("\ufeff")
    text = text.replace(BREAK, " ")
    if any(end in text for end in LINE_ENDS):
        text = LINE_END.sub("\n", text)
    has_controls = any(len(piece.translate(None, CONTROLS)) < len(piece) for piece in encoded(text))
    return CONTROL.sub("\ufffd", text) if has_controls else text


def _subtitles(text: str, free: str) -> SourceText:
    """Words of cues. Timings, comments, and names of cues and voices are none; a voice may be a label. Tags
    are no words, and a line that has nothing else is none.
    """
    found, rows, numbers = [free], list[str](), list[int]()

    def away(match: re.Match[str]) -> str:
        found.append(match[0])
        return "\n" * match[0].count("\n")

    for number, line in enumerate(text.split("\n"), 1):
        found += (match[0] for match in (*VOICE.finditer(line), *TAG.finditer(line)))
        rows += _untagged(line.strip(MARGIN))
        numbers += [number] * (len(rows) - len(numbers))
    text = "\n".join(rows)
    for syntax in (HEADER, COMMENT, CUE_NAME):
        text = syntax.sub(away, text)
    cues = [[row for line in cue.split("\n") if (row := line.strip(MARGIN))] for cue in TIMING.split(text)]
    text = TIMING.sub(away, text)
    said = [row for cue in cues for row in cue]
    return SourceText(
        text,
        numbers=numbers,
        free="\n".join(found),
        again=lambda document: "\n".join((*labels_again(said, document), *rolled(cues))),
    )


def _untagged(line: str) -> list[str]:
    """A line without tags, as several where it has several voices, as none where nothing is left of it."""
    if not any(sign in line for sign in "<{&["):
        return [line]
    line = RUBY_TEXT.sub(" ", LINE_END_OF_HTML.sub(" ", line.replace("[br]", " ")))
    parts = VOICE.sub(f"\n{BREAK}", line).split("\n")
    rows = (REFERENCE.sub(_character, TAG.sub("", part)).replace("\n", " ") for part in parts)
    return [row for part in rows if (row := part.strip(" \t")).strip(DASHES)]


def _character(reference: re.Match[str]) -> str:
    """What a reference such as `&amp;` stands for."""
    from html import unescape  # noqa: PLC0415  the names of all characters take long to load

    return unescape(reference[0])


def labels_again(rows: Iterable[str], document: Resolved) -> Iterator[str]:
    """The labels of a document, as often as they begin rows of cues without opening a turn: whoever goes on
    speaking has their label again. They are compared by their words, whatever is between these.
    """
    opened = Counter(tuple(words(turn.label)) for turn in turns(document) if turn.label)
    sizes = sorted({*map(len, opened)} - {0}, reverse=True)
    begun = Counter(_label(row, below, opened, sizes) for row, below in pairwise((*rows, "")))
    for label in begun:
        yield from repeat(" ".join(label), begun[label] - opened[label])


def _label(row: str, below: str, labels: Container[tuple[str, ...]], sizes: Sequence[int]) -> tuple[str, ...]:
    """The words of the label that begins a row, after a cell or the figures and letters of a number or a
    time at most, and may end on the row below; none where there is none. `sizes`: how many words labels have.
    """
    here = words(row)
    cell = CELL.match(row)
    starts = [0, *(at for at, _ in enumerate(takewhile(lambda word: len(word) <= LETTERS, here), 1))]
    starts += [len(words(cell[0]))] if cell else []
    found = ((*here, *words(below))[at : at + size] for at in starts for size in sizes)
    return next(filter(labels.__contains__, found), ())


def rolled(cues: Sequence[Sequence[str]]) -> list[str]:
    """The first rows of cues where captions roll: most cues begin with the row that ends the one before,
    whose number may be below it, and some go on.
    """
    last: tuple[list[str], ...] = ()
    found, goes_on = list[str](), False
    for rows in filter(None, cues):
        said = [words(row) for row in rows]
        if said[0] in last:
            found.append(rows[0])
            goes_on = goes_on or len(rows) > 1
        without_number = next((row for row in reversed(said) if not all(map(str.isdigit, row))), said[-1])
        last = (said[-1], without_number)
    return found if goes_on and len(found) >= FEWEST_ROLLING and len(found) * 2 >= len(cues) - 1 else []


def _proceedings(text: str, free: str) -> SourceText:
    """Words of the Europarl corpus; of a tag only the name of the speaker is one."""
    found = [free, *(match[0] for match in SPEAKER_OR_CHAPTER.finditer(text))]
    named = SPEAKER.sub(lambda match: match[1], text)
    return SourceText(SPEAKER_OR_CHAPTER.sub("", named), free="\n".join(found))


def _without_notes(text: str, free: str) -> SourceText:
    """Words of a text of Aozora Bunko; its notes may be printed, too, since some are about single signs."""
    return SourceText(LIBRARY_NOTE.sub(" ", text), free="\n".join((free, *LIBRARY_NOTE.findall(text))))


def _chat(text: str, free: str) -> SourceText:
    """Words of utterances and headers. Tiers below them annotate; a code is the label of a turn."""
    text = "\n".join(line.strip(MARGIN) for line in text.split("\n"))
    found = [free, *TIER.findall(text), *UTTERANCE.findall(text)]
    text = TIER.sub(lambda match: "\n" * match[0].count("\n"), text)
    return SourceText(UTTERANCE.sub("", text), free="\n".join(found))
