"""Akoma Ntoso debates (OASIS, version 1.0, part 1, 3.3) under the names of TEI."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from lxml import etree

from docconv.model import Metadata, Speaker, SpeakerKind
from docconv.tei.names import TEI
from docconv.tei.reading.metadata import tag_of
from docconv.tei.reading.participants import name_of
from docconv.tei.reading.source.elements import words
from docconv.tei.xml import Element

Renaming: TypeAlias = Callable[[Element], None]
AKOMA = {
    "akomaNtoso": "TEI", "debate": "text", "debateReport": "text", "meta": "teiHeader", "coverPage": "front",
    "preface": "front", "debateBody": "body", "conclusions": "back", "doc": "text", "statement": "text",
    "judgment": "text", "act": "text", "bill": "text", "mainBody": "body", "judgmentBody": "body",
    "division": "div", "hcontainer": "div", "heading": "head", "num": "head",
    "subheading": "head", "speech": "sp", "question": "sp", "answer": "sp", "from": "speaker",
    "narrative": "p", "summary": "p", "other": "p", "scene": "stage", "speechGroup": "spGrp", "b": "hi",
    "i": "hi", "u": "hi",
    "br": "lb", "eol": "lb", "eop": "pb", "ul": "list", "ol": "list", "li": "item", "tr": "row", "td": "cell",
    "th": "cell", "authorialNote": "note", "embeddedText": "q", "quotedText": "q", "caption": "head",
    "person": "persName", "role": "roleName", "organization": "orgName", "event": "rs", "argument": "rs",
}  # fmt: skip
SECTIONS = (
    "debateSection administrationOfOath rollCall prayers oralStatements writtenStatements personalStatements"
    " ministerialStatements resolutions nationalInterest declarationOfVote communication petitions papers"
    " noticesOfMotion questions address proceduralMotions pointOfOrder adjournment"
)
AKOMA.update(dict.fromkeys(SECTIONS.split(), "div"))
RENDITION = {"b": "bold", "i": "italic", "u": "underline"}
PEOPLE = ("TLCPerson", "TLCRole", "TLCOrganization")


def renaming(root: Element) -> Renaming | None:
    """How to rename the elements of a file, by its root; nothing for TEI."""
    return _rename if etree.QName(root).localname == "akomaNtoso" else None


def _rename(element: Element) -> None:
    name = etree.QName(element).localname
    if name in RENDITION:
        element.set("rend", RENDITION[name])
    element.tag = TEI + AKOMA.get(name, name)
    if element.get("by"):
        element.set("who", element.get("by") or "")


def people(header: Element) -> Iterator[tuple[str, Speaker]]:
    """The persons, roles and organisations of the references, by id."""
    for kind in PEOPLE:
        for entry in header.iter(TEI + kind):
            key = entry.get("eId") or entry.get("id")
            if key:
                group: SpeakerKind = "group" if kind == "TLCOrganization" else "person"
                yield key, Speaker(name_of(key), group, entry.get("showAs"))


def metadata(header: Element) -> Metadata:
    """Date, language and title of the work."""
    date = next(header.iter(f"{TEI}FRBRdate"), None)
    language = next(header.iter(f"{TEI}FRBRlanguage"), None)
    code = "" if language is None else language.get("language") or ""
    title = next(filter(None, map(words, header.iter(f"{TEI}FRBRalias"))), None)
    return Metadata(title, tag_of(code) or "und", None if date is None else date.get("date"))
