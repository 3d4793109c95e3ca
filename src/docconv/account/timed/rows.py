"""What captions of TTML, tables and screenplays of Final Draft print, by the standard library."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from docconv.account.linguists import root_of
from docconv.account.text import account as of_text
from docconv.account.text import labels_again, rolled
from docconv.account.words import SourceText, words
from docconv.formats import Source
from docconv.languages import every
from docconv.patterns import regex

UNREAD = ("metadata", "set")
CUE_END = "\0"
"""No text of XML has it."""
PLACES = ("TitlePage/Content", "Content")
MOST = 4
"""Columns that may be the one with the words."""
NAME, APART = regex(r"[^\W_]+|#"), regex(r"(?<=[a-z])(?=[A-Z])")
DECLARED = regex(r"\Asep=.\r?\n")


NUMBERED = regex(r"\[\[footnote\]\]\s*\d+\s*\[\[/footnote\]\]")
TAGGED = regex(r"\[\[/?[a-z]+\]\]")
"""Tags within transcripts of OHMS."""


def ttml(source: Source) -> Iterator[SourceText]:
    """The account of captions: the lines of their paragraphs, rolling ones once more."""
    root = root_of(source)
    bodies = ("".join(_lines(body, is_text=False)) for body in root.iter() if _local(body) == "body")
    cues = [[row for row in cue.split("\n") if row.strip()] for body in bodies for cue in body.split(CUE_END)]
    rows = [row for cue in cues for row in cue]
    titles = (one.text or "" for one in root.iter() if _local(one) == "title")
    names = {word for one in root.iter() if _local(one) == "name" for word in words("".join(one.itertext()))}
    yield SourceText(
        "\n".join(rows),
        free="\n".join(titles),
        again=lambda document: "\n".join((*labels_again(rows, document), *rolled(cues))),
        more="|".join(map(re.escape, names)),
        has_points=False,
    )


def _lines(element: ET.Element, *, is_text: bool) -> Iterator[str]:
    """The text of paragraphs, each of which and each break ends a line."""
    name = _local(element)
    is_text = is_text or name == "p"
    if name == "br" or name in UNREAD:
        yield "\n" if name == "br" else ""
        return
    yield " ".join((element.text or "").splitlines()) if is_text else ""
    for child in element:
        yield from _lines(child, is_text=is_text)
        yield " ".join((child.tail or "").splitlines()) if is_text else ""
    yield CUE_END if name == "p" else ""


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def sheet(source: Source) -> Iterator[SourceText]:
    """The account of a table: a column with the name of one with words; others have names of speakers."""
    marked = source.data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = DECLARED.sub("", source.data.decode(source.encoding or ("utf-16" if marked else "utf-8-sig")))
    known, speaking = (set(every(f"{name}_columns")) for name in ("words", "speaker"))
    tables = (list(_rows(text, one)) for one in "\t;,|")
    rows = max(tables, key=lambda rows: (any(_plain(cell) in known for cell in rows[0]), len(rows[0])))
    said = [at for at, cell in enumerate(rows[0]) if _plain(cell) in known][:MOST]
    who = [at for at, cell in enumerate(rows[0]) if _plain(cell) in speaking and at not in said][:MOST]
    if not said:  # no row names the columns: that with most letters has the words
        width = max(map(len, rows))
        size = [sum(len(row[at]) for row in rows if at < len(row)) for at in range(width)]
        said, rows = [size.index(max(size))], [[], *rows]
        who = [at for at in range(width) if at not in said]
    names = {word for row in rows[1:] for at in who if at < len(row) for word in words(row[at])}
    for column in said:
        cells = (row[column] for row in rows[1:] if column < len(row))
        yield SourceText("\n".join(cells), more="|".join(map(re.escape, names)))


def _plain(name: str) -> str:
    """The name of a column as languages have it."""
    return " ".join(NAME.findall(APART.sub(" ", name).casefold()))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return (row for row in rows if any(map(str.strip, row)))


def final_draft(source: Source) -> Iterator[SourceText]:
    """The account of a screenplay: the texts of its paragraphs."""
    root = root_of(source)
    paragraphs = (one for place in PLACES for part in root.iterfind(place) for one in _printed(part))
    yield SourceText(
        "\n".join("".join("".join(one.itertext()) for one in row.iterfind("Text")) for row in paragraphs)
    )


def _printed(element: ET.Element) -> Iterator[ET.Element]:
    """The paragraphs in an element but for those of notes."""
    if element.tag == "Paragraph":
        yield element
    for child in element:
        if child.tag not in ("ScriptNote", "Text"):
            yield from _printed(child)


def ohms(source: Source) -> Iterator[SourceText]:
    """The account of an interview: its captions, or else its transcript without the tags in it."""
    root = root_of(source)
    texts = dict.fromkeys(("vtt_transcript", "transcript"), "")
    for one in root.iter():
        if _local(one) in texts and not texts[_local(one)].strip():
            texts[_local(one)] = one.text or ""
    if texts["vtt_transcript"].strip():
        yield from of_text(Source(texts["vtt_transcript"].encode(), source.name))
        return
    said = TAGGED.sub(" ", NUMBERED.sub(" ", texts["transcript"]))
    yield SourceText(said, more=r"\d{1,2}", is_ordered=False)
