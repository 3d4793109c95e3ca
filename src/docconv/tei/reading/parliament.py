"""The parliament profile as docconv writes it, brought back to what the edition profile would say.

Its divisions are one after the other; what the schema has no place for is in attributes, see
`docconv.tei.writing.parliament` and `docconv.tei.writing.corpus`. Text is exact, as long as nobody has
broken its lines anew or divided it into words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePath
from typing import get_args

from lxml import etree

from docconv.model import Evidence, Metadata, NoteKind, NotePlace
from docconv.patterns import regex
from docconv.tei.names import EVENTS, INSTANT, MAKER, TEI, TIMING, UNKNOWN_DAY
from docconv.tei.reading.source.elements import words
from docconv.tei.xml import NS, Element, all_text

PLACE = regex(r"[1-9]\d*(?:\.[1-9]\d*){0,98}")
TURN = regex(r"#t\d+")
MOVED = regex(r"\n[ \t]")
"""A line that was indented: docconv breaks lines only where the text has one, and indents none."""
INSTANTS = regex(r"\d{1,12}(?: \d{1,12})?")
TOKENS = (f"{TEI}s", f"{TEI}w", f"{TEI}pc")
LINED = frozenset(f"{TEI}{name}" for name in ("head", "note", "seg"))
VERBATIM = ("speaker", "separator")


def is_flat(header: Element) -> bool:
    """Whether docconv wrote a header in the parliament profile."""
    made = header.find("t:encodingDesc/t:projectDesc/t:p", NS)
    return made is not None and words(made) == MAKER


def companion(name: str) -> str:
    """The name of the corpus file that is beside a component."""
    return f"{PurePath(name).stem}-corpus.xml"


def place_of(element: Element) -> tuple[str, ...] | None:
    """The section in which a division or a heading is, by its numbers; nothing where it does not say."""
    number = element.get("n") or ""
    if number == "0":
        return ()
    return tuple(number.split(".")) if PLACE.fullmatch(number) else None


def flat_facts(header: Element, lang: str) -> Metadata:
    """The facts of such a header."""
    told = {kind: text for kind, _, text in _told(header)}
    day = header.find("t:profileDesc/t:settingDesc//t:date", NS)
    when = None if day is None or day.get("notBefore") == UNKNOWN_DAY else day.get("when")
    return Metadata(
        title=told.get("title"),
        lang=lang,
        date=told.get("date", when),
        status=told.get("status"),
        source=told.get("source"),
        media=told.get("media"),
        fields=tuple((name, text) for kind, name, text in _told(header) if kind == "fact"),
    )


def flat_evidence(header: Element) -> Mapping[str, tuple[Evidence, ...]]:
    """The reasons of attributions by the ids of turns."""
    found: dict[str, tuple[Evidence, ...]] = defaultdict(tuple)
    for one in _paragraphs(header):
        kind, _, rule = (one.get("n") or "").partition(" ")
        if kind == "reason":
            found[(one.get("corresp") or "").lstrip("#")] += (Evidence(rule, all_text(one)),)
    return found


def _told(header: Element) -> list[tuple[str, str, str]]:
    """Facts: kind, name and text."""
    return [(*_split(one.get("n") or ""), all_text(one)) for one in _paragraphs(header)]


def _paragraphs(header: Element) -> list[Element]:
    return header.findall("t:encodingDesc/t:projectDesc/t:p[@n]", NS)


def _split(name: str) -> tuple[str, str]:
    kind, _, rest = name.partition(" ")
    return kind, rest


# ------------ the text


def is_exact(element: Element) -> bool:
    """Whether the white space of an element is that of the text."""
    texts = (str(part) for part in element.itertext())
    return not any("\n" in text for text in texts) and next(element.iter(*TOKENS), None) is None


def restore(element: Element) -> None:
    """Give an element of a division the names that the edition profile has for the same."""
    for event in element.iter(*(TEI + name for name in EVENTS)):
        _direction(event)
    for gap in element.iter(f"{TEI}gap"):
        gap.set("reason", gap.get("n") or gap.get("reason") or "")
    for utterance in element.iter(f"{TEI}u"):
        _continuation(utterance)
        _certainty(utterance)
        for segment in utterance.iterfind(f"{TEI}seg"):
            _timing(segment)
    for note in element.iter(f"{TEI}note"):
        if note.get("type") in ("time", "annotation") and not len(note) and not note.text:
            note.tag = f"{TEI}milestone"
            note.set("unit", note.get("type") or "")
        kind, _, place = (note.get("type") or "").partition("-")
        if kind in get_args(NoteKind) and place in get_args(NotePlace):
            note.set("type", kind)
            note.set("place", place)
    for lined in element.iter(*LINED):
        if lined.get("type") not in VERBATIM and not any(MOVED.search(str(one)) for one in lined.itertext()):
            _lines(lined)


def _direction(event: Element) -> None:
    """An event with its description as a direction of its kind."""
    kind, text = event.get("n") or etree.QName(event).localname, words(event)
    for description in list(event):
        event.remove(description)
    event.tag, event.text = f"{TEI}stage", text
    event.set("type", kind)


def _continuation(utterance: Element) -> None:
    """The turn that an utterance goes on with."""
    earlier = utterance.get("corresp") or ""
    if TURN.fullmatch(earlier) and not utterance.get("prev"):
        utterance.set("prev", earlier)


def _certainty(utterance: Element) -> None:
    """Take the note that says how sure the speaker is, and say it in `@cert`."""
    note = utterance.find("t:seg/t:note[@type='certainty']", NS)
    segment = None if note is None else note.getparent()
    if note is None or segment is None:
        return
    utterance.set("cert", note.get("n") or "")
    _take_out(note, segment)
    if not len(segment) and not segment.text:
        _take_out(segment, utterance)


def _timing(segment: Element) -> None:
    """Take the note that says when a paragraph is heard, and point to these instants."""
    note = segment.find(f"{TEI}note")
    if (
        note is None
        or note.get("type") != TIMING
        or segment.text
        or not INSTANTS.fullmatch(note.get("n") or "")
    ):
        return
    segment.set("synch", " ".join(f"#{INSTANT}{one}" for one in (note.get("n") or "").split()))
    _take_out(note, segment)


def _take_out(element: Element, parent: Element) -> None:
    """Take an element out of its parent, and leave the text after it where it is."""
    element.tag = f"{TEI}_"
    etree.strip_elements(parent, element.tag, with_tail=False)


def _lines(element: Element) -> None:
    """Line ends in a paragraph are line breaks."""
    old = list(element)
    element.text, new = _broken(element.text)
    for child in old:
        child.tail, marks = _broken(child.tail)
        new += [child, *marks]
    if len(new) > len(old):
        for child in old:
            element.remove(child)
        element.extend(new)


def _broken(text: str | None) -> tuple[str | None, list[Element]]:
    """The first line of a text, and a break with each of the others."""
    first, *others = (text or "").split("\n")
    marks = []
    for line in others:
        mark = etree.Element(f"{TEI}lb")
        mark.tail = line
        marks.append(mark)
    return first or None, marks
