"""Names of speakers that change in the header of a file, whose other bytes nobody reads into a tree.

The header is put before speeches of nothing, one by each of those to whom the text points under each of their
labels, and changed as a whole file is. Where the text might have a say in it, nothing is told here: an entry
that names somebody whom only a label names, or one of several, is about the text.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from html import unescape
from unicodedata import normalize

from docconv.errors import DocconvError
from docconv.formats import Source
from docconv.formats.tei.again import is_kept
from docconv.formats.tei.write import Options
from docconv.languages import fold
from docconv.model import Origin, Resolved
from docconv.patterns import regex
from docconv.speakers.entered import with_table
from docconv.speakers.labels.form import label_key
from docconv.speakers.table import SpeakerTable
from docconv.tei.keeping.editing import edited
from docconv.tei.keeping.header.alone import HeaderAlone
from docconv.tei.reading.reader import document_of
from docconv.walk import turns

WHO = regex(rb"who\s*+=\s*+(\"[^\"<]*+\"|'[^'<]*+')")
LABELLED = regex(
    rb"<(?:[^\s<>/:]++:)?sp(\s[^<>]*+)>\s*+<(?:[^\s<>/:]++:)?speaker(?:\s[^<>]*+(?<!/))?>([^<>]*+)</"
)
LISTED = regex(rb"<(?:[^\s<>/:]++:)?(?:person|personGrp|org|listPerson|listOrg)[\s/>]")
CHARSET = regex(rb"[^>]{0,60}\sencoding\s*+=\s*+[\"'](?i:(?!utf-?8[\"']))")
TAG, WORD, BETWEEN = regex(r"<[^<>]*+>"), regex(r"[^\W_]+"), r"[\W_]{0,80}"
STRETCH, LONGEST = 1 << 16, 1 << 10


def renamed(source: Source, options: Options, table: SpeakerTable) -> bytes | None:
    """The bytes of a file in which those who speak are called as a table has it; nothing where it has to be
    read, since the table says more than names of people in the header, or only the whole text tells who is
    meant.
    """
    return told(source.data, table) if is_kept(source.data, options) else None


def told(data: bytes, table: SpeakerTable) -> bytes | None:
    """The same of a file that is well-formed, and would be written as it is."""
    alone = HeaderAlone.of(data)
    if alone is None or not _says_names(table) or CHARSET.match(data) or LISTED.search(data, alone.end):
        return None
    small = alone.spoken_by(_speeches(data, alone.end))
    try:
        document = document_of(small, "header.xml")[0]
    except DocconvError:
        return None
    header = data[alone.start : alone.end]
    if not _is_in_header(header, table) or not _is_plain(data, alone.end, document, table):
        return None
    named, unused = with_table(document, table)
    found = None if unused else edited(named, Origin("tei", small, document))
    return None if found is None or found.lost else alone.with_header_of(found.data)


def _says_names(table: SpeakerTable) -> bool:
    """Whether a table says nothing but who people are."""
    more = table.merge or table.do_not_merge or table.do_not_match or table.dated or table.usual
    return bool(table.entries) and not more


def _speeches(data: bytes, start: int) -> Iterator[tuple[bytes, bytes]]:
    """What the text has of `@who`, in its quotes, and of labels without markup, each pair once; behind these
    those who have no such label.
    """
    labels = ((WHO.search(one[1]), one[2].strip()) for one in LABELLED.finditer(data, start))
    pairs = dict.fromkeys((who[1], label) for who, label in labels if who is not None)
    yield from pairs
    named = {who for who, _ in pairs}
    others = dict.fromkeys(one[1] for one in WHO.finditer(data, start))
    yield from ((who, b"") for who in others if who not in named)


def _is_in_header(header: bytes, table: SpeakerTable) -> bool:
    """Whether the header has an entry of each of those whom a table names."""
    ids = (re.escape(one.id.encode()) for one in table.entries)
    return all(re.search(rb"\sxml:id\s*=\s*[\"']" + one + rb"[\"']", header) for one in ids)


def _is_plain(data: bytes, start: int, document: Resolved, table: SpeakerTable) -> bool:
    """Whether the names and labels of each entry are its own, in the header and in the text."""
    own: dict[str, set[str]] = {}
    for one in document.speakers:
        for name in filter(None, (one.name, *one.aliases)):
            own.setdefault(label_key(name), set()).add(one.id)
    for turn in turns(document):
        if turn.label and len(turn.speakers) == 1:
            own.setdefault(label_key(turn.label), set()).add(turn.speakers[0].id)
    people = {one.id: one for one in document.speakers}
    wanted = set[str]()
    for entry in table.entries:
        person = people.get(entry.id)
        if person is None or not (person.name and entry.name):
            return False
        if entry.role not in (None, person.role) or entry.sex not in (None, person.sex):
            return False
        keys = {label_key(one) for one in (entry.name, *entry.aliases) if one}
        if any(own.get(key, {entry.id}) != {entry.id} for key in keys):
            return False
        wanted |= keys - own.keys()
    return not _are_printed(wanted, data, start)


def _are_printed(keys: Iterable[str], data: bytes, start: int) -> bool:
    """Whether the text may have a label that is one of some: their words one after the other."""
    words = [WORD.findall(key) for key in keys]
    if not all(words):
        return True
    wanted = [re.compile(BETWEEN.join(map(re.escape, one))) for one in words]
    return any(one.search(text) for text in _folded(data, start) for one in wanted)


def _folded(data: bytes, start: int) -> Iterator[str]:
    """The text of a file without its tags, folded, in stretches that overlap."""
    decoder, before = getincrementaldecoder("utf-8")(errors="replace"), ""
    for at in range(start, len(data), STRETCH):
        whole = before + decoder.decode(data[at : at + STRETCH])
        yield fold(normalize("NFKC", unescape(TAG.sub("", whole))))
        before = whole[-LONGEST:]
