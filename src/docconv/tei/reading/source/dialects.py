"""Akoma Ntoso debates, and TEI without a namespace, under the names of TEI.

Akoma Ntoso: OASIS, version 1.0, part 1, 3.3 (debates). TEI before P5 had no namespace, `TEI.2` as its
root, and `id` and `lang` without a prefix.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import evolve
from lxml import etree

from docconv.model import Metadata, Speaker
from docconv.tei.names import TEI, XML_ID, XML_LANG
from docconv.tei.reading.metadata import tag_of
from docconv.tei.reading.people import name_of
from docconv.tei.reading.source.elements import local, words
from docconv.tei.writing.header import Element

Dialect: TypeAlias = Callable[[Element], None]
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
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(?=T|\Z)")
RENDITION = {"b": "bold", "i": "italic", "u": "underline"}
PEOPLE = ("TLCPerson", "TLCRole", "TLCOrganization")


def dialect_of(root: Element) -> Dialect | None:
    """How to rename the elements of a file, by its root; nothing for TEI as it should be."""
    name = etree.QName(root)
    if name.localname == "akomaNtoso":
        return _akoma
    bare = not str(root.tag).startswith("{")
    return _bare if bare and name.localname in ("TEI", "TEI.2", "teiCorpus") else None


def _bare(element: Element) -> None:
    tag = str(element.tag)
    if not tag.startswith("{"):
        element.tag = TEI + ("TEI" if tag == "TEI.2" else tag)
    for old, new in (("id", XML_ID), ("lang", XML_LANG), ("speaker", "who")):
        if element.get(old) and not element.get(new):
            element.set(new, element.get(old) or "")


def _akoma(element: Element) -> None:
    name = etree.QName(element).localname
    if name in RENDITION:
        element.set("rend", RENDITION[name])
    element.tag = TEI + AKOMA.get(name, name)
    if element.get("by"):
        element.set("who", element.get("by") or "")


def akoma_people(header: Element) -> Iterator[tuple[str, Speaker]]:
    """The persons, roles and organisations of the references, by id."""
    for kind in PEOPLE:
        for entry in header.iter(TEI + kind):
            key = entry.get("eId") or entry.get("id")
            if key:
                group = "group" if kind == "TLCOrganization" else "person"
                yield (
                    key,
                    Speaker(name_of(key), "group" if group == "group" else "person", entry.get("showAs")),
                )


def printed_facts(metadata: Metadata, element: Element) -> Metadata:
    """The facts with the title and the date of the front matter: the title where the header has none, the day
    of a debate rather than that of its file.
    """
    for one in element.iter(f"{TEI}docTitle", f"{TEI}docDate"):
        if local(one) == "docTitle":
            metadata = evolve(metadata, title=metadata.title or words(one) or None)
        else:
            day = DAY.match(
                one.get("date") or ("" if metadata.date else one.get("when") or one.get("value") or "")
            )
            metadata = evolve(metadata, date=day.group() if day else metadata.date)
    return metadata


def akoma_facts(header: Element) -> Metadata:
    """Date and language of the work."""
    date = next(header.iter(f"{TEI}FRBRdate"), None)
    language = next(header.iter(f"{TEI}FRBRlanguage"), None)
    code = "" if language is None else language.get("language") or ""
    title = next(filter(None, map(words, header.iter(f"{TEI}FRBRalias"))), None)
    return Metadata(title, tag_of(code) or "und", None if date is None else date.get("date"))
