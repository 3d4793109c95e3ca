"""What no grammar can say of TEI: that pointers lead somewhere, and that what is counted has no hole.

For docconv's own TEI these are the rules that the ODD writes as Schematron; for other TEI, whether pointers
into the same file have a target.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from docconv.patterns import regex
from docconv.tei.names import INSTANT, TEI, XML_ID, XML_LANG
from docconv.tei.xml import NS, Element, all_text

TURN = regex("t[1-9][0-9]*")
POINTERS = (
    "who",
    "toWhom",
    "prev",
    "next",
    "corresp",
    "sameAs",
    "synch",
    "start",
    "end",
    "resp",
    "target",
    "ref",
    "ana",
)
INCLUDE = "{http://www.w3.org/2001/XInclude}include"


@frozen
class Broken:
    """A rule that does not hold: at which element, what is wrong, which rule, what to do."""

    element: Element
    message: str
    rule: str
    remedy: str = ""
    severity: Literal["info", "warning", "error"] = "error"


def own_rules(root: Element) -> Iterator[Broken]:
    """The rules of docconv's customisation that do not hold."""
    turns = {turn.get(XML_ID, ""): number for number, turn in enumerate(root.iter(f"{TEI}sp"), 1)}
    sounds = {one.get(XML_ID) for one in root.iterfind("t:text//t:said", NS)} | set(turns)
    yield from _unique(root)
    yield from _counted(root)
    yield from _speakers(root)
    yield from _linked(root, turns)
    yield from _heard(root)
    for item in root.iter(f"{TEI}item"):
        if item.get("corresp", "").removeprefix("#") not in sounds:
            message = f"the evidence is about {item.get('corresp')}, which is no turn and no quotation"
            yield Broken(item, message, "evidence-is-about-something", "take the item out, or mend corresp")
    yield from _header(root)


def _heard(root: Element) -> Iterator[Broken]:
    """Instants are called after their time, and paragraphs point to one or two that there are."""
    instants = {f"#{when.get(XML_ID)}" for when in root.iterfind("t:text/t:timeline/t:when", NS)}
    for when in root.iterfind("t:text/t:timeline/t:when[@interval]", NS):
        if when.get(XML_ID) != f"{INSTANT}{when.get('interval')}":
            message = (
                f"the instant {when.get(XML_ID)} is not called after its interval, {when.get('interval')}"
            )
            yield Broken(when, message, "instants-say-when", "mend the id, and the pointers to it")
    for paragraph in root.iterfind("t:text//t:p[@synch]", NS):
        heard = paragraph.get("synch", "").split()
        if len(heard) > 2 or not instants.issuperset(heard):
            message = f"synch is {' '.join(heard)}, not one or two instants of the timeline"
            rule = "paragraphs-are-heard-in-a-timeline"
            yield Broken(paragraph, message, rule, "point to instants of the timeline")


def _unique(root: Element) -> Iterator[Broken]:
    """No identifier occurs twice."""
    seen: set[str] = set()
    for element in root.iterfind(f".//*[@{XML_ID}]"):
        key = element.get(XML_ID, "")
        if key in seen:
            yield Broken(
                element, f"the identifier {key} stands there twice", "id-is-unique", "rename one of them"
            )
        seen.add(key)


def _counted(root: Element) -> Iterator[Broken]:
    """Turns are t1, t2 ...; the first one out of order is reported, since all after it follow, as a warning:
    where a turn was taken out, the others keep the numbers by which they are known.

    What looks like no turn at all is for the schema.
    """
    for number, turn in enumerate(root.iter(f"{TEI}sp"), 1):
        found = turn.get(XML_ID)
        if found is None or not TURN.fullmatch(found):
            return
        if found != f"t{number}":
            message = f"the turn is {found}, but as the {number}. sp of the document it should be t{number}"
            remedy = "number the turns anew, with the pointers to them"
            yield Broken(turn, message, "turns-are-counted", remedy, "warning")
            return


def _speakers(root: Element) -> Iterator[Broken]:
    """Who leads to a listed speaker, and no speaker is called as a turn is."""
    listed: set[str] = set()
    for entry in root.iterfind("t:teiHeader//t:listPerson/*", NS):
        key = entry.get(XML_ID, "")
        if key[:1] in ("t", "q") and key[1:].isascii() and key[1:].isdecimal():
            message = f"the identifier {key} of a speaker looks like that of a turn or a quotation"
            yield Broken(entry, message, "speakers-are-no-turns", "rename it")
        listed.add(key)
    for element in root.iter(f"{TEI}sp", f"{TEI}said"):
        pointers = element.get("who", "").split()
        for pointer in dict.fromkeys(pointers):
            if pointer.startswith("#") and pointer[1:] not in listed:
                message = f"who leads to {pointer}, but no person or personGrp has this identifier"
                yield Broken(element, message, "who-is-listed", "add it to listPerson, or mend who")
            elif pointers.count(pointer) > 1:
                yield Broken(
                    element, f"who has {pointer} more than once", "who-is-listed", "leave one of them"
                )


def _linked(root: Element, turns: Mapping[str, int]) -> Iterator[Broken]:
    """The halves of an interrupted turn point at each other."""
    halves = {turn.get(XML_ID, ""): turn for turn in root.iter(f"{TEI}sp")}
    for key, turn in halves.items():
        back, ahead = (turn.get(name, "").removeprefix("#") for name in ("prev", "next"))
        if back and not turns.get(back, len(turns) + 1) < turns[key]:
            yield Broken(
                turn, f"prev leads to #{back}, which is no earlier turn", "prev-is-earlier", "mend prev"
            )
        elif back and not halves[back].get("next"):
            message = f"prev leads to #{back}, which has no next"
            yield Broken(turn, message, "prev-is-earlier", f"give {back} next, or take prev away")
        if ahead and not turns.get(ahead, 0) > turns[key]:
            yield Broken(
                turn, f"next leads to #{ahead}, which is no later turn", "next-leads-back", "mend next"
            )
        elif ahead and halves[ahead].get("prev") != f"#{key}":
            message = f"next leads to #{ahead}, whose prev does not lead back to #{key}"
            yield Broken(turn, message, "next-leads-back", f"give {ahead} prev, or take next away")


def _header(root: Element) -> Iterator[Broken]:
    """What is in two places is the same; notes and divisions of a type are what that type says."""
    language = root.find("t:teiHeader/t:profileDesc/t:langUsage/t:language", NS)
    if language is not None and root.get(XML_LANG) not in (None, language.get("ident")):
        message = f"the language is {language.get('ident')} here, but {root.get(XML_LANG)} in xml:lang of TEI"
        yield Broken(language, message, "language-of-the-document", "make them the same")
    title = root.find("t:teiHeader/t:fileDesc/t:titleStmt/t:title", NS)
    head = root.find("t:text/t:body/t:head[@type='catalogue']", NS)
    if head is not None and title is not None and all_text(head) != all_text(title):
        message = "the head is of the type catalogue, but has other words than the title in titleStmt"
        yield Broken(head, message, "catalogue-title", "take the type away if these words are printed")
    for rest in root.iterfind("t:text//t:div[@type='rest']", NS):
        is_section = rest.get("subtype") is not None
        if not is_section and (rest.find("t:head", NS) is not None or rest.find("t:div", NS) is not None):
            message = "a div of the type rest has no head and no div in it"
            yield Broken(rest, message, "rest-is-flat", "take the type away if it is a section")
    yield from _facts(root)


def _facts(root: Element) -> Iterator[Broken]:
    """A fact has a name; title and status are there once."""
    seen: set[str | None] = set()
    for note in root.iterfind("t:teiHeader//t:notesStmt/t:note", NS):
        kind = note.get("type")
        if (kind == "fact") != ("n" in note.attrib):
            message = "a note of the type fact has its name in n, other notes of the header have no n"
            yield Broken(note, message, "facts-have-names", "add n, or take it away")
        elif kind != "fact" and kind in seen:
            yield Broken(
                note, f"there are two notes of the type {kind}", "facts-have-names", "leave one of them"
            )
        seen.add(kind)


def foreign_rules(root: Element) -> Iterator[Broken]:
    """Pointers of other TEI that lead nowhere, for each attribute.

    Where none of an attribute's pointers has a target, the targets are in another file, as they are in a
    corpus.
    """
    if next(root.iter(INCLUDE), None) is not None:
        message = "parts of it stand in other files, so pointers were not checked"
        yield Broken(root, message, "foreign-tei", "", "info")
        return
    ids = {value for element in root.iter(f"{TEI}*") if (value := element.get(XML_ID))}
    missing: dict[str, dict[str, Element]] = defaultdict(dict)
    found: set[str] = set()
    for element, name, target in _local_pointers(root):
        if target in ids:
            found.add(name)
        else:
            missing[name].setdefault(target, element)
    for name, targets in missing.items():
        yield from _dangling(name, targets, known=name in found)


def _local_pointers(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Elements that point into the same file: attribute and target."""
    for element in root.iter(f"{TEI}*"):
        for name in POINTERS:
            pointers = element.get(name, "").split()
            yield from ((element, name, one[1:]) for one in pointers if one.startswith("#"))


def _dangling(name: str, targets: Mapping[str, Element], *, known: bool) -> Iterator[Broken]:
    if known:
        for target, element in targets.items():
            message = f"{name} leads to #{target}, which is nowhere in this file"
            yield Broken(element, message, "pointer", "mend the pointer, or add its target", "warning")
        return
    target, element = next(iter(targets.items()))
    others = f" and {len(targets) - 1} others" if len(targets) > 1 else ""
    message = f"{name} leads to #{target}{others}, and to nothing in this file, so it was not checked"
    yield Broken(element, message, "foreign-tei", "", "info")
