"""The facts of a header: what docconv wrote there, exactly, or what others say about their text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import evolve

from docconv.languages.codes import LETTERS
from docconv.model import Evidence, Metadata
from docconv.patterns import regex
from docconv.tei.names import CUSTOMISATIONS, TEI, XML_LANG
from docconv.tei.publication import publication
from docconv.tei.reading.source.elements import words
from docconv.tei.xml import NS, Element, all_text
from docconv.wellformed.shapes import is_date, is_language

DATE = regex(r"-?\d{4}(-\d\d(-\d\d)?)?(?=T|\Z)")
DATES = (
    "t:profileDesc/t:settingDesc//t:date",
    "t:fileDesc/t:titleStmt/t:meeting/t:date",
    "t:profileDesc/t:creation//t:date",
    "t:profileDesc/t:creation",
    "t:fileDesc/t:sourceDesc//t:recording//t:date",
    "t:fileDesc/t:sourceDesc//t:recording",
    "t:fileDesc/t:sourceDesc//t:date",
)
EVENTS = ("written", "print", "premiere")
DATED = ("when", "from", "notBefore", "when-iso", "from-iso")
LONGEST_SOURCE = 200


def is_own(header: Element) -> bool:
    """Whether docconv wrote a file: its header names a customisation of docconv."""
    return own_profile(header) is not None


def own_profile(header: Element) -> str | None:
    """The profile that docconv wrote a file in, by the customisation that its header names."""
    keys = {one.get("key") for one in header.iterfind("t:encodingDesc/t:schemaRef", NS)}
    return next((profile for profile, one in CUSTOMISATIONS.items() if one.key in keys), None)


def own_facts(header: Element, lang: str | None) -> Metadata:
    """The facts as docconv wrote them."""
    notes: dict[str, list[Element]] = defaultdict(list)
    for note in header.iterfind(".//t:notesStmt/t:note", NS):
        notes[note.get("type", "")].append(note)
    date = header.find(".//t:creation/t:date", NS)
    source = header.find(".//t:sourceDesc/t:bibl[@type='source']", NS)
    return Metadata(
        title=_only_text(notes["title"]),
        lang=lang or "und",
        date=None if date is None else date.get("when"),
        status=_only_text(notes["status"]),
        source=None if source is None else all_text(source),
        fields=tuple(_own_fields(header, notes["fact"])),
        media=_only_text(notes["media"]),
    )


def _own_fields(header: Element, notes: list[Element]) -> Iterator[tuple[str, str]]:
    yield from ((name, value) for name, value, _ in publication(header))
    yield from ((note.get("n", ""), all_text(note)) for note in notes)


def evidence(header: Element) -> Mapping[str, tuple[Evidence, ...]]:
    """The reasons for attributions, by the id of what they are about."""
    found: dict[str, tuple[Evidence, ...]] = defaultdict(tuple)
    for item in header.iterfind(".//t:list[@type='evidence']/t:item", NS):
        found[item.get("corresp", "").lstrip("#")] += (Evidence(item.get("n", ""), item.text or ""),)
    return found


def _only_text(notes: list[Element]) -> str | None:
    return all_text(notes[0]) if notes else None


# ------------ headers by others


def facts(header: Element, lang: str | None) -> Metadata:
    """The facts of a header by others; each as far as it says so."""
    lang = tag_of(lang or _language(header) or "")
    return Metadata(
        title=_title(header, lang),
        lang=lang or "und",
        date=next(_dates(header), None),
        source=_source(header),
        fields=tuple((name, value) for name, value, _ in _items(header, lang)),
        media=_recording(header),
    )


def _recording(header: Element) -> str | None:
    """The recording that was transcribed, by its file or address."""
    urls = (one.get("url", "").strip() for one in header.iterfind(".//t:recordingStmt//t:media", NS))
    return next(filter(None, urls), None)


def tag_of(code: str) -> str | None:
    """A code of a language as BCP 47 has it; nothing where it is none."""
    first, *others = code.strip().replace("_", "-").split("-")
    tag = "-".join([LETTERS.get(first.casefold(), first), *others])
    return tag if is_language(tag) else None


def with_events(metadata: Metadata, stand_off: Element) -> Metadata:
    """The facts with a date from the events of `standOff`, if the header has none."""
    found = (one for kind in EVENTS for one in stand_off.iterfind(f".//t:event[@type='{kind}']", NS))
    return metadata if metadata.date else evolve(metadata, date=next(_dated(found), None))


def with_title_page(metadata: Metadata, element: Element) -> Metadata:
    """The facts with title and date of the front matter: the title where the header has none, the day of a
    debate rather than that of its file.
    """
    for title in element.iter(f"{TEI}docTitle"):
        metadata = evolve(metadata, title=metadata.title or words(title) or None)
    for one in element.iter(f"{TEI}docDate"):
        other = "" if metadata.date else one.get("when") or one.get("value") or ""
        day = DATE.match(one.get("date") or other)
        metadata = evolve(metadata, date=day.group() if day and is_date(day.group()) else metadata.date)
    return metadata


def _language(header: Element) -> str | None:
    """The language that most of the text is in."""
    used = header.findall("t:profileDesc/t:langUsage/t:language", NS)
    ranked = sorted(
        used, key=lambda one: -int(one.get("usage") or 0) if (one.get("usage") or "0").isdigit() else 0
    )
    return next((one.get("ident") for one in ranked if one.get("ident")), None)


def _title(header: Element, lang: str | None) -> str | None:
    """The main title, in the language of the text if there are several."""
    titles = header.findall("t:fileDesc/t:titleStmt/t:title", NS)
    ranked = sorted(
        titles, key=lambda one: (one.get("type") not in ("main", "full", None), _foreign(one, lang))
    )
    return next(filter(None, map(words, ranked)), None)


def _foreign(element: Element, lang: str | None) -> int:
    return {None: 1, lang: 0}.get(element.get(XML_LANG), 2)


def _dates(header: Element) -> Iterator[str]:
    for path in DATES:
        yield from _dated(header.iterfind(path, NS))


def _dated(elements: Iterator[Element]) -> Iterator[str]:
    """The dates of elements, without times of the day."""
    for element in elements:
        for attribute in DATED:
            found = DATE.match(element.get(attribute) or "")
            if found and is_date(found.group()):
                yield found.group()


def _source(header: Element) -> str | None:
    """What the source description says, on one line."""
    described = header.find("t:fileDesc/t:sourceDesc", NS)
    for path in ("t:bibl", "t:biblStruct", "t:biblFull", "t:recordingStmt", "t:p"):
        for one in () if described is None else described.iterfind(path, NS):
            text = words(one)
            if text:
                return text if len(text) <= LONGEST_SOURCE else f"{text[: LONGEST_SOURCE - 1]}…"
    return None


def told(header: Element, lang: str) -> Iterator[tuple[str, str, Element]]:
    """The facts that are read of a header, be it docconv's own or that of others, each with its element."""
    return publication(header) if is_own(header) else _items(header, None if lang == "und" else lang)


def _items(header: Element, lang: str | None) -> Iterator[tuple[str, str, Element]]:
    """Who made the text and who publishes it; of what is said in several languages, that of the text."""
    told: dict[str, list[tuple[str, Element]]] = defaultdict(list)
    for name, value, element in publication(header, lambda one: _named(one, lang)):
        told[name].append((value, element))
    for name, found in told.items():
        own = [one for one in found if _foreign(one[1], lang) < 2] or found[:1]
        yield from ((name, value, element) for value, element in own if value)


def _named(element: Element, lang: str | None) -> str:
    """An author or a publisher by one form of the name; other facts as they are."""
    named = name_in(element, lang)
    return words(element if named is None else named)


def name_in(element: Element, lang: str | None) -> Element | None:
    """The form of a name by which an author or a publisher is called, where it has an element of its own."""
    names = sorted(element.iterfind("t:persName", NS), key=lambda one: _foreign(one, lang))
    names += sorted(element.iterfind("t:orgName", NS), key=lambda one: _foreign(one, lang))
    return names[0] if names else None
