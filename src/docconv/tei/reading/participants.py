"""Who speaks: persons, groups and organisations of the lists, and the roles of a cast list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast, get_args

from attrs import define, evolve, field

from docconv.model import Sex, Speaker, SpeakerKind
from docconv.patterns import regex
from docconv.tei import names as tei
from docconv.tei.names import TEI, XML_ID, XML_LANG
from docconv.tei.reading.source.elements import below, local, plain, pointers, words
from docconv.tei.reading.source.personography import Pointers, entries
from docconv.tei.xml import Element, all_text
from docconv.wellformed.shapes import NOT_IN_NAMES, NOT_OF_SPEAKERS, is_name

ENTRIES = (f"{TEI}person", f"{TEI}personGrp", f"{TEI}org")
SEXES: dict[str, Sex] = {
    "m": "M", "male": "M", "man": "M", "1": "M", "f": "F", "female": "F", "woman": "F", "2": "F",
    "x": "X", "o": "X", "other": "X", "nonbinary": "X",
}  # fmt: skip
NAMES = ("persName", "name", "orgName")
LINKS = ("ref", "sameAs", "ana", "corresp", "source")
NOBODY = regex(r"(spk_)?(unk|unknown|unidentified)([-_.]?(m|f|u|male|female))?", re.IGNORECASE)
"""What corpora point to where nobody is known; several people may be meant by one."""


@define
class ParticipantList:
    """The speakers of a file by id. `heard` are those to whom something points, in the order of the text.

    `late` says that somebody was listed only after the text had pointed there. `taken` are the ids of those
    who are heard, and how many came out as each. `elsewhere` knows those whom other files list, who are here
    by file and id: `persons.xml#ann`; `pointed` has what pointed to them first, and `lang` is the language in
    which they are called.
    """

    known: dict[str, Speaker] = field(factory=dict)
    heard: dict[str, Speaker] = field(factory=dict)
    late: bool = False
    taken: dict[str, int] = field(factory=dict)
    elsewhere: Pointers | None = None
    pointed: dict[str, str] = field(factory=dict)
    lang: str | None = None

    def who(self, element: Element, label: str | None = None) -> tuple[Speaker, ...]:
        """Those to whom `@who` points, nobody twice; one who is not listed is called by the label."""
        ids = list(dict.fromkeys(self._keys(element)))
        if len(ids) == 1:
            return (self.speaker(ids[0], label, element),)
        return tuple(map(self.speaker, ids))

    def _keys(self, element: Element) -> Iterator[str]:
        """What those to whom `@who` points are known by: an id, or the file and the id of somebody whom
        another file lists, or may list.
        """
        for pointer in (element.get("who") or "").split():
            if self.elsewhere is None or pointer.startswith("#"):
                yield from pointers(pointer)
                continue
            file, key = self.elsewhere.place(pointer)
            if file:
                key = f"{file}#{key}"
                self._look_up(file, key, element)
                self.pointed.setdefault(key, pointer)
            if key:
                yield key

    def _look_up(self, file: str, wanted: str, said: Element) -> None:
        """Those whom a file lists; a notice where somebody who is `wanted` is not among them."""
        if self.elsewhere is None:
            return
        for entry in self.elsewhere.entries(file, said):
            key = entry.get(XML_ID, "").strip()
            self.known.setdefault(f"{file}#{key}", _listed(entry, key, self.lang))
        if file in self.elsewhere.found and wanted not in self.known and wanted not in self.pointed:
            self.elsewhere.missed(wanted, said)

    def speaker(self, pointer: str, label: str | None = None, said: Element | None = None) -> Speaker:
        """The speaker to whom something points; of one who is not listed, what the speech says adds more."""
        if pointer not in self.heard:
            own = pointer.rpartition("#")[2]
            kind = _kind_of(own)
            name = None if kind == "unknown" else plain(label or "").rstrip(".:,; ") or None
            role, sex = (None, None) if said is None else (said.get("role") or None, _sex(said))
            found = self.known.get(pointer) or Speaker(name_of(own), kind, name, role, sex)
            self.heard[pointer] = evolve(found, id=self._free(found.id))
        return self.heard[pointer]

    def _free(self, name: str) -> str:
        """An id that nobody has: two pointers that are no names may come out as one."""
        found = name
        while found in self.taken:
            self.taken[name] += 1
            found = f"{name}-{self.taken[name]}"
        self.taken[found] = 1
        return found

    def listed_in(self, value: str | None) -> tuple[Speaker, ...]:
        """Those of the list to whom an attribute points; it may point elsewhere, too."""
        return tuple(self.speaker(one) for one in dict.fromkeys(pointers(value)) if one in self.known)

    def add_own(self, header: Element) -> None:
        """Everybody in the list of a file that docconv wrote, exactly."""
        for entry in header.iterfind(f".//{TEI}listPerson/*"):
            if entry.get(XML_ID):
                self.known.setdefault(entry.get(XML_ID, ""), _exact(entry))

    def add_counted(self, header: Element) -> None:
        """Everybody in the lists of a corpus file that docconv wrote, by their numbers."""
        entries = [
            one for one in header.iter(*ENTRIES) if one.get(XML_ID) not in (None, tei.NO_GROUP, tei.NO_PERSON)
        ]
        for entry in sorted(entries, key=_number):
            self._put(entry.get(XML_ID, ""), _counted(entry))
            if entry.get("n"):
                self.speaker(entry.get(XML_ID, ""))

    def add(self, element: Element, lang: str | None = None) -> None:
        """The persons, groups and organisations in a header or a list; the first of two with one id stays."""
        self.lang = lang
        for entry in element.iter(*ENTRIES):
            key = key_of(entry)
            if key:
                self._put(key, _listed(entry, key, lang))

    def add_cast(self, cast_list: Element) -> None:
        """The roles of a cast list, and for those already known what they are."""
        names = {speaker.name.casefold(): key for key, speaker in self.known.items() if speaker.name}
        for item in cast_list.iter(f"{TEI}castItem"):
            self._role(item, names)

    def _role(self, item: Element, names: dict[str, str]) -> None:
        found = next(item.iterfind(f".//{TEI}role"), None)
        role = item if found is None else found
        name = words(role).strip(" ,.;:")
        described = plain(" ".join(words(one) for one in item.iterfind(f".//{TEI}roleDesc"))).strip(" ,.;:")
        own = [role.get(XML_ID) or item.get(XML_ID) or ""]
        keys = [
            *pointers(role.get("corresp")),
            *pointers(item.get("corresp")),
            names.get(name.casefold(), ""),
        ]
        for key in filter(None, keys):
            if key in self.known and described and not self.known[key].role:
                self.known[key] = evolve(self.known[key], role=described)
        for key in filter(None, own):
            self._put(key, Speaker(name_of(key), _kind_of(key), name or None, described or None, _sex(role)))

    def _put(self, key: str, speaker: Speaker) -> None:
        self.late = self.late or (key in self.heard and key not in self.known)
        self.known.setdefault(key, speaker)

    def afresh(self) -> ParticipantList:
        """A participants that knows the same people and has heard nobody."""
        return ParticipantList(dict(self.known))

    def listed(self) -> tuple[Speaker, ...]:
        """The speakers of the document, in order of first appearance."""
        return tuple(self.heard.values())


def people(data: bytes, name: str, lang: str | None = None) -> dict[str, Speaker]:
    """Those whom some TEI lists, by their ids. Raises `BadInputError` for what is no TEI."""
    found: dict[str, Speaker] = {}
    for entry in entries(data, name):
        key = entry.get(XML_ID, "").strip()
        found.setdefault(key, _listed(entry, key, lang))
    return found


def name_of(pointer: str) -> str:
    """A pointer as an id that XML allows and that no turn has; most are so already."""
    found = NOT_IN_NAMES.sub("-", pointer)
    free = is_name(found) and not NOT_OF_SPEAKERS.fullmatch(found)
    return found if free else f"speaker-{found}"


def _kind_of(pointer: str) -> SpeakerKind:
    return "unknown" if NOBODY.fullmatch(pointer) else "person"


def _exact(entry: Element) -> Speaker:
    """A speaker as docconv wrote it."""
    group = local(entry) != "person"
    names = entry.findall(f"{TEI}name" if group else f"{TEI}persName")
    sex = next((one.get("value") for one in entry.iterfind(f"{TEI}sex")), None)
    return Speaker(
        entry.get(XML_ID, ""),
        _entry_kind(entry, "group" if group else "person"),
        next((all_text(one) for one in names if one.get("type") != "alias"), None),
        next((all_text(one) for one in entry.iterfind(f"{TEI}occupation")), None),
        cast("Sex", sex) if sex in get_args(Sex) else None,
        tuple(all_text(one) for one in names if one.get("type") == "alias"),
        tuple(all_text(one) for one in entry.iterfind(f"{TEI}idno")),
    )


def _number(entry: Element) -> int:
    number = entry.get("n") or ""
    return int(number) if number.isdecimal() and len(number) < 10 else 10**9


def _counted(entry: Element) -> Speaker:
    """A speaker of a corpus file: as others list one, but no name is a mere repetition."""
    kinds = set(pointers(entry.get("corresp")))
    names = [name for name in _names(entry, None) if name != tei.NOT_STATED]
    labels = names if kinds & {tei.UNNAMED, tei.LABELLED} else names[1:]
    kind: SpeakerKind = "group" if local(entry) != "person" else "person"
    found = _listed(entry, entry.get(XML_ID, ""), None)
    return evolve(
        found,
        role=found.role or next((words(one) for one in entry.iterfind(f"{TEI}desc")), None),
        kind="anonymous" if tei.ANONYMOUS in kinds else "unknown" if tei.UNKNOWN in kinds else kind,
        name=None if tei.UNNAMED in kinds or not names else names[0],
        aliases=tuple(labels),
    )


def _entry_kind(entry: Element, otherwise: SpeakerKind) -> SpeakerKind:
    role = entry.get("role")
    return cast("SpeakerKind", role) if role in ("anonymous", "unknown") else otherwise


def key_of(entry: Element) -> str:
    """What speeches call somebody: the id, or else the code of a transcript (`alt/@type`, `@n`), or the id of
    the role of a cast list that is the same, where a header has the name.
    """
    codes = (alt.get("type") for alt in entry.iterfind(f"{TEI}altGrp/{TEI}alt"))
    same = entry.get("sameAs", "") if any(local(one) in NAMES for one in below(entry)) else ""
    role = same[1:] if same.startswith("#") else ""
    return next(filter(None, (entry.get(XML_ID), *codes, entry.get("n"), role)), "")


def _listed(entry: Element, key: str, lang: str | None) -> Speaker:
    """A speaker of a list by others."""
    names = list(_names(entry, lang))
    plain_kind = _kind_of(key) if local(entry) == "person" else "group"
    return Speaker(
        name_of(key),
        _entry_kind(entry, plain_kind),
        names[0] if names else None,
        next(_roles(entry), None),
        _sex(entry),
        tuple(dict.fromkeys(one for one in names[1:] if one != names[0])),
        tuple(dict.fromkeys(_references(entry))),
    )


def _names(entry: Element, lang: str | None) -> Iterator[str]:
    """The names, those in the language of the document first, then those without one."""
    named = [one for one in below(entry) if local(one) in NAMES]
    rank: dict[str | None, int] = {lang: 0, None: 1} if lang else {None: 0}
    for one in sorted(named, key=lambda each: (each.get("type") == "alias", rank.get(each.get(XML_LANG), 2))):
        name = _in_order(one)
        if name:
            yield name
    yield from (words(code) for one in named for code in _short(one))


def _in_order(name: Element) -> str:
    """A name as it is said: where a list has the surname first, the forenames are put before it."""
    short = _short(name)
    parts = [part for part in below(name) if part not in short and any(map(str.isalnum, words(part)))]
    kinds = [local(part) for part in parts]
    if "surname" not in kinds or "forename" not in kinds or kinds.index("forename") < kinds.index("surname"):
        return words(name) if (name.text or "").strip() else _joined(parts) or words(name)
    first = [words(part) for part, kind in zip(parts, kinds, strict=True) if kind == "forename"]
    return plain(" ".join([*first, *(words(part) for part in parts if local(part) != "forename")]))


def _short(name: Element) -> list[Element]:
    """The codes that a transcript has for somebody beside the parts of the name."""
    parts = [part for part in below(name) if any(map(str.isalnum, words(part)))]
    short = [part for part in parts if local(part) == "abbr"]
    return [] if len(short) == len(parts) or (name.text or "").strip() else short


def _joined(parts: list[Element]) -> str:
    """The parts of a name and what is between them, a space at least, save after an apostrophe."""
    name = ""
    for part in parts:
        apart = bool(name) and name[-1] not in "'’-"
        name += f"{' ' if apart else ''}{words(part)}{part.tail or ''}"
    return plain(name)


def _sex(entry: Element) -> Sex | None:
    """From `@sex` or the element, in words, in ISO 5218 or in letters."""
    element = next(entry.iterfind(f"{TEI}sex"), None)
    stated = [entry.get("sex"), *([] if element is None else [element.get("value"), words(element)])]
    return next((SEXES[one.casefold()] for one in stated if one and one.casefold() in SEXES), None)


def _roles(entry: Element) -> Iterator[str]:
    for path in ("occupation", "affiliation/{*}roleName", "roleName", "note[@type='role']"):
        yield from filter(None, (words(one) for one in entry.iterfind(f"{TEI}{path}")))
    role = entry.get("role") or ""
    if role and local(entry) == "person" and role not in get_args(SpeakerKind):
        yield plain(role.replace("_", " "))


def _references(entry: Element) -> Iterator[str]:
    """Addresses that say who it is."""
    for idno in entry.iterfind(f"{TEI}idno"):
        text = words(idno)
        wikidata = (idno.get("type") or "").casefold() == "wikidata" and re.fullmatch(r"Q\d+", text)
        found = f"https://www.wikidata.org/entity/{text}" if wikidata else text
        yield from [found] if "://" in found else []
    for attribute in LINKS:
        yield from (
            one for one in (entry.get(attribute) or "").split() if one.startswith(("http://", "https://"))
        )
